"""Raw fields -> an Article: the one place where text is cleaned, the language found and the id given."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from urllib.parse import urlsplit

from summarizer.articles.cleaning import clean
from summarizer.articles.times import checked, parse_time
from summarizer.text import detect_language, tidy
from summarizer.types import Article, content_id

MOST_CHARACTERS = 300_000
"""Some 50,000 words: no article is longer; a file that is would keep a run busy for minutes."""


def make_article(
    *,
    title: str = "",
    text: str,
    source: str = "",
    url: str = "",
    published: datetime | None = None,
    captured: datetime | None = None,
    now: datetime,
    authors: Sequence[str] = (),
    agency: str = "",
    language: str = "",
    blurb: bool = False,
    notes: Sequence[str] = (),
) -> Article:
    """A clean article. `published` that is absurd or in the future becomes unknown, with a note.

    Without any text the title stands in for it, marked as a blurb; what is too long is cut, with a note. The id depends
    on address, outlet, title and text.
    """
    heading = " ".join(tidy(title[:MOST_CHARACTERS]).split())
    cleaned = clean(_first(text))
    body = cleaned.text
    if not body and heading:
        body, blurb = heading, True
    remarks = list(notes)
    if len(text) > MOST_CHARACTERS:
        remarks.append(f"only the first {MOST_CHARACTERS} of its {len(text)} characters are used")
    if published is not None:
        published, reason = checked(published, now)
        if reason:
            remarks.append(reason)
    elif cleaned.dateline:
        published = _of_dateline(cleaned.dateline, captured, now)
        remarks.append(f"dateline: {cleaned.dateline}")
    outlet = " ".join(tidy(source).split())
    address, reason = _address(url)
    if reason:
        remarks.append(reason)
    return Article(
        id=content_id(address, outlet, heading, body),
        title=heading,
        text=body,
        source=outlet,
        url=address,
        published=published,
        captured=captured,
        agency=tidy(agency) or cleaned.agency,
        authors=tuple(dict.fromkeys(name for name in (tidy(a) for a in (*authors, *cleaned.authors)) if name)),
        language=language.strip().lower()[:2] or detect_language(f"{heading}\n{body}"),
        place=cleaned.place,
        blurb=blurb,
        notes=tuple(remarks),
    )


def _first(text: str) -> str:
    """The text, cut behind its last whole sentence or word where it is too long."""
    if len(text) <= MOST_CHARACTERS:
        return text
    kept = text[:MOST_CHARACTERS]
    near = MOST_CHARACTERS - 2000
    end = max(kept.rfind(". ", near) + 1, kept.rfind("\n", near)) or kept.rfind(" ", near)
    return kept[:end] if end > 0 else kept


def _of_dateline(dateline: str, captured: datetime | None, now: datetime) -> datetime | None:
    """The last such day before the capture; a dateline has no year, so without a capture the day stays unknown."""
    return parse_time(dateline, captured, now)[0] if captured is not None else None


def _address(url: str) -> tuple[str, str]:
    """A web address, or '' and why: others (`javascript:`, `data:`) have no place in anything that is printed."""
    address = "".join(tidy(url).split())
    if not address:
        return "", ""
    try:
        parts = urlsplit(address)
        good = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        good = False
    return (address, "") if good else ("", "its address is no web address and was left out")


NO_DATE = "no date given: counted as of"


def with_capture(article: Article, now: datetime) -> Article:
    """The article, marked when it has no date; then it counts as of its capture, which is now if nothing else is known."""
    if article.published is not None or any(note.startswith(NO_DATE) for note in article.notes):
        return article
    captured = article.captured or now
    note = f"{NO_DATE} {captured:%Y-%m-%d %H:%M} UTC, when it was read"
    return replace(article, captured=captured, notes=(*article.notes, note))
