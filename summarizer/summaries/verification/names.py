"""Do the names of a sentence stand in its evidence, as they are written there? "Mr Kim" is in "Kim Jong Un"; "WHO" is not
in "World Health Organization", nor "Americans" in "American voters"."""

import itertools

from summarizer.summaries.verification.alignment import Alignment
from summarizer.summaries.verification.findings import Finding
from summarizer.summaries.verification.naming import HONORIFICS, names
from summarizer.summaries.verification.reading import Reading, Token
from summarizer.summaries.verification.same_names import group


def check(alignment: Alignment) -> Finding:
    """Each name must be in the evidence in the form it has, a possessive aside; parts of one name must not come from two."""
    claim = alignment.claim
    upper, lower = alignment.sources.case
    indexes = names(claim, upper, lower)
    held = frozenset(word for source in alignment.evidence for word in source.reading.words)
    missing = [claim.tokens[i] for i in indexes if claim.tokens[i].folded not in held]
    missing += [t for t in _inside(claim) if t.folded not in (alignment.sources.words if t.content else held)]
    joined = _joined(indexes, alignment, lower)
    fatal = tuple(f'name "{token.text}" not in the evidence' for token in missing)
    minor = tuple(f'name "{pair}" joins parts that never stand together in the evidence' for pair in joined)
    return Finding(
        {"names_missing": min(1.0, len(missing) / 2), "names_joined": min(1.0, len(joined) / 2)}, fatal, minor
    )


def _inside(claim: Reading) -> list[Token]:
    """The other capitalised words inside the sentence: titles, which are no names ("Sen." where the sources have
    "Senator"), and words that bind, which a capital makes look like one ("President Although")."""
    if claim.title_case:
        return []
    inside = [t for t in claim.tokens if t.capital and t.stem and not t.first and len(t.folded) > 1]
    return [t for t in inside if t.folded in HONORIFICS or not t.content]


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
