"""The pieces of an HTTP answer's body -> its bytes, within limits on the wire, unpacked and in time. Opens nothing."""

import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from email.utils import parsedate_to_datetime

from summarizer.errors import FetchError


def whole(
    headers: Mapping[str, str],
    pieces: Iterable[bytes],
    url: str,
    limit: int,
    deadline: float,
    clock: Callable[[], float] = time.monotonic,
) -> bytes:
    """The unpacked body: at most `limit` bytes on the wire and unpacked, all of it before `deadline`.

    Raises FetchError as soon as a limit is passed, without reading further.
    """
    encoding = headers.get("content-encoding", "").strip().lower()
    if encoding not in ("", "identity", "gzip", "x-gzip", "deflate"):
        raise FetchError(f"{url}: its compression {encoding[:40]!r} was not asked for.")
    stated = headers.get("content-length", "")
    if stated.isascii() and stated.isdigit() and int(stated[:20]) > limit:
        raise FetchError(f"{url}: larger than {limit} bytes.", "Raise max_bytes if it is worth it.")
    packed = _limited(pieces, url, limit, deadline, clock)
    return b"".join(packed if encoding in ("", "identity") else _unpacked(packed, encoding, url, limit))


def _limited(
    pieces: Iterable[bytes], url: str, limit: int, deadline: float, clock: Callable[[], float]
) -> Iterator[bytes]:
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > limit:
            raise FetchError(f"{url}: larger than {limit} bytes.", "Raise max_bytes if it is worth it.")
        if clock() > deadline:
            raise FetchError(f"{url}: sent too slowly; given up.", "Raise timeout if it is worth it.")
        yield piece


def _unpacked(pieces: Iterable[bytes], encoding: str, url: str, limit: int) -> Iterator[bytes]:
    unpack = zlib.decompressobj(47)
    size, first = 0, True
    for piece in pieces:
        # "deflate" is a zlib stream by the standard, a bare one by some servers.
        if first and encoding == "deflate" and piece and (piece[0] & 0x0F) != 8:
            unpack = zlib.decompressobj(-15)
        first = False
        rest = piece
        while rest:
            try:
                out = unpack.decompress(rest, limit - size + 1)
            except zlib.error as error:
                raise FetchError(f"{url}: its compressed body is damaged.") from error
            size += len(out)
            if size > limit:
                raise FetchError(f"{url}: unpacks to more than {limit} bytes.")
            yield out
            rest = unpack.unconsumed_tail
    if not first and not unpack.eof:
        raise FetchError(f"{url}: its compressed body ends too early.")


def retry_after(headers: Mapping[str, str], now: float) -> float | None:
    """How many seconds the server asks to wait (a number, or a date against `now`, seconds since 1970), or None."""
    stated = headers.get("retry-after", "").strip()
    if stated.isascii() and stated.isdigit():
        return float(stated[:12])
    try:
        return max(0.0, parsedate_to_datetime(stated).timestamp() - now) if stated else None
    except (ValueError, TypeError, OverflowError):
        return None
