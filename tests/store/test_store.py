"""What goes into the store comes out of it, once, in a stable order."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.config import data_folder
from summarizer.errors import StoreError
from summarizer.store import Store, open_store
from summarizer.testing import article, sample_digest
from summarizer.types import (
    Article,
    Conflict,
    ConflictValue,
    Decision,
    FeedState,
    Story,
    StoryEvent,
    StoryRecord,
    Summary,
    Window,
)

NOW = datetime(2025, 6, 7, 12, tzinfo=UTC)
EVER = Window(None, None)


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    """Every promise holds in both databases."""
    url = ":memory:" if request.param == "sqlite" else request.getfixturevalue("postgresql")()
    with open_store(url) as opened:
        yield opened


def told(headline: str, *articles: Article, figures: tuple[str, ...] = ()) -> Story:
    story = sample_digest().stories[0]
    cluster = replace(story.cluster, articles=articles or story.cluster.articles)
    summary = replace(story.summary, headline=replace(story.summary.headline, text=headline))
    values = tuple(ConflictValue(value, ()) for value in figures)
    return replace(
        story, cluster=cluster, summary=summary, conflicts=(Conflict("hurt", "update", values),) if values else ()
    )


def test_an_article_comes_back_as_it_was(store: Store) -> None:
    kept = replace(
        article("Der Fluss stieg. نهر", "Flut", source="Blatt", published="2025-06-07T08:00:00.123456+02:00"),
        authors=("A. B.",), place="Ulm", blurb=True, notes=("date guessed",), captured=NOW, agency="dpa",
    )  # fmt: skip
    store.save_articles([kept], NOW)
    assert store.articles(EVER) == (kept,)
    assert store.article(kept.id) == kept
    assert store.article("unknown") is None


def test_saving_again_neither_doubles_nor_changes(store: Store) -> None:
    kept = article("One text.", "One", published="2025-06-07")
    store.save_articles([kept, kept], NOW)
    store.save_articles([replace(kept, title="Another title under the same id")], NOW)
    assert store.articles(EVER) == (kept,)


def test_articles_of_a_window_are_half_open_and_in_order_of_time(store: Store) -> None:
    days = [article(f"Text {day}.", published=f"2025-06-{day:02}T00:00:00") for day in (9, 7, 8)]
    undated = article("No date.")
    store.save_articles([*days, undated], NOW)
    window = Window(NOW.replace(hour=0), NOW.replace(day=9, hour=0))
    assert [a.text for a in store.articles(window)] == ["Text 7.", "No date.", "Text 8."]
    assert [a.text for a in store.articles(EVER)] == ["Text 7.", "No date.", "Text 8.", "Text 9."]


@settings(max_examples=25, deadline=None)
@given(st.permutations(range(8)))
def test_the_order_of_saving_does_not_matter(order: list[int]) -> None:
    made = [article(f"Text {n}.", published=f"2025-06-0{1 + n % 3}") for n in range(8)]
    with open_store(":memory:") as one, open_store(":memory:") as other:
        one.save_articles(made, NOW)
        for place in order:
            other.save_articles([made[place]], NOW)
        assert one.articles(EVER) == other.articles(EVER)


def test_more_articles_than_fit_into_one_statement(store: Store) -> None:
    made = [article(f"Text {n}.", published=NOW + timedelta(seconds=n)) for n in range(1203)]
    store.save_articles(made, NOW)
    assert store.articles(EVER) == tuple(made)


def test_sources_keep_their_order_and_are_there_once(store: Store) -> None:
    for url in ("https://b.example/feed", "https://a.example/feed", "https://b.example/feed"):
        store.add_source(url, NOW)
    assert store.sources() == ("https://b.example/feed", "https://a.example/feed")
    store.remove_source("https://b.example/feed")
    assert store.sources() == ("https://a.example/feed",)


def test_feed_state_is_replaced(store: Store) -> None:
    assert store.feed_state("https://a.example") is None
    store.save_feed_state("https://a.example", FeedState('"1"', "", NOW))
    store.save_feed_state("https://a.example", FeedState('"2"', "Sat, 07 Jun 2025 10:00:00 GMT", None))
    assert store.feed_state("https://a.example") == FeedState('"2"', "Sat, 07 Jun 2025 10:00:00 GMT", None)


@settings(max_examples=25, deadline=None)
@given(st.dictionaries(st.text(min_size=1, max_size=20).filter(lambda t: "\0" not in t), st.binary(max_size=50)))
def test_the_cache_gives_back_what_it_was_given(items: dict[str, bytes]) -> None:
    items = {key.encode("utf-8", "replace").decode(): value for key, value in items.items()}
    with open_store(":memory:") as opened:
        opened.cache("vector", items)
        opened.cache("vector", dict.fromkeys(items, b"later"))
        assert opened.cached("vector", [*items, "never cached, this one"]) == items
        assert opened.cached("summary", list(items)) == {}


def test_a_thousand_keys_are_looked_up_at_once(store: Store) -> None:
    items = {str(n): bytes([n % 256]) for n in range(1300)}
    store.cache("embedding", items)
    assert store.cached("embedding", list(items)) == items


def test_stories_and_what_happened_to_them(store: Store) -> None:
    zone = timezone(timedelta(hours=2))
    old = StoryRecord("s1", ("a",), NOW - timedelta(days=9), NOW - timedelta(days=8), retired=True)
    new = StoryRecord("s2", ("b", "c"), NOW.astimezone(zone), NOW, "Bridge closed", ("bridge",), pinned=True)
    opened = StoryEvent("s2", NOW, "opened", "2 articles")
    merged = StoryEvent("s2", NOW + timedelta(hours=1), "merged", "took in s1", "s1")
    store.save_stories([old, new], [opened])
    grown = replace(new, articles=("b", "c", "d"), updated=NOW + timedelta(hours=1))
    store.save_stories([grown], [merged])
    assert store.stories() == (grown,)
    assert store.stories(include_retired=True) == (grown, old)
    assert store.events("s2") == (opened, merged)
    assert store.events("s1") == ()


def test_saving_stories_is_all_or_nothing(store: Store) -> None:
    record = StoryRecord("s1", ("a",), NOW, NOW)
    broken = StoryEvent("s1", NOW, "opened", None)  # type: ignore[arg-type]
    with pytest.raises(StoreError, match=r"(?i)not.null"):
        store.save_stories([record], [broken])
    assert store.stories(include_retired=True) == ()


def test_decisions_are_numbered_and_can_be_undone_and_taken_again(store: Store) -> None:
    merge = Decision(0, "merge", "s1", "s2", must_link=(("a", "b"),), author="kim", time=NOW)
    split = Decision(0, "split", "s1", articles=("c",), cannot_link=(("a", "c"), ("b", "c")))
    first, second = store.add_decision(merge), store.add_decision(split)
    assert (first, second) == (replace(merge, number=1), replace(split, number=2))
    store.set_undone(1)
    assert store.decisions() == (replace(first, undone=True), second)
    store.set_undone(1, undone=False)
    assert store.decisions() == (first, second)


def test_a_story_is_compared_with_what_was_last_told_differently(store: Store) -> None:
    first, second = told("Bridge closed"), told("Bridge opens again", figures=("4",))
    id_ = first.cluster.id
    assert store.last_story(id_) is None
    assert store.previous_story(first) is None
    store.save_story(first, NOW)
    assert store.previous_story(first) is None, "told twice, a new story stays new"
    for hour in (1, 2):
        before = store.previous_story(second)
        assert before is not None
        assert (before.headline, before.figures) == ("Bridge closed", ())
        store.save_story(second, NOW + timedelta(hours=hour))
    last = store.last_story(id_)
    assert last is not None
    assert (last.headline, last.created, last.figures) == (
        "Bridge opens again", NOW + timedelta(hours=1), (("hurt", "4"),)
    )  # fmt: skip
    back = store.previous_story(first)
    assert back is not None
    assert back.headline == "Bridge opens again"


def test_the_users_own_store_lies_in_the_data_folder() -> None:
    with open_store() as opened:
        opened.add_source("https://a.example", NOW)
        assert Path(opened.name) == data_folder() / "store.db"
    with open_store() as again:
        assert again.sources() == ("https://a.example",)


def test_a_summary_type_without_long_text_is_kept(store: Store) -> None:
    story = told("Only a headline")
    bare: Summary = replace(story.summary, short=(), long=())
    store.save_story(replace(story, summary=bare), NOW)
    last = store.last_story(story.cluster.id)
    assert last is not None
    assert last.sentences == ()
