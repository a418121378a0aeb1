"""A story's growing figures and counts -> which articles' a later one has overtaken: a toll that rose, an early count."""

import re
from collections.abc import Sequence

from summarizer import conflicts
from summarizer.figures import figures
from summarizer.protocols import SourceSentence
from summarizer.quantities import find
from summarizer.summaries.sentences import sentences_of, without_orders
from summarizer.types import Cluster, Conflict

_VOTES = r"(?:the )?(?:votes?|ballots)"
_PLACES = r"(?:the )?(?:precincts|polling (?:stations|places)|districts|constituencies)"
_PARTIAL = re.compile(
    r"\b(?:early|partial|preliminary|provisional|initial|incomplete) (?:official )?(?:results?|counts?|returns|tall(?:y|ies))\b|"
    rf"\b(?:after|with) (?:\w+ ){{0,2}}[\d.]+ ?(?:%|per ?cent|percent) of (?:{_PLACES}|{_VOTES}(?: \w+){{0,3}} (?:counted|tallied|in))\b|"
    r"\bexit polls? (?:show|suggest|indicat|predict|point|put)\w*\b|\btoo (?:close|early) to call\b",
    re.IGNORECASE,
)
_FINAL = re.compile(
    rf"\b(?:final|complete|certified) (?:official )?(?:results?|counts?|returns|tally)\b|\ball (?:of )?{_VOTES} (?:were |have been |had been )counted\b",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:will|would|could|may|might|should|must|due|expect\w*|await\w*|promis\w*|likely|until|before|by|wait\w*|not|no|pending|yet|"
    r"so far|if|once|when|take|first round|last (?:year|month|election))\b|n['’]t\b",
    re.IGNORECASE,
)


def counting(text: str) -> bool:
    """Whether a sentence tells of a vote that was still being counted; English."""
    return bool(_PARTIAL.search(text)) and not _FINAL.search(text)


def counted_later(cluster: Cluster) -> frozenset[str]:
    """The ids of the articles older than one that tells a final count: what they tell of an early one is overtaken."""
    finals = [
        article.published
        for article in cluster.articles
        if article.published is not None
        and any(_FINAL.search(s.text) and not _AHEAD.search(s.text) for s in sentences_of(article))
    ]
    if not finals:
        return frozenset()
    return frozenset(a.id for a in cluster.articles if a.published is not None and a.published < max(finals))


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
