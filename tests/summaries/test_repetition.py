"""Two sentences tell the same by their words, figures, quotations and what they rest on."""

import pytest

from summarizer.summaries.repetition import same_fact
from summarizer.types import Evidence, Sentence

WON = "The governing Accord has won the regional vote with 40% but lost the capital to the opposition."


def sentence(text: str, start: int = 0) -> Sentence:
    return Sentence(text, (Evidence("a1", start, start + 9),), 1.0, "abstractive")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (WON, "In the country as a whole the governing party stays in front with 40 percent."),
        (WON, "In the regions the governing party leads with 40 per cent."),
        ("Rescuers found 29 people in the ruins, 12 of them alive.", "Of 29 found, 12 lived."),
        ('"The fishermen saved us all," Neri said.', 'Neri said: "The fishermen saved us all."'),
        ("The ferry ran onto a reef in thick fog.", "In thick fog the ferry ran onto a reef."),
    ],
)
def test_the_same(one: str, other: str) -> None:
    assert same_fact(sentence(one), sentence(other, 50), "en")
    assert same_fact(sentence(other, 50), sentence(one), "en")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (WON, "Turnout was 58%, four points higher than in 2021."),
        (WON, "Farmers north of the river saved 40% of the wheat from rain."),
        (WON, "The Green Bloc asks for 40 new judges."),
        ("The strike of the drivers began in 2021.", "The dam near Selmar was built in 2021."),
    ],
)
def test_not_the_same(one: str, other: str) -> None:
    assert not same_fact(sentence(one), sentence(other, 50), "en")
