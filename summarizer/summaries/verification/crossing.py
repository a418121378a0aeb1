"""Are figures and facts of a sentence crossed: a number tied to what another number counts, two events made one?

Works on the pieces of sentences between commas and conjunctions. Names in each other's place are judged in `roles`.
"""

from summarizer.summaries.verification.alignment import Alignment, Source
from summarizer.summaries.verification.findings import Finding
from summarizer.summaries.verification.reading import Reading, Token

_BREAKS = frozenset((",", ";", ":", "and", "but", "while", "including", "plus"))
_JOINTS = frozenset(("by", "with", "from", "at", "in", "on", "for", "to", "against", "into"))
_ANYONE = frozenset(("person", "other"))
_NO_PART = frozenset(("date", "calendar", "clock", "ordinal", "age"))


def check(alignment: Alignment) -> Finding:
    """Fatal: crossed figures, two facts crossed within one clause."""
    crossed = (*_crossed_figures(alignment), *_crossed_facts(alignment))
    return Finding({"crossed": float(bool(crossed))}, crossed)


def _crossed_figures(alignment: Alignment) -> tuple[str, ...]:
    """A number with a word that, in all the evidence, goes with another number."""
    theirs = [piece for source in alignment.evidence for piece in _segments(source.reading)]
    shown = {t.stem: t.text for t in alignment.claim.tokens if t.stem}
    for numbers, words in _segments(alignment.claim):
        for number in sorted(numbers):
            for word in sorted(words):
                holders = [n for n, w in theirs if word in w and n]
                own = [w for n, w in theirs if number in n]
                if not _beside(alignment.claim, number, word) or any((w & words) - _ANYONE for w in own):
                    continue
                if not holders or any(number in n for n in holders) or any(word in w for n, w in theirs if not n):
                    continue
                if (
                    any(number in n and w for n, w in theirs)
                    and all(len(n) == 1 for n in holders)
                    and len(numbers) == 1
                ):
                    other = sorted(holders[0])[0][1:]
                    return (f'{shown[number]} goes with "{shown[word]}", which is {other} in the evidence',)
    return ()


def _segments(reading: Reading) -> list[tuple[frozenset[str], frozenset[str]]]:
    """Pieces between commas and conjunctions: (numbers, other content stems) of each."""
    pieces: list[tuple[set[str], set[str]]] = [(set(), set())]
    skip = {q.start for q in reading.quantities if q.unit in _NO_PART}
    for token in reading.tokens:
        if token.text in _BREAKS or (token.folded in _BREAKS and token.stem):
            pieces.append((set(), set()))
        elif token.stem.startswith("#"):
            if token.start not in skip and token.stem != "#1" and not _glued(reading, token):
                pieces[-1][0].add(token.stem)
        elif token.content:
            pieces[-1][1].add(token.stem)
    return [(frozenset(numbers), frozenset(words)) for numbers, words in pieces if numbers or words]


def _glued(reading: Reading, token: Token) -> bool:
    """Whether a number is part of a name ("F-16", "Covid-19")."""
    return reading.text[max(0, token.start - 1) : token.start] == "-"


def _beside(reading: Reading, number: str, word: str) -> bool:
    """Whether number and word stand within three tokens of each other."""
    places = reading.positions
    return any(abs(i - j) <= 3 for i in places.get(number, ()) for j in places.get(word, ()))


def _crossed_facts(alignment: Alignment) -> tuple[str, ...]:
    """One clause whose first half is only in one source sentence and whose second half is only in another."""
    claim = alignment.claim
    for start, end in claim.clauses:
        indexes = [i for i in claim.content if start <= i < end]
        for cut in range(2, len(indexes) - 1):
            joint = claim.tokens[indexes[cut - 1] + 1 : indexes[cut]]
            verbs = any(claim.tokens[i].verb_like for i in indexes[:cut])
            if not verbs or not any(token.folded in _JOINTS for token in joint):
                continue
            left = [claim.tokens[i].stem for i in indexes[:cut]]
            right = [claim.tokens[i].stem for i in indexes[cut:]]
            if any(_whole(left, s) and _whole(right, s) for s in alignment.evidence):
                break
            for a in alignment.evidence:
                for b in alignment.evidence:
                    if a is b or not (_whole(left, a) and _whole(right, b)):
                        continue
                    if any(b.reading.has(s) for s in left) or any(a.reading.has(s) for s in right):
                        continue
                    if not _neighbours(a, b):
                        words = claim.text[claim.tokens[indexes[0]].start : claim.tokens[indexes[-1]].end]
                        return (f'"{words}" ties together what the evidence says of different things',)
    return ()


def _whole(stems: list[str], source: Source) -> bool:
    return all(source.reading.has(stem) for stem in stems)


def _neighbours(a: Source, b: Source) -> bool:
    """Whether b may go on about a's subject: the next sentence of the same article, opening with a pronoun."""
    first, second = sorted((a.sentence, b.sentence), key=lambda s: s.start)
    if first.article != second.article or second.index - first.index > 2:
        return False
    opening = second.text.split(maxsplit=2)[:2]
    return any(
        w.lower().strip("\"“'") in ("he", "she", "they", "it", "his", "her", "their", "its", "the") for w in opening
    )
