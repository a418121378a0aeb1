"""Articles -> exact copies left out, near-copies paired. Near-linear in the articles; independent of their order.

Near-copies: containment of 5-word shingles in the shorter text (Broder 1997), candidates by MinHash with 32 bands of
two rows, which finds a trimmed or updated wire copy where 16 x 4 misses half of them.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import numpy as np

from summarizer.text import fold, word_count, words
from summarizer.types import Article, Duplicate, content_id

SHINGLE = 5
LEAST_WORDS = 40
COPY = 0.5
SAME_STORY = 0.3
BANDS, ROWS = 32, 2
LEAST_FOR_BOILERPLATE = 5
_TRACKING = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid", "ref", "cmpid", "ocid", "ns_", "at_")


@dataclass(frozen=True, slots=True)
class NearCopies:
    """Pairs (id, id, containment in the shorter), ids in order, and what follows from them."""

    pairs: tuple[tuple[str, str, float], ...] = ()

    @property
    def copies(self) -> tuple[tuple[str, str], ...]:
        """Wire copies, updates, trimmed versions: one origin."""
        return tuple((a, b) for a, b, containment in self.pairs if containment >= COPY)

    @property
    def same_story(self) -> tuple[tuple[str, str], ...]:
        """Pairs that share so much that they tell the same story."""
        return tuple((a, b) for a, b, containment in self.pairs if containment >= SAME_STORY)


def canonical_url(url: str) -> str:
    """The address without tracking parameters, fragment, `www.` and a trailing slash, for comparing."""
    parts = urlsplit(url.strip())
    query = urlencode(
        [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not k.startswith(_TRACKING)]
    )
    host = parts.netloc.lower().removeprefix("www.").removeprefix("m.")
    return urlunsplit(
        ("https" if parts.scheme in ("http", "https") else parts.scheme, host, parts.path.rstrip("/"), query, "")
    )


def drop_exact(articles: Sequence[Article]) -> tuple[tuple[Article, ...], tuple[Duplicate, ...]]:
    """One article of each address, and of each text within an outlet; the others as duplicates of it.

    The same text in another named outlet is a wire copy and stays: it joins its origin's group. Kept is the copy that
    knows most (dated, with an outlet, longest), whatever the order; the result keeps the order of the input.
    """
    best_first = sorted(articles, key=_merit)
    by_url: dict[str, str] = {}
    by_text: dict[tuple[str, str], str] = {}
    outlets_of: dict[str, dict[str, str]] = defaultdict(dict)
    equal: dict[str, tuple[str, str]] = {}
    kept: set[str] = set()
    for article in best_first:
        url = canonical_url(article.url) if article.url else ""
        text = content_id(
            " ".join(words(fold(article.text))), "" if word_count(article.text) >= 8 else fold(article.title)
        )
        outlet = fold(article.source)
        same = outlets_of[text]
        if article.id in kept:
            equal[article.id] = (article.id, "same article")
        elif url and url in by_url:
            equal[article.id] = (by_url[url], "same address")
        elif (text, outlet) in by_text:
            equal[article.id] = (by_text[text, outlet], "same text")
        elif same and not outlet:
            equal[article.id] = (min(same.values()), "same text")
        else:
            kept.add(article.id)
            if url:
                by_url[url] = article.id
            by_text[text, outlet] = article.id
            same[outlet] = article.id
    found, duplicates, seen = [], [], set()
    for article in articles:
        if article.id in kept and article.id not in seen:
            seen.add(article.id)
            found.append(article)
        else:
            target, reason = equal.get(article.id, (article.id, "same article"))
            label = article.url or article.title or article.id
            duplicates.append(Duplicate(label, target, article.source, article.url, reason))
    return tuple(found), tuple(duplicates)


def _merit(article: Article) -> tuple[bool, bool, bool, int, str, str]:
    return (article.published is None, not article.source, article.blurb, -len(article.text), article.url, article.id)


def near_copies(articles: Sequence[Article]) -> NearCopies:
    """All pairs whose shorter text lies by 30% or more in the longer; texts under 40 words are not compared."""
    long = [article for article in sorted(articles, key=lambda a: a.id) if word_count(article.text) >= LEAST_WORDS]
    shingles = _without_boilerplate(long, [_shingles(article.text) for article in long])
    pairs = []
    for a, b in sorted(_candidates(shingles)):
        first, second = shingles[a], shingles[b]
        shorter = min(len(first), len(second))
        containment = len(np.intersect1d(first, second, assume_unique=True)) / shorter if shorter else 0.0
        if containment >= SAME_STORY:
            pairs.append((long[a].id, long[b].id, round(containment, 4)))
    return NearCopies(tuple(pairs))


@lru_cache(maxsize=20_000)
def _shingles(text: str) -> np.ndarray:
    """Sorted hashes (uint64) of the text's 5-word shingles."""
    tokens = words(fold(text))
    hashes = np.fromiter((_hash(token) for token in tokens), dtype=np.uint64, count=len(tokens))
    if len(hashes) < SHINGLE:
        return np.zeros(0, dtype=np.uint64)
    mixed = np.zeros(len(hashes) - SHINGLE + 1, dtype=np.uint64)
    for offset in range(SHINGLE):
        mixed = mixed * np.uint64(0x9E3779B97F4A7C15) + hashes[offset : len(hashes) - SHINGLE + 1 + offset]
        mixed ^= mixed >> np.uint64(29)
    return np.unique(mixed)


@lru_cache(maxsize=500_000)
def _hash(token: str) -> int:
    """A hash that does not depend on the run (Python's own does)."""
    from hashlib import blake2b

    return int.from_bytes(blake2b(token.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def _without_boilerplate(articles: Sequence[Article], shingles: list[np.ndarray]) -> list[np.ndarray]:
    """Drop what an outlet repeats in five or more of its own articles: it tells nothing of the story."""
    by_outlet: dict[str, list[int]] = defaultdict(list)
    for index, article in enumerate(articles):
        if article.source:
            by_outlet[fold(article.source)].append(index)
    for members in by_outlet.values():
        if len(members) < LEAST_FOR_BOILERPLATE:
            continue
        values, counts = np.unique(np.concatenate([shingles[i] for i in members]), return_counts=True)
        common = values[counts >= LEAST_FOR_BOILERPLATE]
        if len(common):
            for i in members:
                shingles[i] = np.setdiff1d(shingles[i], common, assume_unique=True)
    return shingles


def _candidates(shingles: Sequence[np.ndarray]) -> set[tuple[int, int]]:
    rng = np.random.default_rng(20240607)
    factors = rng.integers(1, 2**63, BANDS * ROWS, dtype=np.uint64) | np.uint64(1)
    adds = rng.integers(0, 2**63, BANDS * ROWS, dtype=np.uint64)
    buckets: dict[tuple[int, int, int], list[int]] = defaultdict(list)
    for index, own in enumerate(shingles):
        if not len(own):
            continue
        least = (own[None, :] * factors[:, None] + adds[:, None]).min(axis=1).reshape(BANDS, ROWS)
        for band in range(BANDS):
            buckets[band, int(least[band, 0]), int(least[band, 1])].append(index)
    return {pair for members in buckets.values() for pair in _pairs(members)}


def _pairs(members: Sequence[int], most: int = 200) -> Iterable[tuple[int, int]]:
    """All pairs of a bucket; in one of hundreds, each with its next twenty, which chains them as well."""
    if len(members) <= most:
        return ((a, b) for i, a in enumerate(members) for b in members[i + 1 :])
    return ((a, b) for i, a in enumerate(members) for b in members[i + 1 : i + 21])
