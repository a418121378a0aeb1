"""Grammar -> frames: who does what to whom, and what the telling hangs on. Passives, relative clauses, participles and
coordination are undone, so that one event has one frame however it is told.

Predicate-argument structure by rules over dependencies, as in PropS (Stanovsky et al. 2016) and PredPatt (White et al. 2016).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from summarizer.grammar import Parse, Word, parse
from summarizer.summaries.verification.alignment import Source
from summarizer.summaries.verification.reading import Reading, word_stem
from summarizer.text import fold

_SUBJECT = ("nsubj", "csubj")
_PASSIVE = ("nsubjpass", "csubjpass")
_OBJECT = ("dobj",)
_PREDICATE = ("attr", "acomp")
_MEASURES_WORDS = (
    "number lot some many most all one two three part half third quarter dozen hundred thousand million billion group "
    "kind sort majority total percent % couple none member rest series people pair iteration version edition availability"
)
_MEASURES = frozenset(_MEASURES_WORDS.split())
"""Of "a number of people" the people are meant."""
_SPEAKS_FOR_WORDS = (
    "official spokesman spokeswoman spokesperson member leader leadership government administration "
    "majority army force lawyer attorney team campaign head chief minister director office board staff "
    "representative"
)
SPEAKS_FOR = frozenset(word_stem(word) for word in _SPEAKS_FOR_WORDS.split())
"""What these do is done by the body they belong to: "officials of the bank offered" is "the bank offered"."""
_FINITE = ("VBD", "VBZ", "VBP")
_MODALS = frozenset(("would", "will", "may", "might", "should", "must", "shall"))
"""Not "could": what one could see, one saw."""
_VAGUE_WORDS = (
    "who which that what whom this these those it he she they them him her i we us you one ones someone anyone "
    "everyone nobody none other others another both each all some many most"
)
_VAGUE = frozenset(_VAGUE_WORDS.split())


@dataclass(frozen=True, slots=True)
class Argument:
    """A noun phrase: the stems of its heads (conjuncts, appositions, parts of names and what is measured included), of
    all its words, and whether it is certain and no pronoun."""

    heads: frozenset[str]
    words: frozenset[str]
    known: bool
    text: str

    @property
    def named(self) -> bool:
        """Whether a name is part of it."""
        return any(word[:1].isupper() for word in self.text.split())


@dataclass(frozen=True, slots=True)
class Frame:
    """One predicate with its arguments; None where one is not said. `governors` are the lemmas that its clause hangs on,
    nearest first: "fears" and "said" in "he said fears that it sank are …"."""

    predicate: str
    text: str
    modal: bool
    """Told with "would", "may" and the like, by itself or by the predicate it is joined to."""
    finite: bool
    """Told by a verb of its own, in the present or the past."""
    negated: bool
    """Told with "not" or "never"."""
    agent: Argument | None
    patient: Argument | None
    rest: frozenset[str]
    """Stems of its other words: what stands under prepositions, complements."""
    governors: tuple[str, ...]
    speaker: Argument | None
    """Whoever says, or holds, what the nearest of them governs."""


def told(frame: Frame, sources: Iterable[Source]) -> Iterator[tuple[Reading, Frame]]:
    """The frames of the same predicate, each with its sentence. Sentences without its words are not parsed for it."""
    forms = (frame.predicate, word_stem(fold(frame.text)))
    for source in sources:
        if any(form in source.reading.positions for form in forms):
            for other in frames(source.reading.text):
                if other.predicate == frame.predicate:
                    yield source.reading, other


def alike(one: Frame, other: Frame) -> bool:
    """Whether two frames of one predicate have an argument or other words in common, or too few to tell."""
    mine = one.rest.union(*(argument.heads for argument in (one.agent, one.patient) if argument))
    theirs = other.rest.union(*(argument.words for argument in (other.agent, other.patient) if argument))
    return bool(mine & theirs) or not mine or not theirs


def stem_of(word: Word) -> str:
    """The stem under which word forms meet: of a verb by its lemma, of others by the word ("data" is no "datum")."""
    return word_stem(fold(word.lemma if word.pos in ("VERB", "AUX") and word.lemma else word.text))


@lru_cache(maxsize=20_000)
def frames(text: str) -> tuple[Frame, ...]:
    """The frames of one sentence, in the order of its predicates; none where the parser found no main verb, so that it
    went astray ("A gunman dressed as a courier fled")."""
    grammar = parse(text)
    if not any(word.head == place and word.pos in ("VERB", "AUX") for place, word in enumerate(grammar.words)):
        return ()
    return tuple(frame for place in range(len(grammar.words)) if (frame := _frame(grammar, place)) is not None)


def _frame(grammar: Parse, place: int) -> Frame | None:
    word = grammar.words[place]
    if word.pos not in ("VERB", "AUX") or word.relation in ("aux", "auxpass", "amod", "compound"):
        return None
    named = place
    if word.lemma == "be":
        said = grammar.below(place, *_PREDICATE)
        if not said:
            return None
        named = said[0]
    agent, patient = _agent(grammar, place), _patient(grammar, place)
    held = grammar.below(place, *_SUBJECT, *_PASSIVE, *_OBJECT, "agent")
    rest = [
        i
        for child in grammar.children[place]
        if child not in held and grammar.words[child].relation not in ("advcl", "ccomp", "conj", "parataxis")
        for i in phrase(grammar, child)
    ]
    above = governors(grammar, place)
    speaks = bool(above) and grammar.words[above[0]].pos == "VERB"
    speaker = _agent(grammar, above[0]) if speaks else None
    return Frame(
        stem_of(grammar.words[named]),
        grammar.words[named].text,
        _modal(grammar, place),
        any(grammar.words[i].tag in _FINITE for i in (place, *grammar.below(place, "aux", "auxpass"))),
        bool(grammar.below(place, "neg")),
        _argument(grammar, *agent) if agent else None,
        _argument(grammar, *patient) if patient else None,
        _stems(grammar, [i for i in rest if i != named]),
        tuple(grammar.words[i].lemma for i in above),
        _argument(grammar, *speaker) if speaker else None,
    )


def _modal(grammar: Parse, place: int) -> bool:
    own = grammar.below(place, "aux")
    if any(grammar.words[i].lemma in _MODALS for i in own):
        return True
    word = grammar.words[place]
    return word.relation == "conj" and word.tag == "VB" and not own and _modal(grammar, word.head)


def governors(grammar: Parse, place: int) -> tuple[int, ...]:
    """The verbs and nouns that have this predicate's clause as their content, nearest first."""
    found: list[int] = []
    at = place
    for _ in grammar.words:
        word = grammar.words[at]
        participle = word.relation == "acl" and word.tag in ("VBG", "VBN")
        if word.head == at or word.relation not in ("ccomp", "xcomp", "acl", "pcomp", "conj") or participle:
            break
        above = grammar.words[word.head].head if word.relation == "pcomp" else word.head
        if word.relation != "conj":
            found.append(above)
        at = above
    return tuple(found)


