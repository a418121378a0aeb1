"""Exact copies, near-copies and independent origins."""

import random
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from summarizer.articles.copies import canonical_url, drop_exact, near_copies
from summarizer.articles.origins import origin_groups
from summarizer.types import Article

NOW = datetime(2025, 6, 7, tzinfo=UTC)


def prose(seed: int, count: int = 120) -> str:
    """Invented words: two seeds share no shingle."""
    rng = random.Random(seed)
    return " ".join(f"w{rng.randrange(10**6)}" for _ in range(count))


def article(name: str, text: str, source: str = "", agency: str = "", url: str = "", title: str = "") -> Article:
    return Article(id=name, title=title or name, text=text, source=source, agency=agency, url=url)


def test_addresses_differ_by_what_matters_only() -> None:
    assert canonical_url("http://www.a.test/x/?utm_source=f#top") == canonical_url("https://a.test/x")
    assert canonical_url("https://a.test/x?id=1") != canonical_url("https://a.test/x?id=2")


def test_the_same_address_is_kept_once_and_the_dated_copy_wins() -> None:
    plain = article("a", prose(1), url="https://a.test/x")
    dated = replace(article("b", prose(2, 50), url="https://a.test/x?utm_source=f"), published=NOW)
    kept, duplicates = drop_exact([plain, dated])
    assert kept == (dated,)
    assert [(d.article, d.url, d.reason) for d in duplicates] == [("b", plain.url, "same address")]


def test_the_same_text_in_two_named_outlets_stays_and_is_one_origin() -> None:
    first, second = article("a", prose(1), "Ledger"), article("b", prose(1), "Post")
    nameless = article("c", prose(1))
    kept, duplicates = drop_exact([first, second, nameless])
    assert kept == (first, second)
    assert [d.article for d in duplicates] == ["a"]
    near = near_copies(kept)
    assert near.pairs == (("a", "b", 1.0),)
    assert origin_groups(kept, near) == (("a", "b"),)


def test_a_very_short_text_is_the_same_only_with_its_title() -> None:
    one = article("a", "Watch the video.", "Ledger", title="Fire in the harbour")
    other = article("b", "Watch the video.", "Ledger", title="Strike at the port")
    again = article("c", "Watch the video.", "Ledger", title="Fire in the harbour")
    kept, duplicates = drop_exact([one, other, again])
    assert [a.id for a in kept] == ["a", "b"]
    assert [d.article for d in duplicates] == ["a"]


def test_nothing_is_lost_and_the_order_of_the_input_does_not_matter() -> None:
    articles = [article(f"n{i}", prose(i % 7), "Ledger" if i % 2 else "") for i in range(20)]
    expected = {a.id for a in drop_exact(articles)[0]}
    for seed in range(5):
        shuffled = random.Random(seed).sample(articles, len(articles))
        kept, duplicates = drop_exact(shuffled)
        assert {a.id for a in kept} == expected
        assert len(kept) + len(duplicates) == len(articles)
        assert {d.article for d in duplicates} <= expected


def test_a_shortened_and_an_updated_copy_are_found_and_another_story_is_not() -> None:
    whole = prose(1, 200)
    short = " ".join(whole.split()[:60])
    update = " ".join(whole.split()[:140]) + " " + prose(9, 60)
    near = near_copies([
        article("a", whole), article("b", short), article("c", update), article("d", prose(2, 200)),
    ])  # fmt: skip
    pairs = {(a, b): containment for a, b, containment in near.pairs}
    assert set(pairs) == {("a", "b"), ("a", "c"), ("b", "c")}
    assert pairs["a", "b"] == 1.0
    assert pairs["a", "c"] == pytest.approx(136 / 196, abs=0.001)


def test_texts_under_forty_words_are_not_compared() -> None:
    assert near_copies([article("a", prose(1, 39)), article("b", prose(1, 39))]).pairs == ()


def test_what_an_outlet_repeats_in_each_article_is_no_copy_but_a_text_carried_by_six_outlets_is() -> None:
    furniture = prose(99, 100)
    own = [article(f"a{i}", f"{prose(i, 50)} {furniture}", "Ledger") for i in range(6)]
    assert near_copies(own).pairs == ()
    wire = [article(f"b{i}", furniture, f"Outlet {i}") for i in range(6)]
    assert len(near_copies(wire).copies) == 15


def test_near_copies_do_not_depend_on_the_order() -> None:
    articles = [article(f"n{i}", f"{prose(i % 4, 80)} {prose(50 + i, 30)}", f"Outlet {i}") for i in range(12)]
    assert near_copies(articles).copies
    assert near_copies(articles) == near_copies(articles[::-1])


def test_origins_part_the_articles_by_copy_agency_and_outlet() -> None:
    articles = [
        article("a", prose(1), "Ledger"),
        article("b", prose(2), "Post", agency="Reuters"),
        article("c", prose(3), "Echo", agency="Reuters"),
        article("d", prose(1) + " more", "Courier"),
        article("e", prose(4), "ledger"),
        article("f", prose(5)),
        article("g", prose(6)),
    ]
    groups = origin_groups(articles, near_copies(articles))
    assert groups == (("a", "d", "e"), ("b", "c"), ("f",), ("g",))
