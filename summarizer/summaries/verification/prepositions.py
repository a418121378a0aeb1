"""Does a name stand behind another preposition than in all of its evidence: "troops to Syria" for "its border with Syria"?

One of the ways in which fusion crosses facts while every word of it has a source. English; only prepositions that change
who does what to whom, or where to; "in" and "on" are often exchanged without harm.
"""

from collections.abc import Iterator

from summarizer.summaries.verification.alignment import Alignment
from summarizer.summaries.verification.findings import Finding
from summarizer.summaries.verification.naming import HONORIFICS
from summarizer.summaries.verification.reading import Reading

_CHANGING = frozenset(("to", "from", "against", "by", "with", "for", "at", "into"))
_WHEN = frozenset(("after", "before", "during", "until", "without", "despite"))
"""Those that say when, or whether at all: also before common nouns."""
_REACH = 3
"""So many words may stand between a preposition and its noun."""
_BEFORE_NAME = frozenset(("the", "a", "an", "its", "his", "her", "their", "former", "president", "prime", "minister"))


def check(alignment: Alignment) -> Finding:
    """Fatal: a name of the claim behind such a preposition, which the evidence has only behind other ones."""
    claim = alignment.claim
    for place in claim.content:
        token = claim.tokens[place]
        own = _preposition(claim, place)
        if token.first or own not in _CHANGING or token.folded in HONORIFICS or not _is_name(claim, place):
            continue
        theirs = [
            _preposition(source.reading, at)
            for source in alignment.evidence
            for at in source.reading.positions.get(token.stem, ())
        ]
        same = own in theirs or (own == "at" and "to" in theirs)  # where one went to, one was
        if theirs and not same and _CHANGING.issuperset(theirs):
            found = " or ".join(sorted(set(theirs)))
            return Finding({}, (f'"{own} {token.text}" where the evidence has "{found} {token.text}"',))
    return Finding({}, tuple(_at_another_time(alignment)))


def _at_another_time(alignment: Alignment) -> Iterator[str]:
    """ "after a hearing" where the evidence has it only as "during a hearing"."""
    for place in alignment.claim.content:
        own = _when(alignment.claim, place)
        if not own:
            continue
        stem = alignment.claim.tokens[place].stem
        theirs = [_when(s.reading, at) for s in alignment.evidence for at in s.reading.positions.get(stem, ())]
        if theirs and own not in theirs and _WHEN.issuperset(theirs):
            yield f'"{own} {alignment.claim.tokens[place].text}" is "{theirs[0]}" in the evidence'


def _when(reading: Reading, place: int) -> str:
    """The nearest such preposition before a word, where no other noun stands between; "" for none."""
    for at in range(place - 1, max(-1, place - 2 - _REACH), -1):
        token = reading.tokens[at]
        if token.folded in _WHEN:
            return token.folded
        if token.verb_like or not token.stem or token.folded in _CHANGING or token.folded in ("in", "on", "of"):
            return ""
    return ""


def _is_name(reading: Reading, place: int) -> bool:
    """A capitalised word that is neither possessive nor stands before a noun ("a California law")."""
    token = reading.tokens[place]
    following = reading.tokens[place + 1] if place + 1 < len(reading.tokens) else None
    attributive = following is not None and following.content and not following.capital
    return token.capital and not attributive and not token.text.endswith(("'s", "’s"))


def _preposition(reading: Reading, place: int) -> str:
    """The word before the name that this token belongs to, its titles and articles left out."""
    at = place - 1
    while at >= 0 and (
        reading.tokens[at].capital
        or reading.tokens[at].folded in _BEFORE_NAME
        or (reading.tokens[at].text == "." and at and reading.tokens[at - 1].folded in HONORIFICS)
    ):
        at -= 1
    return reading.tokens[at].folded if at >= 0 else ""
