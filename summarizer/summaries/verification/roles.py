"""Who did what to whom: swapped roles, one name, number or subject in another's place.

Without a parser: order of the words around a verb, word-by-word alignment with the nearest evidence, and which words
stand together in one source sentence.
"""

import itertools
from difflib import SequenceMatcher

from summarizer.numerals import MONTHS, WEEKDAYS
from summarizer.summaries.verification.alignment import Alignment, Source
from summarizer.summaries.verification.findings import Finding
from summarizer.summaries.verification.forms import CLAUSE_OPENERS, PRONOUNS
from summarizer.summaries.verification.naming import HONORIFICS, names
from summarizer.summaries.verification.reading import Reading, Token
from summarizer.summaries.verification.same_names import same_name

_WINDOW = 10
_SLOT, _COPIED_SLOT = 4, 6
"""At most so many words stand in another's place; in a copied sentence."""
_TIMES = WEEKDAYS.keys() | MONTHS.keys()
_BE = frozenset(("is", "was", "are", "were", "be", "been", "being", "get", "got"))
_AUXILIARY = frozenset(
    ("is", "was", "are", "were", "will", "has", "have", "had", "would", "can", "could", "may", "did")
)


def check(alignment: Alignment) -> Finding:
    """Fatal: swapped roles, one name or number in the place of another, one subject in the place of another."""
    upper, lower = alignment.sources.case
    strong = set(names(alignment.claim, upper, lower))
    strong |= {i for i in alignment.claim.content if alignment.claim.tokens[i].stem.startswith("#")}
    swapped = _swapped(alignment.claim, alignment.evidence)
    replaced = _replaced(alignment, strong, upper, lower)
    other = _other_subject(alignment, strong)
    binding = _bindings(alignment, sorted(strong))
    features = {
        "swapped": float(bool(swapped or other)),
        "replaced": float(bool(replaced)),
        "binding": min(binding, default=1.0),
        "binding_mean": sum(binding) / len(binding) if binding else 1.0,
        "pairs_together": _together(alignment),
    }
    return Finding(features, (*swapped, *replaced, *other))


def _broken(reading: Reading, start: int, end: int) -> bool:
    """Whether a mark or a conjunction stands between two tokens, so that they are not of one clause."""
    return any(
        t.text in ",;:" or t.folded in CLAUSE_OPENERS or t.folded == "that" for t in reading.tokens[start + 1 : end]
    )


def _passive(reading: Reading, verb: int) -> bool | None:
    """Whether the verb is passive with its doer after "by"; None when it is passive and no doer is named, or a number
    stands there, which may count doers or measure ("saved by two boats", "cut by two points")."""
    tokens = reading.tokens
    for index in range(verb + 1, min(verb + 4, len(tokens) - 1)):
        if tokens[index].folded == "by" and not tokens[index + 1].stem.startswith("#"):
            return True
    return None if any(token.folded in _BE for token in tokens[max(0, verb - 2) : verb]) else False


def _swapped(claim: Reading, evidence: tuple[Source, ...]) -> tuple[str, ...]:
    """Triples (x, verb, y) of the claim that every evidence which has them has the other way round."""
    content = [i for i in claim.content if not claim.tokens[i].stem.startswith("#")]
    for place, v in enumerate(content):
        verb = claim.tokens[v]
        if not (verb.verb_like or claim.title_case):
            continue
        passive = _passive(claim, v)
        if passive is None:
            continue
        for x in content[max(0, place - 2) : place]:
            for y in content[place + 1 : place + 3]:
                if v - x > 5 or y - v > 6 or _broken(claim, x, y):
                    continue
                a, b = claim.tokens[x].stem, claim.tokens[y].stem
                if a == b or not (claim.tokens[x].capital or claim.tokens[y].capital or not claim.title_case):
                    continue
                views = [_order(s.reading, a, verb.stem, b) for s in evidence]
                seen = {view for view in views if view is not None}
                if seen and all(forward == (was != passive) for forward, was in seen):
                    text = f"{claim.tokens[x].text} {verb.text} {claim.tokens[y].text}"
                    return (f'"{text}": the evidence has these roles the other way round',)
    return ()


