"""Are the days, months and weekdays of a sentence in its evidence, directly or as seen from the article's date?"""

import itertools
from collections.abc import Mapping
from datetime import date, timedelta

from summarizer.numerals import MONTHS, WEEKDAYS
from summarizer.summaries.verification.alignment import Alignment, Source
from summarizer.summaries.verification.findings import Finding
from summarizer.summaries.verification.reading import Reading

_RELATIVE = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
_SPANS = frozenset(["week", "month", "year", "night", "season", "weekend"])
_WHICH = frozenset(["last", "next", "this"])
_DAY_NAMES = frozenset(name for name in WEEKDAYS if len(name) > 4)
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
    return {t.text: WEEKDAYS[t.folded.removesuffix("s") if t.folded not in WEEKDAYS else t.folded]
            for t in reading.tokens if t.folded in _DAY_NAMES or t.folded.removesuffix("s") in _DAY_NAMES}  # fmt: skip


def calendar_days(reading: Reading) -> list[tuple[int, int]]:
    """(month, day of month) pairs; day 0 for a month alone."""
    found: list[tuple[int, int]] = []
    tokens = reading.tokens
    days = {q.start: int(q.value) for q in reading.quantities if q.unit == "date"}
    for index, token in enumerate(tokens):
        month = MONTHS.get(token.folded)
        if month is None or not (token.capital or len(token.folded) > 4):
            continue
        near = [tokens[i] for i in (index - 1, index + 1, index + 2) if 0 <= i < len(tokens)]
        near += [tokens[index - 2]] if index >= 2 and tokens[index - 1].folded in ("of", "de") else []
        day = next((days[t.start] for t in near if t.start in days), 0)
        dated = day or (index and tokens[index - 1].folded in _BEFORE_MONTH)
        year = index + 1 < len(tokens) and tokens[index + 1].stem[1:5].isdigit()
        if dated or year or token.folded not in ("may", "march", "mar", "mai", "august", "jan"):
            found.append((month, day))
    return found


def resolved(source: Source, published: Mapping[str, date]) -> set[date]:
    """The days that a source sentence speaks of, as far as its article's date tells."""
    base = published.get(source.sentence.article)
    if base is None:
        return set()
    found = {base + timedelta(days=_RELATIVE[t.folded]) for t in source.reading.tokens if t.folded in _RELATIVE}
    for number in weekdays(source.reading).values():
        back = (base.weekday() - number) % 7
        found |= {base - timedelta(days=back), base + timedelta(days=(7 - back) % 7)}
    for month, day in calendar_days(source.reading):
        for year in (base.year - 1, base.year, base.year + 1):
            try:
                found.add(date(year, month, day))
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
    for month, day in calendar_days(claim):
        same = {(d.month, d.day) for d in days} | dated | ({(m, 0) for m, _ in dated} | {(d.month, 0) for d in days})
        if (month, day) not in same:
            name = next(t.text for t in claim.tokens if MONTHS.get(t.folded) == month)
            fatal.append(f"date {name}{f' {day}' if day else ''} not in the evidence")
    for token in claim.tokens:
        if token.folded in _RELATIVE and not any(token.folded in s.reading.words for s in alignment.evidence):
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
