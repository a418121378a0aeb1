"""How alike in meaning are the sentences that may be told? By the vectors of a small embedding model, each computed once.

Words alone miss a fact told in other words ("met the deposed president", "her first talk with Morsi"); vectors alone take
what is about one thing for one fact. Both together find it.
"""

from collections.abc import Callable, Sequence

import numpy as np

from summarizer.summaries.sentences import content_stems

SAME, WORDS = 0.82, 0.5
"""Two sentences tell the same where their cosine and so much of the share of content words they have in common reach this: of
150 pairs of printed sentences that words alone had let stand, chosen by reading (training/README.md): 30 reach it, 16 of them
repeats, 6 in part; 13 repeats do not."""

Embed = Callable[[Sequence[str]], np.ndarray]
"""Texts -> (n, d) unit vectors."""


class Likeness:
    """The vectors of a story's sentences."""

    def __init__(self, embed: Embed) -> None:
        self._embed = embed
        self._known: dict[str, np.ndarray] = {}

    def same(self, texts: Sequence[str], language: str) -> np.ndarray:
        """(n, n) whether two texts tell the same, mainly."""
        return self.cosines(texts) + WORDS * _shared(texts, language) >= SAME

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
