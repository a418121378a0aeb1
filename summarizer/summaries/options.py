"""What may be told of a story: sentences with their place, day and worth, as the source sentences they rest on have them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from summarizer.protocols import SourceSentence
from summarizer.summaries.copying import copied_share
from summarizer.summaries.days import day_of
from summarizer.summaries.sentences import reporting, sentences_of
from summarizer.types import Article, Sentence

COPY = 0.8
"""A sentence of which one run of so large a share stands in its evidence is a copy."""


@dataclass(frozen=True, slots=True)
class Option:
    """A sentence that may be told; at most one of each `facet` is (-1: it has none of its own)."""

    sentence: Sentence
    facet: int
    place: tuple[int, int]
    """(index of its earliest evidence in the article, place of that article in the story): the order of news."""
    written: bool
    bonus: float
    day: date | None = None
    """On which what it tells happened, as far as it says."""
    cut: bool = False
    """Whether it was made from a source's sentence by grammar, without a model."""


def same_seed(one: Option, other: Option) -> bool:
    """Whether two are ways to say the same sentence of a facet."""
    return one.facet == other.facet >= 0 and one.place == other.place


class Pool:
    """The source sentences of a story's articles that report, for making options of sentences that rest on them."""

    def __init__(self, articles: Sequence[Article], bonus: Mapping[SourceSentence, float]) -> None:
        self._order = {article.id: place for place, article in enumerate(articles)}
        self._published = {article.id: article.published.date() for article in articles if article.published}
        self._language = articles[0].language if articles else "en"
        self.sentences = tuple(s for article in reporting(articles) for s in sentences_of(article))
        self._by_end = {(s.article, s.end): s for s in self.sentences}
        self._bonus = bonus

    def sources_of(self, sentence: Sentence) -> list[SourceSentence]:
        """The source sentences that it rests on."""
        # By their ends: a sentence may stand without its dateline.
        return [s for e in sentence.evidence if (s := self._by_end.get((e.article, e.end))) is not None]

    def earlier(self, option: Option) -> list[str]:
        """What its article says before it."""
        index, place = option.place
        return [s.text for s in self.sentences if self._order[s.article] == place and s.index < index]

    def option(self, sentence: Sentence, facet: int = -1, *, cut: bool = False) -> Option:
        """The sentence with its place and worth, as its evidence has them."""
        found = self.sources_of(sentence)
        place = min(((s.index, self._order[s.article]) for s in found), default=(0, 0))
        copied = max((copied_share(sentence.text, s.text) for s in found), default=1.0)
        bonus = max((self._bonus.get(s, 0.0) for s in found), default=0.0)
        cited = [self._published[e.article] for e in sentence.evidence if e.article in self._published]
        day = day_of(sentence.text, self._language, cited)
        return Option(sentence, facet, place, sentence.kind == "abstractive" and copied < COPY, bonus, day, cut)
