"""Articles -> weighted terms: a sparse, normalised vector an article. Knows nothing of time or stories.

Stemmed 1- and 2-grams of the title (counted three times) and of the first 300 words; BM25's term frequency (Robertson
1994; k1 1.2, b 0.5); idf from a background table plus the batch; terms of a single article of the batch are dropped,
which is the largest single gain measured.
"""

import gzip
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

import numpy as np

from summarizer.text import fold, stem, stop_words, words
from summarizer.types import Article

K1, B = 1.2, 0.5
TITLE_TIMES = 3
FIRST_WORDS = 300
FEW = 60
"""In batches of about this size and below, terms of a single article still count for its length."""
_WIRE = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "reuters",
        "afp",
        "ap",
        "associated",
        "press",
        "say",
        "says",
        "said",
        "told",
        "tell",
        "report",
        "reports",
        "reported",
        "reporting",
        "news",
        "agency",
        "breaking",
        "update",
        "updated",
        "live",
        "video",
        "photo",
        "photos",
        "exclusive",
        "opinion",
        "analysis",
        "today",
        "yesterday",
        "week",
        "month",
        "year",
    ]
)


@dataclass(frozen=True, slots=True)
class Terms:
    """`matrix`: articles x terms, CSR float32, rows of length 1 (or 0); `names`: the stems of each column."""

    matrix: Any
    names: tuple[str, ...]


@cache
def background() -> tuple[int, dict[str, int]]:
    """How many documents the background table saw, and in how many each stem stood."""
    lines = gzip.decompress(files("summarizer.clusters").joinpath("background.gz").read_bytes()).decode().split("\n")
    table = {name: int(count) for name, count in (line.split(" ") for line in lines[1:] if line)}
    return int(lines[0]), table


_TIME = {
    "de": "montag dienstag mittwoch donnerstag freitag samstag sonntag tag tage tagen woche wochen monat monate jahr "
    "jahre jahren heute gestern sagte sagten",
    "es": "lunes martes miercoles jueves viernes sabado domingo dia dias semana semanas mes meses ano anos hoy ayer "
    "dijo dijeron segun",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche jour jours semaine semaines mois an ans annee annees "
    "hier selon",
    "it": "lunedi martedi mercoledi giovedi venerdi sabato domenica giorno giorni settimana settimane mese mesi anno "
    "anni oggi ieri",
    "nl": "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag dag dagen week weken maand maanden jaar jaren "
    "vandaag gisteren zei",
    "pt": "segunda terca quarta quinta sexta sabado domingo dia dias semana semanas mes meses ano anos hoje ontem disse",
}
"""What English has in its wire words, for languages whose common words no background table knows; folded."""


@cache
def _stops(language: str) -> frozenset[str]:
    """Stop and wire words, folded as the text is ("años" -> "anos")."""
    return frozenset(fold(word) for word in stop_words(language)) | _WIRE | {*_TIME.get(language, "").split()}


_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
"""Runs of scripts that put no spaces between words (Thai, Lao, Burmese, Khmer, kana, Han), or particles on them (Hangul)."""


def _pairs_of_signs(run: re.Match[str]) -> str:
    signs = run.group()
    return f" {' '.join(a + b for a, b in pairwise(signs))} " if len(signs) > 1 else f" {signs} "


def _plain(text: str) -> str:
    """Folded; where words are not spaced, overlapping pairs of signs stand for them (as in CJK retrieval: Lee 1996)."""
    if not _UNSPACED.search(text):
        return fold(text)
    return _UNSPACED.sub(_pairs_of_signs, unicodedata.normalize("NFC", fold(text)))


def _split(text: str) -> list[str]:
    """The words, a pair of signs whole although a vowel mark is no letter."""
    if not _UNSPACED.search(text):
        return words(text)
    return [w for part in text.split() for w in ([part] if _UNSPACED.fullmatch(part) else words(part))]


