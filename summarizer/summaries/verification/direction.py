"""Does a figure rise where its evidence has it fall? "A 51% increase in cases" for "51% fewer cases". English."""

from summarizer.summaries.verification.alignment import Alignment
from summarizer.summaries.verification.findings import Finding
from summarizer.summaries.verification.reading import Reading

_UP_WORDS = (
    "increase increased increases increasing rise rose rises rising risen grow grew grows growing grown growth "
    "more higher up gain gained gains climbed climbs jump jumped jumps surged surge added extra doubled raised "
    "raise"
)
_UP = frozenset(_UP_WORDS.split())
_DOWN_WORDS = (
    "decrease decreased decreases decreasing fall fell falls falling fallen fewer less lower down cut cuts "
    "cutting drop dropped drops dropping decline declined declines declining lost loss losses reduced reduce "
    "reduces reduction halved halves shrank slipped slumped slid"
)
_DOWN = frozenset(_DOWN_WORDS.split())
_REACH = 4
"""Words on either side of a figure in which a word of direction bears on it."""


def check(alignment: Alignment) -> Finding:
    """Fatal: a figure with a direction that every evidence with a direction for it has the other way."""
    claim = alignment.claim
    for stem, places in sorted(claim.positions.items()):
        if not stem.startswith("#"):
            continue
        own = _directions(claim, places)
        theirs = [_directions(s.reading, s.reading.positions.get(stem, [])) for s in alignment.evidence]
        told = [found for found in theirs if found]
        if len(own) == 1 and told and all(len(found) == 1 and found != own for found in told):
            text = claim.tokens[places[0]].text
            return Finding({}, (f'"{text}" goes {own.pop()} where the evidence has it go {told[0].pop()}',))
    return Finding()


def _directions(reading: Reading, places: list[int]) -> set[str]:
    found: set[str] = set()
    for place in places:
        near = {token.folded for token in reading.tokens[max(0, place - _REACH) : place + _REACH + 1]}
        found |= {"up"} if near & _UP else set()
        found |= {"down"} if near & _DOWN else set()
    return found
