"""Fetching: politely, within limits, from public addresses only, and never for ever."""

import gzip
import socket
import threading
import time
import zlib
from dataclasses import replace
from email.utils import formatdate

import pytest

from summarizer.articles.addresses import checked, is_public, joined
from summarizer.articles.bodies import retry_after
from summarizer.articles.fetch import Fetcher, Response
from summarizer.config import Settings
from summarizer.errors import FetchError
from tests.articles import server
from tests.articles.server import Site


def fetch(url: str, settings: Settings, **options: str) -> Response:
    with Fetcher(settings, sleep=lambda _: None) as fetcher:
        return fetcher.get(url, **options)


def test_gives_body_type_and_validators(site: Site, quick: Settings) -> None:
    site.answers["/a"] = server.body(
        "Rain in Oslo", "text/plain", ETag='"1"', Last_Modified="Sat, 07 Jun 2025 08:00:00 GMT"
    )
    found = fetch(f"{site.url}/a", quick)
    assert found == Response(
        f"{site.url}/a", b"Rain in Oslo", "text/plain", '"1"', "Sat, 07 Jun 2025 08:00:00 GMT", fresh=True
    )
    assert site.asked[-1][1]["user-agent"] == quick.user_agent


def test_asks_whether_anything_changed(site: Site, quick: Settings) -> None:
    site.answers["/feed"] = server.conditional("<rss/>", '"v1"')
    assert fetch(f"{site.url}/feed", quick).fresh
    again = fetch(f"{site.url}/feed", quick, etag='"v1"', modified="Sat, 07 Jun 2025 08:00:00 GMT")
    assert not again.fresh
    assert again.body == b""
    assert site.asked[-1][1]["if-modified-since"] == "Sat, 07 Jun 2025 08:00:00 GMT"


@pytest.mark.parametrize(
    ("pack", "encoding"),
    [
        (gzip.compress, "gzip"),
        (zlib.compress, "deflate"),
        (lambda data: zlib.compress(data, wbits=-15), "deflate"),
    ],
)
def test_unpacks(site: Site, quick: Settings, pack: object, encoding: str) -> None:
    text = b"The bridge is open again. " * 500
    site.answers["/a"] = server.body(pack(text), Content_Encoding=encoding)  # type: ignore[operator]
    assert fetch(f"{site.url}/a", quick).body == text


def test_refuses_a_cut_off_or_damaged_or_unasked_for_packing(site: Site, quick: Settings) -> None:
    packed = gzip.compress(b"The bridge is open again. " * 500)
    site.answers["/cut"] = server.body(packed[:-20], Content_Encoding="gzip")
    site.answers["/damaged"] = server.body(b"\x1f\x8b" + b"nonsense" * 5, Content_Encoding="gzip")
    site.answers["/br"] = server.body(b"??", Content_Encoding="br")
    for path, reason in (("/cut", "ends too early"), ("/damaged", "damaged"), ("/br", "not asked for")):
        with pytest.raises(FetchError, match=reason):
            fetch(site.url + path, quick)


def test_a_bomb_is_not_unpacked(site: Site, quick: Settings) -> None:
    site.answers["/bomb"] = server.bomb(50)
    with pytest.raises(FetchError, match="unpacks to more than 200000 bytes"):
        fetch(f"{site.url}/bomb", quick)


def test_an_endless_body_ends(site: Site, quick: Settings) -> None:
    site.answers["/endless"] = server.endless
    with pytest.raises(FetchError, match="larger than 200000 bytes"):
        fetch(f"{site.url}/endless", quick)


def test_a_body_that_says_it_is_too_large_is_not_read(site: Site, quick: Settings) -> None:
    site.answers["/large"] = server.body(b"x" * 300_000)
    with pytest.raises(FetchError, match="larger than"):
        fetch(f"{site.url}/large", quick)


@pytest.mark.parametrize("answer", [server.dripping_body, server.dripping_headers, server.silent])
def test_slow_servers_are_given_up(site: Site, quick: Settings, answer: server.Answer) -> None:
    site.answers["/slow"] = answer
    start = time.monotonic()
    with pytest.raises(FetchError, match=r"too long|too slowly"):
        fetch(f"{site.url}/slow", quick)
    assert time.monotonic() - start < 60  # not for ever: no claim about speed


def test_waits_as_long_as_the_server_asks(site: Site, quick: Settings) -> None:
    site.answers["/busy"] = server.in_turn(server.status(429, Retry_After="7"), server.body("now"))
    waits: list[float] = []
    with Fetcher(quick, sleep=waits.append) as fetcher:
        assert fetcher.get(f"{site.url}/busy").body == b"now"
    assert waits == [7.0]


def test_does_not_wait_for_hours(site: Site, quick: Settings) -> None:
    site.answers["/busy"] = server.status(429, Retry_After="7200")
    waits: list[float] = []
    with Fetcher(quick, sleep=waits.append) as fetcher, pytest.raises(FetchError, match=r"429.*[Tt]ry again later"):
        fetcher.get(f"{site.url}/busy")
    assert waits == []
    assert site.paths() == ["/busy"]


