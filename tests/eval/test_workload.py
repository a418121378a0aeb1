"""The file of articles that the whole command is timed on."""

import json
from pathlib import Path

import pytest

from eval.workload import draw, main, stories_of


def test_whole_stories_of_both_forms_are_drawn_until_there_are_enough(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    clusters = tmp_path / "clusters.jsonl"
    rows = [
        {"id": n, "title": f"T{n}", "text": f"Text {n}.", "date": "2025-06-07", "cluster": n // 2} for n in range(6)
    ]
    clusters.write_text("".join(json.dumps(row) + "\n" for row in rows) + "\n")
    sets = tmp_path / "sets.jsonl"
    sets.write_text(json.dumps({"id": 1, "documents": [{"text": "First."}, {"text": "Second."}], "references": ["x"]}))
    assert [len(story) for story in stories_of(clusters)] == [2, 2, 2]
    assert stories_of(sets) == [[{"text": "First.", "source": "sets 1"}, {"text": "Second.", "source": "sets 2"}]]
    files = [stories_of(clusters), stories_of(sets)]
    drawn = list(draw(files, 4))
    assert drawn == list(draw(files, 4)) != list(draw(files, 4, seed=3))
    whole = [story for file in files for story in file if all(article in drawn for article in story)]
    assert sum(map(len, whole)) == 4

    out = tmp_path / "out.jsonl"
    monkeypatch.setattr(
        "sys.argv", ["workload", "--data", str(clusters), str(sets), "--articles", "9", "--out", str(out)]
    )
    main()
    assert capsys.readouterr().out.startswith("8 articles, 14 words")
    assert {json.loads(line)["text"] for line in out.read_text().splitlines()} >= {"First.", "Text 5."}
