"""Bytes and a name -> what kind of input it is. The content decides; the name only where the content says nothing."""

import io
import json
import re
import zlib
from html import unescape
from pathlib import PurePath
from typing import Literal
from urllib.parse import urljoin

from summarizer.errors import InputError

Kind = Literal["opml", "feed", "json", "page", "text"]

MOST_UNPACKED = 200_000_000
_FEED = re.compile(rb"<(?:[\w.-]{1,20}:)?(?:rss|feed|rdf|channel)[\s>]", re.IGNORECASE)
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_PARTS_OF_A_PAGE = re.compile(rb"<(?:div|p|article|section|main|meta|title|h1|script|link|table)\b", re.IGNORECASE)
_DECLARED_UTF_16 = re.compile(r"(<\?xml[^>]{0,100}?encoding=[\"'])utf-?16[a-z]*", re.IGNORECASE)
_HEAD = 4000
_BINARY = {b"%PDF": "a PDF", b"PK\x03\x04": "a ZIP archive", b"\x89PNG": "a picture", b"\xff\xd8\xff": "a picture",
           b"GIF8": "a picture", b"SQLite format 3\x00": "a database", b"\x7fELF": "a program", b"BZh": "a bzip2 archive",
           b"\xfd7zXZ": "an xz archive", b"\x28\xb5\x2f\xfd": "a zstd archive"}  # fmt: skip
_NO_NEWS = {".md", ".rst", ".toml", ".py", ".yaml", ".yml", ".csv", ".tsv", ".ini", ".cfg", ".log", ".css", ".js",
            ".lock", ".sh", ".sql", ".tex"}  # fmt: skip
_NO_NEWS_NAMES = {
    "readme",
    "license",
    "licence",
    "copying",
    "changelog",
    "contributing",
    "makefile",
    "notice",
    "authors",
}
_PAGE_NAMES = {".html", ".htm", ".xhtml", ".shtml"}
_JSON_NAMES = {".json", ".jsonl", ".ndjson"}


def kind_of(data: bytes, name: str) -> Kind:
    """What `data`, found under `name` (a path or an address's path), is to be read as.

    Raises InputError for what is empty, binary, or no news by its name.
    """
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not head and not data.strip():
        raise InputError("it is empty.")
    for mark, what in _BINARY.items():
        if data.startswith(mark):
            raise InputError(f"it is {what}, not text.")
    path = PurePath(name)
    suffixes = {suffix.lower() for suffix in path.suffixes[-2:]}
    if b"<opml" in head[:2000].lower():
        return "opml"
    if _opens_a_feed(head) or (head[:1] == b"{" and is_json_feed(data)):
        return "feed"
    if _PAGE.search(head) or (suffixes & _PAGE_NAMES and _PARTS_OF_A_PAGE.search(data)):
        return "page"
    if suffixes & _JSON_NAMES or head[:1] == b"{" or re.match(rb"\[\s*[{\]]", head):
        return "json"
    if suffixes & _NO_NEWS or path.name.split(".")[0].lower() in _NO_NEWS_NAMES:
        raise InputError("it is no news: a file of this kind is not read.")
    if head[:1] == b"<" and ".txt" not in suffixes:
        if _PARTS_OF_A_PAGE.search(head):
            return "page"
        raise InputError("it is markup that is neither feed, page nor OPML list.")
    return "text"


def _opens_a_feed(head: bytes) -> bool:
    """Whether a feed's root element stands near the beginning, before anything of a page."""
    root = _FEED.search(head)
    return root is not None and not _PAGE.search(head, 0, root.start())


def is_json_feed(data: bytes) -> bool:
    """Whether a JSON object is a JSON Feed: it says so, or has items that look like a feed's."""
    if b'"items"' not in data:
        return False
    try:
        feed = json.loads(data.lstrip(b"\xef\xbb\xbf \t\r\n"))
    except (ValueError, RecursionError):
        return False
    if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
        return False
    fields = {"content_text", "content_html", "date_published", "external_url"}
    return "jsonfeed.org/version" in str(feed.get("version", "")) or any(
        isinstance(item, dict) and fields & item.keys() for item in feed["items"]
    )


def unpacked(data: bytes, most: int = MOST_UNPACKED) -> bytes:
    """Plain bytes in UTF-8 or an ASCII-like encoding: gzip is unpacked, UTF-16 recoded.

    Raises InputError for a damaged archive, or one that holds more than `most` bytes.
    """
    if data[:2] == b"\x1f\x8b":
        import gzip

        try:
            with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
                data = file.read(most + 1)
        except (OSError, EOFError, zlib.error) as error:
            raise InputError(f"the gzip file is damaged: {error}.") from error
        if len(data) > most:
            raise InputError(f"it unpacks to more than {most // 1_000_000} MB.")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        data = _DECLARED_UTF_16.sub(r"\1utf-8", data.decode("utf-16", "replace"), count=1).encode("utf-8", "replace")
    return data


def recoded(data: bytes, content_type: str) -> bytes:
    """A page's bytes in UTF-8, where the server names another encoding and they are not UTF-8 already."""
    stated = re.search(r"charset=[\"']?([\w.:-]{1,40})", content_type, re.IGNORECASE)
    if stated is None:
        return data
    try:
        data.decode("utf-8")
        return data
    except UnicodeDecodeError:
        pass
    try:
        return data.decode(stated[1], "replace").encode("utf-8", "replace")
    except LookupError:
        return data


_LINK = re.compile(r"<link\b[^<>]{0,1000}>", re.IGNORECASE)
_FEED_TYPE = re.compile(r"type\s*=\s*[\"']?application/(?:rss\+xml|atom\+xml|feed\+json)", re.IGNORECASE)
_HREF = re.compile(r"href\s*=\s*[\"']?([^\"'\s<>]{1,500})", re.IGNORECASE)


def announced_feed(page: bytes, url: str) -> str:
    """The first feed that a page announces in its head, or ''."""
    for link in _LINK.finditer(page[:200_000].decode("utf-8", "replace")):
        if _FEED_TYPE.search(link[0]) and (href := _HREF.search(link[0])):
            try:
                return urljoin(url, unescape(href[1]))
            except ValueError:
                return ""
    return ""
