"""Do the names of a sentence stand in its evidence? "Mr Kim" is in "Kim Jong Un", "WHO" in "World Health Organization"."""

import itertools

from summarizer.numerals import MONTHS, WEEKDAYS
from summarizer.summaries.verification.alignment import Alignment
from summarizer.summaries.verification.findings import Finding
from summarizer.summaries.verification.reading import Reading, Token
from summarizer.summaries.verification.same_names import group

HONORIFICS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "miss",
        "dr",
        "sir",
        "lord",
        "lady",
        "prof",
        "professor",
        "president",
        "prime",
        "minister",
        "chancellor",
        "king",
        "queen",
        "prince",
        "princess",
        "pope",
        "senator",
        "sen",
        "rep",
        "representative",
        "congressman",
        "congresswoman",
        "governor",
        "gov",
        "mayor",
        "judge",
        "justice",
        "secretary",
        "general",
        "gen",
        "col",
        "colonel",
        "capt",
        "captain",
        "lt",
        "sgt",
        "sergeant",
        "chief",
        "former",
        "ex",
        "vice",
        "deputy",
        "foreign",
        "interior",
        "defence",
        "defense",
    ]
)
_JOINERS = frozenset(["of", "the", "for", "and", "de", "la", "del", "al", "bin", "el", "di", "da", "van", "von", "der"])


def names(reading: Reading, upper: frozenset[str] = frozenset(), lower: frozenset[str] = frozenset()) -> list[int]:
    """Indexes of the tokens that are (parts of) names. `upper` and `lower` are `Sources.case`:
    they decide about words that any text would capitalise, at the start of a sentence or in a headline."""
    found: list[int] = []
    for index, token in enumerate(reading.tokens):
        if not (token.capital and token.content) or token.folded in WEEKDAYS or token.folded in MONTHS:
            continue
        if token.folded in HONORIFICS and not (index and reading.tokens[index - 1].folded == "of"):
            continue
        if reading.title_case:
            if token.stem in upper and token.stem not in lower:
                found.append(index)
        elif token.first:
            following = reading.tokens[index + 1] if index + 1 < len(reading.tokens) else None
            known = (token.stem in upper or group(token.stem) is not None) and token.stem not in lower
            if known or (following and following.capital and following.content and token.stem not in lower):
                found.append(index)
        else:
            found.append(index)
    return found


def supported(token: Token, reading: Reading) -> bool:
    """Whether one evidence sentence has this name, its country by another form, or its acronym written out."""
    if token.folded in reading.words or reading.has(token.stem):
        return True
    if token.text.isupper() and 2 <= len(token.folded) <= 6:
        return token.folded in _initials(reading)
    return False


def _initials(reading: Reading) -> set[str]:
    """Acronyms that runs of capitalised words make, joiners counted or not ("FBI", "DoJ")."""
    made: set[str] = set()
    tokens = [token for token in reading.tokens if token.stem]
    for start, token in enumerate(tokens):
        if not token.capital:
            continue
        short = full = ""
        for other in tokens[start : start + 8]:
            joiner = other.folded in _JOINERS
            if not (other.capital or joiner):
                break
            full += other.folded[:1]
            short += "" if joiner else other.folded[:1]
            made |= {short, full}
    return {name for name in made if len(name) >= 2}


def check(alignment: Alignment) -> Finding:
    """Each name must be in the evidence; parts of one name must not come from two."""
    claim = alignment.claim
    upper, lower = alignment.sources.case
    indexes = names(claim, upper, lower)
    missing = [
        claim.tokens[i]
        for i in indexes
        if not any(supported(claim.tokens[i], source.reading) for source in alignment.evidence)
        and not _written_short(i, indexes, alignment)
    ]
    joined = _joined(indexes, alignment, lower)
    fatal = tuple(f'name "{token.text}" not in the evidence' for token in missing)
    minor = tuple(f'name "{pair}" joins parts that never stand together in the evidence' for pair in joined)
    return Finding(
        {"names_missing": min(1.0, len(missing) / 2), "names_joined": min(1.0, len(joined) / 2)}, fatal, minor
    )


def _written_short(index: int, indexes: list[int], alignment: Alignment) -> bool:
    """Whether the run of names around `index` is written out here and an acronym in the evidence."""
    tokens = alignment.claim.tokens
    start = end = index
    known = set(indexes)
    while start - 1 >= 0 and (start - 1 in known or tokens[start - 1].folded in _JOINERS):
        start -= 1
    while end + 1 < len(tokens) and (end + 1 in known or tokens[end + 1].folded in _JOINERS):
        end += 1
    initials = "".join(tokens[i].folded[0] for i in range(start, end + 1) if tokens[i].folded not in _JOINERS)
    return len(initials) >= 3 and any(
        token.text.isupper() and token.folded == initials for s in alignment.evidence for token in s.reading.tokens
    )


def _joined(indexes: list[int], alignment: Alignment, lower: frozenset[str]) -> list[str]:
    """Neighbouring name parts, each in the evidence, that no source has side by side though it has others there."""
    claim = alignment.claim
    if claim.title_case:
        return []
    found: list[str] = []
    for a, b in itertools.pairwise(indexes):
        first, second = claim.tokens[a], claim.tokens[b]
        if (
            b != a + 1
            or {first.stem, second.stem} & lower
            or not (alignment.holds(first.stem) and alignment.holds(second.stem))
        ):
            continue
        pair = (first.stem, second.stem)
        if any(pair in source.reading.bigrams for source in alignment.sources):
            continue
        if any(n in source.reading.peoples for source in alignment.evidence for n in _peoples(pair)):
            continue
        if _other_neighbour(second.stem, first.stem, alignment):
            found.append(f"{first.text} {second.text}")
    return found


def _peoples(pair: tuple[str, str]) -> list[int]:
    return [number for word in pair if (number := group(word)) is not None]


def _other_neighbour(stem: str, first: str, alignment: Alignment) -> bool:
    """Whether the evidence has `stem` right after another capitalised word than `first`."""
    for source in alignment.evidence:
        tokens = source.reading.tokens
        for index in source.reading.positions.get(stem, ()):
            before = tokens[index - 1] if index else None
            if before and before.capital and before.stem != first and before.folded not in HONORIFICS:
                return True
    return False
