"""Sources -> articles: what kind each source is, and who reads it. A broken source costs that source alone."""

import logging
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from summarizer.articles import feeds, opml, pages
from summarizer.articles.fetch import Fetcher, Response
from summarizer.articles.files import Item, Reader
from summarizer.articles.making import make_article, with_capture
from summarizer.config import Settings
from summarizer.errors import InputError
from summarizer.protocols import SILENT, Progress
from summarizer.types import Article, FeedState, Skipped

log = logging.getLogger(__name__)

THREADS = 8
MOST_FILE_BYTES = 200_000_000


class Memory(Protocol):
    """What reading needs of a store: the configured sources, and what is known of each feed."""

    def sources(self) -> tuple[str, ...]:
        """The configured sources."""

    def feed_state(self, url: str) -> FeedState | None:
        """What a feed said when it was last read."""

    def save_feed_state(self, url: str, state: FeedState) -> None:
        """Remember it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read, in the order of the sources; `sources` is how many there were."""

    articles: tuple[Article, ...]
    skipped: tuple[Skipped, ...]
    sources: int


def is_address(source: str) -> bool:
    """Whether a source is to be fetched."""
    return source.lower().startswith(("http://", "https://"))


def read(
    sources: Sequence[str],
    settings: Settings,
    *,
    now: datetime,
    store: Memory | None = None,
    progress: Progress = SILENT,
    fetcher: Fetcher | None = None,
) -> Reading:
    """Read the sources, or the configured ones when there are none (nothing at all with `offline`)."""
    if not sources:
        sources = store.sources() if store is not None and not settings.offline else ()
    places = [place for source in sources for place in _expand(source)]
    progress.start("sources", len(places))
    opened = fetcher or Fetcher(settings)
    reader = _SourceReader(settings, now, store, opened)
    try:
        with ThreadPoolExecutor(max_workers=THREADS) as pool:
            results: list[list[Item]] = []
            # Addresses are read side by side, files one by one; the order of the results is that of the sources.
            futures = [pool.submit(reader.read, place) if is_address(place) else None for place in places]
            try:
                for place, future in zip(places, futures, strict=True):
                    results.append(future.result() if future is not None else reader.read(place))
                    progress.advance("sources")
            except BaseException:
                for future in futures:
                    if future is not None:
                        future.cancel()
                raise
    finally:
        if fetcher is None:
            opened.close()
        progress.finish("sources")
    items = [item for result in results for item in result]
    articles = tuple(with_capture(item, now) for item in items if isinstance(item, Article))
    return Reading(articles, tuple(item for item in items if isinstance(item, Skipped)), len(places))


def _expand(source: str) -> Iterator[str]:
    """A folder's files, sorted, hidden ones left out; anything else as it is."""
    if source == "-" or is_address(source) or not Path(source).is_dir():
        yield source
        return
    root = Path(source)
    for path in sorted(root.rglob("*")):
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(root).parts):
            yield str(path)


