"""A sentence -> whose names stand in its roles: who did what, whom it befell, who holds which office. English, no parser.

Only what stands close together is taken, so that most sentences have few roles or none; the verifier's checks are finer.
"""

from dataclasses import dataclass

from summarizer.summaries.verification.forms import SPEECH
from summarizer.summaries.verification.naming import HONORIFICS, names
from summarizer.summaries.verification.reading import Reading, Token
from summarizer.summaries.verification.same_names import group

Role = tuple[str, str]
"""("doer" or "done to", stem of the verb), or ("office", its words)."""

_BE_WORDS = "is are was were be been being"
_BE = frozenset(_BE_WORDS.split())
_BETWEEN_WORDS = "has have had will would can could may might did also then not never later"
_BETWEEN = _BE | frozenset(_BETWEEN_WORDS.split())
_ARTICLES = frozenset(("the", "a", "an"))
_BINDS_WORDS = "of in at on by from for with near to off into over against between among after before than"
_BINDS = frozenset(_BINDS_WORDS.split())
_POLITE_WORDS = "mr mrs ms miss dr sir lord lady general chief rep sen judge"
_POLITE = frozenset(_POLITE_WORDS.split())
"""What many hold at once says nothing."""
_APART = 4
"""A verb and its subject's name stand within so many tokens."""


@dataclass(frozen=True, slots=True)
class Roles:
    """Role -> the name that fills it, as folded words, countries as numbers; `all` are the names of the sentence."""

    filled: dict[Role, frozenset[str]]
    all: frozenset[str]

    def disagree(self, other: "Roles") -> bool:
        """Whether a role of both is filled by names of the same sort that share nothing; an office, only where neither
        sentence names the other's holder at all."""
        for role, one in self.filled.items():
            two = other.filled.get(role)
            if two is None or one & two or _countries(one) != _countries(two):
                continue
            if role[0] != "office" or not (one & other.all or two & self.all):
                return True
        return False


def roles_of(reading: Reading, upper: frozenset[str], lower: frozenset[str]) -> Roles:
    """The roles of a sentence; `upper` and `lower` as for `names`."""
    named = frozenset(names(reading, upper, lower))
    filled: dict[Role, frozenset[str]] = {}
    for place, token in enumerate(reading.tokens):
        if token.verb_like and token.folded not in SPEECH:
            passive, before = _before(reading, place, named)
            after = _after(reading, place + 1, named)
            for role, name in (
                (("done to" if passive else "doer"), before),
                ("done to", frozenset() if passive else after),
            ):
                if name:
                    filled.setdefault((role, token.stem), name)
        elif token.folded in HONORIFICS:
            office, holder = _office(reading, place, named)
            if holder:
                filled.setdefault(("office", office), holder)
    return Roles(filled, _written(reading, sorted(named)))


def _before(reading: Reading, verb: int, named: frozenset[int]) -> tuple[bool, frozenset[str]]:
    """Whether the verb is passive, and the name right before it with the names joined to that one."""
    tokens = reading.tokens
    place, passive = verb - 1, False
    while place >= max(0, verb - _APART) and tokens[place].folded in _BETWEEN:
        passive = passive or tokens[place].folded in _BE
        place -= 1
    found: list[int] = []
    while place >= 0:
        if place in named:
            found.append(place)
        elif not found or not (tokens[place].folded in ("and", "or", ",") and place - 1 in named):
            break
        place -= 1
    if place >= 0 and (tokens[place].folded in _BINDS or not tokens[place].stem):
        return passive, frozenset()
    return passive, _written(reading, found)


def _after(reading: Reading, place: int, named: frozenset[int]) -> frozenset[str]:
    """The name that follows, behind articles and titles."""
    tokens = reading.tokens
    while place < len(tokens) and (tokens[place].folded in _ARTICLES or tokens[place].folded in HONORIFICS):
        place += 1
    end = place
    while end in named:
        end += 1
    if end < len(tokens) and tokens[end].content and not tokens[end].verb_like:
        return frozenset()  # "defeated Lund supporters"
    return _written(reading, range(place, end))


def _office(reading: Reading, place: int, named: frozenset[int]) -> tuple[str, frozenset[str]]:
    """The words of an office up to `place`, and the name behind them; nobody inside an office's words."""
    tokens = reading.tokens
    start = place
    while start and tokens[start - 1].folded in HONORIFICS:
        start -= 1
    words = [token.folded for token in tokens[start : place + 1]]
    end = place + 1
    while end in named:
        end += 1
    if words[-1] in _POLITE:
        return "", frozenset()
    return " ".join(words), _written(reading, range(place + 1, end))


def _written(reading: Reading, places: "range | list[int]") -> frozenset[str]:
    return frozenset(_key(reading.tokens[place]) for place in places)


def _key(token: Token) -> str:
    country = group(token.stem)
    return token.folded if country is None else f"#{country}"


def _countries(name: frozenset[str]) -> bool:
    return any(word.startswith("#") for word in name)
