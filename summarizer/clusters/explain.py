"""A story -> why it is one: the terms and times that hold its articles, the nearest other story, how firm it is."""

from collections.abc import Iterator
from typing import Protocol

import numpy as np

from summarizer.clusters.decisions import decided
from summarizer.clusters.default import DefaultClusterer
from summarizer.config import Settings
from summarizer.protocols import Constraints
from summarizer.types import Article, Decision, StoryRecord, Window

STEP = 0.05
TERMS = 5


class Memory(Protocol):
    """What explaining needs of a store."""

    def articles(self, window: Window) -> tuple[Article, ...]:
        """The articles of a window."""

    def decisions(self) -> tuple[Decision, ...]:
        """The decisions."""


def explain(record: StoryRecord, memory: Memory, settings: Settings) -> Iterator[str]:
    """Lines that say what holds the story together, and whether a step of .05 of the cut would change it."""
    articles = memory.articles(Window(None, None))
    own = set(record.articles)
    clusterer = DefaultClusterer(dossier=settings.dossier)
    links = decided(memory.decisions())
    constraints = Constraints(must_link=links["must_link"], cannot_link=links["cannot_link"])
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
        best = [space.terms.names[i] for i in np.lexsort((np.arange(len(row)), -row))[:TERMS] if row[i] > 0]
        others = [i for i in inside if i != place]
        close = float(np.asarray((matrix[others] @ matrix[place].T).todense()).max()) if others else 1.0
        when = f"{article.published:%Y-%m-%d %H:%M}" if article.published else "date unknown"
        yield f"  {article.id}  {when}  closest member {close:.2f}  by: {', '.join(best) or 'no shared term'}"
    yield from _nearest(inside, space, clusterer.labels(space, constraints))
    for step in (-STEP, STEP):
        labels = clusterer.labels(space, constraints, cut=space.cut + step)
        together = {labels[i] for i in inside}
        size = sum(1 for label in labels if label in together)
        if len(together) > 1:
            yield f"  at a cut {step:+.2f} it would fall into {len(together)} parts"
        elif size > len(inside):
            yield f"  at a cut {step:+.2f} it would take in {size - len(inside)} more articles"
        else:
            yield f"  at a cut {step:+.2f} it would stay as it is"


def _nearest(inside: list[int], space: object, labels: list[int]) -> Iterator[str]:
    from summarizer.clusters.default import Space

    assert isinstance(space, Space)
    members = set(inside)
    sums: dict[int, float] = {}
    graph = space.graph
    for a, b, weight in zip(graph.first.tolist(), graph.second.tolist(), graph.weight.tolist(), strict=True):
        if (a in members) != (b in members):
            other = labels[b if a in members else a]
            sums[other] = max(sums.get(other, 0.0), weight)
    if sums:
        label = min(sums, key=lambda key: (-sums[key], key))
        yield f"  nearest other story (similarity {sums[label]:.2f}): {space.articles[label].title or space.articles[label].text[:60]}"
    yield f"  cut {space.cut:.2f}"
