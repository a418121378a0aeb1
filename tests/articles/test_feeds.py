"""Feeds and subscription lists, well-formed or not."""

import json
import time
from contextlib import suppress
from datetime import UTC, datetime

import pytest

from summarizer.articles.feeds import html_to_text, parse_feed
from summarizer.articles.opml import Feed, parse_opml
from summarizer.articles.sniffing import kind_of, unpacked
from summarizer.errors import InputError

NOW = datetime(2025, 6, 7, 12, tzinfo=UTC)
LONG = "The council of Varnholt voted on Friday to rebuild the old mill. " * 10

RSS = """<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Varnholt Post</title>
<item><title>Mill &amp; bridge</title><link>/mill?a=1&amp;b=2</link><description>Short.</description>
<content:encoded><![CDATA[<p>LONG</p><script>alert(1)</script><p>Second paragraph.</p>]]></content:encoded>
<pubDate>Fri, 06 Jun 2025 10:00:00 +0200</pubDate></item>
<item><title>Headline alone</title><pubDate>Fri, 06 Jun 0200 10:00:00 GMT</pubDate></item>
<item><guid>nothing-here</guid></item></channel></rss>""".replace("LONG", LONG)
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Varnholt Post</title>
<entry><title>Mill</title><link href="https://v.example/mill"/><updated>2025-06-06T08:00:00Z</updated>
<author><name>Ida Holm</name></author><summary>Short.</summary></entry></feed>"""
RDF = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Varnholt Post</title></channel>
<item><title>Mill</title><link>https://v.example/mill</link><description>Short.</description><dc:date>2025-06-06T08:00:00Z</dc:date>
</item></rdf:RDF>"""
JSON_FEED = json.dumps({
    "version": "https://jsonfeed.org/version/1.1", "title": "Varnholt Post",
    "items": [{"id": "1", "url": "https://v.example/mill", "title": "Mill", "content_html": "<p>Short.</p>",
               "date_published": "2025-06-06T08:00:00Z"}, {"id": "2"}, "nonsense"],
}).replace("/", "\\/")  # fmt: skip
PUBLISHED = datetime(2025, 6, 6, 8, tzinfo=UTC)


def test_rss_with_full_content() -> None:
    found = parse_feed(RSS.encode(), url="https://v.example/feed", captured=NOW, now=NOW)
    mill, bare = found.articles
    assert (mill.title, mill.source, mill.published, mill.blurb) == ("Mill & bridge", "Varnholt Post", PUBLISHED, False)
    assert mill.url == "https://v.example/mill?a=1&b=2"
    assert mill.text.endswith("Second paragraph.")
    assert "alert" not in mill.text
    assert (bare.text, bare.blurb, bare.published) == ("Headline alone", True, None)
    assert any("year 200" in note for note in bare.notes)
    assert [(s.item, s.reason) for s in found.skipped] == [("entry 3", "it has neither title nor text")]


@pytest.mark.parametrize("feed", [ATOM, RDF, JSON_FEED])
def test_the_other_formats(feed: str) -> None:
    article = parse_feed(feed.encode(), captured=None, now=NOW).articles[0]
    assert (article.title, article.text, article.url) == ("Mill", "Short.", "https://v.example/mill")
    assert (article.source, article.published, article.blurb) == ("Varnholt Post", PUBLISHED, True)


def test_what_a_json_feed_cannot_use_is_named() -> None:
    assert [s.item for s in parse_feed(JSON_FEED.encode(), captured=None, now=NOW).skipped] == ["entry 2", "entry 3"]


@pytest.mark.parametrize(
    "junk", ["\n\n  ", "\ufeff", "<br />\n<b>Warning</b>: include() in /srv/feed.php on line 3<br />\n", "﻿\n"]
)
@pytest.mark.parametrize("feed", [RSS, ATOM, RDF])
def test_junk_before_a_feed(junk: str, feed: str) -> None:
    data = (junk + feed).encode()
    assert kind_of(data, "feed") == "feed"
    assert parse_feed(data, captured=None, now=NOW).articles[0].title.startswith("Mill")


def test_a_feed_that_breaks_off_gives_what_it_has() -> None:
    cut = RSS[: RSS.index("<item><guid>")].encode()
    assert len(parse_feed(cut, captured=None, now=NOW).articles) == 2


def test_a_feed_in_utf_16() -> None:
    data = unpacked(
        ATOM.replace('version="1.0"', 'version="1.0" encoding="UTF-16"').replace("Mill", "Mühle").encode("utf-16")
    )
    assert kind_of(data, "feed") == "feed"
    assert parse_feed(data, captured=None, now=NOW).articles[0].title == "Mühle"


def test_the_encoding_that_the_server_names() -> None:
    data = ATOM.replace("Mill", "Mühle").encode("cp1252")
    found = parse_feed(data, captured=None, now=NOW, content_type="application/xml; charset=windows-1252")
    assert found.articles[0].title == "Mühle"


@pytest.mark.parametrize("data", [b"<rss><channel></channel></rss>", b'{"items": []}', b'{"items": 3}', b"{", b"<rss"])
def test_feeds_without_entries(data: bytes) -> None:
    with pytest.raises(InputError):
        parse_feed(data, captured=None, now=NOW)


def _laughs(root: str, content: str) -> bytes:
    layers = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return f'<?xml version="1.0"?><!DOCTYPE {root} [<!ENTITY l0 "ha">{layers}]>{content}'.encode()


def test_entities_do_not_expand_in_feeds() -> None:
    start = time.monotonic()
    data = _laughs("rss", "<rss><channel><title>x</title><item><title>News &l9;</title></item></channel></rss>")
    (article,) = parse_feed(data, captured=None, now=NOW).articles
    assert article.title.startswith("News")
    assert len(article.title) < 100
    assert time.monotonic() - start < 60  # not for ever: no claim about speed


