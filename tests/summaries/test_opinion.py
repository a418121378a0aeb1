"""Opinion pieces are known by their titles, addresses and writers, and tell no news while others report."""

import pytest

from summarizer.config import Settings
from summarizer.protocols import Job
from summarizer.summaries.desk import Desk
from summarizer.summaries.extractive import METHODS, title_of
from summarizer.summaries.opinion import is_opinion, reporting
from summarizer.summaries.sentences import usable_sentences
from summarizer.summaries.verification import load_verifier
from summarizer.testing import article
from summarizer.types import Article, Cluster

NEWS = "The city council of Vell voted 6 to 4 on Tuesday to close the old harbour to cargo ships. The mayor signed it."
TITLE = "Vell council closes old harbour to cargo"
VIEW = "Closing the old harbour of Vell to cargo ships is the worst decision of a council without any imagination."


@pytest.mark.parametrize(
    "title",
    [
        "OPINION: Closing the harbour is a mistake",
        "Opinion | Closing the harbour is a mistake",
        "Editorial: Save the harbour",
        "Closing the harbour is a mistake | Opinion",
        "Closing the harbour is a mistake — Op-Ed",
        "Letters to the editor: the harbour",
        "Kommentar: Der Hafen muss bleiben",
        "Opinión: El puerto",
        "Éditorial : le port",
    ],
)
def test_a_title_may_say_that_it_is_an_opinion(title: str) -> None:
    assert is_opinion(article(NEWS, title))


@pytest.mark.parametrize(
    "title",
    [
        TITLE,
        "Opinion polls: harbour closure popular",
        "Public opinion turns against harbour",
        "Column of trucks blocks harbour",
        "Comment period on the harbour ends - The Vell Tribune",
        "Editorial staff of the Vell Post: 40 laid off",
        "Letters found in the harbour",
        "Opinion-makers meet in Vell",
    ],
)
def test_the_words_alone_are_no_label(title: str) -> None:
    assert not is_opinion(article(NEWS, title))


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org/opinion/2026/05/harbour", True),
        ("https://example.org/commentisfree/2026/may/05/harbour", True),
        ("https://example.org/meinung/hafen.html", True),
        ("https://example.org/Opini%C3%B3n/puerto", True),
        ("https://example.org/opini%C3%A3o/porto", True),
        ("https://example.org/news/opinion", False),
        ("https://example.org/news/opinion-polls/harbour", False),
        ("https://[broken/opinion/harbour", False),
        ("", False),
    ],
)
def test_an_address_may_say_so(url: str, expected: bool) -> None:
    assert is_opinion(article(NEWS, TITLE, url=url)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Last month, I joined the dockers of Vell. They are angry.", True),
        ("I’ve worked in the harbour for years. It must stay.", True),
        ("“I worked in the harbour for years,” Moe said. The council voted on Tuesday.", False),
        ("``I worked in the harbour,'' Moe said. The council voted on Tuesday.", False),
        ('Moe said: "I worked there. I never complained. I want it back."', False),
        ("Soldiers of World War I built the harbour. It closes now.", False),
        ("Queen Anna I opened the harbour in 1720. It closes now.", False),
        (f"{NEWS} Ships will leave by May. And I will miss them.", False),
    ],
)
def test_a_writer_who_says_i_has_an_opinion(text: str, expected: bool) -> None:
    assert is_opinion(article(text, TITLE)) is expected
    assert not is_opinion(article(text, TITLE, language="de"))


REPORT, OPINION = article(NEWS, TITLE), article(f"{VIEW} {NEWS}", "Opinion: The worst decision for Vell’s old harbour")


def test_opinions_are_not_told_while_others_report() -> None:
    assert reporting([OPINION, REPORT]) == [REPORT]
    assert {s.article for s in usable_sentences([OPINION, REPORT])} == {REPORT.id}
    assert title_of([OPINION, REPORT]).text == TITLE
    for pick in METHODS.values():
        assert {s.article for s in pick([OPINION, REPORT], 60, 3, ())} == {REPORT.id}


def test_a_story_of_opinions_alone_is_told_by_them() -> None:
    assert reporting([OPINION]) == [OPINION]
    assert VIEW in {s.text for s in usable_sentences([OPINION])}
    assert title_of([OPINION]).text == "The worst decision for Vell’s old harbour"


def desk_of(*articles: Article) -> Desk:
    origins = tuple((a.id,) for a in articles)
    return Desk(Job(Cluster("c", articles), origins), load_verifier(Settings()), {})


def test_the_model_reads_no_opinions_while_others_report() -> None:
    assert desk_of(OPINION, REPORT).central() == [REPORT]
    assert desk_of(OPINION).central() == [OPINION]
