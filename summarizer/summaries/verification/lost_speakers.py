"""Does a written sentence tell outright what every source gives as somebody's account, or of the speaker only? For the
licence. English.

The licence asks the grammar who says a clause; here are the tails that a parser hangs elsewhere: "…, according to a
statement", "…, the minister has said".
"""

import re
from collections.abc import Iterator, Sequence

from summarizer.grammar import Parse, parse
from summarizer.summaries.verification.arcs import predicates, same_predicates, speaks
from summarizer.summaries.verification.frames import stem_of
from summarizer.text import fold

_TAIL = re.compile(
    r", [^,;:\"“”]{3,80} (?:has |have |had )?(?:said|says|say|warned|claimed|argued|alleged)(?: [^,;:\"“”]{1,30})?[.]$"
)


def lost_speakers(text: str, sources: Sequence[str]) -> Iterator[str]:
    """Predicates that every source with them tells according to somebody, where the sentence names nobody."""
    tree = parse(text)
    if any(fold(word.text) == "according" or _speaks(tree, i) for i, word in enumerate(tree.words)):
        return
    others = [(parse(source), bool(_TAIL.search(source))) for source in sources]
    for place, word in enumerate(tree.words):
        if not predicates(tree, place):
            continue
        told = [
            tail or _according(other, i)
            for other, tail in others
            for i, w in enumerate(other.words)
            if predicates(other, i) and stem_of(w) == stem_of(word)
        ]
        if told and all(told):
            yield f'"{word.text}" is told according to somebody in the sources'


def asides(text: str, sources: Sequence[str]) -> Iterator[str]:
    """A main verb that every source has only in passing, of who speaks: "she was not part of it" of what she said."""
    tree = parse(text)
    roots = [place for place, word in enumerate(tree.words) if word.head == place and predicates(tree, place)]
    for root in roots[:1]:
        same = same_predicates(tree, root, [parse(source) for source in sources])
        if same and all(_of_speaker(other, place) for other, place in same):
            yield f'"{tree.words[root].text}" is told of who speaks, and not what is said'


def _of_speaker(tree: Parse, place: int) -> bool:
    """Whether a clause describes the one who says the rest."""
    word = tree.words[place]
    noun = tree.words[word.head]
    return word.relation in ("relcl", "acl") and noun.relation == "nsubj" and _speaks(tree, noun.head)


def _speaks(tree: Parse, place: int) -> bool:
    return predicates(tree, place) and speaks(tree.words[place])


def _according(tree: Parse, place: int) -> bool:
    """Whether "according to" stands at a predicate, or at one that it hangs on."""
    at = place
    for _ in tree.words:
        if any(fold(tree.words[i].text) == "according" for i in tree.children[at]):
            return True
        word = tree.words[at]
        if word.head == at or word.relation not in ("conj", "advcl", "ccomp", "xcomp"):
            return False
        at = word.head
    return False
