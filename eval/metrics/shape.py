"""How a summary is built: length, redundancy, how extractive it is, how evenly it draws on its sources.

CARD: `words` counts words. `redundancy` is the share of repeated trigrams (0 best). `novelty` is the share of bigrams
that no source holds (0: copied). `density` is the mean length of the copied fragment a word lies in (Grusky 2018).
`balance` is the entropy of the sources cited over the highest possible (1: even). None says whether a summary is true.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise


def tokens(text: str) -> list[str]:
    """Lower-case words and numbers."""
    return re.findall(r"\w+", text.lower())


def redundancy(text: str) -> float | None:
    """The share of trigrams that occurred before; None for fewer than three words."""
    words = tokens(text)
    grams = list(zip(words, words[1:], words[2:], strict=False))
    return 1 - len(set(grams)) / len(grams) if grams else None


def novelty(text: str, sources: Sequence[str]) -> float | None:
    """The share of the summary's bigrams that no source holds."""
    words = tokens(text)
    own = list(pairwise(words))
    held = {pair for source in sources for pair in pairwise(tokens(source))}
    return sum(pair not in held for pair in own) / len(own) if own else None


def density(text: str, sources: Sequence[str]) -> float | None:
    """Mean squared fragment length over words: extractive fragment density."""
    words = tokens(text)
    if not words:
        return None
    joined = [tokens(source) for source in sources]
    places: dict[str, list[tuple[int, int]]] = {}
    for number, source in enumerate(joined):
        for place, word in enumerate(source):
            places.setdefault(word, []).append((number, place))
    total, at = 0, 0
    while at < len(words):
        best = 0
        for number, place in places.get(words[at], ()):
            length = 0
            source = joined[number]
            while (
                at + length < len(words)
                and place + length < len(source)
                and words[at + length] == source[place + length]
            ):
                length += 1
            best = max(best, length)
        total += best * best
        at += max(best, 1)
    return total / len(words)


def balance(cited: Sequence[str], sources: int) -> float | None:
    """How evenly the citations spread over the sources; None with fewer than two sources or no citation."""
    if sources < 2 or not cited:
        return None
    counts = Counter(cited)
    shares = [count / len(cited) for count in counts.values()]
    return -sum(share * math.log(share) for share in shares) / math.log(sources)
