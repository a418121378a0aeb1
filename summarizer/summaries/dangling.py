"""Does a sentence speak of somebody or something that the text before it has not told? English, by grammar.

"The riot" where no riot was told, "he" where the sentence names nobody whom that may be, "those attacks", "the other witness",
"the 26-year-old", ", however,". The source told it in a sentence that was not taken. What stands in quotation marks is not asked.
"""

import re
from collections.abc import Iterator, Sequence

from summarizer.grammar import Parse, parse
from summarizer.summaries.verification.arcs import quoted_places, speaks, tells_when
from summarizer.text import fold, plain_words, stem

_THESE = frozenset(("this", "that", "these", "those"))
_OTHER = frozenset(("other", "similar", "latter", "former", "second"))
_DESCRIBED = (
    "prep", "relcl", "acl", "appos", "amod", "compound", "poss", "nummod", "nmod", "ccomp", "advmod", "npadvmod", "conj",
)  # fmt: skip
"""Relations below a noun that say which one is meant."""
_KNOWN_WORDS = (
    "government president minister country nation world police economy army military state public court parliament senate house "
    "congress sea sun weather internet press media market union bank church region capital border north south east west future "
    "past end beginning day week month year time morning night evening afternoon weekend others people administration council "
    "mayor governor king queen pope constitution rest top bottom front back way first last following middle left right war "
    "population election pandemic coronavirus virus stage ground road street air sky hospital airport scene hour minute season "
    "moment period decade century summer winter spring autumn fall spring holiday outside inside"
)
_KNOWN = frozenset(_KNOWN_WORDS.split())
"""Nouns that need no introduction: there is one, or it is a time."""
_EVENT_WORDS = (
    "incident shooting attack assault crime victim suspect matter blast explosion crash disaster tragedy ordeal event accident fire "
    "storm strike protest vote trial case investigation killing murder death dead injury wounded survivor witness"
)
_EVENT = frozenset(_EVENT_WORDS.split())
"""Nouns for what a whole text tells of."""
_ORDINAL = re.compile(
    r"^(?:A|The) (?:second|third|fourth|fifth|sixth|other)(?:,| (?:was|is|has|had|were|said|will|would)\b)"
)
_AGED = re.compile(r"\b[Tt]he (\d{1,3})-year-old\b(?! (?:[a-z]+ )?[A-Z])")
_PERSONS = frozenset(("he", "she", "him", "her", "his", "hers", "himself", "herself"))
_THINGS = frozenset(("it", "them"))
_HOURS = frozenset(("noon", "midnight", "midday", "dawn", "dusk", "sunrise", "sunset"))
_OBJECTS = ("dobj", "dative", "pobj")
_PEOPLE_WORDS = (
    "man woman boy girl person official officer spokesman spokeswoman leader president minister chairman director teacher doctor "
    "lawyer attorney mother father son daughter wife husband brother sister student worker soldier suspect victim driver player "
    "coach actor actress singer writer author journalist reporter judge mayor governor senator congressman candidate nominee king "
    "queen prince princess pope bishop priest general captain pilot neighbor friend employee executive owner resident prosecutor "
    "professor scientist expert analyst economist activist citizen patient child teenager somebody someone anyone everyone who"
)
_PEOPLE = frozenset(_PEOPLE_WORDS.split())
_PERSON_ENDS = ("er", "or", "ist", "man", "ian", "ant")
_LINKING = frozenset(
    ("however", "therefore", "nevertheless", "nonetheless", "moreover", "furthermore", "likewise", "conversely")
)
"""Adverbs that link a sentence to the one before it, which stands in the source and is not told."""
_SOMEBODY = frozenset(("who", "whom", "i", "someone", "somebody", "anyone", "everyone", "one"))
_BEFORE_NOUNS = ("compound", "nmod", "npadvmod", "poss")


