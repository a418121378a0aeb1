"""Chosen source sentences stand as they are told: none hangs in the air, none comes before what it hangs on, none twice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.summaries.extractive import standing, without_clutter
from summarizer.summaries.references import hangs
from summarizer.summaries.sentences import sentences_of
from summarizer.testing import article

MAYOR = article(
    "The mayor of Lorano answered that forty kilometres of pipes had been renewed. "
    '"We cannot wait for rain," she said. '
    '"Nor for the council," she added. '
    "A third of the water seeps away unseen.",
    source="Diario",
)
RADIO = article(
    "The dam holds nine percent of what it can hold. It was full two winters ago. Lorries bring water to the hills.",
    source="Radio",
)
SPANISH = article(
    "La alcaldesa Marta Quiroga replicó que se han renovado las tuberías del centro. "
    "«No podemos esperar a que llueva», dijo, en alusión a los años de sequía. "
    "Los camiones cisterna saldrán del puerto cada mañana.",
    source="Voz",
    language="es",
)
SENTENCES = (*sentences_of(MAYOR), *sentences_of(RADIO))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("SELMAR, Norden (AP) _ The council met on Friday to vote again.", "The council met on Friday to vote again."),
        ("HELVIK, Nord. --A woman of 76 was freed by a judge.", "A woman of 76 was freed by a judge."),
        ("NORDRAIL -- the railway of the north -- met the union on Monday.", ""),
        ("The council met on Friday to vote again.", ""),
        ("A. The council voted early on Sunday.", "The council voted early on Sunday."),
        ("A: Council is not to meet until Monday.", "Council is not to meet until Monday."),
        ("A. Lund voted early on Sunday with the rest.", ""),
        ("Why it matters: Council votes are rare on Sundays.", "Council votes are rare on Sundays."),
        ("The state of play: While she led, the vote was close.", "While she led, the vote was close."),
        ("What’s next: A vote is due on Monday in Helvik.", "A vote is due on Monday in Helvik."),
        ("The bottom line is that the vote was close.", ""),
        ("The details: none were given by the council.", ""),
    ],
)
def test_a_sentence_is_told_without_its_dateline(text: str, told: str) -> None:
    assert without_clutter(text) == (told or text)


def test_what_hangs_comes_right_after_what_it_hangs_on() -> None:
    said, quoted, _, leak = sentences_of(MAYOR)
    dam = sentences_of(RADIO)[0]
    assert standing([said, dam, leak, quoted], (MAYOR, RADIO)) == [said, quoted, dam, leak]


def test_in_another_language_too() -> None:
    said, quoted, lorries = sentences_of(SPANISH)
    assert hangs(quoted.text, "es")
    assert standing([said, lorries, quoted], (SPANISH,)) == [said, quoted, lorries]
    assert standing([lorries, quoted], (SPANISH,)) == [lorries]


def test_one_whose_antecedent_is_told_already_in_other_words_goes_with_it() -> None:
    again = article(
        "The mayor of Lorano answered that forty kilometres of pipes had been renewed. She smiled.", source="P"
    )
    said, smiled = sentences_of(again)
    assert standing([sentences_of(MAYOR)[0], said, smiled], (MAYOR, again)) == [sentences_of(MAYOR)[0]]


@pytest.mark.parametrize("only", [SENTENCES[1], SENTENCES[5]])
def test_at_least_one_is_told(only: object) -> None:
    assert standing([only], (MAYOR, RADIO)) == [only]  # type: ignore[list-item]


@given(st.permutations(SENTENCES), st.integers(min_value=2, max_value=len(SENTENCES)))
def test_nothing_hangs_in_the_air_and_nothing_is_added(order: list[object], count: int) -> None:
    picked = [s for s in SENTENCES if s in order[:count]]
    told = standing(picked, (MAYOR, RADIO))
    assert set(told) <= set(picked)
    assert len(told) == len(set(told)) >= 1
    for place, sentence in enumerate(told):
        if hangs(sentence.text) and len(told) > 1:
            before = told[place - 1]
            assert place > 0
            assert (before.article, before.index) == (sentence.article, sentence.index - 1)