@lru_cache(maxsize=200_000)
def tokens_of(text: str, language: str) -> tuple[str, ...]:
    """The stems of a text's first words, stop words as ''."""
    stops = _stops(language or "en")
    found = []
    for word in _split(_plain(text))[:FIRST_WORDS]:
        plain = word.removesuffix("'s")
        found.append(
            "" if plain in stops or (len(plain) < 2 and not plain.isdigit()) else stem(plain, language or "en")
        )
    return tuple(found)


@lru_cache(maxsize=150_000)
def counts_of(title: str, text: str, language: str) -> tuple[tuple[str, int], ...]:
    """Each term of an article with how often it occurs; the title counts three times."""
    found: Counter[str] = Counter()
    for part, times in ((title, TITLE_TIMES), (text, 1)):
        stems = tokens_of(part, language)
        for first, second in pairwise((*stems, "")):
            if first:
                found[first] += times
                if second:
                    found[f"{first} {second}"] += times
    return tuple(found.items())


def vectorize(articles: Sequence[Article]) -> Terms:
    """The articles' terms; an article whose terms are all its own has an empty row."""
    from scipy.sparse import csr_matrix

    counted = [counts_of(a.title or _opening(a.text), a.text, a.language) for a in articles]
    frequency: Counter[str] = Counter()
    for counts in counted:
        frequency.update(name for name, _ in counts)
    names = sorted(name for name, times in frequency.items() if times > 1)
    column = {name: place for place, name in enumerate(names)}
    seen, table = background()
    total = seen + len(articles)
    idf = np.array([math.log((total + 1) / (table.get(n, 0) + frequency[n] + 0.5)) for n in names], dtype=np.float32)
    lengths = np.array([sum(times for _, times in counts) for counts in counted], dtype=np.float32)
    norm = K1 * (1 - B + B * lengths / max(1.0, float(lengths.mean()) if len(lengths) else 1.0))
    rows, columns, values = [], [], []
    for row, counts in enumerate(counted):
        for name, times in counts:
            place = column.get(name)
            if place is not None:
                rows.append(row)
                columns.append(place)
                values.append(times * (K1 + 1) / (times + float(norm[row])))
    shape = (len(articles), len(names))
    matrix = csr_matrix((np.array(values, dtype=np.float32), (rows, columns)), shape=shape)
    matrix = matrix.multiply(np.maximum(idf, 0.01)[None, :]).tocsr() if len(names) else matrix
    shared = np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel()
    lengths_of_rows = np.sqrt(shared + own_weight(len(articles)) * _own(counted, column, table, total, norm))
    scale = np.divide(1.0, lengths_of_rows, out=np.zeros_like(lengths_of_rows), where=lengths_of_rows > 0)
    return Terms(matrix.multiply(scale[:, None]).tocsr().astype(np.float32), tuple(names))


def own_weight(size: int) -> float:
    """How much of an article's own terms its length keeps: all in a handful, where nearly every term is of one article
    and what is left would look alike; nothing in a hundred."""
    return 1.0 / (1.0 + (size / FEW) ** 3)


def _own(
    counted: Sequence[tuple[tuple[str, int], ...]],
    column: dict[str, int],
    table: dict[str, int],
    total: int,
    norm: np.ndarray,
) -> np.ndarray:
    """For each article the squared weight of the terms that are its alone; zeros in large batches, where none counts."""
    found = np.zeros(len(counted), dtype=np.float32)
    if own_weight(len(counted)) < 0.001:
        return found
    for row, counts in enumerate(counted):
        for name, times in counts:
            if name not in column:
                idf = max(0.01, math.log((total + 1) / (table.get(name, 0) + 1.5)))
                found[row] += (idf * times * (K1 + 1) / (times + float(norm[row]))) ** 2
    return found


def _opening(text: str) -> str:
    """Without a title the first sentence serves."""
    from summarizer.text import sentences

    spans = sentences(text[:600])
    return text[spans[0][0] : spans[0][1]] if spans else ""
