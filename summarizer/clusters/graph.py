"""Vectors and times -> a graph of similar articles: near-linear, no all-pairs product. Knows nothing of stories.

Candidates share one of an article's heaviest terms that is not too common; similarity is the exact cosine; an edge
loses half its weight for each further 48 hours between the two articles.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from summarizer.types import Article

HEAVIEST = 40
MOST_COMMON = 300
NEIGHBOURS = 50
CANDIDATES = 150
LEAST = 0.04
HALF_LIFE = 48 * 3600.0
CROWD = 10
RELIEF = 0.8
NEAR = 3
MOST_CROWD = 0.5
BLOCK = 1024


@dataclass(frozen=True, slots=True)
class Graph:
    """Undirected edges (first[i] < second[i]) with weights in (0, 1]; `candidates` counts the pairs looked at."""

    size: int
    first: np.ndarray
    second: np.ndarray
    weight: np.ndarray
    candidates: int

    def above(self, cut: float) -> "Graph":
        """The edges of at least this weight."""
        keep = self.weight >= cut
        return Graph(self.size, self.first[keep], self.second[keep], self.weight[keep], self.candidates)

    def neighbours(self) -> list[list[tuple[int, float]]]:
        """For each node its (other, weight), in order of the other."""
        found: list[list[tuple[int, float]]] = [[] for _ in range(self.size)]
        for a, b, w in zip(self.first.tolist(), self.second.tolist(), self.weight.tolist(), strict=True):
            found[a].append((b, w))
            found[b].append((a, w))
        for edges in found:
            edges.sort()
        return found


def similar(matrix: Any) -> Graph:
    """Each article's fifty nearest by cosine, among those that share a telling term."""
    size = matrix.shape[0]
    heavy = _heaviest(matrix)
    turned = heavy.T.tocsr()
    firsts, seconds, weights, looked = [], [], [], 0
    for start in range(0, size, BLOCK):
        product = (heavy[start : start + BLOCK] @ turned).tocsr()
        for row in range(product.shape[0]):
            own = start + row
            others = product.indices[product.indptr[row] : product.indptr[row + 1]]
            rough = product.data[product.indptr[row] : product.indptr[row + 1]]
            keep = others != own
            others, rough = others[keep], rough[keep]
            looked += len(others)
            if len(others) > CANDIDATES:
                order = np.lexsort((others, -rough))[:CANDIDATES]
                others = others[order]
            if not len(others):
                continue
            exact = np.asarray((matrix[others] @ matrix[own].T).todense()).ravel()
            order = np.lexsort((others, -exact))[:NEIGHBOURS]
            order = order[exact[order] > LEAST]
            firsts.append(np.minimum(others[order], own))
            seconds.append(np.maximum(others[order], own))
            weights.append(exact[order])
    return _undirected(size, firsts, seconds, weights, looked)


def _heaviest(matrix: Any) -> Any:
    """Each row's forty heaviest terms, those of more than 300 articles left out."""
    from scipy.sparse import csr_matrix

    frequency = np.bincount(matrix.indices, minlength=matrix.shape[1])
    rows, columns, values = [], [], []
    for row in range(matrix.shape[0]):
        begin, end = matrix.indptr[row], matrix.indptr[row + 1]
        places, weights = matrix.indices[begin:end], matrix.data[begin:end]
        keep = frequency[places] <= MOST_COMMON
        places, weights = places[keep], weights[keep]
        if len(places) > HEAVIEST:
            order = np.lexsort((places, -weights))[:HEAVIEST]
            places, weights = places[order], weights[order]
        rows.append(np.full(len(places), row))
        columns.append(places)
        values.append(weights)
    if not rows:
        return matrix
    joined = (np.concatenate(values), (np.concatenate(rows), np.concatenate(columns)))
    return csr_matrix(joined, shape=matrix.shape)


def _undirected(size: int, firsts: list[Any], seconds: list[Any], weights: list[Any], looked: int) -> Graph:
    if not firsts:
        empty = np.zeros(0, dtype=np.int64)
        return Graph(size, empty, empty, np.zeros(0), looked)
    first, second = np.concatenate(firsts).astype(np.int64), np.concatenate(seconds).astype(np.int64)
    weight = np.concatenate(weights).astype(np.float64)
    _, unique = np.unique(first * size + second, return_index=True)
    return Graph(size, first[unique], second[unique], np.minimum(weight[unique], 1.0), looked)


