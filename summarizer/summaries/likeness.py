"""How alike in meaning are the sentences that may be told? By the vectors of a small embedding model, each computed once.

Words alone miss a fact told in other words ("met the deposed president", "her first talk with Morsi"); vectors alone take
what is about one thing for one fact. Both together find it.
"""

from collections.abc import Callable, Sequence

import numpy as np

from summarizer.summaries.sentences import content_stems

SAME = 0.82
"""Two sentences that are so much alike tell the same. Of 150 pairs of printed sentences that words alone had let stand 30 reach it, 16
of them repeats by reading, 6 in part; 13 repeats do not (training/README.md)."""
AGAIN = 0.74
"""An article's first sentence that is so much like the lead tells the event again: of 7 printed ones 5 did."""
WORDS = 0.5
"""What having all content words in common adds to the cosine."""

Embed = Callable[[Sequence[str]], np.ndarray]
"""Texts -> (n, d) unit vectors."""


class Likeness:
    """The vectors of a story's sentences."""

    def __init__(self, embed: Embed) -> None:
        self._embed = embed
        self._known: dict[str, np.ndarray] = {}

    def of(self, texts: Sequence[str], language: str) -> np.ndarray:
        """(n, n) how much alike they are, in [-1, 1 + WORDS]: the cosine, and what words in common add."""
        return self.cosines(texts) + WORDS * _shared(texts, language)

    def cosines(self, texts: Sequence[str]) -> np.ndarray:
        """(n, n) cosines, in [-1, 1]."""
        new = list(dict.fromkeys(text for text in texts if text not in self._known))
        if new:
            self._known.update(zip(new, self._embed(new), strict=True))
        rows = np.stack([self._known[text] for text in texts]) if texts else np.zeros((0, 1), dtype=np.float32)
        return np.asarray(rows @ rows.T)


def _shared(texts: Sequence[str], language: str) -> np.ndarray:
    """(n, n) the share of the shorter text's content stems that both have."""
    stems = [frozenset(content_stems(text, language)) for text in texts]
    rows = [[len(one & other) / max(1, min(len(one), len(other))) for other in stems] for one in stems]
    return np.array(rows, dtype=np.float32).reshape(len(texts), len(texts))
