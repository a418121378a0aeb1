"""Labelled articles x clusterers -> B-cubed and its kin, per file and overall.

Beside the systems as they are stand `default, left out` (for each file the cut that is best on the other files, so that
its own labels chose nothing; the other parameters stay) and two that flatter: `default, tuned` and `agglomerative,
tuned` take the value that is best on the labels of the very file.
"""

import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from eval.clusters_page import page
from eval.data import labels_of
from eval.kept import replace_file
from eval.labelled import Labelled, read_labelled
from eval.metrics.clustering import agreement, b_cubed_interval
from summarizer import __version__, clusters
from summarizer.clusters.default import DefaultClusterer
from summarizer.clusters.peers import agglomerative
from summarizer.config import Settings
from summarizer.embeddings import load_embedder
from summarizer.protocols import Clusterer
from summarizer.store import open_store

CUTS = (0.04, 0.06, 0.08, 0.1, 0.12, 0.14, 0.16)
DISTANCES = (0.70, 0.72, 0.74, 0.76, 0.78, 0.80, 0.82, 0.84, 0.86, 0.88, 0.90)


def run(
    files: list[Path],
    systems: list[str],
    out: Path,
    dates: bool,
    limit: int,
    say: Callable[[str], None],
    tune: bool = False,
) -> dict[str, Any]:
    """Group every file with every clusterer; returns the results as results.json has them. `tune` adds the sweeps.

    A line that holds no labelled article counts as unscored in its file. A clusterer that fails on a file has no scores
    there. Raises InputError for a file without any article, and UnknownNameError for a clusterer nobody knows.
    """
    sets = dict(zip(labels_of(files), (read_labelled(path, limit) for path in files), strict=True))
    problems = [problem for labelled in sets.values() for problem in labelled.problems]
    if not dates:
        undated = {file: tuple(replace(a, published=None) for a in one.articles) for file, one in sets.items()}
        sets = {file: replace(one, articles=undated[file]) for file, one in sets.items()}
    results: dict[str, Any] = {"schema": 1, "command": "clusters", "signature": "", "signatures": {}, "data": []}
    results["data"] = [
        {"file": file, "sha256": one.sha256, "items": len(one.articles), "unscored": len(one.problems)}
        for file, one in sets.items()
    ]
    results |= {"files": {file: {} for file in sets}, "systems": {}}
    lines: list[str] = []
    placed: dict[tuple[str, str], dict[str, str]] = {}
    with open_store(":memory:") as cache:
        loaded = {name: clusters.load(replace(Settings(), clusterer=name, steady=False), cache) for name in systems}
        for name, clusterer in loaded.items():
            results["signatures"][name] = clusterer.signature
            for file, labelled in sets.items():
                try:
                    row, place = _scored(clusterer, labelled)
                except Exception as error:  # one clusterer that fails on one file must not end the run
                    problems.append(f"{name} on {file}: unscored, {type(error).__name__}: {error}")
                    continue
                results["files"][file][name] = row
                placed[name, file] = place
                lines += [
                    json.dumps({"system": name, "file": file, "id": a.id, "cluster": place[a.id]})
                    for a in labelled.articles
                ]
                say(f"{name} {file}: B-cubed F1 {row['b3']['f1']:.3f} in {row['seconds']:.1f} s")
        if tune:
            for file, rows in _tuned(sets, cache, say).items():
                results["files"][file].update(rows)
    for name in dict.fromkeys([*systems, *(name for by_system in results["files"].values() for name in by_system)]):
        own = [by_system[name] for by_system in results["files"].values() if name in by_system]
        results["systems"][name] = {**_average(own), "unscored": sum(row["unscored"] for row in own)} if own else {}
    hashes = ",".join(f"{row['file']}:{row['sha256'][:8]}:{row['items']}" for row in results["data"])
    made = "+".join(dict.fromkeys(results["signatures"].values()))
    results["signature"] = (
        f"clusters|v:{__version__}|{made}|dates:{'yes' if dates else 'no'}|bootstrap:1000 by story|data:{hashes}"
    )
    results["problems"] = problems
    out.mkdir(parents=True, exist_ok=True)
    replace_file(out / "items.jsonl", "".join(f"{line}\n" for line in lines))
    replace_file(out / "results.json", json.dumps(results, indent=1) + "\n")
    replace_file(out / "report.html", page(results, sets, placed))
    return results


