"""An address -> its bytes, politely and safely. The only file that opens a socket for articles.

Refused: other schemes than http(s), credentials in addresses, private, loopback, link-local and reserved addresses
(checked on the address that is really connected to, at every redirect), bodies over the limit on the wire or
unpacked, requests over the time limit, what robots.txt disallows. One connection and a delay a host; a host that
fails again and again is asked no more.
"""

import logging
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from summarizer.articles.addresses import checked, host_of, is_public, joined
from summarizer.articles.bodies import retry_after, whole
from summarizer.articles.robots import Robots
from summarizer.config import Settings
from summarizer.errors import FetchError

log = logging.getLogger(__name__)

MOST_REDIRECTS = 5
LONGEST_WAIT = 60.0
"""Seconds we are willing to wait because a server asks for it (Retry-After)."""
WHOLE_REQUEST = 3
"""A request may take this many times the time-out, from its first byte sent to the last received."""
FAILURES_OF_A_HOST = 2
ROBOTS_BYTES = 500_000
SMALL = 50_000
_HINTS = {
    401: "It wants a login; save the page and give the file.", 403: "The site does not let programs read it.",
    404: "Check the address.", 410: "It is gone; remove the source.",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Response:
    """What came back: `url` after redirects; `body` is empty and `fresh` False when nothing changed (304)."""

    url: str
    body: bytes
    content_type: str = ""
    etag: str = ""
    modified: str = ""
    fresh: bool = True


class Resolver(Protocol):
    """host, port -> IP addresses; replaced in tests."""

    def __call__(self, host: str, port: int) -> list[str]:
        """The addresses of a host, best first. Raises OSError when there are none."""


def resolve(host: str, port: int) -> list[str]:
    """Ask the system's resolver."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class Fetcher:
    """Fetches for one run; safe to use from several threads. `close()` it, or use it as a context manager."""

    def __init__(
        self, settings: Settings, resolver: Resolver = resolve, sleep: Callable[[float], object] | None = None
    ) -> None:
        import httpx

        self._settings = settings
        self._resolver = resolver
        self._stopped = threading.Event()
        self._sleep = sleep or self._stopped.wait
        self._guard = threading.Lock()
        self._locks: dict[str, threading.Lock] = {}
        self._last: dict[str, float] = {}
        self._robots = Robots(self._robots_text, settings.user_agent)
        self._failures: dict[str, int] = {}
        self._running = threading.local()
        self._client = httpx.Client(
            transport=_pinned_transport(self._allowed_addresses, self._time_left),
            timeout=httpx.Timeout(settings.timeout),
            follow_redirects=False,
            trust_env=False,
            headers={"User-Agent": settings.user_agent, "Accept-Encoding": "gzip, deflate"},
        )

    def __enter__(self) -> "Fetcher":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections; requests that are under way end with a FetchError."""
        self.stop()
        self._client.close()

    def stop(self) -> None:
        """Ask nothing more and wait for nothing more; safe from any thread."""
        self._stopped.set()

    def get(self, url: str, *, etag: str = "", modified: str = "") -> Response:
        """Fetch, following up to five redirects. Raises FetchError: which address, why, what to do."""
        asked = url
        headers = {k: v for k, v in (("If-None-Match", etag), ("If-Modified-Since", modified)) if v}
        for _ in range(MOST_REDIRECTS + 1):
            checked(url)
            pause = max(self._settings.delay, self._robots.delay(url))
            with self._lock_of(host_of(url)):
                response, location = self._with_retries(url, headers, pause)
            if location is None:
                return response
            url = joined(url, location)
        raise FetchError(f"{asked}: more than {MOST_REDIRECTS} redirects.")

    def _lock_of(self, name: str) -> threading.Lock:
        with self._guard:
            return self._locks.setdefault(name, threading.Lock())

    def _robots_text(self, url: str) -> str | None:
        """A robots.txt; '' when there is none to be had, None when the server fails (RFC 9309, 2.3.1)."""
        try:
            for _ in range(MOST_REDIRECTS + 1):
                checked(url)
                with self._lock_of(host_of(url)):
                    response, location = self._once(url, {}, ROBOTS_BYTES, self._settings.delay)
                if location is None:
                    return response.body.decode("utf-8", "replace")
                url = joined(url, location)
        except _Later as later:
            # A server that fails must not be asked for more; one that cannot be reached says so at the page itself.
            log.info("%s: %s", url, later.reason)
            return None if later.status >= 500 or later.status == 429 else ""
        except FetchError as error:
            log.info("no robots.txt: %s", error)
        return ""

    def _with_retries(self, url: str, headers: dict[str, str], pause: float) -> tuple[Response, str | None]:
        host = host_of(url)
        if self._failures.get(host, 0) >= FAILURES_OF_A_HOST:
            raise FetchError(
                f"{url}: not asked, its host failed {FAILURES_OF_A_HOST} times before.", "Try again later."
            )
        for attempt in range(self._settings.retries + 1):
            try:
                answer = self._once(url, headers, self._settings.max_bytes, pause)
                self._failures[host] = 0
                return answer
            except _Later as later:
                wait = later.seconds if later.seconds is not None else min(2.0**attempt, LONGEST_WAIT)
                if attempt == self._settings.retries or wait > LONGEST_WAIT:
                    self._failures[host] = self._failures.get(host, 0) + 1
                    raise FetchError(f"{url}: {later.reason}.", "Try again later.") from later
                log.info("%s: %s, again in %.0f s", url, later.reason, wait)
                self._sleep(wait)
        raise AssertionError("unreachable")

    def _once(self, url: str, headers: dict[str, str], limit: int, pause: float) -> tuple[Response, str | None]:
        """One request: the answer, or where it redirects to. Raises `_Later` for what may pass, FetchError else."""
        import httpx

        host = host_of(url)
        wait = self._last.get(host, -1e9) + pause - time.monotonic()
        if wait > 0:
            self._sleep(wait)
        if self._stopped.is_set():
            raise FetchError(f"{url}: not fetched, the run was interrupted.")
        self._running.deadline = time.monotonic() + WHOLE_REQUEST * self._settings.timeout
        try:
            with self._client.stream("GET", url, headers=headers) as answer:
                return self._judged(answer, url, limit)
        except httpx.TimeoutException as error:
            raise _Later("it took too long") from error
        except (httpx.InvalidURL, httpx.UnsupportedProtocol, UnicodeError) as error:
            raise FetchError(f"{url}: not an address ({error}).", "Check how it is written.") from error
        except (httpx.HTTPError, OSError) as error:
            raise _Later(f"the connection failed ({error or type(error).__name__})") from error
        finally:
            self._last[host] = time.monotonic()

    def _judged(self, answer: Any, url: str, limit: int) -> tuple[Response, str | None]:
        status, found = answer.status_code, answer.headers
        if status != 200 and found.get("content-length", "").isdigit() and int(found["content-length"][:9]) <= SMALL:
            # Read to its end, a connection can be used again.
            whole({}, answer.iter_raw(), url, SMALL, self._running.deadline)
        if status in (301, 302, 303, 307, 308) and "location" in found:
            return Response(url, b""), str(found["location"])
        if status == 304:
            return Response(url, b"", fresh=False), None
        if status in (408, 425, 429) or status >= 500:
            raise _Later(f"the server answered {status}", retry_after(found, time.time()), status)
        if status != 200:
            raise FetchError(f"{url}: the server answered {status}.", _HINTS.get(status, ""))
        body = whole(found, answer.iter_raw(), url, limit, self._running.deadline)
        kind, etag, modified = (str(found.get(name, "")) for name in ("content-type", "etag", "last-modified"))
        return Response(url, body, kind, etag, modified), None

    def _allowed_addresses(self, host: str, port: int) -> list[str]:
        """The IP addresses to connect to, checked. Raises FetchError when one of them must not be reached."""
        try:
            addresses = self._resolver(host, port)
        except (OSError, UnicodeError) as error:
            raise FetchError(
                f"{host}: the host is not known ({error}).", "Check the address, and the network."
            ) from error
        for address in addresses:
            if not self._settings.allow_private and not is_public(address):
                raise FetchError(f"{host}: refused, its address {address} is private or reserved.")
        if not addresses:
            raise FetchError(f"{host}: the host is not known.", "Check the address.")
        return addresses

    def _time_left(self) -> float:
        """Seconds that the request of this thread may still take; 0 once the run is stopped."""
        return 0.0 if self._stopped.is_set() else max(0.0, self._running.deadline - time.monotonic())


class _Later(Exception):  # noqa: N818
    """A passing failure: worth another try, after `seconds` when the server says so. `status` 0: no answer at all."""

    def __init__(self, reason: str, seconds: float | None = None, status: int = 0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.seconds = seconds
        self.status = status


LONGEST_READ = 1.0
"""Seconds that one read waits before it looks whether the run was stopped."""


def _pinned_transport(allowed: Callable[[str, int], list[str]], time_left: Callable[[], float]) -> Any:
    """A transport that connects to the very addresses that were checked, so that a second DNS answer cannot differ,
    and whose every read and write ends when the request's time is up, however slowly the bytes drip.
    """
    import httpcore
    import httpx

    class Stream(httpcore.NetworkStream):
        def __init__(self, inner: Any) -> None:
            self._inner = inner

        def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
            end = time.monotonic() + min(time_left(), timeout if timeout is not None else 1e9)
            while (left := min(end - time.monotonic(), time_left())) > 0:
                try:
                    return bytes(self._inner.read(max_bytes, min(left, LONGEST_READ)))
                except httpcore.ReadTimeout:
                    continue
            raise httpcore.ReadTimeout("the time is up")

        def write(self, buffer: bytes, timeout: float | None = None) -> None:
            self._inner.write(buffer, _shorter(timeout, time_left()))

        def close(self) -> None:
            self._inner.close()

        def start_tls(
            self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
        ) -> httpcore.NetworkStream:
            return Stream(self._inner.start_tls(ssl_context, server_hostname, _shorter(timeout, time_left())))

        def get_extra_info(self, info: str) -> Any:
            return self._inner.get_extra_info(info)

    class Backend(httpcore.NetworkBackend):
        def connect_tcp(self, host: str, port: int, timeout: float | None = None, *args: Any, **options: Any) -> Any:
            failure: Exception = httpcore.ConnectError("no address")
            for address in allowed(host, port):
                try:
                    limit = _shorter(timeout, time_left())
                    return Stream(httpcore.SyncBackend().connect_tcp(address, port, limit, *args, **options))
                except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                    failure = error
            raise failure

        def connect_unix_socket(self, path: str, *args: Any, **options: Any) -> Any:
            raise FetchError(f"{path}: sockets of the machine are not fetched from.")

    transport = httpx.HTTPTransport(retries=0)
    transport._pool = httpcore.ConnectionPool(
        ssl_context=httpx.create_ssl_context(),
        network_backend=Backend(),
        max_connections=16,
        max_keepalive_connections=8,
    )
    return transport


def _shorter(timeout: float | None, left: float) -> float:
    return max(0.001, left if timeout is None else min(timeout, left))
