"""Each format says what the digest holds, in its own way."""

import email
import json
import re
from collections.abc import Callable
from dataclasses import replace
from email.policy import default
from importlib.resources import files
from itertools import pairwise
from typing import Any

import feedparser
import jsonschema
import pytest
from hypothesis import given, settings
from lxml import html

from summarizer.errors import SchemaError, UnknownNameError
from summarizer.testing import sample_digest
from summarizer.types import Digest
from summarizer.writers import WRITERS, format_for, read_json, write
from tests.writers.hostile import attacked, links, texts

SCHEMA = json.loads(files("summarizer.writers").joinpath("digest.schema.json").read_text(encoding="utf-8"))


def without_texts(digest: Digest) -> Digest:
    stories = []
    for story in digest.stories:
        bare = tuple(replace(article, text="") for article in story.cluster.articles)
        stories.append(replace(story, cluster=replace(story.cluster, articles=bare)))
    return replace(digest, stories=tuple(stories))


def test_json_comes_back_as_the_same_digest() -> None:
    digest = sample_digest()
    assert read_json(write(digest, "json", with_text=True)) == digest
    assert read_json(write(digest, "json")) == without_texts(digest)


@settings(max_examples=60, deadline=None)
@given(texts, links)
def test_json_round_trips_and_is_valid_whatever_the_texts(text: str, link: str) -> None:
    text, link = (t.encode("utf-8", "replace").decode("utf-8") for t in (text, link))
    digest = attacked(text, link)
    data = write(digest, "json", with_text=True)
    jsonschema.validate(json.loads(data), SCHEMA)
    assert read_json(data) == digest


def test_the_schema_is_valid_and_not_empty_words() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    row = json.loads(write(sample_digest(), "json"))
    jsonschema.validate(row, SCHEMA)
    spoils: tuple[Callable[[Any], object], ...] = (
        lambda r: r.pop("counts"),
        lambda r: r.update(schema=2),
        lambda r: r.update(created="yesterday"),
        lambda r: r["stories"][0]["headline"].update(kind="invented"),
        lambda r: r["stories"][0]["headline"].update(support=1.5),
        lambda r: r["stories"][0]["short"][0].pop("evidence"),
        lambda r: r["stories"][0]["conflicts"][0].update(kind="quarrel"),
    )
    for spoil in spoils:
        broken: dict[str, Any] = json.loads(json.dumps(row))
        spoil(broken)
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(broken, SCHEMA)


def test_json_holds_what_the_contract_says() -> None:
    row = json.loads(write(sample_digest(), "json", with_text=True))
    assert list(row)[:6] == ["schema", "title", "created", "signature", "window", "stories"]
    assert (row["schema"], row["created"]) == (1, "2025-06-07T12:00:00Z")
    assert row["window"] == {"start": "2025-06-06T22:00:00Z", "end": "2025-06-07T22:00:00Z", "timezone": "Europe/Paris"}
    story = row["stories"][0]
    assert (story["rank"], story["id"], story["origins"], story["cohesion"]) == (1, "story-bridge", 2, 0.61)
    texts_ = {article["id"]: article["text"] for article in story["articles"]}
    piece = story["headline"]["evidence"][0]
    assert texts_[piece["article"]][piece["start"] : piece["end"]].startswith("The old bridge over the Marn")
    assert story["conflicts"][0]["values"][1]["value"] == "14"
    assert row["duplicates"][0]["article"] in texts_
    assert "text" not in json.loads(write(sample_digest(), "json"))["stories"][0]["articles"][0]


@pytest.mark.parametrize("version", [0, 2, "1", None])
def test_an_unknown_schema_version_is_refused(version: object) -> None:
    row = json.loads(write(sample_digest(), "json"))
    row["schema"] = version
    with pytest.raises(SchemaError, match="schema"):
        read_json(json.dumps(row).encode())


@pytest.mark.parametrize("data", [b"", b"[]", b"null", b"{}", b'{"schema": 1}', b"\xff", b'{"schema": 1, "window": 3}'])
def test_what_is_no_digest_is_refused(data: bytes) -> None:
    with pytest.raises(SchemaError):
        read_json(data)


@pytest.mark.parametrize("length", ["short", "long", "both"])
@pytest.mark.parametrize("name", ["markdown", "html", "text", "rss", "json"])
def test_only_the_wanted_length_is_written(name: str, length: str) -> None:
    text = re.sub(r"\s+", " ", write(sample_digest(), name, length=length).decode("utf-8"))
    assert ("The old Marn bridge was closed after cracks" in text) == (length in ("short", "both"))
    assert ("The mayor said 14 people were hurt." in text) == (length in ("long", "both"))


@pytest.mark.parametrize("name", ["markdown", "html", "text"])
def test_a_reader_finds_sources_conflicts_changes_origins_and_what_was_left_out(name: str) -> None:
    text = re.sub(r"\s+", " ", write(sample_digest(), name).decode("utf-8"))
    for word in (
        "News of 7 June 2025", "Cracks close the Marn bridge", "3 articles, 3 outlets, 2 independent origins",
        "Marn Herald (Nordwire)", "Evening Post", "7 Jun 2025, 12:30", "date unknown", "people hurt", "new: 3 articles",
        "same origin as", "too little text", "the answer is no feed", "same text as “Cracks close bridge”",
        "7 items read from 5 sources",
    ):  # fmt: skip
        assert word in text, word


