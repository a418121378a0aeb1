"""How well an adapter fuses is measured on pairs of validation stories, by the target and by what would be printed."""

import json
import sys
from pathlib import Path

import pytest

from summarizer.config import Settings
from summarizer.protocols import Candidate
from summarizer.summaries.models.table import card_of
from summarizer.summaries.verification import load_verifier
from summarizer.testing import ScriptedEngine
from training import fusion
from training.examples import Example
from training.fusion import Fused, fuse, line, measure, pairs

INPUTS = (
    "The ferry Marta, built in 1987, sank off Vellin on Monday.",
    "All 19 people on the ferry Marta were saved by two boats.",
)
TARGET = "The ferry Marta sank off Vellin on Monday."
COPY, WRONG = INPUTS[0], "The ferry Olga burned near Tarnby on Friday."
PAIR = Example("sentence", INPUTS, TARGET)
FERRY = [
    "The ferry Marta sank off Vellin in heavy seas on Monday, and two boats saved all 19 people on board.",
    "Two boats saved all 19 people on board when the ferry Marta sank off Vellin on Monday in heavy seas.",
    "In heavy seas on Monday the ferry Marta sank off Vellin; all 19 people on board were saved by two boats.",
]


def beams(*texts: str) -> list[Candidate]:
    return [Candidate(text, -0.1 * rank, True) for rank, text in enumerate(texts)]


def test_a_true_fused_sentence_is_printed_and_no_copy() -> None:
    found = measure(PAIR, beams(TARGET, WRONG), load_verifier(Settings()))
    assert (found.printed, found.rewritten, found.words) == (True, True, 8)
    assert found.scores == pytest.approx((100, 100, 100))


def test_the_likeliest_beam_is_scored_whatever_is_printed() -> None:
    found = measure(PAIR, beams(WRONG, COPY), load_verifier(Settings()))
    assert (found.printed, found.rewritten) == (True, False)
    assert found.scores[1] < 20


def test_what_is_refused_is_not_printed() -> None:
    found = measure(PAIR, beams(WRONG), load_verifier(Settings()))
    assert (found.printed, found.rewritten) == (False, False)


def test_facets_are_asked_for_as_the_summarizer_does() -> None:
    engine = ScriptedEngine(lambda prompt: [TARGET])
    assert [candidates[0].text for candidates in fuse(engine, card_of("default"), [PAIR])] == [TARGET]
    assert engine.prompts[0].endswith("Sentence:")
    assert f"[1] {INPUTS[0]}\n[2] {INPUTS[1]}" in engine.prompts[0]


def data(folder: Path) -> Path:
    story = {
        "id": "a",
        "documents": [*({"title": "Ferry sinks", "text": text} for text in FERRY), {"title": "", "text": ""}],
        "references": ["Two boats saved all 19 people when the ferry Marta sank in heavy seas off Vellin on Monday."],
    }
    for name in ("allsides/val", "multinews/dev", "duc2004/dev"):
        path = folder / f"summarization/{name}.jsonl"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(story) + "\n", encoding="utf-8")
    return folder


def test_pairs_are_made_of_the_validation_files_and_are_the_same_each_time(tmp_path: Path) -> None:
    found = pairs(data(tmp_path), 0)
    assert list(found) == list(fusion.KINDS)
    assert [example.target for example in found["editors"]] == [
        "Two boats saved all 19 people when the ferry Marta sank in heavy seas off Vellin on Monday."
    ]
    assert len(found["articles"]) == 2 * len(found["openings"]) > 0
    assert all(example.target not in example.inputs for examples in found.values() for example in examples)
    assert found == pairs(tmp_path, 0)
    assert all(len(examples) == 1 for examples in pairs(tmp_path, 1).values())


def test_a_line_has_a_cell_for_each_column_and_compares_the_same_pairs() -> None:
    first = [Fused((10, 10, 10), 10, True, False)] * 8
    better = [Fused((10, 20, 10), 20, True, True)] * 8
    cells = [cell.strip() for cell in line("x", "editors", better, first).strip("|").split("|")]
    assert len(cells) == len(fusion.HEADER.strip("|").split("|"))
    assert cells[:4] == ["x", "editors", "8", "10.0 / 20.0 / 10.0"]
    assert float(cells[4]) < 0.05
    assert cells[5:] == ["20.0", "100%", "100%"]
    assert line("x", "editors", first, None).split("|")[5].strip() == ""


def test_the_table_has_a_line_for_each_adapter_and_kind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(fusion, "open_adapter", lambda adapter, card: ScriptedEngine(lambda prompt: [TARGET]))
    monkeypatch.setattr(sys, "argv", ["fusion", "--data", str(data(tmp_path)), "--adapter", "probe", "ours"])
    fusion.main()
    rows = capsys.readouterr().out.splitlines()[2:]
    assert [tuple(cell.strip() for cell in row.split("|")[1:3]) for row in rows] == [
        (adapter, kind) for adapter in ("probe", "ours") for kind in fusion.KINDS
    ]
