"""Clusters -> abstractive summaries: select, plan, write, verify. Nothing unsupported is printed.

A model writes sentences for each facet, a headline and, where it retells well, a short text from the openings, or, where it reads documents only,
one text from whole articles; every sentence of every candidate is checked against its sources. Of those that hold, and
the facets' own sentences, the set that covers most is told, or in short that comes nearest to what people would write.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from summarizer import grammar
from summarizer.embeddings import Embedder
from summarizer.protocols import SILENT, Candidate, Engine, Job, LoadsAhead, Progress, Request, SourceSentence, Verifier
from summarizer.summaries.candidates import given_back, otherwise, said_otherwise, supported_sentences, supported_texts
from summarizer.summaries.concepts import Concepts
from summarizer.summaries.corroboration import Backing
from summarizer.summaries.coverage import Item, items_of
from summarizer.summaries.desk import Desk
from summarizer.summaries.extractive import ExtractiveSummarizer, as_sentence, without_clutter
from summarizer.summaries.facets import Facet, plan
from summarizer.summaries.introductions import in_full, in_short
from summarizer.summaries.likeness import Likeness
from summarizer.summaries.models.table import ModelCard
from summarizer.summaries.nearness import nearness
from summarizer.summaries.newsworthy import latest, newsworthy, scenes
from summarizer.summaries.notes import MOST_LONG_SENTENCES, MOST_SHORT_SENTENCES, noted
from summarizer.summaries.options import Option, Pool
from summarizer.summaries.origins import origin_of
from summarizer.summaries.reading import NO_REPEAT, cuts_of, readable, tokens_for, unread, whole
from summarizer.summaries.repetition import same_fact
from summarizer.summaries.salience import Salience, salience_of
from summarizer.summaries.sentences import sentences_of, title_told
from summarizer.summaries.staleness import counted_later, overtaken
from summarizer.summaries.telling import LEAST_WEIGHT, LESS_WEIGHT, Telling
from summarizer.text import word_count
from summarizer.types import Article, Sentence, Summary

VERSION = "31"
OPENING_WORDS = 90
HEADLINE_WORDS = 45
MOST_FACETS = MOST_LONG_SENTENCES + 2
ROOM = 1.35
"""How many more words of seeds are planned than may be written: fused sentences are shorter."""
LEAST_PLANNED = 180
"""So many words of seeds a short text alone has to choose from, as it has beside a long one. Of 150 stories of AllSides in 66
words: ROUGE-1 37.5 -> 38.4, ROUGE-2 16.2 -> 16.4, sentences written 64% -> 70%."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to be told of a story, and what of it the model did not read."""

    headline: Sentence
    short: Sequence[Option]
    long: Sequence[Option]
    notes: tuple[str, ...]


