"""Sources -> articles: what kind each source is, and who reads it. A broken source costs that source alone."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Protocol, TypeVar

from summarizer.articles import behind
from summarizer.articles.addresses import host_of, is_address
from summarizer.articles.fetch import Fetcher
from summarizer.articles.making import with_capture
from summarizer.articles.sources import Outcome, SourceReader
from summarizer.articles.windows import parse_window
from summarizer.config import Settings
from summarizer.protocols import SILENT, Progress
from summarizer.types import Article, FeedState, Skipped, Window

THREADS = 8
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
        outcomes = _read_all(places, SourceReader(settings, now, _states(memory), opened), pool, progress)
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


def _states(memory: Memory | None) -> dict[str, FeedState]:
    # The store is asked here, by one thread, and not by the readers.
    known = {url: memory.feed_state(url) for url in memory.sources()} if memory is not None else {}
    return {url: state for url, state in known.items() if state is not None}


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
    # Pipes and broken links are listed too: reading them says what they are.
    found = [path for path in sorted(root.rglob("*")) if not path.is_dir()]
    files = [path for path in found if not any(part.startswith(".") for part in path.relative_to(root).parts)]
    # An empty folder is read as a file, and says so.
    yield from map(str, files or [root])


def _read_all(
    places: Sequence[str], reader: SourceReader, pool: ThreadPoolExecutor, progress: Progress
) -> dict[str, Outcome]:
    outcomes: dict[str, Outcome] = {}
    progress.start("sources", len(places))
    for depth in range(DEEPEST_LIST + 1):
        may_list = depth < DEEPEST_LIST
        new = [place for place in places if place not in outcomes]

        def one(place: str, may_list: bool = may_list) -> Outcome:
            return reader.read(place, may_list)

        files = [place for place in new if not is_address(place)]
        addresses = [place for place in new if is_address(place)]
        for place in files:
            outcomes[place] = one(place)
            progress.advance("sources")
        outcomes.update(_side_by_side(addresses, one, host_of, pool, lambda n: progress.advance("sources", n)))
        places = [more for place in new for more in outcomes[place].more]
        if not places:
            break
    progress.finish("sources")
    return outcomes


def _side_by_side(
    keys: Iterable[str],
    one: Callable[[str], T],
    host: Callable[[str], str],
    pool: ThreadPoolExecutor,
    advance: Callable[[int], None],
) -> dict[str, T]:
    """`one(key)` for every key: different hosts at once, the keys of one host one after the other."""
    by_host: dict[str, list[str]] = {}
    for key in dict.fromkeys(keys):
        by_host.setdefault(host(key), []).append(key)
    tasks = [pool.submit(lambda group: {key: one(key) for key in group}, group) for group in by_host.values()]
    results: dict[str, T] = {}
    for task in as_completed(tasks):
        done = task.result()
        results.update(done)
        advance(len(done))
    return results


def _complete(
    outcomes: dict[str, Outcome], found: "behind.Pages", pool: ThreadPoolExecutor, progress: Progress
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
        entries, lambda url: found.complete(entries[url]), host_of, pool, lambda n: progress.advance("pages", n)
    )
    for outcome, index in wanted:
        entry = outcome.items[index]
        # Two feeds may announce one page: only the entry it was fetched for becomes that article.
        if isinstance(entry, Article) and entries.get(entry.url) is entry:
            outcome.items[index] = full[entry.url]
    progress.finish("pages")


def _in_order(places: Sequence[str], outcomes: dict[str, Outcome]) -> Iterator[Outcome]:
    """The outcomes, those of a list's feeds after the list, each once."""
    waiting, told = list(reversed(places)), set()
    while waiting:
        place = waiting.pop()
        if place in told or place not in outcomes:
            continue
        told.add(place)
        yield outcomes[place]
        waiting.extend(reversed(outcomes[place].more))
