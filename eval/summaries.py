"""Systems x items -> scores with intervals, pairs with tests. Resumes: what was written and scored is never done again."""

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from eval.data import DataFile, Item
from eval.kept import Kept, replace_file
from eval.metrics import DEFAULT, Case, Scorer, load_scorer
from eval.metrics.rouge import METRICS
from eval.stats import FEW, ROUNDS, all_pairs, mean_of
from eval.systems import Output, System
from summarizer.errors import InputError, SummarizerError, UnknownNameError
from summarizer.text import word_count
from summarizer.types import Evidence, Sentence


@dataclass(frozen=True, slots=True)
class Plan:
    """What is compared, and how."""

    data: tuple[DataFile, ...]
    systems: tuple[str, ...]
    length: str
    """short, long or auto: the file's mean reference length in words."""
    seed: int
    words: int = 0
    """A budget that overrules the length's."""
    metrics: tuple[str, ...] = DEFAULT
    engine: str = "auto"
    """What runs the models."""


def budget_of(plan: Plan, file: DataFile) -> tuple[int, str]:
    """The words a system may write for a file's items, and whether that is its short or its long summary."""
    if plan.words:
        return plan.words, "short" if plan.words <= 80 else "long"
    if plan.length == "short":
        return 60, "short"
    if plan.length == "long":
        return 250, "long"
    counted = [word_count(reference) for item in file.items for reference in item.references]
    mean = round(sum(counted) / len(counted)) if counted else 100
    return mean, "short" if mean <= 80 else "long"


