"""`python -m eval summaries` as people run it: killed at any moment, run twice, and given wrong input."""

import json
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from eval import systems
from eval.__main__ import main

SYSTEMS = "lead-per-document,lexrank"
ITEMS = 120


def story(name: str, **more: object) -> str:
    facts = [f"The {name} ferry sank near the harbour on day {n}, and {n + 3} sailors were saved." for n in range(9)]
    documents = [{"title": f"Ferry {name}", "text": " ".join(facts[i:])} for i in range(3)]
    row = {"id": name, "documents": documents, "references": [f"The {name} ferry sank; all sailors were saved."]}
    return json.dumps({**row, **more})


def write(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def command(data: Path, out: Path) -> list[str]:
    """The command, which believes that nobody edits the program while it is tested."""
    arguments = ["--data", str(data), "--systems", SYSTEMS, "--out", str(out)]
    program = "from eval import kept; kept.code = lambda: 'one'; from eval.__main__ import main; main()"
    return [sys.executable, "-c", program, "summaries", *arguments]


def but_for_times(folder: Path) -> tuple[str, str]:
    """results.json and items.jsonl as bytes would be, without any seconds."""
    results = json.loads((folder / "results.json").read_text("utf-8"))
    for table in (results["systems"], *results["files"].values()):
        for scores in table.values():
            assert scores.pop("seconds")["n"] > 0
    rows = [json.loads(line) for line in (folder / "items.jsonl").read_text("utf-8").splitlines()]
    for row in rows:
        assert row["scores"].pop("seconds") is not None
    return json.dumps(results), json.dumps(rows)


def kill_after(lines: int, arguments: list[str], out: Path) -> None:
    """SIGKILL once that many rows are kept, or soon after the start for none."""
    progress = out / "progress.jsonl"
    process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while process.poll() is None:
        if progress.exists() and progress.read_bytes().count(b"\n") >= lines:
            process.send_signal(signal.SIGKILL)
            break
        time.sleep(0.001)
    assert process.wait() == -signal.SIGKILL, "it ended before it could be killed"


def test_killed_at_several_moments_it_ends_as_if_undisturbed(tmp_path: Path) -> None:
    data = write(tmp_path / "set.jsonl", *(story(f"n{n}") for n in range(ITEMS)))
    whole, killed = tmp_path / "whole", tmp_path / "killed"
    subprocess.run(command(data, whole), check=True, capture_output=True)
    progress = killed / "progress.jsonl"
    for number, lines in enumerate((1, ITEMS // 2, ITEMS + 5)):
        kill_after(lines, command(data, killed), killed)
        assert not (killed / "results.json").exists()
        kept = progress.read_bytes()
        assert kept.count(b"\n") < 2 * ITEMS
        if number:
            progress.write_bytes(kept[: -len(kept.splitlines()[-1]) // 2])  # as a crash of the machine tears it
    before = sum(b'"row"' in line for line in progress.read_bytes().splitlines())
    subprocess.run(command(data, killed), check=True, capture_output=True)
    assert but_for_times(killed) == but_for_times(whole)
    written = progress.read_bytes().count(b'"key"') - before
    assert 2 * ITEMS - before <= written <= 2 * ITEMS - before + 3, "what was kept was not done again"
    assert sorted(path.name for path in killed.iterdir()) == sorted(path.name for path in whole.iterdir())
    again = {path.name: path.read_bytes() for path in killed.iterdir()}
    subprocess.run(command(data, killed), check=True, capture_output=True)
    assert {path.name: path.read_bytes() for path in killed.iterdir()} == again, "a finished run changes nothing"


def ask(data: Path, out: Path, *more: str) -> Result:
    return CliRunner().invoke(main, ["summaries", "--data", str(data), "--out", str(out), *more])


def results_of(out: Path) -> Any:
    return json.loads((out / "results.json").read_text("utf-8"))


def test_bad_json_on_line_17_through_the_command(tmp_path: Path) -> None:
    lines = [story(f"n{n}") for n in range(16)]
    data = write(tmp_path / "set.jsonl", *lines, '{"id": "x", oops', story("last"))
    answer = ask(data, tmp_path / "out", "--systems", "lead")
    assert answer.exit_code == 0, answer.exception
    assert "note: set.jsonl:17: unscored, bad JSON" in answer.stderr
    rouge = results_of(tmp_path / "out")["systems"]["lead"]["rouge1"]
    assert (rouge["n"], rouge["unscored"]) == (17, 1)
    assert "(1 unscored)" in answer.stdout
    assert "set.jsonl:17: unscored, bad JSON" in (tmp_path / "out/report.html").read_text("utf-8")


def test_a_line_separator_in_a_text_through_the_command(tmp_path: Path) -> None:
    odd = {"title": "Ferry", "text": "The a\u2028ferry sank near Kolm. Nine\x85were saved."}
    answer = ask(
        write(tmp_path / "set.jsonl", story("a", documents=[odd])), tmp_path / "out", "--systems", "lead,title"
    )
    assert answer.exit_code == 0, answer.exception
    assert results_of(tmp_path / "out")["systems"]["lead"]["rouge1"]["n"] == 1


def test_a_missing_reference_through_the_command(tmp_path: Path) -> None:
    data = write(tmp_path / "set.jsonl", story("a"), story("b", references=[]), story("c"))
    answer = ask(data, tmp_path / "out", "--systems", "lead,oracle")
    assert answer.exit_code == 0, answer.exception
    scores = results_of(tmp_path / "out")["systems"]
    assert (scores["lead"]["rouge1"]["n"], scores["lead"]["rouge1"]["unscored"]) == (2, 1)
    assert scores["lead"]["words"]["n"] == 3, "what needs no reference is scored"
    assert "oracle on b: unscored, the oracle needs a reference" in answer.stderr


def test_an_id_without_partner_and_an_empty_summary_through_the_command(tmp_path: Path) -> None:
    data = write(tmp_path / "set.jsonl", story("a"), story("b"), story("c"))
    given = [{"id": "a", "text": "The a ferry sank."}, {"id": "b", "text": " "}, {"id": "stranger", "text": "Hm."}]
    outputs = write(tmp_path / "theirs.jsonl", *(json.dumps(row) for row in given))
    answer = ask(data, tmp_path / "out", "--systems", f"lead,file:{outputs}")
    assert answer.exit_code == 0, answer.exception
    rouge = results_of(tmp_path / "out")["systems"][f"file:{outputs}"]["rouge1"]
    assert (rouge["n"], rouge["unscored"]) == (1, 2)
    assert "on c: unscored" in answer.stderr
    assert "the summary is empty" in answer.stderr


def test_a_system_that_raises_on_one_item_through_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = systems._BASELINES["title"]

    def moody(item: Any, words: int) -> Any:
        if item.id == "b":
            raise ZeroDivisionError("no luck")
        return whole(item, words)

    monkeypatch.setitem(systems._BASELINES, "title", moody)
    data = write(tmp_path / "set.jsonl", story("a"), story("b"), story("c"))
    answer = ask(data, tmp_path / "out", "--systems", "title,lead")
    assert answer.exit_code == 0, answer.exception
    assert "title on b: unscored, ZeroDivisionError no luck" in answer.stderr
    scores = results_of(tmp_path / "out")
    assert (scores["systems"]["title"]["rouge1"]["n"], scores["systems"]["title"]["rouge1"]["unscored"]) == (2, 1)
    assert {pair["n"] for pair in scores["pairs"]} == {2}, "pairs are of items that both have"
    assert "ZeroDivisionError" in (tmp_path / "out/report.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("style", "sign"), [("md", "| system | rouge1 |"), ("latex", r"\begin{tabular}"), ("rich", "system")]
)
def test_tables_on_stdout(style: str, sign: str, tmp_path: Path) -> None:
    data = write(tmp_path / "set.jsonl", story("a"), story("b"))
    answer = ask(data, tmp_path / "out", "--systems", "lead,title", "--table", style)
    assert sign in answer.stdout
    assert "summaries|v:" in answer.stdout, "the signature stands beside the numbers"
    assert "4 of 4 done" in answer.stderr
