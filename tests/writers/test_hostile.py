"""No text from outside becomes markup, a link, a header or a control sequence, in any format."""

import email
import re
from email.message import EmailMessage
from email.policy import default
from typing import Any
from urllib.parse import urlsplit

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree, html
from markdown_it import MarkdownIt

from summarizer.testing import sample_digest
from summarizer.types import Digest
from summarizer.writers import WRITERS, write
from summarizer.writers.markdown import escape
from summarizer.writers.parts import plain, safe_link
from tests.writers.hostile import ATTACKS, LINKS, attacked, links, texts

ALLOWED = {
    "html", "head", "meta", "title", "style", "body", "div", "header", "h1", "h2", "h3", "p", "nav", "ol", "ul", "li", "a",
    "main", "article", "span", "q", "br", "time", "details", "summary", "table", "caption", "thead", "tbody", "tr",
    "th", "td", "small", "footer",
}  # fmt: skip
ATTRIBUTES = {
    "lang", "charset", "name", "content", "http-equiv", "class", "id", "aria-label", "aria-labelledby", "dir",
    "aria-describedby", "role", "tabindex", "href", "rel", "target", "datetime", "open", "scope",
}  # fmt: skip


def check_page(page: bytes) -> None:
    tree = html.document_fromstring(page.decode("utf-8"))
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        assert element.tag in ALLOWED, element.tag
        assert set(element.attrib) <= ATTRIBUTES, element.attrib
        href = element.get("href", "#")
        assert href.startswith("#story-") or href == "#" or urlsplit(href).scheme in ("http", "https")
    assert len(tree.findall(".//style")) == 1
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))


def check_markdown(text: str) -> None:
    """Headings, tables and lists are the writer's own; links are the sources' alone."""
    digest = sample_digest()
    parser = MarkdownIt("gfm-like", {"html": True, "linkify": False})
    tokens: list[Any] = parser.parse(text)
    inline = [child for token in tokens for child in (token.children or ())]
    kinds = {token.type for token in (*tokens, *inline)}
    assert not kinds & {"html_block", "html_inline", "image", "code_inline", "code_block", "fence", "hr", "s_open"}
    assert "blockquote_open" not in kinds
    assert [token.tag for token in tokens if token.type == "heading_open"].count("h1") == 1
    headings = sum(token.type == "heading_open" for token in tokens)
    assert headings == 1 + len(digest.stories) + 2
    assert sum(token.type == "table_open" for token in tokens) == 1
    rows = sum(token.type == "tr_open" for token in tokens)
    assert rows == 3
    assert sum(token.type in ("td_open", "th_open") for token in tokens) == 3 * rows
    assert sum(token.type == "list_item_open" for token in tokens) == 4 + 2
    for token in inline:
        if token.type == "link_open":
            assert urlsplit(str(token.attrs["href"])).scheme in ("http", "https")


def check_feed(data: bytes) -> None:
    tree = etree.fromstring(data, etree.XMLParser(resolve_entities=False))
    items = tree.findall("./channel/item")
    assert len(items) == 2
    assert {child.tag for item in items for child in item} <= {
        "title", "link", "description", "guid", "category", "pubDate"
    }  # fmt: skip
    for item in items:
        for body in html.fragments_fromstring(item.findtext("description") or ""):
            assert not isinstance(body, str)
            for element in body.iter():
                assert element.tag in ("p", "ol", "li", "a")
                assert urlsplit(element.get("href", "https:")).scheme in ("http", "https")
    assert not feedparser.parse(data).bozo


def check_text(text: str) -> None:
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)


def check_mail(data: bytes) -> None:
    message = email.message_from_bytes(data, policy=default)
    assert isinstance(message, EmailMessage)
    assert set(message.keys()) == {"Subject", "From", "To", "Date", "Message-ID", "MIME-Version", "Content-Type"}
    parts = list(message.iter_parts())
    assert [part.get_content_type() for part in parts] == ["text/plain", "text/html"]
    check_text(parts[0].get_content().replace("\r\n", "\n"))
    check_page(parts[1].get_content().encode("utf-8"))
    assert b"\nBcc:" not in data


def check(digest: Digest) -> None:
    check_page(write(digest, "html"))
    check_markdown(write(digest, "markdown").decode("utf-8"))
    check_feed(write(digest, "rss"))
    check_text(write(digest, "text").decode("utf-8"))
    check_mail(write(digest, "eml"))


@pytest.mark.parametrize("attack", ATTACKS, ids=range(len(ATTACKS)))
def test_an_attack_stays_text_in_every_format(attack: str) -> None:
    check(attacked(attack))


@pytest.mark.parametrize("link", LINKS, ids=range(len(LINKS)))
def test_a_bad_address_is_no_way_out_in_any_format(link: str) -> None:
    check(attacked("Title", link))


@settings(max_examples=60, deadline=None)
@given(texts, links)
def test_any_text_and_any_address_stay_what_they_are(text: str, link: str) -> None:
    check(attacked(text, link))


@settings(max_examples=30, deadline=None)
@given(texts, st.sampled_from(WRITERS.names()))
def test_the_same_digest_gives_the_same_bytes(text: str, name: str) -> None:
    assert write(attacked(text), name) == write(attacked(text), name)


@settings(max_examples=300, deadline=None)
@given(texts.filter(lambda text: plain(text).strip() != ""))
def test_escaped_markdown_reads_as_the_text_itself(text: str) -> None:
    tokens: list[Any] = MarkdownIt("gfm-like", {"html": True, "linkify": False}).parse(escape(text))
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert "".join(child.content for child in tokens[1].children) == plain(text)


@pytest.mark.parametrize("link", LINKS)
def test_a_bad_address_is_no_link(link: str) -> None:
    shown = safe_link(link)
    assert not re.search(r"[\"'<>()\[\]\\`\s]", shown)
    assert shown == "" or urlsplit(shown).hostname == "a.example"


@pytest.mark.parametrize(
    ("link", "shown"),
    [
        ("https://a.example/b?c=1&d=2#e", "https://a.example/b?c=1&d=2#e"),
        ("HTTP://A.example:8080/", "HTTP://A.example:8080/"),
        ("https://a.example", "https://a.example"),
        ("https://a.example/Bridge_(Marn)", "https://a.example/Bridge_%28Marn%29"),
        ("https://bücher.example/ä", "https://bücher.example/ä"),
    ],
)
def test_a_good_address_is_a_link(link: str, shown: str) -> None:
    assert safe_link(link) == shown


def test_joiners_and_marks_of_direction_survive_but_overrides_do_not() -> None:
    persian, family = "می\u200cخواهم", "👩\u200d👧"
    assert plain(f"{persian}\u202e {family}") == f"{persian} {family}"
    for name in ("html", "markdown", "text", "rss"):
        assert persian in write(attacked(persian), name).decode("utf-8"), name
