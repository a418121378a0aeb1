"""Who else says it is cited beside what a sentence rests on: only whole, of other origins, and never for a part of it."""

from collections.abc import Sequence

import pytest

from summarizer.config import Settings
from summarizer.protocols import SourceSentence, Verdict
from summarizer.summaries.corroboration import MOST_ORIGINS, Backing
from summarizer.summaries.sentences import sentences_of
from summarizer.summaries.verification import load_verifier
from summarizer.testing import article
from summarizer.types import Article, Sentence

VERIFIER = load_verifier(Settings())
HERALD = article(
    "The ferry Lady Ansel sank near Kerra on Tuesday and nine people died. The owner said nothing.", source="Herald"
)
POST = article(
    "Rain fell all day. Nine people died on Tuesday when the ferry Lady Ansel sank near Kerra, police said.",
    source="Post",
)
LEDGER = article(
    "The ferry Lady Ansel sank near Kerra on Tuesday and nine people died, three of them children.", source="Ledger"
)
GAZETTE = article("The ferry Lady Ansel sank near Kerra on Tuesday and eleven people died.", source="Gazette")
OTHER = article("The ferry Lady Ansel will be built anew near Kerra by Tuesday.", source="Observer")


def first(source: Article, text: str = "") -> Sentence:
    """An article's first sentence as a summary quotes it, or `text` resting on it."""
    said = sentences_of(source)[0]
    return Sentence(text or said.text, (said.evidence,), 1.0, "abstractive" if text else "extractive")


def backed(told: Sentence, *articles: Article, groups: Sequence[Sequence[str]] | None = None) -> list[str]:
    """The outlets cited for a sentence, in order."""

    def check(text: str, sources: Sequence[SourceSentence]) -> Verdict:
        return VERIFIER.check(text, tuple(sources), articles)

    names = {a.id: a.source for a in articles}
    apart = [[a.id] for a in articles] if groups is None else groups
    found = Backing(check, VERIFIER.threshold, articles, apart).backed(told)
    assert (found.text, found.support, found.kind) == (told.text, told.support, told.kind)
    assert found.evidence[: len(told.evidence)] == told.evidence
    for evidence in found.evidence:
        text = next(a.text for a in articles if a.id == evidence.article)
        assert text[evidence.start : evidence.end] in {s.text for a in articles for s in sentences_of(a)}
    return [names[evidence.article] for evidence in found.evidence]


def test_another_that_says_it_all_is_cited() -> None:
    told = first(HERALD, "The ferry Lady Ansel sank near Kerra on Tuesday.")
    assert backed(told, HERALD, LEDGER, OTHER) == ["Herald", "Ledger"]


def test_a_quoted_sentence_is_backed_too_and_stays_quoted() -> None:
    assert backed(first(HERALD), HERALD, LEDGER) == ["Herald", "Ledger"]


@pytest.mark.parametrize("other", [GAZETTE, OTHER], ids=["another number", "another fact"])
def test_one_that_says_something_else_is_not(other: Article) -> None:
    assert backed(first(HERALD), HERALD, other) == ["Herald"]


def test_one_that_only_reports_it_as_a_word_of_the_police_does_not_say_it_outright() -> None:
    assert "Post" not in backed(first(HERALD, "The ferry Lady Ansel sank near Kerra."), HERALD, POST)


def test_a_copy_of_the_same_origin_adds_nothing() -> None:
    groups = [[HERALD.id, LEDGER.id]]
    assert backed(first(HERALD), HERALD, LEDGER, groups=groups) == ["Herald"]


def test_no_more_origins_than_a_reader_needs() -> None:
    copies = [article(HERALD.text + f" Number {n}.", source=f"Outlet {n}") for n in range(8)]
    assert len(backed(first(HERALD), HERALD, *copies)) == MOST_ORIGINS


def test_a_sentence_of_no_words_is_asked_of_nobody() -> None:
    assert backed(first(HERALD, "…"), HERALD, LEDGER) == ["Herald"]
