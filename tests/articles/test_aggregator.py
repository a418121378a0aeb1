"""Aggregator pages of several layouts are taken apart; ordinary articles are left whole. All texts are invented."""

from datetime import UTC, datetime, timedelta

import pytest

from summarizer.articles.aggregator import split
from summarizer.articles.files import Reader
from summarizer.articles.pages import extract
from summarizer.types import Article

NOW = datetime(2025, 6, 7, 12, tzinfo=UTC)
MAIN = (
    "HARBOURTOWN, June 5 — The council voted on Monday to rebuild the old bridge over the river after years of "
    "dispute about its cost, the mayor said.\nThe work will begin in autumn and will take two years, she said, and "
    "ferries will carry people across the river until the new bridge opens. — Reuters"
)
FIRE = (
    "A fire destroyed a warehouse in the northern port on Friday and forced two hundred people to leave their homes, "
    "the fire brigade said. Nobody was hurt. The cause is not known, and the police have opened an inquiry into it. "
    "The owner said that the building had been inspected in March and that nothing had been found to be wrong."
)
STRIKE = (
    "Train drivers will stop work on Tuesday for a day, their union said after talks about pay had failed once more. "
    "The railway offered three percent, the union asks for seven. Commuters were told to expect few trains until noon "
    "and none at all in the evening, when a further meeting between both sides is to be held in the capital."
)
INCENDIO = (
    "Un incendio destruyó el viernes un almacén en el puerto del norte y obligó a doscientas personas a dejar sus "
    "casas, según los bomberos. No hubo heridos. La causa no se conoce y la policía ha abierto una investigación."
)
CHROME = "Try Our AI Features\nComments\nNo comments yet...\nRelated Articles"


def repeated_outlets() -> str:
    return (
        f"Council to rebuild the bridge\n{MAIN}\n\n{CHROME}\n\nThe Ledger\n3 hours ago\n- The Ledger\n"
        f"Fire destroys warehouse in port\nSmoke over the port. (EPA Images pic) NORTHPORT : {FIRE}\n\n"
        f"Coast Post\n11 hours ago\n- Coast Post\nTrain drivers to strike\n{STRIKE} — AFP\n"
    )


def test_main_story_and_cards_with_repeated_outlets() -> None:
    articles = split(repeated_outlets(), captured=NOW, now=NOW)
    assert articles is not None
    assert [a.title for a in articles] == [
        "Council to rebuild the bridge", "Fire destroys warehouse in port", "Train drivers to strike",
    ]  # fmt: skip
    assert [a.source for a in articles] == ["", "The Ledger", "Coast Post"]
    assert [a.agency for a in articles] == ["Reuters", "", "AFP"]
    assert [a.place for a in articles] == ["Harbourtown", "Northport", ""]
    assert [a.published for a in articles[1:]] == [NOW - timedelta(hours=3), NOW - timedelta(hours=11)]
    assert articles[1].text == FIRE
    assert articles[2].text == STRIKE
    everything = "\n".join(a.text for a in articles)
    assert not any(line in everything for line in (*CHROME.split("\n"), "The Ledger", "EPA", "ago", "Smoke"))


def test_without_a_capture_an_age_stays_unknown_and_says_so() -> None:
    articles = split(repeated_outlets(), captured=None, now=NOW)
    assert articles is not None
    assert [a.published for a in articles] == [None, None, None]
    assert all("3 hours ago" in note for note in articles[1].notes[:1])


