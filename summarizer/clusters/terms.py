"""Articles -> weighted terms: a sparse, normalised vector an article. Knows nothing of time or stories.

Stemmed 1- and 2-grams of the title (counted three times) and of the first 300 words; BM25's term frequency (Robertson
1994; k1 1.2, b 0.5); idf from a background table plus the batch; terms of a single article of the batch are dropped,
which is the largest single gain measured.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from summarizer.clusters.tokens import Counts, counted, key_of
from summarizer.count_table import unpacked
from summarizer.protocols import Cache
from summarizer.types import Article

K1, B = 1.2, 0.5
FEW = 60
"""In batches of about this size and below, terms of a single article still count for its length."""
TABLED = ("en", "")
"""The languages that the background table knows; an unknown one is taken for English."""
UNSEEN = 500
"""In how many of the background's documents a word of another language is taken to stand, in a handful of articles.

There the batch does not tell names from common words. Measured on English without its table, in batches of 5 to 40
articles: .870 without, .922 with this (.939 with the table), the same from 320 to 1,200.
"""
LEAST_OWN = 0.001


@dataclass(frozen=True, slots=True)
class Terms:
    """`matrix`: articles x terms, CSR float32, rows of length 1 (or 0); `keys`: of each column, ascending."""

    matrix: Any
    keys: np.ndarray


@cache
def background() -> tuple[int, np.ndarray, np.ndarray]:
    """How many documents the background table saw, the keys of its stems, ascending, and in how many each stood."""
    total, counts = unpacked(files("summarizer.clusters").joinpath("background.gz").read_bytes())
    table = {key_of(name): count for name, count in counts.items()}
    keys = np.array(sorted(table), dtype=np.uint64)
    return total, keys, np.array([table[key] for key in keys.tolist()], dtype=np.int64)


def vectorize(articles: Sequence[Article], cache: Cache | None = None) -> Terms:
    """The articles' terms; an article whose terms are all its own has an empty row.

    With a cache, an article's terms are counted once for all batches.
    """
    from scipy.sparse import csr_matrix

    counts = counted(articles, cache)
    keys, frequency = _shared(counts)
    own = own_weights(articles)
    unseen = {a.language: 0.0 if a.language in TABLED else UNSEEN * w for a, w in zip(articles, own, strict=True)}
    idfs = {language: _idf(keys, frequency, len(articles), prior) for language, prior in unseen.items()}
    totals = np.array([float(times.sum()) for _, times in counts])
    norm = K1 * (1 - B + B * totals / max(1.0, float(totals.mean()) if len(totals) else 1.0))
    squares = np.zeros(len(articles))
    columns: list[np.ndarray] = []
    values: list[np.ndarray] = []
    for row, (names, times) in enumerate(counts):
        language = articles[row].language
        weight = times * (K1 + 1) / (times + norm[row])
        place = np.searchsorted(keys, names)
        place[place == len(keys)] = 0
        shared = keys[place] == names if len(keys) else np.zeros(len(names), dtype=bool)
        place = place[shared]
        value = weight[shared] * idfs[language][place]
        squares[row] = value @ value
        if own[row] >= LEAST_OWN:
            lone = weight[~shared] * _idf(names[~shared], 1, len(articles), unseen[language])
            squares[row] += own[row] * (lone @ lone)
        columns.append(place.astype(np.int32))
        values.append((value / np.sqrt(squares[row]) if squares[row] else value).astype(np.float32))
    ends = np.concatenate([[0], np.cumsum([len(c) for c in columns])])
    shape = (len(articles), len(keys))
    flat = (np.concatenate(values), np.concatenate(columns)) if columns else (np.zeros(0), np.zeros(0, dtype=np.int32))
    return Terms(csr_matrix((*flat, ends), shape=shape), keys)


def own_weights(articles: Sequence[Article]) -> np.ndarray:
    """How much of its own terms each article's length keeps, by how many articles the batch has in its language.

    All in a handful, where nearly every term is of one article and what is left would look alike; nothing in a hundred.
    Where the language is unknown the whole batch counts.
    """
    sizes = Counter(article.language for article in articles)
    sizes[""] = len(articles)
    return np.array([1.0 / (1.0 + (sizes[article.language] / FEW) ** 3) for article in articles])


def _shared(counts: Sequence[Counts]) -> tuple[np.ndarray, np.ndarray]:
    """The keys that more than one article has, ascending, and how many have each."""
    every = np.concatenate([keys for keys, _ in counts]) if counts else np.zeros(0, dtype=np.uint64)
    every.sort()
    begins = np.flatnonzero(np.concatenate([np.ones(min(1, len(every)), dtype=bool), every[1:] != every[:-1]]))
    frequency = np.diff(begins, append=len(every))
    return every[begins[frequency > 1]], frequency[frequency > 1]


def _idf(keys: np.ndarray, frequency: np.ndarray | int, articles: int, unseen: float) -> np.ndarray:
    """Inverse document frequency over the background's documents and the batch's, at least .01.

    `unseen` are the documents that each word, but no bigram, is taken to stand in besides.
    """
    seen, known, times = background()
    place = np.minimum(np.searchsorted(known, keys), len(known) - 1)
    common = np.where(known[place] == keys, times[place], 0) + np.where(keys % np.uint64(2) == 0, unseen, 0.0)
    return np.asarray(np.maximum(np.log((seen + articles + 1) / (common + frequency + 0.5)), 0.01))
