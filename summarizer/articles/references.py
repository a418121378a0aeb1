"""Markup -> the same markup without numeric references to characters that no parser, file or database takes."""

import re

_REFERENCE = re.compile(r"&#(?:x([0-9a-f]{1,8})|([0-9]{1,8}));?", re.IGNORECASE)
_REFERENCE_BYTES = re.compile(_REFERENCE.pattern.encode(), re.IGNORECASE)


def harmless(markup: str) -> str:
    """Without references to halves of surrogate pairs, control characters and what is beyond Unicode."""
    return _REFERENCE.sub(_kept, markup)


def harmless_bytes(markup: bytes) -> bytes:
    """The same for bytes in any encoding that contains ASCII."""
    return _REFERENCE_BYTES.sub(lambda found: harmless(found[0].decode("ascii")).encode("ascii"), markup)


def _kept(reference: re.Match[str]) -> str:
    code = int(reference[1], 16) if reference[1] else int(reference[2])
    bad = code > 0x10FFFF or 0xD800 <= code < 0xE000 or (code < 32 and code not in (9, 10, 13))
    return "" if bad else reference[0]
