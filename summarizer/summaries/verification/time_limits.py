"""What tells when, how often and how far a thing is so: the year, the day of what will be, "again", "increasingly", "a day". For the licence.
English."""

from summarizer.grammar import Parse
from summarizer.numerals import YEAR
from summarizer.summaries.verification.arcs import prep_objects, tells_when

_DEGREE_WORDS = (
    "increasingly gradually partly partially mostly largely mainly often sometimes usually temporarily almost nearly effectively "
    "essentially virtually typically generally primarily potentially initially briefly repeatedly previously formerly fully completely entirely wholly solely only exactly"
)
_DEGREES = frozenset(_DEGREE_WORDS.split())
_AGAIN_WORDS = "first again yet barely hardly scarcely accidentally unintentionally intentionally deliberately mistakenly allegedly reportedly"
_AGAIN = frozenset(_AGAIN_WORDS.split())
_WHILE = frozenset(("while", "moment", "lifetime"))
_EXPECTED = frozenset(("expect", "schedule", "plan", "slate"))
_SAID_LITTLE = frozenset(("detail", "comment", "reason", "information", "explanation", "figure"))


def years(tree: Parse, place: int) -> frozenset[str]:
    """The year in which something was done: old news without it reads as new."""
    return frozenset(tree.words[i].text for i in prep_objects(tree, place) if YEAR.fullmatch(tree.words[i].text))


def degrees(tree: Parse, place: int) -> frozenset[str]:
    """How far, or how often, something was done: "increasingly", "fully"."""
    return _DEGREES & tree.texts(tree.below(place, "advmod"))


def again(tree: Parse, place: int) -> frozenset[str]:
    """That something was first done, or again, or hardly; "First," only counts."""
    return _AGAIN & tree.texts(i for i in tree.below(place, "advmod") if i)


def durations(tree: Parse, place: int) -> frozenset[str]:
    """That it took, or lasted, a while."""
    return _WHILE & frozenset(tree.words[i].lemma for i in tree.below(place, "npadvmod"))


def ago(tree: Parse, place: int) -> frozenset[str]:
    """That something was long ago."""
    inner = [i for child in tree.below(place, "advmod", "prep", "npadvmod") for i in tree.subtree(child)]
    return frozenset(("ago",)) & tree.texts(inner)


def promised(tree: Parse, place: int) -> frozenset[str]:
    """When something will be done: of what is known to come the day is the news."""
    if "will" not in {tree.words[i].lemma for i in tree.below(place, "aux")}:
        return frozenset()
    return frozenset(("when",)) if has_time(tree, place) else frozenset()


def expected(tree: Parse, place: int) -> frozenset[str]:
    """When something is expected, or planned, to be done."""
    word = tree.words[place]
    if word.relation != "xcomp" or tree.words[word.head].lemma not in _EXPECTED:
        return frozenset()
    return frozenset(("when",)) if has_time(tree, place) or has_time(tree, word.head) else frozenset()


def idle(tree: Parse, place: int) -> frozenset[str]:
    """On what day somebody did no such thing."""
    objects = [i for i in tree.below(place, "dobj") if tree.words[i].lemma not in _SAID_LITTLE]
    nothing = any("no" in tree.texts(tree.below(i, "det")) for i in objects)
    return frozenset(("when",)) if nothing and has_time(tree, place) else frozenset()


def is_when(tree: Parse, place: int) -> bool:
    """Whether a constituent tells a time: "on Friday"."""
    return any(tells_when(tree.words[i]) for i in tree.subtree(place))


def has_time(tree: Parse, place: int) -> bool:
    """Whether a time hangs on a word itself."""
    return any(tells_when(tree.words[i]) for i in (*tree.below(place, "npadvmod"), *prep_objects(tree, place)))


def rates(tree: Parse, place: int) -> frozenset[str]:
    """What a number is counted by: "a day"."""
    return tree.texts(tree.below(place, "npadvmod")) if tree.below(place, "nummod") else frozenset()


def measures(tree: Parse, place: int) -> frozenset[str]:
    """How long after, or before, something was."""
    return tree.texts(tree.below(place, "npadvmod", "quantmod"))
