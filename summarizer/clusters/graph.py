"""Vectors and times -> a graph of similar articles: near-linear, no all-pairs product. Knows nothing of stories.

Similarity is the exact cosine of the pairs that `candidates` finds; an edge loses half its weight for each further 48
hours between the two articles.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from summarizer.clusters.candidates import pairs
from summarizer.types import Article

NEIGHBOURS = 50
LEAST = 0.04
HALF_LIFE = 48 * 3600.0
CROWD = 10
RELIEF = 0.8
NEAR = 3
MOST_CROWD = 0.5
PAIRS = 16_384


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


def similar(matrix: Any, articles: Sequence[Article] = ()) -> Graph:
    """Each article's fifty nearest by cosine, among those that share its telling terms (see `candidates`)."""
    size = matrix.shape[0]
    times = _times(articles) if len(articles) else np.zeros(size)
    rank = np.empty(size, dtype=np.int64)
    rank[np.argsort(times, kind="stable")] = np.arange(size)
    firsts, seconds, weights, looked = [], [], [], 0
    for first, second in pairs(matrix, rank):
        looked += len(first)
        for start in range(0, len(first), PAIRS):
            a, b = first[start : start + PAIRS], second[start : start + PAIRS]
            exact = np.asarray(matrix[a].multiply(matrix[b]).sum(axis=1), dtype=np.float64).ravel()
            keep = exact > LEAST
            firsts.append(a[keep])
            seconds.append(b[keep])
            weights.append(np.minimum(exact[keep], 1.0))
    if not firsts:
        empty = np.zeros(0, dtype=np.int64)
        return Graph(size, empty, empty, np.zeros(0), looked)
    return _nearest(Graph(size, np.concatenate(firsts), np.concatenate(seconds), np.concatenate(weights), looked))


def _nearest(graph: Graph) -> Graph:
    """The edges that are among the fifty heaviest of one of their ends, of equals those to the first articles."""
    ends = np.concatenate([graph.first, graph.second])
    others = np.concatenate([graph.second, graph.first])
    order = np.lexsort((others, -np.tile(graph.weight, 2), ends))
    ends = ends[order]
    near = np.zeros(len(order), dtype=bool)
    near[order] = np.arange(len(ends)) - np.searchsorted(ends, ends) < NEIGHBOURS
    keep = near[: len(graph.first)] | near[len(graph.first) :]
    return Graph(graph.size, graph.first[keep], graph.second[keep], graph.weight[keep], graph.candidates)


def _times(articles: Sequence[Article]) -> np.ndarray:
    """Publishing times as seconds, nan where unknown."""
    return np.array([a.published.timestamp() if a.published else np.nan for a in articles], dtype=np.float64)


def decay(graph: Graph, articles: Sequence[Article]) -> Graph:
    """Edges between articles more than 48 hours apart, weakened; unknown publishing times weaken nothing."""
    times = _times(articles)
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


def raised(graph: Graph, level: np.ndarray) -> Graph:
    """Edges over the level that is usual at their two ends, at most 1, so that one cut serves batches of every size."""
    usual = (level[graph.first] + level[graph.second]) / 2
    return Graph(graph.size, graph.first, graph.second, np.minimum(graph.weight / usual, 1.0), graph.candidates)


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


def linked(graph: Graph, links: Sequence[tuple[int, int]], weight: float = 1.0) -> Graph:
    """With an edge of this weight for each pair, replacing a lighter one."""
    if not links:
        return graph
    extra = np.array(sorted({(min(a, b), max(a, b)) for a, b in links if a != b}), dtype=np.int64).reshape(-1, 2)
    wanted = extra[:, 0] * graph.size + extra[:, 1]
    keep = ~np.isin(graph.first * graph.size + graph.second, wanted)
    return Graph(
        graph.size,
        np.concatenate([graph.first[keep], extra[:, 0]]),
        np.concatenate([graph.second[keep], extra[:, 1]]),
        np.concatenate([graph.weight[keep], np.full(len(extra), weight)]),
        graph.candidates,
    )
