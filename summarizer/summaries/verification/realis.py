"""Is something told as done that every source only hopes for, plans or holds possible? Is "according to" lost?

Realis and irrealis (Saurí and Pustejovsky 2009, FactBank, call it factuality), by the words before the verb. English.
"""

from itertools import pairwise

from summarizer.summaries.verification.alignment import Alignment
from summarizer.summaries.verification.findings import Finding
from summarizer.summaries.verification.forms import SPEECH
from summarizer.summaries.verification.reading import Reading

_MODALS = frozenset(["would", "could", "might", "may", "will", "shall", "should", "must", "can", "cannot", "'ll", "wo"])
_WISHES_WORDS = (
    "hope hopes hoped hoping plan plans planned planning intend intends intended seek seeks seeking sought want "
    "wants wanted try tries trying tried threaten threatens threatened threatening vow vows vowed promise "
    "promises promised refuse refuses refused expect expects expected likely set due scheduled ready willing "
    "prepared attempt attempts attempted urge urges urged ask asks asked call calls called propose proposes "
    "proposed if whether unless"
)
_WISHES = frozenset(_WISHES_WORDS.split())
_AUXILIARIES = frozenset(["has", "have", "had", "is", "are", "was", "were", "been", "being", "be"])
_BE = frozenset(["is", "are", "was", "were"])
_REACH = 4
"""Words before a verb in which an auxiliary or a wish bears on it."""
_NAMES_SOURCE = frozenset(("in", "from", "by", "per", "to"))
"""After these, what the evidence has after "according to" is still where it comes from: "asked in a letter"."""
_LOST = 3
"""So many words that stood after "according to" stand without it."""


def check(alignment: Alignment) -> Finding:
    """Fatal: a verb told as done that is irrealis wherever the evidence has it; a source's name left standing without
    the words that made it the source."""
    fatal = []
    if verb := _only_hoped(alignment):
        fatal.append(f'"{verb}" is not told as done in the evidence')
    if not alignment.claim.words & SPEECH:
        if name := _without_said(alignment):
            fatal.append(f'"{name}" stands without "said"')
        if name := _without_according(alignment):
            fatal.append(f'"{name}" stands without "according to"')
    return Finding({}, tuple(fatal))


def _only_hoped(alignment: Alignment) -> str:
    claim = alignment.claim
    for place in claim.content:
        token = claim.tokens[place]
        if not (token.verb_like or _going_on(claim, place)) or _irrealis(claim, place) or _shares_modal(claim, place):
            continue
        seen = [
            _irrealis(source.reading, at)
            for source in alignment.evidence
            for at in source.reading.positions.get(token.stem, ())
        ]
        if seen and all(seen):
            return token.text
    return ""


def _going_on(reading: Reading, place: int) -> bool:
    """Whether it is a verb in the progressive: "is calling"."""
    token = reading.tokens[place]
    return token.folded.endswith("ing") and not token.capital and reading.tokens[place - 1].folded in _BE


def _shares_modal(reading: Reading, place: int) -> bool:
    """Whether the verb is no verb of its own: joined to one before it that has a modal ("may have stayed, and sung"), or
    a gerund ("complained of being watched")."""
    before = [token.folded for token in reading.tokens[:place] if token.stem and not token.folded.endswith("ly")]
    return before[-1:] == ["being"] or (before[-1:] in (["and"], ["or"], ["as"]) and bool(_MODALS.intersection(before)))


def _irrealis(reading: Reading, place: int) -> bool:
    """Whether a modal, or a word of wishing before "to" or "that", bears on the verb."""
    before = []
    for token in reversed(reading.tokens[max(0, place - 2 * _REACH) : place]):
        if not token.stem:
            if token.text in ",;:.—–":
                break
            continue
        before.append(token.folded)
    near = [word for word in before if word not in _AUXILIARIES][:_REACH]
    if not near:
        return False
    if _MODALS.intersection(near[:2]):
        return True
    return near[0] == "to" and bool(_WISHES.intersection(near[1:3]))


def _without_according(alignment: Alignment) -> str:
    """The words after "according to" in the evidence that the claim, which attributes nothing, has as its own."""
    text = " ".join(token.folded for token in alignment.claim.tokens if token.stem)
    for source in alignment.evidence:
        tokens = [token for token in source.reading.tokens if token.stem]
        for at in range(len(tokens) - 2):
            if tokens[at].folded == "according" and tokens[at + 1].folded == "to":
                after = [token.folded for token in tokens[at + 2 : at + 2 + _LOST]]
                place = f" {text}".find(f" {' '.join(after)}") if len(after) == _LOST else -1
                if place >= 0 and not _NAMES_SOURCE.intersection(text[:place].split()[-1:]):
                    return " ".join(after)
    return ""


def _without_said(alignment: Alignment) -> str:
    """A name that the evidence has after ", said", and the claim after the comma alone: "…, said Lund" -> "…, Lund"."""
    after_comma = {b.folded for a, b in pairwise(alignment.claim.tokens) if a.text == "," and b.capital}
    for source in alignment.evidence:
        for said, name in pairwise(source.reading.tokens):
            if said.folded in SPEECH and name.capital and name.folded in after_comma:
                return name.text
    return ""
