"""What a sentence may not speak of before it was told, and what needs no telling."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer import grammar
from summarizer.summaries.concepts import Concepts
from summarizer.summaries.dangling import dangling
from summarizer.summaries.options import Option
from summarizer.summaries.telling import Telling
from summarizer.types import Evidence, Sentence

pytestmark = pytest.mark.skipif(not grammar.available(), reason="the parser is not installed")

EARLIER = [
    "A conference on the tunnel opened in Halden, and a team of divers came.",
    "A man broke the law with a knife; the board wrote a statement on the attack.",
]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The conference, organized by the port, ends in May.", "conference"),
        ("The team was slow in the water.", "team"),
        ("The man, who was taken to hospital, had joined the queue.", "man"),
        ("The statement sent both shares up.", "statement"),
        ("Biologist Kari Moe had named the knife as a possible cause.", "knife"),
        ("A mayor said those plans were going forward.", "plans"),
        ("Even if the harbour falls into the latter category, ships will come.", "category"),
        ("The 26-year-old swam to the shore.", "The 26-year-old"),
        ("The second, with lights, was on its way.", "The second,"),
        ("Police found the camera he was using.", "he"),
        ("The tax on sugar will cost him more.", "him"),
        ("President Moe called it a triumph.", "it"),
        ("By noon there were 640 kroner in it.", "it"),
        ("A rival for the market leader could help, its director said.", "its"),
        ("This year there were beds without any, said Moe.", "any"),
        ("Divers, however, have searched closer to the port.", "however"),
    ],
)
def test_what_was_not_told_hangs(text: str, word: str) -> None:
    assert dangling(text, "Rain fell in Selmar.", EARLIER) == word


@pytest.mark.parametrize(
    "text",
    [
        "The conference on the tunnel ends in May.",
        "The government and the police said nothing.",
        "The attack was the third of the year.",
        "Kari Moe told reporters that the board had asked her to stay.",
        "Kari Moe and her brother left.",
        "Addressing his supporters, Nils Holm said no.",
        "The driver said he had seen the light.",
        "The company said its ships would sail; owners had sold them.",
        "The 82-year-old Moe swam to the shore.",
        "Those who fled came back.",
        "The owner of a shop in Halden praised the board.",
        "Divers will go on, however long it takes.",
        "Nils Holm wanted to stay; the council, however, refused.",
        '"We saw him," Kari Moe said.',
        "Moe sold the yard because the bank wanted it.",
        "By noon the saucer had 640 kroner in it.",
        "Moe has not seen any of the ships.",
        "Police searched the house for weapons but left without any.",
        "One boat had a hole in it.",
        "The company will close two plants, its director said.",
        "The Kolo chain will close a shop in a town, its director said.",
        "The march began at noon and police stopped it.",
    ],
)
def test_what_explains_itself_stands(text: str) -> None:
    assert dangling(text, "Rain fell in Selmar.", EARLIER) == ""


def test_what_was_told_before_hangs_no_longer() -> None:
    assert dangling("The team was slow in the water.", "A team of divers came.", EARLIER) == ""
    assert dangling("The 26-year-old swam to the shore.", "Tora Vik, 26, fell from a boat.", EARLIER) == ""
    # What no sentence of its article introduces is known to every reader: "the harbour".
    assert dangling("The harbour was closed.", "", EARLIER) == ""


def test_a_text_does_not_begin_with_the_attack() -> None:
    text = "In response to the attack, the cabinet closed the border."
    assert dangling(text, "", EARLIER, first=True) == "attack"
    assert dangling(text, "", EARLIER) == ""
    assert dangling(text, "Attack on the harbour of Lissa", EARLIER, first=True) == ""


@settings(deadline=None, max_examples=30)
@given(st.text(max_size=60), st.text(max_size=30))
def test_any_text_is_read(text: str, before: str) -> None:
    assert dangling(text, before) in text


def option(text: str, facet: int, index: int) -> Option:
    return Option(
        Sentence(text, (Evidence("a", index * 100, index * 100 + 90),), 1.0, "extractive"), facet, (index, 0), False, 0
    )


def test_a_text_tells_something_else_instead() -> None:
    weights = Concepts({"storm": 5.0, "lissa": 4.0, "tunnel": 3.0, "halden": 2.0, "repair": 1.0})
    storm = option("A storm closed the harbour of Lissa.", 0, 0)
    hanging = option("The conference spoke of the tunnel in Halden.", 1, 4)
    repair = option("A repair of the quay will take two more weeks, officials said.", 2, 5)

    def told(*options: Option) -> list[str]:
        telling = Telling(weights, "en", earlier=lambda option: EARLIER if option.place[0] > 1 else [])
        return [o.sentence.text for o in telling.best(options, 20, 2)]

    assert told(storm, hanging, repair) == [storm.sentence.text, repair.sentence.text]
    # Something has to be told.
    assert told(hanging) == [hanging.sentence.text]
    opening = option("Engineers of nine storm ports met for a conference.", 3, 3)
    assert told(opening, hanging) == [opening.sentence.text, hanging.sentence.text]
