"""A feed's blurb -> the article behind it: from the store when it is there, else from its page; else the blurb, marked."""

import logging
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from summarizer.articles import pages
from summarizer.articles.addresses import is_address
from summarizer.articles.fetch import Fetcher
from summarizer.articles.making import make_article
from summarizer.articles.sniffing import recoded, unpacked
from summarizer.errors import InputError, SummarizerError
from summarizer.types import Article, Window

log = logging.getLogger(__name__)


class Pages:
    """Completes blurbs; safe to use from several threads. `known` are articles that need not be fetched again."""

    def __init__(self, fetcher: Fetcher, now: datetime, window: Window, known: Iterable[Article] = ()) -> None:
        self._fetcher, self._now, self._window = fetcher, now, window
        self._known = {article.url: article for article in known if article.url and not article.blurb}

    def wants(self, entry: Article) -> bool:
        """Whether an entry's page is of any use: nobody is asked for articles outside the window."""
        return is_address(entry.url) and self._window.holds(entry.time)

    def complete(self, entry: Article) -> Article:
        """The page that the entry announces, under the entry's own title, date and outlet; else the entry, marked."""
        before = self._known.get(entry.url)
        if before is not None and _is_current(before, entry):
            return before
        try:
            response = self._fetcher.get(entry.url)
            body = recoded(unpacked(response.body), response.content_type)
            page = pages.extract(body, url=response.url, captured=self._now, now=self._now)[0]
        except InputError as error:
            return _marked(entry, str(error))
        except SummarizerError:
            raise
        except Exception as error:  # what parsers make of hostile pages
            log.warning("%s could not be read", entry.url, exc_info=True)
            return _marked(entry, f"its page could not be read ({type(error).__name__})")
        if not entry.text.strip() or len(page.text) >= len(entry.text):
            return make_article(
                title=entry.title or page.title, text=page.text, source=entry.source or page.source, url=entry.url,
                published=entry.published or page.published, captured=self._now, now=self._now,
                authors=entry.authors or page.authors, agency=page.agency or entry.agency,
                language=entry.language or page.language, notes=entry.notes if entry.published else page.notes,
            )  # fmt: skip
        return _marked(entry, "its page has less text")


def _is_current(before: Article, entry: Article) -> bool:
    return entry.published is None or (before.captured is not None and entry.published <= before.captured)


def _marked(entry: Article, reason: str) -> Article:
    note = f"only the feed's blurb: {reason}"
    log.info("%s: %s", entry.url, note)
    return replace(entry, notes=(*entry.notes, note))
