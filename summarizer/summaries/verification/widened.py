"""Is it said of more than a source says it of? For the licence. English.

A denial, and what is said of all or of nobody, holds of more the less stands beside it: "nobody will lose a job in a shop" says
nothing of jobs elsewhere, where "three lost a job in a shop" loses little without the shop (upward and downward
monotonicity: van Benthem 1986, MacCartney and Manning 2007). So does what the present tense tells of a place or a time: "In the rainy
season the ward is full". And "the 8,400 children" are all there are, "8,400 children" some.
"""

from collections.abc import Iterator, Sequence

from summarizer.grammar import Parse, Word, parse
from summarizer.summaries.verification.arcs import same_words, speaks
from summarizer.summaries.verification.forms import TIMES
from summarizer.text import fold

_ALL = frozenset(("no", "every", "all", "each", "neither"))
_NOBODY_WORDS = "nobody none nothing everybody everyone everything anybody anyone anything nowhere"
_NOBODY = frozenset(_NOBODY_WORDS.split())
_PARTS = frozenset(
    ("dobj", "nsubj", "nsubjpass", "attr", "pobj", "prep", "acomp", "oprd", "conj", "dative", "npadvmod", "advmod")
)
"""Relations that stay within a clause."""
_DOING = frozenset(("dobj", "nsubj", "nsubjpass", "attr"))
_LIMITING = frozenset(("prep", "advmod", "npadvmod"))
_LINKS_WORDS = "addition fact example instance contrast comparison turn result meantime meanwhile according"
_LINKS = frozenset(_LINKS_WORDS.split())
"""What only ties a sentence to the one before it."""
_FREE_WORDS = "also however still yet already even so far now meanwhile today yesterday of contrary either finally just like unlike despite"
_FREE = frozenset(_FREE_WORDS.split())


def widened(text: str, sources: Sequence[str]) -> Iterator[str]:
    """Predicates and counts told of more than in every source sentence that has them."""
    tree, others = parse(text), [parse(source) for source in sources]
    for place, word in enumerate(tree.words):
        same = same_words(word, others)
        if not same:
            continue
        if word.pos in ("VERB", "AUX"):
            yield from _predicate(tree, place, same)
        elif word.pos in ("NOUN", "PROPN") and _are_all(tree, place) and not any(_are_all(t, i) for t, i in same):
            yield f'"the" so many "{word.text}" are all there are'


def _predicate(tree: Parse, place: int, same: Sequence[tuple[Parse, int]]) -> Iterator[str]:
    word = tree.words[place]
    settings = [_settings(other, i) for other, i in same]
    if all(settings) and not _settings(tree, place):
        yield f'"{word.text}" is so only "{min(settings[0])}" something'
    if not _of_all(tree, place):
        return
    mine = _limits(tree, place)
    theirs = [_limits(other, i) for other, i in same if _of_all(other, i)]
    if theirs and all(limits - mine for limits in theirs):
        yield f'"{word.text}" is denied, or said of all, without "{min(theirs[0] - mine)}"'


def _clause(tree: Parse, place: int) -> list[int]:
    """The places of the words of a predicate's clause that are no clauses themselves."""
    found, stack = [], [place]
    while stack:
        for child in tree.children[stack.pop()]:
            if tree.words[child].relation in _PARTS and tree.words[child].pos not in ("VERB", "AUX"):
                found.append(child)
                stack.append(child)
    return found


def _of_all(tree: Parse, place: int) -> bool:
    """Whether a predicate is denied, or said of all or of nobody."""
    doing = tree.below(place, *_DOING)
    told = [fold(tree.words[i].text) for i in doing]
    counted = [fold(tree.words[k].text) for i in doing for k in tree.below(i, "det")]
    return bool(tree.below(place, "neg")) or not _NOBODY.isdisjoint(told) or not _ALL.isdisjoint(counted)


def _limits(tree: Parse, place: int) -> frozenset[str]:
    """The prepositions and adverbs of a clause, without times and what only links."""
    limiting = [i for i in _clause(tree, place) if tree.words[i].relation in _LIMITING]
    return frozenset(fold(tree.words[i].text) for i in limiting if not _is_free(tree, i))


def _is_free(tree: Parse, place: int) -> bool:
    inner = [tree.words[i] for i in tree.subtree(place)]
    return fold(tree.words[place].text) in _FREE or any(_is_time(word) or fold(word.text) in _LINKS for word in inner)


def _is_time(word: Word) -> bool:
    return word.lemma in TIMES or fold(word.text) in TIMES


def _settings(tree: Parse, place: int) -> frozenset[str]:
    """The prepositions of where, or when, it is as the present tense tells it, where that stands first."""
    word = tree.words[place]
    helping = [tree.words[i] for i in tree.below(place, "aux", "auxpass")]
    finite = [word, *(other for other in helping if other.lemma == "be")]
    now = any(other.tag in ("VBZ", "VBP") for other in finite) and not any(other.tag == "MD" for other in helping)
    if not now or word.relation in ("aux", "auxpass") or speaks(word):
        return frozenset()
    subject = min(tree.below(place, "nsubj", "nsubjpass", "csubj", "expl"), default=0)
    told = [i for i in tree.below(place, "prep") if i < subject]
    linking = [i for i in told if any(fold(tree.words[k].text) in _LINKS for k in tree.subtree(i))]
    return frozenset(fold(tree.words[i].text) for i in told if i not in linking)


def _are_all(tree: Parse, place: int) -> bool:
    """Whether "the" stands before so many of something."""
    counted, told = tree.below(place, "nummod"), [tree.words[i] for i in tree.below(place, "det", "poss")]
    return bool(counted and told) and any(word.relation == "poss" or fold(word.text) == "the" for word in told)
