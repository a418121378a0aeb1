"""cluster -> figures that its articles give differently: what is counted, each value, who gives it, since when.

Rather few and near-certain than many: an article's first value of a figure counts, background is left out, figures
meet only when they count the same thing in sentences that tell the same. Knows no summary.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from summarizer.figures import Figure, figures
from summarizer.quantities import compatible, same_unit
from summarizer.types import Article, Cluster, Conflict, ConflictKind, ConflictValue

_COMPARABLE = timedelta(hours=2)
"""Values given within this time of each other are no update of one another, unless one outlet replaced its own."""
_FARTHEST = 8.0
"""Two counts that differ by more than this factor count different things; those of no known pattern, by more than 2."""
_NEVER = datetime.max.replace(tzinfo=UTC)
_LEAD = 3
"""Titles and the first sentences are about the event itself: less overlap of words is asked for there."""


@dataclass(frozen=True, slots=True)
class _Given:
    """A figure as one article gives it."""

    article: Article
    figure: Figure


def find(cluster: Cluster, origin_groups: Sequence[Sequence[str]] = ()) -> tuple[Conflict, ...]:
    """The conflicting figures of a story, those that most articles give first; empty when its articles agree.

    An *update* is a value that later articles replace (a growing toll, or a new value by the same origin); what
    differs at comparable times, or goes back and forth, is a *disagreement*. `origin_groups` are article ids.
    """
    origin = {article: number for number, group in enumerate(origin_groups) for article in group}
    by_label: dict[tuple[str, str], list[_Given]] = {}
    for article in sorted(cluster.articles, key=lambda a: a.id):
        taken: set[tuple[str, str]] = set()
        for figure in figures(article.title, article.text, article.language or "en", article.time):
            key = (figure.label, figure.kind)
            if key not in taken:
                taken.add(key)
                by_label.setdefault(key, []).append(_Given(article, figure))
    place = {article.id: number for number, article in enumerate(cluster.articles)}
    found: list[tuple[int, str, Conflict]] = []
    for (label, _), given in sorted(by_label.items()):
        groups = _rivals(_groups(given))
        if len(groups) >= 2:
            values = tuple(_value(row, place) for row in _rows(groups))
            conflict = Conflict(label, _kind(groups, origin), values)
            found.append((-sum(len(group) for group in groups), label, conflict))
    return tuple(conflict for _, _, conflict in sorted(found, key=lambda item: item[:2]))


def _rivals(groups: list[list[_Given]]) -> list[list[_Given]]:
    """The groups with a figure whose sentence tells the same as that of a figure of another group."""

    def meet(a: list[_Given], b: list[_Given]) -> bool:
        return any(_alike(one.figure, other.figure) for one in a for other in b)

    return [group for group in groups if any(other is not group and meet(group, other) for other in groups)]


def _alike(a: Figure, b: Figure) -> bool:
    if not same_unit(a.quantity, b.quantity):
        return False
    low, high = sorted((abs(a.quantity.value), abs(b.quantity.value)))
    if low == 0 or high / low > (_FARTHEST if a.certain and b.certain else 2.0):
        return False
    shared = len(a.context & b.context) / (min(len(a.context), len(b.context)) or 1)
    if a.certain and b.certain:
        return shared >= (0.2 if max(a.position, b.position) <= _LEAD else 0.34)
    return shared >= 0.55 and len(a.context & b.context) >= 4


def _groups(given: list[_Given]) -> list[list[_Given]]:
    """Compatible values together, the groups in the order in which they were first given (unknown times last)."""
    groups: list[list[_Given]] = []
    width = {"exact": 0, "range": 1, "about": 2, "most": 3, "least": 4}
    for one in sorted(given, key=lambda g: (width[g.figure.quantity.bound], g.figure.quantity.value, g.article.id)):
        home = next((g for g in groups if all(compatible(one.figure.quantity, o.figure.quantity) for o in g)), None)
        if home is None:
            groups.append([one])
        else:
            home.append(one)
    return sorted(groups, key=_since)


def _rows(groups: list[list[_Given]]) -> list[list[_Given]]:
    """The groups as a table shows them: "at least 19" may be true where 21 is, but nobody who says so has said 21."""
    rows: list[list[_Given]] = []
    for group in groups:
        exact = {one.figure.quantity.value for one in group if one.figure.quantity.bound not in ("least", "most")}
        parts: dict[tuple[str, float], list[_Given]] = {}
        for one in group:
            quantity = one.figure.quantity
            alone = quantity.bound in ("least", "most") and quantity.value not in exact
            parts.setdefault((quantity.bound, quantity.value) if alone else ("", 0.0), []).append(one)
        rows += sorted(parts.values(), key=_since)
    return rows


def _since(group: list[_Given]) -> tuple[bool, datetime, float]:
    """For sorting by the time at which a value was first given, unknown ones last."""
    first = _first(group)
    return first is None, first or _NEVER, _size(group)


def _size(group: list[_Given]) -> float:
    return min(one.figure.quantity.value for one in group)


def _first(group: list[_Given]) -> datetime | None:
    times = [one.article.published for one in group if one.article.published]
    return min(times, default=None)


def _value(group: list[_Given], place: dict[str, int]) -> ConflictValue:
    """The group's value as its earliest, most exact article writes it."""
    ordered = sorted(group, key=lambda g: place[g.article.id])
    shown = [one.figure.quantity.shown for one in group]
    best = max(shown, key=lambda text: (shown.count(text), -shown.index(text)))
    times = [one.article.published for one in group if one.article.published]
    return ConflictValue(best, tuple(one.article.id for one in ordered), min(times, default=None))


def _kind(groups: list[list[_Given]], origin: dict[str, int]) -> ConflictKind:
    """An update when each group begins after the one before has ended, late enough, and the values allow it."""
    for earlier, later in itertools.pairwise(groups):
        before = [one.article.published for one in earlier]
        after = [one.article.published for one in later]
        if any(time is None for time in (*before, *after)):
            return "disagreement"
        last = max(time for time in before if time)
        first = min(time for time in after if time)
        if first <= last:
            return "disagreement"
        same = {origin.get(o.article.id, -1) for o in earlier} & {origin.get(o.article.id, -2) for o in later}
        if first - last < _COMPARABLE and not same:
            return "disagreement"
        if earlier[0].figure.grows and _size(later) < _size(earlier):
            return "disagreement"
    return "update"
