"""Sentences -> their centrality: LexRank (Erkan and Radev 2004), continuous, over TF-IDF cosine."""

from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np

from summarizer.protocols import SourceSentence
from summarizer.summaries.sentences import content_stems

DAMPING = 0.85
ROUNDS = 50


def similarity(sentences: Sequence[SourceSentence], language: str, mass: Sequence[float] = ()) -> np.ndarray:
    """(n, n) cosine similarities of the sentences' TF-IDF vectors, in [0, 1]; `mass`, as in `centrality`, is how much
    each counts in the document frequencies."""
    counted = [Counter(content_stems(s.text, language)) for s in sentences]
    frequency: dict[str, float] = defaultdict(float)
    mass = mass or [1.0] * len(sentences)
    n = sum(mass)
    for counts, share in zip(counted, mass, strict=True):
        for name in counts:
            frequency[name] += share
    column = {name: place for place, name in enumerate(sorted(frequency))}
    matrix = np.zeros((len(sentences), len(column)), dtype=np.float32)
    for row, counts in enumerate(counted):
        for name, times in counts.items():
            matrix[row, column[name]] = times * (np.log((n + 1) / (frequency[name] + 0.5)) + 0.1)
    norms = np.linalg.norm(matrix, axis=1, keepdims=True)
    matrix = np.divide(matrix, norms, out=np.zeros_like(matrix), where=norms > 0)
    product: np.ndarray = np.clip(matrix @ matrix.T, 0.0, 1.0)
    return product


def centrality(similar: np.ndarray, mass: Sequence[float] = ()) -> np.ndarray:
    """(n,) the stationary distribution of a walk over similar sentences; sums to 1 (empty for no sentences).

    `mass` (all 1 where empty) is how readily the walk enters each: of k copies with mass 1/k each ranks as the sentence
    would alone, and adds nothing to its neighbours.
    """
    n = len(similar)
    if n == 0:
        return np.zeros(0)
    weight = np.asarray(mass if len(mass) else np.ones(n))
    anywhere = weight / weight.sum()
    linked = similar * weight.astype(similar.dtype)
    sums = linked.sum(axis=1, keepdims=True)
    nowhere = np.tile(anywhere, (n, 1)).astype(similar.dtype)
    walk = np.divide(linked, sums, out=nowhere, where=sums > 0)
    rank = anywhere
    for _ in range(ROUNDS):
        rank = (1 - DAMPING) * anywhere + DAMPING * (rank @ walk)
    alone = rank / weight
    return np.asarray(alone / alone.sum())
