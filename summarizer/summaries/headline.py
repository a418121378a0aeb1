"""Titles -> those that can stand as a headline, tidied, the most shared first: no outlet's name, no teaser, no order."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from summarizer.summaries.concepts import concepts_in
from summarizer.summaries.sentences import reporting, title_told
from summarizer.text import fold, word_count, words
from summarizer.types import Article

LEAST_WORDS, MOST_WORDS = 3, 14
CUT = " …"
"""Stands where a headline breaks off."""
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
    """A title without prefixes such as "LIVE:", the outlet's name at either end, and a final full stop."""
    text = _PREFIX.sub("", " ".join(title.split()))
    for mark in (": ", " | ", " - ", " – ", " — "):
        head, found, tail = text.partition(mark)
        if found and source and _outlet(head) == _outlet(source):
            text = _PREFIX.sub("", tail)
    for mark in (" | ", " - ", " – ", " — "):
        head, found, tail = text.rpartition(mark)
        if (
            found
            and (_outlet(tail) == _outlet(source) or (mark == " | " and word_count(tail) <= 4))
            and word_count(head) >= 4
        ):
            text = head
    return text.strip().removesuffix(".").strip()


def _outlet(name: str) -> str:
    return fold(name).strip().removeprefix("the ").removesuffix(".com")


def is_labelled(title: str) -> bool:
    """Whether a title begins with what kind of article it is: "LIVE:", "Opinion:"."""
    return bool(_PREFIX.match(title))


def is_teaser(title: str) -> bool:
    """Whether a title asks or teases instead of telling."""
    return bool(_TEASER.search(title))


@dataclass(frozen=True, slots=True)
class TitleWords:
    """How many of `n` titles hold each uni- and bigram."""

    frequency: Mapping[str, int]
    n: int
    language: str

    @classmethod
    def of(cls, articles: Sequence[Article]) -> "TitleWords":
        """Those of the articles' titles, tidied."""
        titled = [a for a in articles if title_told(a).strip()]
        frequency = Counter(
            gram for a in titled for gram in concepts_in(tidy_title(title_told(a), a.source), a.language)
        )
        return cls(frequency, max(1, len(titled)), articles[0].language if articles else "")

    def shared(self, headline: str) -> float:
        """The sum over its uni- and bigrams of (document frequency / n) squared, divided by its length."""
        value = sum(
            (self.frequency.get(gram, 0) / self.n) ** 2 for gram in sorted(concepts_in(headline, self.language))
        )
        return value / max(4, len(words(headline)))


def shared_titles(articles: Sequence[Article]) -> list[tuple[str, Article]]:
    """The articles' titles, tidied, the one with the most shared words first, overlong ones last; without teasers, what
    has less than three words, orders to a model, and opinions while others report."""
    articles = reporting(articles)
    titled = [(tidy_title(title_told(a), a.source), a) for a in articles]
    telling = [(title, a) for title, a in titled if word_count(title) >= LEAST_WORDS and not is_teaser(title)]
    shared = TitleWords.of(articles)

    def score(row: tuple[str, Article]) -> tuple[bool, float, str]:
        title = row[0]
        return (word_count(title) > MOST_WORDS, -round(shared.shared(title), 9), title)

    return sorted(telling, key=score)


def cut(text: str, most: int = MOST_WORDS) -> str:
    """At most so many words of a text, from its beginning, with `CUT` where there was more."""
    if word_count(text) <= most:
        return text
    tokens = text.split()
    while word_count(" ".join(tokens)) > most and len(tokens) > 1:
        tokens.pop()
    kept = tokens[0]
    while word_count(kept) > most:  # a script without spaces
        kept = kept[:-1]
    return " ".join([kept, *tokens[1:]]).rstrip(",;:—–-、，") + CUT
