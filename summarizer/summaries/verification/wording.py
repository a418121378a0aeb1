"""Single words that turn a sentence round: opposites, another's pronoun, active for passive, a year or day of its own.

Slips that small models were seen to make. English only.
"""

import itertools
import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from summarizer.numerals import WEEKDAYS, YEAR
from summarizer.summaries.verification.alignment import Alignment
from summarizer.summaries.verification.findings import Finding
from summarizer.summaries.verification.reading import Reading

_HE = frozenset(("he", "him", "his", "himself"))
_SHE = frozenset(("she", "her", "hers", "herself"))
_THEY = frozenset(("they", "them", "their", "theirs", "themselves"))
_EACH_OTHERS = ((_HE, _SHE), (_SHE, _HE))
_OTHER_PERSONS = (*_EACH_OTHERS, (_THEY, _HE | _SHE), (_HE | _SHE, _THEY))
_NEGATIVE = ("un", "in", "im", "ir", "il", "dis", "non")
_CHANGING = ("re", "mis", "over", "under")
""" "rename" is not "name"; by its neighbours, since most words that begin so have no prefix."""
_OPPOSITES = (
    "into out,onto off,before after,above below,more less,more fewer,rose fell,rise fall,up down,increase decrease,"
    "increased decreased,higher lower,won lost,win lose,north south,east west,with without,accepted rejected,"
    "guilty innocent,opened closed,alive dead,inside outside,majority minority,best worst,largest smallest,"
    "lifted imposed,barely nearly,hardly nearly,barely almost,hardly almost"
)
_OPPOSITE: dict[str, set[str]] = {}
for _one, _other in (pair.split() for pair in _OPPOSITES.split(",")):
    _OPPOSITE.setdefault(_one, set()).add(_other)
    _OPPOSITE.setdefault(_other, set()).add(_one)
_REFERS = re.compile(
    r"\bthe (?:last|other|first|second|next|same) one\b|\bthe (?:latter|former)\b(?! \w)", re.IGNORECASE
)
_IN_YEAR = re.compile(rf"^in ({YEAR.pattern})\b,", re.IGNORECASE)
_CLOSE = 12
"""Two names stand together when so few words apart."""
_COUNTS_IN = frozenset(("including", "include", "includes", "included", "such", "among", "like", "both", "led", "with"))
_BE = frozenset(("is", "are", "was", "were", "be", "been", "being"))


def check(alignment: Alignment) -> Finding:
    """Fatal: each of the slips."""
    claim = alignment.claim
    found = [*_flipped(alignment), *_pronouns(alignment), *_done_to(alignment), *_certain(alignment)]
    found += [*_other_pronoun(alignment), *_included(alignment), *_joined(alignment), *_anded(alignment)]
    year = _IN_YEAR.match(claim.text)
    if year and not any(f"in {year[1]}" in source.sentence.text.lower() for source in alignment.sources):
        found.append(f"{year[1]} is not when it was")
    texts = [claim, *(source.reading for source in alignment.evidence)]
    if _day_twice(claim) and not any(_day_twice(reading) for reading in texts[1:]):
        found.append("the same day twice")
    if _REFERS.search(claim.text):
        found.append("refers to one that is not there")
    return Finding({}, tuple(found))


def _day_twice(reading: Reading) -> bool:
    """Whether a weekday stands twice; one that is part of a name ("Bloody Sunday") is none."""
    days = [
        token.folded
        for place, token in enumerate(reading.tokens)
        if token.folded in WEEKDAYS
        and not (place and reading.tokens[place - 1].capital and reading.tokens[place - 1].content)
    ]
    return len(set(days)) < len(days)


def _flipped(alignment: Alignment) -> Iterator[str]:
    """A word where the evidence has its opposite beside the same word: "constitutional" for "unconstitutional"."""
    held = frozenset(word for source in alignment.evidence for word in source.reading.words)
    for place, token in enumerate(alignment.claim.tokens):
        word = token.folded
        if not token.stem or word in held:
            continue
        others = {prefix + word for prefix in _NEGATIVE} | {word.removeprefix(prefix) for prefix in _NEGATIVE}
        others = {o for o in others if len(word) > 5 and len(o) > 3 and o != word} | _OPPOSITE.get(word, set())
        others |= {prefix + word for prefix in _CHANGING if len(word) > 3}
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
    for mine, others in _EACH_OTHERS:
        used = [token.text for token in alignment.claim.tokens if token.folded in mine]
        if used and not mine & held and others & held:
            yield f'"{used[0]}" is nobody\'s pronoun in the evidence'


def _other_pronoun(alignment: Alignment) -> Iterator[str]:
    """ "he", or "they", in a nearly copied sentence where its source has "she", whoever else stands near."""
    for source in alignment.evidence[:1]:
        mine, theirs = ([t for t in r.tokens if t.stem] for r in (alignment.claim, source.reading))
        matcher = SequenceMatcher(None, alignment.claim.sequence, source.reading.sequence, autojunk=False)
        for tag, a, b, c, d in matcher.get_opcodes():
            if tag != "replace" or b - a != d - c:
                continue
            for one, other in zip(mine[a:b], theirs[c:d], strict=True):
                if any(one.folded in ours and other.folded in its for ours, its in _OTHER_PERSONS):
                    yield f'"{one.text}" stands where the evidence has "{other.text}"'


def _joined(alignment: Alignment) -> Iterator[str]:
    """Two names joined by "and" that no source has near each other."""
    tokens = alignment.claim.tokens
    for one, joint, *after in zip(tokens, tokens[1:], tokens[2:], tokens[3:], strict=False):
        other = after[1] if after[0].folded == "the" else after[0]
        if (
            joint.folded != "and"
            or not all(t.capital and t.content for t in (one, other))
            or alignment.claim.title_case
        ):
            continue
        if not any(
            abs(i - j) <= _CLOSE
            for source in alignment.sources
            for i in source.reading.positions.get(one.stem, ())
            for j in source.reading.positions.get(other.stem, ())
        ):
            yield f'"{one.text} and {other.text}" are not named together'


def _anded(alignment: Alignment) -> Iterator[str]:
    """ "61 kroner and 28% more" for "61 kroner, 28% more": a figure that explains another becomes one more."""
    tokens = alignment.claim.tokens
    for one, joint, other in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if joint.folded != "and" or not other.stem.startswith("#"):
            continue
        for source in alignment.evidence:
            theirs = source.reading.tokens
            for a, b, c in zip(theirs, theirs[1:], theirs[2:], strict=False):
                if (a.stem, b.text, c.stem) == (one.stem, ",", other.stem):
                    yield f'"{one.text} and {other.text}" is "{one.text}, {other.text}" in the evidence'


def _included(alignment: Alignment) -> Iterator[str]:
    """ "…, including Smith" where no source counts Smith in anywhere."""
    tokens = alignment.claim.tokens
    for place, token in enumerate(tokens):
        if token.folded != "including":
            continue
        name = next((t for t in tokens[place + 1 : place + 4] if t.capital and t.content), None)
        if name is not None and not any(
            _COUNTS_IN & {t.folded for t in source.reading.tokens[max(0, at - 12) : at]}
            for source in alignment.sources
            for at in source.reading.positions.get(name.stem, ())
        ):
            yield f'no source includes "{name.text}" in anything'


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
