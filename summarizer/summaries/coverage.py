"""Sentences -> the set that covers most of what the articles say together, within a budget of words.

Budgeted maximum coverage of weighted concepts (Gillick and Favre 2009; Takamura and Okumura 2009), greedy by gain over
words^r for several r, then local search; a little centrality and position decides among equals.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from summarizer.protocols import SourceSentence
from summarizer.summaries.concepts import Concepts, weigh
from summarizer.summaries.lexrank import centrality, similarity
from summarizer.summaries.sentences import usable_sentences
from summarizer.text import word_count
from summarizer.types import Article

EXPONENTS = (1.0, 0.7, 0.4, 0.0)
CENTRALITY, POSITION = 0.3, 0.1
MOST_SENTENCES = 400


@dataclass(frozen=True, slots=True)
class Item:
    """A sentence with what it costs and gives."""

    sentence: SourceSentence
    words: int
    concepts: frozenset[str]
    bonus: float


def items_of(articles: Sequence[Article]) -> tuple[list[Item], Concepts]:
    """The cluster's usable sentences with their concepts, and the concepts' weights."""
    language = articles[0].language if articles else "en"
    concepts = weigh(articles)
    found = usable_sentences(articles)[:MOST_SENTENCES]
    rank = centrality(similarity(found, language))
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
    weights = concepts.weights
    own = sorted((sum(weights[c] for c in item.concepts) for item in items), reverse=True)
    scale = sum(own[:10]) / 10 if own else 1.0
    fitting = [i for i, item in enumerate(items) if item.words <= budget]
    if not fitting:
        shortest = min(range(len(items)), key=lambda i: (items[i].words, i))
        return [items[shortest].sentence]

    def value(chosen: Sequence[int]) -> float:
        covered = frozenset[str]().union(*(items[i].concepts for i in chosen))
        shares = sum(items[i].words / budget * items[i].bonus for i in chosen)
        return sum(weights[c] for c in sorted(covered)) + scale * shares

    best: list[int] = []
    best_value = -1.0
    for exponent in EXPONENTS:
        chosen = _greedy(items, weights, fitting, budget, exponent, scale, most)
        score = value(chosen)
        if score > best_value + 1e-9:
            best, best_value = chosen, score
    # Where nothing weighs anything (a text of one word), the first sentence is better than none.
    best = _improve(best, items, fitting, budget, value, most) or fitting[:1]
    order = {s: i for i, s in enumerate(dict.fromkeys(item.sentence.article for item in items))}
    return sorted((items[i].sentence for i in best), key=lambda s: (s.index, order[s.article]))


def _greedy(
    items: Sequence[Item],
    weights: dict[str, float],
    fitting: Sequence[int],
    budget: int,
    exponent: float,
    scale: float,
    most: int,
) -> list[int]:
    chosen: list[int] = []
    covered: set[str] = set()
    left, open_ = budget, list(fitting)
    while open_ and len(chosen) < most:
        best, best_gain = None, 0.0
        for i in open_:
            item = items[i]
            if item.words > left:
                continue
            gain = sum(weights[c] for c in item.concepts if c not in covered) + scale * item.words / budget * item.bonus
            ratio = gain / item.words**exponent
            if ratio > best_gain + 1e-12:
                best, best_gain = i, ratio
        if best is None:
            break
        chosen.append(best)
        covered |= items[best].concepts
        left -= items[best].words
        open_.remove(best)
    return chosen


def _improve(
    chosen: list[int],
    items: Sequence[Item],
    fitting: Sequence[int],
    budget: int,
    value: Callable[[Sequence[int]], float],
    most: int,
) -> list[int]:
    """Swap one sentence for another, or add one, while that helps; a few rounds over the most promising ones."""
    current = value(chosen)
    promising = sorted(fitting, key=lambda i: (-len(items[i].concepts), i))[:60]
    for _ in range(3):
        better = False
        for out in [*chosen, *([None] if len(chosen) < most else [])]:
            rest = [i for i in chosen if i != out]
            used = sum(items[i].words for i in rest)
            for candidate in promising:
                if candidate in rest or candidate == out or used + items[candidate].words > budget:
                    continue
                score = value([*rest, candidate])
                if score > current + 1e-9:
                    chosen, current, better = [*rest, candidate], score, True
                    break
            if better:
                break
        if not better:
            break
    return chosen
