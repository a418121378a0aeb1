"""Do the numbers of a sentence stand in its evidence, with their units and their "at least"?"""

import itertools
import re
from functools import lru_cache

from summarizer.numerals import CURRENCIES
from summarizer.quantities import Quantity, same_unit
from summarizer.summaries.verification.alignment import Alignment
from summarizer.summaries.verification.findings import Finding

_DIGITS = re.compile(r"\d+")
_OPPOSITE = {("least", "most"), ("most", "least")}


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
