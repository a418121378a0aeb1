"""A story's growing figures -> which articles' figures a later one has overtaken, such as a toll that rose."""

from collections.abc import Sequence
from itertools import pairwise

from summarizer import conflicts
from summarizer.protocols import SourceSentence
from summarizer.quantities import find
from summarizer.types import Cluster, Conflict


def overtaken(cluster: Cluster, origin_groups: Sequence[Sequence[str]]) -> dict[str, frozenset[float]]:
    """Article id -> the figures it gives that only grew afterwards; empty where the order is not known."""
    stale: dict[str, set[float]] = {}
    for conflict in conflicts.find(cluster, origin_groups):
        for article, value in _older(conflict):
            stale.setdefault(article, set()).add(value)
    return {article: frozenset(values) for article, values in stale.items()}


def _older(conflict: Conflict) -> list[tuple[str, float]]:
    """(article, value) of all values but the latest, when each later one is higher."""
    dated = sorted((v for v in conflict.values if v.published is not None), key=lambda v: str(v.published))
    numbers = [next((q.value for q in find(v.value)), None) for v in dated]
    known = [number for number in numbers if number is not None]
    if len(known) < 2 or len(known) != len(numbers) or any(b <= a for a, b in pairwise(known)):
        return []
    latest = set(dated[-1].articles)
    pairs = zip(dated[:-1], known[:-1], strict=True)
    return [(article, number) for value, number in pairs for article in value.articles if article not in latest]


def is_stale(sentence: SourceSentence, stale: dict[str, frozenset[float]], language: str) -> bool:
    """Whether a sentence gives a figure that its story has since overtaken."""
    figures = stale.get(sentence.article)
    return bool(figures) and any(q.value in (figures or ()) for q in find(sentence.text, language))
