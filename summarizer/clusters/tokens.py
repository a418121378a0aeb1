"""A text -> its terms: stemmed 1- and 2-grams as 64-bit keys, each with how often it occurs. Knows no batch.

Keys instead of strings: millions of terms fit in arrays, and what was counted once is kept by content between runs.
"""

import re
import unicodedata
from collections import OrderedDict
from collections.abc import Sequence
from functools import cache, lru_cache
from hashlib import blake2b
from itertools import pairwise

import numpy as np

from summarizer import sentence_ends
from summarizer.protocols import Cache
from summarizer.text import fold, sentences, stem, stop_words, words
from summarizer.types import Article, content_id

VERSION = "2"
"""Of what a key and a count mean: a change here makes what is cached worthless."""
TITLE_TIMES = 3
FIRST_WORDS = 300
MOST_LETTERS = 20 * FIRST_WORDS
KEPT = 20_000
"""How many articles' counts stay in memory: some 60 MB."""
CHUNK = 2_000

_WIRE = (
    "monday tuesday wednesday thursday friday saturday sunday reuters afp ap associated press say says said told "
    "tell report reports reported reporting news agency breaking update updated live video photo photos exclusive "
    "opinion analysis today yesterday week month year"
)
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
    more = f"{_WIRE} {_TIME.get(language, '')}".split()
    return frozenset((*(fold(word) for word in stop_words(language)), *more))


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
def _stem(word: str, language: str) -> str:
    """The stem of a folded word, '' for a stop word or a lone letter."""
    plain = word.removesuffix("'s")
    if plain in _stops(language) or (len(plain) < 2 and not plain.isdigit()):
        return ""
    return stem(plain, language)


def stems_of(text: str, language: str) -> list[str]:
    """The stems of a text's first 300 words, stop words as ''."""
    return [_stem(word, language or "en") for word in _split(_plain(text[:MOST_LETTERS]))[:FIRST_WORDS]]


@lru_cache(maxsize=200_000)
def key_of(name: str) -> int:
    """The key of a stem, even and the same in every process; 0 for none. A bigram's is made of its parts' keys."""
    if not name:
        return 0
    return int.from_bytes(blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little") & ~1


def _bigrams(keys: np.ndarray) -> np.ndarray:
    """The odd key of each two neighbours, 0 where one is a stop word; mixed as splitmix64 does (Steele 2014)."""
    first, second = keys[:-1], keys[1:]
    mixed = first * np.uint64(0x9E3779B97F4A7C15) + second
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.where((first == 0) | (second == 0), np.uint64(0), (mixed ^ (mixed >> np.uint64(31))) | np.uint64(1))


def _keys(text: str, language: str) -> tuple[list[str], np.ndarray]:
    stems = stems_of(text, language)
    return stems, np.fromiter((key_of(name) for name in stems), dtype=np.uint64, count=len(stems))


def names_of(article: Article) -> dict[int, str]:
    """The terms of an article by key: a stem, or two with a space between."""
    found: dict[int, str] = {}
    for text in (_title(article), article.text):
        stems, keys = _keys(text, article.language)
        found.update(zip(keys.tolist(), stems, strict=True))
        found.update(zip(_bigrams(keys).tolist(), (f"{a} {b}" for a, b in pairwise(stems)), strict=True))
    found.pop(0, None)
    return found


Counts = tuple[np.ndarray, np.ndarray]
"""Keys (uint64, ascending) and how often each occurs (uint16); the title counts three times."""


def _count(title: str, text: str, language: str) -> Counts:
    parts = [_keys(part, language)[1] for part in (title, text)]
    every = [grams for keys in parts for grams in (keys, _bigrams(keys))]
    weight = np.repeat((TITLE_TIMES, TITLE_TIMES, 1, 1), [len(grams) for grams in every])
    found, place = np.unique(np.concatenate(every), return_inverse=True)
    times = np.bincount(place, weight, minlength=len(found)).astype(np.uint16)
    return (found[1:], times[1:]) if len(found) and found[0] == 0 else (found, times)


def _title(article: Article) -> str:
    """Without a title the first sentence serves."""
    if article.title:
        return article.title
    spans = sentences(article.text[:600], article.language)
    return article.text[spans[0][0] : spans[0][1]] if spans else ""


def _version(language: str) -> str:
    """Of the counts, and of where sentences end in a language with rules of its own."""
    return f"{VERSION}.{sentence_ends.VERSION}" if language in sentence_ends.LANGUAGES else VERSION


_memory: OrderedDict[str, Counts] = OrderedDict()


def counted(articles: Sequence[Article], cache: Cache | None = None) -> list[Counts]:
    """The counts of each article, from memory or the cache where its content was counted before."""
    found: list[Counts] = []
    for start in range(0, len(articles), CHUNK):
        found += _chunk(articles[start : start + CHUNK], cache)
    return found


def _chunk(articles: Sequence[Article], cache: Cache | None) -> list[Counts]:
    keys = [content_id(_version(a.language), a.language, a.title, a.text[:MOST_LETTERS]) for a in articles]
    known = {key: kept for key in keys if (kept := _memory.get(key)) is not None}
    missing = [key for key in keys if key not in known]
    if cache is not None and missing:
        known.update((key, _unpack(value)) for key, value in cache.cached("terms", missing).items())
    fresh: dict[str, Counts] = {}
    for key, article in zip(keys, articles, strict=True):
        if key not in known:
            known[key] = fresh[key] = _count(_title(article), article.text, article.language)
    if cache is not None and fresh:
        cache.cache("terms", {key: _pack(value) for key, value in fresh.items()})
    for key in keys:
        _memory[key] = known[key]
    while len(_memory) > KEPT:
        _memory.popitem(last=False)
    return [known[key] for key in keys]


def forget() -> None:
    """Empty this process's memory of counts; what a cache keeps stays."""
    _memory.clear()


def _pack(counts: Counts) -> bytes:
    return counts[0].astype("<u8").tobytes() + counts[1].astype("<u2").tobytes()


def _unpack(value: bytes) -> Counts:
    size = len(value) // 10
    keys = np.frombuffer(value, dtype="<u8", count=size).astype(np.uint64, copy=False)
    return keys, np.frombuffer(value, dtype="<u2", count=size, offset=8 * size).astype(np.uint16, copy=False)
