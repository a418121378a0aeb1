"""Wrong input gives a clear line and an unscored count: never a silent 0, never an aborted run."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from eval.data import read_stories
from eval.summaries import Plan, run
from eval.systems import System, load_system
from summarizer.config import Settings
from summarizer.errors import InputError

TEXT = "The {} ferry sank near the harbour on Monday. All nine sailors were saved by two fishermen."


def story(name: str, **more: object) -> str:
    row = {"id": name, "documents": [{"title": "Ferry", "text": TEXT.format(name)}], "references": ["The ferry sank."]}
    return json.dumps({**row, **more})


def compare(data: Path, out: Path, systems: Sequence[str], said: list[str] | None = None) -> dict[str, Any]:
    plan = Plan((read_stories(data),), tuple(systems), "short", 0)
    heard = said if said is not None else []

    def load(name: str) -> System:
        return load_system(name, Settings(offline=True))

    return run(plan, load, out, heard.append, lambda: None)


def write(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def test_bad_json_on_line_17_is_named_and_counted(tmp_path: Path) -> None:
    data = write(tmp_path / "set.jsonl", *(story(str(n)) for n in range(16)), '{"id": "x", oops', story("last"))
    results = compare(data, tmp_path / "out", ["title"])
    assert (results["systems"]["title"]["rouge1"]["n"], results["systems"]["title"]["rouge1"]["unscored"]) == (17, 1)
    assert results["files"][read_stories(data).label]["title"]["words"]["unscored"] == 1
    [warning] = [w for w in results["warnings"] if ":17:" in w]
    assert warning.startswith("set.jsonl:17: unscored, bad JSON (Expecting property name")


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("[1, 2]", "no JSON object."),
        ('{"id": "x"}', "an item needs an id and documents."),
        ('{"documents": []}', "an item needs an id and documents."),
        ('{"id": "x", "documents": []}', "no document holds any text."),
        ('{"id": "x", "documents": [{"title": "T", "text": " "}]}', "no document holds any text."),
        ('{"id": "x", "documents": ["text"]}', "a document is no object with title and text."),
        (story("0"), "the id 0 occurs twice."),
    ],
)
def test_a_line_that_is_no_item_is_passed_over_and_said(line: str, why: str, tmp_path: Path) -> None:
    found = read_stories(write(tmp_path / "set.jsonl", story("0"), line, story("1")))
    assert [item.id for item in found.items] == ["0", "1"]
    assert found.problems == (f"set.jsonl:2: unscored, {why}",)


def test_bytes_that_are_no_utf8_are_one_bad_line(tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl"
    path.write_bytes(story("0").encode() + b'\n{"id": "\xff"}\n' + story("1", title="a\u2028b").encode())
    found = read_stories(path)
    assert (len(found.items), len(found.problems)) == (2, 1)


def test_a_file_without_any_item_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"holds no item.*:1: unscored, bad JSON"):
        read_stories(write(tmp_path / "set.jsonl", "{"))


def test_a_missing_reference_leaves_rouge_unscored_and_the_rest_scored(tmp_path: Path) -> None:
    data = write(tmp_path / "set.jsonl", story("a"), story("b", references=[]), story("c", references=[" "]))
    results = compare(data, tmp_path / "out", ["title", "oracle"])
    title, oracle = results["systems"]["title"], results["systems"]["oracle"]
    assert (title["rouge1"]["n"], title["rouge1"]["unscored"]) == (1, 2)
    assert (title["words"]["n"], title["words"]["unscored"]) == (3, 0)
    assert oracle["words"]["unscored"] == 2, "the oracle has nothing to go by"
    assert "unscored 2 times: rouge: there is no reference." in results["warnings"]


def test_an_id_without_partner_and_an_empty_summary_in_other_peoples_outputs(tmp_path: Path) -> None:
    data = write(tmp_path / "set.jsonl", story("a"), story("b"), story("c"))
    outputs = write(
        tmp_path / "outputs.jsonl",
        json.dumps({"id": "a", "text": "The a ferry sank."}),
        "{bad",
        json.dumps({"id": "b", "text": "  "}),
        json.dumps({"id": "z", "text": "Nobody asked."}),
    )
    said: list[str] = []
    results = compare(data, tmp_path / "out", [f"file:{outputs}"], said)
    words = results["systems"][f"file:{outputs}"]["words"]
    assert (words["mean"], words["n"], words["unscored"]) == (4.0, 1, 2)
    rows = [json.loads(line) for line in (tmp_path / "out/items.jsonl").read_text().splitlines()]
    assert rows[1]["unscored"] == ["the summary is empty."]
    assert "has no output for c" in rows[2]["error"]
    assert any("has no output for c" in line for line in said)


def test_a_system_that_raises_on_one_item_does_not_end_the_run(tmp_path: Path) -> None:
    data = write(tmp_path / "set.jsonl", story("a"), story("b"))

    def system(item: Any, words: int, length: str) -> Any:
        if item.id == "a":
            raise ZeroDivisionError("oh")
        return load_system("title", Settings())(item, words, length)

    said: list[str] = []
    plan = Plan((read_stories(data),), ("mine",), "short", 0)
    results = run(plan, lambda _: system, tmp_path / "out", said.append, lambda: None)
    assert (results["systems"]["mine"]["rouge2"]["n"], results["systems"]["mine"]["rouge2"]["unscored"]) == (1, 1)
    assert said == ["mine on a: unscored, ZeroDivisionError oh"]


def test_a_comparison_without_rouge_has_no_pairs_but_runs(tmp_path: Path) -> None:
    data = write(tmp_path / "set.jsonl", story("a"), story("b"))
    plan = Plan((read_stories(data),), ("title", "lead"), "short", 0, metrics=("length",))
    results = run(plan, lambda name: load_system(name, Settings()), tmp_path / "out", lambda _: None, lambda: None)
    assert results["pairs"] == []
    assert results["systems"]["title"]["length_kept"]["mean"] == 1


def test_metrics_by_name_reach_the_results_and_what_cannot_be_had_is_said(tmp_path: Path) -> None:
    from click.testing import CliRunner

    from eval.__main__ import main

    data = write(tmp_path / "set.jsonl", story("a"), story("b"))
    arguments = [
        "summaries",
        "--data",
        str(data),
        "--systems",
        "title",
        "--length",
        "short",
        "--out",
        str(tmp_path / "out"),
    ]
    answer = CliRunner().invoke(main, [*arguments, "--metrics", "compression,judge"])
    assert answer.exit_code == 0, answer.output
    results = json.loads((tmp_path / "out/results.json").read_text())
    scores = results["systems"]["title"]
    assert scores["compression"]["n"] == scores["rouge1"]["n"] == 2
    assert (scores["judge_accuracy"]["mean"], scores["judge_accuracy"]["unscored"]) == (None, 2)
    assert any("judge needs a server" in warning for warning in results["warnings"])
    assert "judge|unavailable" in results["signature"]
