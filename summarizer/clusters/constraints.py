"""Labels and people's corrections -> labels that keep every one of them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from summarizer.clusters.graph import Graph
from summarizer.errors import ConstraintError


def groups_of(size: int, pairs: Iterable[tuple[int, int]]) -> list[int]:
    """Each node's group under the links: the smallest node it is linked to."""
    parent = list(range(size))

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for a, b in pairs:
        first, second = sorted((root(a), root(b)))
        parent[second] = first
    return [root(node) for node in range(size)]


def enforce(
    labels: Sequence[int], graph: Graph, must: Sequence[tuple[int, int]], cannot: Sequence[tuple[int, int]]
) -> list[int]:
    """Join what must be together and part what must not; everything else stays with what it is most similar to.

    Raises ConstraintError when a pair must and cannot be together.
    """
    if not must and not cannot:
        return list(labels)
    tied = groups_of(len(labels), must)
    for a, b in cannot:
        if tied[a] == tied[b]:
            raise ConstraintError("Two corrections contradict each other: articles must be together and apart.")
    merged = groups_of(len(labels), [*must, *enumerate(labels)])
    apart: dict[int, set[int]] = defaultdict(set)
    for a, b in cannot:
        apart[tied[a]].add(tied[b])
        apart[tied[b]].add(tied[a])
    neighbours = graph.neighbours()
    members: dict[int, list[int]] = defaultdict(list)
    for node, label in enumerate(merged):
        members[label].append(node)
    result = list(merged)
    for nodes in members.values():
        blocks: dict[int, list[int]] = defaultdict(list)
        for node in nodes:
            blocks[tied[node]].append(node)
        if not any(apart[block] & set(blocks) for block in blocks):
            continue
        _part(blocks, apart, neighbours, result)
    return result


def _part(
    blocks: dict[int, list[int]],
    apart: dict[int, set[int]],
    neighbours: list[list[tuple[int, float]]],
    result: list[int],
) -> None:
    """Part one group: blocks that are in conflict found new groups, the others join the most similar allowed one."""
    order = sorted(blocks, key=lambda block: (not apart[block], block))
    new: list[list[int]] = []
    for block in order:
        best, best_score = None, -1.0
        for place, group in enumerate(new):
            if apart[block] & set(group):
                continue
            inside = {node for other in group for node in blocks[other]}
            score = sum(weight for node in blocks[block] for other, weight in neighbours[node] if other in inside)
            # A block in conflict joins a group only when it has something in common with it.
            if score > best_score and (score > 0 or not apart[block]):
                best, best_score = place, score
        if best is None:
            new.append([block])
        else:
            new[best].append(block)
    for group in new:
        nodes = [node for block in group for node in blocks[block]]
        for node in nodes:
            result[node] = min(nodes)
