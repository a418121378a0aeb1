"""Sources -> articles: what kind each source is, and who reads it. A broken source costs that source alone."""

import logging
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Protocol, TypeVar

from summarizer.articles import behind, feeds, opml, pages
from summarizer.articles.addresses import is_address, site_of
from summarizer.articles.fetch import Fetcher
from summarizer.articles.files import Item, Reader
from summarizer.articles.making import with_capture
from summarizer.articles.sniffing import announced_feed, kind_of, recoded, unpacked
from summarizer.articles.windows import parse_window
from summarizer.config import Settings
from summarizer.errors import InputError, SummarizerError
from summarizer.protocols import SILENT, Progress
from summarizer.types import Article, FeedState, Skipped, Window

log = logging.getLogger(__name__)

THREADS = 8
MOST_FILE_BYTES = 200_000_000
DEEPEST_LIST = 2
"""A subscription list may name another list; one that is named by that is left alone."""

T = TypeVar("T")


class Memory(Protocol):
    """What reading needs of a store."""

    def sources(self) -> tuple[str, ...]:
        """The configured sources."""

    def feed_state(self, url: str) -> FeedState | None:
        """What a feed said when it was last read."""

    def save_feed_state(self, url: str, state: FeedState) -> None:
        """Remember it."""

    def article(self, id_: str) -> Article | None:
        """One stored article."""

    def articles(self, window: Window) -> tuple[Article, ...]:
        """The stored articles of a window."""

    def save_articles(self, found: Sequence[Article], now: datetime) -> None:
        """Keep articles; those that are there already stay as they are."""


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read, in the order of the sources; `sources` is how many there were, lists taken apart."""

    articles: tuple[Article, ...]
    skipped: tuple[Skipped, ...]
    sources: int


@dataclass(slots=True)
class _Outcome:
    """What one source gave: `more` are the sources it names, `state` what its server wants to be told next time."""

    items: list[Item] = field(default_factory=list)
    blurbs: list[int] = field(default_factory=list)
    more: tuple[str, ...] = ()
    state: FeedState | None = None


def read(
    sources: Sequence[str],
    settings: Settings,
    *,
    now: datetime,
    store: Memory | None = None,
    progress: Progress = SILENT,
    fetcher: Fetcher | None = None,
) -> Reading:
    """Read the sources, or the configured ones when there are none (nothing at all with `offline`).

    Only configured feeds are asked whether they changed: what they said before is in the store. Hosts are read side by
    side, a host's addresses one by one; the result is in the order of the sources.
    """
    configured = not sources
    if not sources:
        sources = store.sources() if store is not None and not settings.offline else ()
    opened = fetcher or Fetcher(settings)
    memory = store if configured else None
    window = parse_window(settings.cluster, settings.timezone, now)
    pool = ThreadPoolExecutor(max_workers=THREADS, thread_name_prefix="read")
    try:
        places = list(dict.fromkeys(place for source in sources for place in _expand(source)))
        outcomes = _read_all(places, _SourceReader(settings, now, memory, opened), pool, progress)
        blurbs = any(outcome.blurbs for outcome in outcomes.values())
        if blurbs and settings.fetch_pages and not settings.offline:
            known = store.articles(window) if store is not None else ()
            _complete(outcomes, behind.Pages(opened, now, window, known), pool, progress)
    except BaseException:
        opened.stop()
        pool.shutdown(wait=False, cancel_futures=True)
        raise
    finally:
        pool.shutdown(wait=False)
        if fetcher is None:
            opened.close()
    ordered = list(_in_order(places, outcomes))
    items = [item for outcome in ordered for item in outcome.items]
    articles = tuple(with_capture(_as_first_seen(item, memory), now) for item in items if isinstance(item, Article))
    if memory is not None:
        # In this order: a feed that answers "nothing new" next time must have its articles stored.
        memory.save_articles(articles, now)
        for place, outcome in outcomes.items():
            if outcome.state is not None:
                memory.save_feed_state(place, outcome.state)
    skipped = tuple(item for item in items if isinstance(item, Skipped))
    return Reading(articles, skipped, sum(not outcome.more for outcome in ordered))


def _as_first_seen(article: Article, memory: Memory | None) -> Article:
    """An undated entry of a configured source was captured when it was first seen, not anew at each run."""
    before = memory.article(article.id) if memory is not None and article.published is None else None
    return replace(article, captured=before.captured) if before is not None and before.captured else article


def _expand(source: str) -> Iterator[str]:
    """A folder's files, sorted, hidden ones left out; anything else as it is."""
    try:
        folder = source != "-" and not is_address(source) and Path(source).is_dir()
    except OSError:
        folder = False
    if not folder:
        yield source
        return
    root = Path(source)
    found = [path for path in sorted(root.rglob("*")) if path.is_file()]
    files = [path for path in found if not any(part.startswith(".") for part in path.relative_to(root).parts)]
    # An empty folder is read as a file, and says so.
    yield from map(str, files or [root])