def table(results: Mapping[str, Any]) -> str:
    """B-cubed F1 as Markdown: a line a system, a column a file, then the mean."""
    files = list(results["files"])
    lines = [f"| B-cubed F1 | {' | '.join(Path(f).stem for f in files)} | mean |", "|---" * (len(files) + 2) + "|"]
    for name, mean in results["systems"].items():
        cells = [_f1(results["files"][file].get(name, {})) for file in files]
        lost = cells.count("unscored")
        lines.append(
            f"| {name} | {' | '.join(cells)} | {_f1(mean)}{f' (without {lost} of the files)' if mean and lost else ''} |"
        )
    return "\n".join(lines)


def _f1(row: Mapping[str, Any]) -> str:
    if not row:
        return "unscored"
    interval = f" [{row['b3']['low']:.3f}, {row['b3']['high']:.3f}]" if row["b3"].get("low") is not None else ""
    return f"{row['b3']['f1']:.3f}{interval}" + (f" ({row['unscored']} unscored)" if row.get("unscored") else "")


def _scored(clusterer: Clusterer, labelled: Labelled) -> tuple[dict[str, Any], dict[str, str]]:
    """The scores of one grouping, and each article's cluster."""
    articles, labels = labelled.articles, labelled.labels
    began = time.perf_counter()
    found = clusterer.cluster(articles)
    seconds = time.perf_counter() - began
    place = {a.id: cluster.id for cluster in found for a in cluster.articles}
    placed = [place[a.id] for a in articles]
    scores = asdict(agreement(labels, placed))
    scores["b3"]["low"], scores["b3"]["high"] = b_cubed_interval(labels, placed)
    return {**scores, "seconds": seconds, "unscored": len(labelled.problems)}, place


def _tuned(sets: Mapping[str, Labelled], cache: Any, say: Callable[[str], None]) -> dict[str, dict[str, Any]]:
    """Per file the sweeps' systems; without a second file nothing can be left out."""
    embedder = load_embedder(Settings(), cache)
    cuts = {cut: DefaultClusterer(embedder=embedder, cut=cut) for cut in CUTS}
    links = {distance: agglomerative(Settings(), distance=distance) for distance in DISTANCES}
    swept = {file: [_scored(clusterer, labelled)[0] for clusterer in cuts.values()] for file, labelled in sets.items()}
    linked = {file: [_scored(peer, labelled)[0] for peer in links.values()] for file, labelled in sets.items()}
    found: dict[str, dict[str, Any]] = {}
    for file in sets:
        others = [rows for name, rows in swept.items() if name != file]
        found[file] = {"default, tuned": swept[file][_best([swept[file]])]}
        found[file]["agglomerative, tuned"] = linked[file][_best([linked[file]])]
        if others:
            best = _best(others)
            found[file]["default, left out"] = swept[file][best]
            found[file]["agglomerative, left out"] = linked[file][
                _best([rows for name, rows in linked.items() if name != file])
            ]
            say(f"{file} left out: the others choose the cut {CUTS[best]}, {swept[file][best]['b3']['f1']:.3f}")
    return found


def _best(rows: Sequence[Sequence[Mapping[str, Any]]]) -> int:
    """The place in a sweep whose mean F1 over the files is highest; of equals the first."""
    means = [sum(row[place]["b3"]["f1"] for row in rows) for place in range(len(rows[0]))]
    return means.index(max(means))


def _average(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """The mean over files of every number; an interval only of a single file's."""
    found: dict[str, Any] = {}
    for key, value in rows[0].items():
        if key in ("low", "high") and len(rows) > 1:
            continue
        if isinstance(value, dict):
            found[key] = _average([row[key] for row in rows])
        else:
            known = [row[key] for row in rows if row[key] is not None]
            found[key] = sum(known) / len(known) if known else None
    return found
