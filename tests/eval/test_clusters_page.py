"""The clusters' report: which stories were torn and which clusters mixed, and that no title becomes markup."""

import json
from pathlib import Path
from typing import Any

from eval import clusters
from eval.clusters_page import mixed, page, torn
from eval.labelled import Labelled, read_labelled

EVIL = "<script>alert('x')</script>"


def labelled(folder: Path, *stories: Any) -> Labelled:
    rows = [
        {"id": f"a{n}", "title": f"Title {n} {EVIL}", "text": "", "cluster": story} for n, story in enumerate(stories)
    ]
    path = folder / "set.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return read_labelled(path)


def test_the_worst_come_first(tmp_path: Path) -> None:
    given = labelled(tmp_path, "x", "x", "x", "x", "y", "y", "z")
    place = dict(zip((f"a{n}" for n in range(7)), ["1", "1", "2", "3", "3", "4", "4"], strict=True))
    stories = torn(given, place)
    assert [name for name, _ in stories] == ["x", "y"], "x lies in three parts, y in two, z is whole"
    assert [part for part, _ in stories[0][1]] == ["1", "1", "2", "3"]
    assert [name for name, _ in mixed(given, place)] == ["3", "4"]
    whole = {f"a{n}": story for n, story in enumerate("xxxxyyz")}
    assert torn(given, whole) == mixed(given, whole) == []


def test_an_article_of_two_stories_stands_in_both(tmp_path: Path) -> None:
    given = labelled(tmp_path, "x", ["x", "y"], "y")
    assert [name for name, _ in torn(given, {"a0": "1", "a1": "1", "a2": "2"})] == ["y"]
    assert [name for name, _ in mixed(given, {"a0": "1", "a1": "1", "a2": "2"})] == ["1"]


def test_the_command_writes_a_page_that_says_what_a_reader_needs(tmp_path: Path) -> None:
    given = labelled(tmp_path, *"xxyyz")
    found = clusters.run([given.path], ["agglomerative"], tmp_path / "out", True, 0, lambda _: None)
    text = (tmp_path / "out/report.html").read_text("utf-8")
    row = found["files"]["set.jsonl"]["agglomerative"]["b3"]
    assert f"{100 * row['f1']:.1f} [{100 * row['low']:.1f}, {100 * row['high']:.1f}]" in text
    assert found["signature"] in text
    assert "<svg" in text
    assert "Clusters that were mixed: " in text
    assert "<script>" not in text
    place = {f"a{n}": EVIL for n in range(5)}
    assert "<script>" not in page(found, {"set.jsonl": given}, {("agglomerative", "set.jsonl"): place})
