"""A feed (RSS, Atom, RDF, JSON Feed) -> its entries as articles. Broken XML is read as far as it goes."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urljoin

from summarizer.articles.making import make_article
from summarizer.articles.references import harmless, harmless_bytes
from summarizer.articles.times import from_struct, parse_time
from summarizer.errors import InputError
from summarizer.text import tidy, word_count
from summarizer.types import Article, Skipped

BLURB_WORDS = 100
"""An entry with fewer words, and no content of its own, is a blurb: the page behind it has the article."""

_DECLARATION = re.compile(rb"^\s*<\?xml[^>]{0,300}>")
MOST_ENTRIES = 5000
"""No real feed has more; a hostile one could keep us busy with dates that nobody understands."""

_START = re.compile(rb"<\?xml|<(?:[\w.-]{1,20}:)?(?:rss|feed|rdf|channel)[\s>]", re.IGNORECASE)
_TAG = re.compile(r"<[a-zA-Z/!][^<>]{0,5000}>")
_ESCAPED_TWICE = re.compile(r"<(?:!--|(?:p|div|span|a|br|table|ul|ol|img|h[1-6])[\s/>])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entries:
    """What a feed holds: articles in its order, and what could not be used."""

    title: str
    articles: tuple[Article, ...]
    skipped: tuple[Skipped, ...]


def parse_feed(
    data: bytes, *, url: str = "", captured: datetime | None, now: datetime, content_type: str = ""
) -> Entries:
    """The entries of a feed; `url` resolves relative links, `content_type` is what the server says of its encoding.

    Raises InputError when it is no feed, or one without any entry.
    """
    head = data.lstrip(b"\xef\xbb\xbf \t\r\n")
    if head[:1] == b"{":
        return _json_feed(head, url, captured, now)
    import feedparser

    start = _START.search(data)
    headers = {name: value for name, value in (("content-location", url), ("content-type", content_type)) if value}
    # feedparser drops DOCTYPEs with their entities itself, which nobody needs and which can expand without end.
    body = harmless_bytes(data[start.start() :] if start else data)
    try:
        parsed = feedparser.parse(body, response_headers=headers or None)
    except ValueError:
        # It stumbles over a declared encoding that is none.
        parsed = feedparser.parse(_DECLARATION.sub(b"", body).decode("utf-8", "replace").encode())
    if not parsed.entries:
        reason = str(parsed.get("bozo_exception", "")) or "no entry in it"
        raise InputError(f"it is no feed that can be read ({reason[:200]}).")
    outlet = tidy(str(parsed.feed.get("title", "")))
    language = str(parsed.feed.get("language", ""))
    articles, skipped = [], []
    for number, entry in enumerate(parsed.entries[:MOST_ENTRIES], start=1):
        made = _entry(entry, outlet, language, url, captured, now)
        if made is None:
            skipped.append(Skipped(f"entry {number}", "it has neither title nor text"))
        else:
            articles.append(made)
    skipped.extend(_too_many(len(parsed.entries)))
    return Entries(outlet, tuple(articles), tuple(skipped))


def _too_many(entries: int) -> Iterator[Skipped]:
    if entries > MOST_ENTRIES:
        yield Skipped(f"entries {MOST_ENTRIES + 1} to {entries}", f"no more than {MOST_ENTRIES} of a feed are read")


def _entry(
    entry: Any, outlet: str, language: str, base: str, captured: datetime | None, now: datetime
) -> Article | None:
    contents = [str(c.get("value", "")) for c in entry.get("content", [])]
    summary = str(entry.get("summary", ""))
    raw = max([*contents, summary], key=len, default="")
    text = html_to_text(raw)
    title = html_to_text(str(entry.get("title", ""))).replace("\n", " ")
    if not text and not title:
        return None
    published, reason = None, ""
    for key in ("published", "updated", "created"):
        published = from_struct(entry.get(f"{key}_parsed"))
        if published is None and entry.get(key):
            published, reason = parse_time(str(entry[key]), captured, now)
        if published is not None:
            break
    source = entry.get("source") or {}
    authors = [str(a.get("name", "")) for a in entry.get("authors", [])] or [str(entry.get("author", ""))]
    blurb = word_count(text) < BLURB_WORDS and not any(word_count(html_to_text(c)) >= BLURB_WORDS for c in contents)
    return make_article(
        title=title, text=text, source=str(source.get("title", "")) or outlet, url=_link(entry, base), published=published,
        captured=captured, now=now, authors=[a for a in authors if a and "@" not in a][:10], language=language, blurb=blurb,
        notes=(reason,) if reason and published is None else (),
    )  # fmt: skip


def _link(entry: Any, base: str) -> str:
    link = str(entry.get("link", "") or "")
    if not link and str(entry.get("id", "")).startswith("http"):
        link = str(entry["id"])
    return _absolute(base, link)


def _absolute(base: str, link: str) -> str:
    try:
        return urljoin(base, link) if link else ""
    except ValueError:
        return ""


def _json_feed(data: bytes, url: str, captured: datetime | None, now: datetime) -> Entries:
    try:
        feed = json.loads(data)
        items = feed["items"]
        assert isinstance(items, list)
    except (ValueError, KeyError, TypeError, AssertionError, RecursionError) as error:
        raise InputError("it is no JSON feed that can be read.") from error
    outlet = tidy(str(feed.get("title") or ""))
    articles, skipped = [], []
    for number, item in enumerate(items[:MOST_ENTRIES], start=1):
        made = (
            _json_item(item, outlet, str(feed.get("language") or ""), url, captured, now)
            if isinstance(item, dict)
            else None
        )
        if made is None:
            skipped.append(Skipped(f"entry {number}", "it has neither title nor text"))
        else:
            articles.append(made)
    if not items:
        raise InputError("the JSON feed has no entry.")
    skipped.extend(_too_many(len(items)))
    return Entries(outlet, tuple(articles), tuple(skipped))


def _json_item(
    item: dict[str, Any], outlet: str, language: str, base: str, captured: datetime | None, now: datetime
) -> Article | None:
    text = str(item.get("content_text") or "") or html_to_text(
        str(item.get("content_html") or item.get("summary") or "")
    )
    title = tidy(str(item.get("title") or ""))
    if not text and not title:
        return None
    published, reason = parse_time(str(item.get("date_published") or item.get("date_modified") or ""), captured, now)
    people: Sequence[Any] = item.get("authors") or ([item["author"]] if item.get("author") else [])
    return make_article(
        title=title, text=text, source=outlet, url=_absolute(base, str(item.get("url") or item.get("external_url") or "")),
        published=published, captured=captured, now=now, language=str(item.get("language") or language),
        authors=[str(p.get("name", "")) for p in people if isinstance(p, dict)], blurb=word_count(text) < BLURB_WORDS,
        notes=(reason,) if reason else (),
    )  # fmt: skip


def html_to_text(markup: str) -> str:
    """The text of a piece of HTML, a line for each block; scripts, styles and pictures are gone.

    Markup that was escaped twice, as some feeds do, is read twice; code that is quoted in a text stays.
    """
    text = _plain(markup)
    return _plain(text) if _ESCAPED_TWICE.match(text) else text


def _plain(markup: str) -> str:
    markup = harmless(tidy(markup[:2_000_000]))
    if not markup:
        return ""
    if not _TAG.search(markup):
        import html

        return tidy(html.unescape(markup))
    from lxml import etree
    from lxml import html as lxml_html

    try:
        tree = lxml_html.fragment_fromstring(markup, create_parent="div")
    except (etree.ParserError, ValueError):
        return tidy(_TAG.sub(" ", markup))
    for element in list(tree.iter("script", "style", "iframe", "img", "figure", "form", "svg")):
        element.drop_tree()
    for element in tree.iter("p", "div", "br", "li", "h1", "h2", "h3", "h4", "blockquote", "tr"):
        element.tail = "\n" + (element.tail or "")
        if element.tag == "br":
            continue
        element.text = "\n" + (element.text or "")
    return re.sub(r"\n+", "\n", tidy(tree.text_content()))
