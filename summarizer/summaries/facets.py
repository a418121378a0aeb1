"""A cluster's sentences -> facets: groups of sentences of different articles that state the same fact, best first.

Seeds come from coverage (what the articles say together, within the budget); each gathers at most three sentences of
other articles that are similar enough and do not contradict it in a number.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from summarizer.protocols import SourceSentence
from summarizer.summaries.concepts import Concepts
from summarizer.summaries.coverage import MOST_SENTENCES, Item, select
from summarizer.summaries.lexrank import similarity
from summarizer.summaries.references import hangs

SIMILAR = 0.28
PARTNERS = 3
SUPERSEDED = 0.3
"""How similar a later sentence must be to take a sentence's place because its figures are newer."""
_NUMBER = re.compile(r"\d[\d.,]*")


@dataclass(frozen=True, slots=True)
class Facet:
    """Sentences on one fact, the seed first; `origins` counts the independent origins that state it."""

    sentences: tuple[SourceSentence, ...]
    origins: int

    @property
    def seed(self) -> SourceSentence:
        """The sentence that stands for the facet."""
        return self.sentences[0]


def plan(
    items: Sequence[Item],
    concepts: Concepts,
    origin_of: dict[str, int],
    language: str,
    budget: int,
    told_at: dict[str, datetime] | None = None,
    stale: Callable[[SourceSentence], bool] = lambda _: False,
    most: int = MOST_SENTENCES,
) -> list[Facet]:
    """At most `most` facets within a budget of words, in the order in which news is told: as the articles' positions say.

    `told_at` (article id -> publishing time): a figure that a later article gives otherwise is told as of then; what is
    `stale` is left out while there is anything else.
    """
    standing = [item for item in items if not hangs(item.sentence.text, language)] or list(items)
    standing = [item for item in standing if not stale(item.sentence)] or standing
    seeds = select(standing, concepts, budget, most)
    pool = [item.sentence for item in standing]
    similar = similarity(pool, language)
    place = {sentence: index for index, sentence in enumerate(pool)}
    facets: list[Facet] = []
    used: set[SourceSentence] = set()
    for chosen in seeds:
        seed = _latest(chosen, pool, similar[place[chosen]], told_at or {})
        if seed in used:
            continue
        partners = _partners(seed, pool, similar[place[seed]], origin_of)
        used |= {seed, *(p for p in partners if similar[place[seed], place[p]] > 0.5)}
        group = (seed, *partners)
        facets.append(Facet(group, len({origin_of.get(s.article, -1) for s in group})))
    return facets


def _latest(
    seed: SourceSentence, pool: Sequence[SourceSentence], row: np.ndarray, told_at: dict[str, datetime]
) -> SourceSentence:
    """The sentence itself, or what the latest article says of the same fact with other figures."""
    numbers, time = set(_NUMBER.findall(seed.text)), told_at.get(seed.article)
    if not numbers or time is None:
        return seed
    best, best_time = seed, time
    for index, other in enumerate(pool):
        when = told_at.get(other.article)
        if when is None or when <= best_time or row[index] < SUPERSEDED:
            continue
        theirs = set(_NUMBER.findall(other.text))
        if theirs and not numbers & theirs:
            best, best_time = other, when
    return best


def _partners(
    seed: SourceSentence, pool: Sequence[SourceSentence], row: np.ndarray, origin_of: dict[str, int]
) -> list[SourceSentence]:
    numbers = set(_NUMBER.findall(seed.text))
    found: list[SourceSentence] = []
    taken = {seed.article}
    for index in np.lexsort((np.arange(len(row)), -np.round(row, 6))):
        other = pool[int(index)]
        if row[index] < SIMILAR or len(found) == PARTNERS:
            break
        if other.article in taken or other.text == seed.text:
            continue
        theirs = set(_NUMBER.findall(other.text))
        # Figures that differ stay apart: fusing them would make one of them up.
        if numbers and theirs and not numbers & theirs:
            continue
        found.append(other)
        taken.add(other.article)
    return found
