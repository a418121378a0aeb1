"""Sources of every kind, by file and by address: what is read, what is skipped and why."""

import gzip
import io
import json
import os
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from summarizer.articles import Reading, read
from summarizer.articles.fetch import Fetcher
from summarizer.config import Settings
from summarizer.types import Article, FeedState, Window
from tests.articles import server
from tests.articles.server import Site

NOW = datetime(2025, 6, 7, 12, tzinfo=UTC)
BODY = (
    "The harbour of Tessmouth opened again on Saturday after four days of repairs to its northern lock, the port "
    "authority said. Eleven freighters had waited outside since Tuesday, when a gate failed to close. Engineers "
    "replaced two hinges and tested the gate overnight. The authority put the cost at 2.4 million euros and said that "
    "an inquiry would report in September. Captains praised the crews, who had worked in three shifts."
)


def page(title: str = "Harbour of Tessmouth opens again", body: str = BODY) -> str:
    paragraphs = "".join(f"<p>{sentence}.</p>" for sentence in body.split(". "))
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>{title}</title>"
        f"<meta property='article:published_time' content='2025-06-07T08:00:00Z'></head>"
        f"<body><article><h1>{title}</h1>{paragraphs}</article></body></html>"
    )


def rss(*entries: tuple[str, str, str], title: str = "Tessmouth Herald") -> str:
    """Entries are (link, title, description), a minute apart, the first at eight."""
    items = "".join(
        f"<item><title>{heading}</title><link>{link}</link><description>{text}</description>"
        f"<pubDate>Sat, 07 Jun 2025 08:{n:02}:00 GMT</pubDate></item>"
        for n, (link, heading, text) in enumerate(entries)
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>{items}</channel></rss>'


class Memory:
    """A store that keeps a diary of what is done to it."""

    def __init__(self, *sources: str) -> None:
        self._sources = sources
        self.kept: list[Article] = []
        self.states: dict[str, FeedState] = {}
        self.diary: list[str] = []

    def sources(self) -> tuple[str, ...]:
        return self._sources

    def feed_state(self, url: str) -> FeedState | None:
        return self.states.get(url)

    def save_feed_state(self, url: str, state: FeedState) -> None:
        self.diary.append("state")
        self.states[url] = state

    def article(self, id_: str) -> Article | None:
        return next((article for article in self.kept if article.id == id_), None)

    def articles(self, window: Window) -> tuple[Article, ...]:
        return tuple(article for article in self.kept if window.holds(article.time))

    def save_articles(self, found: Sequence[Article], now: datetime) -> None:
        self.diary.append("articles")
        self.kept += found


def get(settings: Settings, *sources: str, store: Memory | None = None, now: datetime = NOW) -> Reading:
    with Fetcher(settings, sleep=lambda _: None) as fetcher:
        return read(sources, settings, now=now, store=store, fetcher=fetcher)


def test_a_folder_of_everything(tmp_path: Path, quick: Settings) -> None:
    files = {
        "a.jsonl": json.dumps({"title": "Lock repaired", "text": BODY}),
        "b/feed.anything": rss(("https://h.example/1", "Fair opens", "The fair opened.")),
        "b/page.html": page(),
        "c.txt": f"Harbour opens\n\n{BODY}",
        "d.json": json.dumps([{"text": "One short text."}, {"text": "Another short text."}]),
        "e.opml": '<opml version="2.0"><body><outline xmlUrl="https://h.example/feed"/></body></opml>',
        "expected.jsonl": '{"file": "page.html", "date": "2025-06-07"}',
        "README.md": "# About",
        "README": "About",
        ".hidden.txt": BODY,
        ".git/config.txt": BODY,
        "map.xml": "<?xml version='1.0'?><urlset><url/></urlset>",
        "empty.txt": "",
    }
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content)
    (tmp_path / "page.html.gz").write_bytes(gzip.compress(page("Another title stands here").encode()))
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0" + bytes(100))
    found = get(replace(quick, offline=True), str(tmp_path))
    assert [a.title for a in found.articles] == [
        "Lock repaired", "Fair opens", "Harbour of Tessmouth opens again", "Harbour opens", "", "", "Another title stands here",
    ]  # fmt: skip
    reasons = {Path(s.item).name: s.reason for s in found.skipped}
    assert set(reasons) == {
        "README", "README.md", "empty.txt", "feed", "expected.jsonl:1", "map.xml", "photo.jpg",
    }  # fmt: skip
    assert "offline" in reasons["feed"]
    assert "no article" in reasons["expected.jsonl:1"]
    assert "empty" in reasons["empty.txt"]
    assert "picture" in reasons["photo.jpg"]
    assert all(a.blurb == (a.title == "Fair opens") for a in found.articles)