def _agent(grammar: Parse, place: int) -> tuple[list[int], bool] | None:
    """The heads of the doer's noun phrase, and whether they are certain; None when it is not said."""
    word = grammar.words[place]
    if own := grammar.below(place, *_SUBJECT):
        return own, True
    if by := grammar.below(place, "agent"):
        found = [i for a in by for i in grammar.below(a, "pobj")]
        return (found, True) if found else None
    if grammar.below(place, *_PASSIVE, "auxpass"):
        return None
    if word.relation == "conj" and grammar.words[word.head].pos in ("VERB", "AUX") and word.tag != "VBN":
        above = grammar.below(word.head, *_SUBJECT, *_PASSIVE)
        return (above, True) if above else None
    if word.relation in ("acl", "xcomp", "advcl"):
        return [word.head], False
    return None


def _patient(grammar: Parse, place: int) -> tuple[list[int], bool] | None:
    """The heads of what is acted on, and whether they are certain; None when it is not said."""
    word = grammar.words[place]
    if own := grammar.below(place, *_OBJECT) or grammar.below(place, *_PASSIVE):
        return own, True
    if word.relation in ("acl", "relcl"):
        return [word.head], False
    if word.relation == "conj" and word.tag == "VBN" and grammar.below(word.head, "auxpass"):
        above = grammar.below(word.head, *_PASSIVE)
        return (above, True) if above else None
    return None


def _argument(grammar: Parse, heads: list[int], certain: bool) -> Argument:
    """The noun phrases of these heads as one argument."""
    kin = [i for head in heads for i in _kin(grammar, head, 0)]
    everything = [i for head in heads for i in phrase(grammar, head)]
    nominal = all(
        grammar.words[h].pos in ("NOUN", "PROPN", "NUM") and fold(grammar.words[h].text) not in _VAGUE for h in heads
    )
    stems = _stems(grammar, kin)
    shown = " ".join(grammar.words[i].text for i in sorted(set(kin)))
    return Argument(stems, _stems(grammar, everything), certain and nominal and bool(stems), shown)


def _kin(grammar: Parse, head: int, depth: int) -> list[int]:
    """A head with its conjuncts, appositions, the other parts of its name, and what a measure measures."""
    found = [head]
    if depth > 3:
        return found
    measures = grammar.words[head].lemma in _MEASURES or grammar.words[head].pos == "NUM"
    for child in grammar.children[head]:
        word = grammar.words[child]
        if word.relation in ("conj", "appos") and word.pos in ("NOUN", "PROPN", "PRON"):
            found.extend(_kin(grammar, child, depth + 1))
        elif word.relation in ("compound", "nmod", "amod") and word.text[:1].isupper():
            found.append(child)
        elif word.relation == "prep" and measures:
            for inner in grammar.below(child, "pobj"):
                found.extend(_kin(grammar, inner, depth + 1))
    return found


def phrase(grammar: Parse, head: int) -> list[int]:
    """All words of a phrase, without the clauses in it."""
    found = [head]
    for child in grammar.children[head]:
        if grammar.words[child].relation not in ("relcl", "acl", "advcl", "ccomp"):
            found.extend(phrase(grammar, child))
    return found


def _stems(grammar: Parse, places: list[int]) -> frozenset[str]:
    """Stems of the content words."""
    words = [grammar.words[i] for i in places]
    return frozenset(
        stem_of(w) for w in words if w.pos in ("NOUN", "PROPN", "VERB", "ADJ", "NUM") and fold(w.text) not in _VAGUE
    )
