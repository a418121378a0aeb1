"""Aggregator pages of several layouts are taken apart; ordinary articles are left whole. All texts are invented."""

from datetime import UTC, datetime, timedelta

import pytest

from summarizer.articles.aggregator import split
from summarizer.articles.pages import extract

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
