"""JSON lines files -> items to summarize, and articles to group. A bad line is an error that names file and line."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from summarizer.errors import InputError
from summarizer.text import detect_language
from summarizer.types import Article, content_id


@dataclass(frozen=True, slots=True)
class Item:
    """One story with its references; `problems` are known defects of the set that were met and handled."""

    id: str
    articles: tuple[Article, ...]
    references: tuple[str, ...]
    titles: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file as it was read."""

    path: Path
    sha256: str
    items: tuple[Item, ...]

    @property
    def label(self) -> str:
        """Folder and name: two sets' files are often named alike."""
        return "/".join(self.path.parts[-2:])


def rows(path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """The records of a JSON lines file with their line numbers. Raises InputError: which file, line, why."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}.") from error
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise InputError(f"{path}:{number}: bad JSON ({error}).") from error
        if not isinstance(row, dict):
            raise InputError(f"{path}:{number}: no JSON object.")
        yield number, row


def read_stories(path: Path, limit: int = 0) -> DataFile:
    """A set in the form {"id", "documents", "references", "reference_titles"?}; the first `limit` items (0: all).

    Empty documents and repeated ones are dropped and named; an item without any document is an error.
    """
    items: dict[str, Item] = {}
    for number, row in rows(path):
        if limit and len(items) == limit:
            break
        if not isinstance(row.get("documents"), list) or "id" not in row:
            raise InputError(f"{path}:{number}: an item needs an id and documents.")
        item = _item(row, f"{path}:{number}")
        if item.id in items:
            raise InputError(f"{path}:{number}: the id {item.id} occurs twice.")
        items[item.id] = item
    return DataFile(path, sha256(path.read_bytes()).hexdigest(), tuple(items.values()))


def _item(row: Mapping[str, Any], place: str) -> Item:
    articles: dict[str, Article] = {}
    problems = []
    for number, document in enumerate(row["documents"], start=1):
        article = _article(document, f"outlet {number}")
        if not article.text.strip():
            problems.append(f"document {number} is empty")
        elif any(article.text == other.text for other in articles.values()):
            problems.append(f"document {number} repeats another")
        else:
            articles[article.id] = article
    if not articles:
        raise InputError(f"{place}: no document holds any text.")
    references = tuple(r for r in row.get("references") or () if isinstance(r, str) and r.strip())
    titles = tuple(t for t in row.get("reference_titles") or () if isinstance(t, str) and t.strip())
    return Item(str(row["id"]), tuple(articles.values()), references, titles, tuple(problems))


def _article(row: Mapping[str, Any], outlet: str) -> Article:
    title, text = " ".join((row.get("title") or "").split()), (row.get("text") or "").strip()
    return Article(
        id=content_id(outlet, title, text),
        title=title,
        text=text,
        source=str(row.get("source") or outlet),
        published=parse_date(row.get("date") or row.get("published")),
        language=detect_language(f"{title}\n{text}"),
    )


def parse_date(text: Any) -> datetime | None:
    """An ISO time as an aware UTC time, or None."""
    if not isinstance(text, str) or not text:
        return None
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        return None
    return (time if time.tzinfo else time.replace(tzinfo=UTC)).astimezone(UTC)


def read_labelled(path: Path, limit: int = 0) -> tuple[list[Article], list[str]]:
    """Articles with their story's name, from {"id", "title", "text", "date", "cluster"} lines."""
    articles, labels = [], []
    for number, row in rows(path):
        if "cluster" not in row:
            raise InputError(f"{path}:{number}: no cluster is named.")
        title, text = " ".join((row.get("title") or "").split()), (row.get("text") or "").strip()
        articles.append(
            Article(
                id=f"{row.get('id', number)}",
                title=title,
                text=text or title,
                source=str(row.get("source") or ""),
                published=parse_date(row.get("date")),
                language=detect_language(f"{title}\n{text}") or "en",
            )
        )
        labels.append(str(row["cluster"]))
        if limit and len(articles) == limit:
            break
    return articles, labels
