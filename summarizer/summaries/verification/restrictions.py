"""Does a written sentence lose what limits a word in every source? For the licence. English.

A clause that says which one ("a geologist who became a restaurateur"), the origin of what is done ("calls from federal offices"), the
rate of a number ("30 women a day"), the year of what was done, the day of what will be, how far ("increasingly"), whence, whither or to
what end ("called on him to go"), as what ("cast it as a win", "found it difficult"), for what ("blamed her for it"), by whom, where and how long
ago, on what ("her position on dams"), "but" what, the preposition at a clause's end, the "also" of "not only", how long after, the state that tells one town from another ("Portland, Texas").
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise

from summarizer.grammar import Parse, parse
from summarizer.numerals import YEAR
from summarizer.summaries.verification.arcs import PRONOUNS, same_words, speaks, tells_when
from summarizer.summaries.verification.forms import TIMES
from summarizer.text import fold

_MARKS = frozenset((",", "—", "–", "-", "--", "("))
_DEGREE_WORDS = (
    "increasingly gradually partly partially mostly largely mainly often sometimes usually temporarily almost nearly effectively "
    "essentially virtually typically generally primarily potentially initially briefly repeatedly previously formerly fully completely entirely wholly solely only exactly"
)
_DEGREES = frozenset(_DEGREE_WORDS.split())
_UNFINISHED_WORDS = (
    "call urge ask tell allow force order agree want try plan decide refuse fail threaten promise seek begin start continue "
    "challenge invite encourage persuade convince press enable require compel authorize permit vow expect appoint name elect "
    "nominate hire"
)
_UNFINISHED = frozenset(_UNFINISHED_WORDS.split())
"""Verbs that say little, or another thing, without what is to be done."""
_TAKEN_WORDS = "cast describe regard treat portray see view present dismiss identify hail denounce condemn characterize depict brand use"
_TAKEN_AS = frozenset(_TAKEN_WORDS.split())
"""Verbs that say nothing without what somebody, or something, is taken as."""
_COUNTED_AS = frozenset(("count", "rank", "list", "number", "know"))
_JUDGING = frozenset(("find", "make", "keep", "leave", "consider", "deem", "render"))
"""Verbs that say nothing without what a thing is found, or made, to be."""
_BLAMING_WORDS = (
    "blame criticize lambast lambaste slam praise thank condemn rebuke chide fault accuse charge convict acquit sue fine punish "
    "sentence honor reward apologize"
)
_BLAMING = frozenset(_BLAMING_WORDS.split())
"""Verbs that say half without for what."""
_CAUSES = frozenset(("for", "of", "with", "over"))
_PLACED = frozenset(("put", "place", "set", "date", "locate", "base", "pit", "land", "lie"))
"""Verbs that say half without where."""
_VIEW_WORDS = "position view stance policy opinion attitude conversation debate argument warning discussion dialogue"
_VIEWS = frozenset(_VIEW_WORDS.split())
"""Nouns that say half without on what."""
_AGAINST = frozenset(("on", "about", "against", "toward", "towards", "over"))
_BARE = frozenset(("nsubj", "nsubjpass", "aux", "auxpass", "punct", "mark", "neg", "cc", "conj"))
_CHANGED_WORDS = "reduce cut raise lower fall rise drop increase grow climb shrink revise lift decline slip jump"
_CHANGED = frozenset(_CHANGED_WORDS.split())
_ON = frozenset(("of", "about", "for", "against"))
"""Behind them stands what somebody speaks of."""
_ONLY, _ALSO = re.compile(r"\bnot only\b", re.IGNORECASE), re.compile(r"\b(?:also|but|too|as well)\b", re.IGNORECASE)
Limits = Callable[[Parse, int], frozenset[str]]
"""(a sentence, a word's place) -> what limits it."""


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
    yield from stands_without(tree, others, _LIMITED)


def stands_without(tree: Parse, others: Sequence[Parse], table: Mapping[str, Sequence[Limits]]) -> Iterator[str]:
    """Words without what limits them in all sources that have them; `table`: part of speech -> what may limit such a word."""
    for place, word in enumerate(tree.words):
        if word.pos not in table:
            continue
        same = same_words(word, others)
        for limits in table[word.pos]:
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


def _prepositions(tree: Parse, place: int) -> frozenset[str]:
    """The prepositions behind a word."""
    return tree.texts(tree.below(place, "prep"))


def _clauses(tree: Parse, place: int) -> frozenset[str]:
    """The verbs of clauses behind a noun that no comma parts from it."""
    found = [i for i in tree.below(place, "relcl", "acl") if i > place]
    return tree.texts(i for i in found if tree.words[min(tree.subtree(i)) - 1].text not in _MARKS)


def _rates(tree: Parse, place: int) -> frozenset[str]:
    """What a number is counted by: "a day"."""
    return tree.texts(tree.below(place, "npadvmod")) if tree.below(place, "nummod") else frozenset()


def _origins(tree: Parse, place: int) -> frozenset[str]:
    """ "from" behind what is done."""
    if tree.words[place].relation != "dobj":
        return frozenset()
    return frozenset(("from",)) & _prepositions(tree, place)


def _states(tree: Parse, place: int) -> frozenset[str]:
    """The name behind a comma that says which town is meant."""
    found = [i for i in tree.below(place, "appos") if i == place + 2 and tree.words[i].pos == "PROPN"]
    return tree.texts(i for i in found if len(tree.children[i]) <= 1)


def _years(tree: Parse, place: int) -> frozenset[str]:
    """The year in which something was done: old news without it reads as new."""
    told = [i for prep in tree.below(place, "prep") for i in tree.below(prep, "pobj")]
    return frozenset(tree.words[i].text for i in told if YEAR.fullmatch(tree.words[i].text))


def _adverbs(tree: Parse, place: int) -> frozenset[str]:
    """How far, or how often, something was done: "increasingly", "fully"."""
    return _DEGREES & tree.texts(tree.below(place, "advmod"))


def _ends(tree: Parse, place: int) -> frozenset[str]:
    """What somebody is called on, or agrees, to do."""
    done = [
        i for i in tree.below(place, "xcomp") if any(fold(tree.words[k].text) == "to" for k in tree.below(i, "aux"))
    ]
    return frozenset(tree.words[i].lemma for i in done if tree.words[place].lemma in _UNFINISHED)


def _ways(tree: Parse, place: int) -> frozenset[str]:
    """Where something was driven, what it was kept from, whether it went up or down: "revised down", "onto a sandbank"."""
    behind = fold(tree.words[place + 1].text) if place + 1 < len(tree.words) else ""
    found = tree.texts(tree.below(place, "prep", "prt"))
    return frozenset(found & {"from", "onto", "into"}) | ({behind} & {"down", "up", "off", "away", "back"})


def _taken(tree: Parse, place: int) -> frozenset[str]:
    """What somebody, or something, is taken as, or counted among: "cast the incident as an accident"."""
    told, lemma = _prepositions(tree, place), tree.words[place].lemma
    return told & {"as"} if lemma in _TAKEN_AS else told & {"as", "among"} if lemma in _COUNTED_AS else frozenset()


def _judged(tree: Parse, place: int) -> frozenset[str]:
    """That an adjective says what somebody finds, or makes, a thing to be."""
    if tree.words[place].lemma not in _JUDGING:
        return frozenset()
    told = tree.below(place, "oprd", "acomp", "ccomp", "xcomp")
    return frozenset(("what it is",)) if any(tree.words[i].pos == "ADJ" for i in told) else frozenset()


def _blamed(tree: Parse, place: int) -> frozenset[str]:
    """For what somebody is blamed, praised or charged."""
    if tree.words[place].lemma not in _BLAMING:
        return frozenset()
    return _CAUSES & _prepositions(tree, place)


def _promised(tree: Parse, place: int) -> frozenset[str]:
    """When something will be done: of what is known to come the day is the news."""
    if "will" not in {tree.words[i].lemma for i in tree.below(place, "aux")}:
        return frozenset()
    told = [*tree.below(place, "npadvmod"), *(k for i in tree.below(place, "prep") for k in tree.below(i, "pobj"))]
    return frozenset(("when",)) if any(tree.words[i].lemma in TIMES for i in told) else frozenset()


def _makers(tree: Parse, place: int) -> frozenset[str]:
    """By whom a deed is that a noun tells: "corruption by his rivals"."""
    return frozenset(("by",)) & _prepositions(tree, place)


def _stranded(tree: Parse, place: int) -> frozenset[str]:
    """The preposition at the end of a clause whose object stands before it: "nobody they should be concerned about"."""
    return tree.texts(i for i in tree.below(place, "prep") if not tree.children[i] and i > place)


def _placed(tree: Parse, place: int) -> frozenset[str]:
    """That it is said where something was put, or lies."""
    if tree.words[place].lemma not in _PLACED:
        return frozenset()
    told = [i for i in tree.below(place, "prep", "advmod", "prt") if i > place and not _is_when(tree, i)]
    return frozenset(("where",)) if told else frozenset()


def _is_when(tree: Parse, place: int) -> bool:
    """Whether a constituent tells a time: "on Friday"."""
    return any(tells_when(tree.words[i]) for i in tree.subtree(place))


def _doers(tree: Parse, place: int) -> frozenset[str]:
    """By whom something was done."""
    return frozenset(tree.words[i].text for i in tree.below(place, "agent"))


def _ago(tree: Parse, place: int) -> frozenset[str]:
    """That something was long ago."""
    inner = [i for child in tree.below(place, "advmod", "prep", "npadvmod") for i in tree.subtree(child)]
    return frozenset(("ago",)) & tree.texts(inner)


def _clause_told(tree: Parse, place: int) -> frozenset[str]:
    """What a relative clause says beside its verb, "which starts in December", also one of a participle, "found in May"; of other
    clauses nothing is asked."""
    told = [i for i in tree.children[place] if tree.words[i].relation not in _BARE]
    return frozenset(("what it says",)) if told or tree.words[place].relation not in ("relcl", "acl") else frozenset()


def _matters(tree: Parse, place: int) -> frozenset[str]:
    """On what a position, or an opinion, is."""
    if tree.words[place].lemma not in _VIEWS:
        return frozenset()
    return _AGAINST & _prepositions(tree, place)


def _amounts(tree: Parse, place: int) -> frozenset[str]:
    """The amount to which something rose or fell."""
    if tree.words[place].lemma not in _CHANGED:
        return frozenset()
    told = [i for i in tree.below(place, "prep") if fold(tree.words[i].text) == "to"]
    return tree.texts(k for i in told for k in tree.below(i, "pobj"))


def _spoken(tree: Parse, place: int) -> frozenset[str]:
    """What somebody says, or writes."""
    word = tree.words[place]
    if not speaks(word):
        return frozenset()
    told = word.relation in ("ccomp", "parataxis", "advcl", "relcl", "acl") or tree.below(
        place, "ccomp", "dobj", "xcomp", "parataxis", "oprd", "acomp", "nsubjpass"
    )
    on = _prepositions(tree, place) & _ON
    return frozenset(("what is said",)) if told or on else frozenset()


def _measures(tree: Parse, place: int) -> frozenset[str]:
    """How long after, or before, something was."""
    return tree.texts(tree.below(place, "npadvmod", "quantmod"))


def _contrasts(tree: Parse, place: int) -> frozenset[str]:
    """ "but" and what was done instead."""
    others = tree.below(place, "conj") and tree.below(place, "cc")
    return frozenset(("but",)) & tree.texts(others)


def _partners(tree: Parse, place: int) -> frozenset[str]:
    """ "and" behind, or before, one who does something: of what two do one alone may not be told."""
    first = tree.words[place].head if tree.words[place].relation == "conj" else place
    doing = tree.words[first].relation in ("nsubj", "nsubjpass") and tree.below(first, "conj")
    return frozenset(("and",)) & tree.texts(tree.below(first, "cc") if doing else ())


def _grounds(tree: Parse, place: int) -> frozenset[str]:
    """At, or about, what somebody or something is as it is told to be; of what it is the highest."""
    extreme = tree.words[place].tag == "JJS"
    told = tree.below(place, "prep") if extreme or tree.words[place].relation == "acomp" else []
    return tree.texts(told)


def _numbers(tree: Parse, place: int) -> frozenset[str]:
    """The number behind a noun that says which one: "Reservoir 5"."""
    return frozenset(tree.words[i].text for i in tree.below(place, "nummod") if i == place + 1)


def _counted(tree: Parse, place: int) -> frozenset[str]:
    """What a number counts."""
    return frozenset((tree.words[place].relation,)) & {"nummod", "compound", "quantmod", "npadvmod", "appos"}


_LIMITED: dict[str, tuple[Limits, ...]] = {
    "NOUN": (_clauses, _rates, _origins, _numbers, _matters, _makers, _contrasts, _partners),
    "PROPN": (_states, _numbers, _contrasts, _partners),
    "VERB": (
        _years,
        _adverbs,
        _ends,
        _ways,
        _contrasts,
        _taken,
        _judged,
        _blamed,
        _promised,
        _amounts,
        _spoken,
        _placed,
        _doers,
        _ago,
        _clause_told,
        _stranded,
    ),
    "ADP": (_measures,),
    "SCONJ": (_measures,),
    "ADJ": (_grounds, _stranded),
    "NUM": (_counted,),
}