def _order(reading: Reading, a: str, verb: str, b: str) -> tuple[bool, bool] | None:
    """(a stands before the verb and b after it, the verb is passive) at their closest; None when not both ways bound."""
    best: tuple[int, bool, bool] | None = None
    for v in reading.positions.get(verb, ()):
        passive = _passive(reading, v)
        if passive is None:
            continue
        for x in reading.positions.get(a, ()):
            for y in reading.positions.get(b, ()):
                if (x < v) == (y < v) or abs(x - v) > 5 or abs(y - v) > 6:
                    continue
                span = abs(x - y)
                if span <= _WINDOW and (best is None or span < best[0]):
                    best = (span, x < v, passive)
    return (best[1], best[2]) if best else None


def _replaced(alignment: Alignment, strong: set[int], upper: frozenset[str], lower: frozenset[str]) -> tuple[str, ...]:
    """A name or number of the claim where the nearest evidence, word for word alike around it, has another one."""
    claim = alignment.claim
    order = [i for i, token in enumerate(claim.tokens) if token.stem]
    for source in alignment.evidence[:2]:
        reading = source.reading
        if len(claim.bigrams & reading.bigrams) < 0.3 * len(claim.bigrams):
            continue
        theirs = [i for i, token in enumerate(reading.tokens) if token.stem]
        blocks = SequenceMatcher(None, claim.sequence, reading.sequence, autojunk=False).get_matching_blocks()
        copied = sum(block.size for block in blocks) >= 0.7 * len(order)
        there = set(names(reading, upper, lower)) | {i for i in theirs if reading.tokens[i].stem.startswith("#")}
        for left, right in itertools.pairwise(blocks):
            mine = order[left.a + left.size : right.a]
            other = theirs[left.b + left.size : right.b]
            anchored = (left.size >= 1 or left.a + left.size == 0) and (right.size >= 1 or right.a == len(order))
            if (
                not (mine and other and anchored)
                or len(mine) > _SLOT
                or len(other) > _SLOT
                or left.size + right.size < 3
            ):
                continue
            ours = [claim.tokens[i] for i in mine if i in strong or (copied and _named(claim.tokens[i]))]
            has = [reading.tokens[i] for i in other if i in there or (copied and _named(reading.tokens[i]))]
            if left.size + right.size < 6 and has and has[0].folded in _TIMES and ours and ours[0].folded not in _TIMES:
                continue
            if not ours or not has or any(_one(a, b) for a in ours for b in has):
                continue
            if ours[0].stem.startswith("#") != has[0].stem.startswith("#") or _same_figure(ours[0], has[0]):
                continue
            if not _elsewhere(alignment, source, ours[0].stem, _context(claim, mine)):
                return (f'"{ours[0].text}" stands where the evidence has "{has[0].text}"',)
    return ()


def _named(token: Token) -> bool:
    """Whether a word is capitalised though it opens nothing: months and titles too, unlike `names`."""
    return token.capital and token.content and not token.first and token.folded not in HONORIFICS


def _same_figure(mine: Token, other: Token) -> bool:
    """Whether the evidence's number may be the claim's: a rounding, an end of a range, or the first part of a decimal
    that sentence splitting tore apart. The numbers check judges those."""
    if not (mine.stem.startswith("#") and other.stem.startswith("#")):
        return False
    if mine.text.startswith(other.text.rstrip(".") + ".") or mine.stem[1:] in other.stem[1:].split("-"):
        return True
    try:
        a, b = float(mine.stem[1:]), float(other.stem[1:])
    except ValueError:
        return False
    return max(a, b) >= 1000 and abs(a - b) <= 0.05 * max(a, b)


