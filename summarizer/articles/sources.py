"""One source (an address, a file, the standard input) -> what is in it. Its content says how it is to be read."""

import logging
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from summarizer.articles import feeds, opml, pages
from summarizer.articles.addresses import is_address
from summarizer.articles.fetch import Fetcher
from summarizer.articles.files import Item, Reader
from summarizer.articles.sniffing import announced_feed, kind_of, recoded, unpacked
from summarizer.config import Settings
from summarizer.errors import InputError, SummarizerError
from summarizer.types import FeedState, Skipped

log = logging.getLogger(__name__)

MOST_FILE_BYTES = 200_000_000


@dataclass(slots=True)
class Outcome:
    """What one source gave: `more` are the sources it names, `state` what its server wants to be told next time."""

    items: list[Item] = field(default_factory=list)
    blurbs: list[int] = field(default_factory=list)
    more: tuple[str, ...] = ()
    state: FeedState | None = None


class SourceReader:
    """Reads sources; safe to use from several threads. `states` are what feeds said before, by address."""

    def __init__(self, settings: Settings, now: datetime, states: Mapping[str, FeedState], fetcher: Fetcher) -> None:
        self._settings, self._now, self._states, self._fetcher = settings, now, states, fetcher

    def read(self, source: str, may_list: bool) -> Outcome:
        """The articles of one source; what goes wrong is a `Skipped` with the reason, beside what was read before."""
        outcome = Outcome()
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

    def _address(self, url: str, outcome: Outcome, may_list: bool) -> None:
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
        self, data: bytes, name: str, url: str, outcome: Outcome, may_list: bool, content_type: str = ""
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

    def _extend(self, outcome: Outcome, items: Iterable[Item]) -> None:
        # One by one: what was read before an error is kept.
        for item in items:
            outcome.items.append(item)

    def _subscriptions(self, data: bytes, name: str, outcome: Outcome, may_list: bool) -> None:
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
