"""Does a written sentence tell its clauses otherwise than its sources do? For the licence. English.

By another conjunction ("so that", not "until"), a second verb without the first one's "will", or as if on its day, "an order" of two, as past
what is still to come, without "in the short term", with somebody saying it twice, as a result of what it only came with, before a name of
another rank, with one of two dashes, or with prepositions that nothing parts.
"""

import itertools
import re
from collections.abc import Iterator, Sequence

from summarizer.grammar import Parse, parse
from summarizer.summaries.verification.arcs import predicates, same_predicates, same_words, tells_when
from summarizer.summaries.verification.frames import stem_of
from summarizer.summaries.verification.time_limits import has_time
from summarizer.text import dashes, fold

_AHEAD = re.compile(r"\b(?:tomorrow|next (?:week|month|year|spring|summer|autumn|fall|winter))\b", re.IGNORECASE)
_MARKED = frozenset(
    ("until", "unless", "because", "after", "before", "although", "though", "so", "if", "once", "while")
)
_SAME_MARK = {"although": "though"}
_AFTER_OF = frozenset(("at", "in", "on", "to", "of", "for", "with", "from", "by"))
_RANKS = frozenset(
    ("majority", "minority", "vice", "deputy", "acting", "assistant", "interim", "associate", "lieutenant")
)
_TERMS = re.compile(r"\b(?:in|over|for) the (?:short|long|near|medium)[- ](?:term|run)\b", re.IGNORECASE)
_SAID_TWICE = re.compile(
    r"^[^,\"“]{3,60}\b(?:said|says) (?:that )?[^\"“]*, (?:said|says) [^\"“]{3,80}\.$|"
    r"^[^,\"“]{3,60}\b(?:said|says) (?:that )?[^\"“]*, [^,\"“]{3,60} (?:said|says)\.$"
)


def told_otherwise(text: str, sources: Sequence[str]) -> Iterator[str]:
    """What of its clauses no source tells so."""
    tree, others = parse(text), [parse(source) for source in sources]
    yield from _joined_otherwise(tree, others)
    yield from _second_verbs(tree, others)
    yield from _days_of_one(tree, others)
    yield from _fewer(tree, others)
    yield from _results(tree, others)
    yield from _ranks(tree, others)
    yield from _beside(tree, others)
    if _AHEAD.search(text):
        yield from _over_already(tree, others)
    theirs = [dashes(source) for source in sources]
    if dashes(text) % 2 and max(theirs, default=0) > 1 and not any(count % 2 for count in theirs):
        yield "one of two dashes is left"
    if sources and not _TERMS.search(text) and all(_TERMS.search(source) for source in sources):
        yield "it is so in the short, or the long, term only"
    if _SAID_TWICE.search(text) and not any(_SAID_TWICE.search(source) for source in sources):
        yield "somebody says it twice"


def _joined_otherwise(tree: Parse, others: Sequence[Parse]) -> Iterator[str]:
    """Clauses behind another conjunction than in any source that has them as clauses behind one of these."""
    known: dict[str, set[str]] = {}
    for other in others:
        for verb, marks in _marked(other):
            known.setdefault(stem_of(other.words[verb]), set()).update(marks)
    for verb, marks in _marked(tree):
        theirs = known.get(stem_of(tree.words[verb]))
        if marks and theirs and not marks & theirs:
            yield f'"{tree.words[verb].text}" is joined by "{min(marks)}"'


def _marked(tree: Parse) -> Iterator[tuple[int, frozenset[str]]]:
    """(the verb of a clause that says when, why or whether, the conjunctions before it)."""
    for place, word in enumerate(tree.words):
        if word.relation == "advcl" and predicates(tree, place):
            marks = _MARKED & tree.texts(tree.below(place, "mark", "advmod"))
            yield place, frozenset(_SAME_MARK.get(mark, mark) for mark in marks)


def _second_verbs(tree: Parse, others: Sequence[Parse]) -> Iterator[str]:
    """Verbs behind an "and" told as the present, where the sources have them behind a "will" or the like: "will include ten, and
    involves all"."""
    for place, word in enumerate(tree.words):
        if word.tag != "VBZ" or word.relation != "conj" or not _will(tree, word.head):
            continue
        same = same_predicates(tree, place, others)
        shared = [other.words[i].tag in ("VB", "VBP") and _will(other, other.words[i].head) for other, i in same]
        if shared and all(shared):
            yield f'"{word.text}" is only to be in the sources'


