"""May two nouns mean the same one? What sources put side by side: "President Brandt", "Brandt, the mayor"."""

from collections.abc import Iterable

from summarizer.summaries.verification.alignment import Alignment

_BETWEEN = frozenset((",", "the", "a", "an", "is", "was"))
_APART = 3


def alias(alignment: Alignment, one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether some source has a word of each (stems) side by side, with no more than a comma, an article or "is" between."""
    others = tuple(other)
    return any(
        abs(i - j) <= _APART and all(token.folded in _BETWEEN for token in tokens[min(i, j) + 1 : max(i, j)])
        for tokens, places in ((s.reading.tokens, s.reading.positions) for s in alignment.sources)
        for a in one
        for i in places.get(a, ())
        for b in others
        for j in places.get(b, ())
        if not (tokens[i].folded.endswith("ing") or tokens[j].folded.endswith("ing"))
    )
