"""The samples -> pass or fail: pinned floors and the hash of the data they were measured on.

`pin` raises floors to what was measured, less a margin. It lowers one only where that one is named, so that a worse
program never passes by itself; why it may be worse stands in the commit.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
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
MARGIN = 0.01
"""How far below the measured value a floor is pinned: another processor's rounding is no worse program."""
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


def judge(samples: Path, models: tuple[str, ...], floors_file: Path = FLOORS) -> list[dict[str, Any]]:
    """A row a floor: its name, floor, value, whether it holds. Raises InputError when the data is not the pinned one."""
    floors = json.loads(floors_file.read_text("utf-8"))
    if floors["data"] != data_hash(samples):
        raise InputError(
            f"The samples have hash {data_hash(samples)[:12]}…, the floors were measured on {floors['data'][:12]}….",
            "Where the change is meant, measure again: python -m eval gate --pin --new-data.",
        )
    return compare({name: value for model in models for name, value in measure(samples, model).items()}, floors)


def compare(measured: Mapping[str, float], floors: Mapping[str, Any]) -> list[dict[str, Any]]:
    """A row a measured value. Raises InputError for one without a floor."""
    rows = []
    for name, value in measured.items():
        floor = floors["floors"].get(name)
        if floor is None:
            raise InputError(f"There is no floor for {name}.", "Pin one: python -m eval gate --pin.")
        rows.append({"name": name, "floor": floor, "value": value, "holds": value >= floor - 1e-9})
    return rows


def pin(
    measured: Mapping[str, float],
    data: str,
    floors_file: Path = FLOORS,
    *,
    lower: Iterable[str] = (),
    new_data: bool = False,
) -> Sequence[str]:
    """Pin floors at the measured values less a margin; returns a line a changed floor.

    Floors go up only, but for those named in `lower`. Raises InputError, and writes nothing, when a value is below its
    floor and is not named, or when the data is another and `new_data` is not set.
    """
    pinned = json.loads(floors_file.read_text("utf-8"))
    if pinned["data"] != data and not new_data:
        raise InputError(
            "The samples are not those that the floors were measured on.", "Say --new-data if that is meant."
        )
    floors, allowed, said = dict(pinned["floors"]), set(lower), []
    worse = [name for name, value in measured.items() if value < floors.get(name, value) - 1e-9 and name not in allowed]
    if worse:
        raise InputError(
            f"Refused: {', '.join(worse)} would be lowered.",
            "Mend what made it worse, or name each with --lower and say why in the commit.",
        )
    for name, value in measured.items():
        old, new = floors.get(name), round(value - MARGIN, 3)
        if old is None or new > old or name in allowed:
            floors[name] = new
            said.append(f"{name}: {'none' if old is None else old} -> {new}")
    text = json.dumps({"data": data, "floors": floors}, indent=1) + "\n"
    fresh = floors_file.with_name(f".{floors_file.name}.new")
    fresh.write_text(text, "utf-8")
    fresh.replace(floors_file)
    return said
