"""Sentences drawn for reading, and what was read of them."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval import reading
from summarizer.errors import InputError
from summarizer.testing import article

TOLD = article("Leo Hartvik flew to the coast. He sent 600 soldiers on Monday.", source="Post")
SECOND = TOLD.text.index("He")


def item(text: str, kind: str = "abstractive", system: str = "default") -> dict[str, object]:
    evidence = [{"article": TOLD.id, "start": SECOND, "end": len(TOLD.text)}]
    return {"id": "s", "system": system, "sentences": [{"text": text, "kind": kind, "evidence": evidence}]}


def test_only_written_sentences_of_the_system_are_drawn_each_once_with_what_stands_before_their_evidence() -> None:
    items = [
        item("He sent soldiers."),
        item("He sent soldiers."),
        item("Quoted.", "extractive"),
        item("Other.", system="lead"),
    ]
    [row] = reading.drawn(items, {TOLD.id: TOLD}, "default", 0, 0)
    assert row["sentence"] == "He sent soldiers."
    assert row["sources"] == ["(Leo Hartvik flew to the coast.) He sent 600 soldiers on Monday."]
    assert row["label"] == ""


def test_labels_are_counted_and_unread_rows_are_not_taken_for_right() -> None:
    rows = [{"label": label} for label in ("ok", "ok", "wrong", "")]
    line = reading.counted(rows)
    assert line.startswith("3 read: ok 2 66.7% [")
    assert line.endswith("; 1 unread")
    assert reading.counted([{}]) == "0 read: ok 0 none, shade 0 none, wrong 0 none; 1 unread"
    with pytest.raises(InputError, match="'good' is no label"):
        reading.counted([{"label": "good"}])


@given(st.integers(0, 200), st.integers(0, 200))
def test_an_interval_holds_the_share_and_narrows_with_more(count: int, more: int) -> None:
    of = count + more
    low, high = reading.interval(count, of)
    assert 0 <= low <= (count / of if of else 0.5) + 1e-9
    assert (count / of if of else 0.5) - 1e-9 <= high <= 1
    again = reading.interval(4 * count, 4 * of)
    assert again[1] - again[0] <= high - low + 1e-9


def test_the_commands_draw_and_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    story = {
        "id": "s",
        "documents": [{"text": "A ferry sank off Kerra. Nine people died."}],
        "references": ["A ferry sank."],
    }
    (tmp_path / "data.jsonl").write_text(json.dumps(story), encoding="utf-8")
    (tmp_path / "items.jsonl").write_text(json.dumps(item("He sent soldiers.")), encoding="utf-8")
    out = tmp_path / "reading.jsonl"
    arguments = ["draw", "--items", tmp_path / "items.jsonl", "--data", tmp_path / "data.jsonl", "--out", out]
    monkeypatch.setattr("sys.argv", ["reading", *map(str, arguments)])
    reading.main()
    assert capsys.readouterr().out == "1 sentences to read\n"
    out.write_text(out.read_text(encoding="utf-8").replace('"label": ""', '"label": "ok"'), encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["reading", "count", str(out)])
    reading.main()
    assert capsys.readouterr().out.startswith("1 read: ok 1 100.0%")
    out.write_text('{"label": "bad"}', encoding="utf-8")
    with pytest.raises(SystemExit):
        reading.main()
