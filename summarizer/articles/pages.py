"""A page's HTML -> its article, or its articles when it is an aggregator page.

trafilatura finds the text; title, authors, outlet and date come from what the page declares (JSON-LD, OpenGraph)
before what it looks like. Knows nothing of the network.
"""

import gzip
import json
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from summarizer.articles import aggregator
from summarizer.articles.making import make_article
from summarizer.articles.page_dates import published_of
from summarizer.articles.page_text import LEAST_WORDS, text_of, without_tags
from summarizer.errors import InputError
from summarizer.text import word_count
from summarizer.types import Article

_ARTICLE_TYPES = {
    "Article", "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "BlogPosting", "LiveBlogPosting",
    "OpinionNewsArticle", "BackgroundNewsArticle", "ReviewNewsArticle", "Report", "WebPage",
}  # fmt: skip
_BLOCKS = {
    "p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "header", "footer", "blockquote", "td",
    "tr", "time", "figcaption", "figure", "ul", "ol", "br", "aside", "nav", "main", "dt", "dd", "pre",
}  # fmt: skip
LEAST_CARDS = 2
"""A single teaser with an age beside an article does not make its page an aggregator's."""
MOST_UNZIPPED = 20_000_000


def extract(
    html: bytes | str, *, url: str = "", captured: datetime | None = None, now: datetime
) -> tuple[Article, ...]:
    """The page's article, or several. Raises InputError when there is none.

    A gzipped page is unpacked, up to 20 MB. The date is the page's own or unknown.
    """
    tree = _parse(html)
    linked = list(_linked_data(tree))
    main = next((thing for thing in linked if _types(thing) & (_ARTICLE_TYPES - {"WebPage"})), {})
    published, reason = published_of(tree, [main, *linked] if main else linked, url, captured, now)
    title = _title(tree, main)
    live = "LiveBlogPosting" in _types(main) or aggregator.is_live(title)
    if not live:
        several = aggregator.split(
            _lines(tree), captured=captured, now=now, url=url, published=published, least_words=50
        )
        if several is not None and len(several) >= LEAST_CARDS + 1:
            return several
    text = text_of(tree, main, url, _headlines(tree, main, title), live=live)
    if word_count(text) < LEAST_WORDS:
        raise InputError("no article was found on the page.", "It may be a front page, a video or behind a login.")
    return (
        make_article(
            title=title, text=text, source=_outlet(tree, main, url), url=url or _canonical(tree), published=published,
            captured=captured, now=now, authors=tuple(_authors(tree, main)),
            language=(tree.get("lang") or "") if tree.tag == "html" else "", notes=(reason,) if reason else (),
        ),
    )  # fmt: skip


def _parse(html: bytes | str) -> Any:
    from trafilatura import load_html

    if isinstance(html, bytes) and html[:2] == b"\x1f\x8b":
        html = unzip(html)
    tree = load_html(html)
    if tree is None:
        raise InputError("this is not an HTML page.", "Give a page, a feed, an OPML list, text or JSON lines.")
    return tree


def unzip(data: bytes, most: int = MOST_UNZIPPED) -> bytes:
    """The content of a gzip file. Raises InputError for a damaged one, or one larger than `most` bytes."""
    import io

    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
            content = file.read(most + 1)
    except (OSError, EOFError) as error:
        raise InputError(f"the gzip file is damaged: {error}.") from error
    if len(content) > most:
        raise InputError(f"it unpacks to more than {most // 1_000_000} MB.", "A page is not that large.")
    return content


