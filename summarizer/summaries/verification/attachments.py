"""Does each noun have its complements from the sources: "the killing of the doctor", not "the killing of the clinic"?

An arc of the sentence whose two words the evidence has, but nowhere tied (Goyal and Durrett 2020, DAE, by rules). English.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from summarizer.grammar import Parse, Word, parse
from summarizer.summaries.verification.alignment import Alignment
from summarizer.summaries.verification.findings import Finding
from summarizer.summaries.verification.forms import SPEECH, TIMES
from summarizer.summaries.verification.frames import stem_of
from summarizer.summaries.verification.reading import Reading

_CONTENT = ("NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV")
_FUNCTION = ("aux", "auxpass", "mark", "det", "cc", "case")
_TIES = ("poss", "conj", "appos")
_OF = "of:pobj"
_FIRM = (_OF, "appos", "between:pobj", "over:pobj", "against:pobj")
"""Ties that say what a noun is. Others ("in", "at", a possessive) may come from two sentences that tell of one thing, so
they are judged only where one sentence has both words, tied to others."""
_PREPOSITIONS = frozenset(("of", "in", "for", "from", "by", "against", "between", "over", "at"))
_PLACES = frozenset(("state", "city", "town", "village", "province", "country", "nation", "governor", "capital"))
"""Words that only say what kind of place, or whose, the name after them is; or stand for its name ("the nation's capital")."""
_CLOSE, _NEAR = 2, 3
"""So few steps apart in the tree, function words left out, two words are tied."""


@dataclass(frozen=True)
class Web:
    """A sentence as a graph of its content words: stems by place, neighbours, and (head, dependent, how) of each arc."""

    stems: tuple[str, ...]
    near: tuple[frozenset[int], ...]
    arcs: tuple[tuple[int, int, str], ...]


def check(alignment: Alignment) -> Finding:
    """Fatal: a noun with a complement, an owner or an apposition that no source ties to it, though the evidence has
    both; a time moved from one verb to another."""
    return Finding({}, (*_untied(alignment), *_moved(alignment)))


def _untied(alignment: Alignment) -> Iterator[str]:
    text = alignment.claim.text
    words = parse(text).words
    web = _web(text)
    near = [source.reading for source in alignment.evidence]
    for head, dependent, how in web.arcs:
        one, other = web.stems[head], web.stems[dependent]
        most = _most(words[head], words[dependent], how)
        if not most or one == other or not any(_has(reading, one) for reading in near):
            continue
        if how != _OF and not any(source.reading.has(other) for source in alignment.sources):
            continue
        if how not in _FIRM and not any(reading.has(one) and reading.has(other) for reading in near):
            continue
        tied = {one} if how in _FIRM or how in _TIES else {one, *_verbs_above(words, web, head)}
        both = [s.reading.text for s in alignment.sources if s.reading.has(other)]
        if not any(_tied(_web(source), stem, other, most) for source in both for stem in tied):
            tie = how.split(":")[0] if ":" in how else "with"
            yield f'"{words[head].text} {tie} {words[dependent].text}" is not tied so in the sources'


def _verbs_above(words: Sequence[Word], web: Web, place: int) -> set[str]:
    """The stems of the verbs that a word hangs on: what they are tied to, a parser may tie to the word."""
    above = {dependent: head for head, dependent, _ in web.arcs}
    found = set()
    while (place := above.get(place, -1)) >= 0:
        if words[place].pos == "VERB":
            found.add(web.stems[place])
    return found


def _has(reading: Reading, stem: str) -> bool:
    return reading.has(stem) or (stem == "%" and "%" in reading.text)


def _moved(alignment: Alignment) -> Iterator[str]:
    """A time beside a verb, where every source that has both gives the time to a verb the sentence lacks."""
    words = parse(alignment.claim.text).words
    web = _web(alignment.claim.text)
    for head, dependent, _ in web.arcs:
        verb, time = web.stems[head], web.stems[dependent]
        if words[head].pos != "VERB" or words[dependent].lemma not in TIMES:
            continue
        near = [s.reading for s in alignment.evidence if s.reading.has(verb) and s.reading.has(time)]
        heads = [there for reading in near if (there := _verbs_at(reading.text, verb, time))]
        if heads and not any(there & set(web.stems) for there in heads):
            yield f'"{words[dependent].text}" is not when "{words[head].text}" was in the evidence'


def _verbs_at(text: str, verb: str, time: str) -> set[str]:
    """The stems of the verbs that a sentence gives this time; none when it does not have `verb` as a verb, or when the
    time is that of telling: what was told on Thursday may well have been done on Thursday."""
    words = parse(text).words
    web = _web(text)
    above = {dependent: head for head, dependent, _ in web.arcs}
    if not any(web.stems[i] == verb and word.pos == "VERB" for i, word in enumerate(words)):
        return set()
    found = set()
    for place in (i for i, stem in enumerate(web.stems) if stem == time):
        at = above.get(place)
        while at is not None and words[at].lemma in TIMES:
            at = above.get(at)
        if at is not None and words[at].text.lower() in SPEECH:
            return set()
        if at is not None and words[at].pos == "VERB":
            found.add(web.stems[at])
    return found


def _most(head: Word, dependent: Word, how: str) -> int:
    """How many steps apart the two may be in a source; 0 where the arc is of no kind to be judged: kinds where a parser
    seldom errs and a wrong one misleads."""
    noun = ("NOUN", "PROPN")
    if dependent.lemma in ("percent", "cent", "%"):
        return 0
    if (head.pos not in noun and head.tag != "VBG") or dependent.pos not in noun:
        return 0
    if any(word.text.isupper() or word.text[-1] in ".-" for word in (head, dependent)):
        return 0
    if (head.lemma in _PLACES and how == _OF) or (dependent.lemma in _PLACES and how == "poss"):
        return 0
    if how == "appos" and head.lemma == "case":  # "the case, Lund v. Tarn": the parser takes it apart
        return 0
    if how == "appos":
        return _CLOSE if "PROPN" in (head.pos, dependent.pos) else 0
    if how in _TIES:
        return _CLOSE
    return _NEAR if how.endswith(":pobj") and how.split(":")[0] in _PREPOSITIONS else 0


def _tied(web: Web, one: str, other: str, most: int) -> bool:
    return any(
        _steps(web, i, j) <= most
        for i, a in enumerate(web.stems)
        if a == one
        for j, b in enumerate(web.stems)
        if b == other and i != j
    )


def _steps(web: Web, start: int, end: int) -> int:
    seen, queue = {start}, deque([(start, 0)])
    while queue:
        at, steps = queue.popleft()
        if at == end:
            return steps
        if steps < _NEAR:
            for other in sorted(web.near[at] - seen):
                seen.add(other)
                queue.append((other, steps + 1))
    return _NEAR + 1


@lru_cache(maxsize=20_000)
def _web(text: str) -> Web:
    tree = parse(text)
    content = [w.pos in _CONTENT and w.relation not in _FUNCTION for w in tree.words]
    near: list[set[int]] = [set() for _ in tree.words]
    arcs = []
    for index, word in enumerate(tree.words):
        if not content[index] or word.head == index:
            continue
        above, through = _above(tree, content, index)
        if above == index or not content[above]:
            continue
        how = "/".join(through) + ":" + word.relation if through else word.relation
        arcs.append((above, index, how))
        near[above].add(index)
        near[index].add(above)
        if word.relation in ("conj", "appos"):
            # The members of a list hang on one another in a chain; each is tied to the first, and to what the list hangs on.
            while tree.words[above].relation == "conj" and content[tree.words[above].head]:
                above = tree.words[above].head
                near[index].add(above)
                near[above].add(index)
            further, _ = _above(tree, content, above)
            if content[further] and further != above:
                near[index].add(further)
                near[further].add(index)
    stems = tuple(stem_of(w) if content[i] else "" for i, w in enumerate(tree.words))
    return Web(stems, tuple(map(frozenset, near)), tuple(arcs))


def _above(tree: Parse, content: list[bool], place: int) -> tuple[int, list[str]]:
    """The nearest content word above, and the function words on the way."""
    at, through = tree.words[place].head, []
    while not content[at] and tree.words[at].head != at:
        through.append(tree.words[at].lemma)
        at = tree.words[at].head
    return at, through
