"""A graph -> a label for each node: weighted label propagation (Chinese whispers).

Biemann (2006), made stable: nodes are visited in a fixed order, ties go to the smallest label.
"""

from collections import defaultdict
from collections.abc import Sequence

from summarizer.clusters.graph import Graph

MOST_ROUNDS = 30


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
