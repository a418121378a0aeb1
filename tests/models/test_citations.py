"""Citations are read off; a sentence that cites a source there is not is left out."""

import re
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.prompting import count_sources
from summarizer.protocols import Candidate, Cut, Request
from summarizer.summaries.models.citations import CitedEngine, without_citations
from summarizer.summaries.models.table import Task, card_of


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("The ferry sank [1]. All were saved [2][3].", "The ferry sank. All were saved."),
        ("The ferry sank. [1] All were saved. [2, 3]", "The ferry sank. All were saved."),
        ("The ferry sank [1–3] off Vellin.", "The ferry sank off Vellin."),
        ("The ferry sank [4]. All were saved [1].", "All were saved."),
        ("The ferry sank. [1] All were saved. [0]", "The ferry sank."),
        ("The ferry sank [1, 9].", ""),
        ('"We saw it sink," he said. [2]', '"We saw it sink," he said.'),
        ("In [2021] the ferry [sic] sank.", "In [2021] the ferry [sic] sank."),
        ("No citation at all.", "No citation at all."),
        ("", ""),
    ],
)
def test_citations_are_read_off_and_checked(text: str, left: str) -> None:
    assert without_citations(text, 3) == left


@given(
    st.lists(st.sampled_from(["The ferry sank", "All were saved", "[1]", "[2][7]", ".", ". ", "[3, 1]", " "])),
    st.integers(0, 9),
)
def test_nothing_that_is_left_cites_anything(parts: list[str], most: int) -> None:
    text = "".join(parts)
    left = without_citations(text, most)
    assert not any(mark in left for mark in ("[1]", "[2]", "[7]", "[3, 1]"))
    # Where all sources exist no word is lost.
    words = re.findall(r"[A-Za-z]+", text)
    assert re.findall(r"[A-Za-z]+", without_citations(text, 9)) == words
    assert len(re.findall(r"[A-Za-z]+", left)) <= len(words)


@pytest.mark.parametrize("task", ["summary", "sentence", "headline"])
def test_sources_are_counted_as_they_were_numbered(task: Task) -> None:
    sources = ["The ferry sank.", "[9] All were saved.\n[8] It rained.", "It was old."]
    for name in ("qwen", "default"):
        assert count_sources(card_of(name).prompt(task, sources)) == 3
    assert count_sources("Tell.") == 0


def test_the_prompts_ask_for_citations() -> None:
    tasks: tuple[Task, ...] = ("summary", "sentence")
    for task in tasks:
        assert "[1]" in card_of("qwen").prompt(task, ["x"]).rpartition("=====")[2]


class Citing:
    signature = "citing"
    closed = False

    def generate(self, requests: Sequence[Request]) -> Iterator[tuple[Candidate, ...]]:
        for _ in requests:
            yield (
                Candidate("The ferry sank [1].", -0.1),
                Candidate("It burned [5].", -0.2),
                Candidate("The ferry sank [2].", -0.3, False),
                Candidate("All were saved.", -0.4),
            )

    def close(self) -> None:
        self.closed = True


def test_candidates_that_say_the_same_are_one_the_likelier() -> None:
    inner = Citing()
    engine = CitedEngine(inner)
    first, second = engine.generate([Request("[1] a\n[2] b"), Request("no sources")])
    assert first == (Candidate("The ferry sank.", -0.1), Candidate("All were saved.", -0.4))
    assert second == (Candidate("All were saved.", -0.4),)
    assert engine.signature == "citing"
    engine.close()
    assert inner.closed


def test_where_nothing_is_left_there_is_one_empty_candidate() -> None:
    class Wrong(Citing):
        def generate(self, requests: Sequence[Request]) -> Iterator[tuple[Candidate, ...]]:
            yield (Candidate("It burned [5].", -0.2, cuts=(Cut(0, 3, 9),)),)

    nothing = Candidate("", float("-inf"), cuts=(Cut(0, 3, 9),))
    assert list(CitedEngine(Wrong()).generate([Request("[1] a")])) == [(nothing,)]
