"""A sentence's grammar -> the constituents that may go and leave it true. Knows no text. English.

Appositions, relative and adverbial clauses between marks, times, what is in brackets, the second of two things done: none of them
where a word beside them limits what the sentence says ("did not resign on Monday", "the first since 2019").
"""

from collections.abc import Iterator

from summarizer.grammar import Parse
from summarizer.summaries.verification.arcs import tells_when
from summarizer.summaries.verification.forms import SPEECH, TIMES
from summarizer.text import fold

MARKS = frozenset((",", "—", "–", "--", "-", "(", ")", ";"))
_ENDS = frozenset((".", "!", "?"))
_FREE_WORDS = "also however meanwhile later earlier recently already today yesterday tonight now moreover furthermore additionally"
_FREE = frozenset(_FREE_WORDS.split())
"""Adverbs that a true sentence may lose."""
_AFTER = frozenset(("after", "before", "during", "following", "amid", "despite", "since", "besides", "alongside"))
_WHEN = frozenset(("on", "in", "at"))
_DESCRIBES = frozenset(("which", "in", "who", "whose", "where", "when", "also", "known", "called", "dubbed"))
_OPEN_WORDS = "if unless until whether lest once when whenever where provided because as though although"
_OPEN = frozenset(_OPEN_WORDS.split())
"""Conjunctions whose clause limits what the sentence says."""
_LIMITS_WORDS = (
    "not n't no never none nobody nothing neither nor without hardly barely scarcely few little only least most first last "
    "unless if could would may might should will cannot"
)
_LIMITS = frozenset(_LIMITS_WORDS.split())


def cuts_of(tree: Parse) -> Iterator[frozenset[int]]:
    """The constituents that may go, each with the marks around it."""
    for place, word in enumerate(tree.words):
        if word.head == place or word.relation == "punct":
            continue
        whole = frozenset(tree.subtree(place))
        if _may_go(tree, place, whole):
            yield whole


def _may_go(tree: Parse, place: int, whole: frozenset[int]) -> bool:
    word, above = tree.words[place], tree.words[tree.words[place].head]
    low, verbal = fold(word.text), tree.words[tree.words[place].head].pos in ("VERB", "AUX")
    if max(whole) - min(whole) + 1 != len(whole) or any(tree.words[i].text in ('"', "“", "”") for i in whole):
        return False
    if max(whole) + 1 < len(tree.words) and tree.words[max(whole) + 1].text in ('"', "“"):
        # What is quoted goes on where the parser stopped.
        return False
    before = [word.text for word in tree.words[: min(whole)]]
    if before[-1:] == ["“"] or (before[-1:] == ['"'] and before.count('"') % 2):
        # A quotation begins as its speaker began it.
        return False
    if _bracketed(tree, whole):
        return True
    between = _between_marks(tree, whole)
    match word.relation:
        case "relcl":
            return (
                between
                and not any(fold(tree.words[i].text) == "that" for i in tree.children[place])
                and above.pos == "PROPN"
            )
        case "appos":
            return between and above.pos == "PROPN" and tree.words[min(whole)].pos in ("DET", "PRON", "ADJ", "NOUN")
        case "acl":
            return between and above.pos == "PROPN"
        case "advmod":
            return low in _FREE and not _limited(tree, place, whole)
        case "npadvmod":
            return verbal and _is_time(tree, place, whole) and not _limited(tree, place, whole)
        case "prep":
            if not verbal or _limited(tree, place, whole):
                return False
            return (low in _AFTER and between) or (low in _WHEN and _is_time(tree, place, whole))
        case "advcl":
            marks = tree.texts(tree.below(place, "mark", "advmod"))
            return (
                verbal
                and between
                and not marks & _OPEN
                and not _limited(tree, place, whole)
                and not _speaks(tree, whole)
            )
        case "conj":
            return verbal and word.pos == "VERB" and _second_deed(tree, place) and not _limited(tree, place, whole)
    return False


def _second_deed(tree: Parse, place: int) -> bool:
    """Whether what is done first is told whole before the "and": it does not share its object with the second."""
    first = tree.words[place].head
    held = [
        i for i in tree.children[first] if first < i < place and tree.words[i].relation not in ("cc", "punct", "conj")
    ]
    return bool(held) and not tree.below(first, "conj")[1:] and fold(tree.words[place - 1].text) in ("and", ",")


def _limited(tree: Parse, place: int, whole: frozenset[int]) -> bool:
    """Whether something else in its clause makes the cut untrue: "did not resign on Monday", "the first since 2019"."""
    above = tree.words[place].head
    while tree.words[above].pos not in ("VERB", "AUX") and tree.words[above].head != above:
        above = tree.words[above].head
    rest = set(tree.subtree(above)) - whole
    words = [tree.words[i] for i in rest if tree.words[i].pos != "PROPN"]
    return any(fold(word.text) in _LIMITS or word.tag in ("JJS", "RBS") for word in words)


def _speaks(tree: Parse, whole: frozenset[int]) -> bool:
    return any(fold(tree.words[i].text) in SPEECH for i in whole)


def _is_time(tree: Parse, place: int, whole: frozenset[int]) -> bool:
    """Whether it is a time and nothing else: no name beside it, and nothing behind it that describes what is dated."""
    told = [tree.words[i] for i in (tree.below(place, "pobj") or [place])]
    words = [tree.words[i] for i in whole]
    names = [word for word in words if word.pos == "PROPN" and fold(word.text).removesuffix(".") not in TIMES]
    behind = [fold(word.text) for word in tree.words[max(whole) + 1 : max(whole) + 3]]
    described = len(behind) == 2 and behind[0] == "," and behind[1] in _DESCRIBES
    return not names and not described and all(map(tells_when, told))


def _bracketed(tree: Parse, whole: frozenset[int]) -> bool:
    first, last = min(whole), max(whole)
    around = first > 0 and last + 1 < len(tree.words)
    return around and tree.words[first - 1].text == "(" and tree.words[last + 1].text == ")"


def _between_marks(tree: Parse, whole: frozenset[int]) -> bool:
    """Whether marks set it off on both sides; at an end of the sentence one will do."""
    first, last = min(whole), max(whole)
    before = first == 0 or tree.words[first - 1].text in MARKS or tree.words[first].text in MARKS
    after = last + 1 == len(tree.words) or tree.words[last + 1].text in MARKS | _ENDS or tree.words[last].text in MARKS
    return before and after
