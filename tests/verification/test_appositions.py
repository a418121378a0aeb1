"""A role stays with the name it belongs to."""

import pytest

from summarizer.config import Settings
from summarizer.summaries.sentences import sentences_of
from summarizer.summaries.verification import load_verifier
from summarizer.testing import article

VERIFIER = load_verifier(Settings())
SOURCE = (
    "Sailor Joss Tarn has left Kerra after a year in detention, state news agency NORD reported on Friday. "
    "Tarn said at a hearing in September that he wanted to renounce his passport, state news agency NORD said."
)


@pytest.mark.parametrize(
    ("claim", "holds"),
    [
        ("State news agency Tarn said at a hearing in September that he wanted to renounce his passport.", False),
        ("State news agency NORD said that Joss Tarn has left Kerra after a year in detention.", True),
    ],
)
def test_roles_stay_with_their_names(claim: str, holds: bool) -> None:
    told = article(SOURCE)
    problems = VERIFIER.check(claim, tuple(sentences_of(told)), (told,)).problems
    assert any("where the evidence has" in problem for problem in problems) != holds


def test_a_comma_between_role_and_name_is_kept() -> None:
    told = article(
        "According to the Kerra state news agency, Tarn said at a hearing that he wanted to leave the country."
    )
    claim = "Kerra state news agency Tarn said at a hearing that he wanted to leave the country."
    assert VERIFIER.check(claim, tuple(sentences_of(told)), (told,)).support < VERIFIER.threshold
