"""Does a written sentence lose what limits, or completes, a word in every source? For the licence. English.

Which one ("a geologist who became a restaurateur"), when, how often and how far, whence, whither, as what, for what, by whom, "but" what; also
the "that" of "so", and the "also" of "not only". Most of it was found by reading printed sentences that were wrong or misleading.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from summarizer.grammar import Parse, parse
from summarizer.summaries.verification import noun_limits as nouns
from summarizer.summaries.verification import time_limits as times
from summarizer.summaries.verification import verb_limits as verbs
from summarizer.summaries.verification.arcs import PRONOUNS, same_words, speaks
from summarizer.text import fold

Limits = Callable[[Parse, int], frozenset[str]]
"""(a sentence, a word's place) -> what limits it."""
_LIMITED: dict[str, tuple[Limits, ...]] = {
    "NOUN": (
        nouns.clauses,
        nouns.defining,
        times.rates,
        nouns.origins,
        nouns.numbers,
        nouns.matters,
        nouns.makers,
        nouns.contrasts,
        nouns.partners,
        verbs.there,
        verbs.places_counted,
    ),
    "PROPN": (nouns.states, nouns.numbers, nouns.contrasts, nouns.partners),
    "VERB": (
        times.years,
        times.degrees,
        times.again,
        times.durations,
        times.ago,
        times.promised,
        times.expected,
        times.idle,
        verbs.goals,
        verbs.ways,
        verbs.ends,
        verbs.urging,
        verbs.taken,
        verbs.judged,
        verbs.blamed,
        verbs.placed,
        verbs.there,
        verbs.places_counted,
        verbs.doers,
        verbs.amounts,
        verbs.spoken,
        verbs.denied,
        verbs.despite,
        verbs.clause_told,
        verbs.stranded,
        nouns.contrasts,
    ),
    "AUX": (times.again,),
    "ADP": (times.measures,),
    "SCONJ": (times.measures,),
    "ADJ": (nouns.grounds, verbs.stranded),
    "NUM": (nouns.counted,),
}
"""Part of speech -> what may limit such a word."""
_ONLY, _ALSO = re.compile(r"\bnot only\b", re.IGNORECASE), re.compile(r"\b(?:also|but|too|as well)\b", re.IGNORECASE)


def lost_limits(text: str, sources: Sequence[str]) -> Iterator[str]:
    """Words whose limit every source with them has, and the sentence has not."""
    tree, others = parse(text), [parse(source) for source in sources]
    so_far = [row for other in others for row in _so(other)]
    for degree, ended in _so(tree):
        if not ended and (theirs := [end for other, end in so_far if other == degree]) and all(theirs):
            yield f'"so {degree}" stands without its "that"'
    theirs_also = [bool(_ALSO.search(source)) for source in sources if _ONLY.search(source)]
    if _ONLY.search(text) and not _ALSO.search(text) and theirs_also and all(theirs_also):
        yield '"not only" stands without its "also"'
    yield from _stands_without(tree, others)


def _stands_without(tree: Parse, others: Sequence[Parse]) -> Iterator[str]:
    """Words without what limits them in all sources that have them."""
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
    """(the word behind a "so", whether "that", "as" or ", he" follows) of each; who says it, ", he said", aside."""
    words = [fold(word.text) for word in tree.words]
    for place, (so, after) in enumerate(pairwise(words)):
        if so == "so":
            rest = range(place, len(words) - 1)
            doing = [i + 1 for i in rest if words[i] == "," and tree.words[i + 1].relation in ("nsubj", "nsubjpass")]
            then = any(words[i] in PRONOUNS and not speaks(tree.words[tree.words[i].head]) for i in doing)
            yield after, then or bool({"that", "as"} & set(words[place:]))
