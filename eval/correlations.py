"""Summaries that people judged x metrics -> how far each metric ranks systems, and summaries, as people do.

System level: the correlation, over systems, of the mean score with the mean judgement. Summary level: the mean, over
items, of the correlation over the item's systems (Peyrard et al. 2017, Bhandari et al. 2020). Intervals: a seeded
percentile bootstrap over items.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np

from eval.data import rows
from eval.metrics import Case, Scorer
from summarizer.errors import InputError
from summarizer.text import sentences
from summarizer.types import Article, Sentence, content_id

ROUNDS = 1000
FEWEST_SYSTEMS = 3


@dataclass(frozen=True, slots=True)
class Judged:
    """One system's summary of one item, and what people say of it."""

    item: str
    system: str
    case: Case
    human: float


def read_judged(path: Path, judgement: str = "", limit: int = 0) -> tuple[list[Judged], list[str], str]:
    """(summaries, problems, the judgement's name) of the first `limit` items (0: all).

    Lines are `{"id", "document" | "documents", "references", "systems": [{"system", "summary", "human": {name: value}}]}`.
    `judgement` names the value; by default the first that occurs. What cannot be used is a problem, not an error.
    Raises InputError when nothing can be used.
    """
    found: list[Judged] = []
    problems: list[str] = []
    for count, (number, row) in enumerate(rows(path, problems)):
        if limit and count == limit:
            break
        texts = row["documents"] if isinstance(row.get("documents"), list) else [row.get("document")]
        whole = [text if isinstance(text, str) else str((text or {}).get("text") or "") for text in texts]
        articles = tuple(Article(content_id(text), "", text, language="en") for text in whole if text.strip())
        references = tuple(r for r in row.get("references") or () if isinstance(r, str) and r.strip())
        for entry in row.get("systems") or ():
            human = entry.get("human") or {}
            judgement = judgement or next(iter(human), "")
            value = human.get(judgement)
            place = f"{path.name}:{number}: {row.get('id')}, {entry.get('system')}"
            summary = str(entry.get("summary") or "")
            if not isinstance(value, int | float) or value != value:
                problems.append(f"{place}: unscored, no judgement {judgement!r}.")
            elif not summary.strip():
                problems.append(f"{place}: unscored, the summary is empty.")
            else:
                parts = tuple(Sentence(summary[a:b], (), 0.0, "abstractive") for a, b in sentences(summary))
                found.append(
                    Judged(str(row["id"]), str(entry["system"]), Case(parts, articles, references), float(value))
                )
    if not found:
        raise InputError(f"{path} holds no summary with a judgement {judgement!r}.")
    return found, problems, judgement


def run(
    path: Path,
    scorer: Scorer,
    out: Path,
    judgement: str = "",
    limit: int = 0,
    seed: int = 0,
    advance: Callable[[], None] = lambda: None,
) -> dict[str, Any]:
    """Score every judged summary and correlate; writes results.json and items.jsonl, returns the results."""
    from summarizer import __version__

    judged, problems, judgement = read_judged(path, judgement, limit)
    scored = []
    for one in judged:
        scores, reasons = scorer.score(one.case)
        scored.append(scores)
        problems += [f"{one.item}, {one.system}: unscored, {reason}" for reason in reasons]
        advance()
    digest = sha256(path.read_bytes()).hexdigest()
    items = sorted({one.item for one in judged})
    systems = sorted({one.system for one in judged})
    human = _grid(judged, [one.human for one in judged], items, systems)
    metrics = {}
    for name in scorer.names:
        grid = _grid(judged, [scores[name] for scores in scored], items, systems)
        unscored = sum(scores[name] is None for scores in scored)
        metrics[name] = {**correlate(grid, human, seed), "unscored": unscored}
    results = {
        "schema": 1,
        "command": "correlations",
        "signature": f"correlations|v:{__version__}|{scorer.signature}|data:{path.name}:{digest[:8]}:{len(items)}"
        f"|judgement:{judgement}|seed:{seed}|bootstrap:{ROUNDS}",
        "data": [{"file": path.name, "sha256": digest, "items": len(items), "systems": len(systems)}],
        "judgement": judgement,
        "metrics": metrics,
        "problems": problems,
    }
    out.mkdir(parents=True, exist_ok=True)
    lines = [
        json.dumps({"id": one.item, "system": one.system, "human": one.human, "scores": scores}, ensure_ascii=False)
        for one, scores in zip(judged, scored, strict=True)
    ]
    (out / "items.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    (out / "results.json").write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", "utf-8")
    return results


