"""Which words a written sentence has side by side, and whether its sources have them so: names, titles, adverbs. English."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from summarizer.grammar import Parse, parse
from summarizer.summaries.verification.naming import HONORIFICS
from summarizer.text import fold

_INITIAL = re.compile(r"[A-Z]\.?")
_SAME = {
    "sen": "senator", "gov": "governor", "rep": "representative", "almost": "nearly",
    "especially": "particularly", "soon": "shortly", "practically": "virtually", "approximately": "about",
}  # fmt: skip
"""Titles and adverbs of which one may stand for the other."""
SEVERAL = 2
"""A last name behind so many different words may be of more than one person."""
_NO_LONGER = frozenset(("former", "ex", "vice", "deputy", "acting", "then", "late", "onetime", "incoming", "assistant"))
"""Before a title these make it another one."""


def neighbours(sources: Sequence[str]) -> frozenset[tuple[str, str]]:
    """The pairs of words, folded, that stand side by side in a source."""
    return frozenset(pair for source in sources for pair in pairwise(fold(word.text) for word in parse(source).words))


def unnamed(text: str, sources: Sequence[str]) -> Iterator[str]:
    """Names beside what they stand beside in no source: "President Trump" of a candidate, "the AARP chief" of its policy
    chief; adverbs of no source. An initial or a first name may go, and titles be written out."""
    adjacent = neighbours(sources)
    pairs = adjacent | frozenset(pair for source in sources for pair in _briefer(parse(source)))
    firsts = Counter(last for first, last in pairs if first not in HONORIFICS and len(first) > 2)
    pairs = frozenset(pair for pair in pairs if pair in adjacent or firsts[pair[1]] < SEVERAL)
    written = {_plain(word) for pair in pairs for word in pair}
    known = {(_plain(one), _plain(other)) for one, other in pairs}
    for one, other in pairwise(parse(text).words):
        name = one.text[:1].isupper() and one.pos in ("PROPN", "NOUN", "ADJ")
        beside = other.text[:1].isupper() or (one.pos == "PROPN" and other.pos == "NOUN")
        if name and beside and (_plain(fold(one.text)), _plain(fold(other.text))) not in known:
            yield f'"{one.text} {other.text}" stands in no source'
        if other.pos == "ADV" and _plain(fold(other.text)) not in written:
            yield f'"{other.text}" stands in no source'


def _plain(word: str) -> str:
    """A title written out, an adverb as the one that says the same."""
    return _SAME.get(word.removesuffix("."), word)


def _briefer(tree: Parse) -> Iterator[tuple[str, str]]:
    """The words of names that stand side by side once an initial is left out, or between a title and a last name the
    first name: "Neil Gorsuch" of "Neil M. Gorsuch", "President Obama" of "President Barack Obama"."""
    words = tree.words
    for place, (one, middle, last) in enumerate(zip(words, words[1:], words[2:], strict=False)):
        if not all(word.pos == "PROPN" and word.text[:1].isupper() for word in (one, middle, last)):
            continue
        # A parser splits "then-President".
        back = 2 if place > 1 and words[place - 1].text == "-" else 1
        before = words[place - back] if place >= back else None
        named = before is not None and before.pos in ("PROPN", "NOUN") and before.text[:1].isupper()
        plain = not named and (before is None or fold(before.text) not in _NO_LONGER)
        behind = words[place + 3].text if place + 3 < len(words) else ""
        ends = behind != "-" and not behind[:1].isupper()
        if _INITIAL.fullmatch(middle.text) or (plain and ends and _plain(fold(one.text)) in HONORIFICS):
            yield fold(one.text), fold(last.text)
