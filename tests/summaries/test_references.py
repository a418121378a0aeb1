"""A sentence that hangs on one before it does not stand alone."""

import pytest

from summarizer.summaries.references import hangs, leans


@pytest.mark.parametrize(
    "sentence",
    [
        "She walked the streets at night.",
        "For twelve years she walked the streets at night.",
        "The bank is ready, he said.",
        '"We have come a long way, and we can wait," she told a news conference.',
        "However, the ferry sailed.",
    ],
)
def test_who_is_meant_is_not_said(sentence: str) -> None:
    assert hangs(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "After the vote, Mayor Lund said he would go.",
        "In her second debate with Lund, she showed flashes.",
        '"A tired driver is a danger," union leader Kari Moe said.',
        "It is not clear who opened the gate.",
    ],
)
def test_what_stands_alone(sentence: str) -> None:
    assert not hangs(sentence)


def test_the_decision_is_a_poor_beginning() -> None:
    assert leans("The decision divides the town.")
    assert not hangs("The decision divides the town.")
