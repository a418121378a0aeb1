"""Each story is asked for in each order of its articles; what was asked before a stop is not asked again."""

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from summarizer.protocols import Candidate, Request
from summarizer.summaries.models.table import card_of
from training import candidates

DOCUMENTS = [
    {"title": "Ferry sinks", "text": "The ferry Marta sank off Vellin on Monday, the coast guard said."},
    {
        "title": "All saved",
        "text": "The ferry Marta sank off Vellin on Monday, and all on board were saved, the coast guard said.",
    },
    {"title": "", "text": ""},
    {"title": "Inquiry", "text": "An inquiry into the sinking of the ferry Marta off Vellin begins on Tuesday."},
]


class Scripted:
    """Says the same to every prompt, and keeps what it was asked."""

    signature = "scripted"

    def __init__(self) -> None:
        self.asked: list[Request] = []

    def generate(self, requests: Sequence[Request]) -> Iterator[tuple[Candidate, ...]]:
        self.asked += requests
        return iter([(Candidate("A ferry sank.", -0.5), Candidate("All were saved", -0.6, False))] * len(requests))

    def close(self) -> None:
        """Nothing is open."""


def test_openings_come_in_each_order_and_empty_articles_not_at_all() -> None:
    asked = candidates.of_story({"id": "s", "documents": DOCUMENTS})
    summaries = [one.inputs for one in asked if one.task == "summary"]
    assert [inputs[0].split(".")[0] for inputs in summaries] == ["Ferry sinks", "All saved", "Inquiry"]
    assert {tuple(sorted(inputs)) for inputs in summaries} == {tuple(sorted(summaries[0]))}
    assert [one.task for one in asked[3:]] == ["headline"]


def test_a_row_holds_the_prompt_s_texts_and_what_was_written() -> None:
    engine = Scripted()
    asked = candidates.of_story({"id": "s", "documents": DOCUMENTS})
    rows = list(candidates.write(engine, card_of("default"), asked))
    assert [row["task"] for row in rows] == [one.task for one in asked]
    assert rows[0]["texts"] == [["A ferry sank.", -0.5, True], ["All were saved", -0.6, False]]
    assert engine.asked[0].prompt == card_of("default").prompt("summary", asked[0].inputs)


def test_it_goes_on_after_a_stop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("allsides/train", "allsides/val", "multinews/dev", "duc2004/dev"):
        path = tmp_path / f"summarization/{name}.jsonl"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("", encoding="utf-8")
    (tmp_path / "clustering").mkdir()
    for name in ("basil", "ecbplus", "allsides_2021h1"):
        (tmp_path / f"clustering/{name}.jsonl").write_text("", encoding="utf-8")
    stories: list[dict[str, Any]] = [
        {"id": f"s{n}", "documents": [{**d, "text": d["text"] and f"In case {n}, {d['text']}"} for d in DOCUMENTS],
         "references": [f"Case {n}."]}
        for n in range(3)
    ]  # fmt: skip
    lines = "".join(json.dumps(story) + "\n" for story in stories)
    (tmp_path / "summarization/allsides/train.jsonl").write_text(lines, encoding="utf-8")
    engine = Scripted()

    monkeypatch.setattr(candidates, "open_adapter", lambda adapter, card: engine)
    out = tmp_path / "raw.jsonl"
    out.write_text(json.dumps({"id": "s1", "task": "summary", "inputs": [], "texts": []}) + "\n", encoding="utf-8")
    command = ["candidates", "--data", tmp_path, "--adapter", tmp_path, "--out", out, "--stories", 3]
    monkeypatch.setattr(sys, "argv", [str(part) for part in command])
    candidates.main()
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert {row["id"] for row in rows[1:]} == {"s0", "s2"}
    assert len(engine.asked) == 8
