"""The shipped day of news is what its README says, and its references state nothing that its articles do not."""

import json
import re
from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from summarizer import articles
from summarizer.config import Settings
from summarizer.text import word_count

SAMPLES = Path(__file__).parents[2] / "samples"


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (SAMPLES / name).read_text(encoding="utf-8").splitlines()]


ARTICLES = [row for path in sorted((SAMPLES / "articles").glob("*.jsonl")) for row in rows(f"articles/{path.name}")]
CLUSTER = {row["url"]: row["cluster"] for row in rows("reference/clusters.jsonl")}
SUMMARIES = rows("reference/summaries.jsonl")
MEMBERS: dict[str, list[dict[str, Any]]] = defaultdict(list)
for _row in ARTICLES:
    MEMBERS[CLUSTER.get(_row["url"], "")].append(_row)


def test_counts() -> None:
    sizes = Counter(CLUSTER.values())
    stories = {name for name, size in sizes.items() if size > 1}
    assert len(ARTICLES) == 76
    assert len(stories) == 15
    assert all(3 <= sizes[name] <= 6 for name in stories)
    assert all(len({row["source"] for row in MEMBERS[name]}) == sizes[name] for name in stories)
    assert sum(size == 1 for size in sizes.values()) == 17
    assert {row["id"] for row in SUMMARIES} == stories


def test_one_story_is_spanish() -> None:
    assert {row["language"] for row in MEMBERS["sequia"]} == {"es"}
    assert len(MEMBERS["sequia"]) == 4
    assert {row["language"] for row in ARTICLES} == {"en", "es"}


def test_every_article_is_labelled_once() -> None:
    urls = [row["url"] for row in ARTICLES]
    assert len(set(urls)) == len(urls)
    assert set(urls) == set(CLUSTER)


@pytest.mark.parametrize("row", ARTICLES, ids=lambda row: str(row["url"]))
def test_article(row: dict[str, Any]) -> None:
    assert 60 <= word_count(row["text"]) <= 520
    assert re.fullmatch(r"(?:[1-9]|1\d) hours ago|\d{1,2} minutes ago", row["published"])
    assert re.fullmatch(r"https://www\.[a-z]+\.example/news/[a-z0-9-]+", row["url"])
    # The day is always today: a weekday or a date of publication in the text would contradict the clock.
    assert not re.search(r"\bon (?:Mon|Tues|Wednes|Thurs|Fri)day\b|\b(?:este|el) (?:lunes|martes)\b", row["text"])


@pytest.mark.parametrize("row", SUMMARIES, ids=lambda row: row["id"])
def test_reference_keeps_its_lengths(row: dict[str, Any]) -> None:
    assert word_count(row["headline"]) <= 14
    assert word_count(row["short"]) <= 60
    assert 120 <= word_count(row["long"]) <= 250


@pytest.mark.parametrize("row", SUMMARIES, ids=lambda row: row["id"])
def test_reference_rests_on_its_articles(row: dict[str, Any]) -> None:
    texts = "\n".join(f"{a['title']}\n{a['text']}" for a in MEMBERS[row["id"]])
    numbers = set(re.findall(r"\d[\d.,:]*\d|\d", texts))
    known = set(re.findall(r"\w+", texts))
    for text in (row["headline"], row["short"], row["long"]):
        assert set(re.findall(r"\d[\d.,:]*\d|\d", text)) <= numbers
        for quotation in re.findall(r'["«](.+?)["»]', text):
            assert quotation.rstrip(",.") in texts
    names = set(re.findall(r"(?<=[a-záéíóúñ0-9,;] )[A-ZÁÉÍÓÚ]\w+", f"{row['short']} {row['long']}"))
    assert names
    assert names <= known


@pytest.mark.parametrize("row", SUMMARIES, ids=lambda row: row["id"])
def test_evaluation_files_hold_the_same_stories(row: dict[str, Any]) -> None:
    for length in ("short", "long"):
        story = next(item for item in rows(f"reference/stories-{length}.jsonl") if item["id"] == row["id"])
        assert story["references"] == [row[length]]
        assert story["reference_titles"] == [row["headline"]]
        assert Counter(d["text"] for d in story["documents"]) == Counter(a["text"] for a in MEMBERS[row["id"]])


def test_planned_figures_stand_in_the_articles() -> None:
    """What the README's table promises: growing tolls, a revision, a disagreement, a correction."""
    for story, phrases in {
        "quake-varna": ("at least 12 people", "At least 19 people", "21 bodies", "stood at 27", "risen to 29"),
        "quake-sarat": ("some 200 homes", "about 300"),
        "ferry": ("480 people on board", "512", "correcting an earlier figure"),
        "election": ("44%", "41% after 70%", "with 40%"),
        "outage": ("About 9 million", "to 11 million from 9 million", "a digital certificate"),
        "strike": ("92%", "78%", "60 million kroner", "less than 20 million"),
        "sequia": ("28 millones", "31 millones"),
        "kolo-recall": ("Correction: an earlier version", "nine people"),
    }.items():
        texts = "\n".join(row["text"] for row in MEMBERS[story])
        assert all(phrase in texts for phrase in phrases)


def test_they_are_read_whole_and_their_copies_are_found() -> None:
    now = datetime(2026, 1, 15, 20, tzinfo=UTC)
    reading = articles.read([str(SAMPLES / "articles")], Settings(offline=True), now=now)
    assert len(reading.articles) == len(ARTICLES)
    assert not reading.skipped
    assert all(a.published is not None and now - timedelta(hours=20) < a.published < now for a in reading.articles)
    assert not any(agency in a.text for a in reading.articles for agency in ("(Northwire)", "(Meridian News Agency)"))

    kept, duplicates = articles.drop_exact(reading.articles)
    assert not duplicates
    by_id = {a.id: a for a in kept}
    copies = {frozenset(CLUSTER[by_id[i].url] for i in pair) for pair in articles.near_copies(kept).copies}
    assert copies == {frozenset({name}) for name in ("quake-varna", "bank-norden", "ferry", "malaria")}
    credited = Counter(a.agency for a in kept if a.agency)
    assert credited["Northwire"] == 12
    assert credited["Meridian News Agency"] == 3