def _one(a: Token, b: Token) -> bool:
    initials = a.text.isupper() or b.text.isupper()
    return same_name(a.stem, b.stem) or a.stem == b.stem or (initials and a.folded[0] == b.folded[0])


def _context(claim: Reading, indexes: list[int]) -> tuple[str, str]:
    """The content words right before and after; empty where the sentence begins or ends."""
    before = [claim.tokens[i].stem for i in claim.content if i < indexes[0]][-1:]
    after = [claim.tokens[i].stem for i in claim.content if i > indexes[-1]][:1]
    return "".join(before), "".join(after)


def _elsewhere(alignment: Alignment, but: Source, stem: str, context: tuple[str, str]) -> bool:
    """Whether another source sentence has `stem` between the same words, or beside the one there is, within five tokens."""
    before, after = context
    for source in alignment.sources:
        places = source.reading.positions
        if source is but or stem not in places:
            continue
        for i in places[stem]:
            left = not before or any(0 < i - j <= 5 for j in places.get(before, ()))
            right = not after or any(0 < j - i <= 5 for j in places.get(after, ()))
            if (left or right) if stem.startswith("#") else (left and right and (before or after)):
                return True
    return False


def _other_subject(alignment: Alignment, strong: set[int]) -> tuple[str, ...]:
    """A named subject that does what all the evidence has someone else, by name, do."""
    claim = alignment.claim
    start, end = claim.clauses[0] if claim.clauses else (0, 0)
    verb = next(
        (i for i in range(start, end) if claim.tokens[i].folded in _AUXILIARY or claim.tokens[i].verb_like), end
    )
    subject = [claim.tokens[i] for i in range(start, verb) if i in strong and not claim.tokens[i].stem.startswith("#")]
    done = [claim.tokens[i].stem for i in claim.content if verb <= i < end]
    if not subject or len(done) < 3:
        return ()
    upper, lower = alignment.sources.case
    for source in alignment.evidence:
        reading = source.reading
        held = sum(reading.has(stem) for stem in done)
        if any(reading.has(token.stem) for token in subject):
            if held >= 0.5 * len(done):
                return ()
            continue
        if held < 0.8 * len(done) or PRONOUNS & {t.folded for t in reading.tokens[: _first(reading, done)]}:
            continue
        first = _first(reading, done)
        other = [reading.tokens[i].text for i in names(reading, upper, lower) if i < first]
        if other and not other[0].isupper() and not subject[0].text.isupper():
            return (f'"{subject[0].text}" does what the evidence says of "{other[0]}"',)
    return ()


def _first(reading: Reading, stems: list[str]) -> int:
    """The index of the first token with one of the stems; the number of tokens when there is none."""
    return min((i for stem in stems for i in reading.positions.get(stem, ())), default=len(reading.tokens))


def _bindings(alignment: Alignment, strong: list[int]) -> list[float]:
    """For each name and number: the share of the content words next to it that one evidence has near it too."""
    claim = alignment.claim
    found: list[float] = []
    for index in strong:
        place = claim.content.index(index)
        near = [
            claim.tokens[i].stem
            for i in (*claim.content[max(0, place - 2) : place], *claim.content[place + 1 : place + 3])
        ]
        if not near:
            continue
        stem = claim.tokens[index].stem
        best = 0.0
        for source in alignment.evidence:
            if source.reading.has(stem):
                best = max(best, sum(source.reading.has(word) for word in near) / len(near))
        found.append(best)
    return found


def _together(alignment: Alignment) -> float:
    """The share of neighbouring content words that stand within ten tokens of each other in some evidence."""
    claim = alignment.claim
    pairs = list(zip(claim.content, claim.content[1:], strict=False))
    if not pairs:
        return 1.0
    held = 0
    for a, b in pairs:
        first, second = claim.tokens[a].stem, claim.tokens[b].stem
        held += any(
            abs(x - y) <= _WINDOW
            for s in alignment.evidence
            for x in s.reading.positions.get(first, ())
            for y in s.reading.positions.get(second, ())
        )
    return held / len(pairs)
