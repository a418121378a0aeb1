"""Are a written sentence's words joined as a source joins them, where a parser is easily led astray? For the licence. English.

"Teams work with dogs, who landed at Tarn" (the teams landed), "to four to three, press the price" (an "and" lost), "sawmills
has stopped" (another noun's verb), "fewer than the afternoon" (an "in" lost). Found by reading this program's own digests.
"""

import itertools
from collections.abc import Iterator, Sequence, Set

from summarizer.grammar import Parse, parse
from summarizer.summaries.verification.arcs import CONTENT, speaks
from summarizer.summaries.verification.forms import TIMES
from summarizer.text import fold

_RELATIVE = frozenset(("who", "which", "whom", "whose", "where"))
_ARTICLE = {"a": "an", "an": "a"}
_NAMING = frozenset(("DET", "PROPN", "NOUN", "PRON", "ADJ"))
_SINGULAR = frozenset(("has", "is", "was", "does"))


def misjoined(text: str, sources: Sequence[str]) -> Iterator[str]:
    """Relative clauses behind another word than the one they describe, words behind a comma for an "and", semicolons for other joints,
    lists without an "and", commas that are lost, verbs in the singular of what is several, another word behind "than", "the" before a name, or before "his", than in
    the sources."""
    tree, others = parse(text), [parse(source) for source in sources]
    pairs = {pair for other in others for pair in _pairs(other)}
    yield from (f'"{one} {word}" stands in no source' for one, word in _strange(tree, pairs))
    yield from _misplaced(tree, others)
    yield from _parted(tree, others)
    yield from _unjoined(tree, others)
    yield from _mixed(tree)
    yield from _unclosed(tree, others)
    yield from _run_on(tree)
    yield from _disagreeing(tree, others)


def _misplaced(tree: Parse, others: Sequence[Parse]) -> Iterator[str]:
    """Relative clauses behind another word than the one they describe."""
    described = {pair for other in others for pair in _described(other)}
    for place, word in enumerate(tree.words):
        if fold(word.text) in _RELATIVE and tree.words[word.head].relation == "relcl":
            last = _before(tree, place)
            # Of a person's last apposition parsers say that it is the person's.
            elsewhere = last != tree.words[word.head].head or fold(word.text) == "which"
            if elsewhere and (_word(tree, last), fold(word.text)) not in described:
                yield f'"{word.text}" stands behind "{tree.words[last].text}"'


def _parted(tree: Parse, others: Sequence[Parse]) -> Iterator[str]:
    """Words behind a comma that stand behind an "and" in the sources, and semicolons where they have none."""
    for place, word in enumerate(tree.words):
        if place and tree.words[place - 1].text == "," and word.text[0].isalnum():
            joints = {_joint(other, i) for other, i in _places(word.text, others)}
            if "and" in joints and "," not in joints:
                yield f'"{word.text}" has lost its "and"'
        if word.text == ";" and not _places(";", others):
            yield "a semicolon stands for another joint"


def _unjoined(tree: Parse, others: Sequence[Parse]) -> Iterator[str]:
    """Lists without an "and" or "or", where every source joins what it lists: "reduces bonuses, expands childcare subsidies"."""
    for place, word in enumerate(tree.words):
        chain = _chain(tree, place)
        if word.relation != "conj" or tree.below(place, "conj") or any(tree.below(i, "cc") for i in chain):
            continue
        theirs = _places(word.text, others)
        if theirs and all(any(other.below(k, "cc") for k in _chain(other, i)) for other, i in theirs):
            yield f'"{word.text}" ends a list without an "and"'


def _mixed(tree: Parse) -> Iterator[str]:
    """Participles beside a verb of the past: "snatched and eaten"."""
    for place, word in enumerate(tree.words):
        head = tree.words[word.head]
        helped = tree.below(word.head, "aux", "auxpass") or tree.below(place, "aux", "auxpass")
        strange = word.relation == "conj" and word.tag == "VBN" and not word.text.endswith("ed")
        if strange and head.tag == "VBD" and not helped and tree.below(word.head, "nsubj"):
            yield f'"{word.text}" stands beside "{head.text}"'


