"""A toll that rose: what an older article gives is not told as the news."""

import pytest

from summarizer.summaries.sentences import sentences_of
from summarizer.summaries.staleness import counted_later, counting, is_stale, overtaken
from summarizer.testing import article
from summarizer.types import Cluster

MORNING = article("At least 12 people were killed when the ferry sank.", "Ferry sinks", published="2026-05-05T06:00")
NOON = article(
    "At least 19 people were killed when the ferry sank, the coast guard said. Doctors said 21 people were killed.",
    "21 people killed as ferry sinks",
    published="2026-05-05T12:00",
)
NIGHT = article(
    "The coast guard said 29 people were killed when the ferry sank.",
    "29 people killed as ferry sinks",
    published="2026-05-05T20:00",
)


def test_every_lower_figure_of_an_older_article_is_overtaken() -> None:
    story = (MORNING, NOON, NIGHT)
    stale = overtaken(Cluster("c", story), [(a.id,) for a in story])
    assert stale[MORNING.id] == {12.0}
    assert {19.0, 21.0} <= stale[NOON.id]
    assert NIGHT.id not in stale
    assert all(is_stale(s, stale, "en") for s in (*sentences_of(MORNING), *sentences_of(NOON)))
    assert not is_stale(sentences_of(NIGHT)[0], stale, "en")


def test_without_times_nothing_is_overtaken() -> None:
    undated = [article(a.text, a.title) for a in (MORNING, NOON, NIGHT)]
    assert overtaken(Cluster("c", tuple(undated)), [(a.id,) for a in undated]) == {}


def test_a_toll_that_was_corrected_downwards_overtakes_nothing() -> None:
    later = article(
        "The coast guard said 17 people were killed when the ferry sank.",
        "17 people killed as ferry sinks",
        published="2026-05-06T08:00",
    )
    story = (NOON, NIGHT, later)
    assert overtaken(Cluster("c", story), [(a.id,) for a in story]) == {}


EARLY = article("The Accord led with 41% after 70% of the votes were counted.", published="2026-05-05T20:00")
FINAL = article("The Accord won with 40%, final results showed on Monday.", published="2026-05-06T08:00")


def test_an_early_count_is_overtaken_by_a_later_final_one() -> None:
    assert counting(EARLY.text)
    assert not counting(FINAL.text)
    assert counted_later(Cluster("c", (EARLY, FINAL))) == {EARLY.id}


def test_final_results_that_are_only_expected_overtake_nothing() -> None:
    awaited = article("Final results are expected on Monday.", published="2026-05-06T08:00")
    earlier = article(FINAL.text, published="2026-05-05T08:00")
    assert counted_later(Cluster("c", (EARLY, awaited))) == frozenset()
    assert counted_later(Cluster("c", (EARLY, earlier))) == frozenset()
    assert counted_later(Cluster("c", (EARLY, article(FINAL.text)))) == frozenset()


@pytest.mark.parametrize(
    "text",
    [
        "Lund won with 58 percent of the vote, the commission said.",
        "Lund was convicted on the first count, of fraud.",
        "An exit poll was held in Kesh.",
    ],
)
def test_a_share_of_the_vote_is_no_early_count(text: str) -> None:
    assert not counting(text)


@pytest.mark.parametrize(
    "text",
    [
        "Officials said final results could take several days.",
        "Final results won't be known for days.",
        "The mayor promised final results by Friday.",
        "All of the votes counted so far come from cities.",
    ],
)
def test_results_still_to_come_are_not_final(text: str) -> None:
    assert counted_later(Cluster("c", (EARLY, article(text, published="2026-05-06T08:00")))) == frozenset()
