"""Does a written sentence lose what limits a noun in every source? For the licence. English.

A clause that says which one ("a geologist who became a restaurateur"), the origin of what is done ("calls from federal offices"), the rate of a
number ("30 women a day"), the year of what was done, the state that tells one town from another ("Portland, Texas").
"""

from collections.abc import Callable, Iterator, Sequence

from summarizer.grammar import Parse, parse
from summarizer.numerals import YEAR
from summarizer.summaries.verification.arcs import same_words
from summarizer.text import fold

_MARKS = frozenset((",", "—", "–", "-", "--", "("))
Limits = Callable[[Parse, int], frozenset[str]]
"""(a sentence, a noun's place) -> what limits it."""


def lost_limits(text: str, sources: Sequence[str]) -> Iterator[str]:
    """Words whose limit every source with them has, and the sentence has not."""
    tree, others = parse(text), [parse(source) for source in sources]
    for place, word in enumerate(tree.words):
        if word.pos not in _LIMITED:
            continue
        same = same_words(word, others)
        for limits in _LIMITED[word.pos]:
            if same and not limits(tree, place):
                lost = frozenset[str].intersection(*(limits(other, i) for other, i in same))
                if lost:
                    yield f'"{word.text}" stands without "{min(lost)}"'


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


_LIMITED: dict[str, tuple[Limits, ...]] = {
    "NOUN": (_clauses, _rates, _origins),
    "PROPN": (_states,),
    "VERB": (_years,),
}