def dangling(text: str, before: str, earlier: Sequence[str] = (), *, first: bool = False) -> str:
    """What of a sentence hangs in the air when `before` is all that was told; empty when nothing does. `earlier` are the
    sentences before it in its source: "the riot" hangs only where one of them tells of a riot. The `first` sentence of a text
    may not speak of "the attack" either, which later on is what the text is about."""
    tree = parse(text)
    told, known = _stems(before), _stems(" ".join(earlier))
    if opening := _ORDINAL.match(text):
        return opening[0]
    if age := _age(text, before):
        return age
    quoted = quoted_places(tree)
    checks = (_things(tree, told, known, first=first), _pronouns(tree), _links(tree))
    return next((tree.words[place].text for found in checks for place in found if place not in quoted), "")


def _stems(text: str) -> frozenset[str]:
    """The stems of a text's words, stop words too."""
    return frozenset(map(stem, plain_words(text)))


def _things(tree: Parse, told: frozenset[str], known: frozenset[str], *, first: bool) -> Iterator[int]:
    """Nouns behind "the", "those" or "the other" that neither the text nor the sentence itself has told."""
    stems = [stem(fold(word.text)) for word in tree.words]
    for place, word in enumerate(tree.words):
        if word.pos != "NOUN" or word.lemma in _KNOWN or stems[place] in told or stems[place] in stems[:place]:
            continue
        dets = tree.texts(tree.below(place, "det", "predet"))
        others = tree.texts(tree.below(place, "amod")) & _OTHER
        pointed = (dets & _THESE and word.relation != "npadvmod") or (others and dets & {"the"})
        event = word.lemma in _EVENT
        bare = _opens(tree, place) and not _described(tree, place)
        introduced = stems[place] in known and (first or not event)
        if (pointed and not _limited(tree, place)) or (bare and "the" in dets and introduced):
            yield place


def _opens(tree: Parse, place: int) -> bool:
    """Whether no noun stands before one that may stand for it: names do not ("Dr. Dahl had named the noise"), nor what it hangs on
    ("in response to the attack")."""
    above, at = {place}, place
    while tree.words[at].head != at:
        at = tree.words[at].head
        above.add(at)
    return all(i in above or tree.words[i].pos not in ("NOUN", "NUM") or _of_name(tree, i) for i in range(place))


def _of_name(tree: Parse, place: int) -> bool:
    """Whether a noun says who a name is: "biologist Solveig Dahl", "its maker, Solvera"."""
    word = tree.words[place]
    leads = word.relation in ("compound", "nmod", "appos") and tree.words[word.head].pos == "PROPN"
    return leads or any(tree.words[i].pos == "PROPN" for i in tree.below(place, "appos"))


def _described(tree: Parse, place: int) -> bool:
    """Whether a noun is told more nearly; a clause behind a comma does not say which one is meant."""
    found = tree.below(place, *_DESCRIBED)
    return any(
        tree.words[i].relation not in ("relcl", "acl") or tree.words[min(tree.subtree(i)) - 1].text != ","
        for i in found
    )


def _limited(tree: Parse, place: int) -> bool:
    """Whether what follows a noun says which one: "those who fled", "the same day as"."""
    return bool(tree.below(place, "prep", "relcl", "acl"))


def _age(text: str, before: str) -> str:
    """ "The 26-year-old", where nobody is named beside it or was told to be of that age."""
    found = _AGED.search(text)
    if found is None or re.search(rf"\b{found[1]}\b", before) or re.search(r"[A-Z]\w", text[1 : found.start()]):
        return ""
    return found[0]


def _links(tree: Parse) -> Iterator[int]:
    """ "However" between commas, where no clause before it is what it answers."""
    for place, word in enumerate(tree.words[:-1]):
        marks = (tree.words[place - 1].text, tree.words[place + 1].text) if place else ("", "")
        answered = any(before.text == ";" for before in tree.words[:place])
        linking = word.relation == "advmod" and fold(word.text) in _LINKING
        if linking and not answered and marks[0] == "," and marks[1] in (",", "."):
            yield place