@pytest.mark.parametrize(
    ("layout", "outlets"),
    [
        ("{main}\nRelated Articles\n2 days ago\nThe Ledger\nFire destroys warehouse\n{fire}", ["The Ledger"]),
        ("{main}\nMore stories\nThe Ledger\nFire destroys warehouse\n2 days ago\n{fire}", ["The Ledger"]),
        ("{main}\nRelated Articles\nThe Ledger\n• 2d ago •\nFire destroys warehouse\n{fire}", ["The Ledger"]),
        ("{main}\nNoticias relacionadas\nDiario\nhace 2 días\nArde un almacén en el puerto\n{incendio}", ["Diario"]),
    ],
)
def test_other_layouts(layout: str, outlets: list[str]) -> None:
    text = layout.format(main=f"Council to rebuild the bridge\n{MAIN}", fire=FIRE, incendio=INCENDIO)
    articles = split(text, captured=NOW, now=NOW)
    assert articles is not None
    assert [a.source for a in articles[1:]] == outlets
    assert articles[1].published == NOW - timedelta(days=2)
    assert articles[1].text in (FIRE, INCENDIO)
    assert articles[1].title in ("Fire destroys warehouse", "Arde un almacén en el puerto")


HEAD = f"Council to rebuild the bridge\n{MAIN}"
BOTH = [("The Ledger", "Fire destroys warehouse", FIRE), ("Coast Post", "Train drivers to strike", STRIKE)]


@pytest.mark.parametrize(
    "page",
    [
        # an outlet that is named twice, and no age anywhere
        HEAD + "\nRelated Articles" + "".join(f"\n{o}\n- {o}\n{t}\n{b}" for o, t, b in BOTH),
        HEAD + "".join(f"\n\n{o}\n{o}\n{t}\n{b}" for o, t, b in BOTH),
        # a date in words or numbers, above or below the headline
        HEAD + "\nMore stories" + "".join(f"\n{o}\nJune 5, 2025\n{t}\n{b}" for o, t, b in BOTH),
        HEAD + "\nRelated stories:" + "".join(f"\n{o}\n{t}\n2025-06-05 08:30\n{b}" for o, t, b in BOTH),
        # nothing but outlet, headline and text
        HEAD + "\nRelated Articles" + "".join(f"\n{o}\n{t}\n{b}" for o, t, b in BOTH),
        HEAD + "\nNo comments yet...\nMore stories" + "".join(f"\n\n{o}\n{t}\n{b}" for o, t, b in BOTH) + "\nSign in",
        # outlet and time in one line
        HEAD + "\nRelated Articles" + "".join(f"\n{o} • 3 hours ago\n{t}\n{b}" for o, t, b in BOTH),
        HEAD + "\nFull coverage" + "".join(f"\n{t}\n{o} | 5 June 2025 | 3 min read\n{b}" for o, t, b in BOTH),
        # no main story: a list of cards, some with a picture's caption
        "".join(f"{t}\n{o} · 3 hours ago\nSmoke over the port. (EPA Images pic)\n{b}\n" for o, t, b in BOTH),
        "".join(f"{o}\n2h ago\n{t}\n{b}\n\n" for o, t, b in BOTH),
    ],
)
def test_pages_with_dates_or_without_any_time(page: str) -> None:
    articles = split(page, captured=NOW, now=NOW)
    assert articles is not None
    cards = articles[1:] if page.startswith(HEAD) else articles
    assert [(a.source, a.title, a.text) for a in cards] == BOTH
    dated = "ago" in page or "2025" in page
    assert all((a.published is not None and a.published < NOW) == dated for a in cards)
    if page.startswith(HEAD):
        assert articles[0].text.startswith("The council voted")
        assert not any(title in articles[0].text for _, title, _ in BOTH)


LIVE = [
    ("The mayor speaks on the quay", FIRE), ("Ferries stop", STRIKE), ("Divers reach the second pier", STRIKE.replace("Train", "Tram")),
]  # fmt: skip


