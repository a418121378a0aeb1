"""The shipped day of news is what its README says, and its references state nothing that its articles do not."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from summarizer.text import word_count

SAMPLES = Path(__file__).parents[2] / "samples"


def rows(name: str) -> list[dict[str, str]]:
    return [json.loads(line) for line in (SAMPLES / name).read_text(encoding="utf-8").splitlines()]


ARTICLES = [row for path in sorted((SAMPLES / "articles").glob("*.jsonl")) for row in rows(f"articles/{path.name}")]
CLUSTER = {row["url"]: row["cluster"] for row in rows("reference/clusters.jsonl")}
SUMMARIES = rows("reference/summaries.jsonl")


def test_counts() -> None:
    sizes = Counter(CLUSTER.values())
    assert len(ARTICLES) == 71
    assert sum(size >= 3 for size in sizes.values()) >= 12
    assert sum(size == 1 for size in sizes.values()) >= 13
    assert sum(row["language"] == "es" and CLUSTER[row["url"]] == "sequia" for row in ARTICLES) == 4


def test_every_article_is_labelled_once() -> None:
    urls = [row["url"] for row in ARTICLES]
    assert len(set(urls)) == len(urls)
    assert set(urls) == set(CLUSTER)


@pytest.mark.parametrize("row", ARTICLES, ids=lambda row: str(row["url"]))
def test_article(row: dict[str, str]) -> None:
    assert 70 <= word_count(row["text"]) <= 520
    assert re.fullmatch(r"\d+ (?:hours|minutes) ago", row["published"])
    assert row["url"].startswith("https://www.") and ".example/" in row["url"]


@pytest.mark.parametrize("row", SUMMARIES, ids=lambda row: row["id"])
def test_reference_rests_on_its_articles(row: dict[str, str]) -> None:
    texts = "\n".join(f"{a['title']}\n{a['text']}" for a in ARTICLES if CLUSTER[a["url"]] == row["id"])
    assert word_count(row["short"]) <= 60
    assert 90 <= word_count(row["long"]) <= 250
    assert word_count(row["headline"]) <= 14
    for text in (row["short"], row["long"]):
        for number in re.findall(r"\d[\d.,]*\d|\d", text):
            assert number in texts, number
        for name in re.findall(r"(?<=[a-z,] )[A-ZÁÉÍÓÚ]\w+", text):
            assert name in texts, name