def test_retries_server_errors_with_growing_waits(site: Site, quick: Settings) -> None:
    site.answers["/broken"] = server.status(500)
    waits: list[float] = []
    with Fetcher(replace(quick, retries=3), sleep=waits.append) as fetcher, pytest.raises(FetchError, match="500"):
        fetcher.get(f"{site.url}/broken")
    assert waits == [1.0, 2.0, 4.0]
    assert len(site.paths()) == 4


def test_recovers_from_a_passing_failure(site: Site, quick: Settings) -> None:
    site.answers["/a"] = server.in_turn(server.hang_up, server.body("here"))
    assert fetch(f"{site.url}/a", quick).body == b"here"


@pytest.mark.parametrize(("code", "hint"), [(404, "Check the address"), (403, "does not let programs"), (410, "gone")])
def test_final_answers_are_not_retried_and_say_what_to_do(site: Site, quick: Settings, code: int, hint: str) -> None:
    site.answers["/a"] = server.status(code)
    with pytest.raises(FetchError, match=rf"{code}.*{hint}"):
        fetch(f"{site.url}/a", quick)
    assert site.paths() == ["/a"]


def test_a_host_that_failed_twice_is_asked_no_more(site: Site, quick: Settings) -> None:
    site.answers |= {f"/{n}": server.status(503) for n in range(5)}
    with Fetcher(replace(quick, retries=0), sleep=lambda _: None) as fetcher:
        for n in range(5):
            with pytest.raises(FetchError, match="503" if n < 2 else "not asked"):
                fetcher.get(f"{site.url}/{n}")
    assert site.paths() == ["/0", "/1"]


def test_nobody_listens(quick: Settings) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(FetchError, match="connection failed"):
        fetch(f"http://127.0.0.1:{port}/", quick)


def test_an_unknown_host(quick: Settings) -> None:
    def nowhere(host: str, port: int) -> list[str]:
        raise OSError("no such host")

    with Fetcher(quick, resolver=nowhere) as fetcher, pytest.raises(FetchError, match="host is not known"):
        fetcher.get("http://news.example/")


def test_follows_redirects_and_says_where_it_ended(site: Site, quick: Settings) -> None:
    site.answers["/old"] = server.status(301, Location="/new")
    site.answers["/new"] = server.body("moved")
    assert fetch(f"{site.url}/old", quick) == Response(f"{site.url}/new", b"moved", "text/html; charset=utf-8")


def test_redirects_in_a_circle_end(site: Site, quick: Settings) -> None:
    site.answers["/a"] = server.status(302, Location="/b")
    site.answers["/b"] = server.status(302, Location="/a")
    with pytest.raises(FetchError, match="more than 5 redirects"):
        fetch(f"{site.url}/a", quick)


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        ("http://internal.example/", "private or reserved"),
        ("http://169.254.169.254/latest/meta-data", "private or reserved"),
        ("file:///etc/passwd", "only http and https"),
        ("http://user:secret@news.example/", "user name or password"),
        ("http://[nonsense/", "no address|not an address"),
    ],
)
def test_redirects_to_where_they_must_not_lead(site: Site, quick: Settings, location: str, reason: str) -> None:
    """`public.example` passes for public here and is really the test's server; every other host is judged as ever."""
    port = int(site.url.rsplit(":", 1)[1])
    site.answers["/a"] = server.status(302, Location=location)

    def resolver(host: str, port: int) -> list[str]:
        return {"internal.example": ["10.0.0.7"], "public.example": ["127.0.0.1"]}.get(host, [host])

    class Lenient(Fetcher):
        def _allowed_addresses(self, host: str, port: int) -> list[str]:
            return ["127.0.0.1"] if host == "public.example" else super()._allowed_addresses(host, port)

    settings = replace(quick, allow_private=False)
    with Lenient(settings, resolver, sleep=lambda _: None) as fetcher, pytest.raises(FetchError, match=reason):
        fetcher.get(f"http://public.example:{port}/a")
    assert site.paths() == ["/a"]


def test_loopback_is_refused_without_leave_and_nothing_is_sent(site: Site, quick: Settings) -> None:
    site.answers["/a"] = server.body("secret")
    with pytest.raises(FetchError, match="private or reserved"):
        fetch(f"{site.url}/a", replace(quick, allow_private=False))
    assert site.asked == []


def test_the_checked_address_is_the_one_connected_to(site: Site, quick: Settings) -> None:
    """A resolver that answers differently each time (DNS rebinding) is asked once a connection, and that is used."""
    site.answers["/a"] = server.body("here")
    port = int(site.url.rsplit(":", 1)[1])
    answers = [["127.0.0.1"]]  # robots.txt and the page come over one connection

    def once(host: str, port: int) -> list[str]:
        assert host == "rebind.example"
        return answers.pop(0)

    with Fetcher(quick, resolver=once) as fetcher:
        assert fetcher.get(f"http://rebind.example:{port}/a").body == b"here"
    assert answers == []
    assert site.asked[-1][1]["host"] == f"rebind.example:{port}"


