"""JSON lines of articles with their stories -> what `clusters` and `online` score. What is wrong is named and counted."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from eval.data import is_id, parse_date, rows, title_and_text
from eval.metrics.clustering import Truth
from summarizer.errors import InputError
from summarizer.text import detect_language
from summarizer.types import Article


@dataclass(frozen=True, slots=True)
class Labelled:
    """A file of articles, each with the story or stories that people put it in."""

    path: Path
    sha256: str
    articles: tuple[Article, ...]
    labels: tuple[Truth, ...]
    """`labels[i]` is of `articles[i]`."""
    problems: tuple[str, ...] = ()
    """Lines that hold no labelled article, a line of text each: they count as unscored."""


def read_labelled(path: Path, limit: int = 0) -> Labelled:
    """The first `limit` articles (0: all) of {"id"?, "title", "text", "date", "cluster"} lines.

    `cluster` is a name, or a list of names where an article is of several stories. Without an id the line's number
    serves. A line without title and text or without a story, and an id that came before, are problems of the file.
    Raises InputError when no line holds an article.
    """
    problems: list[str] = []
    found: dict[str, tuple[Article, Truth]] = {}
    for number, row in rows(path, problems):
        try:
            article, label = _labelled(row, number)
            if article.id in found:
                raise InputError(f"the id {article.id} occurs twice.")
        except InputError as error:
            problems.append(f"{path.name}:{number}: unscored, {error}")
        else:
            found[article.id] = article, label
        if limit and len(found) == limit:
            break
    if not found:
        raise InputError(f"{path} holds no labelled article.", problems[0] if problems else "")
    articles, labels = zip(*found.values(), strict=True)
    return Labelled(path, sha256(path.read_bytes()).hexdigest(), articles, labels, tuple(problems))


def _labelled(row: Mapping[str, Any], number: int) -> tuple[Article, Truth]:
    names = row["cluster"] if isinstance(row.get("cluster"), list) else [row.get("cluster")]
    if not names or not all(is_id(name) for name in names):
        raise InputError("no cluster is named.")
    title, text = title_and_text(row)
    if not title and not text:
        raise InputError("the article is empty.")
    name = row.get("id", number)
    if not is_id(name):
        raise InputError(f"the id is {name!r}.")
    article = Article(
        id=str(name),
        title=title,
        text=text or title,
        source=str(row.get("source") or ""),
        published=parse_date(row.get("date")),
        language=detect_language(f"{title}\n{text}") or "en",
    )
    return article, str(names[0]) if len(names) == 1 else tuple(sorted({str(one) for one in names}))
