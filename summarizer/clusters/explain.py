"""A story -> why it is one: the terms and times that hold its articles, the nearest other story, how firm it is."""

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from typing import Protocol

import numpy as np

from summarizer.clusters.default import Space
from summarizer.clusters.identity import Memory as StoryMemory
from summarizer.clusters.loading import default
from summarizer.clusters.tokens import names_of
from summarizer.config import Settings
from summarizer.protocols import Constraints
from summarizer.types import Article, StoryRecord, Window

STEP = 0.05
TERMS = 5


class Memory(StoryMemory, Protocol):
    """What explaining needs of a store."""

    def articles(self, window: Window) -> tuple[Article, ...]:
        """The articles of a window."""

    def article(self, id_: str) -> Article | None:
        """One article, or None."""


def explain(
    record: StoryRecord,
    memory: Memory,
    settings: Settings,
    constrain: Callable[[Sequence[Article]], Constraints],
) -> Iterator[str]:
    """Lines that say what holds the story together, and whether a step of .05 of the cut would change it.

    Grouped is as a run does it, with its embeddings, memory and constraints (`constrain` gives those of articles), over
    the articles from `retire_days` before the story's first to as long after its last.
    """
    articles = memory.articles(_around(record, memory, settings))
    own = set(record.articles)
    clusterer = default(settings, memory)
    constraints = constrain(articles)
    space = clusterer.space(articles, constraints)
    inside = [i for i, article in enumerate(space.articles) if article.id in own]
    if not inside:
        yield "None of its articles is in the store any more."
        return
    matrix = space.terms.matrix
    centre = np.asarray(matrix[inside].mean(axis=0)).ravel()
    for place in inside:
        article = space.articles[place]
        row = np.asarray(matrix[place].todense()).ravel() * centre
        names = names_of(article)
        best = [names[int(space.terms.keys[i])] for i in np.lexsort((space.terms.keys, -row))[:TERMS] if row[i] > 0]
        others = [i for i in inside if i != place]
        close = float(np.asarray((matrix[others] @ matrix[place].T).todense()).max()) if others else 1.0
        when = f"{article.published:%Y-%m-%d %H:%M}" if article.published else "date unknown"
        yield f"  {article.id}  {when}  closest member {close:.2f}  by: {', '.join(best) or 'no shared term'}"
    yield from _nearest(inside, space, clusterer.labels(space, constraints))
    firm = True
    for step in (-STEP, STEP):
        labels = clusterer.labels(space, constraints, cut=space.cut + step)
        together = {labels[i] for i in inside}
        size = sum(1 for label in labels if label in together)
        if len(together) > 1:
            firm = False
            yield f"  at a cut {step:+.2f} it would fall into {len(together)} parts"
        elif size > len(inside):
            firm = False
            yield f"  at a cut {step:+.2f} it would take in {size - len(inside)} more articles"
        else:
            yield f"  at a cut {step:+.2f} it would stay as it is"
    yield "  firm" if firm else "  flagged: a small step of the cut changes it; pin, merge or split it to settle it"


def _around(record: StoryRecord, memory: Memory, settings: Settings) -> Window:
    """The time of the story's articles and `retire_days` on both sides; everything where no time is known."""
    found = [article.time for id_ in record.articles if (article := memory.article(id_)) is not None]
    times = [time for time in found if time is not None]
    if settings.dossier or len(times) < len(found) or not times:
        return Window(None, None)
    margin = timedelta(days=settings.retire_days)
    return Window(min(times) - margin, max(times) + margin)


def _nearest(inside: list[int], space: Space, labels: list[int]) -> Iterator[str]:
    members = set(inside)
    sums: dict[int, float] = {}
    graph = space.graph
    for a, b, weight in zip(graph.first.tolist(), graph.second.tolist(), graph.weight.tolist(), strict=True):
        if (a in members) != (b in members):
            other = labels[b if a in members else a]
            sums[other] = max(sums.get(other, 0.0), weight)
    if sums:
        label = min(sums, key=lambda key: (-sums[key], key))
        yield f"  nearest other story (an edge of {sums[label]:.2f}, less what surrounds it): {space.articles[label].title or space.articles[label].text[:60]}"
    yield f"  cut {space.cut:.2f}"
