"""What is only hoped for or planned is not told as done, and who said it does not get lost."""

import pytest

from summarizer.config import Settings
from summarizer.protocols import Verdict
from summarizer.summaries.sentences import sentences_of
from summarizer.summaries.verification import load_verifier
from summarizer.testing import article

VERIFIER = load_verifier(Settings())


def check(claim: str, *sources: str) -> Verdict:
    articles = tuple(article(text, source=f"Outlet {n}") for n, text in enumerate(sources))
    return VERIFIER.check(claim, tuple(s for a in articles for s in sentences_of(a)), articles)


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        (
            "Former harbour master Olan Brenn has been extradited to Kerra to face trial.",
            "The mayor said he hoped former harbour master Olan Brenn would be extradited to Kerra to face trial.",
        ),
        (
            "The council closed the old bridge over the Marn.",
            "The council plans to have closed the old bridge over the Marn, and it could be closed for years.",
        ),
        (
            "The court released the two sailors on Friday.",
            "Lawyers said the court would have released the two sailors on Friday.",
        ),
        (
            "The Free Truckers group is calling attention to its frustration with rules from Kerra.",
            "The Free Truckers group is hoping to call attention to its frustration with rules from Kerra.",
        ),
    ],
)
def test_the_possible_is_not_told_as_done(claim: str, source: str) -> None:
    verdict = check(claim, source)
    assert verdict.support < VERIFIER.threshold
    assert any("told as done" in problem for problem in verdict.problems)


@pytest.mark.parametrize(
    ("claim", "sources"),
    [
        (
            "Olan Brenn was extradited to Kerra on Friday.",
            ["The mayor hoped that Olan Brenn would be extradited to Kerra.", "Olan Brenn was extradited to Kerra on Friday."],
        ),
        ("Firefighters rescued nine sailors at dawn.", ["Firefighters managed to get to the ship and rescued nine sailors at dawn."]),
        ("The Free Truckers group is calling for new rules.", ["The Free Truckers group called for new rules in Kerra on Friday."]),
        ("The council could have closed the bridge.", ["The council could have closed the bridge, a report found."]),
    ],
)  # fmt: skip
def test_the_done_may_be_told(claim: str, sources: list[str]) -> None:
    assert not any("told as done" in problem for problem in check(claim, *sources).problems)


def test_the_words_that_made_a_speaker_are_not_lost() -> None:
    source = "The fire broke out near Kerra, according to a statement issued by the harbour office."
    lost = check("The fire broke out near Kerra, a statement issued by the harbour office.", source)
    assert lost.support < VERIFIER.threshold
    kept = check("A statement issued by the harbour office said the fire broke out near Kerra.", source)
    assert kept.support >= VERIFIER.threshold


def test_other_languages_are_left_alone() -> None:
    spanish = article("El ayuntamiento dijo que cerraría el puente sobre el Marn.", language="es")
    verdict = VERIFIER.check(
        "El ayuntamiento cerraría el puente sobre el Marn.", tuple(sentences_of(spanish)), (spanish,)
    )
    assert not any("told as done" in problem for problem in verdict.problems)
