"""A story's growing figures -> which articles' figures a later one has overtaken, such as a toll that rose."""

from collections.abc import Sequence

from summarizer import conflicts
from summarizer.figures import figures
from summarizer.protocols import SourceSentence
from summarizer.quantities import find
from summarizer.summaries.sentences import without_orders
from summarizer.types import Cluster, Conflict


def overtaken(cluster: Cluster, origin_groups: Sequence[Sequence[str]]) -> dict[str, frozenset[float]]:
    """Article id -> the figures it gives that only grew afterwards; empty where the order is not known."""
    stale: dict[str, set[float]] = {}
    cluster = without_orders(cluster)
    for conflict in conflicts.find(cluster, origin_groups):
        older = _older(conflict)
        for article, value in older:
            stale.setdefault(article, set()).add(value)
        # An article may give several figures of one kind; the table of conflicts has only the first of each.
        outdated, behind = {article for article, _ in older}, max((value for _, value in older), default=0.0)
        for told in cluster.articles:
            if told.id in outdated:
                given = figures(told.title, told.text, told.language or "en", told.time)
                lower = {f.quantity.value for f in given if f.label == conflict.quantity and f.quantity.value <= behind}
                stale.setdefault(told.id, set()).update(lower)
    return {article: frozenset(values) for article, values in stale.items()}


def _older(conflict: Conflict) -> list[tuple[str, float]]:
    """(article, value) of all values but the latest, when that is the highest: a toll does not fall."""
    dated = sorted((v for v in conflict.values if v.published is not None), key=lambda v: str(v.published))
    numbers = [next((q.value for q in find(v.value)), None) for v in dated]
    known = [number for number in numbers if number is not None]
    if len(known) < 2 or len(known) != len(numbers) or any(value >= known[-1] for value in known[:-1]):
        return []
    latest = set(dated[-1].articles)
    pairs = zip(dated[:-1], known[:-1], strict=True)
    return [(article, number) for value, number in pairs for article in value.articles if article not in latest]


def is_stale(sentence: SourceSentence, stale: dict[str, frozenset[float]], language: str) -> bool:
    """Whether a sentence gives a figure that its story has since overtaken."""
    figures = stale.get(sentence.article)
    return bool(figures) and any(q.value in (figures or ()) for q in find(sentence.text, language))
