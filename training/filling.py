"""A story -> a longer target: the round-up's supported sentences, and then the source sentences that bring it nearest.

Two thirds of a round-up's sentences stand in no opening, so what is left of it is short and many stories have nothing
left. What the editors chose can be learned all the same, from the source sentences that share most with what they
wrote (an oracle's choice, as in Nallapati et al. 2017, "SummaRuNNer"). The articles are shuffled: their order is by
politics, and says nothing.
"""

import random
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from summarizer.text import word_count
from training.examples import LEAST_SUMMARY, Example, opening, split
from training.support import content, stands_alone, supported

MOST_WORDS = 70
LEAST_GAIN = 0.008
"""A source sentence that raises the F1 with the round-up by less is left out."""
OWN_OVERLAP, SOURCE_OVERLAP = 0.5, 0.4
"""The Dice overlap of content words with a sentence before that the round-up's, or a source's, may have."""
OF_THE_PRESS = re.compile(r"\b(?:spectrum|outlets?|coverage|right-rated|left-rated|video|on the (?:left|right) )", re.I)
"""Sentences about how others report are no news."""


def filled(story: Mapping[str, Any], rng: random.Random) -> Example | None:
    """The summary example of a story, at most `MOST_WORDS` long; None when it would have less than 15 words."""
    documents = [document for document in story["documents"] if document["text"]]
    rng.shuffle(documents)
    openings = tuple(opening(document) for document in documents)
    reference = story["references"][0]
    kept = _of_the_editors(reference, openings)
    pool = [s for document in documents for s in split(document["text"]) if any(s in shown for shown in openings)]
    pool = [s for s in pool if stands_alone(s) and not OF_THE_PRESS.search(s) and word_count(s) <= 40]
    wanted = _grams(reference)
    while best := _best(kept, pool, wanted):
        kept.append(best)
    text = " ".join(kept)
    return Example("summary", openings, text) if word_count(text) >= LEAST_SUMMARY else None


def _of_the_editors(reference: str, openings: Sequence[str]) -> list[str]:
    kept: list[str] = []
    for sentence in split(reference):
        if OF_THE_PRESS.search(sentence) or not supported(sentence, openings, 0.62):
            continue
        if (kept or stands_alone(sentence)) and _new(sentence, kept, OWN_OVERLAP) and _fits(sentence, kept):
            kept.append(sentence)
    return kept


def _best(kept: Sequence[str], pool: Sequence[str], wanted: Counter[Any]) -> str:
    """The sentence that raises the F1 most; empty when none raises it enough."""
    before = _f1(" ".join(kept), wanted)
    fitting = [s for s in pool if _new(s, kept, SOURCE_OVERLAP) and _fits(s, kept)]
    scored = [(_f1(" ".join([*kept, s]), wanted), s) for s in fitting]
    score, best = max(scored, key=lambda pair: pair[0], default=(0.0, ""))
    return best if score >= before + LEAST_GAIN else ""


def _fits(sentence: str, kept: Sequence[str]) -> bool:
    return word_count(" ".join([*kept, sentence])) <= MOST_WORDS


def _new(sentence: str, kept: Sequence[str], most: float) -> bool:
    own = set(content(sentence))
    others = [set(content(other)) for other in kept]
    return all(2 * len(own & other) <= most * (len(own) + len(other)) for other in others)


def _grams(text: str) -> Counter[Any]:
    stems = content(text)
    return Counter[Any](stems) + Counter(pairwise(stems))


def _f1(text: str, wanted: Counter[Any]) -> float:
    """Of uni- and bigrams of content stems, in [0, 1]."""
    own = _grams(text)
    size = own.total() + wanted.total()
    return 2 * (own & wanted).total() / size if size else 0.0
