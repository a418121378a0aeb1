"""Ten clients at once: nobody gets an error or another's result, and nothing piles up."""

from pathlib import Path

import pytest

from tests.app.load import drive, is_own, text_of
from tests.app.serving import serving_process

pytestmark = pytest.mark.slow


def test_ten_clients_at_once_get_their_own_results(tmp_path: Path) -> None:
    with serving_process(tmp_path, "--model", "coverage") as (address, pid):
        outcome = drive(address, pid, clients=10, runs=30, model="coverage")
    assert outcome.runs == 30
    assert not outcome.errors
    assert not outcome.mixed_up
    # Flat: the last ten runs add little to what the first twenty needed.
    assert max(outcome.memory[-10:]) < max(outcome.memory[:20]) + 60


def test_another_s_result_would_be_noticed() -> None:
    def answer(*texts: str) -> dict[str, object]:
        return {"stories": [{"articles": [{"text": text} for text in texts]}]}

    assert is_own(answer(text_of(1, 2)), "Town1x2")
    assert not is_own(answer(text_of(1, 2)), "Town1x3")
    assert not is_own(answer(text_of(1, 2), text_of(3, 4)), "Town1x2")
    assert not is_own(answer(text_of(1, 2) + text_of(3, 4)), "Town1x2")
