"""Articles, stories' records and decisions <-> rows of plain values that JSON can keep. Knows no database."""

from datetime import datetime
from typing import Any

from summarizer.types import Article, Decision, StoryRecord


def article_row(a: Article) -> dict[str, Any]:
    """An article as JSON can keep it."""
    return {
        "id": a.id, "title": a.title, "text": a.text, "source": a.source, "url": a.url, "published": _iso(a.published),
        "captured": _iso(a.captured), "agency": a.agency, "authors": list(a.authors), "language": a.language,
        "place": a.place, "blurb": a.blurb, "notes": list(a.notes),
    }  # fmt: skip


def article_of(row: dict[str, Any]) -> Article:
    """The inverse of `article_row`."""
    return Article(**{
        **row, "published": _from_iso(row["published"]), "captured": _from_iso(row["captured"]),
        "authors": tuple(row["authors"]), "notes": tuple(row["notes"]),
    })  # fmt: skip


def record_row(r: StoryRecord) -> dict[str, Any]:
    """A story's record as JSON can keep it."""
    return {
        "id": r.id, "articles": list(r.articles), "created": _iso(r.created), "updated": _iso(r.updated),
        "headline": r.headline, "keywords": list(r.keywords), "pinned": r.pinned, "retired": r.retired,
    }  # fmt: skip


def record_of(row: dict[str, Any]) -> StoryRecord:
    """The inverse of `record_row`."""
    return StoryRecord(**{
        **row, "articles": tuple(row["articles"]), "keywords": tuple(row["keywords"]),
        "created": datetime.fromisoformat(row["created"]), "updated": datetime.fromisoformat(row["updated"]),
    })  # fmt: skip


def decision_row(d: Decision) -> dict[str, Any]:
    """A decision as JSON can keep it; its number and whether it is undone are columns."""
    return {
        "kind": d.kind, "story": d.story, "other": d.other, "articles": list(d.articles), "must_link": d.must_link,
        "cannot_link": d.cannot_link, "author": d.author, "time": _iso(d.time),
        "before": [record_row(record) for record in d.before],
    }  # fmt: skip


def decision_of(row: dict[str, Any]) -> Decision:
    """The inverse of `decision_row`."""

    def links(pairs: list[list[str]]) -> tuple[tuple[str, str], ...]:
        return tuple((a, b) for a, b in pairs)

    return Decision(
        number=0, kind=row["kind"], story=row["story"], other=row["other"], articles=tuple(row["articles"]),
        must_link=links(row["must_link"]), cannot_link=links(row["cannot_link"]), author=row["author"],
        time=_from_iso(row["time"]), before=tuple(map(record_of, row.get("before", ()))),
    )  # fmt: skip


def _iso(time: datetime | None) -> str | None:
    return time.isoformat() if time else None


def _from_iso(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
