"""digest <-> JSON, schema 1: a contract with other programs (see digest.schema.json)."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from summarizer.errors import SchemaError
from summarizer.types import (
    Article,
    Change,
    Cluster,
    Conflict,
    ConflictValue,
    Counts,
    Digest,
    Duplicate,
    Evidence,
    Sentence,
    Skipped,
    Story,
    Summary,
    Window,
    utc_iso,
)

SCHEMA = 1


def write(digest: Digest, *, length: str = "both", with_text: bool = False) -> bytes:
    """The digest as UTF-8 JSON; `with_text` adds each article's text, so that evidence can be checked."""
    return (json.dumps(to_row(digest, length, with_text), ensure_ascii=False, indent=1) + "\n").encode(
        "utf-8", "replace"
    )


def to_row(digest: Digest, length: str = "both", with_text: bool = False) -> dict[str, Any]:
    """The digest as plain objects."""
    window = digest.window
    return {
        "schema": SCHEMA,
        "title": digest.title,
        "created": utc_iso(digest.created),
        "signature": digest.signature,
        "window": {"start": utc_iso(window.start), "end": utc_iso(window.end), "timezone": window.timezone},
        "stories": [story_row(story, length, with_text) for story in digest.stories],
        "skipped": [{"item": s.item, "reason": s.reason} for s in digest.skipped],
        "duplicates": [
            {"item": d.item, "article": d.article, "source": d.source, "url": d.url, "reason": d.reason}
            for d in digest.duplicates
        ],
        "counts": {
            name: getattr(digest.counts, name)
            for name in ("sources", "read", "duplicates", "out_of_window", "skipped", "in_stories", "single")
        },
    }


def story_row(story: Story, length: str = "both", with_text: bool = False) -> dict[str, Any]:
    """One story as plain objects."""
    summary = story.summary
    return {
        "rank": story.rank,
        "id": story.cluster.id,
        "keywords": list(story.cluster.keywords),
        "cohesion": story.cluster.cohesion,
        "headline": _sentence(summary.headline),
        "short": [_sentence(s) for s in summary.short] if length in ("short", "both") else [],
        "long": [_sentence(s) for s in summary.long] if length in ("long", "both") else [],
        "articles": [_article(a, with_text) for a in story.cluster.articles],
        "origins": story.origins,
        "origin_groups": [list(group) for group in story.origin_groups],
        "conflicts": [_conflict(c) for c in story.conflicts],
        "changes": [{"kind": c.kind, "text": c.text} for c in story.changes],
        "fallbacks": dict(summary.fallbacks),
        "notes": list(summary.notes),
        "signature": summary.signature,
    }


def _sentence(s: Sentence) -> dict[str, Any]:
    evidence = [{"article": e.article, "start": e.start, "end": e.end} for e in s.evidence]
    return {"text": s.text, "support": s.support, "kind": s.kind, "evidence": evidence}


def _article(a: Article, with_text: bool) -> dict[str, Any]:
    row: dict[str, Any] = {
        "id": a.id, "title": a.title, "source": a.source, "url": a.url, "published": utc_iso(a.published),
        "captured": utc_iso(a.captured), "agency": a.agency, "language": a.language, "authors": list(a.authors),
        "place": a.place, "blurb": a.blurb, "notes": list(a.notes),
    }  # fmt: skip
    if with_text:
        row["text"] = a.text
    return row


def _conflict(c: Conflict) -> dict[str, Any]:
    values = [{"value": v.value, "articles": list(v.articles), "published": utc_iso(v.published)} for v in c.values]
    return {"quantity": c.quantity, "kind": c.kind, "values": values}


def read(data: bytes) -> Digest:
    """The digest in a JSON document; articles' texts are '' unless it was written with them.

    Raises SchemaError for another schema version, or a document that is no digest.
    """
    try:
        row = json.loads(data)
        found = row.get("schema") if isinstance(row, dict) else None
        if found != SCHEMA:
            raise SchemaError(f"The digest has schema {found!r}; this program reads schema {SCHEMA}.")
        return _digest(row)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise SchemaError(f"This is no digest of schema {SCHEMA}: {type(error).__name__} {error}.") from error


def _digest(row: Mapping[str, Any]) -> Digest:
    window = row["window"]
    return Digest(
        title=row["title"],
        created=_known(row["created"]),
        window=Window(_time(window["start"]), _time(window["end"]), window["timezone"]),
        stories=tuple(_story(story) for story in row["stories"]),
        skipped=tuple(Skipped(s["item"], s["reason"]) for s in row["skipped"]),
        duplicates=tuple(Duplicate(**d) for d in row.get("duplicates", ())),
        counts=Counts(**row["counts"]),
        signature=row["signature"],
    )


def _story(row: Mapping[str, Any]) -> Story:
    articles = tuple(_read_article(a) for a in row["articles"])
    summary = Summary(
        _read_sentence(row["headline"]),
        tuple(_read_sentence(s) for s in row["short"]),
        tuple(_read_sentence(s) for s in row["long"]),
        row.get("signature", ""),
        row.get("fallbacks", {}),
        tuple(row.get("notes", ())),
    )
    conflicts = tuple(
        Conflict(
            c["quantity"],
            c["kind"],
            tuple(ConflictValue(v["value"], tuple(v["articles"]), _time(v["published"])) for v in c["values"]),
        )
        for c in row["conflicts"]
    )
    groups = tuple(tuple(group) for group in row["origin_groups"])
    changes = tuple(Change(c["kind"], c["text"]) for c in row["changes"])
    cluster = Cluster(row["id"], articles, tuple(row["keywords"]), row["cohesion"])
    return Story(row["rank"], cluster, summary, groups, conflicts, changes)


def _read_sentence(row: Mapping[str, Any]) -> Sentence:
    evidence = tuple(Evidence(e["article"], e["start"], e["end"]) for e in row["evidence"])
    return Sentence(row["text"], evidence, row["support"], row["kind"])


def _read_article(row: Mapping[str, Any]) -> Article:
    return Article(
        row["id"], row["title"], row.get("text", ""), row["source"], row["url"], _time(row["published"]),
        _time(row.get("captured")), row["agency"], tuple(row.get("authors", ())), row["language"], row.get("place", ""),
        row.get("blurb", False), tuple(row.get("notes", ())),
    )  # fmt: skip


def _time(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _known(text: str) -> datetime:
    return datetime.fromisoformat(text)
