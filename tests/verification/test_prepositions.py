"""A name behind another preposition than in its sources has become part of another fact."""

import pytest

from summarizer.config import Settings
from summarizer.summaries.sentences import sentences_of
from summarizer.summaries.verification import load_verifier
from summarizer.testing import article

VERIFIER = load_verifier(Settings())
SOURCE = "Kerra has sent 10,000 troops to its southern border with Osk, the army told the Marn Herald on Thursday."


@pytest.mark.parametrize(
    ("claim", "holds"),
    [
        ("Kerra has sent 10,000 troops to Osk.", False),
        ("Kerra has sent 10,000 troops to its border with Osk.", True),
        ("Kerra has sent 10,000 troops to the southern Osk border.", True),
        ("Kerra sent 10,000 troops to its southern border with Osk on Thursday.", True),
    ],
)
def test_names_keep_their_prepositions(claim: str, holds: bool) -> None:
    told = article(SOURCE)
    verdict = VERIFIER.check(claim, tuple(sentences_of(told)), (told,))
    assert (verdict.support >= VERIFIER.threshold) == holds, verdict
    assert holds or any('"to Osk"' in problem for problem in verdict.problems)
