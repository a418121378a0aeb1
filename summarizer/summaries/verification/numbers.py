"""Do the numbers of a sentence stand in its evidence, with their units and their "at least"?"""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from summarizer.numerals import CURRENCIES
from summarizer.quantities import NO_COUNTS, SPANS, Quantity, find, same_unit
from summarizer.summaries.verification.alignment import Alignment
from summarizer.summaries.verification.findings import Finding

_DIGITS = re.compile(r"\d+")
_OPPOSITE = {("least", "most"), ("most", "least")}


_LOOSE_BOUND = re.compile(r"\b(?:over|under|above|below)\s+(?:the \w+ )?$", re.IGNORECASE)
LEAST_OVER = 10
"""Below so many, things are seldom counted by "over"."""
_SAID_UNITS = frozenset({"%", "points", "bp", *CURRENCIES.values()})
"""Units that are never left out where a number has them."""


def states(claim: Quantity, evidence: Quantity) -> bool:
    """Whether the evidence's number is the claim's: equal, or rounded as coarsely as the claim is written."""
    if claim.value == evidence.value and claim.high == evidence.high:
        return True
    if evidence.bound == "range" and claim.value == claim.high and claim.value in (evidence.value, evidence.high):
        return True
    slack = claim.slack * 1.0001
    if claim.bound in ("about", "least", "most"):
        slack = max(slack, 0.05 * abs(claim.value)) if abs(claim.value) >= 1000 else slack
    return abs(claim.value - evidence.value) <= slack and abs(claim.high - evidence.high) <= slack


@lru_cache(maxsize=20_000)
def _digit_runs(text: str) -> frozenset[str]:
    return frozenset(_DIGITS.findall(text))


def check(alignment: Alignment) -> Finding:
    """Each number must be stated with a unit that fits; a lost or added bound is a minor problem."""
    fatal: list[str] = []
    minor: list[str] = []
    missing = 0
    pool = [q for source in alignment.evidence for q in source.reading.quantities]
    for quantity in alignment.claim.quantities:
        if quantity.unit == "date":
            continue
        equal = [q for q in pool if states(quantity, q)]
        if not equal:
            if quantity.key == "1" or _inside(quantity, alignment):
                continue
            missing += 1
            fatal.append(f"number {quantity.text} not in the evidence")
            continue
        fitting = [q for q in equal if same_unit(quantity, q) and (q.unit or quantity.unit not in _SAID_UNITS)]
        if not fitting:
            missing += 1
            fatal.append(f"number {quantity.text} is {equal[0].text} in the evidence, of another unit")
        elif all((quantity.bound, q.bound) in _OPPOSITE for q in fitting):
            fatal.append(f"{quantity.shown} is {fitting[0].shown} in the evidence")
        elif all(_bound_lost(quantity, q) for q in fitting):
            minor.append(f"{quantity.shown} is {fitting[0].shown} in the evidence")
    return Finding(
        {"numbers_missing": min(1.0, missing / 2), "bounds_changed": min(1.0, len(minor) / 2)},
        tuple(fatal),
        tuple(minor),
    )


def lost_bounds(text: str, sources: Sequence[str]) -> Iterator[str]:
    """The numbers of an English sentence that are a bound ("at least", "up to", "more than") in all sources that have them, and not in
    it, or the other way round. People round so; a model's sentence need not."""
    pool = [quantity for source in sources for quantity in _plain(source)]
    for quantity in _plain(text):
        found = [other for other in pool if states(quantity, other) and same_unit(quantity, other)]
        found = [other for other in found if other.unit == quantity.unit] or found
        if found and all(_bound_lost(quantity, other) for other in found):
            yield f"{quantity.shown} is {found[0].shown} in the sources"


def _plain(text: str) -> Iterator[Quantity]:
    """The counts and measures of a text; "over three days" and "over two buses" are no bounds."""
    for quantity in find(text):
        if quantity.unit not in NO_COUNTS:
            loose = quantity.unit in SPANS or quantity.value < LEAST_OVER
            if loose and _LOOSE_BOUND.search(text[: quantity.start]):
                quantity = replace(quantity, bound="exact")
            yield quantity


def _bound_lost(claim: Quantity, evidence: Quantity) -> bool:
    return (claim.bound in ("least", "most")) != (evidence.bound in ("least", "most"))


def _inside(quantity: Quantity, alignment: Alignment) -> bool:
    """Whether its digits stand in one evidence sentence as part of something ("G20", "3-1"), or a decimal was torn
    apart by sentence splitting ("… at 2." / "4 miles …")."""
    runs = _DIGITS.findall(quantity.text)
    if not runs:
        return False
    if any(all(run in _digit_runs(source.reading.text) for run in runs) for source in alignment.evidence):
        return True
    torn = re.search(r"(\d+)\.(\d+)", quantity.text)
    if torn is None:
        return False
    whole, decimals = torn.groups()
    texts = [source.reading.text for source in alignment.sources]
    return any(
        first.endswith(f"{whole}.") and second.startswith(decimals) for first, second in itertools.pairwise(texts)
    )
