"""Summaries that people judged x the verifier -> how well its support tells true from false, beside simple baselines."""

import json
import re
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

from eval.data import rows
from eval.metrics.unsupported import unsupported
from eval.stats import auc
from summarizer.config import Settings
from summarizer.summaries.verification import check_text, load_verifier
from summarizer.types import Article, content_id

THRESHOLD = 0.5


def run(files: list[Path], out: Path, limit: int, advance: Callable[[], None]) -> dict[str, Any]:
    """The verifier's mean and least support of each summary against people's labels (1 = consistent)."""
    settings = Settings()
    out.mkdir(parents=True, exist_ok=True)
    results: dict[str, Any] = {
        "schema": 1,
        "command": "faithfulness",
        "signature": load_verifier(settings).signature,
        "files": {},
    }
    lines: list[str] = []
    whole: list[tuple[dict[str, float], bool]] = []
    for path in files:
        scored: list[tuple[dict[str, float], bool]] = []
        for number, (_, row) in enumerate(rows(path)):
            if limit and number == limit:
                break
            values = _scores(row["document"], row["summary"], settings)
            label = bool(row["label"])
            scored.append((values, label))
            lines.append(
                json.dumps({"file": path.name, "id": row["id"], "support": values["verifier"], "label": int(label)})
            )
            advance()
        results["files"][path.name] = _judge(scored)
        whole += scored
    results.update(_judge(whole))
    (out / "items.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    (out / "results.json").write_text(json.dumps(results, indent=1) + "\n", "utf-8")
    return results


def _scores(document: str, summary: str, settings: Settings) -> dict[str, float]:
    article = Article(content_id(document), "", document, language="en")
    supports = [sentence.support for sentence, _ in check_text(summary, (article,), settings)] or [0.0]
    words, held = _tokens(summary), Counter(_tokens(document))
    pairs = Counter(pairwise(words))
    known = Counter(pairwise(_tokens(document)))
    return {
        "verifier": sum(supports) / len(supports),
        "verifier (least)": min(supports),
        "unigram overlap": sum(w in held for w in words) / max(1, len(words)),
        "ROUGE-2 precision": (pairs & known).total() / max(1, pairs.total()),
        "entity overlap": -float(len(unsupported(summary, document))),
    }


def _tokens(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _judge(scored: list[tuple[dict[str, float], bool]]) -> dict[str, Any]:
    labels = [label for _, label in scored]
    areas = {name: auc([values[name] for values, _ in scored], labels) for name in scored[0][0]} if scored else {}
    passed = [values["verifier"] >= THRESHOLD for values, _ in scored]
    right = [
        sum(p == label for p, label in zip(passed, labels, strict=True) if label is kind) for kind in (True, False)
    ]
    counts = [labels.count(True), labels.count(False)]
    balanced = sum(r / c for r, c in zip(right, counts, strict=True)) / 2 if all(counts) else None
    return {
        "auc": areas.get("verifier"),
        "balanced_accuracy": balanced,
        "threshold": THRESHOLD,
        "n": len(scored),
        "baselines": areas,
    }
