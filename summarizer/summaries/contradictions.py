"""Two sentences of different articles -> can both be true of one fact? Not with other figures for what is counted, with
"not" at what the other says was done, or with another's name in its place.

Such sentences belong in no facet together: fused, one of them would be made up. Guesses without a parser; where nothing
can be said, the sentences agree. Names in roles are read in English only.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from summarizer.figures import counted
from summarizer.quantities import Quantity, compatible, find, same_unit
from summarizer.summaries.named_roles import Roles, roles_of
from summarizer.summaries.verification.hedges import hedged
from summarizer.summaries.verification.reading import Reading, read

LEAST = 2
"""Counts below it say little: "one of the …"."""
_REFUSES = frozenset(("refuse", "refuses", "refused", "refusing", "decline", "declines", "declined"))
"""They deny what follows without a "not"."""
_DENIES = frozenset(("negation", "denial"))
_BEFORE_VERB_WORDS = "will would can could may might must shall should to did does do not never has have had"
_BEFORE_VERB = frozenset(_BEFORE_VERB_WORDS.split())


@dataclass(frozen=True, slots=True)
class Facts:
    """What of a sentence another may contradict."""

    figures: dict[str, list[Quantity]]
    """What is counted -> the values that are given."""
    digits: tuple[Quantity, ...]
    """What is written in digits."""
    verbs: frozenset[str]
    """Stems of what is done, denied or not."""
    denied: frozenset[str]
    """Stems of what "not" or "denied" bears on."""
    refuses: bool
    roles: Roles


Case = tuple[frozenset[str], frozenset[str]]
"""Stems that a story's sentences write with a capital within a sentence, and without one (`Sources.case`)."""


def contradict(one: str, other: str, language: str, case: Case) -> bool:
    """Whether the two cannot be one fact. Symmetric; false of a sentence and itself."""
    a, b = _facts(one, language or "en", case), _facts(other, language or "en", case)
    return _figures_differ(a, b) or _denied_differ(a, b) or a.roles.disagree(b.roles)


def other_figures(one: str, other: str, language: str) -> bool:
    """Whether both give figures, and for what both count, or in a unit that both have, other ones. The time of day is no figure."""
    nobody: Case = (frozenset(), frozenset())
    a, b = _facts(one, language or "en", nobody), _facts(other, language or "en", nobody)
    units = {q.unit for q in a.digits} & {q.unit for q in b.digits} - {"clock", "date", "calendar"}
    a, b = (replace(facts, digits=tuple(q for q in facts.digits if q.unit in units)) for facts in (a, b))
    return _figures_differ(a, b)


@lru_cache(maxsize=4096)
def _facts(text: str, language: str, case: Case) -> Facts:
    reading = read(text, language)
    bears = hedged(reading)
    return Facts(
        _figures(text, language),
        tuple(q for q in find(text, language) if any(char.isdigit() for char in q.text)),
        frozenset(_verbs(reading)),
        frozenset(stem for stem, kinds in bears.items() if kinds & _DENIES),
        bool(reading.words & _REFUSES),
        roles_of(reading, *case),
    )


def _figures(text: str, language: str) -> dict[str, list[Quantity]]:
    found: dict[str, list[Quantity]] = {}
    for figure in counted(text, language, least=LEAST):
        found.setdefault(figure.label, []).append(figure.quantity)
    return found


def _verbs(reading: Reading) -> list[str]:
    """Stems of what is done: in English past forms, and what stands right behind an auxiliary; elsewhere what is no name."""
    tokens = reading.tokens
    if reading.language != "en":
        return [token.stem for token in tokens if token.content and not token.capital]
    return [
        token.stem
        for place, token in enumerate(tokens)
        if token.verb_like
        or (token.content and not token.capital and place and tokens[place - 1].folded in _BEFORE_VERB)
    ]


def _denied_differ(a: Facts, b: Facts) -> bool:
    """Whether one denies what the other has done; not where both deny or refuse something in common."""
    if a.denied & b.denied:
        return False
    return any(bool(one.denied & other.verbs) and not other.refuses for one, other in ((a, b), (b, a)))


def _figures_differ(a: Facts, b: Facts) -> bool:
    """Whether something that both count has no value in one that any in the other goes with; or all digits differ."""
    return any(_none_fits(a.figures[label], b.figures[label]) for label in a.figures.keys() & b.figures.keys()) or (
        bool(a.digits and b.digits) and _none_fits(a.digits, b.digits)
    )


def _none_fits(some: Sequence[Quantity], others: Sequence[Quantity]) -> bool:
    return not any(same_unit(x, y) and compatible(x, y) for x in some for y in others)
