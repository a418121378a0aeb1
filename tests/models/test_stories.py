"""Stories through every family: what each kind of model is asked, what of it is printed, and what it did not read."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from summarizer.config import Settings
from summarizer.protocols import Candidate, Cut, Engine, Job, Lengths, Request
from summarizer.summaries.compose import AbstractiveSummarizer
from summarizer.summaries.models.engines.transformers import TransformersEngine
from summarizer.summaries.models.load import load_engine
from summarizer.summaries.models.table import ModelCard, card_of
from summarizer.summaries.reading import LEAST_SHARE, LEAST_TOKENS, readable
from summarizer.summaries.verification import load_verifier
from summarizer.testing import article
from summarizer.text import word_count
from summarizer.types import Article, Cluster, Summary
from tests.models import tiny
from tests.models.test_inputs import spy_on
from tests.spans import is_left_of_a_source

FILLER = "The harbour of Vellin is old, and {} of its quays were built before the war. " * 8
ARTICLES = (
    article(
        "VELLIN (Nordwire) - The ferry Marta sank off Vellin on Monday in a storm. "
        f"{FILLER.replace('{}', 'two')}All 19 people on board were saved by two fishing boats.",
        "Ferry sinks off Vellin",
        source="Herald",
    ),
    article(
        f"The ferry Marta went down near Vellin on Monday. {FILLER.replace('{}', 'three')}"
        "Two fishing boats brought 19 people to the shore.",
        "Ferry sinks, all saved",
        source="Post",
    ),
    article(
        f"Captain Ada Brenn left the ferry Marta last. {FILLER.replace('{}', 'four')}"
        "The ministry ordered an inquiry into the sinking of the ferry Marta.",
        "Inquiry into sinking",
        source="Ledger",
    ),
)
TOLD = (
    "The ferry Marta sank off Vellin on Monday.",
    "All 19 people on board were saved by two fishing boats.",
    "The ministry ordered an inquiry into the sinking of the ferry Marta.",
)


class Spy:
    """An engine that remembers what it is asked; it answers by the inner one, or with one text."""

    signature = "spy"

    def __init__(self, inner: Engine | None = None, text: str = "", cuts: tuple[Cut, ...] = ()) -> None:
        self.inner, self.candidate = inner, Candidate(text, -0.1, cuts=cuts)
        self.asked: list[Request] = []

    def generate(self, requests: Sequence[Request]) -> Iterator[tuple[Candidate, ...]]:
        self.asked += requests
        return self.inner.generate(requests) if self.inner else iter([(self.candidate,)] * len(requests))

    def close(self) -> None:
        pass


def told(
    engine: Engine, card: ModelCard, articles: Sequence[Article] = ARTICLES, lengths: Lengths | None = None
) -> Summary:
    made = AbstractiveSummarizer(engine, card, load_verifier(Settings()), beams=1)
    job = Job(Cluster("c", tuple(articles)), tuple((a.id,) for a in articles), lengths or Lengths())
    [summary] = made.summarize([job])
    return summary


@pytest.mark.parametrize("kind", tiny.KINDS)
def test_every_family_tells_a_story(kind: str, folders: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    engine, card = load_engine(Settings(engine="transformers"), str(folders[kind]))
    spy = Spy(engine)
    lengths = Lengths(short=30, long_min=20, long_max=60)
    if card.family != "seq2seq":
        summary = told(spy, card, lengths=lengths)
        headline, *facets, short = spy.asked
        assert "headline" in headline.prompt
        assert "at most 30 words" in short.prompt
        assert facets
        assert all("one sentence" in request.prompt for request in facets)
        assert all(request.prompt.splitlines().count("=====") == 2 for request in spy.asked)
    else:
        assert isinstance(engine, TransformersEngine)
        seen = spy_on(engine, monkeypatch)
        summary = told(spy, card, lengths=lengths)
        [request] = spy.asked
        assert request.max_tokens == LEAST_TOKENS
        assert request.prompt.startswith(f"{card.prefix}The ferry Marta sank")
        assert all(a.text.rpartition(". ")[2] in request.prompt for a in ARTICLES)
        assert request.prompt.count(card.separator or "\n") == 2
        # Of all three it read an equal share, and said how much it did not read.
        assert seen["input_ids"].shape[1] <= card.context
        if card.context < 512:
            [note] = [note for note in summary.notes if "did not read" in note]
            assert [name for name in ("Herald", "Post", "Ledger") if name in note] == ["Herald", "Post", "Ledger"]
    # What models with random weights write is never told, and the story is.
    assert summary.short
    assert summary.long
    assert all(is_left_of_a_source(s, ARTICLES) for s in (*summary.short, *summary.long))
    assert summary.headline.text in {a.title for a in ARTICLES}
    engine.close()


@pytest.mark.parametrize("name", ["primera", "led", "pegasus", "bart", "flan-t5"])
def test_of_a_whole_text_both_lengths_are_told(name: str) -> None:
    lie = "Fifteen people drowned in the cold sea."
    spy = Spy(text=" ".join([*TOLD, lie]))
    summary = told(spy, card_of(name), lengths=Lengths(short=25, long_min=30, long_max=80))
    [request] = spy.asked
    assert request.no_repeat
    assert {s.text for s in summary.long} == set(TOLD)
    assert {s.text for s in summary.short} < set(TOLD)
    assert sum(word_count(s.text) for s in summary.short) <= 25
    assert all(s.evidence and s.support > 0 for s in (*summary.short, *summary.long))
    assert summary.fallbacks == {"shared title": 1, "unsupported sentence dropped": 1}
    assert not [note for note in summary.notes if "did not read" in note]


def test_a_text_that_is_too_short_is_filled_from_the_sources() -> None:
    summary = told(Spy(text=TOLD[0]), card_of("primera"), lengths=Lengths(short=25, long_min=30, long_max=80))
    assert [s.text for s in summary.short] == [TOLD[0]]
    assert TOLD[0] in {s.text for s in summary.long}
    quoted = len(summary.long) - 1
    assert quoted
    assert summary.fallbacks["extractive sentence"] == quoted


def test_the_length_that_is_wanted_is_written() -> None:
    for lengths, tokens in [(Lengths(long_max=400), 600), (Lengths(long_max=400, want_long=False), LEAST_TOKENS)]:
        spy = Spy(text=TOLD[0])
        summary = told(spy, card_of("bart"), lengths=lengths)
        assert [request.max_tokens for request in spy.asked] == [tokens]
        assert bool(summary.long) == lengths.want_long


def test_no_article_is_read_in_crumbs() -> None:
    many = [article(f"The ferry Marta sank off Vellin on Monday, {n} witnesses said.", source="x") for n in range(40)]
    empty = article("", "Only a title")
    for context, most in [(LEAST_SHARE * 3, 3), (10, 1), (9999, 40)]:
        read, left_out = readable([empty, *many], context)
        assert read == many[:most]
        assert left_out == 40 - most
    small = replace(card_of("bart"), context=LEAST_SHARE * 3)
    spy = Spy(text="The ferry Marta sank off Vellin on Monday.")
    summary = told(spy, small, many)
    assert spy.asked[0].prompt.count("\n") == 2
    assert "The model bart did not read all of the story; cut were 37 of 40 articles." in summary.notes


def test_what_a_model_did_not_read_is_said() -> None:
    spy = Spy(text=TOLD[0], cuts=(Cut(1, 30, 90), Cut(3, 20, 80)))
    notes = told(spy, card_of("primera")).notes
    said = "cut were the last 30 of 90 tokens of Herald, the last 20 of 80 tokens of Ledger."
    assert f"The model primera did not read all of the story; {said}" in notes
    nameless = [replace(a, source="") for a in ARTICLES]
    assert any("of article 3." in note for note in told(spy, card_of("primera"), nameless).notes)
    asked = Spy(text=TOLD[0], cuts=(Cut(0, 10, 50),))
    notes = told(asked, card_of("qwen")).notes
    times = len(asked.asked)
    said = f"cut were {10 * times} of {50 * times} tokens from the middle of {times} of its prompts."
    assert f"The model qwen did not read all of the story; {said}" in notes
    assert not any("did not read" in note for note in told(Spy(text=TOLD[0]), card_of("default")).notes)


def test_a_decoders_positions_are_not_overrun(
    folders: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUMMARIZE_CACHE_DIR", str(tmp_path))
    for kind, engine in [("led", "transformers"), ("bart", "transformers"), ("bart", "ctranslate2")]:
        model, card = load_engine(Settings(engine=engine), str(folders[kind]))
        [[candidate]] = model.generate([Request(card.prompt("summary", TOLD), 9999, 1, 1)])
        assert candidate.text
        model.close()
