"""Is each tie of a written sentence one of a source's? Strict, for what a small model wrote: retelling that people did is
judged by the verifier. English.

Dependency arcs as the unit of entailment (Goyal and Durrett 2020, DAE), here by rules: passives, relative clauses,
coordination and prepositions undone, an arc is (head, relation, dependent), by stems. A sentence is licensed when its subjects,
objects, complements, clauses and times stand so in a source sentence, those of one clause together in one; when its names,
times and pronouns stand beside the words beside which a source has them; and when nothing that a source says as
somebody's word, or limits by "of …", is told without that.

Which kinds of tie count was chosen by reading: of 643 sentences that the verifier let through, 15% to 20% were wrong; of
those licensed, one or two in a hundred; of what a later adapter wrote, six (training/README.md).
"""

import re
from collections.abc import Callable, Iterator, Sequence

from summarizer.grammar import Parse, Word, parse
from summarizer.numerals import YEAR
from summarizer.summaries.verification.arcs import (
    CONTENT,
    FIRST_PERSON,
    PRONOUNS,
    Arc,
    arcs_of,
    is_told,
    predicates,
    quoted_places,
    same_predicates,
    same_words,
    tells_when,
    ties,
)
from summarizer.summaries.verification.beside import neighbours, unnamed
from summarizer.summaries.verification.frames import stem_of
from summarizer.summaries.verification.joints import misjoined
from summarizer.summaries.verification.lost_speakers import asides, lost_speakers
from summarizer.summaries.verification.numbers import lost_bounds
from summarizer.summaries.verification.restrictions import lost_limits
from summarizer.summaries.verification.tenses import other_tenses
from summarizer.summaries.verification.told_otherwise import told_otherwise
from summarizer.summaries.verification.widened import widened
from summarizer.text import fold

_LOOSE = frozenset(
    ("amod", "compound", "nmod", "advmod", "det", "predet", "npadvmod", "quantmod", "number", "owner", "predicate")
)
"""A parser ties these now to one word, now to another."""
_SIDE = frozenset(("clause", "content", "and", "apposition"))
"""Relations that lead out of a clause."""
_SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "csubjpass", "expl", "attr"))
_AGELESS = re.compile(r"\baged (?:for|in|on|at|by|who|and|or|were|was|is|are|had|have)\b")
_OPENING = re.compile(r"[\"“]([^\"”“]+)[\"”]")
_ASKED = re.compile(r"[?!]")
_GOES_ON = re.compile(
    r",? (?:and|or|nor|unless|until) (?!(?:i|we|he|she|it|they|you|the|that|there)\b)(?=\w)", re.IGNORECASE
)
_LEAST_QUOTED = 4
_CLOSED = re.compile(r"[.!?]|,?[\"”]|,? ?''")

Check = Callable[[str, Sequence[str]], Iterator[str]]
"""(a sentence, sources) -> what they do not license."""


def unlicensed(text: str, sources: Sequence[str]) -> Iterator[str]:
    """What the source sentences that a sentence rests on do not license, as it is found; nothing when they license it."""
    checks: tuple[Check, ...] = (
        *(_untied, _split, unnamed, _moved, _strange_pronouns, _unattributed, lost_speakers, _unlimited, lost_limits),
        lost_bounds,
        told_otherwise,
        *(widened, other_tenses, misjoined, asides, _headless, _halved),
    )
    return _problems(checks, text, sources)


def licensed(text: str, sources: Sequence[str]) -> bool:
    """Whether the source sentences that a sentence rests on license all of it."""
    return next(iter(unlicensed(text, sources)), None) is None


def tied(text: str, sources: Sequence[str]) -> bool:
    """Whether each tie of a headline, written as a sentence, is one of a source's; headlines leave out articles, limits and the
    time, and who says it stands below."""
    return next(_problems((_untied, _split, unnamed, widened), text, sources), None) is None


def _problems(checks: Sequence[Check], text: str, sources: Sequence[str]) -> Iterator[str]:
    return (problem for check in checks for problem in check(text, sources))


def _untied(text: str, sources: Sequence[str]) -> Iterator[str]:
    """Arcs that no source sentence has."""
    words = parse(text).words
    known = [ties(source) for source in sources]
    for head, relation, dependent in arcs_of(parse(text)):
        one, other = stem_of(words[head]), stem_of(words[dependent])
        timed = _is_time(words[dependent])
        if one == other or (relation in _LOOSE and not timed):
            continue
        if any((one, relation, other) in source.arcs for source in known):
            continue
        if timed and any((one, other) in source.pairs or (one, other) in source.within for source in known):
            continue
        # "First lady Jill Biden" is "the first lady, Jill Biden".
        if relation == "apposition" and any((other, "compound", one) in source.arcs for source in known):
            continue
        # A clause may hang one word higher: parsers do not agree on that.
        if relation == "clause" and any((one, other) in source.near for source in known):
            continue
        yield f'"{words[head].text}" and "{words[dependent].text}" are not tied so ({relation})'


