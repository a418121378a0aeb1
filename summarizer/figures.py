"""(title, text) -> the figures in it: a quantity with what it counts ("people killed", "magnitude", "deal (USD)").

What is only background (other years, totals "since", "12 more", "from 12") is left out. Knows no stage.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from summarizer.numerals import MONTHS, WEEKDAYS
from summarizer.quantities import NO_COUNTS, SPANS, Quantity, find
from summarizer.text import fold, plain_words, sentences, stem, stop_words


@dataclass(frozen=True, slots=True)
class Figure:
    """`label` says what is counted; `certain` that a known pattern says so; `position` is 0 for the title, then the
    sentence's number; `grows` that such a count only goes up over time; `context` are the sentence's content stems."""

    label: str
    kind: str
    """The class of the unit: two figures of different kinds never meet."""
    quantity: Quantity
    certain: bool
    grows: bool
    position: int
    context: frozenset[str]


_EVENTS: tuple[tuple[str, bool, str], ...] = (
    (
        "killed", True,
        r"kill(?:ed|s|ing)?|die[ds]?|dying|dead|deaths?|fatalit\w+|fallecid\w+|muert[oa]s?|murieron|morte?s?|tués?|"
        r"getötet\w*|tote[nr]?|starben|morti|uccis[ie]|mortos?",
    ),
    (
        "injured", True,
        r"injur(?:ed|es|ing|ies)|wound(?:ed|s|ing)?|hurt|herid[oa]s?|blessé(?:e?s)?|verletzt\w*|ferit[ie]|ferid[oa]s",
    ),
    ("missing", False, r"missing|unaccounted|desaparecid[oa]s?|disparus?|vermisst\w*|dispersi"),
    ("arrested", True, r"arrest(?:ed|s|ing)?|detain(?:ed|s|ing)?|detenid[oa]s?|arrêté(?:e?s)?|festgenommen\w*|arrestat[ie]"),
    ("displaced", True, r"evacuat(?:ed|es|ing)|displac(?:ed|es|ing)|evacuad[oa]s?|évacué(?:e?s)?|evakuiert\w*"),
    ("laid off", False, r"lay(?:s|ing)? off|laid off|layoffs?|job cuts"),
)  # fmt: skip
_EVENT_PATTERNS = tuple(
    (name, grows, re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)) for name, grows, pattern in _EVENTS
)
_MAGNITUDE = re.compile(r"\bmagnitud\w*\W*(?:of\W+|de\W+)?$|\bmagnitude\W*$|\bstärke\W*(?:von\W+)?$", re.IGNORECASE)
_MAGNITUDE_AFTER = re.compile(r"^[-\s]*magnitud\w*", re.IGNORECASE)
_INTEREST = re.compile(
    r"\b(?:interest|benchmark|policy|base|key|lending|bank) rates?\b|\brates?\b.*\bto\s*$", re.IGNORECASE
)
_PERSON_WORDS = (
    "people persons person others victims individuals residents lives personas gente personnes menschen personen persone "
    "pessoas dead deaths casualties fatalities muertos morts tote killed injured"
)
_PEOPLE = frozenset(_PERSON_WORDS.split())
_CUT = re.compile(r"[,;:]\s|\s(?:and|but|while|y|et|und|e|mientras|tandis)\s|\s[–—-]+\s")
_BACKGROUND = re.compile(
    r"\b(?:since|previous(?:ly)?|earlier (?:this|in)|last (?:year|month|week|summer|winter)|years? ago|decades?|"
    r"anniversary|in all of|so far this year|each year|annually|a year|per year|on average|compared (?:with|to)|"
    r"deadliest since|desde|depuis|seit)\b",
    re.IGNORECASE,
)
_ADDED = re.compile(r"\b(?:another|additional|further|from|every|each|de|otros|weitere|autres)\s+$", re.IGNORECASE)
_MORE = re.compile(r"^\s+(?:more|additional|further|of|out of|más|weitere|autres)\b(?!\s+than)", re.IGNORECASE)
_HEAD = re.compile(r"^[-\s]+((?:[^\W\d_]+[-'’]?)+)")
_UNITS_OUT = NO_COUNTS | SPANS


@lru_cache(maxsize=4096)
def figures(
    title: str, text: str, language: str = "en", time: datetime | None = None, most: int = 40
) -> tuple[Figure, ...]:
    """Of the title and the first `most` sentences, in order; `time` tells this year from others."""
    found: list[Figure] = []
    lines = [title, *(text[start:end] for start, end in sentences(text, language)[:most])]
    for position, line in enumerate(lines):
        if not line or _BACKGROUND.search(line):
            continue
        if any(_other_year(q, time) for q in find(line, language)):
            continue
        found += counted(line, language, position)
    return tuple(found)


@lru_cache(maxsize=20_000)
def counted(line: str, language: str = "en", position: int = 1, least: int = 10) -> tuple[Figure, ...]:
    """Those of one sentence, background or not; what is counted by no known pattern from `least` on."""
    context = _stems(line, language)
    quantities = tuple(q for q in find(line, language) if _counts(line, q))
    found = (_figure(line, quantity, quantities, language, position, context, least) for quantity in quantities)
    return tuple(figure for figure in found if figure is not None)


def _counts(line: str, quantity: Quantity) -> bool:
    """Whether it counts or measures something by itself: no date, no time, no addition to or part of another count."""
    apart = _ADDED.search(line[: quantity.start]) or _MORE.match(line[quantity.end :])
    return quantity.unit not in _UNITS_OUT and not apart


def _other_year(quantity: Quantity, time: datetime | None) -> bool:
    return quantity.unit == "calendar" and (time is None or quantity.value != time.year)


def _stems(text: str, language: str) -> frozenset[str]:
    stop = stop_words(language) - {"killed"}
    skip = WEEKDAYS.keys() | MONTHS.keys()
    found = (word for word in plain_words(text) if not any(c.isdigit() for c in word))
    return frozenset(stem(word, language) for word in found if word not in stop and word not in skip and len(word) > 2)


def _figure(
    line: str,
    quantity: Quantity,
    quantities: tuple[Quantity, ...],
    language: str,
    position: int,
    context: frozenset[str],
    least: int,
) -> Figure | None:
    before, after = line[: quantity.start], line[quantity.end :]
    if quantity.unit == "" and (_MAGNITUDE.search(before) or _MAGNITUDE_AFTER.match(after)):
        return Figure("magnitude", "magnitude", quantity, True, False, position, context)
    start, end = _segment(line, quantity)
    segment = line[start:end]
    alone = sum(start <= q.start < end for q in quantities) == 1
    noun = _noun(after[: max(0, end - quantity.end)], language)
    if quantity.unit == "" and alone and quantity.key != "1":
        for name, grows, pattern in _EVENT_PATTERNS:
            if pattern.search(segment) and not (name == "killed" and noun in ("others", "other")):
                other = noun and fold(noun) not in _PEOPLE and not pattern.search(noun)
                return Figure(
                    f"{noun if other else 'people'} {name}", "count", quantity, True, grows, position, context
                )
    if quantity.unit == "%" and _INTEREST.search(before) and re.search(r"\b(?:to|at|of)\s*$", before):
        return Figure("interest rate", "%", quantity, True, False, position, context)
    if not alone or quantity.value < 2:
        return None
    if quantity.unit and quantity.unit not in ("%", "points") and noun:
        return Figure(f"{noun} ({quantity.unit})", quantity.unit, quantity, False, False, position, context)
    if quantity.unit == "" and noun and fold(noun) not in _PEOPLE and quantity.value >= least:
        return Figure(noun, "count", quantity, False, False, position, context)
    return None


def _segment(line: str, quantity: Quantity) -> tuple[int, int]:
    """The piece of the sentence, between commas and conjunctions, in which the quantity stands."""
    start, end = 0, len(line)
    for cut in _CUT.finditer(line):
        if cut.end() <= quantity.start:
            start = cut.end()
        elif cut.start() >= quantity.end:
            end = cut.start()
            break
    return start, end


def _noun(after: str, language: str) -> str:
    """The head of what follows a number: the last of up to three words before a function word, verb form or day."""
    stop = stop_words(language)
    head = ""
    for _ in range(3):
        match = _HEAD.match(after)
        if match is None:
            break
        word = match[1].strip("'’-")
        low = word.lower()
        people = low in _PEOPLE
        if low in WEEKDAYS or (not people and (low in stop or (language == "en" and low.endswith(("ed", "ing"))))):
            break
        if any(pattern.fullmatch(word) for _, _, pattern in _EVENT_PATTERNS):
            break
        head = low
        after = after[match.end() :]
        if people:
            break
    return head
