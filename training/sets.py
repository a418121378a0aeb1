"""The shared data -> the stories to learn from: none of them stands in a validation file.

A text that people measure on must not have been learned, and news sets overlap: an article of one is an article of another.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from summarizer.text import fold, tidy
from summarizer.types import Article

VALIDATION = ("allsides/val", "multinews/dev", "duc2004/dev")
CLUSTERED = ("basil", "ecbplus", "allsides_2021h1")
SAME = 80
"""Two texts are one when so many of their first characters are, folded."""


def keys_of(document: Mapping[str, Any]) -> set[str]:
    """How a text may begin in another set: with or without its title. Nothing for an empty text."""
    text = document.get("text") or ""
    title = document.get("title") or ""
    return {key for start in (text, f"{title} {text}") if text.strip() and (key := _key(start))}


def _key(text: str) -> str:
    return " ".join(fold(text).split())[:SAME]


def held_back(data: Path) -> frozenset[str]:
    """The keys of all articles and references of the validation files under `data`."""
    found: set[str] = set()
    for name in VALIDATION:
        for story in rows(data / f"summarization/{name}.jsonl"):
            found.update(*map(keys_of, story["documents"]), map(_key, story["references"]))
    return frozenset(found)


def roundups(data: Path) -> list[dict[str, Any]]:
    """The training stories with an editors' round-up, in the file's order."""
    known = held_back(data)
    stories = rows(data / "summarization/allsides/train.jsonl")
    return [s for s in stories if _unseen(s["documents"], known) and known.isdisjoint(map(_key, s["references"]))]


def clusters(data: Path) -> list[tuple[str, list[dict[str, Any]]]]:
    """The stories of the clustering sets, each with a name of its own and its articles."""
    known = held_back(data)
    found: dict[str, list[dict[str, Any]]] = {}
    for name in CLUSTERED:
        for article in rows(data / f"clustering/{name}.jsonl"):
            found.setdefault(f"{name}-{article['cluster']}", []).append(article)
    return [(name, articles) for name, articles in found.items() if _unseen(articles, known)]


def articles_of(name: str, documents: Sequence[Mapping[str, Any]]) -> tuple[Article, ...]:
    """A story's documents with text as English articles, each of another outlet."""
    return tuple(
        Article(f"{name}-{number}", tidy(d.get("title") or ""), tidy(d["text"]), f"outlet {number}", language="en")
        for number, d in enumerate(documents)
        if d["text"]
    )


def _unseen(documents: Sequence[Mapping[str, Any]], known: frozenset[str]) -> bool:
    """Whether no document of a story is known: of a story that is, the others tell the same."""
    return all(known.isdisjoint(keys_of(document)) for document in documents)


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a file of JSON lines."""
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)
