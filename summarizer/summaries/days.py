"""A sentence and the days of its articles -> the one day it tells of, for telling what happened in the order of days."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import TypeVar

from summarizer.summaries.verification.dates import calendar_days, weekdays
from summarizer.summaries.verification.reading import Reading, read

T = TypeVar("T")
_RELATIVE = {"today": 0, "tonight": 0, "yesterday": -1}
_AHEAD = frozenset(
    ("will", "would", "next", "until", "till", "by", "before", "since", "after", "tomorrow", "expected", "scheduled", "due", "plans")
)  # fmt: skip
"""With these a day is not the one on which what is told happened."""
_BACK = 60
"""A day of the month lies at most so many days back; an older one is background and stays where it is."""


def day_of(text: str, language: str, published: Iterable[date]) -> date | None:
    """The day on which what a sentence tells happened, as seen from each of its articles' days; None where it names none,
    or several, where they disagree, or where it looks ahead."""
    reading = read(text, language or "en")
    if reading.words & _AHEAD:
        return None
    days = {_seen_from(reading, base) for base in published}
    return days.pop() if len(days) == 1 else None


def _seen_from(reading: Reading, base: date) -> date | None:
    found = {base + timedelta(days=_RELATIVE[word]) for word in reading.words & _RELATIVE.keys()}
    found |= {base - timedelta(days=(base.weekday() - number) % 7) for number in weekdays(reading).values()}
    for month, day in calendar_days(reading):
        candidates = [date(year, month, day) for year in (base.year, base.year - 1) if _exists(year, month, day)]
        found |= {max((c for c in candidates if c <= base), default=date.min)}
    if len(found) != 1:
        return None
    [day_told] = found
    return day_told if base - day_told <= timedelta(days=_BACK) else None


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def in_order(told: Sequence[T], days: Sequence[date | None]) -> list[T]:
    """The same, those with a day in the order of days, in the places that such have; the others where they are."""
    places = [place for place, day in enumerate(days) if day is not None]
    sorted_places = sorted(places, key=lambda place: (days[place], place))
    moved = dict(zip(places, sorted_places, strict=True))
    return [told[moved.get(place, place)] for place in range(len(told))]
