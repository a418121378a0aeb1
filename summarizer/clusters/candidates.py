"""Vectors -> pairs of articles that may be alike: as many an article as its budget allows, so that all work is linear.

An article looks at the others that share its heaviest terms. A term that many articles have would pair all of them, and
there are more such terms the more articles there are (Heaps' law); so an article spends a budget on its terms, the
heaviest first, each at the price of the articles that have it, and a common term is cut into stretches of time.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np

HEAVIEST = 40
BUDGET = 300
"""How many articles an article's heaviest terms may have together. From 300 on nothing is gained on labelled articles."""
FEW = 30
BUDGET_OF_FEW = 1000
"""The budget of an article of so few terms, a bare headline: its own story may share only its common ones (B-cubed F1 of
the UCI day .781 with 300, .822 from 1000 on)."""
COMMON = 300
STRETCH = 50
"""A term of more than 300 articles pairs those that are next to each other in time, fifty at a time."""
ROWS = 1024


def pairs(matrix: Any, rank: np.ndarray) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Each pair once, the smaller row first, in blocks of rows; `rank` is each row's place in time."""
    telling = _telling(matrix, rank)
    turned = telling.T.tocsr()
    for start in range(0, matrix.shape[0], ROWS):
        product = (telling[start : start + ROWS] @ turned).tocoo()
        first, second = product.row + start, product.col
        later = second > first
        order = np.lexsort((second[later], first[later]))
        yield first[later][order].astype(np.int64), second[later][order].astype(np.int64)


def _telling(matrix: Any, rank: np.ndarray) -> Any:
    """Rows x stretches of terms, 1 where a row spends its budget; of equal terms the first column."""
    from scipy.sparse import csr_matrix

    stretch, prices = _stretches(matrix, rank)
    rows, columns = [], []
    for start in range(0, matrix.shape[0], ROWS):
        begin, end = matrix.indptr[start], matrix.indptr[min(start + ROWS, matrix.shape[0])]
        lengths = np.diff(matrix.indptr[start : start + ROWS + 1])
        row = np.repeat(np.arange(len(lengths)), lengths)
        order = np.lexsort((matrix.indices[begin:end], -matrix.data[begin:end], row))
        price = prices[stretch[begin:end][order]]
        spent = np.cumsum(price)
        firsts = np.cumsum(lengths) - lengths
        before = np.repeat((spent - price)[firsts[lengths > 0]], lengths[lengths > 0])
        place = np.arange(len(order)) - np.repeat(firsts, lengths)
        budget = np.repeat(np.where(lengths <= FEW, BUDGET_OF_FEW, BUDGET), lengths)
        bought = (place < HEAVIEST) & ((spent - before <= budget) | (place == 0))
        rows.append(row[bought] + start)
        columns.append(stretch[begin:end][order][bought])
    chosen = np.concatenate(rows) if rows else np.zeros(0, dtype=np.int64)
    held = np.concatenate(columns) if columns else np.zeros(0, dtype=np.int64)
    ones = np.ones(len(chosen), dtype=np.float32)
    return csr_matrix((ones, (chosen, held)), shape=(matrix.shape[0], len(prices)))


def _stretches(matrix: Any, rank: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """For each entry of the matrix the number of its term's stretch, and for each stretch how many articles it holds."""
    frequency = np.bincount(matrix.indices, minlength=matrix.shape[1])
    stretch = matrix.indices.copy()
    common = np.flatnonzero(frequency[matrix.indices] > COMMON)
    if not len(common):
        return stretch, frequency
    row = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))[common]
    term = matrix.indices[common]
    order = np.lexsort((rank[row], term))
    common, term = common[order], term[order]
    place = np.arange(len(term)) - np.searchsorted(term, term)
    # Terms of one story stand in the same articles: cut at the same places, they would tear it there.
    part = (place + term.astype(np.int64) * 17 % STRETCH) // STRETCH
    fresh = np.cumsum(np.concatenate([[True], (term[1:] != term[:-1]) | (part[1:] != part[:-1])])) - 1
    stretch[common] = matrix.shape[1] + fresh
    frequency[np.unique(term)] = 0
    return stretch, np.concatenate([frequency, np.bincount(fresh)])
