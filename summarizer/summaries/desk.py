"""What writing one story needs: its articles, what of them the story has overtaken, and the word of the verifier."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from summarizer.protocols import Candidate, Job, SourceSentence, Verdict, Verifier
from summarizer.summaries.heading import best_headline
from summarizer.summaries.origins import turns
from summarizer.summaries.sentences import reporting, sentences_of
from summarizer.summaries.staleness import counting, gives_stale, is_stale
from summarizer.types import Article, Sentence

OPENINGS = 3
"""So many articles' openings the model reads at once."""


@dataclass(slots=True)
class Desk:
    """What writing one story needs, and how often which fall-back was used."""

    job: Job
    verifier: Verifier
    stale: dict[str, frozenset[float]]
    """The figures of each article that a later one has overtaken."""
    counted: frozenset[str] = frozenset()
    """The articles whose early counts of votes a later one has overtaken."""
    scenes: frozenset[SourceSentence] = frozenset()
    """The sentences with which features begin: no news."""
    fallbacks: Counter[str] = field(default_factory=Counter)
    overtaken: frozenset[str] = field(init=False)
    """The ids of the articles that begin with a figure, or give a count of votes, which the story has since overtaken."""

    def __post_init__(self) -> None:
        early = {a.id for a in self.articles if a.id in self.counted and (counting(a.title) or counting(a.text))}
        self.overtaken = frozenset(a.id for a in self.articles if self._begins_stale(a)) | early

    @property
    def articles(self) -> tuple[Article, ...]:
        """The story's articles, most central first."""
        return self.job.cluster.articles

    def central(self, most: int = OPENINGS) -> list[Article]:
        """The most central articles, one of each origin before a second of any; overtaken ones last, opinions not at
        all while others report."""
        found = reporting(self.articles)
        turn = turns(found, self.job.origin_groups)
        ranked = sorted(range(len(turn)), key=lambda i: (found[i].id in self.overtaken, turn[i], i))
        return [found[i] for i in ranked[:most]]

    def headline(self, found: Sequence[Candidate]) -> Sentence:
        """The best of these candidates and the articles' titles."""
        return best_headline(self.check, self.central(most=12), found, self.overtaken, self.fallbacks)

    def news(self, article: Article) -> Sequence[SourceSentence]:
        """An article's sentences without what sets a scene or gives what the story has since overtaken, while there are others."""
        told = sentences_of(article)
        return [s for s in told if s not in self.scenes and not self.is_stale(s)] or told

    def is_stale(self, sentence: SourceSentence) -> bool:
        """Whether a sentence gives a figure or a count that the story has since overtaken."""
        early = sentence.article in self.counted and counting(sentence.text)
        return early or is_stale(sentence, self.stale, self.articles[0].language)

    def _begins_stale(self, article: Article) -> bool:
        """Whether its title or its first sentence gives a figure that the story has since overtaken."""
        told = gives_stale(article.title, self.stale.get(article.id, frozenset()), article.language)
        return told or any(is_stale(s, self.stale, article.language) for s in sentences_of(article)[:1])

    def check(self, text: str, sources: Sequence[SourceSentence]) -> Verdict:
        """The verifier's word on a sentence; one that gives an overtaken figure as the news has no support."""
        verdict = self.verifier.check(text, tuple(sources), self.articles)
        cited = {evidence.article for evidence in verdict.evidence}
        old = frozenset[float]().union(*(self.stale.get(article, frozenset()) for article in cited))
        if self.counted & cited and counting(text):
            return replace(verdict, support=0.0, problems=(*verdict.problems, "a later article gives the final count"))
        if gives_stale(text, old, self.articles[0].language):
            return replace(verdict, support=0.0, problems=(*verdict.problems, "a later article gives a newer figure"))
        return verdict
