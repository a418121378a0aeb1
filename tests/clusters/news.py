"""Invented news for the tests: stories of several outlets, singles, templates and streams, all from a seed."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from random import Random

from summarizer.testing import article
from summarizer.types import Article

NOON = datetime(2025, 6, 2, 12, tzinfo=UTC)
_ONSETS = [
    "b",
    "br",
    "c",
    "ch",
    "d",
    "dr",
    "f",
    "fl",
    "g",
    "gr",
    "h",
    "j",
    "k",
    "kl",
    "l",
    "m",
    "n",
    "p",
    "pr",
    "qu",
    "r",
    "s",
    "sk",
    "st",
    "t",
    "tr",
    "v",
    "w",
    "z",
]
_VOWELS = ["a", "e", "i", "o", "u", "ai", "ea", "io", "ou"]
_GLUE = ["the", "of", "in", "to", "and", "for", "on", "with", "after", "as"]


def word(random: Random, syllables: int = 3) -> str:
    """An invented word."""
    return "".join(random.choice(_ONSETS) + random.choice(_VOWELS) for _ in range(syllables))


def pool(random: Random, size: int, syllables: int = 3) -> list[str]:
    """So many different invented words."""
    found: dict[str, None] = {}
    while len(found) < size:
        found[word(random, syllables)] = None
    return list(found)


def prose(random: Random, own: Sequence[str], common: Sequence[str], length: int, share: float = 0.3) -> str:
    """Running text: a share of it the story's own words, the rest what all news is written with."""
    return " ".join(
        random.choice(own) if random.random() < share else random.choice(common if random.random() < 0.6 else _GLUE)
        for _ in range(length)
    )


def story(
    random: Random, common: Sequence[str], outlets: int, start: datetime = NOON, hours: float = 20.0, words: int = 90
) -> list[Article]:
    """One event as several outlets tell it: own names in different sentences, within some hours."""
    own = pool(random, 18, 4)
    return [
        article(
            prose(random, own, common, words),
            prose(random, own[:8], common, 8, share=0.7),
            source=f"outlet {place}",
            published=start + timedelta(hours=random.random() * hours),
        )
        for place in range(outlets)
    ]


def day(seed: int, sizes: Sequence[int], singles: int, hours: float = 20.0) -> tuple[list[Article], dict[str, int]]:
    """Stories of these sizes and so many singles, shuffled; and each article's true story."""
    random = Random(seed)
    common = pool(random, 1500)
    truth: dict[str, int] = {}
    articles: list[Article] = []
    for number, size in enumerate([*sizes, *[1] * singles]):
        members = story(random, common, size, hours=hours)
        articles += members
        truth.update({member.id: number for member in members})
    random.shuffle(articles)
    return articles, truth