def test_one_private_address_among_public_ones_is_enough_to_refuse(quick: Settings) -> None:
    settings = replace(quick, allow_private=False)
    with (
        Fetcher(settings, lambda host, port: ["93.184.216.34", "127.0.0.1"]) as fetcher,
        pytest.raises(FetchError, match=r"127\.0\.0\.1 is private"),
    ):
        fetcher.get("http://mixed.example/")


def test_tries_a_hosts_addresses_in_turn(site: Site, quick: Settings) -> None:
    site.answers["/a"] = server.body("here")
    port = int(site.url.rsplit(":", 1)[1])
    with Fetcher(quick, lambda host, port: ["127.0.0.2", "127.0.0.1"]) as fetcher:
        assert fetcher.get(f"http://two.example:{port}/a").body == b"here"


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
     "255.255.255.255", "240.0.0.1", "198.18.0.1", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1",
     "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "fec0::1", "2001:db8::1"],
)  # fmt: skip
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "1.1.1.1", "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101"]
)
def test_addresses_that_are_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "url",
    ["ftp://news.example/", "file:///etc/passwd", "http://", "https://:443/", "http://a:b@news.example/", "http://@x.example/",
     "http://news.example:99999/", "http://[::1/", "http://news.example/\r\nX: y", "gopher://x.example/", "news.example"],
)  # fmt: skip
def test_what_is_no_fetchable_address(url: str) -> None:
    with pytest.raises(FetchError):
        checked(url)


def test_joining_a_redirect() -> None:
    assert joined("https://a.example/x/y", "../z q") == "https://a.example/z%20q"


def test_robots_are_obeyed_and_read_once(site: Site, quick: Settings) -> None:
    rules = "User-agent: *\nDisallow: /private\nDisallow: /*.pdf$\nAllow: /private/open\n"
    site.answers["/robots.txt"] = server.body(rules, "text/plain")
    site.answers |= {path: server.body("text") for path in ("/private/a", "/private/open", "/x.pdf", "/news")}
    with Fetcher(quick) as fetcher:
        assert fetcher.get(f"{site.url}/news").body == b"text"
        assert fetcher.get(f"{site.url}/private/open").body == b"text"
        for path in ("/private/a", "/x.pdf"):
            with pytest.raises(FetchError, match=r"robots\.txt does not allow"):
                fetcher.get(site.url + path)
    assert [path for path, _ in site.asked] == ["/robots.txt", "/news", "/private/open"]


def test_robots_hold_after_a_redirect(site: Site, quick: Settings) -> None:
    site.answers["/robots.txt"] = server.body("User-agent: news-summarizer\nDisallow: /b\n", "text/plain")
    site.answers["/a"] = server.status(302, Location="/b")
    with pytest.raises(FetchError, match=r"robots\.txt"):
        fetch(f"{site.url}/a", quick)


def test_a_server_whose_robots_fail_is_left_alone(site: Site, quick: Settings) -> None:
    site.answers["/robots.txt"] = server.status(500)
    site.answers["/news"] = server.body("text")
    with pytest.raises(FetchError, match=r"robots\.txt cannot be read now"):
        fetch(f"{site.url}/news", quick)
    assert site.paths() == []


def test_keeps_a_distance_between_requests(site: Site, quick: Settings) -> None:
    site.answers["/robots.txt"] = server.body("User-agent: *\nCrawl-delay: 3\n", "text/plain")
    site.answers |= {f"/{n}": server.body("text") for n in range(2)}
    waits: list[float] = []
    with Fetcher(quick, sleep=waits.append) as fetcher:
        for n in range(2):
            fetcher.get(f"{site.url}/{n}")
    assert len(waits) == 2
    assert all(2.5 < wait <= 3.0 for wait in waits)


def test_one_connection_a_host(site: Site, quick: Settings) -> None:
    def slowly(handler: object) -> None:
        time.sleep(0.02)
        server.body("text")(handler)  # type: ignore[arg-type]

    site.answers |= {f"/{n}": slowly for n in range(6)}
    with Fetcher(quick) as fetcher:
        threads = [threading.Thread(target=fetcher.get, args=(f"{site.url}/{n}",)) for n in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(site.paths()) == 6
    assert site.most_at_once == 1


def test_stopping_ends_what_is_under_way(site: Site, quick: Settings) -> None:
    site.answers["/slow"] = server.silent
    fetcher = Fetcher(replace(quick, timeout=60.0))
    threading.Timer(0.2, fetcher.stop).start()
    start = time.monotonic()
    with pytest.raises(FetchError, match="interrupted"):
        fetcher.get(f"{site.url}/slow")
    assert time.monotonic() - start < 60  # not for ever: no claim about speed
    fetcher.close()


def test_retry_after_in_both_forms() -> None:
    assert retry_after({"retry-after": "12"}, 0.0) == 12.0
    assert retry_after({"retry-after": formatdate(1_000_060, usegmt=True)}, 1_000_000.0) == 60.0
    assert retry_after({"retry-after": formatdate(1_000_000, usegmt=True)}, 1_000_060.0) == 0.0
    assert retry_after({"retry-after": "soon"}, 0.0) is None
    assert retry_after({}, 0.0) is None
