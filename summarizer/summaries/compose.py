"""Clusters -> abstractive summaries: select, plan, write, verify. Nothing unsupported is printed.

A model writes sentences for each facet, a short text from the openings, and a headline; every sentence of every candidate
is checked against its sources. Of those that hold, and the facets' own sentences, the set that covers most is told.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from summarizer.protocols import SILENT, Candidate, Engine, Job, Progress, Request, SourceSentence, Verdict, Verifier
from summarizer.quantities import find
from summarizer.summaries.candidates import best_headline, supported_sentences, supported_texts
from summarizer.summaries.concepts import Concepts
from summarizer.summaries.coverage import Item, items_of
from summarizer.summaries.extractive import (
    MOST_LONG_SENTENCES,
    MOST_SHORT_SENTENCES,
    TOO_LITTLE,
    ExtractiveSummarizer,
    as_sentence,
    without_clutter,
)
from summarizer.summaries.facets import Facet, plan
from summarizer.summaries.models.table import ModelCard
from summarizer.summaries.sentences import sentences_of
from summarizer.summaries.staleness import is_stale, overtaken
from summarizer.summaries.telling import Option, Pool, Telling
from summarizer.text import word_count
from summarizer.types import Article, Summary

VERSION = "9"
OPENINGS = 3
OPENING_WORDS = 90
HEADLINE_WORDS = 45
MOST_FACETS = MOST_LONG_SENTENCES + 2
ROOM = 1.35
"""How many more words of seeds are planned than may be written: fused sentences are shorter."""


@dataclass(slots=True)
class Desk:
    """What writing one story needs, and how often which fall-back was used."""

    job: Job
    verifier: Verifier
    stale: dict[str, frozenset[float]]
    """The figures of each article that a later one has overtaken."""
    fallbacks: Counter[str] = field(default_factory=Counter)

    @property
    def articles(self) -> tuple[Article, ...]:
        """The story's articles, most central first."""
        return self.job.cluster.articles

    def central(self, most: int = OPENINGS) -> list[Article]:
        """The most central articles, one of each origin before a second of any; overtaken ones last."""
        origin_of = {article: number for number, group in enumerate(self.job.origin_groups) for article in group}
        seen: Counter[int] = Counter()
        ranked = []
        for place, article in enumerate(self.articles):
            origin = origin_of.get(article.id, -1 - place)
            ranked.append((article.id in self.stale, seen[origin], place, article))
            seen[origin] += 1
        return [row[3] for row in sorted(ranked, key=lambda row: row[:3])[:most]]

    def is_stale(self, sentence: SourceSentence) -> bool:
        """Whether a sentence gives a figure that the story has since overtaken."""
        return is_stale(sentence, self.stale, self.articles[0].language)

    def check(self, text: str, sources: Sequence[SourceSentence]) -> Verdict:
        """The verifier's word on a sentence; one that gives an overtaken figure as the news has no support."""
        verdict = self.verifier.check(text, tuple(sources), self.articles)
        cited = {evidence.article for evidence in verdict.evidence}
        old = frozenset[float]().union(*(self.stale.get(article, frozenset()) for article in cited))
        if old and any(quantity.value in old for quantity in find(text, self.articles[0].language)):
            return replace(verdict, support=0.0, problems=(*verdict.problems, "a later article gives a higher figure"))
        return verdict


