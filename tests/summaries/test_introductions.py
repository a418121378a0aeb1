"""A person is told in full where he first stands, once, and only where the story knows one person of that name."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.protocols import SourceSentence
from summarizer.summaries.introductions import full_name, in_full, in_short
from summarizer.summaries.options import Option
from summarizer.summaries.rewriting import one_persons_titles
from summarizer.summaries.sentences import sentences_of
from summarizer.testing import article
from summarizer.types import Evidence, Sentence

STORY = sentences_of(
    article(
        "Union leader Kari Moe asked the drivers to go on. Moe spoke at a picket outside Helvik station. "
        "Neighbouring Ostmark sent dogs. "
        "Talks in Chile Spain broke off. Shops in Spain closed. "
        "The Senate said that Senator Tora Pell had left. Pell flew home. "
        "The minister Ada Brenn met Olaf Brenn on Monday. Brenn smiled. "
        "Former President Lars Thune called the strike out of all proportion. Police found nothing in Thune's car."
    )
)


@pytest.mark.parametrize(
    ("text", "name", "full"),
    [
        ("Moe spoke at a picket.", "Moe", "Union leader Kari Moe spoke at a picket."),
        ("On Monday Moe spoke at a picket.", "Moe", "On Monday union leader Kari Moe spoke at a picket."),
        ("Drivers left Moe's picket at noon.", "Moe", "Drivers left union leader Kari Moe's picket at noon."),
        ("Drivers heard Pell at noon.", "Pell", "Drivers heard Senator Tora Pell at noon."),
        ("Drivers booed Thune at noon.", "Thune", "Drivers booed former President Lars Thune at noon."),
    ],
)
def test_a_last_name_is_told_in_full(text: str, name: str, full: str) -> None:
    found = full_name(text, name, STORY)
    assert found is not None
    assert found[0] == full
    assert name in found[1].text


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Brenn smiled at noon.", "Brenn"),
        ('"I saw Moe at noon," said a driver.', "Moe"),
        ("The Moe picket went on at noon.", "Moe"),
        ("Helvik was quiet at noon.", "Helvik"),
        ("In the end the Senate left.", "Senate"),
        ("Teams from Ostmark came at noon.", "Ostmark"),
        ("At noon Spain closed its shops.", "Spain"),
        ("Nobody else was there.", "Moe"),
    ],
    ids=["two people", "quoted", "an attribute", "a place", "a thing", "a neighbour", "a country", "not there"],
)
def test_what_is_no_one_person_stays_as_it_is(text: str, name: str) -> None:
    assert full_name(text, name, STORY) is None


def option(text: str) -> Option:
    return Option(Sentence(text, (Evidence("a", 0, 9),), 1.0, "extractive"), 0, (0, 0), False, 0.0)


def make(text: str, old: Option, source: SourceSentence) -> Option:
    return replace(old, sentence=replace(old.sentence, text=text))


def texts(told: list[str], before: str = "", room: int = 20) -> list[str]:
    return [o.sentence.text for o in in_full([option(t) for t in told], before, STORY, room, make)]


def test_an_acronym_has_no_first_name() -> None:
    assert one_persons_titles("NASCAR", ["A banner read “Defund NASCAR.”"]) == []
    assert one_persons_titles("Moe", ["Union leader Kari Moe spoke."])


def test_only_the_first_time() -> None:
    told = ["Moe spoke at a picket.", "The drivers cheered Moe."]
    assert texts(told) == ["Union leader Kari Moe spoke at a picket.", "The drivers cheered Moe."]


def test_not_below_a_headline_that_has_the_name() -> None:
    assert texts(["Moe spoke at a picket."], before="Moe speaks") == ["Moe spoke at a picket."]


def test_not_where_it_does_not_fit_or_hold() -> None:
    assert texts(["Moe spoke at a picket."], room=2) == ["Moe spoke at a picket."]
    told = in_full([option("Moe spoke.")], "", STORY, 20, lambda *_: None)
    assert [o.sentence.text for o in told] == ["Moe spoke."]


@given(
    st.lists(st.sampled_from(["Moe spoke.", "Pell flew home.", "Rain fell.", "Thune and Moe met."]), max_size=6),
    st.integers(0, 9),
)
def test_nothing_else_changes(told: list[str], room: int) -> None:
    found = texts(told, room=room)
    assert len(found) == len(told)
    assert sum(len(t.split()) for t in found) <= sum(len(t.split()) for t in told) + room
    for old, new in zip(told, found, strict=True):
        assert [word for word in new.split() if word in old.split()] == old.split()


def way(text: str, facet: int) -> Option:
    return Option(Sentence(text, (Evidence("a", 0, 9),), 1.0, "extractive"), facet, (facet, 0), False, 0.0)


def test_a_person_is_told_in_full_once() -> None:
    first, again = way("Union leader Kari Moe left.", 0), way("Union leader Kari Moe spoke at noon.", 1)
    short = way("Moe spoke at noon.", 1)
    assert in_short([first, again], [first, again, short]) == [first, short]
    assert in_short([again], [again, short]) == [again]
    assert in_short([first, again], [first, again, way("Moe spoke at noon.", 2)]) == [first, again]
    for other in ("Union leader Tora Moe left.", "Union leader Kari Moeland left."):
        assert in_short([way(other, 0), again], [again, short])[1] == again