def _read_all(
    places: Sequence[str], reader: "_SourceReader", pool: ThreadPoolExecutor, progress: Progress
) -> dict[str, _Outcome]:
    outcomes: dict[str, _Outcome] = {}
    progress.start("sources", len(places))
    for depth in range(DEEPEST_LIST + 1):
        may_list = depth < DEEPEST_LIST
        new = [place for place in places if place not in outcomes]

        def one(place: str, may_list: bool = may_list) -> _Outcome:
            return reader.read(place, may_list)

        files = [place for place in new if not is_address(place)]
        addresses = [place for place in new if is_address(place)]
        for place in files:
            outcomes[place] = one(place)
            progress.advance("sources")
        outcomes.update(_side_by_side(addresses, one, site_of, pool, lambda n: progress.advance("sources", n)))
        places = [more for place in new for more in outcomes[place].more]
        if not places:
            break
    progress.finish("sources")
    return outcomes


def _side_by_side(
    keys: Iterable[str],
    one: Callable[[str], T],
    site: Callable[[str], str],
    pool: ThreadPoolExecutor,
    advance: Callable[[int], None],
) -> dict[str, T]:
    """`one(key)` for every key: different sites at once, the keys of one site one after the other."""
    by_site: dict[str, list[str]] = {}
    for key in dict.fromkeys(keys):
        by_site.setdefault(site(key), []).append(key)
    tasks = [pool.submit(lambda group: {key: one(key) for key in group}, group) for group in by_site.values()]
    results: dict[str, T] = {}
    for task in as_completed(tasks):
        done = task.result()
        results.update(done)
        advance(len(done))
    return results


def _complete(
    outcomes: dict[str, _Outcome], found: "behind.Pages", pool: ThreadPoolExecutor, progress: Progress
) -> None:
    """Put the article behind each blurb in its place, where there is one and it is wanted."""
    wanted = [(outcome, index) for outcome in outcomes.values() for index in outcome.blurbs]
    entries: dict[str, Article] = {}
    for outcome, index in wanted:
        entry = outcome.items[index]
        if isinstance(entry, Article) and found.wants(entry):
            entries.setdefault(entry.url, entry)
    if not entries:
        return
    progress.start("pages", len(entries))
    full = _side_by_side(
        entries, lambda url: found.complete(entries[url]), site_of, pool, lambda n: progress.advance("pages", n)
    )
    for outcome, index in wanted:
        entry = outcome.items[index]
        # Two feeds may announce one page: only the entry it was fetched for becomes that article.
        if isinstance(entry, Article) and entries.get(entry.url) is entry:
            outcome.items[index] = full[entry.url]
    progress.finish("pages")


def _in_order(places: Sequence[str], outcomes: dict[str, _Outcome]) -> Iterator[_Outcome]:
    """The outcomes, those of a list's feeds after the list, each once."""
    waiting, told = list(reversed(places)), set()
    while waiting:
        place = waiting.pop()
        if place in told or place not in outcomes:
            continue
        told.add(place)
        yield outcomes[place]
        waiting.extend(reversed(outcomes[place].more))