def _grid(
    judged: Sequence[Judged], values: Sequence[float | None], items: Sequence[str], systems: Sequence[str]
) -> np.ndarray:
    """(items, systems), NaN where there is no value."""
    grid = np.full((len(items), len(systems)), np.nan)
    row, column = {item: i for i, item in enumerate(items)}, {system: i for i, system in enumerate(systems)}
    for one, value in zip(judged, values, strict=True):
        if value is not None:
            grid[row[one.item], column[one.system]] = value
    return grid


def correlate(scores: np.ndarray, human: np.ndarray, seed: int = 0) -> dict[str, dict[str, Any]]:
    """Both levels' Pearson and Kendall tau-b with 95% intervals, from two (items, systems) arrays with NaN for unknown.

    A value that is not defined (a side does not vary, fewer than three systems) is None. `n` counts what it rests on:
    systems, or items.
    """
    known = ~(np.isnan(scores) | np.isnan(human))
    scores, human = np.where(known, scores, np.nan), np.where(known, human, np.nan)
    rng = np.random.default_rng(seed)
    picks = rng.integers(0, len(scores), (ROUNDS, len(scores)))
    found: dict[str, dict[str, Any]] = {"system": {}, "summary": {}}
    for name, method in (("pearson", pearson), ("kendall", kendall)):
        point = method(_mean(scores[None], 1), _mean(human[None], 1))[0]
        drawn = np.concatenate([method(_mean(scores[p], 1), _mean(human[p], 1)) for p in np.split(picks, 10)])
        found["system"][name] = _interval(point, drawn)
        each = method(scores, human)
        found["summary"][name] = _interval(_mean(each[None], 1)[0], _mean(each[picks], 1))
        found["summary"]["n"] = int((~np.isnan(each)).sum())
    found["system"]["n"] = int(known.any(axis=0).sum())
    return found


def _mean(values: np.ndarray, axis: int) -> np.ndarray:
    """The mean of what is known; NaN where nothing is."""
    count = (~np.isnan(values)).sum(axis=axis)
    total = np.nansum(values, axis=axis)
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)


def _interval(point: float, drawn: np.ndarray) -> dict[str, float | None]:
    drawn = drawn[~np.isnan(drawn)]
    if np.isnan(point) or not len(drawn):
        return {"value": None, "low": None, "high": None}
    low, high = np.quantile(drawn, [0.025, 0.975])
    return {"value": round(float(point), 4), "low": round(float(low), 4), "high": round(float(high), 4)}


def pearson(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Pearson's r of each row of two (rows, n) arrays over what both know; NaN when a side does not vary."""
    known = ~(np.isnan(a) | np.isnan(b))
    a, b = np.where(known, a, np.nan), np.where(known, b, np.nan)
    x, y = a - _mean(a, 1)[:, None], b - _mean(b, 1)[:, None]
    up = np.nansum(x * y, axis=1)
    down = np.sqrt(np.nansum(x * x, axis=1) * np.nansum(y * y, axis=1))
    enough = (known.sum(axis=1) >= FEWEST_SYSTEMS) & (down > 1e-12)
    return np.where(enough, up / np.where(enough, down, 1), np.nan)


def kendall(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Kendall's tau-b of each row of two (rows, n) arrays over what both know; NaN when a side does not vary."""
    known = ~(np.isnan(a) | np.isnan(b))
    x, y = (
        np.sign(np.round(v[:, :, None] - v[:, None, :], 12))
        for v in (np.where(known, a, np.nan), np.where(known, b, np.nan))
    )
    up = np.nansum(x * y, axis=(1, 2))
    down = np.sqrt(np.nansum(x * x, axis=(1, 2)) * np.nansum(y * y, axis=(1, 2)))
    enough = (known.sum(axis=1) >= FEWEST_SYSTEMS) & (down > 0)
    return np.where(enough, up / np.where(enough, down, 1), np.nan)


def table(results: dict[str, Any]) -> str:
    """The correlations as Markdown, the metric that ranks systems best first."""
    head = "| metric | system: Pearson | system: Kendall | summary: Pearson | summary: Kendall | unscored |\n|---|---|---|---|---|---|"
    order = sorted(
        results["metrics"].items(), key=lambda pair: (-abs(pair[1]["system"]["kendall"]["value"] or 0), pair[0])
    )
    lines = [
        f"| {name} | {' | '.join(_cell(found[level][method]) for level in ('system', 'summary') for method in ('pearson', 'kendall'))}"
        f" | {found['unscored']} |"
        for name, found in order
    ]
    return "\n".join([head, *lines])


def _cell(found: dict[str, float | None]) -> str:
    if found["value"] is None:
        return "not defined"
    return f"{found['value']:.2f} [{found['low']:.2f}, {found['high']:.2f}]"