def decay(graph: Graph, articles: Sequence[Article]) -> Graph:
    """Edges between articles more than 48 hours apart, weakened; unknown publishing times weaken nothing."""
    times = np.array([a.published.timestamp() if a.published else np.nan for a in articles])
    gap = np.abs(times[graph.first] - times[graph.second])
    factor = np.where(np.isnan(gap), 1.0, 0.5 ** (np.maximum(gap - HALF_LIFE, 0.0) / HALF_LIFE))
    return Graph(graph.size, graph.first, graph.second, graph.weight * factor, graph.candidates)


def within_languages(graph: Graph, articles: Sequence[Article]) -> Graph:
    """Without edges between articles of two different known languages, which only share names by accident."""
    codes = sorted({article.language for article in articles})
    number = np.array([codes.index(article.language) for article in articles])
    unknown = codes.index("") if "" in codes else -1
    a, b = number[graph.first], number[graph.second]
    keep = (a == b) | (a == unknown) | (b == unknown)
    return Graph(graph.size, graph.first[keep], graph.second[keep], graph.weight[keep], graph.candidates)


def steadied(graph: Graph, homes: Sequence[str], step: float) -> Graph:
    """Edges within a story of the last run strengthened by `step`, those between two weakened; '' is in no story."""
    stories = {name: number for number, name in enumerate(sorted({*homes} - {""}))}
    number = np.array([stories.get(name, -1) for name in homes], dtype=np.int64)
    a, b = number[graph.first], number[graph.second]
    sign = np.where((a < 0) | (b < 0), 0.0, np.where(a == b, 1.0, -1.0))
    weight = np.minimum(graph.weight * (1.0 + step * sign), 1.0)
    return Graph(graph.size, graph.first, graph.second, weight, graph.candidates)


def crowding(graph: Graph, labels: Sequence[int]) -> np.ndarray:
    """How close to each article stands what is not its story: the mean of its ten heaviest edges to other groups.

    Missing edges count 0. Measured outside an article's own group, because within a large story all are close; and at
    most half of the mean of its three heaviest edges, because a first grouping may have torn a large story.
    """
    names = np.asarray(labels)
    across = _heaviest_mean(graph, names[graph.first] != names[graph.second], CROWD)
    nearest = _heaviest_mean(graph, np.ones(len(graph.first), dtype=bool), NEAR)
    return np.asarray(np.minimum(across, MOST_CROWD * nearest), dtype=np.float64)


def _heaviest_mean(graph: Graph, chosen: np.ndarray, count: int) -> np.ndarray:
    """For each node the sum of its `count` heaviest chosen edges over `count`."""
    ends = np.concatenate([graph.first[chosen], graph.second[chosen]])
    weights = np.tile(graph.weight[chosen], 2)
    order = np.lexsort((-weights, ends))
    ends, weights = ends[order], weights[order]
    heaviest = np.arange(len(ends)) - np.searchsorted(ends, ends) < count
    return np.asarray(np.bincount(ends[heaviest], weights[heaviest], minlength=graph.size) / count, dtype=np.float64)


def relieved(graph: Graph, crowd: np.ndarray) -> Graph:
    """Edges less most of the crowding at their two ends, so that one cut serves dense topics and thin ones.

    The idea is that of cross-domain similarity local scaling (Conneau et al. 2018). Edges that fall to 0 are dropped.
    """
    weight = graph.weight - RELIEF * (crowd[graph.first] + crowd[graph.second]) / 2
    return Graph(graph.size, graph.first, graph.second, weight, graph.candidates).above(1e-9)


def linked(graph: Graph, pairs: Sequence[tuple[int, int]], weight: float = 1.0) -> Graph:
    """With an edge of this weight for each pair, replacing a lighter one."""
    if not pairs:
        return graph
    wanted = {(min(a, b), max(a, b)) for a, b in pairs if a != b}
    keep = np.array(
        [(a, b) not in wanted for a, b in zip(graph.first.tolist(), graph.second.tolist(), strict=True)], dtype=bool
    )
    extra = np.array(sorted(wanted), dtype=np.int64).reshape(-1, 2)
    return Graph(
        graph.size,
        np.concatenate([graph.first[keep], extra[:, 0]]),
        np.concatenate([graph.second[keep], extra[:, 1]]),
        np.concatenate([graph.weight[keep], np.full(len(extra), weight)]),
        graph.candidates,
    )
