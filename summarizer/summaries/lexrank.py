"""Sentences -> their centrality: LexRank (Erkan and Radev 2004), continuous, over TF-IDF cosine."""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from summarizer.protocols import SourceSentence
from summarizer.summaries.sentences import content_stems

DAMPING = 0.85
ROUNDS = 50


def similarity(sentences: Sequence[SourceSentence], language: str) -> np.ndarray:
    """(n, n) cosine similarities of the sentences' TF-IDF vectors, in [0, 1]."""
    counted = [Counter(content_stems(s.text, language)) for s in sentences]
    frequency: Counter[str] = Counter()
    for counts in counted:
        frequency.update(counts.keys())
    column = {name: place for place, name in enumerate(sorted(frequency))}
    matrix = np.zeros((len(sentences), len(column)), dtype=np.float32)
    for row, counts in enumerate(counted):
        for name, times in counts.items():
            matrix[row, column[name]] = times * (np.log((len(sentences) + 1) / (frequency[name] + 0.5)) + 0.1)
    norms = np.linalg.norm(matrix, axis=1, keepdims=True)
    matrix = np.divide(matrix, norms, out=np.zeros_like(matrix), where=norms > 0)
    product: np.ndarray = np.clip(matrix @ matrix.T, 0.0, 1.0)
    return product


def centrality(similar: np.ndarray) -> np.ndarray:
    """(n,) the stationary distribution of a walk over similar sentences; sums to 1 (empty for no sentences)."""
    n = len(similar)
    if n == 0:
        return np.zeros(0)
    sums = similar.sum(axis=1, keepdims=True)
    walk = np.divide(similar, sums, out=np.full_like(similar, 1.0 / n), where=sums > 0)
    rank = np.full(n, 1.0 / n)
    for _ in range(ROUNDS):
        rank = (1 - DAMPING) / n + DAMPING * (rank @ walk)
    return np.asarray(rank / rank.sum())
