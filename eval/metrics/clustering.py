"""True and found clusters -> scores of the grouping. Knows nothing of articles or of how the clusters were made.

B-cubed (Bagga & Baldwin 1998), extended to truth that overlaps (Amigó et al. 2009); pairwise F1; adjusted Rand index
(Hubert & Arabie 1985); NMI with the arithmetic mean, which equals V-measure (Rosenberg & Hirschberg 2007). What it
misses: B-cubed rewards getting large clusters right, pairwise even more so; none says whether a reader would care.
"""

from collections import Counter
from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass
from math import comb, log
from typing import TypeAlias, cast

import numpy as np

Truth: TypeAlias = Hashable | Collection[Hashable]
"""The true cluster of an item, or, as a list, tuple or set, all of those that it belongs to."""

LARGEST = 10
ROUNDS = 1000


@dataclass(frozen=True, slots=True)
class Prf:
    """Precision, recall and their harmonic mean, each in [0, 1]."""

    precision: float
    recall: float
    f1: float


@dataclass(frozen=True, slots=True)
class Agreement:
    """How well found clusters agree with true ones. `ari` lies in [-0.5, 1], all other scores in [0, 1].

    With overlapping truth `ari`, `nmi` and `v_measure` are not defined and None: unscored, never 0.
    """

    b3: Prf
    pairwise: Prf
    ari: float | None
    nmi: float | None
    v_measure: float | None
    purity_of_largest: float
    """Share of the members of the ten largest found clusters that belong to the commonest true one of theirs."""
    fragmentation: float
    """Mean number of found clusters over which a true cluster of two or more is spread, minus 1; 0 is best."""
    clusters: int
    singletons: int
    true_clusters: int
    true_singletons: int
    items: int


def agreement(truth: Sequence[Truth], found: Sequence[Hashable]) -> Agreement:
    """All scores of one grouping; `truth[i]` and `found[i]` speak of the same item.

    Raises ValueError when the lengths differ, when there is no item, or when an item has no true cluster.
    """
    if len(truth) != len(found):
        raise ValueError(f"{len(truth)} true labels, but {len(found)} found ones.")
    if not truth:
        raise ValueError("There is nothing to score.")
    sets = [_labels(label) for label in truth]
    if not all(sets):
        raise ValueError(f"Item {next(i for i, s in enumerate(sets) if not s)} has no true cluster.")
    overlapping = any(len(labels) > 1 for labels in sets)
    table, true_sizes = Counter(zip(sets, found, strict=True)), Counter(label for s in sets for label in s)
    found_sizes = Counter(found)
    ari = nmi = None
    if not overlapping:
        ari = _adjusted_rand(table, Counter(sets), found_sizes, len(sets))
        nmi = _information(table, Counter(sets), found_sizes, len(sets))
    return Agreement(
        b3=_b_cubed(table),
        pairwise=_pairwise(table),
        ari=ari,
        nmi=nmi,
        v_measure=nmi,
        purity_of_largest=_purity(table, found_sizes),
        fragmentation=_fragmentation(table, true_sizes),
        clusters=len(found_sizes),
        singletons=sum(size == 1 for size in found_sizes.values()),
        true_clusters=len(true_sizes),
        true_singletons=sum(size == 1 for size in true_sizes.values()),
        items=len(sets),
    )


Table = Counter[tuple[frozenset[Hashable], Hashable]]


def _labels(label: Truth) -> frozenset[Hashable]:
    if isinstance(label, list | tuple | set | frozenset):
        return frozenset(label)
    return frozenset((cast(Hashable, label),))


def _harmonic(precision: float, recall: float) -> Prf:
    total = precision + recall
    return Prf(precision, recall, 2 * precision * recall / total if total else 0.0)


def b_cubed_interval(truth: Sequence[Truth], found: Sequence[Hashable], seed: int = 0) -> tuple[float, float]:
    """The 95% interval of B-cubed F1, other stories of the same kind being drawn: a seeded bootstrap over true clusters.

    Every item keeps the precision and recall that it has in this grouping; items of one true cluster (with overlapping
    truth: of the same ones) are drawn together, as they stand or fall together.
    """
    sets = [_labels(label) for label in truth]
    each = _item_scores(Counter(zip(sets, found, strict=True)))
    sums: dict[frozenset[Hashable], np.ndarray] = {}
    for labels, cluster in zip(sets, found, strict=True):
        sums[labels] = sums.get(labels, np.zeros(3)) + np.array([1.0, *each[labels, cluster]])
    groups = np.array(list(sums.values()))
    picks = np.random.default_rng(seed).integers(0, len(groups), (ROUNDS, len(groups)))
    items, precision, recall = groups[picks].sum(axis=1).T
    low, high = np.quantile(2 * precision * recall / (precision + recall) / items, [0.025, 0.975])
    return float(low), float(high)