class AbstractiveSummarizer:
    """A `Summarizer` that writes with a model and prints what the verifier lets through."""

    def __init__(self, engine: Engine, card: ModelCard, verifier: Verifier, beams: int = 4) -> None:
        self._engine, self._card, self._verifier, self._beams = engine, card, verifier, beams
        self._extractive = ExtractiveSummarizer("coverage")

    @property
    def signature(self) -> str:
        """Model, engine and weights, prompts, verifier and beams."""
        parts = (self._card.name, self._engine.signature, self._card.prompts, self._verifier.signature)
        return f"{'|'.join(parts)}|compose-{VERSION}|beams:{self._beams}"

    def summarize(self, jobs: Sequence[Job], progress: Progress = SILENT) -> Iterator[Summary]:
        """One summary a job, in order, each as soon as it is ready."""
        progress.start("summaries", len(jobs))
        for job in jobs:
            language = job.cluster.articles[0].language
            if self._card.languages and language and language not in self._card.languages:
                note = (
                    f"The model {self._card.name} does not write {language!r}: sentences are quoted from the sources."
                )
                quoted = self._extractive.one(job, (note,))
                yield replace(quoted, fallbacks={"story quoted for its language": 1})
            else:
                yield self._one(job)
            progress.advance("summaries")
        progress.finish("summaries")

    def _one(self, job: Job) -> Summary:
        desk = Desk(job, self._verifier, overtaken(job.cluster, job.origin_groups))
        items, concepts = items_of(job.cluster.articles, job.origin_groups)
        facets = self._plan(desk, items, concepts)
        openings = [_opening(a, OPENING_WORDS) for a in desk.central()]
        heads = [_opening(a, HEADLINE_WORDS) for a in desk.central()]
        requests = [self._request("headline", heads, 32), self._request("summary", openings, 128, job.lengths.short)]
        requests += [self._request("sentence", [s.text for s in facet.sentences], 72) for facet in facets]
        headlines, texts, *written = list(self._engine.generate(requests))
        headline = best_headline(desk.check, desk.central(most=12), headlines, desk.stale, desk.fallbacks)
        pool = Pool(desk.articles, {item.sentence: item.bonus for item in items})
        options = [
            option
            for number, (facet, found) in enumerate(zip(facets, written, strict=True))
            for option in self._write(desk, pool, number, facet, found)
        ]
        told = Telling(concepts, desk.articles[0].language)
        short = self._short(desk, pool, told, texts, options) if job.lengths.want_short else []
        long = told.best(options, job.lengths.long_max, MOST_LONG_SENTENCES) if job.lengths.want_long else []
        notes: tuple[str, ...] = ()
        if job.lengths.want_long and sum(word_count(o.sentence.text) for o in long) < job.lengths.long_min:
            notes = (TOO_LITTLE,)
        counted = dict(sorted(desk.fallbacks.items()))
        return Summary(
            headline,
            tuple(option.sentence for option in short),
            tuple(option.sentence for option in long),
            self.signature,
            counted,
            notes,
        )

    def _plan(self, desk: Desk, items: Sequence[Item], concepts: Concepts) -> list[Facet]:
        job, lengths = desk.job, desk.job.lengths
        origin_of = {article: number for number, group in enumerate(job.origin_groups) for article in group}
        budget = int((lengths.long_max if lengths.want_long else lengths.short) * ROOM)
        told_at = {article.id: article.published for article in job.cluster.articles if article.published}
        language = job.cluster.articles[0].language
        return plan(items, concepts, origin_of, language, budget, told_at, desk.is_stale, MOST_FACETS)

    def _request(self, task: str, sources: Sequence[str], tokens: int, words: int = 60) -> Request:
        prompt = self._card.prompt(task, sources, words)  # type: ignore[arg-type]
        # Headlines may capitalise what the sources do not.
        held = () if task == "headline" else tuple(sources)
        return Request(prompt, max_tokens=tokens, candidates=self._beams, beams=self._beams, only_from=held)

    def _write(self, desk: Desk, pool: Pool, number: int, facet: Facet, found: Sequence[Candidate]) -> list[Option]:
        """What may be told of a facet: the candidates the verifier lets through, and the seed itself."""
        language = desk.articles[0].language
        held = supported_sentences(desk.check, self._verifier.threshold, facet.sentences, found, language)
        if not held:
            desk.fallbacks["extractive sentence"] += 1
        return [pool.option(sentence, number) for sentence in (*(h.sentence for h in held), as_sentence(facet.seed))]

    def _short(
        self, desk: Desk, pool: Pool, told: Telling, texts: Sequence[Candidate], options: Sequence[Option]
    ) -> list[Option]:
        """Of the model's short texts, as far as they hold, and of the facets: what covers most of the story."""
        language = desk.articles[0].language
        sources = [s for a in desk.central() for s in sentences_of(a)]
        held = supported_texts(desk.check, self._verifier.threshold, sources, texts, language)
        own = [pool.option(sentence) for sentences, _ in held for sentence in sentences]
        own = list({option.sentence.text: option for option in own}.values())
        if lost := sum(dropped for _, dropped in held):
            desk.fallbacks["unsupported sentence dropped"] += lost
        best = told.best([*own, *options], desk.job.lengths.short, MOST_SHORT_SENTENCES)
        if not any(option.facet < 0 for option in best):
            desk.fallbacks["short text from facets"] += 1
        return best


def _opening(article: Article, most_words: int) -> str:
    """`TITLE. TEXT`, the text cut at a sentence: what the adapter learned from."""
    kept: list[str] = []
    for sentence in sentences_of(article):
        if kept and word_count(" ".join([*kept, sentence.text])) > most_words:
            break
        kept.append(without_clutter(sentence.text))
    title = article.title.rstrip(". ")
    return f"{title}. {' '.join(kept)}" if title else " ".join(kept)