def test_reading_is_the_same_every_time(tmp_path: Path, quick: Settings) -> None:
    for n in range(5):
        (tmp_path / f"{n}.txt").write_text(f"Title number {n}\n{BODY}")
    first, second = get(quick, str(tmp_path)), get(quick, str(tmp_path), now=NOW + timedelta(days=1))
    assert [a.id for a in first.articles] == [a.id for a in second.articles]
    assert len({a.id for a in first.articles}) == 5


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("nowhere.txt", "no such file"),
        ("x" * 5000, "cannot be read|no such file"),
        ("news.example/feed", "no such file"),
    ],
)
def test_what_is_not_there(quick: Settings, source: str, reason: str) -> None:
    found = get(quick, source)
    assert found.articles == ()
    assert len(found.skipped) == 1
    assert any(part in found.skipped[0].reason for part in reason.split("|"))


def test_an_empty_folder_says_so(tmp_path: Path, quick: Settings) -> None:
    assert "holds no file" in get(quick, str(tmp_path)).skipped[0].reason


def test_pipes_and_broken_links_in_a_folder_are_named(tmp_path: Path, quick: Settings) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "round.txt").symlink_to(tmp_path / "round.txt")
    reasons = {Path(s.item).name: s.reason for s in get(quick, str(tmp_path)).skipped}
    assert "no regular file" in reasons.pop("pipe.txt")
    assert set(reasons) == {"gone.txt", "round.txt"}


def test_standard_input(monkeypatch: pytest.MonkeyPatch, quick: Settings) -> None:
    lines = json.dumps({"text": "First text of all."}) + "\n{oops\n"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(lines.encode())))
    found = get(quick, "-")
    assert [a.text for a in found.articles] == ["First text of all."]
    assert found.skipped[0].item == "standard input:2"


def test_undated_articles_count_as_of_now_and_are_marked(tmp_path: Path, quick: Settings) -> None:
    (tmp_path / "a.txt").write_text(f"Harbour opens\n{BODY}")
    (article,) = get(quick, str(tmp_path / "a.txt")).articles
    assert (article.published, article.captured) == (None, NOW)
    assert any("no date given" in note for note in article.notes)


def test_undated_pages_from_the_net_are_marked_too(site: Site, quick: Settings) -> None:
    undated = page().replace("2025-06-07T08:00:00Z", "")
    site.answers["/a"] = server.body(undated)
    (article,) = get(quick, f"{site.url}/a").articles
    assert (article.published, article.captured) == (None, NOW)
    assert any("no date given" in note for note in article.notes)


def test_a_feed_with_its_pages(site: Site, quick: Settings) -> None:
    site.answers["/feed"] = server.body(
        rss(("/1", "Harbour opens", "It opened."), ("/2", "Fair opens", "It did."), ("/3", "Gone", "A lost page."))
    )
    site.answers["/1"] = server.body(page())
    site.answers["/2"] = server.status(500)
    full, failing, gone = get(quick, f"{site.url}/feed").articles
    assert (full.title, full.blurb, full.source) == ("Harbour opens", False, "Tessmouth Herald")
    assert "Eleven freighters" in full.text
    assert full.published == datetime(2025, 6, 7, 8, tzinfo=UTC)
    assert (failing.text, failing.blurb) == ("It did.", True)
    assert "500" in failing.notes[-1]
    assert gone.blurb
    assert "404" in gone.notes[-1]


