"""What every metric is: a card that says what it measures and misses, and a score of one summary. Knows no metric."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, Protocol

from summarizer.errors import SummarizerError
from summarizer.types import Article, Sentence

Better = Literal["higher", "lower", "neither"]


class UnscoredError(SummarizerError):
    """A metric cannot judge: a package, a model, a server or an input is missing. The message says which."""


@dataclass(frozen=True, slots=True)
class Card:
    """What a reader must know of a metric before believing it."""

    name: str
    measures: str
    low: float | None
    high: float | None
    """The range; None where it is open."""
    better: Better
    misses: str
    source: str
    needs: str = "the sources"
    """What it is computed from: what is not there leaves it unscored."""

    @property
    def range(self) -> str:
        """The range as `0 to 1`; an open end reads `no bound`."""
        low, high = ("no bound" if end is None else f"{end:g}" for end in (self.low, self.high))
        return f"{low} to {high}"


@dataclass(frozen=True, slots=True)
class Case:
    """One summary and all that it can be judged by."""

    sentences: tuple[Sentence, ...]
    articles: tuple[Article, ...]
    references: tuple[str, ...] = ()
    headline: str = ""
    titles: tuple[str, ...] = ()
    """Reference headlines."""
    words: int = 0
    """How many words were asked for at most; 0: as many as it likes."""
    length: Literal["short", "long"] = "short"

    @property
    def text(self) -> str:
        """The summary's sentences, joined."""
        return " ".join(sentence.text for sentence in self.sentences)

    @property
    def sources(self) -> tuple[str, ...]:
        """Each article's title and text, on lines of their own."""
        return tuple(f"{article.title}\n{article.text}".strip() for article in self.articles)


class Metric(Protocol):
    """case -> scores under the names of its cards. A score that does not apply to the case is None."""

    cards: tuple[Card, ...]

    @property
    def signature(self) -> str:
        """Name, and every model and setting that changes the numbers."""

    def score(self, case: Case) -> Mapping[str, float | None]:
        """Score a summary of at least one word. Raises UnscoredError when nothing can be said."""


def tokens(text: str) -> list[str]:
    """Lower-case words and numbers, of any script that parts its words."""
    return re.findall(r"\w+", text.lower())


def model_name(source: str) -> str:
    """A hub id or folder as it stands in signatures: its last part, and what its weights are where they are here."""
    from summarizer.summaries.models.engines.identity import identity_of

    name, identity = source.rstrip("/").rsplit("/", 1)[-1], identity_of(source)
    return f"{name}@{identity}" if identity else name
