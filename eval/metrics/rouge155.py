"""ROUGE as ROUGE-1.5.5 (Lin, 2004) computes it, in pure Python: ROUGE-1..4, L, Lsum, SU4; equal to the original.

What differs from other implementations: its own stemmer (see porter155), irregular forms looked up first, words of
three letters or fewer left alone, `-` a separator, the cut to N words *before* tokenizing, hits and counts pooled
over the references (`-f A`), or those of the reference with the highest *recall* (`-f B`). The original's ROUGE-L goes
sentence by sentence: it is `rougeLsum` here, and `rougeL` reads the text as one sequence. Its oddities are kept: SU4
counts no last word of a text as a unigram, and a limit in bytes cuts each sentence by itself for ROUGE-L.

Jackknifing is that of the versions before 1.5: the mean over all sets of references but one, of the best in the set.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from eval.metrics.porter155 import stem
from eval.metrics.unicode_words import SIGNATURE, unicode_words
from summarizer.errors import InputError

Multi = Literal["pool", "best", "mean", "jackknife"]
METRICS = ("rouge1", "rouge2", "rouge3", "rouge4", "rougeL", "rougeLsum", "rougeSU4")

_OTHER = re.compile(r"[^A-Za-z0-9\-]+")


@dataclass(frozen=True, slots=True)
class Score:
    """Recall, precision and F, each in [0, 1]; a larger alpha makes F more of a precision."""

    r: float
    p: float
    f: float


@dataclass(frozen=True, slots=True)
class Hits:
    """Sufficient statistics: overlapping units, units of the reference, units of the candidate."""

    hits: int
    reference: int
    candidate: int

    def score(self, alpha: float = 0.5) -> Score:
        """The scores to five decimals; 0 where a side is empty, as the original has it.

        F is that of the rounded recall and precision: without it, one F in seven differs in the last decimal.
        """
        r = round(self.hits / self.reference, 5) if self.reference else 0.0
        p = round(self.hits / self.candidate, 5) if self.candidate else 0.0
        f = p * r / ((1 - alpha) * p + alpha * r) if (1 - alpha) * p + alpha * r > 0 else 0.0
        return Score(r, p, round(f, 5))


def read_exceptions(path: Path) -> dict[str, str]:
    """Irregular form -> base form, from a file of two columns. Raises InputError for one that has none."""
    try:
        rows = [line.split() for line in path.read_text(encoding="utf-8").splitlines()]
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read: {error}.") from error
    found = {row[0]: row[1] for row in rows if len(row) >= 2}
    if not found:
        raise InputError(f"{path} holds no irregular form: two columns are expected.")
    return found


@dataclass(frozen=True, slots=True)
class Prepared:
    """A text's tokens by sentence."""

    sentences: list[list[str]]
    for_lcs: list[list[str]]
    """What ROUGE-Lsum aligns: the same, but for a limit in bytes."""

    @property
    def flat(self) -> list[str]:
        """All tokens."""
        return [token for sentence in self.sentences for token in sentence]


@dataclass(frozen=True, slots=True)
class Rouge155:
    """The original's options: -m (stemming), -l (words), -b (bytes), -f A/B, -p (alpha)."""

    words: int = 0
    bytes: int = 0
    stemming: bool = True
    exceptions: Mapping[str, str] | None = None
    multi: Multi = "pool"
    alpha: float = 0.5
    unicode: bool = False

    @property
    def signature(self) -> str:
        """Everything that two numbers must share to be compared."""
        cut = f"words:{self.words}" if self.words else f"bytes:{self.bytes}" if self.bytes else "cut:no"
        table = f"exceptions:{len(self.exceptions)}" if self.exceptions else "exceptions:no"
        tokens = SIGNATURE if self.unicode else "ascii"
        stems = "stem:porter155" if self.stemming else "stem:no"
        return f"rouge155|{stems}|{table}|{cut}|multi:{self.multi}|alpha:{self.alpha}|tok:{tokens}|v:2"

    def score(
        self, candidate: Sequence[str], references: Sequence[Sequence[str]], metrics: Sequence[str] = METRICS
    ) -> dict[str, Score]:
        """The scores of a candidate (its sentences) against its references (their sentences), by metric."""
        own = self.prepare(candidate)
        others = [self.prepare(reference) for reference in references]
        return {metric: self._combine(metric, own, others) for metric in metrics}

    def prepare(self, sentences: Sequence[str]) -> Prepared:
        """Cut, then tokens by sentence."""
        kept = [self.tokens(sentence) for sentence in self._cut(sentences)]
        if not self.bytes:
            return Prepared(kept, kept)
        return Prepared(kept, [self.tokens(sentence) for sentence in self._cut_each(sentences)])

    def tokens(self, text: str) -> list[str]:
        """The stemmed tokens of a text."""
        if self.unicode:
            found = unicode_words(text)
        else:
            spaced = _OTHER.sub(" ", text.replace("-", " - ")).lower()
            found = [token for token in spaced.split() if token[0] != "-"]
        return [self._stem(token) for token in found] if self.stemming else found

    def _stem(self, token: str) -> str:
        if len(token) <= 3:
            return token
        if self.exceptions is not None and token in self.exceptions:
            return self.exceptions[token]
        return stem(token)

    def _cut(self, sentences: Sequence[str]) -> list[str]:
        if self.bytes:
            left, kept = self.bytes, []
            for sentence in sentences:
                raw = sentence.encode("utf-8")[:left]
                left -= len(raw)
                if raw:
                    kept.append(raw.decode("utf-8", "ignore"))
            return kept
        if not self.words:
            return list(sentences)
        left, kept = self.words, []
        for sentence in sentences:
            words = sentence.split()[:left]
            left -= len(words)
            if words:
                kept.append(" ".join(words))
        return kept

    def _cut_each(self, sentences: Sequence[str]) -> list[str]:
        """As the original cuts for ROUGE-L: no length is added up, and the first sentence that is too long ends it."""
        kept = []
        for sentence in sentences:
            raw = sentence.encode("utf-8")
            kept.append(raw[: self.bytes].decode("utf-8", "ignore"))
            if len(raw) >= self.bytes:
                break
        return kept

    def _combine(self, metric: str, own: Prepared, others: Sequence[Prepared]) -> Score:
        counted = [_count(metric, own, other) for other in others]
        if not counted:
            return Score(0.0, 0.0, 0.0)
        if self.multi == "pool":
            return _pool(counted).score(self.alpha)
        each = [hits.score(self.alpha) for hits in counted]
        if self.multi == "best":
            return _best(each)
        if self.multi == "jackknife" and len(each) > 1:
            return _mean([_best(each[:i] + each[i + 1 :]) for i in range(len(each))])
        return _mean(each)