def _unclosed(tree: Parse, others: Sequence[Parse]) -> Iterator[str]:
    """Names without the comma behind them, where one stands before: "the director, Jim Green cautioned"."""
    for place, word in enumerate(tree.words):
        behind = tree.words[place + 1] if place + 1 < len(tree.words) else word
        if word.pos == "PROPN" and behind.pos in ("VERB", "AUX") and tree.words[0].pos in _NAMING:
            start = place
            while start and tree.words[start - 1].pos == "PROPN":
                start -= 1
            theirs = [other.words[i + 1].text for other, i in _places(word.text, others) if i + 1 < len(other.words)]
            parted = start > 1 and tree.words[start - 1].text == "," and tree.words[start - 2].lemma not in TIMES
            # The comma behind what he says closes that.
            parted = parted and not any(i < start for i in tree.below(word.head, "ccomp", "parataxis"))
            if parted and theirs and all(mark == "," for mark in theirs):
                yield f'"{word.text}" has lost its comma'


def _run_on(tree: Parse) -> Iterator[str]:
    """What somebody says without a comma before him: "they sold the lists a group told Congress"."""
    for place, word in enumerate(tree.words):
        first = min(tree.subtree(place))
        said = [i for i in tree.below(word.head, "ccomp") if i < first]
        speaker = word.relation == "nsubj" and place < word.head and speaks(tree.words[word.head])
        if speaker and said and tree.words[first - 1].pos not in ("PUNCT", "SCONJ", "ADP", "ADV"):
            yield f'"{tree.words[first].text}" has lost the comma before it'


def _places(text: str, others: Sequence[Parse]) -> list[tuple[Parse, int]]:
    """(sentence, place) of each word that is written so."""
    return [(other, i) for other in others for i, word in enumerate(other.words) if word.text == text]


def _chain(tree: Parse, place: int) -> list[int]:
    """A word, those before it in its list, and those behind it."""
    found = [place]
    while tree.words[found[0]].relation == "conj":
        found.insert(0, tree.words[found[0]].head)
    for i in found:
        found += [k for k in tree.below(i, "conj") if k not in found]
    return found


def _disagreeing(tree: Parse, others: Sequence[Parse]) -> Iterator[str]:
    """Verbs in the singular of what is several, where no source has them so."""
    for place, word in enumerate(tree.words):
        several = word.tag == "NNS" and not tree.below(place, "conj")
        if (several or _listed(tree, place)) and word.relation in ("nsubj", "nsubjpass"):
            for helper in _helpers(tree, word.head) & _SINGULAR:
                if not any(
                    w.text == word.text and helper in _helpers(other, w.head)
                    for other in others
                    for w in other.words
                    if w.relation in ("nsubj", "nsubjpass")
                ):
                    yield f'"{word.text}" and "{helper}" do not agree'


def _pairs(tree: Parse) -> Iterator[tuple[str, str]]:
    """Neighbouring words."""
    return itertools.pairwise(fold(word.text) for word in tree.words)


def _strange(tree: Parse, known: Set[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Neighbours that no source has so: behind "than", before "where", a "the" before a name, an adjective before "his", "an" for "a"."""
    named = {word for _, word in known}
    for (one, word), (before, after) in zip(_pairs(tree), itertools.pairwise(tree.words), strict=True):
        article = one == "the" and after.pos == "PROPN" and word in named
        owned = before.pos == "ADJ" and after.relation == "poss" and after.pos == "PRON"
        spoken = (_ARTICLE.get(one, ""), word) in known
        helped = before.lemma == "help" and after.tag in ("VBD", "VBN")
        if (one == "than" or word == "where" or article or owned or spoken or helped) and (one, word) not in known:
            yield one, word


def _listed(tree: Parse, place: int) -> bool:
    """Whether a noun is the first of several: "Gore, Clinton and Shalala"."""
    joints = [fold(tree.words[i].text) for i in tree.below(place, "cc")]
    return tree.words[place].pos in ("NOUN", "PROPN") and "and" in joints and bool(tree.below(place, "conj"))


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
    return tree.texts((verb, *tree.below(verb, "aux", "auxpass")))
