"""Which words of a sentence are names, going by capitals and by how the sources write them. Knows no evidence."""

from summarizer.numerals import MONTHS, WEEKDAYS
from summarizer.summaries.verification.reading import Reading, Token
from summarizer.summaries.verification.same_names import group

_TITLES = (
    "mr mrs ms miss dr sir lord lady prof professor president prime minister chancellor king queen prince "
    "princess pope senator sen rep representative congressman congresswoman governor gov mayor judge justice "
    "secretary general gen col colonel capt captain lt sgt sergeant chief former ex vice deputy foreign interior "
    "defence defense"
)
HONORIFICS = frozenset(_TITLES.split())
"""Words before a name that are no part of it."""
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


def may_name(token: Token, reading: Reading) -> bool:
    """Whether a sentence has this name, its country by another form, or its acronym written out."""
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
