"""Fragments that small models write are no sentences; what people write is."""

import pytest

from summarizer.summaries.clauses import is_whole
from summarizer.summaries.stuttering import stutters


@pytest.mark.parametrize(
    "text",
    [
        "The league of five river towns, disaffected members of Brenn's guild and rival traders who accuse Brenn of fraud.",
        "Admiral Osk said Monday that the blue survey drone shot down by the coast guard last week.",
        "An engineer at the ferry line who twice raised concerns over the doors.",
        "The mayor of Port Marn, Ada Brenn.",
    ],
)
def test_a_sentence_without_its_verb_is_a_fragment(text: str) -> None:
    assert not is_whole(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ada Brenn, 48, posted several pictures of the ferry, including one that shows her at the helm.",
        "The council, set up by the river towns, sits in Port Marn.",
        "A man who was wrongly convicted of the theft will be released on Friday.",
        "The lawyer who publicly accused the ferry line of neglect produced photos on Monday.",
        "Admiral Osk said Monday that the survey drone was shot down by the coast guard last week.",
        "Thousands of traders whose loans were cut must wait until spring.",
        "Police said that nine people died.",
        "The toll rises to nine.",
    ],
)
def test_what_people_write_is_whole(text: str) -> None:
    assert is_whole(text)


def test_one_toll_is_not_counted_twice_in_a_sentence() -> None:
    assert stutters("Two sailors died after winds battered the race on Monday, killing at least two crew members.")
    assert not stutters("Two sailors died and two boats were lost after winds battered the race on Monday.")
    assert not stutters("Nine people died on Monday, and five were killed the day before.")


def test_one_quotation_is_not_told_twice_in_a_sentence() -> None:
    assert stutters('Orlow said that the birth is "good noise" and that it is “good noise.”')
    assert not stutters('Orlow said that the birth is "good noise" and that the vote is "bad noise."')


def test_no_person_is_named_twice_in_a_sentence() -> None:
    assert stutters("When Ilse Maren woke with a fever, the mother, Ilse Maren, decided that it was a cold.")
    assert not stutters("Ilse Maren woke with a fever, and the mother, Ada Maren, decided that it was a cold.")
    assert not stutters("Port Vela officials met the owners of the Port Vela Harbour Times on Monday.")