def _linked_data(tree: Any) -> Iterator[dict[str, Any]]:
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            # Control characters inside strings are common, and harmless.
            data = json.loads(script.text_content(), strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _objects(data, 0)


def _objects(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > 4:
        return
    if isinstance(data, list):
        for item in data[:50]:
            yield from _objects(item, depth + 1)
    elif isinstance(data, dict):
        yield data
        yield from _objects(data.get("@graph"), depth + 1)
        yield from _objects(data.get("mainEntity"), depth + 1)


def _types(thing: dict[str, Any]) -> set[str]:
    kinds = thing.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return {str(name).rsplit("/", 1)[-1] for name in names if name}


def _meta(tree: Any, *names: str) -> str:
    for name in names:
        for meta in tree.iter("meta"):
            if (meta.get("property") or meta.get("name") or "").lower() == name and (meta.get("content") or "").strip():
                return str(meta.get("content")).strip()
    return ""


def _title(tree: Any, main: dict[str, Any]) -> str:
    headline = main.get("headline")
    declared = without_tags(headline) if isinstance(headline, str) else ""
    heading = next(
        (" ".join(h.text_content().split()) for h in tree.iter("h1") if word_count(h.text_content()) >= 3), ""
    )
    shared = _meta(tree, "og:title", "twitter:title")
    page = next((t.text_content() for t in tree.iter("title")), "")
    outlet = _meta(tree, "og:site_name")
    for candidate in (heading, declared, shared, page):
        cleaned = _without_outlet(" ".join(candidate.split()), outlet)
        if word_count(cleaned) >= 2 and len(cleaned) <= 300:
            return cleaned
    return ""


def _headlines(tree: Any, main: dict[str, Any], title: str) -> tuple[str, ...]:
    """All that the page calls its headline."""
    declared = main.get("headline")
    headings = (" ".join(h.text_content().split()) for h in tree.iter("h1"))
    named = (title, declared if isinstance(declared, str) else "", _meta(tree, "og:title", "twitter:title"), *headings)
    return tuple(dict.fromkeys(name for name in named if name))


def _without_outlet(title: str, outlet: str) -> str:
    parts = re.split(r"\s+[|–—-]\s+", title)
    if len(parts) > 1 and (parts[-1].lower() == outlet.lower() or " | " in title) and len(parts[-1].split()) <= 5:
        return title[: title.rfind(parts[-1])].rstrip(" |–—-")
    return title


def _name(value: Any) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("name", "")
    return value.strip() if isinstance(value, str) else ""


def _outlet(tree: Any, main: dict[str, Any], url: str) -> str:
    host = (urlsplit(url).hostname or "").removeprefix("www.") if url else ""
    return _meta(tree, "og:site_name") or _name(main.get("publisher")) or _meta(tree, "application-name") or host


def _authors(tree: Any, main: dict[str, Any]) -> Iterator[str]:
    listed = main.get("author")
    people = listed if isinstance(listed, list) else [listed]
    named = [name for name in map(_name, people) if name and not name.startswith("http")]
    if not named:
        named = [name for name in re.split(r",| and ", _meta(tree, "author", "article:author")) if "http" not in name]
    yield from (name.strip()[:80] for name in named[:10] if name.strip())


def _canonical(tree: Any) -> str:
    for link in tree.iter("link"):
        if link.get("rel") == "canonical" and (link.get("href") or "").startswith("http"):
            return str(link.get("href"))
    shared = _meta(tree, "og:url")
    return shared if shared.startswith("http") else ""


def _lines(tree: Any) -> str:
    """The page's visible text, a line for each block."""
    parts: list[str] = []
    for event, element in _walk(tree):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            parts.append("\n" if tag in _BLOCKS else "")
            parts.append(" ".join((element.text or "").split(" ")) if tag else "")
        else:
            parts.append("\n" if tag in _BLOCKS else "")
            parts.append(element.tail or "")
    lines = (
        " ".join(line.split()) for line in "".join(p.replace("\n", " ") if p != "\n" else p for p in parts).split("\n")
    )
    return "\n".join(line for line in lines if line)


def _walk(tree: Any) -> Iterator[tuple[str, Any]]:
    hidden = 0
    from lxml import etree

    for event, element in etree.iterwalk(tree, events=("start", "end")):
        skip = not isinstance(element.tag, str) or element.tag in (
            "script",
            "style",
            "noscript",
            "template",
            "head",
            "svg",
        )
        if event == "start":
            hidden += skip
            if not hidden:
                yield event, element
        else:
            if not hidden:
                yield event, element
            hidden -= skip
