"""A cluster's sentences -> facets: groups of sentences of different articles that state the same fact, best first.

Seeds come from coverage (what the articles say together, within the budget), and what else the caller wants; each gathers at most three sentences of
other articles that are similar enough and contradict none of the group.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from summarizer.protocols import SourceSentence
from summarizer.summaries.concepts import Concepts
from summarizer.summaries.contradictions import Case, contradict, other_figures
from summarizer.summaries.coverage import MOST_SENTENCES, Item, select
from summarizer.summaries.lexrank import similarity
from summarizer.summaries.references import hangs
from summarizer.summaries.verification.alignment import prepare

SIMILAR = 0.28
PARTNERS = 3
SUPERSEDED = 0.3
"""How similar a later sentence must be to take a sentence's place because its figures are newer."""


@dataclass(frozen=True, slots=True)
class Facet:
    """Sentences on one fact, the seed first; how many origins state it is in the weights that chose the seed."""

    sentences: tuple[SourceSentence, ...]

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
    besides: Callable[[Sequence[Item]], Sequence[SourceSentence]] = lambda _: (),
) -> list[Facet]:
    """At most `most` facets within a budget of words, in the order in which news is told: as the articles' positions say. Then
    those of what else is chosen `besides`, the budget aside, while there are fewer than `most`.

    `told_at` (article id -> publishing time): a figure that a later article gives otherwise is told as of then; what is
    `stale` is left out while there is anything else.
    """
    standing = [item for item in items if not hangs(item.sentence.text, language)] or list(items)
    standing = [item for item in standing if not stale(item.sentence)] or standing
    seeds = list(dict.fromkeys([*select(standing, concepts, budget, most), *besides(standing)]))[:most]
    pool = [item.sentence for item in standing]
    similar = similarity(pool, language)
    case = prepare(tuple(pool), tuple(dict.fromkeys((s.article, language) for s in pool))).case
    place = {sentence: index for index, sentence in enumerate(pool)}
    facets: list[Facet] = []
    used: set[SourceSentence] = set()
    for chosen in seeds:
        seed = _latest(chosen, pool, similar[place[chosen]], told_at or {}, language)
        if seed in used:
            continue
        partners = _partners(seed, pool, similar[place[seed]], origin_of, language, case)
        used |= {seed, *(p for p in partners if similar[place[seed], place[p]] > 0.5)}
        facets.append(Facet((seed, *partners)))
    return facets


def _latest(
    seed: SourceSentence, pool: Sequence[SourceSentence], row: np.ndarray, told_at: dict[str, datetime], language: str
) -> SourceSentence:
    """The sentence itself, or what the latest article says of the same fact with other figures."""
    time = told_at.get(seed.article)
    if time is None:
        return seed
    best, best_time = seed, time
    for index, other in enumerate(pool):
        when = told_at.get(other.article)
        if when is None or when <= best_time or row[index] < SUPERSEDED:
            continue
        if other_figures(seed.text, other.text, language):
            best, best_time = other, when
    return best


def _partners(
    seed: SourceSentence,
    pool: Sequence[SourceSentence],
    row: np.ndarray,
    origin_of: dict[str, int],
    language: str,
    case: Case,
) -> list[SourceSentence]:
    """The most similar sentences of other articles that contradict none of the group; of origins that are not in it
    before others."""
    ranked = [
        pool[int(index)] for index in np.lexsort((np.arange(len(row)), -np.round(row, 6))) if row[index] >= SIMILAR
    ]
    found: list[SourceSentence] = []
    for anew in (True, False):
        for other in ranked:
            group = (seed, *found)
            if len(found) == PARTNERS:
                return found
            if other.article in {s.article for s in group} or other.text == seed.text:
                continue
            if anew and origin_of.get(other.article, -1) in {origin_of.get(s.article, -2) for s in group}:
                continue
            if not any(contradict(told.text, other.text, language, case) for told in group):
                found.append(other)
    return found
