"""ROUGE in two modes: `rouge155` equals the original (see rouge155.py); `rouge-score` calls Google's package.

CARD: overlap of words with human references. Range 0 to 1, higher is better. It misses meaning: a paraphrase scores
low and a wrong number costs one word. Source: Lin 2004.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from summarizer.errors import ConfigError
from summarizer.text import sentences

METRICS = ("rouge1", "rouge2", "rougeL", "rougeLsum")


def split(text: str) -> list[str]:
    """A text's sentences; ROUGE-Lsum needs them apart."""
    return [text[start:end] for start, end in sentences(text)]


@dataclass(frozen=True, slots=True)
class GoogleRouge:
    """The package `rouge-score`, with stemming and sentence splitting stated; the mean over several references."""

    stemming: bool = True
    multi: str = "mean"

    @property
    def signature(self) -> str:
        """Everything that two numbers must share to be compared."""
        from importlib.metadata import version

        stems = "nltk" if self.stemming else "no"
        return f"rouge-score|v:{version('rouge-score')}|stem:{stems}|split:nupunkt|multi:{self.multi}"

    def score(
        self, candidate: Sequence[str], references: Sequence[Sequence[str]], metrics: Sequence[str] = METRICS
    ) -> dict[str, Any]:
        """Recall, precision and F by metric: objects with `r`, `p`, `f`."""
        from eval.metrics.rouge155 import Score

        scorer = _scorer(tuple(metrics), self.stemming)
        text = "\n".join(candidate)
        each = [scorer.score("\n".join(reference), text) for reference in references]
        found = {}
        for metric in metrics:
            scores = [Score(s[metric].recall, s[metric].precision, s[metric].fmeasure) for s in each]
            if self.multi == "best":
                found[metric] = max(scores, key=lambda s: s.f)
            elif self.multi == "mean":
                n = len(scores)
                found[metric] = Score(
                    sum(s.r for s in scores) / n, sum(s.p for s in scores) / n, sum(s.f for s in scores) / n
                )
            else:
                raise ConfigError(f"rouge-score cannot combine references by {self.multi!r}.", "Use best or mean.")
        return found


@lru_cache(maxsize=8)
def _scorer(metrics: tuple[str, ...], stemming: bool) -> Any:
    from rouge_score.rouge_scorer import RougeScorer

    return RougeScorer(list(metrics), use_stemmer=stemming)