class _SourceReader:
    def __init__(self, settings: Settings, now: datetime, store: Memory | None, fetcher: Fetcher) -> None:
        self._settings, self._now, self._fetcher = settings, now, fetcher
        # The store is asked here, by one thread, and not by the readers.
        self._states = {url: store.feed_state(url) for url in store.sources()} if store is not None else {}

    def read(self, source: str, may_list: bool) -> _Outcome:
        """The articles of one source; what goes wrong is a `Skipped` with the reason, beside what was read before."""
        outcome = _Outcome()
        name = "standard input" if source == "-" else source
        try:
            if is_address(source):
                self._address(source, outcome, may_list)
            else:
                self._content(_bytes_of(source), name, "", outcome, may_list)
        except InputError as error:
            outcome.items.append(Skipped(name, str(error)))
        except SummarizerError:
            raise
        except Exception as error:  # every byte is untrusted, and so is what the parsers make of it
            log.warning("%s could not be read", name, exc_info=True)
            outcome.items.append(Skipped(name, f"it could not be read ({type(error).__name__})"))
        return outcome

    def _address(self, url: str, outcome: _Outcome, may_list: bool) -> None:
        if self._settings.offline:
            raise InputError("not fetched: --offline.")
        state = self._states.get(url)
        response = self._fetcher.get(url, etag=state.etag if state else "", modified=state.modified if state else "")
        if not response.fresh:
            return
        self._content(response.body, url, response.url, outcome, may_list, response.content_type)
        if response.etag or response.modified:
            outcome.state = FeedState(response.etag, response.modified, self._now)

    def _content(
        self, data: bytes, name: str, url: str, outcome: _Outcome, may_list: bool, content_type: str = ""
    ) -> None:
        data = unpacked(data)
        captured = self._now if url else None
        kind = kind_of(data, url.split("?")[0].split("#")[0] if url else name)
        reader = Reader(self._now, captured)
        if kind == "opml":
            self._subscriptions(data, name, outcome, may_list)
        elif kind == "feed":
            found = feeds.parse_feed(data, url=url, captured=captured, now=self._now, content_type=content_type)
            if url:
                first = len(outcome.items)
                outcome.blurbs.extend(first + n for n, a in enumerate(found.articles) if a.blurb and a.url)
            outcome.items.extend(found.articles)
            outcome.items.extend(Skipped(f"{name}: {entry.item}", entry.reason) for entry in found.skipped)
        elif kind == "json":
            self._extend(outcome, reader.json_lines(data, name))
        elif kind == "page":
            data = recoded(data, content_type)
            try:
                outcome.items.extend(pages.extract(data, url=url, captured=captured, now=self._now))
            except InputError as error:
                feed = announced_feed(data, url)
                raise (InputError(error.message, f"It announces a feed: {feed}") if feed else error) from None
        else:
            self._extend(outcome, reader.plain_text(data, name))

    def _extend(self, outcome: _Outcome, items: Iterable[Item]) -> None:
        # One by one: what was read before an error is kept.
        for item in items:
            outcome.items.append(item)

    def _subscriptions(self, data: bytes, name: str, outcome: _Outcome, may_list: bool) -> None:
        if not may_list:
            raise InputError("a subscription list that is named by a list that is named by a list is not read.")
        urls = [feed.url for feed in opml.parse_opml(data)]
        outcome.items.extend(Skipped(url, f"not an http address (in {name})") for url in urls if not is_address(url))
        outcome.more = tuple(url for url in urls if is_address(url))


def _bytes_of(source: str) -> bytes:
    """A file's bytes, or those of the standard input."""
    try:
        if source == "-":
            data = sys.stdin.buffer.read(MOST_FILE_BYTES + 1)
        else:
            path = Path(source)
            if path.is_dir():
                raise InputError("the folder holds no file.")
            if not path.exists():
                raise InputError("there is no such file.", "Check the path; addresses begin with https://.")
            if not path.is_file():
                raise InputError("it is no regular file.")
            with path.open("rb") as file:
                data = file.read(MOST_FILE_BYTES + 1)
    except OSError as error:
        raise InputError(f"it cannot be read: {error.strerror or error}.") from error
    if len(data) > MOST_FILE_BYTES:
        raise InputError(f"it is larger than {MOST_FILE_BYTES // 1_000_000} MB.", "Split it.")
    return data
