"""A page's HTML tree -> when it was published, from what the page itself declares; never "today" for lack of a date.

Asked in this order: JSON-LD, OpenGraph and other meta tags, `<time>`, the address, then htmldate's own search.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from summarizer.articles.times import parse_time

_META = (
    "article:published_time", "article:published", "og:published_time", "datepublished", "date", "dc.date.issued", "dc.date",
    "dcterms.created", "dcterms.date", "parsely-pub-date", "sailthru.date", "publishdate", "publish-date", "publication_date",
    "pubdate", "cxenseparse:recs:publishtime", "article.published", "last-modified-date", "iso-8601-publish-date",
    "article:modified_time", "og:updated_time",
)  # fmt: skip
_URL = re.compile(r"(?:^|[/_.-])((?:19|20)\d\d)[/_-]?(0[1-9]|1[0-2])[/_-]?(0[1-9]|[12]\d|3[01])(?=[/_.\-T]|$|\D)")


def published_of(
    tree: Any, linked: list[dict[str, Any]], url: str, captured: datetime | None, now: datetime
) -> tuple[datetime | None, str]:
    """The publishing time, and why there is none. `tree` is an lxml document, `linked` its JSON-LD objects."""
    latest = captured or now
    reason = ""
    for text in _declared(tree, linked):
        time, why = parse_time(text, captured, latest)
        if time is not None:
            return time, ""
        reason = reason or why
    if match := _URL.search(url):
        return datetime(int(match[1]), int(match[2]), int(match[3]), tzinfo=UTC), ""
    return _searched(tree, url, latest), reason


def _declared(tree: Any, linked: list[dict[str, Any]]) -> Iterator[str]:
    for key in ("datePublished", "dateCreated", "uploadDate"):
        for thing in linked:
            if isinstance(thing.get(key), str):
                yield thing[key]
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = _letters(meta.get("property") or meta.get("name") or meta.get("itemprop") or "")
        if meta.get("content"):
            found.setdefault(name, meta.get("content"))
    for name in map(_letters, _META):
        if name in found:
            yield found[name]
    for element in tree.iter("time"):
        stated = element.get("datetime") or ""
        if stated:
            yield stated
            break


def _letters(name: str) -> str:
    """A tag's name without what publishers put between its words: `article:published_time`, `article.publishedTime`."""
    return re.sub(r"[^a-z0-9]", "", name.lower())


def _searched(tree: Any, url: str, latest: datetime) -> datetime | None:
    from htmldate import find_date

    try:
        text = find_date(tree, url=url or None, original_date=True, extensive_search=False, outputformat="%Y-%m-%d")
    except Exception:  # a heuristic search over hostile input; no date is a fine answer
        return None
    if not text:
        return None
    time = datetime.fromisoformat(text).replace(tzinfo=UTC)
    # A search that ends on the day of the capture has most likely found the page's own clock.
    return time if time.date() < latest.date() else None