def test_pages_outside_the_window_are_not_asked_for(site: Site, quick: Settings) -> None:
    site.answers["/feed"] = server.body(rss(("/1", "Harbour opens", "It opened.")))
    found = get(replace(quick, cluster="2025-06-08"), f"{site.url}/feed")
    assert [a.blurb for a in found.articles] == [True]
    assert site.paths() == ["/feed"]


def test_pages_can_be_left_alone(site: Site, quick: Settings) -> None:
    site.answers["/feed"] = server.body(rss(("/1", "Harbour opens", "It opened.")))
    get(replace(quick, fetch_pages=False), f"{site.url}/feed")
    assert site.paths() == ["/feed"]


def test_a_broken_source_costs_itself_alone(site: Site, quick: Settings) -> None:
    site.answers |= {
        "/good": server.body(rss(("https://h.example/1", "Fair opens", BODY * 3))),
        "/broken": server.body("<?xml version='1.0'?><rss><channel></rss"),
        "/endless": server.endless,
        "/bomb": server.bomb(20),
        "/picture": server.body(b"\x89PNG" + bytes(50)),
        "/moved": server.status(302, Location="ftp://h.example/"),
    }
    names = ["/broken", "/endless", "/bomb", "/good", "/picture", "/moved", "/missing"]
    settings = replace(quick, fetch_pages=False)
    found = get(settings, *(site.url + name for name in names))
    assert [a.title for a in found.articles] == ["Fair opens"]
    assert [s.item.removeprefix(site.url) for s in found.skipped] == [n for n in names if n != "/good"]
    assert all(s.reason for s in found.skipped)
    assert found.sources == 7


def test_a_failing_robots_file_costs_its_host_alone(site: Site, quick: Settings) -> None:
    site.answers["/robots.txt"] = server.status(503)
    found = get(quick, f"{site.url}/a")
    assert "robots.txt" in found.skipped[0].reason


