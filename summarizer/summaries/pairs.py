"""A story's openings -> its pairs of neighbouring words, each with where it stands and how common it is in news.

What a network that guesses which of them people would tell again (salience.py) reads. English only.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

import numpy as np

from summarizer.summaries.origins import Groups, origin_of
from summarizer.summaries.sentences import sentences_of, title_told
from summarizer.text import plain_words, stem, stop_words, word_count
from summarizer.types import Article

LANGUAGE = "en"
OPENING = 90
"""So many words of an article are read: news has in them what is to be told."""
DECAY = 0.3
"""How much less a sentence counts for each place that it stands later."""
LEAST = 5
"""What stands in fewer stories is no statistic: as if it stood in none."""
FEATURES = (
    "share of origins",
    "share of origins, early ones more",
    "times",
    "how early it stands first",
    "its first word is a stop word",
    "its second word is a stop word",
    "share of titles",
    "share of titles with its words",
    "articles have titles",
    "words that are mostly capitalised",
    "words with figures",
    "share of origins with its first word",
    "share of origins with its second word",
    "rarity",
    "rarity of its first word",
    "rarity of its second word",
)


@dataclass(frozen=True, slots=True)
class Commonness:
    """In how many of so many stories a stem, or a pair "a b" of them, stands; those in fewer than `LEAST` are not in the table."""

    stories: int
    count: Mapping[str, int]

    def rarity(self, term: str, less: int = 0) -> float:
        """The logarithm of all stories by those with it; `less`: so many of these do not count. A story of the table must not
        look otherwise than a new one: what is left of `LEAST` is none."""
        rest = self.count.get(term, 0) - less
        return math.log(self.stories / ((rest if rest >= LEAST else 0) + 0.5))


@lru_cache(maxsize=20_000)
def stems_in(text: str) -> tuple[str, ...]:
    """The stems of a text's words, stop words too, in order."""
    return tuple(stem(word, LANGUAGE) for word in plain_words(text))


@lru_cache(maxsize=20_000)
def pairs_in(text: str) -> tuple[str, ...]:
    """The pairs of neighbouring stems of a text, "a b", in order."""
    return tuple(f"{one} {other}" for one, other in pairwise(stems_in(text)))


def opening(article: Article) -> Iterator[tuple[int, str]]:
    """The places and texts of an article's first sentences, at least one."""
    told = 0
    for number, sentence in enumerate(sentences_of(article)):
        told += word_count(sentence.text)
        if told > OPENING and number:
            return
        yield sentence.index, sentence.text


def features(
    articles: Sequence[Article], common: Commonness, origin_groups: Groups = (), less: int = 0
) -> tuple[list[str], np.ndarray]:
    """The pairs of the openings, and (pairs, `FEATURES`) what there is to know of each; shares are of origins, so that what
    many outlets carry counts once. `less` as in `Commonness.rarity`: the story itself, where the table was made with it.
    """
    origins = origin_of(articles, origin_groups)
    size = Counter(origins.values())
    found = defaultdict[str, _Seen](_Seen)
    having, titled, capitals, others = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for article in articles:
        share = 1 / size[origins[article.id]] / len(size)
        first: dict[str, int] = {}
        stems = set[str]()
        for place, text in opening(article):
            stems.update(stems_in(text))
            for pair in pairs_in(text):
                first.setdefault(pair, place)
                found[pair].times += share
            for at, word in enumerate(text.split()):
                upper = at > 0 and word.lstrip("\"'“‘(")[:1].isupper()
                (capitals if upper else others).update(stems_in(word)[:1])
        having.update(dict.fromkeys(stems, share))
        title = title_told(article)
        titled.update(dict.fromkeys(stems_in(title), share))
        for pair, place in first.items():
            seen, early = found[pair], math.exp(-DECAY * place)
            seen.share += share
            seen.early += share * early
            seen.earliest = max(seen.earliest, early)
            seen.titles += share * (pair in pairs_in(title))
    stops, any_title = _stopped(), bool(titled)
    rows = []
    for pair, seen in found.items():
        ends = one, other = tuple(pair.split(" "))
        rows.append((
            seen.share, seen.early, math.log1p(seen.times), seen.earliest, one in stops, other in stops,
            seen.titles, (titled[one] + titled[other]) / 2, any_title,
            sum(capitals[end] > others[end] for end in ends), sum(any(map(str.isdigit, end)) for end in ends),
            having[one], having[other], common.rarity(pair, less), common.rarity(one, less), common.rarity(other, less),
        ))  # fmt: skip
    return list(found), np.array(rows, dtype=np.float64).reshape(len(rows), len(FEATURES))


@dataclass(slots=True)
class _Seen:
    """What the openings say of one pair."""

    share: float = 0.0
    early: float = 0.0
    times: float = 0.0
    earliest: float = 0.0
    titles: float = 0.0


@cache
def _stopped() -> frozenset[str]:
    """The stems of the stop words."""
    return frozenset(stem(word, LANGUAGE) for word in stop_words(LANGUAGE))
