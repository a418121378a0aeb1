"""Does a written sentence cut what a verb needs to say what it says? For the licence. English.

Whither, where no object stands between, as what or against whom ("extradited to Spain", "vote as women"), "first" and "again", what somebody
is urged to, the day of what is expected, "there", in how many countries, what is denied ("using it on the bridge"), on what day no such
thing was done, for what time ("in the short term"), how a clause is joined ("so that", not "until"), and whether a second verb shares the
first one's "will". Found by reading 145 printed sentences, of which 27 were wrong or misleading.
"""

import re
from collections.abc import Iterator, Sequence

from summarizer.grammar import Parse, parse
from summarizer.summaries.verification.arcs import predicates, same_words, speaks, tells_when
from summarizer.summaries.verification.frames import stem_of
from summarizer.summaries.verification.restrictions import Limits, stands_without
from summarizer.text import fold

_GOALS = frozenset(("to", "as", "against"))
_NO_GOALS_WORDS = "part result precaution date applause response mother father parent addition contrast"
_NO_GOALS = frozenset(_NO_GOALS_WORDS.split())
"""Behind a goal's preposition these tell something by the way: "as part of an inquiry"."""
_TALKS = frozenset(("speak", "talk", "testify", "write", "listen", "point"))
"""Verbs of what is said to somebody, who matters less."""
_URGING = frozenset(("urge", "ask", "tell", "call", "demand", "warn", "beg", "invite", "order"))
_AGAIN_WORDS = "first again barely hardly scarcely accidentally unintentionally intentionally deliberately mistakenly allegedly reportedly"
_AGAIN = frozenset(_AGAIN_WORDS.split())
_WHILE = frozenset(("while", "moment", "lifetime"))
_DESPITE = frozenset(("despite", "except", "without", "unlike"))
_AHEAD = re.compile(r"\b(?:tomorrow|next (?:week|month|year|spring|summer|autumn|fall|winter))\b", re.IGNORECASE)
_EXPECTED = frozenset(("expect", "schedule", "plan", "slate"))
_PLACE_WORDS = "country state city town village county province region district nation area island continent"
_PLACES = frozenset(_PLACE_WORDS.split())
_AT = frozenset(("in", "at", "on", "near", "outside"))
_SAID_LITTLE = frozenset(("detail", "comment", "reason", "information", "explanation", "figure"))
_MARKED = frozenset(
    ("until", "unless", "because", "after", "before", "although", "though", "so", "if", "once", "while")
)
_SAME_MARK = {"although": "though"}
_TERMS = re.compile(r"\b(?:in|over|for) the (?:short|long|near|medium)[- ](?:term|run)\b", re.IGNORECASE)
_SAID_TWICE = re.compile(
    r"^[^,\"“]{3,60}\b(?:said|says) that [^\"“]*, (?:said|says) [^\"“]{3,80}\.$|"
    r"^[^,\"“]{3,60}\b(?:said|says) that [^\"“]*, [^,\"“]{3,60} (?:said|says)\.$"
)


def lost_complements(text: str, sources: Sequence[str]) -> Iterator[str]:
    """Words without what every source with them says with them."""
    tree, others = parse(text), [parse(source) for source in sources]
    yield from stands_without(tree, others, _COMPLEMENTS)
    yield from _joined_otherwise(tree, others)
    yield from _second_verbs(tree, others)
    yield from _days_of_one(tree, others)
    yield from _fewer(tree, others)
    if _AHEAD.search(text):
        yield from _over_already(tree, others)
    if sources and not _TERMS.search(text) and all(_TERMS.search(source) for source in sources):
        yield "it is so in the short, or the long, term only"
    if _SAID_TWICE.search(text) and not any(_SAID_TWICE.search(source) for source in sources):
        yield "somebody says it twice"


def _goals(tree: Parse, place: int) -> frozenset[str]:
    """Whither, as what and against whom something is done."""
    if speaks(tree.words[place]) or tree.words[place].lemma in _TALKS:
        return frozenset()
    # Behind an object "to" may be the object's: "stopped deliveries to Halden".
    goals = _GOALS - {"to"} if tree.below(place, "dobj") else _GOALS
    found = [i for i in tree.below(place, "prep") if i > place and fold(tree.words[i].text) in goals]
    told = [(i, [tree.words[k] for k in tree.below(i, "pobj")]) for i in found]
    return tree.texts(
        i for i, goal in told if goal and not any(tells_when(word) or word.lemma in _NO_GOALS for word in goal)
    )


def _again(tree: Parse, place: int) -> frozenset[str]:
    """That something was first done, or again, or hardly; "First," only counts."""
    return _AGAIN & tree.texts(i for i in tree.below(place, "advmod") if i)


def _while(tree: Parse, place: int) -> frozenset[str]:
    """That it took, or lasted, a while."""
    return _WHILE & frozenset(tree.words[i].lemma for i in tree.below(place, "npadvmod"))