def test_entities_do_not_expand_in_lists() -> None:
    start = time.monotonic()
    data = _laughs("opml", '<opml><body><outline text="&l9;" xmlUrl="https://a.example/feed"/></body></opml>')
    with suppress(InputError):  # refusing it is as good
        assert all(len(feed.title) < 100 for feed in parse_opml(data))
    assert time.monotonic() - start < 60  # not for ever: no claim about speed


def test_files_are_not_included_by_entities() -> None:
    data = b'<!DOCTYPE rss [<!ENTITY f SYSTEM "file:///etc/hostname">]><rss><channel><item><title>A &f; B</title></item></channel></rss>'
    (article,) = parse_feed(data, captured=None, now=NOW).articles
    assert article.title in ("A &f; B", "A B", "A  B")


def test_addresses_that_run_code_are_left_out() -> None:
    feed = ATOM.replace("https://v.example/mill", "javascript:alert(1)")
    (article,) = parse_feed(feed.encode(), captured=None, now=NOW).articles
    assert article.url == ""


@pytest.mark.parametrize("link", ["http://[bad/", "https://v.example:x/", "//["])
def test_addresses_that_are_none_do_no_harm(link: str) -> None:
    from summarizer.articles import drop_exact

    articles = parse_feed(ATOM.replace("https://v.example/mill", link).encode(), captured=None, now=NOW).articles
    kept, _ = drop_exact(articles)
    assert [article.title for article in kept] == ["Mill"]


def test_markup_becomes_text() -> None:
    markup = "<p>One &amp; two</p><ul><li>three</li></ul>four<br>five<style>p{}</style><img src=x onerror=y>"
    assert html_to_text(markup) == "One & two\nthree\nfour\nfive"
    assert html_to_text("5 < 6 &amp; 7 > 3") == "5 < 6 & 7 > 3"
    assert html_to_text("  ") == ""


def test_markup_that_was_escaped_twice_is_read_twice_and_quoted_code_stays() -> None:
    assert (
        html_to_text("&lt;!-- a --&gt;&lt;div class='md'&gt;&lt;p&gt;One&lt;/p&gt;&lt;p&gt;two&lt;/p&gt;&lt;/div&gt;")
        == "One\ntwo"
    )
    assert html_to_text("<p>Write &lt;p&gt; and &lt;/p&gt; around it.</p>") == "Write <p> and </p> around it."


def test_hostile_markup_takes_no_time() -> None:
    start = time.monotonic()
    html_to_text("<a" * 200_000)
    html_to_text("<div>" * 20_000 + "deep")
    assert time.monotonic() - start < 60  # not for ever: no claim about speed


@pytest.mark.parametrize(
    "data",
    [
        b'<opml version="1.0"><body><outline text="A" xmlUrl="https://a.example/f"/></body></opml>',
        b'<opml><body><outline text="News"><outline title="A" xmlurl="https://a.example/f"></outline></body>',
        b'\n\xef\xbb\xbf<?xml version="1.0"?><OPML><body><outline text="A" XMLURL=" https://a.example/f "/>',
    ],
)
def test_lists_in_many_shapes(data: bytes) -> None:
    assert kind_of(data, "x") == "opml"
    assert parse_opml(data) == (Feed("https://a.example/f", "A"),)


def test_ill_formed_lists_lose_no_feed() -> None:
    data = b'<opml><body><outline text="A & B" xmlUrl="https://a.example/f?x=1&y=2"/><outline text="C" xmlUrl="https://c.example/"/>'
    assert [feed.url for feed in parse_opml(data)][-1] == "https://c.example/"
    assert parse_opml(data)[0].url.startswith("https://a.example/f?x=1")


def test_a_list_without_feeds() -> None:
    with pytest.raises(InputError, match="no feed"):
        parse_opml(b"<opml><body><outline text='empty'/></body></opml>")


def test_a_feed_without_end_is_read_so_far_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("summarizer.articles.feeds.MOST_ENTRIES", 3)
    entry = ATOM[ATOM.index("<entry>") : ATOM.index("</feed>")]
    feeds = (ATOM.replace("</feed>", entry * 4 + "</feed>"), json.dumps({"items": [{"content_text": "Short."}] * 5}))
    for feed in feeds:
        found = parse_feed(feed.encode(), captured=None, now=NOW)
        assert len(found.articles) == 3
        assert [s.item for s in found.skipped] == ["entries 4 to 5"]


@pytest.mark.parametrize(
    "bad", ["&#xD800;", "&#55357;", "&#0;", "&#x1;", "&#99999999;", "\x00", "&amp;#1;", "&amp;#xDFFF;"]
)
def test_a_bad_character_costs_itself_alone(bad: str) -> None:
    feed = ATOM.replace("<title>Mill", f"<title>{bad}Mill").replace("Short.", f"&lt;p&gt;Short{bad}.&lt;/p&gt;")
    (article,) = parse_feed(feed.encode(), captured=None, now=NOW).articles
    assert (article.title, article.text) == ("Mill", "Short.")


def test_a_declared_encoding_that_is_none() -> None:
    for name in (b"\xff\xfe", b"klingon"):
        feed = ATOM.replace('"1.0"?', '"1.0" encoding="NAME"?').encode().replace(b"NAME", name)
        assert [a.title for a in parse_feed(feed, captured=None, now=NOW).articles] == ["Mill"]


def test_a_bad_character_in_a_list_costs_itself_alone() -> None:
    data = b'<opml><body><outline text="A&#xD800;&#1;" xmlUrl="https://a.example/f"/></body></opml>'
    assert parse_opml(data) == (Feed("https://a.example/f", "A"),)
