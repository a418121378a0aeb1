"""Are a written sentence's words joined as a source joins them, where a parser is easily led astray? For the licence. English.

"Teams work with dogs, who landed at Tarn" (the teams landed), "to four to three, press the price" (an "and" lost), "sawmills
has stopped" (another noun's verb), "fewer than the afternoon" (an "in" lost). Found by reading this program's own digests.
"""

import itertools
from collections.abc import Iterator, Sequence

from summarizer.grammar import Parse, parse
from summarizer.summaries.verification.arcs import CONTENT
from summarizer.text import fold

_RELATIVE = frozenset(("who", "which", "whom", "whose", "where"))
_SINGULAR = frozenset(("has", "is", "was", "does"))


def misjoined(text: str, sources: Sequence[str]) -> Iterator[str]:
    """Relative clauses behind another word than the one they describe, verbs behind a comma for an "and", verbs in the
    singular of what is several, something else behind "than"."""
    tree, others = parse(text), [parse(source) for source in sources]
    compared = {word for other in others for word in _compared(other)}
    yield from (f'"than {word}" stands in no source' for word in _compared(tree) if word not in compared)
    described = {pair for other in others for pair in _described(other)}
    for place, word in enumerate(tree.words):
        if fold(word.text) in _RELATIVE and tree.words[word.head].relation == "relcl":
            last = _before(tree, place)
            if last != tree.words[word.head].head and (_word(tree, last), fold(word.text)) not in described:
                yield f'"{word.text}" stands behind "{tree.words[last].text}"'
        if word.pos == "VERB" and place and tree.words[place - 1].text == ",":
            joints = {_joint(other, i) for other in others for i, w in enumerate(other.words) if w.text == word.text}
            if "and" in joints and "," not in joints:
                yield f'"{word.text}" has lost its "and"'
        if word.tag == "NNS" and word.relation in ("nsubj", "nsubjpass") and not tree.below(place, "conj"):
            for helper in _helpers(tree, word.head) & _SINGULAR:
                if not any(
                    w.text == word.text and helper in _helpers(other, w.head)
                    for other in others
                    for w in other.words
                    if w.relation in ("nsubj", "nsubjpass")
                ):
                    yield f'"{word.text}" and "{helper}" do not agree'


def _compared(tree: Parse) -> Iterator[str]:
    """The words right behind "than"."""
    words = [fold(word.text) for word in tree.words]
    return (after for word, after in itertools.pairwise(words) if word == "than")


def _described(tree: Parse) -> Iterator[tuple[str, str]]:
    """(the last content word before it, a relative pronoun) of each."""
    for place, word in enumerate(tree.words):
        if fold(word.text) in _RELATIVE:
            yield _word(tree, _before(tree, place)), fold(word.text)


def _before(tree: Parse, place: int) -> int:
    """The place of the last content word before one; that one's own at the start."""
    return next((i for i in range(place - 1, -1, -1) if tree.words[i].pos in CONTENT), place)


def _word(tree: Parse, place: int) -> str:
    return fold(tree.words[place].text)


def _joint(tree: Parse, place: int) -> str:
    return fold(tree.words[place - 1].text) if place else ""


def _helpers(tree: Parse, verb: int) -> frozenset[str]:
    return frozenset(fold(tree.words[i].text) for i in (verb, *tree.below(verb, "aux", "auxpass")))