def _split(text: str, sources: Sequence[str]) -> Iterator[str]:
    """Clauses whose arcs stand in no single source sentence: one who did it in one, and where in another."""
    tree = parse(text)
    arcs = list(arcs_of(tree))
    clauses: dict[int, list[Arc]] = {}
    for head, relation, dependent in arcs:
        if relation in _SIDE or (relation in _LOOSE and relation not in ("owner", "predicate")):
            continue
        found = clauses.setdefault(head, [])
        found.append((stem_of(tree.words[head]), relation, stem_of(tree.words[dependent])))
        if relation in ("subject", "object"):
            found += [
                (stem_of(tree.words[h]), r, stem_of(tree.words[d]))
                for h, r, d in arcs
                if h == dependent and r == "number"
            ]
    known = [ties(source) for source in sources]
    for head, clause in clauses.items():
        told = [arc for arc in clause if arc[0] != arc[2]]
        if len(told) > 1 and not any(
            all(arc in source.arcs or (arc[0], arc[2]) in source.near for arc in told) for source in known
        ):
            yield f'what "{tree.words[head].text}" is told of stands in no single sentence'


def _moved(text: str, sources: Sequence[str]) -> Iterator[str]:
    """Times behind another word than in the sources."""
    known = frozenset[tuple[str, str]]().union(*(_behind(parse(source)) for source in sources))
    for time, before in sorted(_behind(parse(text)) - known):
        if before:
            yield f'"{time}" stands behind "{before}"'


def _behind(tree: Parse) -> frozenset[tuple[str, str]]:
    """(a time, the stem of the content word before it, empty at the start) of each."""
    found, before = set(), ""
    for word in tree.words:
        if _is_time(word):
            found.add((fold(word.text), before))
        if word.pos in CONTENT:
            before = stem_of(word)
    return frozenset(found)


def _strange_pronouns(text: str, sources: Sequence[str]) -> Iterator[str]:
    """Pronouns beside no word beside which a source has them; first persons outside of quotation marks."""
    tree = parse(text)
    words = ["", *(fold(word.text) for word in tree.words), ""]
    pairs = neighbours(sources)
    quoted = quoted_places(tree)
    for place, (before, word, after) in enumerate(zip(words, words[1:], words[2:], strict=False)):
        if word in FIRST_PERSON and place not in quoted:
            yield f'"{word}" is not quoted'
        elif word in PRONOUNS and not {(before, word), (word, after)} & pairs:
            yield f'"{word}" stands elsewhere in the sources'


def _unattributed(text: str, sources: Sequence[str]) -> Iterator[str]:
    """Predicates told outright that every source sentence with the same has as somebody's words."""
    tree = parse(text)
    if "according" in (fold(word.text) for word in tree.words):
        return
    quoted = quoted_places(tree)
    others = [(other, quoted_places(other)) for other in map(parse, sources)]
    for place, word in enumerate(tree.words):
        if not predicates(tree, place) or place in quoted or is_told(tree, place):
            continue
        mine = _around(tree, place)
        told = [
            there in marked or is_told(other, there)
            for other, marked in others
            for _, there in same_predicates(tree, place, [other])
            if mine & _around(other, there)
        ]
        if told and all(told):
            yield f'"{word.text}" is somebody\'s word in the sources'


def _unlimited(text: str, sources: Sequence[str]) -> Iterator[str]:
    """Nouns that every source limits by "of …", or counted ones by an attribute, and the sentence does not; other forms."""
    tree = parse(text)
    others = [parse(source) for source in sources]
    written = {fold(word.text) for other in others for word in other.words}
    for place, word in enumerate(tree.words):
        same = same_words(word, others)
        low = fold(word.text)
        # "Cumming" is no short form of "Cummings", as "Senator" is the long one of "Sen.".
        varied = word.pos == "PROPN" and not written.isdisjoint((f"{low}s", low.removesuffix("s")))
        if (word.pos in ("NOUN", "ADJ") or varied) and word.text.isalpha() and low not in written:
            yield f'"{word.text}" has another form in the sources'
        if word.tag == "MD" and fold(word.text) not in written:
            yield f'"{word.text}" stands in no source'
        if word.pos == "NUM" and same and not _is_part(tree, place) and all(_is_part(other, i) for other, i in same):
            yield f'"{word.text}" stands without its "of"'
        if word.pos not in ("NOUN", "PROPN") or not same:
            continue
        if word.pos == "NOUN" and not _has_of(tree, place) and all(_has_of(other, i) for other, i in same):
            yield f'"{word.text}" stands without its "of"'
        if _is_extreme(tree, place) and all(_limits(other, i) - _limits(tree, place) for other, i in same):
            yield f'"{word.text}" is the first, last, only or most such only with what is left out'
        lost = frozenset.intersection(*(_attributes(other, i) for other, i in same)) - _attributes(tree, place)
        if lost and tree.below(place, "nummod"):
            yield f'so many "{word.text}" only if "{min(lost)}"'
        elif lost and word.relation in ("nsubj", "nsubjpass") and not tree.below(place, "det", "poss"):
            yield f'not all "{word.text}" but "{min(lost)}"'