def _best(scores: Sequence[Score]) -> Score:
    """That of the highest recall, the first of several: it is what `-f B` goes by."""
    return max(scores, key=lambda score: score.r)


def _pool(counted: Sequence[Hits]) -> Hits:
    return Hits(sum(h.hits for h in counted), sum(h.reference for h in counted), sum(h.candidate for h in counted))


def _mean(scores: Sequence[Score]) -> Score:
    n = len(scores)
    return Score(sum(s.r for s in scores) / n, sum(s.p for s in scores) / n, sum(s.f for s in scores) / n)


def _count(metric: str, own: Prepared, other: Prepared) -> Hits:
    if metric == "rougeLsum":
        return _union_lcs(own, other)
    if metric == "rougeL":
        return Hits(_lcs_length(other.flat, own.flat), len(other.flat), len(own.flat))
    if metric == "rougeSU4":
        a, b = _skip_bigrams(own.flat, 4), _skip_bigrams(other.flat, 4)
    else:
        n = int(metric[-1])
        a, b = _ngrams(own.flat, n), _ngrams(other.flat, n)
    return Hits((a & b).total(), b.total(), a.total())


def _ngrams(tokens: Sequence[str], n: int) -> Counter[tuple[str, ...]]:
    return Counter(tuple(tokens[i : i + n]) for i in range(len(tokens) - n + 1))


def _skip_bigrams(tokens: Sequence[str], gap: int) -> Counter[tuple[str, ...]]:
    # The original's loop ends before the last token, which is thus in pairs only.
    found: Counter[tuple[str, ...]] = Counter((token,) for token in tokens[:-1])
    for i, first in enumerate(tokens):
        for second in tokens[i + 1 : i + 2 + gap]:
            found[first, second] += 1
    return found


def _table(a: Sequence[str], b: Sequence[str]) -> list[list[int]]:
    rows = [[0] * (len(b) + 1)]
    for word in a:
        above, row = rows[-1], [0]
        for j, other in enumerate(b):
            row.append(above[j] + 1 if word == other else max(above[j + 1], row[j]))
        rows.append(row)
    return rows


def _lcs_length(a: Sequence[str], b: Sequence[str]) -> int:
    return _table(a, b)[-1][-1]


def _lcs_places(a: Sequence[str], b: Sequence[str]) -> list[int]:
    """Indices in `a` of one longest common subsequence."""
    rows, i, j, places = _table(a, b), len(a), len(b), []
    while i and j:
        if a[i - 1] == b[j - 1]:
            places.append(i - 1)
            i, j = i - 1, j - 1
        elif rows[i - 1][j] >= rows[i][j - 1]:
            i -= 1
        else:
            j -= 1
    return places


def _union_lcs(own: Prepared, other: Prepared) -> Hits:
    left, right = Counter(own.flat), Counter(other.flat)
    total_own, hits = left.total(), 0
    for sentence in other.for_lcs:
        union = sorted({place for candidate in own.for_lcs for place in _lcs_places(sentence, candidate)})
        for place in union:
            token = sentence[place]
            # A token counts as often as both sides hold it, however many sentences share it.
            if left[token] > 0 and right[token] > 0:
                left[token] -= 1
                right[token] -= 1
                hits += 1
    return Hits(hits, sum(map(len, other.for_lcs)), total_own)
