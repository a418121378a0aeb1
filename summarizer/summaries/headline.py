"""Titles -> the one most shared, tidied into a headline: at most fourteen words, no outlet's name, no teaser."""

import re
from collections import Counter
from collections.abc import Sequence

from summarizer.text import fold, stem, stop_words, word_count, words
from summarizer.types import Article

MOST_WORDS = 14
_PREFIX = re.compile(
    r"^(?:(?:breaking|exclusive|update[d]?(?: ?\d+)?|live|watch|video|opinion|analysis|explainer|fact check|photos?|first thing|"
    r"live updates?|just in|in pictures)\s*[:|—–-]+\s*)+",
    re.IGNORECASE,
)
_TEASER = re.compile(
    r"(?:\?$|\byou (?:won't|need|should)\b|here'?s (?:why|what|how)|what (?:we|you) (?:know|need)|this is (?:why|how)|\d+ (?:things|ways|reasons)|"
    r"everything (?:we|you)|\b(?:shocking|jaw-dropping|must-see)\b|^(?:why|how|what) |\.\.\.$|…$|as it happened)",
    re.IGNORECASE,
)


def tidy_title(title: str, source: str = "") -> str:
    """A title without prefixes such as "LIVE:", the outlet's name at the end, and a final full stop."""
    text = _PREFIX.sub("", " ".join(title.split()))
    for mark in (" | ", " - ", " – ", " — "):
        head, found, tail = text.rpartition(mark)
        if (
            found
            and (fold(tail) == fold(source) or (mark == " | " and word_count(tail) <= 4))
            and word_count(head) >= 4
        ):
            text = head
    return text.strip().removesuffix(".").strip()


def is_teaser(title: str) -> bool:
    """Whether a title asks or teases instead of telling."""
    return bool(_TEASER.search(title))


def shared_titles(articles: Sequence[Article]) -> list[tuple[str, Article]]:
    """The articles' titles, tidied, the one with the most shared words first; teasers and overlong ones last.

    Score: the sum over its uni- and bigrams of (document frequency / n) squared, divided by its length.
    """
    titled = [(tidy_title(a.title, a.source), a) for a in articles if a.title.strip()]
    grams = [_grams(title, article.language) for title, article in titled]
    frequency: Counter[str] = Counter()
    for found in grams:
        frequency.update(found)
    n = max(1, len(titled))

    def score(place: int) -> tuple[bool, float, str]:
        title = titled[place][0]
        length = max(4, len(words(title)))
        value = sum((frequency[gram] / n) ** 2 for gram in grams[place]) / length
        bad = is_teaser(title) or word_count(title) > MOST_WORDS or word_count(title) < 3
        return (bad, -round(value, 9), title)

    return [titled[place] for place in sorted(range(len(titled)), key=score)]


def _grams(title: str, language: str) -> set[str]:
    stops = stop_words(language or "en")
    tokens = [word.removesuffix("'s") for word in words(fold(title))]
    stems = [stem(token, language or "en") for token in tokens]
    single = {s for s, token in zip(stems, tokens, strict=True) if token not in stops}
    pairs = {
        f"{stems[i]} {stems[i + 1]}"
        for i in range(len(stems) - 1)
        if tokens[i] not in stops or tokens[i + 1] not in stops
    }
    return single | pairs