def test_text_is_wrapped_and_marked() -> None:
    lines = write(sample_digest(), "text").decode("utf-8").split("\n")
    assert max(map(len, lines)) <= 78
    assert "1. Cracks close the Marn bridge [1][2]" in lines
    assert "   [1] Marn Herald (Nordwire), 7 Jun 2025, 10:00: Bridge over the Marn closed" in lines
    assert "       https://herald.example/bridge" in lines


def test_the_page_ties_each_sentence_to_its_evidence() -> None:
    digest = sample_digest()
    tree = html.document_fromstring(write(digest, "html").decode("utf-8"))
    marks = tree.xpath("//*[@class='cite']")
    sentences = sum(1 + len(s.summary.short) + len(s.summary.long) for s in digest.stories)
    assert len(marks) == sentences
    for mark in marks:
        assert mark.get("tabindex") == "0", "reached by keyboard"
        (tip,) = tree.xpath(f"//*[@id='{mark.get('aria-describedby')}']")
        assert tip.get("role") == "tooltip"
        assert re.search(r"support \d\.\d\d", tip.text_content())
        assert tip.findall(".//q")
    quotes = [q.text_content() for q in tree.xpath("//*[@id='e-1-long-2']//q")]
    assert quotes == [digest.stories[0].cluster.articles[1].text]
    tips = tree.get_element_by_id("e-1-long-1").text_content(), tree.get_element_by_id("e-1-long-2").text_content()
    assert "Word for word" in tips[0]
    assert "Written from" in tips[1]


def test_the_page_is_self_contained_and_ordered() -> None:
    page = write(sample_digest(), "html").decode("utf-8")
    tree = html.document_fromstring(page)
    assert not tree.xpath("//script | //link | //img | //iframe | //@src | //@style")
    assert "url(" not in page
    assert "@import" not in page
    policy = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy == ["default-src 'none'; style-src 'unsafe-inline'"]
    levels = [int(element.tag[1]) for element in tree.iter("h1", "h2", "h3")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    for target in tree.xpath("//nav//@href"):
        assert tree.get_element_by_id(target[1:]).tag == "article"
    assert tree.xpath("//article[@id='story-2']/h2/span[@lang='es']")
    for rule in ("prefers-color-scheme: dark", "@media print", "width=device-width"):
        assert rule in page


def test_evidence_without_its_text_is_left_out_of_the_page() -> None:
    tree = html.document_fromstring(write(without_texts(sample_digest()), "html").decode("utf-8"))
    assert not tree.xpath("//q")
    assert "Evening Post" in tree.get_element_by_id("e-1-long-2").text_content()


def test_the_feed_has_one_item_a_story_with_a_guid_that_stays() -> None:
    digest = sample_digest()
    feed = feedparser.parse(write(digest, "rss"))
    assert not feed.bozo
    assert [entry.title for entry in feed.entries] == [s.summary.headline.text for s in digest.stories]
    later = feedparser.parse(write(replace(digest, created=digest.created.replace(hour=20), title="Later"), "rss"))
    assert [e.id for e in feed.entries] == [e.id for e in later.entries] == ["story:story-bridge", "story:story-bank"]
    assert feed.entries[0].link == "https://herald.example/bridge"
    assert [tag.term for tag in feed.entries[0].tags] == ["bridge", "marn"]


def test_the_feed_links_to_its_first_article_or_to_nothing_that_could_be_taken_for_a_page() -> None:
    digest = sample_digest()
    assert feedparser.parse(write(digest, "rss")).feed.link == "https://herald.example/bridge"
    data = write(replace(digest, stories=()), "rss").decode()
    assert "<link>urn:news-summarizer:digest</link>" in data
    assert "http" not in data.split("<channel>")[1].split("<docs>")[0]


def test_the_mail_has_both_parts_and_depends_on_the_digest_alone() -> None:
    digest = sample_digest()
    message = email.message_from_bytes(write(digest, "eml"), policy=default)
    text, page = message.iter_parts()
    assert message["Subject"] == "News of 7 June 2025"
    assert message["Date"] == "Sat, 07 Jun 2025 12:00:00 +0000"
    assert text.get_content().replace("\r\n", "\n") == write(digest, "text").decode("utf-8")
    assert "<h1>News of 7 June 2025</h1>" in page.get_content()
    other = email.message_from_bytes(write(replace(digest, title="Other"), "eml"), policy=default)
    assert other["Message-ID"] != message["Message-ID"]


def test_a_digest_without_stories_or_extras_is_written() -> None:
    empty = replace(sample_digest(), stories=(), skipped=(), duplicates=())
    for name in WRITERS.names():
        assert write(empty, name), name


@pytest.mark.parametrize(
    ("path", "name"),
    [("a.md", "markdown"), ("b/C.HTML", "html"), ("x.json", "json"), ("x.txt", "text"), ("x.xml", "rss"),
     ("mail.eml", "eml"), ("x", "markdown"), ("", "markdown"), ("x.pdf", "markdown")],
)  # fmt: skip
def test_the_suffix_chooses_the_format(path: str, name: str) -> None:
    assert format_for(path) == name


def test_an_unknown_format_names_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="'markdown'"):
        write(sample_digest(), "markdwon")
