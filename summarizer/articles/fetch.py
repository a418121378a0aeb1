"""An address -> its bytes, politely and safely. The only file that opens a socket for articles.

Refused: other schemes than http(s), credentials in addresses, private, loopback, link-local and reserved addresses
(checked on the address that is really connected to, at every redirect), bodies over the limit on the wire or
unpacked, requests over the time limit, what robots.txt disallows. One connection and a delay a host.
"""

import ipaddress
import logging
import socket
import threading
import time
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any, Protocol
from urllib.parse import urljoin, urlsplit

from summarizer.config import Settings
from summarizer.errors import FetchError

log = logging.getLogger(__name__)

MOST_REDIRECTS = 5
LONGEST_WAIT = 60.0
"""Seconds we are willing to wait because a server asks for it (Retry-After)."""
_CGNAT = ipaddress.ip_network("100.64.0.0/10")


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
        """The addresses of a host. Raises OSError when there are none."""


def resolve(host: str, port: int) -> list[str]:
    """Ask the system's resolver."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the open internet."""
    ip = ipaddress.ip_address(address.split("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or (ip.sixtofour if ip.sixtofour else None) or (ip.teredo[1] if ip.teredo else None)
        if inner is not None:
            return is_public(str(inner))
        if ip in ipaddress.ip_network("64:ff9b::/96"):
            return is_public(str(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)))
    elif ip in _CGNAT:
        return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


class Fetcher:
    """Fetches for one run; safe to use from several threads. `close()` it, or use it as a context manager."""

    def __init__(self, settings: Settings, resolver: Resolver = resolve, sleep: Any = time.sleep) -> None:
        import httpx

        self._settings = settings
        self._resolver = resolver
        self._sleep = sleep
        self._locks: dict[str, threading.Lock] = {}
        self._last: dict[str, float] = {}
        self._robots: dict[str, Any] = {}
        self._guard = threading.Lock()
        self._client = httpx.Client(
            transport=_pinned_transport(self._allowed_address),
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
        """Close the connections."""
        self._client.close()

    def get(self, url: str, *, etag: str = "", modified: str = "") -> Response:
        """Fetch, following up to five redirects. Raises FetchError: which address, why, what to do."""
        asked = url
        headers = {k: v for k, v in (("If-None-Match", etag), ("If-Modified-Since", modified)) if v}
        for _ in range(MOST_REDIRECTS + 1):
            host = self._check(url)
            if not self._may(url):
                raise FetchError(f"{url}: the site's robots.txt does not allow it.")
            with self._lock_of(host):
                response, location = self._with_retries(url, headers, self._settings.max_bytes)
            if location is None:
                return response
            url = urljoin(url, location)
        raise FetchError(f"{asked}: more than {MOST_REDIRECTS} redirects.")

    def _check(self, url: str) -> str:
        try:
            parts = urlsplit(url)
            host, port = parts.hostname or "", parts.port
        except ValueError as error:
            raise FetchError(f"{url[:200]}: not an address ({error}).") from error
        if parts.scheme not in ("http", "https"):
            raise FetchError(f"{url[:200]}: only http and https addresses are fetched.")
        if not host:
            raise FetchError(f"{url[:200]}: the address has no host.")
        if parts.username or parts.password:
            raise FetchError(f"{host}: addresses with a user name or password are not fetched.")
        return f"{host}:{port or ''}"

    def _allowed_address(self, host: str, port: int) -> str:
        """The IP address to connect to, checked. Raises FetchError for one that must not be reached."""
        try:
            addresses = self._resolver(host, port)
        except (OSError, UnicodeError) as error:
            raise FetchError(f"{host}: the host is not known ({error}).") from error
        for address in addresses:
            if not self._settings.allow_private and not is_public(address):
                raise FetchError(f"{host}: refused, its address {address} is private or reserved.")
        if not addresses:
            raise FetchError(f"{host}: the host is not known.")
        return addresses[0]

    def _lock_of(self, host: str) -> threading.Lock:
        with self._guard:
            return self._locks.setdefault(host, threading.Lock())

    def _may(self, url: str) -> bool:
        from urllib.robotparser import RobotFileParser

        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        with self._lock_of(f"robots {site}"):
            if site not in self._robots:
                rules: RobotFileParser | None = RobotFileParser()
                try:
                    found = self._robots_text(f"{site}/robots.txt")
                    rules.parse(found.splitlines())  # type: ignore[union-attr]
                except FetchError as error:
                    # The answer to the page itself will say what is wrong with the host.
                    log.info("no robots.txt: %s", error)
                    rules = None
                self._robots[site] = rules
        rules = self._robots[site]
        return rules is None or bool(rules.can_fetch(self._settings.user_agent, url))

    def _robots_text(self, url: str) -> str:
        for _ in range(MOST_REDIRECTS):
            with self._lock_of(self._check(url)):
                response, location = self._once(url, {}, 500_000)
            if location is None:
                return response.body.decode("utf-8", "replace")
            url = urljoin(url, location)
        return ""

    def _with_retries(self, url: str, headers: dict[str, str], limit: int) -> tuple[Response, str | None]:
        for attempt in range(self._settings.retries + 1):
            try:
                return self._once(url, headers, limit)
            except _Later as later:
                wait = later.seconds if later.seconds is not None else min(2.0**attempt, LONGEST_WAIT)
                if attempt == self._settings.retries or wait > LONGEST_WAIT:
                    raise FetchError(f"{url}: {later.reason}.", "Try again later.") from later
                log.info("%s: %s, again in %.0f s", url, later.reason, wait)
                self._sleep(wait)
        raise AssertionError("unreachable")

    def _once(self, url: str, headers: dict[str, str], limit: int) -> tuple[Response, str | None]:
        import httpx

        host = urlsplit(url).netloc
        pause = self._last.get(host, -1e9) + self._settings.delay - time.monotonic()
        if pause > 0:
            self._sleep(pause)
        deadline = time.monotonic() + 3 * self._settings.timeout
        try:
            with self._client.stream("GET", url, headers=headers) as answer:
                self._last[host] = time.monotonic()
                if answer.status_code in (301, 302, 303, 307, 308) and "location" in answer.headers:
                    return Response(url, b""), answer.headers["location"]
                if answer.status_code == 304:
                    return Response(url, b"", fresh=False), None
                if answer.status_code in (408, 425, 429) or answer.status_code >= 500:
                    raise _Later(f"the server answered {answer.status_code}", _retry_after(answer.headers))
                if answer.status_code != 200:
                    raise FetchError(f"{url}: the server answered {answer.status_code}.")
                body = _read(answer, url, limit, deadline)
                found = answer.headers
                return (
                    Response(
                        url, body, found.get("content-type", ""), found.get("etag", ""), found.get("last-modified", "")
                    ),
                    None,
                )
        except httpx.TimeoutException as error:
            raise _Later("it took too long", None) from error
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            if isinstance(error.__cause__, FetchError) or isinstance(error, FetchError):
                raise
            raise _Later(f"the connection failed ({error or type(error).__name__})", None) from error
        finally:
            self._last[host] = time.monotonic()


class _Later(Exception):  # noqa: N818
    """A passing failure: worth another try."""

    def __init__(self, reason: str, seconds: float | None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.seconds = seconds


def _retry_after(headers: Any) -> float | None:
    stated = headers.get("retry-after", "").strip()
    if not stated:
        return None
    if stated.isdigit():
        return float(stated)
    try:
        return max(0.0, parsedate_to_datetime(stated).timestamp() - time.time())
    except (ValueError, TypeError):
        return None


def _read(answer: Any, url: str, limit: int, deadline: float) -> bytes:
    encoding = answer.headers.get("content-encoding", "").strip().lower()
    if encoding not in ("", "identity", "gzip", "x-gzip", "deflate"):
        raise FetchError(f"{url}: its compression {encoding[:40]!r} was not asked for.")
    stated = answer.headers.get("content-length", "")
    if stated.isdigit() and int(stated) > limit:
        raise FetchError(f"{url}: larger than {limit} bytes.")
    return b"".join(_unpacked(answer.iter_raw(), encoding, url, limit, deadline))


def _unpacked(chunks: Iterable[bytes], encoding: str, url: str, limit: int, deadline: float) -> Iterable[bytes]:
    """The body's bytes, stopping at the limits: wire and unpacked size, and the clock."""
    unpack = zlib.decompressobj(47) if encoding else None
    wire = size = 0
    first = True
    for chunk in chunks:
        wire += len(chunk)
        if wire > limit:
            raise FetchError(f"{url}: larger than {limit} bytes.")
        if time.monotonic() > deadline:
            raise FetchError(f"{url}: sent too slowly; given up.")
        if unpack is None:
            yield chunk
            continue
        if first and encoding == "deflate" and chunk and (chunk[0] & 0x0F) != 8:
            unpack = zlib.decompressobj(-15)
        first = False
        while chunk:
            try:
                piece = unpack.decompress(chunk, limit - size + 1)
            except zlib.error as error:
                raise FetchError(f"{url}: its compressed body is damaged.") from error
            size += len(piece)
            if size > limit:
                raise FetchError(f"{url}: unpacks to more than {limit} bytes.")
            yield piece
            chunk = unpack.unconsumed_tail


def _pinned_transport(allowed: Any) -> Any:
    """A transport that connects to the very address that was checked, so that a second DNS answer cannot differ."""
    import httpcore
    import httpx

    class Backend(httpcore.SyncBackend):
        def connect_tcp(self, host: str, port: int, *args: Any, **options: Any) -> Any:
            return super().connect_tcp(allowed(host, port), port, *args, **options)

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
