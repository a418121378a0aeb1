"""What says which thing a noun, a name, a number or an adjective means: a clause, a state, on what a position is. For the licence. English."""

from summarizer.grammar import Parse
from summarizer.summaries.verification.arcs import prepositions

_MARKS = frozenset((",", "—", "–", "-", "--", "("))
_VIEW_WORDS = "position view stance policy opinion attitude conversation debate argument warning discussion dialogue"
_VIEWS = frozenset(_VIEW_WORDS.split())
"""Nouns that say half without on what."""
_VOICED = frozenset(
    (
        "criticism",
        "concern",
        "claim",
        "allegation",
        "complaint",
        "objection",
        "opposition",
        "pressure",
        "demand",
    )
)
_DEFINING_WORDS = (
    "excessive alleged illegal unlawful undocumented false fake unproven attempted recreational improper partial potential possible "
    "proposed planned suspected"
)
_DEFINING = frozenset(_DEFINING_WORDS.split())
_AGAINST = frozenset(("on", "about", "against", "toward", "towards", "over"))


def clauses(tree: Parse, place: int) -> frozenset[str]:
    """The verbs of clauses behind a noun that no comma parts from it."""
    found = [i for i in tree.below(place, "relcl", "acl") if i > place]
    return tree.texts(i for i in found if tree.words[min(tree.subtree(i)) - 1].text not in _MARKS)


def origins(tree: Parse, place: int) -> frozenset[str]:
    """ "from" behind what is done."""
    if tree.words[place].relation != "dobj":
        return frozenset()
    return frozenset(("from",)) & prepositions(tree, place)


def states(tree: Parse, place: int) -> frozenset[str]:
    """The name behind a comma that says which town is meant."""
    found = [i for i in tree.below(place, "appos") if i == place + 2 and tree.words[i].pos == "PROPN"]
    return tree.texts(i for i in found if len(tree.children[i]) <= 1)


def makers(tree: Parse, place: int) -> frozenset[str]:
    """By whom a deed is that a noun tells: "corruption by his rivals"; from whom the criticism comes."""
    by = frozenset(("by", "from")) if tree.words[place].lemma in _VOICED else frozenset(("by",))
    return by & prepositions(tree, place)


def defining(tree: Parse, place: int) -> frozenset[str]:
    """The adjective without which it is another thing: "excessive force", "an attempted murder"."""
    return _DEFINING & tree.texts(tree.below(place, "amod", "compound"))


def matters(tree: Parse, place: int) -> frozenset[str]:
    """On what a position, or an opinion, is."""
    if tree.words[place].lemma not in _VIEWS:
        return frozenset()
    return _AGAINST & prepositions(tree, place)


def contrasts(tree: Parse, place: int) -> frozenset[str]:
    """ "but" and what was done instead."""
    others = tree.below(place, "conj") and tree.below(place, "cc")
    return frozenset(("but",)) & tree.texts(others)


def partners(tree: Parse, place: int) -> frozenset[str]:
    """ "and" behind, or before, one who does something: of what two do one alone may not be told."""
    first = tree.words[place].head if tree.words[place].relation == "conj" else place
    doing = tree.words[first].relation in ("nsubj", "nsubjpass") and tree.below(first, "conj")
    return frozenset(("and",)) & tree.texts(tree.below(first, "cc") if doing else ())


def grounds(tree: Parse, place: int) -> frozenset[str]:
    """At, or about, what somebody or something is as it is told to be; of what it is the highest."""
    extreme = tree.words[place].tag == "JJS"
    told = tree.below(place, "prep") if extreme or tree.words[place].relation == "acomp" else []
    return tree.texts(told)


def numbers(tree: Parse, place: int) -> frozenset[str]:
    """The number behind a noun that says which one: "Reservoir 5"."""
    return frozenset(tree.words[i].text for i in tree.below(place, "nummod") if i == place + 1)


def counted(tree: Parse, place: int) -> frozenset[str]:
    """What a number counts."""
    return frozenset((tree.words[place].relation,)) & {"nummod", "compound", "quantmod", "npadvmod", "appos"}
