"""Per-item scores -> intervals, paired tests and effect sizes. Seeded; knows nothing of what was scored.

Methods: percentile bootstrap (Efron 1979); paired approximate randomization (Noreen 1989); paired bootstrap (Koehn
2004); Holm's correction (1979); Cohen's d for paired differences.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

ROUNDS = 2000
FEW = 30
"""With fewer items than this, a difference has to be large to be seen at all."""

_POWER = 2.8
"""The normal quantiles of 97.5% and 80%, added."""


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean with its 95% interval over `n` scored items; `unscored` could not be judged. NaN when n is 0."""

    mean: float
    low: float
    high: float
    n: int
    unscored: int


@dataclass(frozen=True, slots=True)
class Pair:
    """How system a differs from b on one metric, over the items that both have a score for."""

    a: str
    b: str
    metric: str
    delta: float
    p: float
    """Two-sided, by approximate randomization."""
    p_bootstrap: float
    p_holm: float
    wins: int
    ties: int
    losses: int
    effect: float
    """Cohen's d of the paired differences; 0 when they do not vary."""
    n: int
    low: float
    high: float
    """The 95% bootstrap interval of the difference."""
    detectable: float
    """The smallest true difference that n items show in four of five runs, at 5% and before Holm's correction."""

    @property
    def significant(self) -> bool:
        """Whether the difference holds at 5% after Holm's correction."""
        return self.p_holm < 0.05


def mean_of(scores: Sequence[float | None], seed: int, rounds: int = ROUNDS) -> Mean:
    """Mean and percentile interval of the scores; None is unscored, counted and left out."""
    known = np.array([score for score in scores if score is not None], dtype=np.float64)
    missing = len(scores) - len(known)
    if not len(known):
        return Mean(float("nan"), float("nan"), float("nan"), 0, missing)
    rng = np.random.default_rng(seed)
    picks = rng.integers(0, len(known), (rounds, len(known)))
    low, high = np.quantile(known[picks].mean(axis=1), [0.025, 0.975])
    return Mean(float(known.mean()), float(low), float(high), len(known), missing)


def compare(
    a: str,
    b: str,
    metric: str,
    left: Sequence[float | None],
    right: Sequence[float | None],
    seed: int,
    rounds: int = ROUNDS,
) -> Pair | None:
    """The paired comparison of two systems' scores of the same items, in the same order; None without common items."""
    both = [(x, y) for x, y in zip(left, right, strict=True) if x is not None and y is not None]
    if not both:
        return None
    differences = np.array([x - y for x, y in both], dtype=np.float64)
    delta, n = float(differences.mean()), len(differences)
    rng = np.random.default_rng(seed)
    signs = rng.integers(0, 2, (rounds, n)) * 2 - 1
    flipped = np.abs((signs * differences).mean(axis=1))
    p = (1 + int((flipped >= abs(delta) - 1e-12).sum())) / (rounds + 1)
    resampled = differences[rng.integers(0, n, (rounds, n))].mean(axis=1)
    opposite = (resampled <= 0).sum() if delta > 0 else (resampled >= 0).sum()
    p_bootstrap = min(1.0, 2 * (1 + int(opposite)) / (rounds + 1))
    spread = float(differences.std(ddof=1)) if n > 1 else 0.0
    wins, losses = int((differences > 1e-12).sum()), int((differences < -1e-12).sum())
    effect = delta / spread if spread > 1e-12 else 0.0
    low, high = (float(value) for value in np.quantile(resampled, [0.025, 0.975]))
    detectable = _POWER * spread / n**0.5
    ties = n - wins - losses
    return Pair(a, b, metric, delta, p, p_bootstrap, p, wins, ties, losses, effect, n, low, high, detectable)


def holm(p_values: Sequence[float]) -> list[float]:
    """Holm's step-down adjusted p-values, in the order given; none is smaller than its own p or larger than 1."""
    order = sorted(range(len(p_values)), key=lambda i: (p_values[i], i))
    adjusted, highest = [0.0] * len(p_values), 0.0
    for rank, index in enumerate(order):
        highest = max(highest, min(1.0, (len(p_values) - rank) * p_values[index]))
        adjusted[index] = highest
    return adjusted


def all_pairs(metric: str, scores: Mapping[str, Sequence[float | None]], seed: int, rounds: int = ROUNDS) -> list[Pair]:
    """Every pair of systems on one metric, Holm-corrected over the pairs; in the order of the systems."""
    names = list(scores)
    found = []
    for i, a in enumerate(names):
        for b in names[i + 1 :]:
            pair = compare(a, b, metric, scores[a], scores[b], seed, rounds)
            if pair is not None:
                found.append(pair)
    corrected = holm([pair.p for pair in found])
    return [replace(pair, p_holm=p) for pair, p in zip(found, corrected, strict=True)]


def auc(scores: Sequence[float], labels: Sequence[bool]) -> float:
    """Area under the ROC curve by ranks, ties counted half; NaN when only one label occurs."""
    values, truth = np.asarray(scores, dtype=np.float64), np.asarray(labels, dtype=bool)
    positives, negatives = int(truth.sum()), int((~truth).sum())
    if not positives or not negatives:
        return float("nan")
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    ranks = (last - (counts - 1) / 2)[inverse]
    return float((ranks[truth].sum() - positives * (positives + 1) / 2) / (positives * negatives))


def pearson(a: Sequence[float], b: Sequence[float]) -> float:
    """Pearson's r; NaN when a side does not vary."""
    x, y = np.asarray(a, dtype=np.float64), np.asarray(b, dtype=np.float64)
    if len(x) < 2 or x.std() < 1e-12 or y.std() < 1e-12:
        return float("nan")
    return float(np.corrcoef(x, y)[0, 1])


def kendall(a: Sequence[float], b: Sequence[float]) -> float:
    """Kendall's tau-b; NaN when a side does not vary."""
    from scipy.stats import kendalltau

    if len(set(a)) < 2 or len(set(b)) < 2:
        return float("nan")
    return float(kendalltau(a, b).statistic)
