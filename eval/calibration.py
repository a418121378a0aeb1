"""Scores and true-or-false labels -> how well the scores tell them apart, and what they are worth as probabilities.

Balanced accuracy, at a threshold that was chosen on other data; AUC with its interval, and its difference to another
score's on the same items; reliability bins, expected calibration error (Guo et al. 2017) and Brier score.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from eval.stats import auc

BINS = 10
FOLDS = 5
ROUNDS = 1000


def best_threshold(scores: Sequence[float], labels: Sequence[bool]) -> float | None:
    """The threshold (score >= it: true) of the highest balanced accuracy, half way between two scores.

    Of equal ones the middle. None when only one label occurs.
    """
    values, truth = np.asarray(scores, dtype=np.float64), np.asarray(labels, dtype=bool)
    if truth.all() or not truth.any():
        return None
    known = np.unique(values)
    cuts = np.concatenate([[known[0]], (known[:-1] + known[1:]) / 2])
    reached = np.array([balanced_accuracy(values >= cut, truth) for cut in cuts], dtype=np.float64)
    best = np.flatnonzero(reached >= reached.max() - 1e-12)
    return float(cuts[best[len(best) // 2]])


def balanced_accuracy(passed: Any, labels: Any) -> float | None:
    """The mean of the shares of the true ones that pass and of the false ones that do not; None with one label only."""
    passed, truth = np.asarray(passed, dtype=bool), np.asarray(labels, dtype=bool)
    if truth.all() or not truth.any():
        return None
    return float((passed[truth].mean() + (~passed[~truth]).mean()) / 2)


def folded(
    scores: Sequence[float], labels: Sequence[bool], groups: Sequence[str], seed: int = 0
) -> tuple[list[bool | None], float | None]:
    """(whether each passes, None where that cannot be said; the median threshold) by cross-validation.

    Each of five folds is judged by the threshold of the other four; items of one group share a fold.
    """
    names = sorted(set(groups))
    order = np.random.default_rng(seed).permutation(len(names))
    fold_of = {names[place]: rank % FOLDS for rank, place in enumerate(order)}
    folds = [fold_of[group] for group in groups]
    passed: list[bool | None] = [None] * len(scores)
    thresholds = []
    for fold in range(FOLDS):
        own = [i for i, f in enumerate(folds) if f == fold]
        rest = [i for i, f in enumerate(folds) if f != fold]
        threshold = best_threshold([scores[i] for i in rest], [labels[i] for i in rest]) if rest else None
        if threshold is None or not own:
            continue
        thresholds.append(threshold)
        for i in own:
            passed[i] = scores[i] >= threshold
    return passed, float(np.median(thresholds)) if thresholds else None


def draws(groups: Sequence[str], seed: int = 0, rounds: int = ROUNDS) -> Iterator[np.ndarray]:
    """Places of items, drawn with replacement by whole groups: items of one group are no independent witnesses.

    A cluster bootstrap (Davison & Hinkley 1997, section 3.8).
    """
    members: dict[str, list[int]] = {}
    for place, group in enumerate(groups):
        members.setdefault(group, []).append(place)
    parts = [np.array(places) for places in members.values()]
    rng = np.random.default_rng(seed)
    for _ in range(rounds):
        yield np.concatenate([parts[number] for number in rng.integers(0, len(parts), len(parts))])


def accuracy_interval(
    passed: Sequence[bool], labels: Sequence[bool], groups: Sequence[str], seed: int = 0
) -> tuple[float | None, float | None]:
    """The 95% interval of the balanced accuracy at thresholds that are given; None with one label only."""
    found, truth = np.asarray(passed, dtype=bool), np.asarray(labels, dtype=bool)
    if not len(truth) or truth.all() or not truth.any():
        return None, None
    reached = [balanced_accuracy(found[pick], truth[pick]) for pick in draws(groups, seed)]
    return _bounds(np.array([value for value in reached if value is not None]))


def areas(
    scores: Mapping[str, Sequence[float]],
    labels: Sequence[bool],
    against: str,
    seed: int = 0,
    groups: Sequence[str] | None = None,
) -> dict[str, dict[str, Any]]:
    """Each score's AUC with its 95% interval, and how far `against`'s lies above it (delta), with that one's interval.

    The intervals are percentile bootstraps over the groups (without any, over the items), the same for all. All None
    when only one label occurs.
    """
    truth = np.asarray(labels, dtype=bool)
    values = {name: np.asarray(own, dtype=np.float64) for name, own in scores.items()}
    if not len(truth) or truth.all() or not truth.any():
        empty = dict.fromkeys(("auc", "low", "high", "delta", "delta_low", "delta_high"))
        return {name: dict(empty) for name in scores}
    drawn: dict[str, list[float]] = {name: [] for name in scores}
    for pick in draws(groups or [str(place) for place in range(len(truth))], seed):
        if truth[pick].all() or not truth[pick].any():
            continue
        for name, own in values.items():
            drawn[name].append(auc(own[pick].tolist(), truth[pick].tolist()))
    found = {}
    point = {name: auc(own.tolist(), truth.tolist()) for name, own in values.items()}
    for name in scores:
        low, high = _bounds(np.array(drawn[name]))
        below, above = _bounds(np.array(drawn[against]) - np.array(drawn[name]))
        delta = round(point[against] - point[name], 4)
        found[name] = {
            "auc": round(point[name], 4), "low": low, "high": high, "delta": delta, "delta_low": below, "delta_high": above,
        }  # fmt: skip
    return found


def _bounds(drawn: np.ndarray) -> tuple[float, float]:
    low, high = np.quantile(drawn, [0.025, 0.975])
    return round(float(low), 4), round(float(high), 4)


def reliability(scores: Sequence[float], labels: Sequence[bool], bins: int = BINS) -> dict[str, Any]:
    """Bins of equal width over [0, 1] with the mean score and the share of true ones in each; ECE and Brier score.

    An empty bin has n 0 and no values. Without any item ECE and Brier score are None.
    """
    values, truth = np.asarray(scores, dtype=np.float64), np.asarray(labels, dtype=np.float64)
    places = np.clip((values * bins).astype(int), 0, bins - 1) if len(values) else np.zeros(0, dtype=int)
    rows: list[dict[str, Any]] = []
    gap = 0.0
    for place in range(bins):
        inside = places == place
        count = int(inside.sum())
        row: dict[str, Any] = {
            "low": place / bins,
            "high": (place + 1) / bins,
            "n": count,
            "support": None,
            "consistent": None,
        }
        if count:
            mean, share = float(values[inside].mean()), float(truth[inside].mean())
            row |= {"support": round(mean, 4), "consistent": round(share, 4)}
            gap += count * abs(mean - share)
        rows.append(row)
    total = len(values)
    return {
        "bins": rows,
        "ece": round(gap / total, 4) if total else None,
        "brier": round(float(((values - truth) ** 2).mean()), 4) if total else None,
    }
