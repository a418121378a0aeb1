"""Does a written sentence tell each verb in a tense in which a source has it? For the licence. English.

Past made present makes a habit of what happened once ("did not comment" -> "does not comment"); the progressive, the perfect
behind a modal, and the modal itself say whether something is over, or is at all. Found by reading 196 printed sentences: of 25 wrong ones five
were of this kind, and 17 of 62 shades.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from summarizer.grammar import Parse, Word, parse
from summarizer.summaries.verification.arcs import is_told, speaks
from summarizer.summaries.verification.frames import stem_of

_BARE_AFTER = frozenset(("let", "make", "help", "see", "have", "watch", "hear", "insist", "demand", "recommend", "ask"))
"""Verbs whose clause has a verb without a tense: "lets them know"."""
_LASTING_WORDS = (
    "be have remain continue include involve represent live work belong own contain mean need want know seem stay hope plan lead "
    "illustrate expect think believe consist cost"
)
_LASTING = frozenset(_LASTING_WORDS.split())
"""Verbs for what goes on: told as past it seems to be over."""

_SUBORDINATE = frozenset(("relcl", "advcl", "acl"))


class Tense(NamedTuple):
    """How a verb is told: past, present, modal or without a tense; with "have"; with "be -ing"."""

    time: str
    perfect: bool
    progressive: bool


def other_tenses(text: str, sources: Sequence[str]) -> Iterator[str]:
    """Verbs in a tense that no source has them in, and verbs without any where one is due."""
    tree = parse(text)
    known: dict[str, set[Tense]] = {}
    for source in map(parse, sources):
        for place in _verbs(source):
            known.setdefault(stem_of(source.words[place]), set()).add(_tense(source, place))
    for place in _verbs(tree):
        word, told = tree.words[place], _tense(tree, place)
        of_sources = known.get(stem_of(word), set())
        reported = bool(of_sources) and is_told(tree, place)
        may_be_over = word.relation not in _SUBORDINATE and not _now_beside(tree, place)
        if (
            of_sources
            and told.time != "none"
            and not any(_allows(one, told, word, reported=reported, may_be_over=may_be_over) for one in of_sources)
        ):
            yield f'"{word.text}" stands in another tense in the sources'
        bare = word.tag == "VB" and tree.below(place, "nsubj") and not tree.below(place, "aux")
        if bare and word.relation == "ccomp" and tree.words[word.head].lemma not in _BARE_AFTER:
            yield f'"{word.text}" has no tense'


def _now_beside(tree: Parse, place: int) -> bool:
    """Whether another verb of the sentence tells what is: "is far from over, and threatened to return" is of two times."""
    return any(_tense(tree, other).time == "present" for other in _verbs(tree) if other != place)


def _allows(source: Tense, told: Tense, word: Word, *, reported: bool, may_be_over: bool) -> bool:
    """Whether what a source tells in one tense may be told in the other: what was said may be what somebody says, what happened has
    happened, and what is may be told to have been by somebody who said so, or where it `may_be_over`."""
    if source == told:
        return True
    match told.time:
        case "present":
            if source == Tense("past", perfect=False, progressive=False):
                return speaks(word) or (told.perfect and not told.progressive)
            return source.time == "present" and source.progressive == told.progressive
        case "past":
            if source.time == "none" or (source.time == "present" and (reported or speaks(word))):
                return True
            # What had been before is not what then was, and what is, or goes on, need not be over.
            over = source.perfect or (may_be_over and word.lemma not in _LASTING)
            return source.time == "present" and over and not (source.progressive or told.perfect)
        case _:
            return source.time == "none" or (source.time == "modal" and source.perfect == told.perfect)


def _verbs(tree: Parse) -> list[int]:
    return [
        place
        for place, word in enumerate(tree.words)
        if word.pos in ("VERB", "AUX") and word.relation not in ("aux", "auxpass")
    ]


def _tense(tree: Parse, place: int) -> Tense:
    word = tree.words[place]
    helpers = [tree.words[i] for i in tree.below(place, "aux", "auxpass")]
    tags = {one.tag for one in (*helpers, word)}
    if "MD" in tags:
        time = "modal"
    elif "VBD" in tags:
        time = "past"
    else:
        time = "present" if tags & {"VBZ", "VBP"} else "none"
    shared = time == "none" and word.relation == "conj" and word.head != place
    if shared and tree.words[word.head].pos in ("VERB", "AUX"):
        # Of "has seen and heard" both are perfect.
        return _tense(tree, word.head)
    perfect = any(one.lemma == "have" for one in helpers)
    goes_on = any(one.text == "being" for one in helpers) or word.tag == "VBG"
    return Tense(time, perfect, goes_on and any(one.lemma == "be" for one in helpers))
