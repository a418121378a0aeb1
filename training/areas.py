"""Scores of judged sentences -> the area under the ROC curve, of sentences or of whole summaries, within folds."""

from collections.abc import Callable, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]
Join = Callable[[list[float]], float]
"""The scores of a summary's sentences -> the summary's."""


class Labelled(Protocol):
    """A sentence of an item (a summary), and whether people found it right (1) or wrong (0)."""

    @property
    def item(self) -> str:
        """The name of the summary."""

    @property
    def label(self) -> int:
        """1 or 0."""


def auc(labels: Sequence[int], scores: Sequence[float]) -> float:
    """Area under the ROC curve, ties counted half."""
    good = np.array([s for label, s in zip(labels, scores, strict=True) if label])
    bad = np.array([s for label, s in zip(labels, scores, strict=True) if not label])
    return float(np.mean((good[:, None] > bad).astype(float) + 0.5 * (good[:, None] == bad)))


def by_item(rows: Sequence[Labelled], scores: Sequence[float], join: Join) -> tuple[list[int], list[float]]:
    """Labels (all sentences right) and joined scores of whole summaries."""
    gathered: dict[str, list[tuple[int, float]]] = {}
    for row, score in zip(rows, scores, strict=True):
        gathered.setdefault(row.item, []).append((row.label, float(score)))
    labels = [min(label for label, _ in pairs) for pairs in gathered.values()]
    return labels, [join([score for _, score in pairs]) for pairs in gathered.values()]


def mean(values: list[float]) -> float:
    """The arithmetic mean."""
    return sum(values) / len(values)


def within_folds(rows: Sequence[Labelled], scores: Vector, folds: Vector, join: Join | None) -> float:
    """The mean AUC of the folds, of whole summaries where a way to join their sentences is given.

    Not of all folds together: each has an intercept of its own, so a score of one is not that of another.
    """
    found = []
    for number in sorted(set(folds)):
        held = [i for i, fold in enumerate(folds) if fold == number]
        own, values = [rows[i] for i in held], [float(scores[i]) for i in held]
        found.append(auc(*(by_item(own, values, join) if join else ([row.label for row in own], values))))
    return mean(found)
