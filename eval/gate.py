"""The samples -> pass or fail: pinned floors and the hash of the data they were measured on.

A floor is raised or lowered by hand in floors.json, with the reason in the commit; nothing here writes that file.
"""

import json
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from eval.data import read_stories
from eval.metrics.clustering import agreement
from eval.metrics.unsupported import unsupported
from eval.summaries import score
from eval.systems import load_system
from summarizer import pipeline
from summarizer.config import Settings
from summarizer.errors import InputError
from summarizer.summaries import EXTRACTIVE

FLOORS = Path(__file__).parent / "floors.json"
FEW = 5
"""How many stories a model writes for the gate, short only: the whole test run has to stay under ten minutes."""
NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)


def data_hash(samples: Path) -> str:
    """One hash over all files of the samples."""
    digest = sha256()
    for path in sorted(samples.rglob("*.jsonl")):
        digest.update(path.relative_to(samples).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def measure(samples: Path, model: str) -> dict[str, float]:
    """What the gate watches: B-cubed of the stories, ROUGE of the summaries, what nothing supports."""
    settings = Settings(offline=True, cluster="24h", stories=50, min_articles=1, model="coverage")
    gathered = pipeline.gather([str(samples / "articles")], settings, now=NOW)
    truth = {
        row["url"]: row["cluster"]
        for row in map(json.loads, (samples / "reference/clusters.jsonl").read_text("utf-8").splitlines())
    }
    placed = [(truth[a.url], cluster.id) for cluster in gathered.clusters for a in cluster.articles]
    found = {"clusters_b3_f1": agreement([t for t, _ in placed], [c for _, c in placed]).b3.f1}
    system = load_system(model, Settings(offline=True))
    extractive = model in EXTRACTIVE
    for length in ("short", "long") if extractive else ("short",):
        file = read_stories(samples / f"reference/stories-{length}.jsonl")
        scored, bad, total = [], 0, 0
        for item in file.items if extractive else file.items[:FEW]:
            output = system(item, 60 if length == "short" else 250, length)
            scored.append(score(item, output)[0])
            text = "\n".join(f"{a.title}\n{a.text}" for a in item.articles)
            bad += sum(bool(unsupported(s.text, text)) for s in output.sentences)
            total += len(output.sentences)
        found[f"{model}_{length}_rouge1"] = sum(s["rouge1"] or 0.0 for s in scored) / len(scored)
        found[f"{model}_{length}_rouge2"] = sum(s["rouge2"] or 0.0 for s in scored) / len(scored)
        found[f"{model}_{length}_supported_sentences"] = 1 - bad / max(1, total)
    return found


def judge(samples: Path, models: tuple[str, ...]) -> list[dict[str, Any]]:
    """A row a floor: its name, floor, value, whether it holds. Raises InputError when the data is not the pinned one."""
    floors = json.loads(FLOORS.read_text("utf-8"))
    if floors["data"] != data_hash(samples):
        raise InputError(
            f"The samples have hash {data_hash(samples)[:12]}…, the floors were measured on {floors['data'][:12]}….",
            "Measure again and change eval/floors.json by hand.",
        )
    rows = []
    for model in models:
        for name, value in measure(samples, model).items():
            floor = floors["floors"].get(name)
            if floor is None:
                raise InputError(f"There is no floor for {name} in {FLOORS.name}.")
            rows.append({"name": name, "floor": floor, "value": value, "holds": value >= floor - 1e-9})
    return rows
