"""Sentences -> the set that covers most of what the articles say together, within a budget of words.

A little centrality and position decides among equals.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.protocols import SourceSentence
from summarizer.summaries.choosing import Choice, choose
from summarizer.summaries.concepts import Concepts, weigh
from summarizer.summaries.lexrank import centrality, similarity
from summarizer.summaries.origins import Groups, origin_of, shares
from summarizer.summaries.sentences import usable_sentences
from summarizer.text import word_count
from summarizer.types import Article

CENTRALITY, POSITION = 0.3, 0.1
MOST_SENTENCES = 400


@dataclass(frozen=True, slots=True)
class Item:
    """A sentence with what it costs and gives."""

    sentence: SourceSentence
    words: int
    concepts: frozenset[str]
    bonus: float


def items_of(articles: Sequence[Article], origin_groups: Groups = ()) -> tuple[list[Item], Concepts]:
    """The cluster's usable sentences with their concepts, and the concepts' weights; each origin counts as one."""
    language = articles[0].language if articles else "en"
    concepts = weigh(articles, origin_groups)
    found = usable_sentences(articles)[:MOST_SENTENCES]
    mass = shares(found, origin_of(articles, origin_groups))
    rank = centrality(similarity(found, language, mass), mass)
    highest = float(rank.max()) if len(rank) else 1.0
    items = []
    for sentence, value in zip(found, rank, strict=True):
        bonus = CENTRALITY * float(value) / highest + POSITION * math.exp(-0.5 * sentence.index)
        items.append(Item(sentence, max(1, word_count(sentence.text)), concepts.of(sentence.text, language), bonus))
    return items, concepts


def select(items: Sequence[Item], concepts: Concepts, budget: int, most: int = MOST_SENTENCES) -> list[SourceSentence]:
    """The best sentences within `budget` words and at most so many, by position, then article; at least one when there
    is any."""
    if not items:
        return []
    best = choose([Choice(item.words, item.concepts, item.bonus) for item in items], concepts.weights, budget, most)
    best = best or [min(range(len(items)), key=lambda i: (items[i].words, i))]
    order = {s: i for i, s in enumerate(dict.fromkeys(item.sentence.article for item in items))}
    return sorted((items[i].sentence for i in best), key=lambda s: (s.index, order[s.article]))