def _is_part(tree: Parse, place: int) -> bool:
    """Whether a number counts some of others: "19 of 22"."""
    return fold(tree.words[min(place + 1, len(tree.words) - 1)].text) == "of"


def _is_extreme(tree: Parse, place: int) -> bool:
    """Whether a noun is told to be the first, the last, the only or the most of its kind."""
    amods = tree.below(place, "amod")
    words = [tree.words[i] for i in (*amods, *(k for i in amods for k in tree.below(i, "advmod")))]
    return any(fold(word.text) in ("first", "last", "only") or word.tag in ("JJS", "RBS") for word in words)


def _limits(tree: Parse, place: int) -> frozenset[str]:
    """The prepositions and relative words behind a noun, or behind the verb it is told by, however deep."""
    found: set[str] = set()
    stack = [place, *([tree.words[place].head] if tree.words[place].relation in ("attr", "dobj") else [])]
    while stack:
        for child in tree.children[stack.pop()]:
            if child > place:
                stack.append(child)
                # "Its first win Friday" is its first all the same.
                timed = tree.words[child].relation == "npadvmod" and tree.words[child].lemma in (
                    "year",
                    "season",
                    "term",
                )
                if timed or tree.words[child].relation in ("prep", "relcl", "acl", "advcl"):
                    found.add(fold(tree.words[child].text))
    return frozenset(found)


def _headless(text: str, sources: Sequence[str]) -> Iterator[str]:
    """A sentence without a finite main verb, a quotation with a speaker who says nothing, an age without years."""
    if _AGELESS.search(text):
        yield '"aged" stands without an age'
    tree = parse(text)
    finite = ("VBD", "VBZ", "VBP", "MD")
    quoted = quoted_places(tree)
    rest = [word for place, word in enumerate(tree.words) if place not in quoted]
    if quoted and len([w for w in rest if w.pos in CONTENT]) > 1 and not any(w.tag in finite for w in rest):
        yield "nobody says the quotation"
    for root in [place for place, word in enumerate(tree.words) if word.head == place][:1]:
        tags = {tree.words[root].tag, *(tree.words[i].tag for i in tree.below(root, "aux", "auxpass"))}
        if tree.words[root].pos not in ("VERB", "AUX") or not tags.intersection(finite):
            yield f'"{tree.words[root].text}" is no finite verb'
        elif not any(tree.words[i].relation in _SUBJECTS for i in tree.children[root]):
            yield f'nobody and nothing does "{tree.words[root].text}"'


def _halved(text: str, sources: Sequence[str]) -> Iterator[str]:
    """A quotation that begins the sentence, or asks, and breaks off where every source with it goes on; any other before an "and" or
    "unless" that goes on with the clause."""
    for opening in _OPENING.finditer(text):
        asks = opening[1][-1] if opening[1][-1] in "?!" else ""
        quoted = opening[1].rstrip(",.!? ")
        places = re.compile(rf"(?<!\w){re.escape(quoted)}")
        ends = [source[found.end() :] for source in sources for found in places.finditer(source) if quoted]
        whole = _ASKED if asks else _CLOSED
        halved = (not opening.start() or asks) and not any(whole.match(end) for end in ends)
        if ends and (halved or (len(quoted.split()) >= _LEAST_QUOTED and all(_GOES_ON.match(end) for end in ends))):
            yield f'"{quoted[-20:]}" is not where the quotation ends'


def _has_of(tree: Parse, place: int) -> bool:
    return any(fold(tree.words[i].text) == "of" for i in tree.below(place, "prep"))


def _attributes(tree: Parse, place: int) -> frozenset[str]:
    # A person may be told without the first name.
    relations = ("amod",) if tree.words[place].pos == "PROPN" else ("amod", "compound", "nmod", "poss")
    return frozenset(stem_of(tree.words[i]) for i in tree.below(place, *relations))


def _around(tree: Parse, place: int) -> frozenset[str]:
    """The stems of a clause's content words, without its predicate's; of a relative clause also what it is of."""
    found = tree.subtree(place)[1:]
    if tree.words[place].relation in ("relcl", "acl"):
        found.append(tree.words[place].head)
    return frozenset(stem_of(tree.words[i]) for i in found if tree.words[i].pos in CONTENT)


def _is_time(word: Word) -> bool:
    return tells_when(word) or bool(YEAR.fullmatch(word.text))
