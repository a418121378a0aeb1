"""Addresses -> may they be fetched? Judges what is written and what it resolves to; opens nothing."""

import ipaddress
import re
from urllib.parse import SplitResult, urljoin, urlsplit

from summarizer.errors import FetchError

_CGNAT = ipaddress.ip_network("100.64.0.0/10")
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_UNPRINTABLE = re.compile(r"[\x00-\x20\x7f-\x9f\ud800-\udfff]")


def is_address(source: str) -> bool:
    """Whether a source is to be fetched, rather than opened as a file."""
    return source.lower().startswith(("http://", "https://"))


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the open internet; for an IPv6 address that wraps an IPv4 one, whether that does."""
    ip = ipaddress.ip_address(address.split("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is not None:
            return is_public(str(inner))
        if ip.is_site_local:
            return False
        if ip in _NAT64:
            return is_public(str(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)))
    elif ip in _CGNAT:
        return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def checked(url: str) -> SplitResult:
    """The parts of an http(s) address with a host and without credentials. Raises FetchError for any other."""
    shown = _UNPRINTABLE.sub(" ", url[:200])
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError as error:
        raise FetchError(f"{shown}: not an address ({error}).", "Check how it is written.") from error
    if parts.scheme not in ("http", "https"):
        raise FetchError(f"{shown}: only http and https addresses are fetched.")
    if not host or _UNPRINTABLE.search(url):
        raise FetchError(f"{shown}: not an address.", "Check how it is written.")
    if parts.username is not None or parts.password is not None:
        raise FetchError(f"{host}: addresses with a user name or password are not fetched.", "Leave them out.")
    return parts


def joined(base: str, location: str) -> str:
    """Where a redirect leads. Raises FetchError when it leads nowhere."""
    try:
        return urljoin(base, location.strip().replace(" ", "%20"))
    except ValueError as error:
        raise FetchError(f"{base}: it redirects to something that is no address.") from error


def site_of(url: str) -> str:
    """Scheme, host and port, lower-cased: what robots.txt speaks for. '' when it is no address."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.netloc}".lower()


def host_of(url: str) -> str:
    """The host, lower-cased, whatever the scheme and port: what a connection and a delay are counted for."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
