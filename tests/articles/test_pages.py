"""Pages of invented outlets: title, text, outlet, authors and date, also where the page declares them badly."""

import gzip
from datetime import UTC, datetime

import pytest

from summarizer.articles.pages import extract
from summarizer.errors import InputError

NOW = datetime(2025, 6, 7, 12, tzinfo=UTC)
BODY = (
    "<p>The council of Harbourtown voted on Monday to rebuild the old bridge over the river after years of dispute.</p>"
    "<p>The work will begin in autumn and will take two years, the mayor said at a meeting with the neighbours.</p>"
    "<p>Ferries will carry people across the river until then; “nobody will have to walk”, she promised.</p>"
)


def page(head: str = "", body: str = BODY, title: str = "Council to rebuild the bridge") -> str:
    heading = f"<h1>{title}</h1>" if title else ""
    return f'<html lang="en"><head>{head}</head><body><nav>Home Sport</nav><article>{heading}{body}</article></body></html>'


def test_what_json_ld_declares_is_taken() -> None:
    head = (
        '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "headline": "Council", '
        '"datePublished": "2025-06-05T08:30:00+02:00", "author": [{"name": "Ann Lee"}, {"name": "Bo Day"}], '
        '"publisher": {"name": "The Ledger"}}]}</script>'
    )
    (article,) = extract(page(head), url="https://ledger.test/a", captured=NOW, now=NOW)
    assert article.title == "Council to rebuild the bridge"
    assert article.published == datetime(2025, 6, 5, 6, 30, tzinfo=UTC)
    assert (article.source, article.authors, article.language) == ("The Ledger", ("Ann Lee", "Bo Day"), "en")
    assert "“nobody will have to walk”" in article.text
    assert "Home Sport" not in article.text


@pytest.mark.parametrize(
    ("head", "url", "day"),
    [
        ('<meta property="article:published_time" content="2025-06-03T10:00:00Z">', "", 3),
        ('<meta name="article:published:time" content="2025-06-03T10:00:00Z">', "", 3),
        ('<meta itemprop="datePublished" content="2025-06-03T10:00:00Z">', "", 3),
        ("", "https://ledger.test/2025/06/04/bridge", 4),
        (
            '<script type="application/ld+json">{"@type": "NewsArticle" broken</script>',
            "https://l.test/2025/06/02/b",
            2,
        ),
    ],
)
def test_other_dates(head: str, url: str, day: int) -> None:
    (article,) = extract(page(head), url=url, captured=NOW, now=NOW)
    assert article.published is not None
    assert article.published.date().isoformat() == f"2025-06-0{day}"


def test_without_a_date_it_is_unknown_and_never_today() -> None:
    (article,) = extract(page(), captured=NOW, now=NOW)
    assert article.published is None


@pytest.mark.parametrize("stated", ["0200-01-01T00:00:00Z", "2031-01-01T00:00:00Z"])
def test_an_absurd_date_is_unknown_and_says_why(stated: str) -> None:
    (article,) = extract(page(f'<meta property="article:published_time" content="{stated}">'), captured=NOW, now=NOW)
    assert article.published is None
    assert article.notes


def test_a_title_in_a_script_without_spaces() -> None:
    (article,) = extract(page(title="市议会决定重建旧桥"), captured=NOW, now=NOW)
    assert article.title == "市议会决定重建旧桥"


def test_the_outlet_leaves_the_page_title_and_the_host_stands_in_for_it() -> None:
    (article,) = extract(
        page("<title>Council rebuilds bridge | Ledger</title>", title=""), url="https://www.ledger.test/a", now=NOW
    )
    assert (article.title, article.source) == ("Council rebuilds bridge", "ledger.test")


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1"])
def test_encodings_and_gzip(encoding: str) -> None:
    body = BODY.replace("“", "").replace("”", "").replace("mayor", "maïre café")
    data = page(f'<meta charset="{encoding}">', body).encode(encoding)
    for given in (data, gzip.compress(data)):
        (article,) = extract(given, captured=NOW, now=NOW)
        assert "maïre café" in article.text


@pytest.mark.parametrize("html", ["", "<html><body><p>Log in</p></body></html>", b"\x1f\x8bnonsense"])
def test_a_page_without_an_article_is_refused(html: str | bytes) -> None:
    with pytest.raises(InputError):
        extract(html, captured=NOW, now=NOW)
