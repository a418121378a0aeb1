"""A figure that falls is not told as one that rises."""

import pytest

from summarizer.config import Settings
from summarizer.summaries.sentences import sentences_of
from summarizer.summaries.verification import load_verifier
from summarizer.testing import article

VERIFIER = load_verifier(Settings())


@pytest.mark.parametrize(
    ("claim", "holds"),
    [
        ("There was a 51% increase in cases among children who had the vaccine.", False),
        ("There was a 51% decrease in cases among children who had the vaccine.", True),
        ("There were 51% fewer cases among children who had the vaccine.", True),
    ],
)
def test_figures_keep_their_direction(claim: str, holds: bool) -> None:
    told = article("There were 51% fewer cases among children who had the vaccine, researchers in Kerra said.")
    problems = VERIFIER.check(claim, tuple(sentences_of(told)), (told,)).problems
    assert any("goes up" in problem for problem in problems) != holds