def test_a_parser_that_fails_costs_its_source_alone(
    tmp_path: Path, quick: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.xml").write_text(rss(("https://h.example/1", "Fair opens", BODY)))
    (tmp_path / "b.txt").write_text(f"Harbour opens\n{BODY}")

    def fail(*_: object, **__: object) -> None:
        raise KeyError("surprise")

    monkeypatch.setattr("summarizer.articles.feeds.parse_feed", fail)
    found = get(quick, str(tmp_path))
    assert [a.title for a in found.articles] == ["Harbour opens"]
    assert "KeyError" in found.skipped[0].reason


def test_a_list_of_feeds_by_address_which_names_itself(site: Site, quick: Settings) -> None:
    feeds = "".join(f'<outline xmlUrl="{site.url}{path}"/>' for path in ("/list", "/feed", "/feed"))
    site.answers["/list"] = server.body(f"<opml><body>{feeds}</body></opml>")
    site.answers["/feed"] = server.body(rss(("https://h.example/1", "Fair opens", BODY * 3)))
    found = get(replace(quick, fetch_pages=False), f"{site.url}/list")
    assert len(found.articles) == 1
    assert found.sources == 1
    assert sorted(site.paths()) == ["/feed", "/list"]


def test_lists_that_name_lists_end(site: Site, quick: Settings) -> None:
    for n in range(20):
        site.answers[f"/{n}"] = server.body(f'<opml><body><outline xmlUrl="{site.url}/{n + 1}"/></body></opml>')
    found = get(quick, f"{site.url}/0")
    assert len(site.paths()) == 3
    assert "named by a list" in found.skipped[0].reason


def test_configured_feeds_are_asked_whether_they_changed(site: Site, quick: Settings) -> None:
    site.answers["/feed"] = server.conditional(rss(("https://h.example/1", "Fair opens", BODY * 3)), '"v1"')
    store = Memory(f"{site.url}/feed")
    assert len(get(quick, store=store).articles) == 1
    assert store.diary == ["articles", "state"], "a feed's state is only kept once its articles are"
    second = get(quick, store=store)
    assert (second.articles, second.skipped, second.sources) == ((), (), 1)
    assert site.asked[-1][1]["if-none-match"] == '"v1"'


def test_feeds_named_on_the_command_line_are_read_whole(site: Site, quick: Settings) -> None:
    site.answers["/feed"] = server.conditional(rss(("https://h.example/1", "Fair opens", BODY * 3)), '"v1"')
    store = Memory()
    for _ in range(2):
        assert len(get(quick, f"{site.url}/feed", store=store).articles) == 1


def test_pages_in_the_store_are_not_fetched_again(site: Site, quick: Settings) -> None:
    site.answers["/feed"] = server.body(rss((f"{site.url}/1", "Harbour opens", "It opened.")))
    site.answers["/1"] = server.body(page())
    store = Memory(f"{site.url}/feed")
    first, second = get(quick, store=store), get(quick, store=store)
    assert first.articles[0].id == second.articles[0].id
    assert site.paths() == ["/feed", "/1", "/feed"]


def test_offline_reads_nothing_of_its_own_accord(site: Site, quick: Settings) -> None:
    settings = replace(quick, offline=True)
    assert get(settings, store=Memory(f"{site.url}/feed")) == Reading((), (), 0)
    assert "offline" in get(settings, f"{site.url}/feed").skipped[0].reason
    assert site.asked == []


def test_a_page_in_the_encoding_that_only_the_server_names(site: Site, quick: Settings) -> None:
    text = BODY.replace("Tessmouth", "Tiszafüred") + " Őszi árvíz fenyegeti a várost, mondta a polgármester."
    site.answers["/a"] = server.body(page(body=text).encode("iso-8859-2"), "text/html; charset=iso-8859-2")
    assert "Őszi árvíz" in get(quick, f"{site.url}/a").articles[0].text


def test_progress_is_told(tmp_path: Path, quick: Settings) -> None:
    told: list[tuple[object, ...]] = []

    class Listener:
        def start(self, stage: str, total: int | None = None) -> None:
            told.append(("start", stage, total))

        def advance(self, stage: str, steps: int = 1) -> None:
            told.append(("advance", stage, steps))

        def finish(self, stage: str) -> None:
            told.append(("finish", stage))

    for n in range(3):
        (tmp_path / f"{n}.txt").write_text(BODY)
    read([str(tmp_path)], quick, now=NOW, progress=Listener())
    assert told == [("start", "sources", 3), *[("advance", "sources", 1)] * 3, ("finish", "sources")]


def test_an_interruption_does_not_wait_for_slow_hosts(
    site: Site, quick: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.answers["/slow"] = server.silent

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("summarizer.articles.reading.as_completed", interrupt)
    start = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        read([f"{site.url}/slow"], replace(quick, timeout=60.0), now=NOW)
    assert time.monotonic() - start < 60  # not for ever: no claim about speed


def test_an_undated_entry_counts_from_when_it_was_first_seen(site: Site, quick: Settings) -> None:
    undated = rss(("https://h.example/1", "Fair opens", BODY * 3)).replace("pubDate", "nothing")
    site.answers["/feed"] = server.body(undated)
    store = Memory(f"{site.url}/feed")
    for day in range(3):
        (article,) = get(quick, store=store, now=NOW + timedelta(days=day)).articles
        assert article.captured == NOW
        assert sum("no date given" in note for note in article.notes) == 1


def test_a_front_page_says_where_its_feed_is(site: Site, quick: Settings) -> None:
    link = "<link rel='alternate' type='application/rss+xml' href='/news.xml?a=1&amp;b=2'>"
    site.answers["/"] = server.body(f"<!DOCTYPE html><html><head>{link}</head><body><p>Welcome.</p></body></html>")
    (skipped,) = get(quick, f"{site.url}/").skipped
    assert f"It announces a feed: {site.url}/news.xml?a=1&b=2" in skipped.reason
