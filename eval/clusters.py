"""Labelled articles x clusterers -> B-cubed and its kin, per file and overall."""

import json
import time
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from eval.data import read_labelled
from eval.metrics.clustering import agreement
from summarizer import clusters
from summarizer.config import Settings


def run(
    files: list[Path], systems: list[str], out: Path, dates: bool, limit: int, say: Callable[[str], None]
) -> dict[str, Any]:
    """Group every file with every clusterer; returns the results as results.json has them."""
    out.mkdir(parents=True, exist_ok=True)
    results: dict[str, Any] = {"schema": 1, "command": "clusters", "files": {}, "systems": {}}
    lines = []
    for name in systems:
        clusterer = clusters.load(replace(Settings(), clusterer=name))
        results.setdefault("signature", clusterer.signature)
        for path in files:
            articles, labels = read_labelled(path, limit)
            if not dates:
                articles = [replace(article, published=None) for article in articles]
            began = time.perf_counter()
            found = clusterer.cluster(articles)
            seconds = time.perf_counter() - began
            place = {a.id: cluster.id for cluster in found for a in cluster.articles}
            scored = asdict(agreement(labels, [place[a.id] for a in articles]))
            results["files"].setdefault(path.name, {})[name] = {**scored, "seconds": seconds}
            lines += [
                json.dumps({"system": name, "file": path.name, "id": a.id, "cluster": place[a.id]}) for a in articles
            ]
            say(f"{name} {path.name}: B-cubed F1 {scored['b3']['f1']:.3f} in {seconds:.1f} s")
    for name in systems:
        own = [by_system[name] for by_system in results["files"].values()]
        results["systems"][name] = _average(own)
    (out / "items.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    (out / "results.json").write_text(json.dumps(results, indent=1) + "\n", "utf-8")
    return results


def _average(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """The mean over files of every number."""
    found: dict[str, Any] = {}
    for key, value in rows[0].items():
        if isinstance(value, dict):
            found[key] = _average([row[key] for row in rows])
        else:
            known = [row[key] for row in rows if row[key] is not None]
            found[key] = sum(known) / len(known) if known else None
    return found
