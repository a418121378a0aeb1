"""Ranking, what changed, the title, why there is nothing, and the signature."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.config import Settings
from summarizer.digest import changes, rank, signature, title, why_nothing
from summarizer.testing import article, sample_digest
from summarizer.types import Change, Cluster, Conflict, ConflictValue, Counts, Story, StorySnapshot, Window

NOW = datetime(2025, 6, 7, 12, tzinfo=UTC)


def cluster(name: str, articles: int = 3, hours: float = 1, outlets: int | None = None) -> Cluster:
    time = NOW - timedelta(hours=hours)
    made = [
        article(f"{name} {n}", source=f"outlet {n % (outlets or articles)}", published=time) for n in range(articles)
    ]
    return Cluster(name, tuple(made))


def groups(of: Cluster, origins: int) -> tuple[tuple[str, ...], ...]:
    ids = [a.id for a in of.articles]
    return (*((id_,) for id_ in ids[: origins - 1]), tuple(ids[origins - 1 :]))


@pytest.mark.parametrize(
    ("better", "worse", "origins"),
    [
        (cluster("b"), cluster("a"), (3, 1)),
        (cluster("b", articles=6), cluster("a", articles=3), (2, 2)),
        (cluster("b", hours=1), cluster("a", hours=20), (2, 2)),
        (cluster("b", outlets=3), cluster("a", outlets=1), (2, 2)),
    ],
    ids=["more independent origins", "more articles", "fresher", "more outlets"],
)
def test_what_puts_a_story_first(better: Cluster, worse: Cluster, origins: tuple[int, int]) -> None:
    found = {better.id: groups(better, origins[0]), worse.id: groups(worse, origins[1])}
    assert rank([worse, better], found, NOW) == (better, worse)


def test_twelve_copies_of_one_agency_text_do_not_beat_six_independent_reports() -> None:
    copies, reports = cluster("copies", articles=12), cluster("reports", articles=6)
    found = {"copies": groups(copies, 1), "reports": groups(reports, 6)}
    assert rank([copies, reports], found, NOW)[0] is reports


@settings(max_examples=40, deadline=None)
@given(st.permutations(range(6)))
def test_the_rank_does_not_depend_on_the_order_and_ties_go_by_id(order: list[int]) -> None:
    made = [cluster(f"s{n}", hours=1 if n < 4 else 30) for n in range(6)]
    assert [c.id for c in rank([made[n] for n in order], {}, NOW)] == [c.id for c in made]


def test_stories_without_a_date_and_from_the_future_are_ranked_too() -> None:
    undated = Cluster("undated", (article("x"),))
    ahead = cluster("ahead", articles=1, hours=-5)
    assert rank([undated, ahead], {}, NOW) == (ahead, undated)
    assert rank([], {}, NOW) == ()


@pytest.fixture
def story() -> Story:
    return sample_digest().stories[0]


def test_a_story_never_told_is_new(story: Story) -> None:
    assert changes(story, None) == (Change("new", "new: 3 articles"),)


def test_a_story_told_just_so_has_not_changed(story: Story) -> None:
    assert changes(story, StorySnapshot.of(story, NOW)) == ()


def test_new_and_lost_articles_are_told(story: Story) -> None:
    before = StorySnapshot.of(story, NOW)
    fewer = replace(story.cluster, articles=story.cluster.articles[:1])
    earlier = StorySnapshot.of(replace(story, cluster=fewer), NOW)
    assert changes(story, earlier) == (Change("articles", "2 new articles from City Bulletin, Evening Post"),)
    assert changes(replace(story, cluster=fewer), before) == (
        Change("articles", "2 articles left the story or the window"),
    )


def test_new_figures_are_told_by_value(story: Story) -> None:
    before = StorySnapshot.of(story, NOW)
    value = ConflictValue("17", (story.cluster.articles[1].id,), NOW)
    conflict = story.conflicts[0]
    grown = replace(story, conflicts=(Conflict(conflict.quantity, "update", (*conflict.values, value)),))
    assert changes(grown, before) == (Change("figures", "people hurt: now also 17"),)


def test_a_new_headline_and_a_new_summary_are_told(story: Story) -> None:
    before = StorySnapshot.of(story, NOW)
    summary = story.summary
    headline = replace(summary, headline=replace(summary.headline, text="Bridge to be torn down"))
    assert changes(replace(story, summary=headline), before) == (
        Change("summary", "headline was: Cracks close the Marn bridge"),
    )
    assert changes(replace(story, summary=replace(summary, long=summary.long[:1])), before) == (
        Change("summary", "the summary was rewritten"),
    )


@pytest.mark.parametrize(
    ("start", "end", "zone", "expected"),
    [
        ("2025-06-06T22:00", "2025-06-07T22:00", "Europe/Paris", "News of 7 June 2025"),
        ("2025-06-07T04:00", "2025-06-08T04:00", "America/New_York", "News of 7 June 2025"),
        ("2025-03-29T23:00", "2025-03-30T22:00", "Europe/Paris", "News of 30 March 2025"),
        ("2025-10-25T22:00", "2025-10-26T23:00", "Europe/Paris", "News of 26 October 2025"),
        ("2025-06-01T00:00", "2025-06-08T00:00", "UTC", "News of 1–7 June 2025"),
        ("2025-05-31T00:00", "2025-06-02T00:00", "UTC", "News of 31 May 2025 to 1 June 2025"),
        ("2025-06-06T12:00", "2025-06-07T12:00", "UTC", "News of the 24 hours to 7 June 2025, 12:00"),
        (None, None, "Asia/Tokyo", "News up to 7 June 2025"),
        (None, "2025-06-08T00:00", "UTC", "News up to 7 June 2025"),
    ],
)
def test_the_title_says_the_days_of_the_window_in_its_zone(
    start: str | None, end: str | None, zone: str, expected: str
) -> None:
    def time(text: str | None) -> datetime | None:
        return datetime.fromisoformat(text).replace(tzinfo=UTC) if text else None

    assert title(Window(time(start), time(end), zone), NOW) == expected


@pytest.mark.parametrize(
    ("counts", "message", "hint"),
    [
        (Counts(), "Nothing was read", "sources add"),
        (Counts(read=4, single=4), "2 or more", "--min-articles 1"),
        (Counts(read=4, out_of_window=4), "outside the window", "--cluster all"),
        (Counts(read=2, skipped=2), "None of the 2 items", "-v"),
    ],
)
def test_why_there_is_nothing_and_what_to_do(counts: Counts, message: str, hint: str) -> None:
    found = why_nothing(counts, 2)
    assert message in found[0]
    assert hint in found[1]


def test_the_signature_changes_with_whatever_changes_the_result() -> None:
    base = signature("1", Settings(), "clusterer", "model")
    assert base == signature("1", Settings(), "clusterer", "model")
    others = [
        signature("2", Settings(), "clusterer", "model"),
        signature("1", Settings(), "other", "model"),
        signature("1", Settings(), "clusterer", "other"),
        *(
            signature("1", changed, "clusterer", "model")
            for changed in (
                Settings(seed=1),
                Settings(min_articles=3),
                Settings(words_short=50),
                Settings(words_long=200),
                Settings(language="de"),
            )
        ),
    ]
    assert len({base, *others}) == len(others) + 1
    assert len({text.split("|")[0] for text in (base, *others)}) == len(others) + 1
    assert base == signature("1", Settings(store="x.db", output="y.md"), "clusterer", "model")
