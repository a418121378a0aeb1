"""The figures of page reading, on pages whose right answer is known by hand."""

import gzip
import json
from pathlib import Path

import pytest

from eval.extraction import Found, half_of, main, overlap, score


def test_overlap_counts_words_as_often_as_they_stand() -> None:
    assert overlap("a a b", "a b c d") == pytest.approx((2 / 3, 1 / 2, 4 / 7))
    assert overlap("", "a") == (0.0, 0.0, 0.0)


def test_a_title_or_date_that_is_not_known_is_not_scored() -> None:
    assert set(score(Found("a"), {"text": "a", "title": "", "date": None})) == {"precision", "recall", "f1"}


def test_the_same_day_and_a_title_with_other_quotes_match() -> None:
    known = {"text": "a", "title": "“Bridge” opens", "date": "2025-06-05 23:30:00-02:00"}
    figures = score(Found("a", '"Bridge" opens', "2025-06-06"), known)
    assert (figures["title"], figures["near"], figures["date"]) == (1.0, 1.0, 1.0)
    assert score(Found("a", "Bridge", "2025-06-07"), known)["date"] == 0.0


def test_publishers_are_halved_whatever_their_order() -> None:
    assert [half_of(["b", "a", "b"], name) for name in "ab"] == ["tuning", "held out"]


def test_a_table_is_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "The council of Harbourtown voted on Monday to rebuild the old bridge over the river after years of dispute."
    page = (
        f"<html><body><article><h1>Council rebuilds bridge</h1><p>{text}</p><p>{text[::-1]}</p></article></body></html>"
    )
    (tmp_path / "a.html.gz").write_bytes(gzip.compress(page.encode()))
    row = {
        "file": "a.html.gz", "publisher": "a", "url": "https://a.test/2025/06/05/x", "crawl_date": "2025-06-07 10:00:00",
        "expected": {"title": "Council rebuilds bridge", "text": text, "date": "2025-06-05"},
    }  # fmt: skip
    (tmp_path / "expected.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["extraction", "--data", str(tmp_path)])
    main()
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["half", "system", "pages", "precision", "recall", "f1", "title", "near", "date"]
    mine = next(line.split() for line in lines if line.startswith("all") and "ours" in line)
    assert (mine[2], mine[6], mine[8]) == ("1", "1.000", "1.000")
