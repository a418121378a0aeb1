"""A short text always tells the sentence that tells most, in the fewest words that tell nearly as much."""

from summarizer.summaries.concepts import Concepts
from summarizer.summaries.telling import Option, Telling
from summarizer.types import Evidence, Sentence

WEIGHTS = Concepts({"ferri": 5.0, "lissa": 4.0, "captain": 2.2, "barrier": 2.2, "diesel": 2.2, "fog": 0.5})


def option(text: str, facet: int, place: int) -> Option:
    return Option(
        Sentence(text, (Evidence("a", place * 100, place * 100 + 50),), 1.0, "extractive"),
        facet,
        (place, 0),
        False,
        0.0,
    )


EVENT = option("A ferry ran aground off Lissa in fog before dawn on a day without wind.", 0, 2)
BRIEF = option("A ferry ran aground off Lissa.", 0, 2)
CAPTAIN = option("The captain is being questioned.", 1, 0)
BARRIER = option("A barrier keeps the diesel in.", 2, 1)


def told(*options: Option, budget: int, lead: bool) -> list[str]:
    return [o.sentence.text for o in Telling(WEIGHTS, "en").best(options, budget, 3, lead=lead)]


def test_the_main_event_is_told_though_others_cover_more() -> None:
    assert told(EVENT, CAPTAIN, BARRIER, budget=15, lead=True)[0] == EVENT.sentence.text


def test_the_main_event_is_told_briefly_where_that_tells_nearly_as_much() -> None:
    assert told(EVENT, BRIEF, CAPTAIN, BARRIER, budget=15, lead=True)[0] == BRIEF.sentence.text


def test_one_that_does_not_fit_is_not_told() -> None:
    assert EVENT.sentence.text not in told(EVENT, CAPTAIN, BARRIER, budget=11, lead=True)
    assert told(EVENT, budget=3, lead=True) == [EVENT.sentence.text]
