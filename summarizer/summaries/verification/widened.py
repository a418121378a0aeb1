"""Is it said of more than a source says it of? For the licence. English.

A denial, and what is said of all or of nobody, holds of more the less stands beside it: "nobody will lose a job in a shop" says
nothing of jobs elsewhere, where "three lost a job in a shop" loses little without the shop (upward and downward
monotonicity: van Benthem 1986, MacCartney and Manning 2007). So does what the present tense tells of a place or a time: "In the rainy
season the ward is full". A condition, an "only if" and a period ("5.6 million viewers each day") limit what is said too; some are not
many, what came earlier did not come later, and "the 8,400 children" are all there are, "8,400 children" some.
"""

from collections.abc import Iterator, Sequence

from summarizer.grammar import Parse, parse
from summarizer.summaries.verification.arcs import prep_objects, prepositions, same_words, speaks, tells_when
from summarizer.text import fold, plain_words

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
_ORDER = frozenset(["later", "earlier", "previously", "afterward", "afterwards", "subsequently", "then", "beforehand"])
_IF = frozenset(("if", "unless", "until"))
"""Conjunctions of clauses on which it hangs whether something is so."""
_EACH = frozenset(("each", "every", "per", "far", "following", "same"))
_RATES = frozenset(("daily", "weekly", "monthly", "yearly", "annually", "hourly"))
_QUANTITIES = frozenset(
    ("some", "many", "most", "few", "several", "all", "every", "no", "both", "countless", "numerous")
)
_BEHIND_WORDS = "as if when after before in on for to because by with until at once during where"
_BEHIND_ONLY = frozenset(_BEHIND_WORDS.split())
"""Behind "only" they begin what limits the word before it."""
_FREE_WORDS = "also however still yet already even so far now meanwhile today yesterday of contrary either finally just like unlike despite"
_FREE = frozenset(_FREE_WORDS.split())
"""What a denial may lose."""


def widened(text: str, sources: Sequence[str]) -> Iterator[str]:
    """Predicates and counts told of more than in every source sentence that has them."""
    tree, others = parse(text), [parse(source) for source in sources]
    written = plain_words(text)
    if sources and not _only(text):
        limited = [_only(source) & frozenset(written) for source in sources]
        if all(limited):
            yield f'"{min(limited[0])}" stands without its "only"'
    for place, word in enumerate(tree.words):
        same = same_words(word, others)
        if not same:
            continue
        if word.pos in ("VERB", "AUX"):
            yield from _predicate(tree, place, same)
        quantity = _quantity(tree, place)
        if quantity and quantity not in (known := [_quantity(other, i) for other, i in same]) and all(known):
            yield f'"{quantity}" of "{word.text}" are other ones'
        if word.pos in ("NOUN", "PROPN") and _are_all(tree, place) and not any(_are_all(t, i) for t, i in same):
            yield f'"the" so many "{word.text}" are all there are'


def _only(text: str) -> frozenset[str]:
    """The words that an "only" behind them limits: "vote only as", "allowed only if"."""
    words = plain_words(text)
    triples = zip(words, words[1:], words[2:], strict=False)
    return frozenset(before for before, word, behind in triples if word == "only" and behind in _BEHIND_ONLY)


def _predicate(tree: Parse, place: int, same: Sequence[tuple[Parse, int]]) -> Iterator[str]:
    word = tree.words[place]
    settings = [_settings(other, i) for other, i in same]
    here = prepositions(tree, place)
    if all(settings) and not here & frozenset().union(*settings):
        yield f'"{word.text}" is so only "{min(settings[0])}" something'
    for asked in (_conditions, _periods, _occasions):
        if all(lost := [asked(other, i) for other, i in same]) and not asked(tree, place) & frozenset().union(*lost):
            yield f'"{word.text}" stands without "{min(lost[0])}"'
    strange = _order(tree, place) - frozenset[str]().union(*(_order(other, i) for other, i in same))
    if strange:
        yield f'"{word.text}" is not told to be "{min(strange)}"'
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
    counts = (k for i in doing for k in tree.below(i, "det"))
    return bool(tree.below(place, "neg") or _NOBODY & tree.texts(doing) or _ALL & tree.texts(counts))


def _limits(tree: Parse, place: int) -> frozenset[str]:
    """The prepositions and adverbs of a clause, without times and what only links."""
    limiting = [i for i in _clause(tree, place) if tree.words[i].relation in _LIMITING]
    return tree.texts(i for i in limiting if not _is_free(tree, i))


def _is_free(tree: Parse, place: int) -> bool:
    inner = tree.subtree(place)
    free = fold(tree.words[place].text) in _FREE or _LINKS & tree.texts(inner)
    return bool(free) or any(tells_when(tree.words[i]) for i in inner)


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
    return tree.texts(i for i in told if not _LINKS & tree.texts(tree.subtree(i)))


def _order(tree: Parse, place: int) -> frozenset[str]:
    """The adverbs that say what came first."""
    return _ORDER & tree.texts(tree.below(place, "advmod"))


def _conditions(tree: Parse, place: int) -> frozenset[str]:
    """The conjunctions on whose clause it hangs whether something is so: "if there is no shelter"."""
    marks = (k for i in tree.below(place, "advcl") for k in tree.below(i, "mark", "advmod"))
    return _IF & tree.texts(marks)


def _periods(tree: Parse, place: int) -> frozenset[str]:
    """In, or until, what time so many were counted, or what was done next: "each day", "so far this year", "the following year"."""
    found = set()
    for i in tree.below(place, "npadvmod", "advmod"):
        beside = tree.texts(tree.subtree(i))
        found |= {fold(tree.words[i].text)} if beside & _EACH or fold(tree.words[i].text) in _RATES else set()
    return frozenset(found)


def _occasions(tree: Parse, place: int) -> frozenset[str]:
    """The time that a clause describes: "on the night Maria disappeared"."""
    told = [i for i in prep_objects(tree, place) if tells_when(tree.words[i]) and tree.below(i, "relcl", "acl")]
    return frozenset(tree.words[i].lemma for i in told)


def _quantity(tree: Parse, place: int) -> str:
    """The word that says how many of a noun are meant."""
    told = [fold(tree.words[i].text) for i in tree.below(place, "det", "amod")]
    return next((word for word in told if word in _QUANTITIES), "")


def _are_all(tree: Parse, place: int) -> bool:
    """Whether "the" stands before so many of something."""
    counted, told = tree.below(place, "nummod"), [tree.words[i] for i in tree.below(place, "det", "poss")]
    return bool(counted and told) and any(word.relation == "poss" or fold(word.text) == "the" for word in told)
