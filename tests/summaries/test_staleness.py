"""A toll that rose: what an older article gives is not told as the news."""

from dataclasses import replace

import pytest

from summarizer.config import Settings
from summarizer.protocols import Job
from summarizer.summaries.desk import Desk
from summarizer.summaries.sentences import sentences_of
from summarizer.summaries.staleness import counted_later, counting, is_stale, overtaken
from summarizer.summaries.verification import load_verifier
from summarizer.testing import article
from summarizer.types import Article, Cluster

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


def at(hour: int, text: str) -> Article:
    return article(text, published=f"2026-05-05T{hour:02}:00")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "About 9 million payments were rejected.",
            "Velo raised the number of rejected payments to 11 million from 9 million.",
        ),
        (
            "The ferry had 480 people on board.",
            "It had 512 on board, the guard said, correcting an earlier figure of 480.",
        ),
        ("The quake had a magnitude of 6.4.", "Its magnitude was put at 6.2, down from 6.4."),
    ],
)
def test_a_figure_that_was_put_right_is_overtaken(before: str, after: str) -> None:
    old, new = at(8, before), at(12, after)
    stale = overtaken(Cluster("c", (old, new)), [(old.id,), (new.id,)])
    assert is_stale(sentences_of(old)[0], stale, "en")
    assert not is_stale(sentences_of(new)[0], stale, "en")


def test_who_tells_that_a_figure_was_put_right_is_not_overtaken_by_who_tells_it_later() -> None:
    old = at(8, "About 9 million payments were rejected.")
    told = [
        at(h, f"Velo raised the number of rejected payments to 11 million from 9 million{e}.")
        for h, e in ((10, ""), (12, " now"))
    ]
    story = (old, *told)
    stale = overtaken(Cluster("c", story), [(a.id,) for a in story])
    assert set(stale) == {old.id}
    desk = Desk(Job(Cluster("c", story), tuple((a.id,) for a in story)), load_verifier(Settings()), stale)
    assert desk.overtaken == {old.id}
    assert desk.check(told[0].text, [s for a in story for s in sentences_of(a)]).support > 0.5
    assert desk.check(old.text, [s for a in story for s in sentences_of(a)]).support == 0


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("There are 470,000 jobless.", "The bank put the number of jobless at 480,000, up from 470,000 last year."),
        ("There are 470,000 jobless.", "The bank put the number of jobless at 480,000, up from 470,000 in May."),
        ("There are 470,000 jobless.", "Unemployment rose to 480,000 from 470,000."),
        ("There are 470,000 jobless.", "Shares were cut to 480,000 from 470,000."),
        ("The 12 countries met.", "Officials raised the death toll to 40, with victims from 12 countries."),
        ("It met 12 states.", "The storm's toll was put at 40 from 12 states."),
        ("The 12 guests left.", "Rescuers put out the fire, and a total of 90 guests from 12 countries were led out."),
        ("There were 12 sanctions.", "Putin said the number of sanctions had grown to 20 from 12."),
        ("It holds 700 inmates.", "Correctional officials said the number of inmates rose to 900 from 700."),
        ("Growth of 2.1% was expected.", "The bank lowered its estimate for growth to 1.7% from 2.1%."),
        ("The third ferry of the day sank on May 9.", "The toll was put at 12, down from 9."),
    ],
)
def test_what_a_figure_was_at_another_time_is_not_put_right(earlier: str, later: str) -> None:
    old, new = at(8, earlier), at(12, later)
    assert not is_stale(sentences_of(old)[0], overtaken(Cluster("c", (old, new)), [(old.id,), (new.id,)]), "en")


def test_at_least_takes_nothing_back() -> None:
    times = (("killed 12", 6), ("killed 21", 12), ("killed at least 19", 18))
    story = [at(hour, f"The blast in Port Vell {what} people.") for what, hour in times]
    assert set(overtaken(Cluster("c", tuple(story)), [(a.id,) for a in story])) == {story[0].id}


def test_an_article_that_ends_with_an_old_figure_may_still_open_the_story() -> None:
    opening = at(8, "The network failed. Its shops had to close. About 9 million payments were rejected.")
    later = at(12, "Velo raised the number of rejected payments to 11 million from 9 million.")
    cluster = Cluster("c", (opening, later))
    origins = ((opening.id,), (later.id,))
    desk = Desk(Job(cluster, origins), load_verifier(Settings()), overtaken(cluster, origins))
    assert desk.central()[0] == opening
    assert desk.is_stale(sentences_of(opening)[2])
    early = replace(desk, stale={opening.id: frozenset({9e6}), later.id: frozenset({11e6})})
    assert early.overtaken == {later.id}