def _days_of_one(tree: Parse, others: Sequence[Parse]) -> Iterator[str]:
    """Verbs without their day beside one that keeps its own: "will send it, and members will be sworn in on Tuesday"."""
    for place, word in enumerate(tree.words):
        if word.pos != "VERB" or has_time(tree, place):
            continue
        beside = [*tree.below(place, "conj"), *([word.head] if word.relation == "conj" else [])]
        same = same_words(word, others) if any(has_time(tree, i) for i in beside) else []
        if same and all(has_time(other, i) for other, i in same):
            yield f'"{word.text}" seems to be of the other verb\'s day'


def _fewer(tree: Parse, others: Sequence[Parse]) -> Iterator[str]:
    """ "An order" where every source has several: "two orders"."""
    for place, word in enumerate(tree.words):
        if word.tag == "NN" and tree.texts(tree.below(place, "det")) & {"a", "an"}:
            same = same_words(word, others)
            if same and all(other.words[i].tag == "NNS" for other, i in same):
                yield f'there are several "{word.text}" in the sources'


def _results(tree: Parse, others: Sequence[Parse]) -> Iterator[str]:
    """What is told as what the sentence led to ("…, leading to a surge") where every source only joins it ("and led to a surge")."""
    for place, word in enumerate(tree.words):
        if word.tag == "VBG" and word.relation == "advcl" and word.lemma == "lead":
            same = same_predicates(tree, place, others)
            if same and all(other.words[i].relation == "conj" for other, i in same):
                yield f'"{word.text}" is told as a result'


def _ranks(tree: Parse, others: Sequence[Parse]) -> Iterator[str]:
    """Ranks before a name that has another, or none, in the sources: "Minority Leader" before the majority's."""
    for place, word in enumerate(tree.words):
        if fold(word.text) in _RANKS and (name := _name_behind(tree, place)):
            known = [other for other in others if any(w.text == name for w in other.words)]
            if known and not any(_ranked(other, fold(word.text), name) for other in known):
                yield f'"{word.text}" is not {name}\'s rank'


def _ranked(tree: Parse, rank: str, name: str) -> bool:
    """Whether a rank stands before a name with nothing but nouns between, or behind it: "Moe, the vice president"."""
    for place, word in enumerate(tree.words):
        if fold(word.text) != rank:
            continue
        behind = itertools.takewhile(
            lambda word: word.pos in ("PROPN", "NOUN") or word.text == ".", tree.words[place + 1 :]
        )
        before = [w.text for w in tree.words[max(0, place - 3) : place] if w.text not in (",", "the", "a", "an")]
        if name in [w.text for w in behind] or before[-1:] == [name]:
            return True
    return False


def _name_behind(tree: Parse, place: int) -> str:
    """The last of the names right behind a rank, days aside; empty without any."""
    run = itertools.takewhile(
        lambda word: (word.pos == "PROPN" and not tells_when(word)) or word.text == ".", tree.words[place + 1 :]
    )
    names = [word.text for word in run if word.pos == "PROPN"]
    return names[-1] if names else ""


def _beside(tree: Parse, others: Sequence[Parse]) -> Iterator[str]:
    """An "of" of a thing before another preposition, as no source has it: "lots of at stake"."""
    known = {(fold(a.text), fold(b.text)) for other in others for a, b in itertools.pairwise(other.words)}
    for a, b in itertools.pairwise(tree.words):
        of = fold(a.text) == "of" and a.pos == b.pos == "ADP" and fold(b.text) in _AFTER_OF
        if of and others and tree.words[a.head].pos != "VERB" and (fold(a.text), fold(b.text)) not in known:
            yield f'"{a.text} {b.text}" stands in no source'


def _over_already(tree: Parse, others: Sequence[Parse]) -> Iterator[str]:
    """Verbs told as past, where it is told in the present what comes next week."""
    for place, word in enumerate(tree.words):
        past = predicates(tree, place) and "VBD" in _tags(tree, place)
        now = [_tags(other, i) for other, i in same_words(word, others)] if past else []
        if now and all(one & {"VBZ", "VBP"} for one in now):
            yield f'"{word.text}" is still to come'


def _tags(tree: Parse, place: int) -> set[str]:
    """The tags of a verb and its helping verbs."""
    return {tree.words[i].tag for i in (place, *tree.below(place, "aux", "auxpass"))}


def _will(tree: Parse, place: int) -> bool:
    return any(tree.words[i].tag == "MD" for i in tree.below(place, "aux"))