def _b_cubed(table: Table) -> Prf:
    """The mean over items of their precision and recall."""
    each, total = _item_scores(table), table.total()
    return _harmonic(*(sum(count * each[kind][side] for kind, count in table.items()) / total for side in (0, 1)))


def _item_scores(table: Table) -> dict[tuple[frozenset[Hashable], Hashable], tuple[float, float]]:
    """Extended B-cubed precision and recall of an item, by kind of item (same truth, same cluster).

    For two items counts what they share of found (0 or 1) against true clusters (a count).
    """
    of_found: dict[Hashable, list[tuple[frozenset[Hashable], int]]] = {}
    of_truth: dict[Hashable, dict[frozenset[Hashable], int]] = {}
    together: dict[tuple[Hashable, frozenset[Hashable]], int] = {}
    for (labels, cluster), count in table.items():
        of_found.setdefault(cluster, []).append((labels, count))
        together[cluster, labels] = count
        for label in labels:
            kinds = of_truth.setdefault(label, {})
            kinds[labels] = kinds.get(labels, 0) + count
    each = {}
    for labels, cluster in table:
        mates = of_found[cluster]
        # Multiplicity precision: min(shared found, shared true) / shared found; found clusters do not overlap.
        precision = sum(n for other, n in mates if labels & other) / sum(n for _, n in mates)
        kin: dict[frozenset[Hashable], int] = {}
        for label in labels:
            kin.update(of_truth[label])
        share = sum(together.get((cluster, other), 0) / len(labels & other) for other in kin)
        each[labels, cluster] = precision, share / sum(kin.values())
    return each


def _pairwise(table: Table) -> Prf:
    """Over pairs of items: together in truth (any shared cluster) and together as found; no pair at all counts as 1."""
    kinds: Counter[frozenset[Hashable]] = Counter()
    clusters: dict[Hashable, list[tuple[frozenset[Hashable], int]]] = {}
    for (labels, cluster), count in sorted(table.items(), key=lambda item: -item[1]):
        kinds[labels] += count
        clusters.setdefault(cluster, []).append((labels, count))
    true_pairs = _related(list(kinds.items()))
    hits = sum(_related(mates) for mates in clusters.values())
    found_pairs = sum(comb(sum(n for _, n in mates), 2) for mates in clusters.values())
    return _harmonic(hits / found_pairs if found_pairs else 1.0, hits / true_pairs if true_pairs else 1.0)


def _related(kinds: Sequence[tuple[frozenset[Hashable], int]]) -> int:
    """Pairs that share a true cluster."""
    total = sum(comb(count, 2) for _, count in kinds)
    if all(len(labels) == 1 for labels, _ in kinds):
        return total
    for place, (labels, count) in enumerate(kinds):
        total += sum(count * other_count for other, other_count in kinds[place + 1 :] if labels & other)
    return total


def _adjusted_rand(table: Table, truth: Counter[frozenset[Hashable]], found: Counter[Hashable], items: int) -> float:
    both = sum(comb(n, 2) for n in table.values())
    a, b, pairs = sum(comb(n, 2) for n in truth.values()), sum(comb(n, 2) for n in found.values()), comb(items, 2)
    expected = a * b / pairs if pairs else 0.0
    highest = (a + b) / 2
    return 1.0 if highest == expected else (both - expected) / (highest - expected)


def _information(table: Table, truth: Counter[frozenset[Hashable]], found: Counter[Hashable], items: int) -> float:
    def entropy(sizes: Collection[int]) -> float:
        return -sum(n / items * log(n / items) for n in sizes)

    mean = (entropy(truth.values()) + entropy(found.values())) / 2
    if mean == 0:
        return 1.0
    mutual = sum(n / items * log(n * items / (truth[t] * found[f])) for (t, f), n in table.items())
    return min(1.0, max(0.0, mutual / mean))


def _purity(table: Table, found: Counter[Hashable]) -> float:
    inside: dict[Hashable, Counter[Hashable]] = {}
    for (labels, cluster), count in table.items():
        for label in labels:
            inside.setdefault(cluster, Counter())[label] += count
    # Among equal sizes the less pure one counts, so that the order of the input does not matter.
    ranked = sorted((-size, max(inside[cluster].values())) for cluster, size in found.items())[:LARGEST]
    return sum(best for _, best in ranked) / -sum(size for size, _ in ranked)


def _fragmentation(table: Table, true_sizes: Counter[Hashable]) -> float:
    parts: dict[Hashable, set[Hashable]] = {}
    for labels, cluster in table:
        for label in labels:
            parts.setdefault(label, set()).add(cluster)
    spread = [len(parts[label]) - 1 for label, size in true_sizes.items() if size > 1]
    return sum(spread) / len(spread) if spread else 0.0