@pytest.mark.parametrize(
    "page",
    [
        # a live blog with ages, with clock times, with ages and its writers' names
        "Bridge live: follow the vote\n" + MAIN + "".join(f"\n{n + 2}h ago\n{t}\n{b}" for n, (t, b) in enumerate(LIVE)),
        "Vote on the bridge\n" + MAIN + "".join(f"\n{n + 2}h ago\n{t}\n{b}" for n, (t, b) in enumerate(LIVE)),
        "Vote on the bridge\n" + MAIN + "".join(f"\n{n + 2} minutes ago\n{b}" for n, (_, b) in enumerate(LIVE)),
        "Vote on the bridge\n" + MAIN + "".join(f"\n1{n}:05\n{t}\n{b}" for n, (t, b) in enumerate(LIVE)),
        "Vote on the bridge – live\n"
        + MAIN
        + "".join(f"\nAnn Lee\n{n + 2}h ago\n{t}\n{b}" for n, (t, b) in enumerate(LIVE)),
        "Vote on the bridge\n" + MAIN + "".join(f"\nAnn Lee\n{n + 2}h ago\n{t}\n{b}" for n, (t, b) in enumerate(LIVE)),
        # readers' comments
        HEAD + "\nComments" + "".join(f"\n{who}\n3 hours ago\n{b}" for who, b in [("Bo", FIRE), ("Cy", STRIKE)]),
        # a byline with an age; a date below the headline
        f"Council to rebuild the bridge\nAnn Lee\n2 hours ago\n{FIRE}\n{STRIKE}",
        f"Council to rebuild the bridge\nJune 5, 2025\n{FIRE}\n{STRIKE}",
        # furniture that is named twice
        HEAD + f"\nAdvertisement\nAdvertisement\nWhat the neighbours say\n{FIRE}\nShare\nShare\nThe price\n{STRIKE}",
        # one label, again and again
        HEAD + "".join(f"\nArticle content\nArticle content\n{t}\n{b}" for _, t, b in BOTH),
        # two boxes of teasers in an article; crossheads below one
        HEAD + "".join(f"\nRelated Articles\nFerry fares\n{t}\n{b}" for _, t, b in BOTH),
        HEAD + f"\nRelated Articles\nFerry fares\nTrain drivers to strike\n{FIRE}\nWhat the owner says\n{STRIKE}",
        # a menu's heading above a byline with a date
        f"Top Stories\nWorld\nCouncil to rebuild the bridge\nAnn Lee\nJune 5, 2025\n{FIRE}\nBo Day\nJune 6, 2025\n{STRIKE}",
        # teasers in the middle of an article
        HEAD + f"\nRelated Articles\nTrain drivers to strike\nFerries stop\n{FIRE}\n{STRIKE}",
    ],
)
def test_live_blogs_comments_bylines_and_teasers_are_no_cards(page: str) -> None:
    assert split(page, captured=NOW, now=NOW) is None
    (whole,) = Reader(NOW, NOW).plain_text(page.encode(), "saved.txt")
    assert isinstance(whole, Article)
    assert all(b in f"{whole.text}\n" for b in [FIRE] if FIRE in page)


def html_card(outlet: str, title: str, text: str, time: str, layout: str) -> str:
    layouts = {
        "article": "<article><span><div>{o}</div><time>{w}</time></span><h3>{t}</h3><p>{b}</p></article>",
        "list": "<li><h3><a href='/x'>{t}</a></h3><div>{o} &middot; {w}</div><div>{b}</div></li>",
        "table": "<tr><td>{o}</td><td>{w}</td><td><b>{o}</b></td><td>{t}</td><td>{b}</td></tr>",
        "bare": "<section><cite>{o}</cite><div><h3>{t}</h3></div><p>{b}</p></section>",
        "divs": "<div><div>{o}<br>{w}<br>- {o}</div><h4>{t}</h4><div>{b}</div></div>",
    }
    return layouts[layout].format(o=outlet, t=title, b=text, w=time)


@pytest.mark.parametrize("layout", ["article", "list", "table", "divs"])
@pytest.mark.parametrize("time", ["5 hours ago", "June 5, 2025"])
def test_cards_of_other_html(layout: str, time: str) -> None:
    cards = "".join(html_card(o, t, b, time, layout) for o, t, b in BOTH)
    wrapped = {"list": f"<ul>{cards}</ul>", "table": f"<table>{cards}</table>"}.get(layout, cards)
    page = f"<html><body><h1>Council to rebuild the bridge</h1><p>{MAIN}</p><h2>Related Articles</h2>{wrapped}</body></html>"
    articles = extract(page, captured=NOW, now=NOW)
    assert [(a.source, a.title, a.text) for a in articles[1:]] == BOTH
    assert all(a.published is not None and a.published < NOW for a in articles[1:])


