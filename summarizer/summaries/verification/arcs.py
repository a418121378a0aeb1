"""A sentence's grammar -> its arcs: (head, relation, dependent) of content words. Passives, relative clauses, participles,
coordination and prepositions are undone, so that one event has the same arcs however it is told. Judges nothing. English.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from summarizer.grammar import Parse, Word, parse
from summarizer.summaries.verification.forms import SPEECH, TIMES
from summarizer.summaries.verification.frames import governors, stem_of
from summarizer.text import fold

Arc = tuple[str, str, str]
"""(stem of the head, relation, stem of the dependent)."""

CONTENT = frozenset(("NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV"))
_PRONOUN_WORDS = (
    "he him his she her hers it its they them their theirs himself herself itself themselves this these those"
)
PRONOUNS = frozenset(_PRONOUN_WORDS.split())
FIRST_PERSON = frozenset(("i", "me", "my", "mine", "we", "our", "ours"))
_RELATIVE = frozenset(("who", "which", "that", "whom"))
_VAGUE = PRONOUNS | FIRST_PERSON | _RELATIVE | {"us", "what", "whose", "you", "one", "there"}
_WHEN = frozenset(("on", "in", "at", "npadvmod"))
_RELATION = {
    "nsubj": "subject", "csubj": "subject", "nsubjpass": "object", "csubjpass": "object", "dobj": "object",
    "attr": "predicate", "acomp": "predicate", "poss": "owner", "appos": "apposition", "conj": "and",
    "ccomp": "content", "xcomp": "content", "advcl": "clause", "acl": "clause", "relcl": "clause", "nummod": "number",
}  # fmt: skip

_MARKS = frozenset(('"', "“", "”", "``", "''"))


@dataclass(frozen=True, slots=True)
class Ties:
    """A sentence's arcs; the pairs of stems that an arc ties; those that one or two arcs tie; (head, what its
    subject is told to be on, in or at)."""

    arcs: frozenset[Arc]
    pairs: frozenset[tuple[str, str]]
    near: frozenset[tuple[str, str]]
    within: frozenset[tuple[str, str]]


@lru_cache(maxsize=20_000)
def ties(text: str) -> Ties:
    """The ties of a source sentence."""
    tree = parse(text)
    stems = [stem_of(word) for word in tree.words]
    arcs = frozenset(
        (stems[head], relation, stems[same])
        for head, relation, dependent in arcs_of(tree)
        for same in (dependent, *_kinds(tree, dependent))
    )
    pairs = frozenset(pair for one, _, other in arcs for pair in ((one, other), (other, one)))
    beside: dict[str, set[str]] = {}
    for one, other in pairs:
        beside.setdefault(one, set()).add(other)
    near = frozenset((one, other) for one, middle in pairs for other in beside[middle])
    # "The House on Friday approved": the parser ties the day to the House.
    doers = {(one, doer) for one, relation, doer in arcs if relation == "subject"}
    within = frozenset((one, o) for one, doer in doers for head, r, o in arcs if head == doer and r in _WHEN)
    return Ties(arcs, pairs, pairs | near, within)


def arcs_of(tree: Parse) -> Iterator[tuple[int, str, int]]:
    """(place of the head, relation, place of the dependent) of content words."""
    words = tree.words
    for place, word in enumerate(words):
        if word.head == place or (word.pos not in CONTENT and fold(word.text) not in _RELATIVE and word.text != "%"):
            continue
        dependent = _antecedent(tree, place)
        if fold(words[dependent].text) in _VAGUE:
            continue
        relation, heads = _above(tree, place)
        found = [(relation, head) for head in heads]
        if word.relation == "conj" and word.pos in ("NOUN", "PROPN", "NUM"):
            # Of "offered pay and a rest" both are offered.
            first = _first(tree, place)
            shared, above = _above(tree, first)
            found += [(shared, head) for head in above if words[first].head != first]
        for relation, head in found:
            if words[head].pos in CONTENT or words[head].pos == "AUX":
                core = core_of(tree, head)
                if core != place:
                    yield core, relation, dependent
    for place, word in enumerate(words):
        if word.pos != "VERB" or tree.below(place, "nsubj", "nsubjpass"):
            continue
        if word.relation == "acl" and word.tag in ("VBG", "VBN"):
            yield place, "object" if word.tag == "VBN" else "subject", word.head
        elif word.relation in ("advcl", "xcomp"):
            for doer in tree.below(word.head, "nsubj", "nsubjpass"):
                if fold(words[doer].text) not in _VAGUE:
                    yield place, "subject", doer


def _kinds(tree: Parse, place: int) -> list[int]:
    """The nouns that say what a name is, and the name of a noun: "the ferry Marta" is the ferry, and is Marta."""
    wanted = "NOUN" if tree.words[place].pos == "PROPN" else "PROPN"
    relations = ("compound", "appos") if wanted == "NOUN" else ("appos",)
    return [child for child in tree.below(place, *relations) if tree.words[child].pos == wanted]


def _above(tree: Parse, place: int) -> tuple[str, list[int]]:
    """The relation of a word to the words it hangs on, through prepositions and shared subjects."""
    word = tree.words[place]
    if word.relation in ("pobj", "pcomp"):
        through = tree.words[word.head]
        relation = "subject" if through.relation == "agent" else through.text.lower()
        return relation, [tree.words[through.head].head if tree.words[through.head].pos == "ADP" else through.head]
    heads = [word.head]
    if word.relation in ("nsubj", "nsubjpass"):
        heads += [
            c for c in tree.below(word.head, "conj") if predicates(tree, c) and not tree.below(c, "nsubj", "nsubjpass")
        ]
    return _RELATION.get(word.relation, word.relation), heads


def _first(tree: Parse, place: int) -> int:
    """The first member of a list."""
    while tree.words[place].relation == "conj" and tree.words[place].head != place:
        place = tree.words[place].head
    return place


def _antecedent(tree: Parse, place: int) -> int:
    """What a relative pronoun stands for; the word itself else."""
    word = tree.words[place]
    relative = fold(word.text) in _RELATIVE and tree.words[word.head].relation == "relcl"
    return tree.words[word.head].head if relative else place


def predicates(tree: Parse, place: int) -> bool:
    """Whether a word says something of something."""
    word = tree.words[place]
    return word.pos in ("VERB", "AUX") and word.relation not in ("aux", "auxpass")


def speaks(word: Word) -> bool:
    """Whether a word is one of saying."""
    return fold(word.text) in SPEECH or word.lemma in SPEECH


def tells_when(word: Word) -> bool:
    """Whether a word is a day, a month or another word of time; years aside."""
    return word.lemma in TIMES or fold(word.text) in TIMES


def same_words(word: Word, trees: Sequence[Parse]) -> list[tuple[Parse, int]]:
    """(sentence, place) of each word of the same stem and part of speech."""
    stem = stem_of(word)
    return [
        (tree, place)
        for tree in trees
        for place, other in enumerate(tree.words)
        if other.pos == word.pos and stem_of(other) == stem
    ]


def same_predicates(tree: Parse, place: int, trees: Sequence[Parse]) -> list[tuple[Parse, int]]:
    """(sentence, place) of each predicate that says the same as the one at `place`."""
    stem = stem_of(tree.words[core_of(tree, place)])
    return [
        (other, there)
        for other in trees
        for there in range(len(other.words))
        if predicates(other, there) and stem_of(other.words[core_of(other, there)]) == stem
    ]


def core_of(tree: Parse, place: int) -> int:
    """The word that says it: of "is" what stands behind it."""
    said = tree.below(place, "attr", "acomp") if tree.words[place].lemma == "be" else []
    return said[0] if said else place


def prepositions(tree: Parse, place: int) -> frozenset[str]:
    """The prepositions behind a word."""
    return tree.texts(tree.below(place, "prep"))


def prep_objects(tree: Parse, place: int) -> list[int]:
    """The objects of the prepositions behind a word."""
    return [i for prep in tree.below(place, "prep") for i in tree.below(prep, "pobj")]


def quoted_places(tree: Parse) -> frozenset[int]:
    """The places of the words within quotation marks."""
    marks = [word.text for word in tree.words if word.text in _MARKS]
    # A sentence from within a longer quotation ends with its mark alone.
    found, inside = set(), len(marks) % 2 == 1 and marks[0] in ("”", "''")
    for place, word in enumerate(tree.words):
        if word.text in _MARKS:
            inside = word.text not in ("”", "''") and not inside
        elif inside:
            found.add(place)
    return frozenset(found)


def is_told(tree: Parse, place: int) -> bool:
    """Whether a clause is what somebody says."""
    at = place
    for _ in tree.words:
        if any(speaks(tree.words[i]) for i in (*governors(tree, at), *tree.below(at, "parataxis", "ccomp"))):
            return True
        word = tree.words[at]
        if word.relation not in ("conj", "advcl", "relcl", "acl", "xcomp", "pcomp") or word.head == at:
            return False
        at = word.head
    return False
