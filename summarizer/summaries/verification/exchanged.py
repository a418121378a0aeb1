"""Have two names of a nearly copied sentence changed places? ("According to Trump, the Herald is …".) Knows no verbs.

A reworded sentence moves names too, but then other words stand between them, so those must be the same here.
"""

import itertools
from dataclasses import dataclass

from summarizer.summaries.verification.alignment import Alignment, Source
from summarizer.summaries.verification.findings import Finding
from summarizer.summaries.verification.reading import Reading

_COPIED = 0.75
"""The least share of the sentence's neighbouring words that its evidence has as neighbours, too, or nearly."""


@dataclass(frozen=True, slots=True)
class Place:
    """A run of capitalised words: their stems, the words on both sides (empty at an end), first and last place
    among the words without "the"."""

    stems: tuple[str, ...]
    before: str
    after: str
    first: int
    last: int


def check(alignment: Alignment) -> Finding:
    """Fatal: two names, each where the nearest evidence has the other."""
    claim = alignment.claim
    if claim.title_case:
        return Finding()
    for source in alignment.evidence[:2]:
        if found := _exchanged(claim, source.reading, alignment.sources):
            return Finding({}, (found,))
    return Finding()


def runs(reading: Reading) -> list[Place]:
    """The capitalised runs of a sentence in order; places count words, without marks."""
    words = [i for i, token in enumerate(reading.tokens) if token.stem and token.folded != "the"]
    sequence = _words(reading)
    named = [reading.tokens[i].capital and reading.tokens[i].content for i in words]
    found: list[Place] = []
    start = 0
    while start < len(words):
        end = start
        while end < len(words) and named[end] and (end == start or words[end] == words[end - 1] + 1):
            end += 1
        if end > start:
            before = sequence[start - 1] if start else ""
            after = sequence[end] if end < len(sequence) else ""
            found.append(Place(sequence[start:end], before, after, start, end))
        start = max(end, start + 1)
    return found


def _exchanged(claim: Reading, theirs: Reading, sources: tuple[Source, ...]) -> str:
    own, others = set(claim.sequence), set(theirs.sequence)
    if not own or len(own & others) < _COPIED * len(own):
        return ""
    mine, known = runs(claim), runs(theirs)
    for a, b in itertools.combinations(mine, 2):
        if set(a.stems) & set(b.stems):
            continue
        for x, y in itertools.combinations(known, 2):
            # x and y stand in this order there; here the first of them is where y was.
            if not (_holds(y, a) and _holds(x, b)) or _holds(x, a) or _holds(y, b):
                continue
            if _words(claim)[a.last : b.first] != _words(theirs)[x.last : y.first]:
                continue
            if (a.before == x.before or b.after == y.after) and not _elsewhere(a, b, claim, sources):
                first, second = (_shown(claim, place) for place in (a, b))
                return f'"{first}" and "{second}" have changed places'
    return ""


def _holds(name: Place, part: Place) -> bool:
    """Whether one of the names is a part of the other."""
    return set(part.stems) <= set(name.stems) or set(name.stems) <= set(part.stems)


def _elsewhere(a: Place, b: Place, claim: Reading, sources: tuple[Source, ...]) -> bool:
    """Whether a source has the two in the claim's order with the same words between them."""
    wanted = _words(claim)[a.last - 1 : b.first + 1]
    length = len(wanted)
    for source in sources:
        if source.reading.positions.keys() >= set(wanted):
            words = _words(source.reading)
            if any(wanted == words[i : i + length] for i in range(len(words) - length + 1)):
                return True
    return False


def _words(reading: Reading) -> tuple[str, ...]:
    """The stems in order, without "the": it goes with the kind of name, not with its place."""
    return tuple(token.stem for token in reading.tokens if token.stem and token.folded != "the")


def _shown(reading: Reading, place: Place) -> str:
    words = [token.text for token in reading.tokens if token.stem and token.folded != "the"]
    return " ".join(words[place.first : place.last])
