"""An OPML subscription list, also an ill-formed one -> the feeds in it."""

from dataclasses import dataclass
from pathlib import Path

from summarizer.articles.references import harmless_bytes
from summarizer.errors import InputError


@dataclass(frozen=True, slots=True)
class Feed:
    """One subscription."""

    url: str
    title: str = ""


def parse_opml(data: bytes) -> tuple[Feed, ...]:
    """Every outline with an address, in order, each address once. Entities are not expanded; nothing is fetched.

    Raises InputError when there is none.
    """
    from lxml import etree

    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(harmless_bytes(data.lstrip(b"\xef\xbb\xbf \t\r\n")), parser)
    except etree.XMLSyntaxError as error:
        raise InputError(f"the OPML list cannot be read: {error}.") from error
    feeds: dict[str, Feed] = {}
    for outline in root.iter() if root is not None else ():
        if not isinstance(outline.tag, str) or outline.tag.rsplit("}", 1)[-1].lower() != "outline":
            continue
        fields = {key.lower(): value for key, value in outline.attrib.items()}
        url = (fields.get("xmlurl") or "").strip()
        if url:
            feeds.setdefault(url, Feed(url, (fields.get("title") or fields.get("text") or "").strip()))
    if not feeds:
        raise InputError("the OPML list names no feed.")
    return tuple(feeds.values())


def read_opml(path: str) -> tuple[Feed, ...]:
    """The feeds of an OPML file."""
    try:
        return parse_opml(Path(path).read_bytes())
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}.") from error
