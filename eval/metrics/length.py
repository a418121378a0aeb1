"""How long a summary is, and whether it keeps to the length that was asked for."""

from collections.abc import Mapping

from eval.metrics.base import Card, Case
from summarizer.text import word_count

FEWEST, MOST = 5, 10
"""Sentences of a long summary."""
LEAST_WORDS = 120
"""Words of a long summary, where the budget and the sources have as many."""


class Length:
    """Words, and the two halves of the contract: a word budget, and five to ten sentences when long."""

    cards = (
        Card("words", "words of the summary", 0, None, "neither", "everything but length", "this project"),
        Card(
            "length_kept",
            "1 when the summary keeps to its words: at most the budget, and at least 120 when a long one was asked for"
            " (less where the budget or the sources hold less)",
            0,
            1,
            "higher",
            "what the words say",
            "this project",
            "a word budget",
        ),
        Card(
            "sentences_kept",
            "1 when a long summary has five to ten sentences",
            0,
            1,
            "higher",
            "short summaries, and long ones of less than 120 words by budget or sources: they are unscored",
            "this project",
            "a long summary",
        ),
    )
    signature = f"length|{FEWEST}-{MOST} sentences|{LEAST_WORDS} words"

    def score(self, case: Case) -> Mapping[str, float | None]:
        """The two contracts are None where none was made."""
        words = word_count(case.text)
        held = sum(word_count(article.text) for article in case.articles)
        least = min(LEAST_WORDS, case.words or LEAST_WORDS, held) if case.length == "long" else 1
        full = case.length == "long" and least == LEAST_WORDS
        return {
            "words": float(words),
            "length_kept": float(least <= words <= case.words) if case.words else None,
            "sentences_kept": float(FEWEST <= len(case.sentences) <= MOST) if full else None,
        }
