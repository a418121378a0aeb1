"""The main command: results on stdout, all else on stderr, exit codes, whole files, no traceback."""

import json
import os
import re
import signal
import subprocess
from pathlib import Path

import click
import pytest

from summarizer import writers
from summarizer.cli import cli
from summarizer.summaries.models import load, weights
from summarizer.summaries.models.table import card_of
from summarizer.testing import ScriptedEngine
from tests.cli.running import FAST, SAMPLES, Command, start


def test_help_begins_with_what_one_would_type() -> None:
    process = start("--help")
    out, _err = process.communicate(timeout=60)
    assert process.returncode == 0
    assert "Examples:" in out


def test_digest_is_what_runs_without_a_sub_command(command: Command, file: str) -> None:
    short, named = command(*FAST, "--json", file), command("digest", *FAST, "--json", file)
    assert short.code == named.code == 0
    assert short.out == named.out
    made = writers.read_json(short.out.encode())
    assert len(made.stories) == 1
    assert made.counts.reconcile()
    assert "3 read from 1 sources: 3 in stories" in short.err


def test_standard_input_and_quiet(command: Command, file: str, lines: str) -> None:
    piped, named = command(*FAST, "--json", "-q", "-", stdin=lines), command(*FAST, "--json", "-q", file)
    assert (piped.code, piped.err) == (0, "")
    told, expected = (json.loads(result.out)["stories"][0] for result in (piped, named))
    assert (told["short"], told["articles"]) == (expected["short"], expected["articles"])


@pytest.mark.parametrize(
    ("when", "zone", "now", "inside", "outside"),
    [
        # Midnight and midnight of a day of 23 hours in Paris, and of the same day elsewhere.
        ("2025-03-30", "Europe/Paris", "04-02T12", ("29T23:00:00", "30T21:59:59"), ("29T22:59:59", "30T22:00:00")),
        ("2025-03-30", "UTC", "04-02T12", ("30T00:00:00", "30T23:59:59"), ("29T23:59:59", "31T00:00:00")),
        ("2025-03-30", "Asia/Kathmandu", "04-02T12", ("29T18:15:00", "30T18:14:59"), ("29T18:14:59", "30T18:15:00")),
        ("yesterday", "Europe/Paris", "03-31T12", ("29T23:00:00", "30T21:59:59"), ("29T22:59:59", "30T22:00:00")),
        ("today", "Europe/Paris", "03-30T21", ("29T23:00:00", "30T20:59:59"), ("29T22:59:59", "29T00:00:00")),
    ],
)
def test_a_window_holds_its_first_second_and_not_the_one_after_its_last(
    command: Command, tmp_path: Path, when: str, zone: str, now: str, inside: tuple[str, ...], outside: tuple[str, ...]
) -> None:
    rows = [
        {
            "title": f"Dam {n}",
            "text": f"The dam at Orsk number {n} cracked on a cold day.",
            "published": f"2025-03-{t}Z",
        }
        for n, t in enumerate((*inside, *outside))
    ]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    fast = ("--model", "coverage", "--offline", "--min-articles", "1", "--store", ":memory:", "--json")
    window = ("--cluster", when, "--timezone", zone, "--now", f"2025-{now}:00:00+00:00")
    made = json.loads(command(*window, *fast, "a.jsonl").out)
    assert {a["title"] for story in made["stories"] for a in story["articles"]} == {"Dam 0", "Dam 1"}
    assert made["counts"]["out_of_window"] == 2
    assert made["window"]["timezone"] == zone


def test_with_text_makes_evidence_checkable(command: Command, file: str) -> None:
    story = json.loads(command(*FAST, "--json", "--with-text", file).out)["stories"][0]
    texts = {article["id"]: article["text"] for article in story["articles"]}
    sentences = (*story["short"], *story["long"])
    assert sentences
    for sentence in sentences:
        assert all(texts[e["article"]][e["start"] : e["end"]].strip() for e in sentence["evidence"])
    assert command(*FAST, "--format", "text", "--with-text", file).code == 2


