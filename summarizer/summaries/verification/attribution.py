"""Does each speaker of a sentence say in the evidence what the sentence has them say?"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.summaries.verification.alignment import Alignment, Source
from summarizer.summaries.verification.findings import Finding
from summarizer.summaries.verification.forms import CLAUSE_OPENERS, PRONOUNS, SPEECH
from summarizer.summaries.verification.reading import Reading

_STATES = frozenset(
    ("said", "says", "told", "claimed", "claims", "according", "stated", "insisted", "argued", "warned", "alleged")
)
_MARKS = (",", '"', "”", "'")


@dataclass(frozen=True, slots=True)
class Said:
    """Who speaks (content stems, empty for a pronoun) and which tokens are what is said: [start, end)."""

    speaker: frozenset[str]
    start: int
    end: int


def said(reading: Reading) -> list[Said]:
    """The reported speech of a sentence: "X said (that) …", "…, X said", "according to X, …"."""
    tokens = reading.tokens
    found: list[Said] = []
    for index, token in enumerate(tokens):
        if token.folded not in _STATES or not token.stem:
            continue
        if token.folded == "according":
            end = _until_comma(reading, index + 1)
            speaker = _content(reading, index + 1, end)
            inner = (end, len(tokens)) if index <= 1 else (0, index)
            found.append(Said(speaker, *inner))
            continue
        begin = _back_to_break(reading, index)
        speaker = _content(reading, begin, index)
        if begin > 2 and _content(reading, 0, begin) and tokens[begin - 1].text in _MARKS:
            found.append(Said(speaker, 0, begin))
        elif begin == index and begin > 0 and tokens[begin - 1].text in _MARKS and index + 1 < len(tokens):
            after = _content(reading, index + 1, _until_comma(reading, index + 1))
            found.append(Said(after, 0, index))
        elif index + 1 < len(tokens):
            found.append(Said(speaker, index + 1, len(tokens)))
    return found


def _content(reading: Reading, start: int, end: int) -> frozenset[str]:
    return frozenset(t.stem for t in reading.tokens[start:end] if t.content and not t.stem.startswith("#"))


def _until_comma(reading: Reading, start: int) -> int:
    for index in range(start, len(reading.tokens)):
        if reading.tokens[index].text in ",;.":
            return index
    return len(reading.tokens)


def _back_to_break(reading: Reading, index: int) -> int:
    for back in range(index - 1, -1, -1):
        token = reading.tokens[back]
        if not token.stem and token.text in ',;:"”“':
            return back + 1
        if token.folded in CLAUSE_OPENERS and token.stem:
            return back + 1
    return 0


def check(alignment: Alignment) -> Finding:
    """What the sentence has someone say must stand in evidence where the same one speaks."""
    claim = alignment.claim
    fatal: list[str] = []
    for speech in said(claim):
        if not speech.speaker:
            continue
        for start, end in _parts(claim, speech):
            indexes = [i for i in range(start, end) if claim.tokens[i].content]
            if len(indexes) < 2:
                continue
            mine = max((_cover(claim, indexes, s) for s in alignment.sources if _speaks(speech.speaker, s, alignment)),
                       default=0.0)  # fmt: skip
            other = max((_cover(claim, indexes, s) for s in alignment.evidence), default=0.0)
            if other >= 0.6 and mine <= other - 0.34:
                words = claim.text[claim.tokens[start].start : claim.tokens[end - 1].end].strip(" ,.")
                who = " ".join(t.text for t in claim.tokens if t.stem in speech.speaker)
                fatal.append(f'the evidence does not have "{words}" from {who}')
    lost = _attribution_lost(alignment)
    return Finding({"attribution_wrong": float(bool(fatal)), "attribution_lost": lost}, tuple(fatal))


def _parts(claim: Reading, speech: Said) -> list[tuple[int, int]]:
    """What is said, cut at clause boundaries and commas."""
    cuts = sorted(
        {speech.start, speech.end, *(c for pair in claim.clauses for c in pair if speech.start < c < speech.end)}
    )
    return list(itertools.pairwise(cuts))


def _cover(claim: Reading, indexes: Sequence[int], source: Source) -> float:
    stems = [claim.tokens[i].stem for i in indexes]
    return sum(source.reading.has(stem) for stem in stems) / len(stems)


def _speaks(speaker: frozenset[str], source: Source, alignment: Alignment) -> bool:
    """Whether this source sentence has the speaker speak: by name, or by a pronoun right after a sentence of theirs."""
    reading = source.reading
    if not reading.words & SPEECH and '"' not in reading.text and "“" not in reading.text:
        return False
    if any(reading.has(stem) for stem in speaker):
        return True
    if not (reading.words & PRONOUNS):
        return False
    before = [s for s in alignment.sources if s.sentence.article == source.sentence.article
              and 0 < source.sentence.index - s.sentence.index <= 2]  # fmt: skip
    return not before or any(s.reading.has(stem) for s in before for stem in speaker)


def _attribution_lost(alignment: Alignment) -> float:
    """1 when every evidence gives this as somebody's words and the sentence states it outright."""
    claim = alignment.claim
    if claim.words & SPEECH or not alignment.evidence or '"' in claim.text or "“" in claim.text:
        return 0.0
    best = alignment.evidence[0].reading
    return float(bool(best.words & SPEECH) and all(s.reading.words & SPEECH for s in alignment.evidence))
