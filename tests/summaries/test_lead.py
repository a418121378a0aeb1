"""A text always tells the sentence that tells most, in the fewest words that tell nearly as much, and nothing
that hardly counts or that the rest tells."""

from dataclasses import replace

from summarizer.summaries.concepts import Concepts
from summarizer.summaries.options import Option
from summarizer.summaries.salience import Salience
from summarizer.summaries.telling import Telling
from summarizer.types import Evidence, Sentence

WEIGHTS = Concepts({"ferri": 5.0, "lissa": 4.0, "captain": 2.2, "barrier": 2.2, "diesel": 2.2, "fog": 0.5, "tug": 0.5})


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


def told(*options: Option, budget: int, least: float = 0.0) -> list[str]:
    return [o.sentence.text for o in Telling(WEIGHTS, "en").best(options, budget, 3, least)]


def test_the_main_event_is_told_though_others_cover_more() -> None:
    assert told(EVENT, CAPTAIN, BARRIER, budget=15)[0] == EVENT.sentence.text


def test_the_main_event_is_told_briefly_where_that_tells_nearly_as_much() -> None:
    assert told(EVENT, BRIEF, CAPTAIN, BARRIER, budget=15)[0] == BRIEF.sentence.text


def test_one_that_does_not_fit_is_not_told() -> None:
    assert EVENT.sentence.text not in told(EVENT, CAPTAIN, BARRIER, budget=11)
    assert told(EVENT, budget=3) == [EVENT.sentence.text]


def test_what_hardly_counts_has_no_place_in_a_short_text() -> None:
    tug = option("A tug is expected.", 3, 0)
    assert tug.sentence.text in told(EVENT, tug, budget=60)
    assert told(EVENT, tug, budget=60, least=0.12) == [EVENT.sentence.text]


def test_the_main_event_is_not_told_again_in_other_words() -> None:
    again = option("Near Lissa yesterday morning the ferry struck rocks that stand out of the sea.", 4, 3)
    assert told(EVENT, again, CAPTAIN, budget=60) == [EVENT.sentence.text, CAPTAIN.sentence.text]


def test_what_the_others_tell_together_is_not_told_again() -> None:
    again = option("The captain and a barrier against diesel were the talk of the town.", 5, 0)
    assert again.sentence.text not in told(EVENT, CAPTAIN, BARRIER, again, budget=60)
    assert again.sentence.text in told(EVENT, again, budget=60)


def test_a_sentence_told_again_bars_only_itself() -> None:
    own = [replace(o, facet=-1, place=(0, 0)) for o in (EVENT, CAPTAIN, BARRIER)]
    again = option("The captain and a barrier against diesel were the talk of the town.", -1, 0)
    assert len(told(*own, again, budget=60)) == 3


def cut(text: str, facet: int, place: int) -> Option:
    whole = option(text, facet, place)
    return replace(whole, sentence=replace(whole.sentence, kind="abstractive"), cut=True)


WHOLE = option("A barrier laid by divers on Monday keeps the diesel in.", 2, 1)
ANEW = replace(cut("Off Lissa a ferry is aground.", 0, 2), written=True, cut=False)


def test_what_was_cut_is_told_after_all_where_there_is_room() -> None:
    short = cut(BARRIER.sentence.text, 2, 1)
    more = replace(cut(CAPTAIN.sentence.text, 1, 3), written=True, cut=False)
    ways = (ANEW, more, short, WHOLE)
    assert WHOLE.sentence.text in told(*ways, budget=60)
    assert short.sentence.text in told(*ways, budget=15)


def test_half_of_a_text_stays_told_otherwise_than_the_sources_tell_it() -> None:
    short = cut(BARRIER.sentence.text, 2, 1)
    assert told(option("A ferry is aground off Lissa.", 0, 2), short, WHOLE, budget=60)[1] == short.sentence.text


def test_what_tells_something_else_is_no_fuller_way_to_tell_it() -> None:
    short = cut(BARRIER.sentence.text, 2, 1)
    other = cut("A wall that was laid last week by hand keeps much in.", 2, 1)
    assert told(ANEW, short, other, budget=60)[1] == short.sentence.text


def near(*options: Option, headline: str = "", budget: int = 30, nearest: bool = True) -> list[str]:
    """As people would tell it: the ferry, and hardly the captain, of whom the articles tell most."""
    likely = {"ferri ran": 0.9, "ran aground": 0.9, "off lissa": 0.8, "captain is": 0.05}
    heavy = Concepts({**WEIGHTS.weights, "captain": 12.0})
    telling = Telling(heavy, "en", headline=headline, salience=Salience(likely))
    return [o.sentence.text for o in telling.best(options, budget, 3, near=nearest)]


def test_a_short_text_leads_with_what_people_would_tell_first() -> None:
    late, early = replace(EVENT, place=(0, 1)), replace(CAPTAIN, place=(0, 0))
    assert near(late, early)[0] == EVENT.sentence.text
    assert near(late, early, nearest=False)[0] == CAPTAIN.sentence.text


def test_of_equals_the_one_that_tells_the_headline_leads() -> None:
    twin = option("The ferry ran aground off Lissa, said the coast guard of the island today.", 6, 2)
    assert near(EVENT, twin, headline="Coast guard of the island: ferry aground", budget=16) == [twin.sentence.text]
    assert near(EVENT, twin, headline="Fog, dawn, no wind: ferry aground", budget=16) == [EVENT.sentence.text]


def test_written_sentences_are_preferred_among_equals() -> None:
    quoted = option("A ferry ran aground off Lissa today.", 7, 0)
    anew = replace(
        quoted, sentence=replace(quoted.sentence, text="A ferry ran aground off Lissa Friday."), written=True
    )
    assert near(quoted, anew, budget=8) == [anew.sentence.text]


def test_where_nothing_fits_the_shortest_is_told() -> None:
    assert near(EVENT, CAPTAIN, budget=3) == [CAPTAIN.sentence.text]
    assert told(EVENT, CAPTAIN, budget=3) == [CAPTAIN.sentence.text]
