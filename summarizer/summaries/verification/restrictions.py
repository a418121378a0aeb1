"""Does a written sentence lose what limits a word in every source? For the licence. English.

A clause that says which one ("a geologist who became a restaurateur"), the origin of what is done ("calls from federal offices"), the rate of a
number ("30 women a day"), the year of what was done, how far ("increasingly") or to what end ("called on him to go"), the state that tells one town from another ("Portland, Texas").
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from summarizer.grammar import Parse, parse
from summarizer.numerals import YEAR
from summarizer.summaries.verification.arcs import same_words
from summarizer.text import fold

_MARKS = frozenset((",", "—", "–", "-", "--", "("))
_DEGREE_WORDS = (
    "increasingly gradually partly partially mostly largely mainly often sometimes usually temporarily almost nearly effectively "
    "potentially initially briefly repeatedly"
)
_DEGREES = frozenset(_DEGREE_WORDS.split())
_UNFINISHED_WORDS = "call urge ask tell allow force order agree want try plan decide refuse fail threaten promise seek begin start continue"
_UNFINISHED = frozenset(_UNFINISHED_WORDS.split())
"""Verbs that say little, or another thing, without what is to be done."""
Limits = Callable[[Parse, int], frozenset[str]]
"""(a sentence, a noun's place) -> what limits it."""


def lost_limits(text: str, sources: Sequence[str]) -> Iterator[str]:
    """Words whose limit every source with them has, and the sentence has not."""
    tree, others = parse(text), [parse(source) for source in sources]
    so_far = [row for other in others for row in _so(other)]
    for degree, ended in _so(tree):
        if not ended and (theirs := [end for other, end in so_far if other == degree]) and all(theirs):
            yield f'"so {degree}" stands without its "that"'
    for place, word in enumerate(tree.words):
        if word.pos not in _LIMITED:
            continue
        same = same_words(word, others)
        for limits in _LIMITED[word.pos]:
            if same and not limits(tree, place):
                lost = frozenset[str].intersection(*(limits(other, i) for other, i in same))
                if lost:
                    yield f'"{word.text}" stands without "{min(lost)}"'


def _so(tree: Parse) -> Iterator[tuple[str, bool]]:
    """(the word behind a "so", whether "that" or "as" follows) of each."""
    words = [fold(word.text) for word in tree.words]
    return (
        (after, bool({"that", "as"} & set(words[i:]))) for i, (so, after) in enumerate(pairwise(words)) if so == "so"
    )


def _clauses(tree: Parse, place: int) -> frozenset[str]:
    """The verbs of clauses behind a noun that no comma parts from it."""
    found = [i for i in tree.below(place, "relcl", "acl") if i > place]
    return frozenset(fold(tree.words[i].text) for i in found if tree.words[min(tree.subtree(i)) - 1].text not in _MARKS)


def _rates(tree: Parse, place: int) -> frozenset[str]:
    """What a number is counted by: "a day"."""
    counted = tree.below(place, "nummod")
    return frozenset(fold(tree.words[i].text) for i in tree.below(place, "npadvmod") if counted)


def _origins(tree: Parse, place: int) -> frozenset[str]:
    """ "from" behind what is done."""
    if tree.words[place].relation != "dobj":
        return frozenset()
    return frozenset(("from",)) & {fold(tree.words[i].text) for i in tree.below(place, "prep")}


def _states(tree: Parse, place: int) -> frozenset[str]:
    """The name behind a comma that says which town is meant."""
    found = [i for i in tree.below(place, "appos") if i == place + 2 and tree.words[i].pos == "PROPN"]
    return frozenset(fold(tree.words[i].text) for i in found if len(tree.children[i]) <= 1)


def _years(tree: Parse, place: int) -> frozenset[str]:
    """The year in which something was done: old news without it reads as new."""
    told = [i for prep in tree.below(place, "prep") for i in tree.below(prep, "pobj")]
    return frozenset(tree.words[i].text for i in told if YEAR.fullmatch(tree.words[i].text))


def _adverbs(tree: Parse, place: int) -> frozenset[str]:
    """How far, or how often, something was done: "increasingly", "nearly"."""
    return _DEGREES & {fold(tree.words[i].text) for i in tree.below(place, "advmod")}


def _ends(tree: Parse, place: int) -> frozenset[str]:
    """What somebody is called on, or agrees, to do."""
    done = [
        i for i in tree.below(place, "xcomp") if any(fold(tree.words[k].text) == "to" for k in tree.below(i, "aux"))
    ]
    return frozenset(tree.words[i].lemma for i in done if tree.words[place].lemma in _UNFINISHED)


_LIMITED: dict[str, tuple[Limits, ...]] = {
    "NOUN": (_clauses, _rates, _origins),
    "PROPN": (_states,),
    "VERB": (_years, _adverbs, _ends),
}
