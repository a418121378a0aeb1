"""A source sentence -> shorter and fuller ways to say it that stay true, by its grammar. English; writes nothing itself.

What may go goes whole: appositions, relative and adverbial clauses between commas, times, what is in brackets, the second of
two things done (compression by constituents, as in Knight and Marcu 2002 and Berg-Kirkpatrick et al. 2011, by rules that only
take what leaves a true sentence true). A name is told in full where another sentence of the story does, and a
sentence is joined to the one that its "he" stands for.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from summarizer import grammar
from summarizer.grammar import Parse
from summarizer.summaries.cuts import MARKS, cuts_of
from summarizer.summaries.verification.naming import HONORIFICS
from summarizer.text import fold, quotation_open, word_count

LEAST_WORDS, LEAST_CUT = 8, 2
MOST_CUTS = 5
"""So many of a sentence's cuts are combined with one another."""
MOST_VARIANTS = 8
MOST_JOINED = 38
"""Words of two sentences joined."""

_PEOPLE_WORDS = (
    "er or ist ian man woman eer ant ent ee head boss coach aide judge king queen pope nurse star poet saint mother son lady "
    "captain pilot wife envoy"
)
_PEOPLE = tuple(_PEOPLE_WORDS.split())
"""How nouns end that say what somebody is."""
_TITLES = ("PROPN", "NOUN", "ADJ")


def shorter(text: str) -> list[str]:
    """The sentence without one or several of what may go, the fewest cuts first; at most `MOST_VARIANTS`."""
    tree = grammar.parse(text)
    spots = _offsets(text, tree)
    if spots is None or quotation_open(text):
        return []
    cuts = [cut for cut in cuts_of(tree) if _telling(tree, cut) >= LEAST_CUT]
    cuts.sort(key=lambda cut: (-len(cut), min(cut)))
    found: dict[str, None] = {}
    for size in range(1, MOST_CUTS + 1):
        for chosen in combinations(cuts[:MOST_CUTS], size):
            if any(one & other for one, other in combinations(chosen, 2)):
                continue
            cut = _without(text, tree, spots, frozenset().union(*chosen))
            if word_count(cut) >= LEAST_WORDS:
                found.setdefault(cut)
    return list(found)[:MOST_VARIANTS]


def named(text: str, others: Sequence[str]) -> tuple[str, int] | None:
    """The sentence with the full name and title of whom it begins with by surname, and the place of the other sentence
    that has it so; None where they have none, or two people of that name."""
    tree = grammar.parse(text)
    if not tree.words or tree.words[0].relation not in ("nsubj", "nsubjpass"):
        return None
    name = tree.words[0].text
    full = one_persons_titles(name, others)
    if not full:
        return None
    title, place = max(full, key=lambda row: (len(row[0]), -row[1]))
    return title[0].upper() + title[1:] + text[len(name) :], place


def one_persons_titles(name: str, others: Sequence[str]) -> list[tuple[str, int]]:
    """(a last name in full with its title, the place of the sentence that has it so); empty where several people have it, or it is an
    acronym ("Defund NASCAR")."""
    if name.isupper() and len(name) > 1:
        return []
    full = [
        (title, place)
        for place, other in enumerate(others)
        if has_title(other, name)
        for title in _titles(grammar.parse(other), name)
    ]
    # One of initials or with a nickname has no title here: O.J. Simpson is not Nicole Brown Simpson.
    namesake = re.compile(rf"(?:(?:[A-ZÀ-Þ]\.\s?){{2,}}[\"”]?|(?<=\w)[\"”]) {re.escape(name)}\b")
    several = len({title.split()[-2] for title, _ in full}) > 1 or any(map(namesake.search, others))
    return [] if several else full


def has_title(text: str, name: str) -> bool:
    """Whether a sentence may tell a name in full: another capitalised word stands before it."""
    return bool(re.search(rf"\b[A-ZÀ-Þ][\w.-]+ {re.escape(name)}\b", text)) if name[:1].isupper() else False


