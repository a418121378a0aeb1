"""digest -> the bytes of one format. Every text is untrusted and escaped; the same digest gives the same bytes."""

from pathlib import Path

from summarizer.registry import Registry
from summarizer.types import Digest

__all__ = ["WRITERS", "format_for", "read_json", "write"]

WRITERS = Registry(
    "format",
    "writer",
    {
        "markdown": "summarizer.writers.markdown:write",
        "html": "summarizer.writers.html:write",
        "json": "summarizer.writers.json:write",
        "text": "summarizer.writers.text:write",
        "rss": "summarizer.writers.rss:write",
        "eml": "summarizer.writers.eml:write",
    },
)

_SUFFIXES = {
    ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html", ".json": "json", ".txt": "text",
    ".rss": "rss", ".xml": "rss", ".eml": "eml",
}  # fmt: skip


def format_for(path: str) -> str:
    """The format that a file's suffix asks for; markdown where it says nothing."""
    return _SUFFIXES.get(Path(path).suffix.lower(), "markdown")


def read_json(data: bytes) -> Digest:
    """The digest in a JSON document (see `summarizer.writers.json.read`). Raises SchemaError."""
    from summarizer.writers.json import read

    return read(data)


def write(digest: Digest, format: str, *, length: str = "both", with_text: bool = False) -> bytes:
    """The digest in a format. Raises UnknownNameError for a format nobody knows."""
    made: bytes = WRITERS.get(format)(digest, length=length, with_text=with_text)
    return made