def run(
    plan: Plan, load: Callable[[str], System], out: Path, say: Callable[[str], None], advance: Callable[[], None]
) -> dict[str, Any]:
    """Write and score every item with every system; returns the results as results.json has them.

    A system that raises on an item leaves it unscored, with the reason in items.jsonl; so does one that cannot be loaded
    on all. The next run tries such rows again, and the metrics that could not be had. Raises UnknownNameError for a system nobody knows, and InputError
    when the same data is given twice.
    """
    twice = [label for label, count in Counter(file.label for file in plan.data).items() if count > 1]
    if twice or len({file.sha256 for file in plan.data}) < len(plan.data):
        raise InputError(f"The same data is given twice{': ' + twice[0] if twice else ''}.")
    scorer = load_scorer(plan.metrics)
    out.mkdir(parents=True, exist_ok=True)
    done = Kept(out / "progress.jsonl", signature(plan, scorer))
    if done.stale:
        say(f"note: {done.stale} kept rows are of other options or another version of the program, and not used")
    for name in plan.systems:
        system: System | str | None = None
        for file in plan.data:
            words, length = budget_of(plan, file)
            for item in file.items:
                key = _key(name, file, item, words)
                row = done.rows.get(key)
                if row is None:
                    system = system or _loaded(load, name, say)
                    done.add(key, _one(name, system, file, item, words, length, scorer, say))
                elif (again := _again(row, item, words, length, scorer)) != row:
                    done.add(key, again)
                advance()
    ordered = [
        done.rows[_key(name, file, item, budget_of(plan, file)[0])]
        for name in plan.systems
        for file in plan.data
        for item in file.items
    ]
    replace_file(out / "items.jsonl", "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in ordered))
    results = summarise(plan, ordered, scorer)
    replace_file(out / "results.json", json.dumps(results, indent=1, ensure_ascii=False) + "\n")
    return results


def _key(name: str, file: DataFile, item: Item, words: int) -> str:
    """What a row is kept under: who wrote it (outputs of others by their content), of what, how long."""
    path = Path(name.removeprefix("file:").partition("#")[0])
    given = name.startswith("file:") and path.is_file()
    who = f"{name}:{sha256(path.read_bytes()).hexdigest()[:12]}" if given else name
    return f"{who}|{file.sha256[:12]}|{item.id}|{words}"


def signature(plan: Plan, scorer: Scorer) -> str:
    """Everything that two results must share to be compared."""
    from summarizer import __version__

    files = ",".join(f"{f.path.name}:{f.sha256[:8]}:{len(f.items)}:{budget_of(plan, f)[0]}w" for f in plan.data)
    return f"summaries|v:{__version__}|{scorer.signature}|length:{plan.length}|data:{files}|engine:{plan.engine}|seed:{plan.seed}|bootstrap:{ROUNDS}"


def _loaded(load: Callable[[str], System], name: str, say: Callable[[str], None]) -> System | str:
    """The system, or why it cannot be loaded: the others are compared all the same."""
    try:
        return load(name)
    except UnknownNameError:
        raise
    except Exception as error:  # a missing package, weights or server of one system must not end the run
        reason = _reason(error)
        say(f"{name}: unscored, it cannot be loaded: {reason}")
        return reason


def _reason(error: Exception) -> str:
    return str(error) if isinstance(error, SummarizerError) else f"{type(error).__name__} {error}"


def _one(
    name: str,
    system: System | str,
    file: DataFile,
    item: Item,
    words: int,
    length: str,
    scorer: Scorer,
    say: Callable[[str], None],
) -> dict[str, Any]:
    base = {"system": name, "id": item.id, "file": file.label}
    nothing = dict.fromkeys((*scorer.names, "seconds"))
    if isinstance(system, str):
        return {**base, "text": "", "sentences": [], "scores": nothing, "error": system}
    try:
        output = system(item, words, length)
    except Exception as error:  # another package's system may raise anything; one item must not end the run
        say(f"{name} on {item.id}: unscored, {_reason(error)}")
        return {**base, "text": "", "sentences": [], "scores": nothing, "error": _reason(error)}
    sentences = [asdict(sentence) for sentence in output.sentences]
    scores, reasons = score(item, output, scorer, words, length)
    return {
        **base,
        "text": output.text,
        "headline": output.headline,
        "sentences": sentences,
        "scores": scores,
        "signature": output.signature,
        **({"fallbacks": dict(output.fallbacks)} if output.fallbacks else {}),
        **({"unscored": list(reasons)} if reasons else {}),
    }


def _again(row: dict[str, Any], item: Item, words: int, length: str, scorer: Scorer) -> dict[str, Any]:
    """A kept row, its text scored anew by the metrics that left it unscored: a server may be back."""
    lost = {reason.partition(": ")[0] for reason in row.get("unscored", ())}
    fewer = scorer.only(lost)
    if not fewer.metrics:
        return row
    written = tuple(
        Sentence(s["text"], tuple(Evidence(**one) for one in s["evidence"]), s["support"], s["kind"])
        for s in row["sentences"]
    )
    output = Output(written, row["headline"], row["scores"]["seconds"], row["signature"])
    scores, reasons = score(item, output, fewer, words, length)
    kept = {key: value for key, value in row.items() if key != "unscored"}
    return {**kept, "scores": {**row["scores"], **scores}, **({"unscored": list(reasons)} if reasons else {})}


def score(
    item: Item, output: Output, scorer: Scorer | None = None, words: int = 0, length: str = "short"
) -> tuple[dict[str, float | None], tuple[str, ...]]:
    """Every metric of one output, None where it cannot be computed, and why whole metrics cannot."""
    case = Case(
        output.sentences,
        item.articles,
        item.references,
        output.headline,
        item.titles,
        words,
        "long" if length == "long" else "short",
    )
    scores, reasons = (scorer or load_scorer()).score(case)
    return {**scores, "seconds": output.seconds}, reasons


def summarise(plan: Plan, items: Sequence[dict[str, Any]], scorer: Scorer) -> dict[str, Any]:
    """Means with intervals and pairs of systems on the ROUGE scores, over all items and within each file."""
    names = (*scorer.names, "seconds")
    lost = sum(len(file.problems) for file in plan.data)
    by_system = {name: [row for row in items if row["system"] == name] for name in plan.systems}
    systems = {
        name: {
            metric: _number(asdict(mean_of([*(row["scores"][metric] for row in own), *[None] * lost], plan.seed)))
            for metric in names
        }
        for name, own in by_system.items()
    }
    pairs = _pairs(by_system, names, plan.seed)
    file_pairs = {
        file.label: _pairs(
            {name: [row for row in own if row["file"] == file.label] for name, own in by_system.items()},
            names,
            plan.seed,
        )
        for file in (plan.data if len(plan.data) > 1 else ())
    }
    per_file = {
        file.label: {
            name: {
                metric: _number(
                    asdict(
                        mean_of(
                            [
                                *(r["scores"][metric] for r in own if r["file"] == file.label),
                                *[None] * len(file.problems),
                            ],
                            plan.seed,
                        )
                    )
                )
                for metric in names
            }
            for name, own in by_system.items()
        }
        for file in plan.data
    }
    count = sum(len(file.items) for file in plan.data)
    warnings = [f"only {count} items: small differences cannot be seen"] if count < FEW else []
    if len(plan.data) > 1:
        few = [file for file in plan.data if len(file.items) < FEW]
        warnings += [f"{f.label}: only {len(f.items)} items: small differences cannot be seen" for f in few]
    warnings += [line for file in plan.data for line in (*file.notes, *file.problems)]
    warnings += [f"{f.label}: {item.id}: {p}" for f in plan.data for item in f.items for p in item.problems]
    causes = Counter(reason for row in items for reason in row.get("unscored", ()))
    warnings += [f"unscored {count} times: {reason}" for reason, count in causes.most_common()]
    return {
        "schema": 1,
        "command": "summaries",
        "signature": signature(plan, scorer),
        "signatures": {
            name: next((row["signature"] for row in own if row.get("signature")), "") for name, own in by_system.items()
        },
        "data": [
            {"file": f.label, "sha256": f.sha256, "items": len(f.items), "words": budget_of(plan, f)[0]}
            for f in plan.data
        ],
        "systems": systems,
        "fallbacks": {name: _fallbacks(own) for name, own in by_system.items()},
        "files": per_file,
        "pairs": pairs,
        "file_pairs": file_pairs,
        "warnings": warnings,
    }


def _fallbacks(rows: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """How often a system used which fall-back, over all items."""
    total = Counter[str]()
    for row in rows:
        total.update(row.get("fallbacks", {}))
    return dict(sorted(total.items()))


def _pairs(
    by_system: Mapping[str, Sequence[Mapping[str, Any]]], names: Sequence[str], seed: int
) -> list[dict[str, Any]]:
    """Every pair of systems on each of the ROUGE scores, Holm-corrected within a score."""
    found = []
    for metric in (metric for metric in METRICS if metric in names):
        scores = {name: [row["scores"][metric] for row in own] for name, own in by_system.items()}
        found += [{**asdict(pair), "significant": pair.significant} for pair in all_pairs(metric, scores, seed)]
    return found


def _number(row: dict[str, Any]) -> dict[str, Any]:
    """NaN is no JSON: unknown is null."""
    return {key: (None if isinstance(value, float) and value != value else value) for key, value in row.items()}