def _despite(tree: Parse, place: int) -> frozenset[str]:
    """Despite, or without, what it is so, and by doing what it was done."""
    found = tree.below(place, "prep")
    by = [i for i in found if fold(tree.words[i].text) == "by" and tree.below(i, "pcomp")]
    return tree.texts(by) | (_DESPITE & tree.texts(found))


def _urging(tree: Parse, place: int) -> frozenset[str]:
    """To what a deed urges somebody, without a comma: "made appeals urging them to stay"."""
    found = [i for i in tree.below(place, "advcl", "ccomp") if i > place and tree.words[i].tag == "VBG"]
    return tree.texts(i for i in found if tree.words[i].lemma in _URGING and tree.words[i - 1].text != ",")


def _expected_when(tree: Parse, place: int) -> frozenset[str]:
    """When something is expected, or planned, to be done."""
    word = tree.words[place]
    if word.relation != "xcomp" or tree.words[word.head].lemma not in _EXPECTED:
        return frozenset()
    return frozenset(("when",)) if _has_time(tree, place) or _has_time(tree, word.head) else frozenset()


def _has_time(tree: Parse, place: int) -> bool:
    """Whether a time hangs on a word itself."""
    told = [*tree.below(place, "npadvmod"), *(k for i in tree.below(place, "prep") for k in tree.below(i, "pobj"))]
    return any(tells_when(tree.words[i]) for i in told)


def _there(tree: Parse, place: int) -> frozenset[str]:
    """ "There", which is somewhere that only the source has told, where it says no place besides."""
    if speaks(tree.words[place]) or _AT & tree.texts(tree.below(place, "prep")):
        return frozenset()
    found = [i for i in tree.below(place, "advmod") if tree.words[i].tag == "RB"]
    return frozenset(("there",)) & tree.texts(found)


def _places_counted(tree: Parse, place: int) -> frozenset[str]:
    """In how many countries, or towns, something is so."""
    found = [
        k
        for i in tree.below(place, "prep")
        for k in tree.below(i, "pobj")
        if fold(tree.words[i].text) in ("in", "across", "among")
    ]
    counts = [n for k in found if tree.words[k].lemma in _PLACES for n in tree.below(k, "nummod")]
    return tree.texts(counts)


def _denied_how(tree: Parse, place: int) -> frozenset[str]:
    """With what limits something is denied: who denies having telephoned on the bridge may have telephoned."""
    word = tree.words[place]
    if word.relation not in ("ccomp", "xcomp") or tree.words[word.head].lemma != "deny":
        return frozenset()
    return tree.texts(tree.below(place, "prep"))


def _idle_when(tree: Parse, place: int) -> frozenset[str]:
    """On what day somebody did no such thing."""
    objects = [i for i in tree.below(place, "dobj") if tree.words[i].lemma not in _SAID_LITTLE]
    nothing = any("no" in tree.texts(tree.below(i, "det")) for i in objects)
    return frozenset(("when",)) if nothing and _has_time(tree, place) else frozenset()


_COMPLEMENTS: dict[str, tuple[Limits, ...]] = {
    "VERB": (
        _goals,
        _again,
        _while,
        _despite,
        _urging,
        _expected_when,
        _there,
        _places_counted,
        _denied_how,
        _idle_when,
    ),
    "NOUN": (_there,),
}


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
    for word in tree.words:
        if word.tag != "VBZ" or word.relation != "conj" or not _will(tree, word.head):
            continue
        same = [
            (other, i)
            for other in others
            for i, w in enumerate(other.words)
            if predicates(other, i) and stem_of(w) == stem_of(word)
        ]
        shared = [other.words[i].tag in ("VB", "VBP") and _will(other, other.words[i].head) for other, i in same]
        if shared and all(shared):
            yield f'"{word.text}" is only to be in the sources'


def _days_of_one(tree: Parse, others: Sequence[Parse]) -> Iterator[str]:
    """Verbs without their day beside one that keeps its own: "will send it, and members will be sworn in on Tuesday"."""
    for place, word in enumerate(tree.words):
        if word.pos != "VERB" or _has_time(tree, place):
            continue
        beside = [*tree.below(place, "conj"), *([word.head] if word.relation == "conj" else [])]
        same = same_words(word, others) if any(_has_time(tree, i) for i in beside) else []
        if same and all(_has_time(other, i) for other, i in same):
            yield f'"{word.text}" seems to be of the other verb\'s day'


def _fewer(tree: Parse, others: Sequence[Parse]) -> Iterator[str]:
    """ "An order" where every source has several: "two orders"."""
    for place, word in enumerate(tree.words):
        if word.tag == "NN" and tree.texts(tree.below(place, "det")) & {"a", "an"}:
            same = same_words(word, others)
            if same and all(other.words[i].tag == "NNS" for other, i in same):
                yield f'there are several "{word.text}" in the sources'


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
