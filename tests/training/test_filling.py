"""Longer targets: what the editors wrote as far as it is supported, and what they chose."""

import json
import random
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.text import word_count
from tests.training.test_sets import data_with, document, story
from training import examples
from training.filling import MOST_WORDS, filled
from training.support import supported

FERRY = "The ferry Marta sank off Vellin on Monday after it had struck a rock in the fog."
SAVED = "Fishermen from the village saved all 19 people on board before the coast guard arrived."
MAYOR = "The mayor of Vellin, Ana Brenn, thanked the fishermen and promised new lights for the harbour."
WEATHER = "Rain and wind are expected along the northern coast until the end of the week."
EDITORS = "On Monday the ferry Marta struck a rock in the fog and sank off Vellin."
UNHEARD = "Norsea of Arden, which owns it, said that village fishermen had saved everyone, 19 people in all, on board."
DOCUMENTS = (document(f"{FERRY} {WEATHER}", "Ferry sinks"), document(f"{SAVED} {MAYOR}", "Fishermen save 19"))


def rng() -> random.Random:
    return random.Random(0)


def test_what_the_editors_wrote_stands_first_and_then_what_they_chose() -> None:
    made = filled(story("a", *DOCUMENTS, reference=f"{EDITORS} {UNHEARD}"), rng())
    assert made is not None
    assert made.task == "summary"
    assert made.target == f"{EDITORS} {SAVED}"
    assert sorted(made.inputs) == sorted(
        ["Ferry sinks. " + f"{FERRY} {WEATHER}", f"Fishermen save 19. {SAVED} {MAYOR}"]
    )


def test_a_story_of_which_nothing_is_supported_still_teaches_what_was_chosen() -> None:
    made = filled(story("a", *DOCUMENTS, reference=UNHEARD), rng())
    assert made is not None
    assert made.target == SAVED


@pytest.mark.parametrize(
    "reference",
    ["Wheat is dear.", "Coverage across the spectrum spoke of the ferry Marta, which sank off Vellin on Monday."],
    ids=["something else", "of the press"],
)
def test_a_round_up_of_something_else_teaches_nothing(reference: str) -> None:
    rain = story("a", document(WEATHER), document(WEATHER.replace("wind", "hail")), reference=reference)
    assert filled(rain, rng()) is None


def test_the_articles_are_shuffled_by_the_seed() -> None:
    told = story("a", *DOCUMENTS, reference=EDITORS)
    orders = {made.inputs for seed in range(8) if (made := filled(told, random.Random(seed)))}
    assert len(orders) == 2
    assert filled(told, rng()) == filled(told, rng())


@settings(max_examples=25)
@given(st.lists(st.sampled_from([FERRY, SAVED, MAYOR, WEATHER, EDITORS, UNHEARD]), min_size=1, max_size=8))
def test_no_target_is_longer_or_holds_what_its_inputs_do_not(told: list[str]) -> None:
    made = filled(story("a", *DOCUMENTS, reference=" ".join(told)), rng())
    assert made is None or (15 <= word_count(made.target) <= MOST_WORDS and supported(made.target, made.inputs, 0.5))


def test_the_command_fills_and_limits_the_sentences(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = story("a", *DOCUMENTS, reference=f"{EDITORS} {UNHEARD}")
    data, out = data_with(tmp_path / "data", train=[told], val=[]), tmp_path / "examples.jsonl"
    monkeypatch.setattr(sys, "argv", ["x", "--data", str(data), "--out", str(out), "--fill", "--sentences", "0"])
    examples.main()
    rows = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert [(row["task"], row["target"]) for row in rows] == [("summary", f"{EDITORS} {SAVED}")]
