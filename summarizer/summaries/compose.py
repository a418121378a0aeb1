"""Clusters -> abstractive summaries: select, plan, write, verify. Nothing unsupported is printed.

A model writes one sentence a facet, a short text from the openings, and a headline; every sentence of every candidate
is checked against its sources, the best supported one taken, and the facet's own sentence stands in where none holds.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from summarizer.protocols import SILENT, Candidate, Engine, Job, Progress, Request, SourceSentence, Verdict, Verifier
from summarizer.quantities import find
from summarizer.summaries.candidates import Draft, best_headline, best_sentence, supported_texts
from summarizer.summaries.concepts import weigh
from summarizer.summaries.coverage import items_of
from summarizer.summaries.extractive import (
    MOST_LONG_SENTENCES,
    MOST_SHORT_SENTENCES,
    TOO_LITTLE,
    ExtractiveSummarizer,
    as_sentence,
    repeats,
)
from summarizer.summaries.facets import Facet, plan
from summarizer.summaries.models.table import ModelCard
from summarizer.summaries.sentences import sentences_of
from summarizer.summaries.staleness import is_stale, overtaken
from summarizer.text import word_count
from summarizer.types import Article, Sentence, Summary

VERSION = "3"
OPENINGS = 3
OPENING_WORDS = 90
HEADLINE_WORDS = 45
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
                yield self._extractive.one(job, (note,))
            else:
                yield self._one(job)
            progress.advance("summaries")
        progress.finish("summaries")

    def _one(self, job: Job) -> Summary:
        desk = Desk(job, self._verifier, overtaken(job.cluster, job.origin_groups))
        facets = self._plan(desk)
        openings = [_opening(a, OPENING_WORDS) for a in desk.central()]
        heads = [_opening(a, HEADLINE_WORDS) for a in desk.central()]
        requests = [self._request("headline", heads, 32), self._request("summary", openings, 128, job.lengths.short)]
        requests += [self._request("sentence", [s.text for s in facet.sentences], 72) for facet in facets]
        headlines, texts, *written = list(self._engine.generate(requests))
        drafts = [self._write(desk, facet, found) for facet, found in zip(facets, written, strict=True)]
        headline = best_headline(desk.check, desk.central(most=12), headlines, desk.stale, desk.fallbacks)
        short = self._short(desk, texts, drafts) if job.lengths.want_short else []
        long = self._long(desk, drafts) if job.lengths.want_long else []
        notes: tuple[str, ...] = ()
        if job.lengths.want_long and sum(word_count(s.text) for s in long) < job.lengths.long_min:
            notes = (TOO_LITTLE,)
        counted = dict(sorted(desk.fallbacks.items()))
        return Summary(headline, tuple(short), tuple(long), self.signature, counted, notes)

    def _plan(self, desk: Desk) -> list[Facet]:
        job, lengths = desk.job, desk.job.lengths
        items, concepts = items_of(job.cluster.articles)
        origin_of = {article: number for number, group in enumerate(job.origin_groups) for article in group}
        budget = int((lengths.long_max if lengths.want_long else lengths.short) * ROOM)
        told_at = {article.id: article.published for article in job.cluster.articles if article.published}
        facets = plan(items, concepts, origin_of, job.cluster.articles[0].language, budget, told_at, desk.is_stale)
        return facets[: MOST_LONG_SENTENCES + 2]

    def _request(self, task: str, sources: Sequence[str], tokens: int, words: int = 60) -> Request:
        prompt = self._card.prompt(task, sources, words)  # type: ignore[arg-type]
        return Request(prompt, max_tokens=tokens, candidates=self._beams, beams=self._beams)

    def _write(self, desk: Desk, facet: Facet, found: Sequence[Candidate]) -> Draft:
        """The facet's best sentence: a candidate the verifier lets through, else the seed itself."""
        language = desk.articles[0].language
        draft = best_sentence(desk.check, self._verifier.threshold, facet.sentences, found, language)
        if draft is not None:
            return Draft(draft.sentence, facet, draft.score)
        desk.fallbacks["extractive sentence"] += 1
        return Draft(as_sentence(facet.seed), facet, 0.0)

    def _long(self, desk: Desk, drafts: Sequence[Draft]) -> list[Sentence]:
        language = desk.articles[0].language
        told: list[Sentence] = []
        left = desk.job.lengths.long_max
        for draft in drafts:
            cost = word_count(draft.sentence.text)
            if len(told) == MOST_LONG_SENTENCES or cost > left:
                continue
            if repeats(draft.sentence.text, [s.text for s in told], language):
                desk.fallbacks["repetition dropped"] += 1
                continue
            told.append(draft.sentence)
            left -= cost
        return told or [drafts[0].sentence] if drafts else []

    def _short(self, desk: Desk, texts: Sequence[Candidate], drafts: Sequence[Draft]) -> list[Sentence]:
        """Of the model's short texts, as far as they hold and filled up with facets, and the facets alone: the one
        that covers most of what the articles say together."""
        language = desk.articles[0].language
        sources = [s for a in desk.central() for s in sentences_of(a)]
        concepts = weigh(desk.articles)
        spare = [draft.sentence for draft in sorted(drafts, key=lambda draft: -draft.facet.origins)]
        options = supported_texts(desk.check, self._verifier.threshold, sources, texts, language)
        best: list[Sentence] = []
        best_value, lost, own = -1.0, 0, False
        for told, dropped in (*options, ([], 0)):
            filled = self._fill([*told, *spare], desk.job.lengths.short, language)
            covered = frozenset[str]().union(*(concepts.of(s.text, language) for s in filled))
            value = sum(concepts.weights[c] for c in sorted(covered))
            if value > best_value + 1e-12:
                best, best_value, lost, own = filled, value, dropped, bool(told)
        if lost:
            desk.fallbacks["unsupported sentence dropped"] += lost
        if not own:
            desk.fallbacks["short text from facets"] += 1
        return best

    def _fill(self, sentences: Sequence[Sentence], budget: int, language: str) -> list[Sentence]:
        """The first sentences within the budget that do not repeat one another; the shortest when none fits."""
        kept: list[Sentence] = []
        for sentence in sentences:
            used = sum(word_count(s.text) for s in kept)
            if len(kept) == MOST_SHORT_SENTENCES or used + word_count(sentence.text) > budget:
                continue
            if not repeats(sentence.text, [s.text for s in kept], language):
                kept.append(sentence)
        return kept or sorted(sentences, key=lambda s: word_count(s.text))[:1]


def _opening(article: Article, most_words: int) -> str:
    """`TITLE. TEXT`, the text cut at a sentence: what the adapter learned from."""
    kept: list[str] = []
    for sentence in sentences_of(article):
        if kept and word_count(" ".join([*kept, sentence.text])) > most_words:
            break
        kept.append(sentence.text)
    title = article.title.rstrip(". ")
    return f"{title}. {' '.join(kept)}" if title else " ".join(kept)
