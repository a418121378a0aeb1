"""A story's figures and counts -> which articles' a later one has overtaken: a toll that rose, a number put right, an early count."""

import itertools
import re
from collections.abc import Sequence

from summarizer import conflicts
from summarizer.figures import figures
from summarizer.numerals import MONTHS
from summarizer.protocols import SourceSentence
from summarizer.quantities import NO_COUNTS, Quantity, find, same_unit
from summarizer.summaries.sentences import sentences_of, without_orders
from summarizer.types import Article, Cluster, Conflict

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

_COUNT = r"(?:number|figure|toll|estimate|count|total|tally|magnitude)s?"
_PUT_RIGHT = re.compile(
    rf"\b(?:rais(?:e[sd]?|ing)|revis(?:e[sd]?|ing)|correct(?:s|ed|ing)|updat(?:e[sd]?|ing)|lower(?:s|ed|ing)|puts?|putting)\b"
    rf"[^.;,]{{0,40}}\b{_COUNT}\b|"
    rf"\b{_COUNT}\b[^.;,]{{0,40}}\b(?:raised|revised|corrected|updated|lowered|put)\b",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"(?: \w+)?,?(?: up| down)? from (?:an? )?(?:earlier |initial |previous )?(?:at least |about |some |nearly )?"
)
_BEFORE = re.compile(
    rf"\b(?:earlier|initial|previous|first|preliminary) {_COUNT} of (?:at least |about |some |nearly )?$", re.IGNORECASE
)
_NOT_BEHIND = re.compile(r"(?! (?:in|on|after|as|but|and|when|while|given|people|dead|killed)\b) [a-z]")
_OTHER_TIME = re.compile(
    rf"\b(?:last|previous|the) (?:year|quarter|month|week|season)\b(?!['’]s)|\ba \w+ (?:ago|earlier|before)\b|\b(?:19|20)\d\d\b|"
    rf"\b(?:in|since|for) (?:{'|'.join(MONTHS)})\b|\b(?:forecasts?|growth|outlook|prices?|rates?|targets?|shares?)\b",
    re.IGNORECASE,
)
"""With these a figure is another one than before because the thing is, and nobody was wrong."""
_FAR = 8.0
"""What was put right by a larger factor is something else."""


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
    """Article id -> the figures it gives that only grew afterwards, or were put right; empty where the order is not known."""
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
    for article, value in revised(cluster):
        stale.setdefault(article, set()).add(value)
    return {article: frozenset(values) for article, values in stale.items()}


def revised(cluster: Cluster) -> list[tuple[str, float]]:
    """(article, value) of each figure that an article gives and of which a later one says, in English, that it was put right: "raised
    the number to 11 million from 9 million", "correcting an earlier figure of 480"."""
    told = [(a.published, a) for a in cluster.articles if a.published is not None and a.language in ("", "en")]
    former = {a.id: [q for s in sentences_of(a) for q in _former(s.text)] for _, a in told}
    return [
        (earlier.id, old.value)
        for late, later in told
        for old in former[later.id]
        for early, earlier in told
        if early < late and not any(q.value == old.value for q in former[earlier.id]) and _gives(earlier, old)
    ]


def _former(text: str) -> list[Quantity]:
    """The figures of which a sentence says that they were put right since."""
    if not _PUT_RIGHT.search(text) or _OTHER_TIME.search(text):
        return []
    quantities = find(text)
    found = [q for q in quantities if _BEFORE.search(text[: q.start])]
    for new, old in itertools.pairwise(quantities):
        apart = max(new.value, old.value) / (min(new.value, old.value) or 1)
        pair = _FROM.fullmatch(text[new.end : old.start]) and not _NOT_BEHIND.match(text[old.end :])
        if pair and new.unit == old.unit and old.unit not in NO_COUNTS and 1 < apart <= _FAR:
            found.append(old)
    return found


def _gives(article: Article, figure: Quantity) -> bool:
    """Whether an article gives such a figure."""
    lines = (article.title, *(s.text for s in sentences_of(article)))
    return any(q.value == figure.value and same_unit(q, figure) for line in lines for q in find(line))


def _given(text: str, language: str) -> frozenset[float]:
    """The figures that a sentence gives as they are, no dates or ages, and none that it says were put right."""
    former = [q.start for q in _former(text)] if language in ("", "en") else []
    return frozenset(q.value for q in find(text, language) if q.unit not in NO_COUNTS and q.start not in former)


def _older(conflict: Conflict) -> list[tuple[str, float]]:
    """(article, value) of all values but the latest, when that is the highest: a toll does not fall."""
    dated = sorted((v for v in conflict.values if v.published is not None), key=lambda v: str(v.published))
    numbers = [next((q.value for q in find(v.value)), None) for v in dated]
    # "At least 19" takes nothing back from an earlier 21.
    while len(dated) > 1 and _is_least(dated[-1].value) and any((n or 0) > (numbers[-1] or 0) for n in numbers[:-1]):
        dated, numbers = dated[:-1], numbers[:-1]
    known = [number for number in numbers if number is not None]
    if len(known) < 2 or len(known) != len(numbers) or any(value >= known[-1] for value in known[:-1]):
        return []
    latest = set(dated[-1].articles)
    pairs = zip(dated[:-1], known[:-1], strict=True)
    return [(article, number) for value, number in pairs for article in value.articles if article not in latest]


def _is_least(value: str) -> bool:
    return any(q.bound == "least" for q in find(value))


def is_stale(sentence: SourceSentence, stale: dict[str, frozenset[float]], language: str) -> bool:
    """Whether a sentence gives a figure that its story has since overtaken."""
    return gives_stale(sentence.text, stale.get(sentence.article, frozenset()), language)


def gives_stale(text: str, old: frozenset[float], language: str) -> bool:
    """Whether a text gives one of the overtaken figures as it is."""
    return bool(old) and not _given(text, language).isdisjoint(old)