def _pronouns(tree: Parse) -> Iterator[int]:
    """Pronouns before which the sentence names nobody and nothing that they may stand for, and "its director said" behind what he says."""
    for place, word in enumerate(tree.words):
        if word.pos not in ("PRON", "DET"):
            continue
        if fold(word.text) == "its" and _speaks_behind(tree, word.head):
            yield place
        elif fold(word.text) in _PERSONS:
            # "Addressing his supporters, Mr. Smith said": the clause before the subject looks ahead.
            if not any(_may_be(tree, place, i) for i in range(place)) and not _ahead(tree, place):
                yield place
        elif fold(word.text) in _THINGS and word.relation in _OBJECTS:
            nouns = (i for i in range(place) if _thing(tree, i, fold(word.text)))
            if all(_does(tree, i, place) for i in nouns) and not _ahead(tree, place):
                yield place
        elif fold(word.text) == "any" and word.relation == "pobj" and not tree.children[place]:
            # "Beds without any": what there was none of is none of the beds.
            without = tree.words[word.head].head
            nouns = (i for i in range(place) if tree.words[i].pos in ("NOUN", "PROPN") and i != without)
            if all(tells_when(tree.words[i]) for i in nouns):
                yield place


def _thing(tree: Parse, place: int, pronoun: str) -> bool:
    """Whether a word may be what "it" or "them" stands for: "it" is one thing, and no time."""
    word = tree.words[place]
    if pronoun == "it":
        # A march is no month.
        time = (tells_when(word) and word.lemma not in ("march", "may")) or word.lemma in _HOURS
        several = tree.texts(tree.below(place, "nummod")) - {"one", "1"}
        return word.tag in ("NN", "NNP", "NNPS") and not time and (word.pos == "PROPN" or not several)
    return word.pos in ("NOUN", "PROPN", "NUM")


def _speaks_behind(tree: Parse, place: int) -> bool:
    """Whether a noun without a name says what stands before it, which names nobody and speaks of several things that may own it."""
    verb = tree.words[place].head
    said = [i for i in tree.below(verb, "ccomp") if i < place]
    inner = [k for i in said for k in tree.subtree(i)]
    named = any(tree.words[k].pos == "PROPN" for k in inner)
    owners = sum(_thing(tree, k, "it") and tree.words[k].relation != "compound" for k in inner)
    subject = tree.words[place].relation == "nsubj" and not tree.below(place, "appos", "compound")
    return subject and owners > 1 and not named and speaks(tree.words[verb])


def _may_be(tree: Parse, pronoun: int, place: int) -> bool:
    """Whether a word names one whom the pronoun behind it may stand for: not the one who does something to "him"."""
    word = tree.words[place]
    match word.pos:
        case "PRON":
            return fold(word.text) in _SOMEBODY
        case "NOUN":
            person = word.lemma in _PEOPLE or word.lemma.endswith(_PERSON_ENDS)
            return person and word.relation not in _BEFORE_NOUNS and not _does(tree, place, pronoun)
        case "PROPN":
            several = tree.below(place, "conj") and tree.below(place, "cc") and pronoun not in tree.subtree(place)
            return word.relation != "compound" and not several and not _does(tree, place, pronoun)
    return False


def _does(tree: Parse, place: int, pronoun: int) -> bool:
    """Whether a word, or what it belongs to, does what is done to the pronoun: then that stands for somebody else."""
    if tree.words[pronoun].relation not in _OBJECTS:
        return False
    head = tree.words[pronoun].head
    verb = tree.words[head].head if tree.words[pronoun].relation == "pobj" else head
    at = place
    while (
        tree.words[at].relation in ("compound", "amod", "nmod", "appos", "conj", "nummod") and tree.words[at].head != at
    ):
        at = tree.words[at].head
    return tree.words[at].relation in ("nsubj", "nsubjpass") and tree.words[at].head == verb


def _ahead(tree: Parse, place: int) -> bool:
    """Whether the pronoun stands in a clause or phrase before the subject, who is named behind it."""
    root = next((i for i, word in enumerate(tree.words) if word.head == i), 0)
    subjects = [i for i in tree.below(root, "nsubj", "nsubjpass") if i > place]
    return place < root and any(tree.words[i].pos in ("PROPN", "NOUN") for i in subjects)
