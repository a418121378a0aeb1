"""A graph -> a label for each node, and the cut at which to look: weighted label propagation (Chinese whispers).

Biemann (2006), made stable: nodes are visited in a fixed order, ties go to the smallest label. The cut is chosen for
the batch by a silhouette over the graph, singles included, and a pull towards the middle of what works on labelled
sets.
"""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from summarizer.clusters.graph import NEIGHBOURS, Graph

DATED_CUT = 0.23
"""Where the search is pulled to when dates help to tell events apart."""
UNDATED_CUT = 0.26
"""Without dates the silhouette favours dossiers over events, so this cut is taken as it is."""
PULL = 4.5
CUTS = tuple(round(0.12 + 0.02 * step, 2) for step in range(15))
"""Below .12, chance resemblance joins unrelated articles to a large story."""
MOST_ROUNDS = 30
SIZE_EXPONENT = 0.75
SINGLETON_WEIGHT = 0.85
FEW = 30
"""From this many articles on, a batch is not taken for one single story, whose silhouette would be perfect."""


def propagate(graph: Graph) -> list[int]:
    """Each node's label: the smallest node of its group. Groups are connected; lonely nodes label themselves."""
    neighbours = graph.neighbours()
    labels = list(range(graph.size))
    active = [node for node in range(graph.size) if neighbours[node]]
    for _ in range(MOST_ROUNDS):
        changed: set[int] = set()
        for node in active:
            votes: dict[int, float] = defaultdict(float)
            for other, weight in neighbours[node]:
                votes[labels[other]] += weight
            best = min(votes.items(), key=lambda item: (-round(item[1], 9), item[0]))[0]
            if best != labels[node] and votes[best] > votes.get(labels[node], 0.0) + 1e-9:
                labels[node] = best
                changed.add(node)
        if not changed:
            break
        active = sorted({other for node in changed for other, _ in neighbours[node]} | changed)
    return _smallest(labels)


def _smallest(labels: Sequence[int]) -> list[int]:
    first: dict[int, int] = {}
    return [first.setdefault(label, node) for node, label in enumerate(labels)]


def best_cut(graph: Graph) -> float:
    """The cut, for a dated batch, at which the groups are most themselves."""
    scored = []
    for cut in CUTS:
        labels = propagate(graph.above(cut))
        score = _silhouette(graph, labels)
        if score is not None:
            scored.append((score - PULL * (cut - DATED_CUT) ** 2, -abs(cut - DATED_CUT), cut))
    return max(scored)[2] if scored else DATED_CUT


def _silhouette(graph: Graph, labels: Sequence[int]) -> float | None:
    """Mean over the articles of their silhouette, or, for singles, of how far they stand apart from everything else.

    None when nothing is grouped. Similarity to a group is the sum of the edges to it over its size to the power .75
    (missing edges count 0; no more members are counted than an article has neighbours, or large stories would shatter).
    """
    names = np.asarray(labels)
    size = np.bincount(names, minlength=graph.size).astype(np.float64)
    grouped = size[names] > 1
    if not grouped.any() or (graph.size >= FEW and size.max() == graph.size):
        return None
    ends = np.concatenate([graph.first, graph.second])
    others = np.concatenate([names[graph.second], names[graph.first]])
    weights = np.concatenate([graph.weight, graph.weight])
    keys, inverse = np.unique(ends * graph.size + others, return_inverse=True)
    sums = np.bincount(inverse, weights)
    node, group = keys // graph.size, keys % graph.size
    own = names[node] == group
    members = np.clip(size[group] - own, 1.0, NEIGHBOURS) ** SIZE_EXPONENT
    closeness = sums / members
    inside, outside = np.zeros(graph.size), np.zeros(graph.size)
    inside[node[own]] = closeness[own]
    np.maximum.at(outside, node[~own], closeness[~own])
    high = np.maximum(inside, outside)
    value = np.divide(inside - outside, high, out=np.zeros(graph.size), where=high > 0)
    apart = SINGLETON_WEIGHT * (1.0 - np.minimum(outside, 1.0))
    return float(np.where(grouped, value, apart).mean())
