"""`python -m eval clusters`: what stands in the results, and that leaving a file out uses the others' labels only."""

import json
from pathlib import Path

import pytest

from eval import clusters
from tests.clusters.news import day


def _write(path: Path, seed: int, sizes: list[int], singles: int) -> Path:
    articles, truth = day(seed, sizes, singles)
    rows = [{"id": a.id, "title": a.title, "text": a.text, "date": None, "cluster": truth[a.id]} for a in articles]
    path.write_text("\n".join(json.dumps(row) for row in rows) + "\n", "utf-8")
    return path


def test_sweeps_stand_beside_the_systems(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clusters, "CUTS", (0.02, 0.1))
    monkeypatch.setattr(clusters, "DISTANCES", (0.8, 0.99))
    files = [_write(tmp_path / "a.jsonl", 1, [5, 4, 3], 8), _write(tmp_path / "b.jsonl", 2, [6, 2, 2], 10)]
    said: list[str] = []
    results = clusters.run(files, ["agglomerative"], tmp_path / "out", True, 0, said.append, tune=True)
    names = {"agglomerative", "default, tuned", "default, left out", "agglomerative, tuned", "agglomerative, left out"}
    assert set(results["systems"]) == names
    for row in results["files"].values():
        assert row["default, left out"]["b3"]["f1"] <= row["default, tuned"]["b3"]["f1"]
    assert json.loads((tmp_path / "out/results.json").read_text("utf-8"))["systems"].keys() == names
    assert len((tmp_path / "out/items.jsonl").read_text("utf-8").splitlines()) == 40
    assert clusters.table(results).count("\n") == 1 + len(names)
    alone = clusters.run(files[:1], ["agglomerative"], tmp_path / "one", True, 0, said.append, tune=True)
    assert "default, left out" not in alone["systems"]
