"""Groups of a graph -> tighter groups: average link within each (Sokal & Michener 1958), near-linear in the edges.

Label propagation follows chains: one article between two events joins them. Average link asks that whole parts resemble
each other, but alone it tears large stories; so it only parts what propagation found.
"""

import heapq
from collections.abc import Sequence

import numpy as np

from summarizer.clusters.graph import NEIGHBOURS, Graph

MOST = NEIGHBOURS
"""Larger groups are left whole: of their pairs the graph holds only some, so that all parts would look far apart."""


def parted(graph: Graph, labels: Sequence[int], cut: float) -> list[int]:
    """Each node's part of its group: the smallest node of the part.

    Two parts are one when their edges, missing ones counted 0, have a mean of at least `cut`.
    """
    names = np.asarray(labels)
    small = np.bincount(names, minlength=graph.size)[names] <= MOST
    inside = (names[graph.first] == names[graph.second]) & small[graph.first]
    edges = list(
        zip(graph.first[inside].tolist(), graph.second[inside].tolist(), graph.weight[inside].tolist(), strict=True)
    )
    sums: list[dict[int, float]] = [{} for _ in range(graph.size)]
    for a, b, weight in edges:
        sums[a][b] = sums[b][a] = weight
    sizes = [1] * graph.size
    parent = [node if small[node] else label for node, label in enumerate(names.tolist())]
    heap = [(-weight, a, b) for a, b, weight in edges if weight >= cut]
    heapq.heapify(heap)
    while heap:
        known, a, b = heapq.heappop(heap)
        if b not in sums[a] or abs(known + _mean(sums, sizes, a, b)) > 1e-9:
            continue  # one of them has been joined to another since
        keep, gone = (a, b) if len(sums[a]) >= len(sums[b]) else (b, a)
        parent[gone] = keep
        sizes[keep] += sizes[gone]
        for other, weight in sums[gone].items():
            del sums[other][gone]
            if other != keep:
                sums[keep][other] = sums[other][keep] = sums[keep].get(other, 0.0) + weight
        sums[gone] = {}
        for other in sums[keep]:
            mean = _mean(sums, sizes, keep, other)
            if mean >= cut:
                heapq.heappush(heap, (-mean, min(keep, other), max(keep, other)))
    return _smallest(parent)


def _mean(sums: list[dict[int, float]], sizes: list[int], a: int, b: int) -> float:
    return sums[a][b] / (sizes[a] * sizes[b])


def _smallest(parent: list[int]) -> list[int]:
    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    first: dict[int, int] = {}
    return [first.setdefault(root(node), node) for node in range(len(parent))]
