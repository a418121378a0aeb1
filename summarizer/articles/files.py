"""Files' bytes -> articles: JSON lines, JSON, plain text. Each bad record is a `Skipped` with file, line and reason."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from summarizer.articles import aggregator
from summarizer.articles.making import make_article
from summarizer.articles.times import parse_time
from summarizer.errors import InputError
from summarizer.text import tidy, word_count
from summarizer.types import Article, Skipped

Item = Article | Skipped


@dataclass(frozen=True, slots=True)
class Reader:
    """When the reading happens: `captured` is when the material was saved, when that is known."""

    now: datetime
    captured: datetime | None = None

    def json_lines(self, data: bytes, name: str) -> Iterator[Item]:
        """Every record of a JSON lines file, or of a JSON file with a list or a single record."""
        text = decode(data)
        whole, broken = _whole(text)
        if whole is not None:
            for number, record in enumerate(whole, start=1):
                yield from self._record(record, f"{name}:{number}")
            return
        # Only line feeds end a line here: a JSON string may hold any of Unicode's other line separators.
        lines = text.split("\n")
        if not any(_is_json(line) for line in lines):
            yield Skipped(*broken.at(name))
            return
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                record = json.loads(line)
            except (ValueError, RecursionError) as error:
                yield Skipped(f"{name}:{number}", f"bad JSON: {getattr(error, 'msg', error)}")
                continue
            yield from self._record(record, f"{name}:{number}")

    def plain_text(self, data: bytes, name: str) -> Iterator[Item]:
        """The articles of an aggregator page saved as text, or the text as one article with its first line as title."""
        text = tidy(decode(data))
        several = aggregator.split(text, captured=self.captured, now=self.now)
        if several is not None:
            yield from several
            return
        if not word_count(text):
            yield Skipped(name, "the file holds no text")
            return
        title, _, body = text.partition("\n")
        if not body.strip() or word_count(title) > 30:
            title, body = "", text
        yield make_article(title=title, text=body, captured=self.captured, now=self.now)

    def _record(self, record: Any, name: str) -> Iterator[Item]:
        if not isinstance(record, Mapping):
            yield Skipped(name, "the record is no JSON object")
            return
        documents = record.get("documents")
        if isinstance(documents, list):
            for number, document in enumerate(documents, start=1):
                yield self._article(document, f"{name} document {number}")
            return
        yield self._article(record, name)

    def _article(self, record: Any, name: str) -> Item:
        if not isinstance(record, Mapping):
            return Skipped(name, "the record is no JSON object")
        text, title = record.get("text"), record.get("title") or ""
        if not isinstance(text, str) or not isinstance(title, str):
            if "text" not in record:
                return Skipped(name, "it is no article: the record has no text")
            return Skipped(name, "text and title must be strings")
        if not tidy(text) and not tidy(title):
            return Skipped(name, "the text is empty")
        captured, _ = parse_time(str(record.get("captured") or ""), None, self.now)
        captured = captured or self.captured
        stated = record.get("published") or record.get("date") or ""
        # In a record of our own form an age counts from the reading, unless the record says when it was captured.
        published, reason = parse_time(str(stated), captured or self.now, self.now)
        people = record.get("authors") or []
        return make_article(
            title=title, text=text, source=_string(record, "source"), url=_string(record, "url"), published=published,
            captured=captured, now=self.now, authors=[str(p) for p in people] if isinstance(people, list) else [str(people)],
            agency=_string(record, "agency"), language=_string(record, "language"), notes=(reason,) if reason else (),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Broken:
    line: int = 1
    reason: str = ""

    def at(self, name: str) -> tuple[str, str]:
        return f"{name}:{self.line}", f"bad JSON: {self.reason}"


def _whole(text: str) -> tuple[list[Any] | None, _Broken]:
    """The records of a text that is one JSON value; else None, and where it breaks."""
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        return None, _Broken(error.lineno, error.msg)
    except (ValueError, RecursionError) as error:
        return None, _Broken(1, str(error) or type(error).__name__)
    if isinstance(value, list):
        return value, _Broken()
    if isinstance(value, dict) and isinstance(value.get("articles"), list):
        return list(value["articles"]), _Broken()
    return [value], _Broken()


def _is_json(line: str) -> bool:
    if line.lstrip()[:1] not in ("{", "["):
        return False
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True


def _string(record: Mapping[str, Any], key: str) -> str:
    value = record.get(key)
    return value if isinstance(value, str) else ""


def decode(data: bytes) -> str:
    """Bytes as text: by their byte-order mark, as UTF-8, else as a detection finds. Raises InputError for binaries."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if b"\x00" in data[:4000]:
        raise InputError("it is a binary file, not text.")
    from charset_normalizer import from_bytes

    best = from_bytes(data[:200_000]).best()
    return data.decode(best.encoding if best else "cp1252", "replace")
