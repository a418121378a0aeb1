"""What sites' robots.txt say -> may an address be asked for, and how often. Opens nothing; read once a site and run."""

import threading
from collections.abc import Callable
from typing import Any

from summarizer.articles.addresses import site_of
from summarizer.errors import FetchError

LONGEST_DELAY = 10.0
"""Seconds between two requests that a site may ask for (Crawl-delay)."""


class Robots:
    """The rules of the sites of one run, after RFC 9309; safe to use from several threads.

    `read` gives the text of a robots.txt by its address: '' when the site has none, None when its server fails, in
    which case nothing there may be asked for.
    """

    def __init__(self, read: Callable[[str], str | None], agent: str) -> None:
        self._read, self._agent = read, agent
        self._rules: dict[str, Any] = {}
        self._locks: dict[str, threading.Lock] = {}
        self._guard = threading.Lock()

    def delay(self, url: str) -> float:
        """Seconds that the site wants between requests, at most ten. Raises FetchError when `url` is not allowed."""
        rules = self._of(site_of(url))
        if rules is None:
            raise FetchError(f"{url}: the site's robots.txt cannot be read now.", "Try again later.")
        if not rules.can_fetch(url, self._agent):
            raise FetchError(f"{url}: the site's robots.txt does not allow it.", "Ask the site, or leave it out.")
        return min(float(rules.crawl_delay(self._agent) or 0.0), LONGEST_DELAY)

    def _of(self, site: str) -> Any:
        with self._guard:
            lock = self._locks.setdefault(site, threading.Lock())
        with lock:
            if site not in self._rules:
                from protego import Protego

                text = self._read(f"{site}/robots.txt")
                self._rules[site] = None if text is None else Protego.parse(text)
        return self._rules[site]
