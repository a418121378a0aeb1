"""`summarize check`: the verifier on its own, for a summary of whatever making."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import TEXTS
from tests.cli.running import Command

TRUE = "Thirty families left their homes after the dam at Orsk cracked on Monday, the mayor said."
FALSE = "The dam at Orsk cracked on Friday and 40 families left their homes."
COPIED = "Engineers lowered the lake by two metres."


@pytest.fixture
def summary(tmp_path: Path) -> str:
    path = tmp_path / "summary.txt"
    path.write_text(f"{TRUE} {FALSE} {COPIED}\n", encoding="utf-8")
    return str(path)


def test_each_sentence_is_shown_with_its_support_problems_and_evidence(
    command: Command, summary: str, file: str
) -> None:
    done = command("check", "--offline", summary, file)
    assert (done.code, done.err) == (0, "")
    heads = [line for line in done.out.splitlines() if not line.startswith(" ")]
    marks, supports, texts = zip(*(line.split(maxsplit=2) for line in heads), strict=True)
    assert texts == (TRUE, FALSE, COPIED)
    assert marks == ("ok", "BAD", "ok")
    assert float(supports[1]) < float(supports[0]) <= float(supports[2]) == 1
    false = done.out.split(FALSE)[1].split(COPIED)[0]
    assert "- " in false
    assert "40" in false
    assert "friday" in false.lower()
    true = done.out.split(TRUE)[1].split(FALSE)[0]
    assert "- " not in true
    assert f"Paper 1: {TEXTS[1][1]}" in true


def test_json_gives_spans_that_hold_the_evidence(command: Command, summary: str, tmp_path: Path) -> None:
    text = f"{TEXTS[0][1]} {COPIED}"
    source = tmp_path / "dam.jsonl"
    source.write_text(json.dumps({"title": "Dam at Orsk cracks", "text": text}), encoding="utf-8")
    done = command("check", "--offline", "--json", summary, str(source))
    assert done.code == 0
    rows = json.loads(done.out)
    assert [row["text"] for row in rows] == [TRUE, FALSE, COPIED]
    true, false, copied = rows
    assert copied["support"] == 1
    assert copied["problems"] == true["problems"] == []
    assert false["problems"]
    assert len({evidence["article"] for row in rows for evidence in row["evidence"]}) == 1
    spans = [[text[e["start"] : e["end"]] for e in row["evidence"]] for row in rows]
    assert spans == [[TEXTS[0][1]], [TEXTS[0][1]], [COPIED]]


def test_a_sentence_of_another_story_has_no_support_and_no_evidence(
    command: Command, file: str, tmp_path: Path
) -> None:
    path = tmp_path / "other.txt"
    path.write_text("Parliament rejected the budget.", encoding="utf-8")
    done = command("check", "--offline", str(path), file)
    assert done.out.splitlines()[0] == "BAD 0.00  Parliament rejected the budget."
    assert "Paper" not in done.out


def test_sources_that_cannot_be_read_are_named_and_the_others_used(command: Command, summary: str, file: str) -> None:
    done = command("check", "--offline", summary, "missing.jsonl", file)
    assert done.code == 0
    assert "skipped missing.jsonl" in done.err
    assert done.out.startswith("ok ")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("missing.txt", "{file}"), 1, "missing.txt"),
        (("{summary}", "missing.jsonl"), 1, "No article was found"),
        (("{summary}",), 2, "SOURCE"),
        ((), 2, "SUMMARY"),
    ],
    ids=["no summary there", "no article there", "no source named", "nothing named"],
)
def test_what_is_wrong_is_said(
    command: Command, summary: str, file: str, arguments: tuple[str, ...], code: int, said: str
) -> None:
    named = [argument.format(summary=summary, file=file) for argument in arguments]
    done = command("check", "--offline", *named)
    assert (done.code, done.out) == (code, "")
    assert said in done.err


def test_a_summary_that_is_no_text_is_said(command: Command, file: str, tmp_path: Path) -> None:
    (tmp_path / "picture.bin").write_bytes(b"\xff\xfe\x00\x81")
    done = command("check", "--offline", "picture.bin", file)
    assert (done.code, done.out) == (1, "")
    assert "picture.bin cannot be read" in done.err