class AbstractiveSummarizer:
    """A `Summarizer` that writes with a model and prints what the verifier lets through."""

    def __init__(
        self, engine: Engine, card: ModelCard, verifier: Verifier, beams: int = 4, embedder: Embedder | None = None
    ) -> None:
        self._engine, self._card, self._verifier, self._beams = engine, card, verifier, beams
        self._embedder = embedder
        self._extractive = ExtractiveSummarizer("coverage")

    @property
    def signature(self) -> str:
        """Model, engine and weights, prompts, verifier, beams, and what finds a fact told twice in other words."""
        parts = (self._card.name, self._engine.signature, self._card.prompts, self._verifier.signature)
        alike = self._embedder.signature if self._embedder is not None else "no"
        return f"{'|'.join(parts)}|compose-{VERSION}|beams:{self._beams}|alike:{alike}"

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
        if isinstance(self._engine, LoadsAhead):
            self._engine.load_ahead(self._beams)
        groups, scene = job.origin_groups, scenes(job.cluster.articles, job.origin_groups)
        desk = Desk(job, self._verifier, overtaken(job.cluster, groups), counted_later(job.cluster), scene)
        items, concepts = items_of(desk.articles, groups)
        items = newsworthy(items, scene, latest(desk.articles, {item.sentence for item in items}, groups))
        known = salience_of(desk.articles, groups) if job.lengths.want_short else None
        facets = self._plan(desk, items, concepts, known)
        pool = Pool(desk.articles, {item.sentence: item.bonus for item in items})
        language = desk.articles[0].language
        # The embedding model reads English.
        likeness = Likeness(self._embedder.embed) if self._embedder and language in ("", "en") else None
        earlier = pool.earlier if grammar.reads(language) else None
        told = Telling(concepts, language, likeness, earlier=earlier, salience=known)
        write = self._from_articles if self._card.family == "seq2seq" else self._from_facets
        draft = write(desk, pool, told, facets)
        counted = dict(sorted(desk.fallbacks.items()))
        backing = Backing(desk.check, self._verifier.threshold, desk.articles, groups)
        short, long = (tuple(backing.backed(option.sentence) for option in part) for part in (draft.short, draft.long))
        return noted(Summary(draft.headline, short, long, self.signature, counted, draft.notes), job)

    def _from_facets(self, desk: Desk, pool: Pool, told: Telling, facets: Sequence[Facet]) -> Draft:
        """Asked for a headline, a sentence for each facet and, where it retells well, a short text of the openings."""
        lengths = desk.job.lengths
        read = [(a, desk.news(a)) for a in desk.central()]
        requests = [self._request("headline", [_opening(a, told_there, HEADLINE_WORDS) for a, told_there in read], 32)]
        requests += [self._request("sentence", [s.text for s in facet.sentences], 72) for facet in facets]
        if self._card.retells:
            openings = [_opening(a, told_there, OPENING_WORDS) for a, told_there in read]
            requests.append(self._request("summary", openings, 128, lengths.short))
        answers = list(self._engine.generate(requests))
        headlines, written, texts = answers[0], answers[1 : len(facets) + 1], answers[len(facets) + 1 :]
        headline = desk.headline(headlines)
        told = replace(told, headline=headline.text)
        options = [
            option
            for number, (facet, found) in enumerate(zip(facets, written, strict=True))
            for option in self._write(desk, pool, number, facet, found)
        ]
        own = self._own(desk, pool, desk.central(), texts[0]) if texts else []
        short: list[Option] = []
        if lengths.want_short:
            short = _short(desk, told, [*own, *options], asked=bool(texts))
            short = self._in_full(desk, pool, in_short(short, options), headline.text, lengths.short)
        # The model's own text on the openings is short; where it tells what an article begins with, a long one may begin with it too.
        begun = [option for option in own if option.place[0] == 0]
        long = told.best([*begun, *options], lengths.long_max, MOST_LONG_SENTENCES) if lengths.want_long else []
        long = self._in_full(desk, pool, in_short(long, options), headline.text, lengths.long_max)
        if cut := sum(option.cut for option in long or short):
            desk.fallbacks["sentence rewritten by grammar"] += cut
        return Draft(headline, short, long, unread(self._card.name, cuts_of(answers)))

    def _from_articles(self, desk: Desk, pool: Pool, told: Telling, facets: Sequence[Facet]) -> Draft:
        """Asked once, with whole articles: what holds of that text is told, and the facets' seeds only where it is short."""
        lengths = desk.job.lengths
        read, left_out = readable(desk.central(most=len(desk.articles)), self._card.context)
        request = self._request("summary", [whole(desk.news(a)) for a in read], tokens_for(lengths), lengths.long_max)
        answers = list(self._engine.generate([replace(request, no_repeat=NO_REPEAT)]))
        # These models write no headlines: a shared title stands.
        headline = desk.headline(())
        told = replace(told, headline=headline.text)
        own = self._own(desk, pool, read, answers[0])
        seeds = [pool.option(as_sentence(facet.seed), number) for number, facet in enumerate(facets)]
        short: list[Option] = []
        if lengths.want_short:
            short = _short(desk, told, own or seeds)
        long = told.best(own, lengths.long_max, MOST_LONG_SENTENCES) if lengths.want_long else []
        if lengths.want_long and sum(word_count(o.sentence.text) for o in long) < lengths.long_min:
            language = desk.articles[0].language
            new = [s for s in seeds if not any(same_fact(s.sentence, o.sentence, language) for o in long)]
            long = told.best([*long, *new], lengths.long_max, MOST_LONG_SENTENCES)
            if quoted := sum(option.facet >= 0 for option in long):
                desk.fallbacks["extractive sentence"] += quoted
        notes = unread(self._card.name, cuts_of(answers), read, left_out)
        return Draft(headline, short, long, notes)

    def _plan(self, desk: Desk, items: Sequence[Item], concepts: Concepts, known: Salience | None) -> list[Facet]:
        job, lengths = desk.job, desk.job.lengths
        origins = origin_of(job.cluster.articles, job.origin_groups)
        budget = max(int((lengths.long_max if lengths.want_long else lengths.short) * ROOM), LEAST_PLANNED)
        told_at = {article.id: article.published for article in job.cluster.articles if article.published}
        language = job.cluster.articles[0].language

        def nearest(standing: Sequence[Item]) -> list[SourceSentence]:
            if known is None:
                return []
            texts = [item.sentence.text for item in standing]
            match = nearness(texts, [0.0] * len(texts), known, concepts, language, lengths.short)
            return [standing[i].sentence for i in match.best(lengths.short, MOST_SHORT_SENTENCES)]

        return plan(items, concepts, origins, language, budget, told_at, desk.is_stale, MOST_FACETS, nearest)

    def _request(self, task: str, sources: Sequence[str], tokens: int, words: int = 60) -> Request:
        prompt = self._card.prompt(task, sources, words)  # type: ignore[arg-type]
        # Headlines may capitalise what the sources do not.
        held = () if task == "headline" else tuple(sources)
        return Request(prompt, max_tokens=tokens, candidates=self._beams, beams=self._beams, only_from=held)

    def _write(self, desk: Desk, pool: Pool, number: int, facet: Facet, found: Sequence[Candidate]) -> list[Option]:
        """What may be told of a facet: the candidates the verifier lets through, and the seed itself."""
        language = desk.articles[0].language
        threshold = self._verifier.threshold
        held = supported_sentences(desk.check, threshold, facet.sentences, found, language, strict=self._card.strict)
        written = [h.sentence for h in held]
        back: list[Sentence] = []
        if self._card.strict and grammar.reads(language):
            back = given_back(desk.check, threshold, facet.sentences, found)
        if back and not any(sentence.kind == "abstractive" for sentence in written):
            desk.fallbacks["left-out words given back"] += 1
        elif not held:
            desk.fallbacks["extractive sentence"] += 1
        back = [sentence for sentence in back if all(sentence.text != other.text for other in written)]
        told = [pool.option(sentence, number) for sentence in (*written, *back, as_sentence(facet.seed))]
        return [
            *told,
            *(
                pool.option(s, number, cut=True)
                for s in said_otherwise(desk.check, threshold, facet.seed, pool.sentences, language)
            ),
        ]

    def _in_full(self, desk: Desk, pool: Pool, told: list[Option], headline: str, budget: int) -> list[Option]:
        """The sentences told, with names in full where they first stand, as far as that holds."""
        if not grammar.reads(desk.articles[0].language):
            return told
        threshold = self._verifier.threshold

        def make(text: str, option: Option, other: SourceSentence) -> Option | None:
            sources = [*pool.sources_of(option.sentence), other]
            found = otherwise(desk.check, threshold, text, sources, "en")
            return pool.option(found, option.facet, cut=True) if found is not None else None

        room = budget - sum(word_count(option.sentence.text) for option in told)
        return in_full(told, headline, pool.sentences, room, make)

    def _own(self, desk: Desk, pool: Pool, articles: Sequence[Article], texts: Sequence[Candidate]) -> list[Option]:
        """The sentences of the model's texts on these articles, as far as they hold."""
        sources = [s for a in articles for s in sentences_of(a)]
        held = supported_texts(
            desk.check, self._verifier.threshold, sources, texts, desk.articles[0].language, strict=self._card.strict
        )
        own = [pool.option(sentence) for sentences, _ in held for sentence in sentences]
        if lost := sum(dropped for _, dropped in held):
            desk.fallbacks["unsupported sentence dropped"] += lost
        return list({option.sentence.text: option for option in own}.values())


def _short(desk: Desk, told: Telling, options: Sequence[Option], *, asked: bool = True) -> list[Option]:
    """The short text, with what weighs less where it would be half empty; counted where the model was asked for a text, and nothing of it
    stands in this one."""
    most = desk.job.lengths.short
    best = told.best(options, most, MOST_SHORT_SENTENCES, LEAST_WEIGHT, near=True)
    if sum(word_count(option.sentence.text) for option in best) < most / 2:
        best = told.best(options, most, MOST_SHORT_SENTENCES, LESS_WEIGHT, near=True)
    if asked and not any(option.facet < 0 for option in best):
        desk.fallbacks["short text from facets"] += 1
    return best


def _opening(article: Article, told: Sequence[SourceSentence], most_words: int) -> str:
    """`TITLE. TEXT`, what is told of the article's text, cut at a sentence: what the adapter learned from."""
    kept: list[str] = []
    for sentence in told:
        if kept and word_count(" ".join([*kept, sentence.text])) > most_words:
            break
        kept.append(without_clutter(sentence.text))
    title = title_told(article).rstrip(". ")
    return f"{title}. {' '.join(kept)}" if title else " ".join(kept)