@pytest.mark.parametrize(("name", "begins"), [("a.json", "{"), ("a.html", "<!"), ("a.md", "# "), ("a.xml", "<?xml")])
def test_a_file_is_written_whole_in_the_format_of_its_suffix(
    command: Command, file: str, tmp_path: Path, name: str, begins: str
) -> None:
    target = tmp_path / "out" / name
    target.parent.mkdir()
    target.write_text("old")
    target.chmod(0o640)
    done = command(*FAST, "-o", str(target), file)
    assert (done.code, done.out) == (0, "")
    assert target.read_text("utf-8").lower().startswith(begins)
    assert target.stat().st_mode & 0o777 == 0o640
    assert [path.name for path in target.parent.iterdir()] == [name]


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(
    command: Command, file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "a.md").write_text("old")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("summarizer.commands.output.os.fsync", full)
    done = command(*FAST, "-o", str(folder / "a.md"), file)
    assert done.code != 0
    assert "No space left" in done.err
    assert (folder / "a.md").read_text() == "old"
    assert [path.name for path in folder.iterdir()] == ["a.md"]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("--no-such-option",), 2, "No such option"),
        (("--cluster", "someday"), 2, "someday"),
        (("--now", "noon"), 2, "noon"),
        (("--timezone", "Mars/Olympus"), 2, "Mars/Olympus"),
        (("--model", "coverag"), 2, "coverage"),
        (("--stories", "0"), 2, "at least 1"),
        (("--config", "missing.toml"), 2, "missing.toml"),
        (("-o", "no/such/folder/a.md"), 2, "no/such/folder"),
        (("--store", "no/such/driver://x"), 1, "database address"),
        (("--cluster", "1999-01-01"), 3, "outside the window"),
    ],
)
def test_errors_say_what_is_wrong_in_a_line_or_two(
    command: Command, file: str, arguments: tuple[str, ...], code: int, said: str
) -> None:
    done = command(*FAST, *arguments, file)
    assert done.code == code, done.err
    assert done.out == ""
    assert said.lower() in done.err.lower()


@pytest.mark.parametrize("options", [(), ("-q",)])
def test_what_was_skipped_is_said_also_when_nothing_is_left(command: Command, options: tuple[str, ...]) -> None:
    done = command(*FAST, *options, "missing.jsonl")
    assert done.code == 3
    assert "skipped missing.jsonl" in done.err


def test_a_fault_of_the_program_is_told_without_a_traceback(
    command: Command, file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr("summarizer.pipeline.gather", fail)
    done = command(*FAST, file)
    assert done.code == 1
    assert "RuntimeError: boom" in done.err


def test_ctrl_c_ends_with_130_and_no_traceback(tmp_path: Path) -> None:
    process = start(*FAST, "--store", str(tmp_path / "s.db"), "-")
    try:
        process.wait(timeout=1.5)
        pytest.fail(f"did not wait for its input: {process.communicate()}")
    except subprocess.TimeoutExpired:
        os.kill(process.pid, signal.SIGINT)
    out, err = process.communicate("", timeout=20)
    assert (process.returncode, out) == (130, "")
    assert "Traceback" not in err
    assert "Interrupted" in err


def test_a_reader_that_stops_early_is_no_error() -> None:
    process = start("config", "show")
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    err = process.stderr.read()
    process.stderr.close()
    assert process.stdin is not None
    process.stdin.close()
    assert (process.wait(timeout=20), err) == (0, "")


@pytest.mark.weights
@pytest.mark.skipif(weights.find("minilm-l6") is None, reason="the weights of minilm-l6 are not installed")
def test_no_library_draws_a_bar_into_a_pipe(tmp_path: Path) -> None:
    rows = [{"title": f"Storm over the harbour of Orsk, part {n}", "url": f"https://a.example/{n}"} for n in range(4)]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps({**row, "text": ""}) + "\n" for row in rows))
    process = start(*FAST, "--store", str(tmp_path / "s.db"), "-v", str(tmp_path / "a.jsonl"))
    _, err = process.communicate(timeout=120)
    assert process.returncode == 0
    assert "headlines:minilm" in err, "the weights were loaded"
    assert "\r" not in err
    assert "it/s" not in err


def test_the_samples_make_a_digest(command: Command, tmp_path: Path) -> None:
    done = command(*FAST, "--json", "-n", "3", "--store", str(tmp_path / "s.db"), SAMPLES)
    made = writers.read_json(done.out.encode())
    assert done.code == 0
    assert len(made.stories) == 3
    assert made.counts.reconcile()
    assert all(s.evidence for story in made.stories for s in (*story.summary.short, *story.summary.long))


def _commands(group: click.Group, *above: str) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    for name, made in group.commands.items():
        found.append((*above, name))
        if isinstance(made, click.Group):
            found += _commands(made, *above, name)
    return found


@pytest.mark.parametrize("path", _commands(cli), ids=" ".join)
def test_every_command_explains_itself(command: Command, path: tuple[str, ...]) -> None:
    done = command(*path, "--help")
    assert done.code == 0
    assert len(done.out.split("Options:")[0].split()) > 6


def test_what_stood_in_for_refused_sentences_is_told_under_v_alone(
    command: Command, file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = ScriptedEngine(lambda _: ["The dam at Tarn broke on Friday and 99 families fled."])
    monkeypatch.setattr(load, "load_engine", lambda settings, name: (engine, card_of("default")))
    told = command(*FAST, "--model", "default", "--json", "-v", file)
    assert told.code == 0
    used = dict(re.findall(r"^used  (.+?) +(\d+) times$", told.err, re.MULTILINE))
    [story] = json.loads(told.out)["stories"]
    assert used == {name: str(times) for name, times in story["fallbacks"].items()}
    assert used["shared title"] == "1"
    assert int(used["extractive sentence"]) >= 1
    assert "Tarn" not in json.dumps([story["headline"], story["short"], story["long"]])
    assert "used  " not in command(*FAST, "--model", "default", "--json", file).err
