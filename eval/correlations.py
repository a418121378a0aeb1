"""Summaries that people judged x metrics -> how far each metric ranks systems, and summaries, as people do.

System level: the correlation, over systems, of the mean score with the mean judgement. Summary level: the mean, over
items, of the correlation over the item's systems (Peyrard et al. 2017, Bhandari et al. 2020).

Intervals, 95%. System level: the systems are taken for a sample of systems; normal on Fisher's z scale, with variance
1 / (n - 3) for Pearson (Fisher 1921) and 0.437 / (n - 4) for Kendall (Fieller, Hartley & Pearson 1957; Bonett & Wright
2000). Resampling the items instead adds noise to every mean, lowers every drawn correlation, and gave intervals that
lay below their own estimate. Summary level: a seeded percentile bootstrap over items, which a mean allows.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from math import isfinite
from pathlib import Path
from typing import Any

import numpy as np

from eval.data import is_id, rows
from eval.kept import replace_file
from eval.metrics import Case, Scorer
from summarizer.errors import InputError
from summarizer.text import sentences
from summarizer.types import Article, Sentence, content_id

ROUNDS = 1000
NORMAL = 1.959964
"""The normal quantile of 97.5%."""
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
    seen: set[str] = set()
    for count, (number, row) in enumerate(rows(path, problems)):
        if limit and count == limit:
            break
        place = f"{path.name}:{number}"
        if not is_id(row.get("id")) or not isinstance(row.get("systems"), list) or str(row["id"]) in seen:
            twice = is_id(row.get("id")) and str(row["id"]) in seen
            why = f"the id {row['id']} occurs twice." if twice else "an item needs an id and systems."
            problems.append(f"{place}: unscored, {why}")
            continue
        seen.add(str(row["id"]))
        articles, references = _articles(row), _references(row)
        for entry in row["systems"]:
            try:
                system, summary, human = _entry(entry)
                judgement = judgement or next(iter(human), "")
                value = human.get(judgement)
                if not isinstance(value, int | float) or isinstance(value, bool) or not isfinite(value):
                    raise InputError(f"no judgement {judgement!r}.")
                if not summary.strip():
                    raise InputError("the summary is empty.")
            except InputError as error:
                name = f", {entry['system']}" if isinstance(entry, dict) and is_id(entry.get("system")) else ""
                problems.append(f"{place}: {row['id']}{name}: unscored, {error}")
            else:
                parts = tuple(Sentence(summary[a:b], (), 0.0, "abstractive") for a, b in sentences(summary))
                found.append(Judged(str(row["id"]), system, Case(parts, articles, references), float(value)))
    if not found:
        raise InputError(
            f"{path} holds no summary with a judgement {judgement!r}.".replace(" ''", ""),
            problems[0] if problems else "",
        )
    return found, problems, judgement


def _articles(row: Mapping[str, Any]) -> tuple[Article, ...]:
    given = row["documents"] if isinstance(row.get("documents"), list) else [row.get("document")]
    texts = [one.get("text") if isinstance(one, dict) else one for one in given]
    return tuple(Article(content_id(t), "", t, language="en") for t in texts if isinstance(t, str) and t.strip())


def _references(row: Mapping[str, Any]) -> tuple[str, ...]:
    given = row.get("references")
    return tuple(r for r in given if isinstance(r, str) and r.strip()) if isinstance(given, list) else ()


def _entry(entry: Any) -> tuple[str, str, Mapping[str, Any]]:
    """A system's name, summary and judgements. Raises InputError."""
    if not isinstance(entry, dict) or not is_id(entry.get("system")):
        raise InputError("an entry needs a system.")
    summary, human = entry.get("summary") or "", entry.get("human") or {}
    if not isinstance(summary, str) or not isinstance(human, dict):
        raise InputError("the summary is no text, or the judgements are no object.")
    return str(entry["system"]), summary, human


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
        f"|judgement:{judgement}|seed:{seed}|system:fisher-z|summary:bootstrap {ROUNDS}",
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
    replace_file(out / "items.jsonl", "\n".join(lines) + "\n")
    replace_file(out / "results.json", json.dumps(results, indent=1, ensure_ascii=False) + "\n")
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

    A value that is not defined (a side does not vary, fewer than three systems) is None, and so is an interval from too
    few systems (three for Pearson, four for Kendall). `n` counts what it rests on: systems, or items.
    """
    known = ~(np.isnan(scores) | np.isnan(human))
    scores, human = np.where(known, scores, np.nan), np.where(known, human, np.nan)
    picks = np.random.default_rng(seed).integers(0, len(scores), (ROUNDS, len(scores)))
    systems = int(known.any(axis=0).sum())
    found: dict[str, dict[str, Any]] = {"system": {}, "summary": {}}
    for name, method in (("pearson", pearson), ("kendall", kendall)):
        point = float(method(_mean(scores[None], 1), _mean(human[None], 1))[0])
        found["system"][name] = _rounded(point, *fisher(point, systems, name))
        each = method(scores, human)
        drawn = _mean(each[picks], 1)
        drawn = drawn[~np.isnan(drawn)]
        low, high = np.quantile(drawn, [0.025, 0.975]) if len(drawn) else (np.nan, np.nan)
        found["summary"][name] = _rounded(float(_mean(each[None], 1)[0]), float(low), float(high))
        found["summary"]["n"] = int((~np.isnan(each)).sum())
    found["system"]["n"] = systems
    return found


def fisher(point: float, n: int, name: str = "pearson") -> tuple[float, float]:
    """The 95% interval of a correlation over n pairs, on Fisher's z scale; NaN when n is too small.

    A tau of 1 or -1 is taken half a swap of two neighbours further in: that no pair was out of order is no proof that
    none ever is.
    """
    variance, lost = (1.0, 3) if name == "pearson" else (0.437, 4)
    if n <= lost or np.isnan(point):
        return float("nan"), float("nan")
    within = point
    if name == "kendall":
        edge = 1 - 2 / (n * (n - 1))
        within = min(edge, max(-edge, point))
    z, half = np.arctanh(min(1 - 1e-12, max(1e-12 - 1, within))), NORMAL * (variance / (n - lost)) ** 0.5
    low, high = float(np.tanh(z - half)), float(np.tanh(z + half))
    return min(low, point), max(high, point)


def _mean(values: np.ndarray, axis: int) -> np.ndarray:
    """The mean of what is known; NaN where nothing is."""
    count = (~np.isnan(values)).sum(axis=axis)
    total = np.nansum(values, axis=axis)
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)


def _rounded(point: float, low: float, high: float) -> dict[str, float | None]:
    named = {"value": point, "low": low, "high": high}
    return {key: None if np.isnan(point) or np.isnan(value) else round(value, 4) for key, value in named.items()}


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
        f"| {name} | {' | '.join(figure(found[level][method]) for level in ('system', 'summary') for method in ('pearson', 'kendall'))}"
        f" | {found['unscored']} |"
        for name, found in order
    ]
    return "\n".join([head, *lines])


def figure(found: Mapping[str, Any]) -> str:
    """A correlation with its interval, as text."""
    if found["value"] is None:
        return "not defined"
    if found["low"] is None:
        return f"{found['value']:.2f} [too few]"
    return f"{found['value']:.2f} [{found['low']:.2f}, {found['high']:.2f}]"
