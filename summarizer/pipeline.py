"""sources -> articles -> clusters -> summaries -> digest: the whole flow on one screen.

Only this file knows all stages; a stage knows neither this file nor another stage.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from summarizer import __version__, articles, clusters, conflicts, summaries
from summarizer import digest as digests
from summarizer.config import Settings
from summarizer.errors import NothingToSummarize
from summarizer.protocols import SILENT, Constraints, Job, Lengths, Progress, Request
from summarizer.store import Store
from summarizer.types import Article, Cluster, Counts, Digest, Duplicate, Skipped, Story, Summary, Window


@dataclass(frozen=True, slots=True)
class Gathered:
    """What there is to summarize: the window's articles in stories, and where everything else went."""

    window: Window
    clusters: tuple[Cluster, ...]
    """The stories to be summarized, best first."""
    origins: dict[str, tuple[tuple[str, ...], ...]]
    """Story id -> its article ids by independent origin."""
    skipped: tuple[Skipped, ...]
    duplicates: tuple[Duplicate, ...]
    counts: Counts


def gather(
    sources: Sequence[str],
    settings: Settings,
    *,
    now: datetime | None = None,
    store: Store | None = None,
    progress: Progress = SILENT,
) -> Gathered:
    """Read the sources (none: the configured ones and the store) and group the window's articles into stories."""
    now = now or datetime.now(UTC)
    window = articles.parse_window(settings.cluster, settings.timezone, now)
    reading = articles.read(sources, settings, now=now, store=store, progress=progress)
    if store is not None:
        store.save_articles(reading.articles, now)
    remembered = store.articles(window) if store is not None and not sources else ()
    everything = _unite(reading.articles, remembered)

    kept, duplicates = articles.drop_exact(everything)
    fitting, skipped = articles.of_language(kept, settings.language)
    inside = tuple(article for article in fitting if window.holds(article.time))

    near = articles.near_copies(inside)
    constraints = constraints_of(inside, store, near)
    # The same named sources give the same digest, whatever was read before.
    fresh = replace(settings, steady=settings.steady and not sources)
    found = clusters.load(fresh, store).cluster(inside, constraints, progress)
    if store is not None:
        found = clusters.carry_over(found, store, settings, now)

    stories = [cluster for cluster in found if len(cluster.articles) >= settings.min_articles]
    origins = {cluster.id: articles.origin_groups(cluster.articles, near) for cluster in stories}
    all_skipped = (*reading.skipped, *skipped)
    in_stories = sum(len(cluster.articles) for cluster in stories)
    counts = Counts(
        sources=reading.sources,
        read=len(everything) + len(reading.skipped),
        duplicates=len(duplicates),
        out_of_window=len(fitting) - len(inside),
        skipped=len(all_skipped),
        in_stories=in_stories,
        single=len(inside) - in_stories,
    )
    best = digests.rank(stories, origins, now)[: settings.stories]
    return Gathered(window, tuple(best), origins, all_skipped, duplicates, counts)


def constraints_of(
    inside: Sequence[Article], store: Store | None, near: articles.NearCopies | None = None
) -> Constraints:
    """What every grouping of these articles has to respect: their near-copies, and the corrections kept."""
    links = clusters.decided(store.decisions()) if store is not None else {}
    return Constraints(near_copies=(near or articles.near_copies(inside)).same_story, **links)


def tell(
    gathered: Gathered,
    settings: Settings,
    *,
    now: datetime | None = None,
    store: Store | None = None,
    progress: Progress = SILENT,
) -> Iterator[Story]:
    """Summarize the stories one by one, best first, each yielded as soon as it is ready."""
    now = now or datetime.now(UTC)
    writer = summaries.load(settings, store)
    lengths = Lengths(
        short=settings.words_short,
        long_min=min(120, settings.words_long // 2),
        long_max=settings.words_long,
        want_short=settings.length in ("short", "both"),
        want_long=settings.length in ("long", "both"),
    )
    jobs = [Job(cluster, gathered.origins[cluster.id], lengths) for cluster in gathered.clusters]
    for rank, (job, summary) in enumerate(zip(jobs, writer.summarize(jobs, progress), strict=True), start=1):
        found = conflicts.find(summaries.without_orders(job.cluster), job.origin_groups)
        story = Story(rank, job.cluster, summary, job.origin_groups, found)
        if store is not None:
            story = replace(story, changes=digests.changes(story, store.previous_story(story)))
            store.save_story(story, now)
        yield story


def warm(settings: Settings) -> None:
    """Load the model, if there is one to load, so that the first story need not wait for it."""
    if settings.model not in summaries.EXTRACTIVE:
        from summarizer.summaries.models.load import load_engine

        engine, _ = load_engine(settings, settings.model)
        list(engine.generate([Request("Hello.", max_tokens=1, candidates=1, beams=1)]))


def summarize(job: Job, settings: Settings) -> Summary:
    """One story as it is given, not kept: for comparing models."""
    return next(iter(summaries.load(settings).summarize([job])))


def finish(gathered: Gathered, stories: Sequence[Story], settings: Settings, *, now: datetime | None = None) -> Digest:
    """Put the stories together. Raises NothingToSummarize when there is none."""
    now = now or datetime.now(UTC)
    if not stories:
        raise NothingToSummarize(*digests.why_nothing(gathered.counts, settings.min_articles))
    signature = digests.signature(
        __version__, settings, clusters.load(settings).signature, stories[0].summary.signature
    )
    return Digest(
        title=digests.title(gathered.window, now),
        created=now,
        window=gathered.window,
        stories=tuple(stories),
        skipped=gathered.skipped,
        duplicates=gathered.duplicates,
        counts=gathered.counts,
        signature=signature,
    )


def digest(
    sources: Sequence[str],
    settings: Settings,
    *,
    now: datetime | None = None,
    store: Store | None = None,
    progress: Progress = SILENT,
) -> Digest:
    """Everything at once: sources in, digest out. Raises NothingToSummarize when no story is in the window."""
    now = now or datetime.now(UTC)
    gathered = gather(sources, settings, now=now, store=store, progress=progress)
    stories = tuple(tell(gathered, settings, now=now, store=store, progress=progress))
    return finish(gathered, stories, settings, now=now)


def _unite(read: tuple[Article, ...], remembered: tuple[Article, ...]) -> tuple[Article, ...]:
    """What was read now, and what the store remembers besides."""
    fresh = {article.id for article in read}
    return (*read, *(article for article in remembered if article.id not in fresh))
