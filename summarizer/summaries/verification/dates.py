"""Are the days, months and weekdays of a sentence in its evidence, directly or as seen from the article's date?"""

import itertools
from collections.abc import Mapping
from datetime import date, timedelta

from summarizer.summaries.verification.alignment import Alignment, Source
from summarizer.summaries.verification.calendar_words import month, relative, weekday
from summarizer.summaries.verification.findings import Finding
from summarizer.summaries.verification.reading import Reading

_SPANS = frozenset(["week", "month", "year", "night", "season", "weekend"])
_WHICH = frozenset(["last", "next", "this"])
_BEFORE_MONTH = frozenset(
    [
        "in",
        "on",
        "of",
        "since",
        "until",
        "by",
        "last",
        "this",
        "next",
        "early",
        "late",
        "mid",
        "from",
        "through",
        "between",
        "and",
        "to",
    ]
)


def weekdays(reading: Reading) -> dict[str, int]:
    """The weekdays that are named, as written -> 0 (Monday) to 6."""
    named = ((token.text, weekday(reading, index)) for index, token in enumerate(reading.tokens))
    return {text: number for text, number in named if number is not None}


def calendar_days(reading: Reading) -> list[tuple[int, int]]:
    """(month, day of month) pairs; day 0 for a month alone."""
    found: list[tuple[int, int]] = []
    tokens = reading.tokens
    days = {q.start: int(q.value) for q in reading.quantities if q.unit == "date"}
    for index, token in enumerate(tokens):
        number = month(reading, index)
        if number is None:
            continue
        near = [tokens[i] for i in (index - 1, index + 1, index + 2) if 0 <= i < len(tokens)]
        joints = (".",) if reading.language == "de" else ("of", "de")
        near += [tokens[index - 2]] if index >= 2 and tokens[index - 1].folded in joints else []
        day = next((days[t.start] for t in near if t.start in days), 0)
        dated = day or (index and tokens[index - 1].folded in _BEFORE_MONTH)
        year = index + 1 < len(tokens) and tokens[index + 1].stem[1:5].isdigit()
        if dated or year or token.folded not in ("may", "march", "mar", "mai", "august", "jan"):
            found.append((number, day))
    return found


def resolved(source: Source, published: Mapping[str, date]) -> set[date]:
    """The days that a source sentence speaks of, as far as its article's date tells."""
    base = published.get(source.sentence.article)
    if base is None:
        return set()
    ahead = (relative(source.reading, index) for index in range(len(source.reading.tokens)))
    found = {base + timedelta(days=days) for days in ahead if days is not None}
    for number in weekdays(source.reading).values():
        back = (base.weekday() - number) % 7
        found |= {base - timedelta(days=back), base + timedelta(days=(7 - back) % 7)}
    for number, day in calendar_days(source.reading):
        for year in (base.year - 1, base.year, base.year + 1):
            try:
                found.add(date(year, number, day))
            except ValueError:
                continue
    return {day for day in found if abs((day - base).days) <= 200}


def check(alignment: Alignment, published: Mapping[str, date]) -> Finding:
    """`published` gives the day of each article (by id) whose date is known."""
    claim = alignment.claim
    fatal: list[str] = []
    days = {day for source in alignment.evidence for day in resolved(source, published)}
    named = {number for source in alignment.evidence for number in weekdays(source.reading).values()}
    for text, number in weekdays(claim).items():
        if number not in named and number not in {day.weekday() for day in days}:
            fatal.append(f"weekday {text} not in the evidence")
    dated = {pair for source in alignment.evidence for pair in calendar_days(source.reading)}
    for number, day in calendar_days(claim):
        same = {(d.month, d.day) for d in days} | dated | ({(m, 0) for m, _ in dated} | {(d.month, 0) for d in days})
        if (number, day) not in same:
            name = next(t.text for i, t in enumerate(claim.tokens) if month(claim, i) == number)
            fatal.append(f"date {name}{f' {day}' if day else ''} not in the evidence")
    for index, token in enumerate(claim.tokens):
        if relative(claim, index) is not None and not any(token.folded in s.reading.words for s in alignment.evidence):
            fatal.append(f'"{token.text}" not in the evidence')
    minor = _spans(alignment)
    return Finding({"dates_missing": min(1.0, len(fatal) / 2 + 0.25 * len(minor))}, tuple(fatal), tuple(minor))


def _spans(alignment: Alignment) -> list[str]:
    """ "last week", "next year" that no evidence has."""
    tokens = alignment.claim.tokens
    found: list[str] = []
    for first, second in itertools.pairwise(tokens):
        if first.folded in _WHICH and second.folded in _SPANS:
            pair = (first.stem, second.stem)
            if not any(pair in source.reading.bigrams for source in alignment.evidence):
                found.append(f'"{first.text} {second.text}" not in the evidence')
    return found
