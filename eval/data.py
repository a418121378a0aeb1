"""JSON lines files -> items to summarize, and articles to group. What is wrong is named by file and line, and counted."""

import gzip
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
    problems: tuple[str, ...] = ()
    """Lines that hold no item, a line of text each: they count as unscored."""
    notes: tuple[str, ...] = ()
    """What a reader must know of the set as a whole."""

    @property
    def label(self) -> str:
        """Folder and name: two sets' files are often named alike."""
        return "/".join(self.path.parts[-2:])


def rows(path: Path, problems: list[str] | None = None) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """The records of a JSON lines file with their line numbers; a file that ends in .gz is unpacked.

    A line that is no JSON object is added to `problems` and passed over; without `problems` it raises InputError. So does
    a file that cannot be read.
    """
    try:
        data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    except (OSError, EOFError) as error:
        raise InputError(f"{path} cannot be read: {getattr(error, 'strerror', None) or error}.") from error
    for number, line in enumerate(data.split(b"\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line.decode("utf-8"))
            if b"\\ud" in line.lower():
                json.dumps(row, ensure_ascii=False).encode("utf-8")  # a lone surrogate could not be written again
            why = "" if isinstance(row, dict) else "no JSON object."
        except ValueError as error:
            row, why = None, f"bad JSON ({error})."
        except RecursionError:
            row, why = None, "bad JSON (nested too deeply)."
        if not why:
            yield number, row
        elif problems is None:
            raise InputError(f"{path}:{number}: {why}")
        else:
            problems.append(f"{path.name}:{number}: unscored, {why}")


def read_stories(path: Path, limit: int = 0) -> DataFile:
    """A set in the form {"id", "documents", "references", "reference_titles"?}; the first `limit` items (0: all).

    Empty documents and repeated ones are dropped and named. A line without id or text, and an id that came before, are
    problems of the file. Raises InputError when no line holds an item.
    """
    problems: list[str] = []
    items = collect(((f"{path.name}:{n}", row) for n, row in rows(path, problems)), problems, limit)
    if not items:
        raise InputError(f"{path} holds no item.", problems[0] if problems else "")
    return DataFile(path, sha256(path.read_bytes()).hexdigest(), items, tuple(problems))


def collect(placed: Iterable[tuple[str, Mapping[str, Any]]], problems: list[str], limit: int = 0) -> tuple[Item, ...]:
    """(where it stands, record) -> the first `limit` items (0: all); what is no item is added to `problems`."""
    items: dict[str, Item] = {}
    for place, row in placed:
        if limit and len(items) == limit:
            break
        try:
            if not isinstance(row.get("documents"), list) or not is_id(row.get("id")):
                raise InputError("an item needs an id and documents.")
            item = _item(row)
            if item.id in items:
                raise InputError(f"the id {item.id} occurs twice.")
        except InputError as error:
            problems.append(f"{place}: unscored, {error}")
        else:
            items[item.id] = item
    return tuple(items.values())


def is_id(value: Any) -> bool:
    """Whether a record can be named by that."""
    return isinstance(value, str | int) and not isinstance(value, bool) and value != ""


def _item(row: Mapping[str, Any]) -> Item:
    articles: dict[str, Article] = {}
    known = row.get("problems")
    problems: list[str] = [str(one) for one in known] if isinstance(known, list) else []
    for number, document in enumerate(row["documents"], start=1):
        article = _article(document, f"outlet {number}")
        if not article.text.strip():
            problems.append(f"document {number} is empty")
        elif any(article.text == other.text for other in articles.values()):
            problems.append(f"document {number} repeats another")
        else:
            articles[article.id] = article
    if not articles:
        raise InputError("no document holds any text.")
    references, titles = (_texts(row, field, problems) for field in ("references", "reference_titles"))
    if not references:
        problems.append("there is no reference")
    return Item(str(row["id"]), tuple(articles.values()), references, titles, tuple(problems))


def _texts(row: Mapping[str, Any], field: str, problems: list[str]) -> tuple[str, ...]:
    """The texts of a field that is a list of them; what is none is added to `problems`."""
    given = row.get(field) or []
    if not isinstance(given, list):
        problems.append(f"{field}: no list of texts")
        return ()
    found = tuple(one for one in given if isinstance(one, str) and one.strip())
    if len(found) < len(given):
        problems.append(f"{field}: {len(given) - len(found)} of {len(given)} are empty or no text")
    return found


def title_and_text(row: Mapping[str, Any]) -> tuple[str, str]:
    """A record's title on one line and its text, stripped; nothing where it has none. Raises InputError."""
    title, text = row.get("title") or "", row.get("text") or ""
    if not isinstance(title, str) or not isinstance(text, str):
        raise InputError("a title or text is no string.")
    return " ".join(title.split()), text.strip()


def _article(row: Any, outlet: str) -> Article:
    if not isinstance(row, dict):
        raise InputError("a document is no object with title and text.")
    title, text = title_and_text(row)
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


def labels_of(paths: Sequence[Path]) -> list[str]:
    """What files are called in results: their names, with the folders where two are named alike.

    Raises InputError when the same file is given twice: its items would count double.
    """
    twice = [path for path, count in Counter(path.resolve() for path in paths).items() if count > 1]
    if twice:
        raise InputError(f"{twice[0]} is given twice.")
    names = [path.name for path in paths]
    depth = 1
    while len(set(names)) < len(names) and depth < max(len(path.parts) for path in paths):
        depth += 1
        names = ["/".join(path.parts[-depth:]) for path in paths]
    return names
