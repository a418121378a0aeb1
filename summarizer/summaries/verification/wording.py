"""Single words that turn a sentence round: opposites, another's pronoun, active for passive, a year or day of its own.

Slips that small models were seen to make. English only.
"""

import itertools
import re
from collections.abc import Iterator

from summarizer.numerals import WEEKDAYS
from summarizer.summaries.verification.alignment import Alignment
from summarizer.summaries.verification.findings import Finding
from summarizer.summaries.verification.reading import Reading

_HE = frozenset(("he", "him", "his", "himself"))
_SHE = frozenset(("she", "her", "hers", "herself"))
_NEGATIVE = ("un", "in", "im", "ir", "il", "dis", "non")
_OPPOSITES = (
    "into out,onto off,before after,above below,more less,more fewer,rose fell,rise fall,up down,increase decrease,"
    "increased decreased,higher lower,won lost,win lose,north south,east west,with without,accepted rejected,"
    "guilty innocent,opened closed,alive dead,inside outside,majority minority,best worst,largest smallest,"
    "lifted imposed"
)
_OPPOSITE: dict[str, set[str]] = {}
for _one, _other in (pair.split() for pair in _OPPOSITES.split(",")):
    _OPPOSITE.setdefault(_one, set()).add(_other)
    _OPPOSITE.setdefault(_other, set()).add(_one)
_REFERS = re.compile(
    r"\bthe (?:last|other|first|second|next|same) one\b|\bthe (?:latter|former)\b(?! \w)", re.IGNORECASE
)
_IN_YEAR = re.compile(r"^in ((?:1[89]|20)\d\d)\b,", re.IGNORECASE)
_BE = frozenset(("is", "are", "was", "were", "be", "been", "being"))


def check(alignment: Alignment) -> Finding:
    """Fatal: each of the slips."""
    claim = alignment.claim
    found = [*_flipped(alignment), *_pronouns(alignment), *_done_to(alignment), *_certain(alignment)]
    year = _IN_YEAR.match(claim.text)
    if year and not any(f"in {year[1]}" in source.sentence.text.lower() for source in alignment.sources):
        found.append(f"{year[1]} is not when it was")
    texts = [claim, *(source.reading for source in alignment.evidence)]
    twice = [any(sum(t.folded == day for t in r.tokens) > 1 for day in WEEKDAYS) for r in texts]
    if twice[0] and not any(twice[1:]):
        found.append("the same day twice")
    if _REFERS.search(claim.text):
        found.append("refers to one that is not there")
    return Finding({}, tuple(found))


def _flipped(alignment: Alignment) -> Iterator[str]:
    """A word where the evidence has its opposite beside the same word: "constitutional" for "unconstitutional"."""
    held = frozenset(word for source in alignment.evidence for word in source.reading.words)
    for place, token in enumerate(alignment.claim.tokens):
        word = token.folded
        if not token.stem or word in held:
            continue
        others = {prefix + word for prefix in _NEGATIVE} | {word.removeprefix(prefix) for prefix in _NEGATIVE}
        others = {o for o in others if len(word) > 5 and len(o) > 3 and o != word} | _OPPOSITE.get(word, set())
        for other in sorted(others & held):
            if any(_beside(alignment.claim, place, source.reading, other) for source in alignment.evidence):
                yield f'"{token.text}" stands for "{other}"'


def _beside(claim: Reading, place: int, reading: Reading, other: str) -> bool:
    """Whether `other` has a neighbour in the evidence that the claim's word has."""
    near = {t.stem for t in claim.tokens[max(0, place - 1) : place + 2] if t.stem} - {claim.tokens[place].stem}
    return any(
        near & {t.stem for t in reading.tokens[max(0, at - 1) : at + 2] if t.stem}
        for at, token in enumerate(reading.tokens)
        if token.folded == other
    )


def _pronouns(alignment: Alignment) -> Iterator[str]:
    """ "he" where the evidence and the sentences around it know only "she", or the other way round."""
    around = [s.reading.words for s in alignment.sources for e in alignment.evidence
              if s.sentence.article == e.sentence.article and abs(s.sentence.index - e.sentence.index) <= 2]  # fmt: skip
    held = frozenset().union(*around)
    for mine, others in ((_HE, _SHE), (_SHE, _HE)):
        used = [token.text for token in alignment.claim.tokens if token.folded in mine]
        if used and not mine & held and others & held:
            yield f'"{used[0]}" is nobody\'s pronoun in the evidence'


def _done_to(alignment: Alignment) -> Iterator[str]:
    """A name to which is done what it does itself wherever the evidence has it: "Dahl was named" for "Dahl named"."""
    tokens = alignment.claim.tokens
    for name, be, verb in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if not (name.capital and name.content and be.folded in _BE and verb.verb_like):
            continue
        views = [
            (reading.tokens[at - 1].stem == name.stem)
            for reading in (source.reading for source in alignment.evidence)
            for at in reading.positions.get(verb.stem, ())
            if at
        ]
        if views and all(views):
            yield f'"{name.text}" {verb.text} in the evidence, and is not {verb.text}'


def _certain(alignment: Alignment) -> Iterator[str]:
    """ "will close" where the evidence has it only after "may", "might" or "could"."""
    tokens = alignment.claim.tokens
    for will, verb in itertools.pairwise(tokens):
        if will.folded != "will" or not verb.content:
            continue
        views = [
            reading.tokens[at - 1].folded in ("may", "might", "could")
            for reading in (source.reading for source in alignment.evidence)
            for at in reading.positions.get(verb.stem, ())
            if at
        ]
        if views and all(views):
            yield f'"{verb.text}" is only possible in the evidence'
