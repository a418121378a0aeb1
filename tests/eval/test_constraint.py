"""Holding a model to its sources beside refusing afterwards: counted by a checker of its own, story by story."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner

from eval.__main__ import main
from eval.constraint import BASE, WAYS, filtered, rows_of, run, tell
from eval.data import Item
from summarizer.config import Settings
from summarizer.protocols import Candidate, Request
from summarizer.summaries.models import load
from summarizer.summaries.models.table import card_of
from summarizer.summaries.verification import load_verifier
from summarizer.testing import article

TEXTS = (
    "The ferry Marta sank off Vellin on Monday. All 19 people on board were saved by fishermen.",
    "Fishermen saved all 19 people when the ferry Marta sank on Monday. The mayor of Vellin thanked them.",
)
REFERENCE = "All 19 people were saved by fishermen as the ferry Marta sank off Vellin on Monday."
GOOD = "All 19 people were saved by fishermen."
BAD = "The ferry Olga sank near Arden and 44 people died."
VERIFIER = load_verifier(Settings())


class Held:
    """An engine that invents unless it is held to its sources."""

    signature = "held"

    def __init__(self) -> None:
        self.requests: list[Request] = []

    def generate(self, requests: Sequence[Request]) -> Iterator[tuple[Candidate, ...]]:
        for request in requests:
            self.requests.append(request)
            texts = [GOOD] if request.only_from else [f"{BAD} {GOOD}", BAD]
            yield tuple(Candidate(text, -0.1 * (place + 1)) for place, text in enumerate(texts))

    def close(self) -> None:
        """Nothing to free."""


def item(name: str = "a", references: tuple[str, ...] = (REFERENCE,)) -> Item:
    return Item(name, tuple(article(text, f"Ferry sinks {n}") for n, text in enumerate(TEXTS)), references)


def test_a_story_is_asked_twice_the_same_but_for_what_it_is_held_to() -> None:
    engine = Held()
    tell(item(), engine, card_of("default"), VERIFIER)
    free, held = engine.requests
    assert free.prompt == held.prompt
    assert (free.only_from, len(held.only_from)) == ((), 2)
    assert all(text.split(". ")[0] in source for text, source in zip(TEXTS, held.only_from, strict=True))


def test_what_each_way_would_print() -> None:
    found = {one.way: one for one in tell(item(), Held(), card_of("default"), VERIFIER)}
    assert tuple(found) == WAYS
    assert found["free"].texts == (f"{BAD} {GOOD}", BAD)
    assert found["free"].unsupported == (True, True)
    assert found["free, filtered"].texts == (GOOD,), "the false sentence is gone, and a text without a true one"
    assert found["held"].texts == found["held, filtered"].texts == (GOOD,)
    assert found["held"].unsupported == (False,)
    assert found["free"].rouge2 < found["free, filtered"].rouge2 == found["held"].rouge2  # type: ignore[operator]
    assert all(found[f"{way}, filtered"].seconds >= found[way].seconds for way in ("free", "held"))


def test_where_nothing_is_left_nothing_is_printed_and_the_score_is_nil() -> None:
    assert filtered([Candidate(BAD, -1.0)], item(), VERIFIER) == [""]
    assert filtered([Candidate(GOOD, -1.0, stopped=False)], item(), VERIFIER) == [""], "cut off at the limit"


def test_the_ways_are_counted_and_compared() -> None:
    seen: list[int] = []
    items = [item(name) for name in "abcdefgh"]
    results, rows = run(items, Held(), card_of("default"), VERIFIER, 0, lambda: seen.append(1))
    ways = results["ways"]
    assert len(seen) == 8
    assert [row["id"] for row in rows] == [name for name in "abcdefgh" for _ in WAYS]
    counts = {
        way: (row["candidates"], row["candidates_unsupported"], row["printed_unsupported"]) for way, row in ways.items()
    }
    assert counts == {
        "free": (16, 16, 8),
        "free, filtered": (8, 0, 0),
        "held": (8, 0, 0),
        "held, filtered": (8, 0, 0),
    }
    assert (ways[BASE]["p"], ways["held"]["p"]) == (None, 1)
    assert ways["free"]["p"] < 0.05
    head, *body = rows_of(ways)
    assert [row[0] for row in body] == list(WAYS)
    assert {len(row) for row in body} == {len(head)}


def test_without_references_the_score_is_unscored() -> None:
    results, _ = run([item(references=())], Held(), card_of("default"), VERIFIER, 0, lambda: None)
    assert all(row[6] == "unscored" for row in rows_of(results["ways"])[1:])
    assert results["ways"]["held"]["p"] is None


def test_the_command_writes_results_and_shows_a_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, str]] = []

    def loaded(settings: Settings, name: str) -> tuple[Held, object]:
        asked.append((settings.engine, name))
        return Held(), card_of("default")

    monkeypatch.setattr(load, "load_engine", loaded)
    documents = [{"title": f"Ferry sinks {n}", "text": text} for n, text in enumerate(TEXTS)]
    rows = [{"id": name, "documents": documents, "references": [REFERENCE]} for name in "abc"]
    data = tmp_path / "set.jsonl"
    data.write_text("".join(f"{json.dumps(row)}\n" for row in [*rows, {"id": "d"}]), encoding="utf-8")
    out = tmp_path / "out"
    done = CliRunner().invoke(main, ["constraint", "--data", str(data), "--limit", "2", "--out", str(out)])
    assert done.exit_code == 0, done.output
    assert asked == [("transformers", "default")], "the only engine that can be held"
    assert "| held, filtered | 2 | 0 | 2 | 0 |" in done.output
    results = json.loads((out / "results.json").read_text("utf-8"))
    assert results["signature"] in done.output
    assert results["data"][0]["items"] == 2
    assert len((out / "items.jsonl").read_text("utf-8").splitlines()) == 2 * len(WAYS)