def test_cards_of_html_without_any_time() -> None:
    cards = "".join(html_card(o, t, b, "", "bare") for o, t, b in BOTH)
    page = (
        f"<html><body><h1>Council to rebuild the bridge</h1><p>{MAIN}</p><h2>Related Articles</h2>{cards}</body></html>"
    )
    articles = extract(page, captured=NOW, now=NOW)
    assert [(a.source, a.title, a.text, a.published) for a in articles[1:]] == [(*card, None) for card in BOTH]


def test_the_main_story_of_a_page_has_the_pages_address_and_date() -> None:
    cards = "".join(html_card(o, t, b, "5 hours ago", "article") for o, t, b in BOTH)
    head = "<head><meta property='article:published_time' content='2025-06-06T10:00:00Z'></head>"
    page = f"<html>{head}<body><h1>Council to rebuild the bridge</h1><p>{MAIN}</p><h2>Related Articles</h2>{cards}</body></html>"
    main, *rest = extract(page, url="https://herald.test/bridge", captured=NOW, now=NOW)
    assert (main.url, main.published) == ("https://herald.test/bridge", datetime(2025, 6, 6, 10, tzinfo=UTC))
    assert [a.url for a in rest] == ["", ""]


@pytest.mark.parametrize("title", ["Vote on the bridge – live", "Live updates: the vote on the bridge"])
def test_a_live_blog_of_html_is_one_article(title: str) -> None:
    entries = "".join(
        f"<article><div>{who}</div><time>{n + 2}h ago</time><h3>{t}</h3><p>{b}</p></article>"
        for n, (who, (t, b)) in enumerate(zip(["Ann Lee", "Bo Day", "Ann Lee"], LIVE, strict=True))
    )
    page = f"<html><body><nav>Home<br>Sport<br>World</nav><h1>{title}</h1><p>{MAIN}</p>{entries}</body></html>"
    (whole,) = extract(page, captured=NOW, now=NOW)
    assert whole.title == title
    assert all(b.split(".")[0] in whole.text for _, b in LIVE)


def test_cards_of_html() -> None:
    def card(outlet: str, title: str, text: str) -> str:
        return (
            f"<article><span><div>{outlet}</div><time>5 hours ago</time></span><h3>{title}</h3><p>{text}</p></article>"
        )

    cards = card("The Ledger", "Fire destroys warehouse", FIRE) + card("Coast Post", "Train drivers to strike", STRIKE)
    page = (
        f"<html><body><h1>Council to rebuild the bridge</h1><p>{MAIN}</p><h2>Related Articles</h2>{cards}</body></html>"
    )
    articles = extract(page, captured=NOW, now=NOW)
    assert [(a.source, a.title) for a in articles[1:]] == [
        ("The Ledger", "Fire destroys warehouse"), ("Coast Post", "Train drivers to strike"),
    ]  # fmt: skip
    assert [a.published for a in articles[1:]] == [NOW - timedelta(hours=5)] * 2


@pytest.mark.parametrize(
    "text",
    [
        f"Council to rebuild the bridge\n{MAIN}",
        f"Council to rebuild the bridge\n{MAIN}\nRelated Articles\nFire destroys warehouse\nTrain drivers to strike",
        f"{FIRE}\n{STRIKE}",
        f"Council to rebuild the bridge\n{MAIN}\nThe bridge was closed three hours ago.\n{FIRE}",
        "",
    ],
)
def test_an_ordinary_article_is_left_whole(text: str) -> None:
    assert split(text, captured=NOW, now=NOW) is None
