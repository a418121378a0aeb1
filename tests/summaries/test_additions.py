"""What a model put into a sentence that it else took over."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.summaries.additions import LEAST_WORDS, added
from summarizer.text import word_count

LAWYER = "Attorney Pia Dorn is representing Josef Anger, one of the students accused of starting the fire."
BRIDGE = "The Marn bridge was closed on Monday after inspectors had found cracks in two of its pillars."
LENDER = "Kronbank, the largest lender, announced within an hour that it would pass on the whole cut."
CRACKS = "Inspectors found cracks in two pillars of the Marn bridge on Monday."


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Attorney Pia Dorn is representing Josef Anger, one of the students accused of starting the fire, in a civil "
         "case.", "in a civil case"),
        ("The Marn bridge was closed on Monday after inspectors had found cracks in two of its pillars, according to a "
         "statement released by the county.", "according to a statement released by the county"),
        ("The Marn bridge, which is a period of rest, was closed on Monday after inspectors had found cracks in its "
         "pillars.", "which is a period of rest"),
        ("On Monday, inspectors found cracks in two pillars of the Marn bridge on the outskirts of the city.",
         "the outskirts of the city"),
        ("The Kronbank, the largest lender in the world, announced that it would pass on the whole cut.", "in the world"),
    ],
)  # fmt: skip
def test_a_phrase_of_its_own_is_found(text: str, phrase: str) -> None:
    assert added(text, [LAWYER, BRIDGE, CRACKS, LENDER], "en") == phrase


@pytest.mark.parametrize(
    "text",
    [
        LAWYER,
        "Attorney Pia Dorn is representing Josef Anger, a student accused of starting the fire.",
        "The Marn bridge was shut on Monday after inspectors had discovered cracks in two of its pillars.",
        "On Monday, the Marn bridge was closed after inspectors had found cracks in two of its pillars.",
        "The old Marn bridge was closed on Monday after inspectors had found cracks in two of its pillars.",
        "The Marn bridge was closed on Monday after inspectors had found cracks in two of its pillars, and attorney Pia "
        "Dorn is representing one of the students accused.",
        "Pia Dorn, who speaks for a man whom the police say set the house alight, has asked for more time.",
    ],
    ids=["copy", "shorter", "other words", "moved", "one word", "from other evidence", "retold"],
)
def test_what_is_shortened_reworded_moved_or_fused_adds_nothing(text: str) -> None:
    assert not added(text, [LAWYER, BRIDGE], "en")


def test_without_evidence_there_is_nothing_to_follow() -> None:
    assert not added(LAWYER, [], "en")
    assert not added("", [LAWYER], "en")


@given(st.lists(st.sampled_from([*BRIDGE.split(), *LAWYER.split(), "zebra"]), max_size=25))
def test_what_is_found_stands_in_the_text_and_is_no_short_one(tokens: list[str]) -> None:
    text = " ".join(tokens)
    phrase = added(text, [BRIDGE, LAWYER], "en")
    assert not phrase or (word_count(phrase) >= LEAST_WORDS and "zebra" in phrase)


@given(st.lists(st.sampled_from(BRIDGE.split()), max_size=25))
def test_nothing_is_added_where_every_word_is_the_evidences(tokens: list[str]) -> None:
    assert not added(" ".join(tokens), [BRIDGE], "en")