def joined(text: str, before: str) -> str:
    """The sentence before and this one as one, where this begins with a pronoun for whom that tells of; empty else."""
    if word_count(before) + word_count(text) > MOST_JOINED or quotation_open(before) or '"' in before + text:
        return ""
    first, second = grammar.parse(before), grammar.parse(text)
    if not second.words or fold(second.words[0].text) not in ("he", "she") or not before.rstrip().endswith("."):
        return ""
    root = next((i for i, word in enumerate(first.words) if word.head == i), None)
    if root is None or second.words[0].relation not in ("nsubj", "nsubjpass"):
        return ""
    doers = first.below(root, "nsubj", "nsubjpass")
    people = [
        w
        for i, w in enumerate(first.words)
        if w.pos == "PROPN" and w.relation in ("nsubj", "nsubjpass", "dobj", "pobj")
    ]
    if len(doers) != 1 or first.words[doers[0]].pos != "PROPN" or len(people) != 1:
        return ""
    return f"{before.rstrip().removesuffix('.')}, and {text[0].lower()}{text[1:]}"


def _telling(tree: Parse, cut: frozenset[int]) -> int:
    return sum(any(c.isalnum() for c in tree.words[i].text) for i in cut)


def _without(text: str, tree: Parse, spots: Sequence[tuple[int, int]], cut: frozenset[int]) -> str:
    """The text without these words, and without the marks that set them off."""
    gone = set(cut)
    for run in _runs(sorted(cut)):
        first, last = run[0], run[-1]
        before = first - 1 if first > 0 else None
        after = last + 1 if last + 1 < len(tree.words) else None
        marked = before is not None and tree.words[before].text in MARKS
        # A semicolon parts two clauses, whatever goes before it.
        closed = after is not None and tree.words[after].text in MARKS - {";"}
        if marked:
            gone.add(before or 0)
        if closed and (marked or first == 0):
            gone.add(after or 0)
        if before is not None and fold(tree.words[before].text) == "and" and tree.words[before].relation == "cc":
            gone.add(before)
            if tree.words[before - 1].text == ",":
                gone.add(before - 1)
    kept = [text[start:end] for place, (start, end) in enumerate(spots) if place not in gone]
    glued = [
        ("" if not place or not gap else " ") + piece
        for place, (piece, gap) in enumerate(zip(kept, _gaps(text, spots, gone), strict=True))
    ]
    found = re.sub(r"\s+([,.;:!?])", r"\1", "".join(glued)).strip()
    return found[:1].upper() + found[1:]


def _gaps(text: str, spots: Sequence[tuple[int, int]], gone: set[int]) -> list[bool]:
    """Before each kept word whether there was a space since the word kept before it."""
    gaps, last = [], 0
    for place, (start, end) in enumerate(spots):
        if place not in gone:
            gaps.append(any(c.isspace() for c in text[last:start]))
            last = end
    return gaps


def _runs(places: Sequence[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for place in places:
        if runs and runs[-1][-1] == place - 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    return runs


def _offsets(text: str, tree: Parse) -> list[tuple[int, int]] | None:
    """Where each word stands; None where the words are not those of the text."""
    spots, at = [], 0
    for word in tree.words:
        start = text.find(word.text, at)
        if start < 0:
            return None
        at = start + len(word.text)
        spots.append((start, at))
    return spots


def _titles(tree: Parse, name: str) -> Iterator[str]:
    """The runs of words before a surname that are its title and first name: "Union leader Kari Moe"."""
    for place, word in enumerate(tree.words):
        if word.text != name or word.pos != "PROPN":
            continue
        first = place
        while (
            first > 0
            and tree.words[first - 1].relation in ("compound", "amod")
            and tree.words[first - 1].pos in _TITLES
        ):
            if tree.words[first - 1].head not in range(first - 1, place + 1):
                break
            first -= 1
        common = [i for i in range(first, place) if tree.words[i].pos == "NOUN"]
        if common and not _names_people(tree.words[common[-1]].text):
            # "The vice president of sales John Stubits" is no "sales John Stubits".
            first = common[-1] + 1
        words = tree.words[first:place]
        if (
            words
            and words[-1].pos == "PROPN"
            and words[-1].text[:1].isupper()
            and words[-1].text.isalpha()
            and len(words[-1].text) > 2
        ):
            yield " ".join(w.text for w in (*words, word))


def _names_people(noun: str) -> bool:
    """Whether a noun before a name is what somebody is: "union leader", not "file photo"."""
    low = noun.lower()
    return low in HONORIFICS or low.endswith(_PEOPLE)
