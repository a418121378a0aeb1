"""Summaries that people judged x the verifier -> how well its support tells true from false, beside simple baselines."""

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

from eval.calibration import FOLDS, accuracy_interval, areas, balanced_accuracy, best_threshold, folded, reliability
from eval.data import rows
from eval.kept import replace_file
from eval.metrics.unsupported import by_kind
from summarizer.config import Settings
from summarizer.errors import InputError
from summarizer.summaries.verification import check_text, load_verifier
from summarizer.types import Article, content_id

VERIFIER = "verifier"
BASELINES = ("unigram overlap", "ROUGE-2 precision", "entity overlap")


@dataclass(frozen=True, slots=True)
class Judged:
    """One judged summary: its scores by name (`verifier` and baselines), whether people found it consistent."""

    file: str
    id: str
    document: str
    """The document's id: summaries of one document are never split between folds."""
    scores: Mapping[str, float]
    label: bool
    errors: tuple[str, ...]
    origin: str


def run(files: list[Path], out: Path, limit: int, advance: Callable[[], None], seed: int = 0) -> dict[str, Any]:
    """The verifier's support of each summary against people's labels (1 = consistent), by file and together.

    Lines are `{"id", "document", "summary", "label", "error_types"?, "origin"?}`; one that cannot be used is unscored.
    Writes results.json, items.jsonl and report.html. Raises InputError when nothing can be used.
    """
    from eval.faithfulness_page import page

    settings = Settings()
    problems: list[str] = []
    judged: list[Judged] = []
    data = []
    for path in files:
        before, failed = len(judged), len(problems)
        judged += _read(path, settings, limit, problems, advance)
        lost = len(problems) - failed
        data.append(
            {
                "file": path.name,
                "sha256": sha256(path.read_bytes()).hexdigest(),
                "items": len(judged) - before,
                "unscored": lost,
            }
        )
    if not judged:
        raise InputError("No file holds a judged summary.", problems[0] if problems else "")
    results = {**_results(judged, data, load_verifier(settings), seed), "problems": problems}
    out.mkdir(parents=True, exist_ok=True)
    lines = [
        {"file": one.file, "id": one.id, "support": round(one.scores[VERIFIER], 6), "label": int(one.label),
         "error_types": list(one.errors), "scores": {name: round(value, 6) for name, value in one.scores.items()}}
        for one in judged
    ]  # fmt: skip
    replace_file(out / "items.jsonl", "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines))
    replace_file(out / "results.json", json.dumps(results, indent=1) + "\n")
    replace_file(out / "report.html", page(results))
    return results


def _read(path: Path, settings: Settings, limit: int, problems: list[str], advance: Callable[[], None]) -> list[Judged]:
    found: list[Judged] = []
    for number, row in rows(path, problems):
        if limit and len(found) == limit:
            break
        document, summary, label = row.get("document"), row.get("summary"), row.get("label")
        why = ""
        if not isinstance(document, str) or not document.strip():
            why = "there is no document."
        elif not isinstance(summary, str) or not summary.strip():
            why = "the summary is empty."
        elif label not in (0, 1):
            why = f"the label is {label!r}, not 0 or 1."
        else:
            try:
                scores = score(document, summary, settings)
            except Exception as error:  # one summary that the verifier cannot read must not end the run
                why = f"the verifier failed: {type(error).__name__}: {error}"
            else:
                errors = tuple(sorted(set(re.findall(r"[a-z]+-[\w]+", str(row.get("error_types") or "")))))
                origin = str(row.get("origin") or "")
                name = str(row.get("id", number))
                found.append(Judged(path.name, name, content_id(document), scores, bool(label), errors, origin))
                advance()
        if why:
            problems.append(f"{path.name}:{number}: unscored, {why}")
    return found


def score(document: str, summary: str, settings: Settings) -> dict[str, float]:
    """The verifier's mean and least support of the sentences, and the baselines; each higher for the more faithful."""
    article = Article(content_id(document), "", document, language="en")
    supports = [sentence.support for sentence, _ in check_text(summary, (article,), settings)] or [0.0]
    words, held = _tokens(summary), _tokens(document)
    own, known, words_held = Counter(pairwise(words)), Counter(pairwise(held)), set(held)
    missing, named = (sum(map(len, by_kind(summary, text).values())) for text in (document, ""))
    return {
        VERIFIER: sum(supports) / len(supports),
        "verifier (least)": min(supports),
        "unigram overlap": sum(word in words_held for word in words) / max(1, len(words)),
        "ROUGE-2 precision": (own & known).total() / max(1, own.total()),
        "entity overlap": 1 - missing / named if named else 1.0,
    }


def _tokens(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _results(judged: Sequence[Judged], data: list[dict[str, Any]], verifier: Any, seed: int) -> dict[str, Any]:
    names = [row["file"] for row in data if row["items"]]
    parts = {name: [one for one in judged if one.file == name] for name in names}
    files = {
        row["file"]: {
            **judge(parts[row["file"]], [one for one in judged if one.file != row["file"]], seed, verifier.threshold),
            "unscored": row["unscored"],
        }
        for row in data
        if row["items"]
    }
    hashes = ",".join(f"{row['file']}:{row['sha256'][:8]}:{row['items']}" for row in data)
    whole = judge(judged, [], seed, verifier.threshold)
    return {
        "schema": 1,
        "command": "faithfulness",
        "signature": f"faithfulness|{verifier.signature}|data:{hashes}|seed:{seed}|bootstrap:1000 by document",
        "data": data,
        **whole,
        "unscored": sum(row["unscored"] for row in data),
        "own_threshold": verifier.threshold,
        "files": files,
    }


def judge(
    own: Sequence[Judged], others: Sequence[Judged], seed: int = 0, own_threshold: float | None = None
) -> dict[str, Any]:
    """AUC beside the baselines', balanced accuracy at thresholds of other data, calibration, each kind of error.

    The first threshold is that of `others`, where there are any; that of other documents of the same kind is by
    cross-validation (`within`); the verifier's own is `own_threshold`, where it is given (`as_shipped`). Errors are
    `caught` at the last of them, where the share `refused` of the consistent summaries fails too.
    """
    labels = [one.label for one in own]
    support = [one.scores[VERIFIER] for one in own]
    documents = [one.document for one in own]
    folds, median = folded(support, labels, documents, seed)
    within = _accuracy(own, folds, median, f"the other folds of {FOLDS}", seed)
    passed, first = folds, within
    threshold = (
        best_threshold([one.scores[VERIFIER] for one in others], [one.label for one in others]) if others else None
    )
    if threshold is not None:
        passed = [value >= threshold for value in support]
        first = _accuracy(own, passed, threshold, "the other files", seed)
    shipped = None
    if own_threshold is not None:
        passed = [value >= own_threshold for value in support]
        shipped = _accuracy(own, passed, own_threshold, "the verifier's own", seed)
    alarms = [not p for p, label in zip(passed, labels, strict=True) if p is not None and label]
    found = areas(
        {name: [one.scores[name] for one in own] for name in own[0].scores}, labels, VERIFIER, seed, documents
    )
    return {
        "auc": found[VERIFIER]["auc"],
        **first,
        "within": within,
        "as_shipped": shipped,
        "n": len(own),
        "documents": len(set(documents)),
        "consistent": sum(labels),
        "baselines": found,
        "calibration": reliability(support, labels),
        "errors": by_error(own, passed, seed),
        "caught_at": (shipped or first)["threshold_chosen_on"],
        "refused": round(sum(alarms) / len(alarms), 4) if alarms else None,
        "origins": by_origin(own, seed),
    }


def _accuracy(
    own: Sequence[Judged], passed: Sequence[bool | None], threshold: float | None, chosen_on: str, seed: int
) -> dict[str, Any]:
    known = [(one, p) for one, p in zip(own, passed, strict=True) if p is not None]
    kept, labels = [p for _, p in known], [one.label for one, _ in known]
    accuracy = balanced_accuracy(kept, labels) if known else None
    low, high = accuracy_interval(kept, labels, [one.document for one, _ in known], seed)
    return {
        "balanced_accuracy": None if accuracy is None else round(accuracy, 4),
        "balanced_accuracy_low": low,
        "balanced_accuracy_high": high,
        "threshold": None if threshold is None else round(threshold, 4),
        "threshold_chosen_on": chosen_on,
    }


def by_error(own: Sequence[Judged], passed: Sequence[bool | None], seed: int = 0) -> dict[str, dict[str, Any]]:
    """Kind of error -> how many summaries have it, their mean support, their AUC against the consistent, how many are caught.

    A summary with several kinds counts for each.
    """
    good = [one for one in own if one.label]
    found = {}
    for kind in sorted({error for one in own for error in one.errors}):
        bad = [(one, p) for one, p in zip(own, passed, strict=True) if kind in one.errors and not one.label]
        if not bad:
            continue
        supports = [one.scores[VERIFIER] for one, _ in bad]
        labels = [True] * len(good) + [False] * len(bad)
        documents = [one.document for one in [*good, *(one for one, _ in bad)]]
        both = areas({VERIFIER: [one.scores[VERIFIER] for one in good] + supports}, labels, VERIFIER, seed, documents)
        judged = [p for _, p in bad if p is not None]
        found[kind] = {
            "n": len(bad),
            "support": round(sum(supports) / len(supports), 4),
            "caught": round(judged.count(False) / len(judged), 4) if judged else None,
            **{key: both[VERIFIER][key] for key in ("auc", "low", "high")},
        }
    return found


def by_origin(own: Sequence[Judged], seed: int) -> dict[str, dict[str, Any]]:
    """AUC of the verifier and of the baselines within each origin: a set of two origins is half told apart by origin."""
    found = {}
    for origin in sorted({one.origin for one in own} - {""}):
        part = [one for one in own if one.origin == origin]
        scores = {name: [one.scores[name] for one in part] for name in part[0].scores}
        each = areas(scores, [one.label for one in part], VERIFIER, seed, [one.document for one in part])
        found[origin] = {"n": len(part), **{name: row["auc"] for name, row in each.items()}, "areas": each}
    return found


def summary_lines(results: Mapping[str, Any]) -> list[str]:
    """What the command prints: each file's figures, and whether the verifier is above each baseline."""
    lines = []
    for name, row in [*results["files"].items(), ("all", results)]:
        lines.append(
            f"{name}: n {row['n']} of {row['documents']} documents, unscored {row['unscored']},"
            f" ECE {row['calibration']['ece']}, Brier {row['calibration']['brier']}"
        )
        tried = [row, *([row["within"]] if row["within"]["threshold_chosen_on"] != row["threshold_chosen_on"] else [])]
        tried += [row["as_shipped"]] if row["as_shipped"] else []
        lines += [f"  balanced accuracy {_accuracy_line(one)}" for one in tried]
        for baseline, found in row["baselines"].items():
            lines.append(f"  AUC {_interval(found)}  {baseline}{_verdict(baseline, found)}")
        if row["errors"]:
            lines.append(
                f"  errors at the threshold of {row['caught_at']}: {row['refused']} of the consistent fail too"
            )
        for kind, found in row["errors"].items():
            lines.append(f"  AUC {_interval(found)}  {kind}: {found['n']}, caught {found['caught']}")
        for origin, found in row["origins"].items() if name != "all" else ():
            for baseline, area in found["areas"].items():
                lines.append(f"  AUC {_interval(area)}  {origin} ({found['n']}): {baseline}{_verdict(baseline, area)}")
    return lines


def _accuracy_line(row: Mapping[str, Any]) -> str:
    if row["balanced_accuracy"] is None:
        return f"unscored (threshold: {row['threshold_chosen_on']})"
    interval = f"[{row['balanced_accuracy_low']:.3f}, {row['balanced_accuracy_high']:.3f}]"
    return f"{row['balanced_accuracy']:.3f} {interval} at {row['threshold']} (threshold: {row['threshold_chosen_on']})"


def _interval(found: Mapping[str, Any]) -> str:
    if found["auc"] is None:
        return "unscored"
    return f"{found['auc']:.3f} [{found['low']:.3f}, {found['high']:.3f}]"


def _verdict(baseline: str, found: Mapping[str, Any]) -> str:
    if baseline not in BASELINES or found["delta"] is None:
        return ""
    difference = f"{found['delta']:+.3f} [{found['delta_low']:+.3f}, {found['delta_high']:+.3f}]"
    if found["delta_low"] > 0:
        return f": the verifier is better, {difference}"
    if found["delta_high"] < 0:
        return f": the verifier is worse, {difference}"
    return f": not significantly different, {difference}"