class _SourceReader:
    def __init__(self, settings: Settings, now: datetime, store: Memory | None, fetcher: Fetcher) -> None:
        self._settings, self._now, self._store, self._fetcher = settings, now, store, fetcher

    def read(self, source: str) -> list[Item]:
        """The articles of one source; what goes wrong is a `Skipped` with the reason."""
        try:
            if is_address(source):
                return list(self._address(source))
            return list(self._file(source))
        except InputError as error:
            return [Skipped(source, str(error))]
        except RecursionError:
            return [Skipped(source, "it is nested too deeply")]

    def _address(self, url: str) -> Iterator[Item]:
        if self._settings.offline:
            yield Skipped(url, "not fetched: --offline")
            return
        state = self._store.feed_state(url) if self._store is not None else None
        response = self._fetcher.get(url, etag=state.etag if state else "", modified=state.modified if state else "")
        if not response.fresh:
            return
        yield from self._content(response.body, url, response.url, self._now, online=True)
        self._remember(url, response)

    def _remember(self, url: str, response: Response) -> None:
        if self._store is not None and (response.etag or response.modified):
            self._store.save_feed_state(url, FeedState(response.etag, response.modified, self._now))

    def _file(self, source: str) -> Iterator[Item]:
        if source == "-":
            data, captured = sys.stdin.buffer.read(MOST_FILE_BYTES + 1), None
        else:
            data, captured = self._bytes_of(Path(source)), None
        if not data.strip():
            yield Skipped(source, "the file is empty")
            return
        yield from self._content(data, source, "", captured, online=False)

    def _bytes_of(self, path: Path) -> bytes:
        try:
            if not path.exists():
                raise InputError("there is no such file.", "Check the path; addresses begin with https://.")
            if not path.is_file():
                raise InputError("it is no regular file.")
            if path.stat().st_size > MOST_FILE_BYTES:
                raise InputError(f"it is larger than {MOST_FILE_BYTES // 1_000_000} MB.")
            return path.read_bytes()
        except OSError as error:
            raise InputError(f"it cannot be read: {error.strerror}.") from error

    def _content(self, data: bytes, name: str, url: str, captured: datetime | None, *, online: bool) -> Iterator[Item]:
        """Sniff what the bytes are, whatever the name says."""
        if data[:2] == b"\x1f\x8b":
            data = pages.unzip(data)
        head = data[:4000].lstrip(b"\xef\xbb\xbf \t\r\n")
        suffixes = {part.lower() for part in Path(urlsplit(name).path if online else name).suffixes}
        reader = Reader(self._now, captured)
        if opml.looks_like_opml(data):
            yield from self._subscriptions(data)
        elif feeds.looks_like_feed(data):
            yield from self._feed(data, name, url, captured, online)
        elif suffixes & {".jsonl", ".ndjson"} or head[:1] in (b"{", b"["):
            yield from reader.json_lines(data, name)
        elif (
            b"<html" in head.lower()
            or b"<!doctype html" in head.lower()
            or suffixes & {".html", ".htm", ".xhtml"}
            or _is_markup(head)
        ):
            yield from self._page(data, url, captured)
        elif suffixes & {
            ".md",
            ".toml",
            ".py",
            ".yaml",
            ".yml",
            ".csv",
            ".tsv",
            ".ini",
            ".cfg",
            ".log",
            ".css",
            ".js",
            ".lock",
        }:
            yield Skipped(name, "it is no news: a file of this kind is not read")
        else:
            yield from reader.plain_text(data, name)

    def _subscriptions(self, data: bytes) -> Iterator[Item]:
        for feed in opml.parse_opml(data):
            yield from self.read(feed.url) if is_address(feed.url) else [Skipped(feed.url, "not an http address")]

    def _feed(self, data: bytes, name: str, url: str, captured: datetime | None, online: bool) -> Iterator[Item]:
        entries = feeds.parse_feed(data, url=url, captured=captured, now=self._now)
        for skipped in entries.skipped:
            yield replace(skipped, item=f"{name}: {skipped.item}")
        for article in entries.articles:
            if online and article.blurb and article.url and self._settings.fetch_pages and not self._settings.offline:
                yield self._page_behind(article)
            else:
                yield article

    def _page_behind(self, entry: Article) -> Article:
        """The page that a feed's entry announces, with the entry's own date and title; else the blurb, marked."""
        try:
            response = self._fetcher.get(entry.url)
            found = pages.extract(response.body, url=response.url, captured=self._now, now=self._now)
        except InputError as error:
            reason = f"only the feed's blurb: {error}"
            log.info("%s: %s", entry.url, reason)
            return replace(entry, notes=(*entry.notes, reason))
        page = found[0]
        if len(page.text) < len(entry.text):
            return replace(entry, notes=(*entry.notes, "only the feed's blurb: the page has less text"))
        return make_article(
            title=entry.title or page.title, text=page.text, source=entry.source or page.source, url=entry.url,
            published=entry.published or page.published, captured=self._now, now=self._now,
            authors=entry.authors or page.authors, agency=page.agency, language=entry.language or page.language,
        )  # fmt: skip

    def _page(self, data: bytes, url: str, captured: datetime | None) -> Iterator[Item]:
        yield from pages.extract(data, url=url, captured=captured, now=self._now)


def _is_markup(head: bytes) -> bool:
    return head[:1] == b"<" and any(
        tag in head.lower() for tag in (b"<body", b"<head", b"<div", b"<p>", b"<article", b"<meta")
    )
