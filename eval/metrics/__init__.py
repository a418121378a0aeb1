"""One small file a metric, each with cards that say what it measures and what it misses; loaded by name from here."""

import json
import logging
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from eval.metrics.base import Card, Case, Metric, UnscoredError
from summarizer.errors import ModelError, SummarizerError
from summarizer.registry import Registry

__all__ = [
    "ALWAYS",
    "DEFAULT",
    "METRICS",
    "Card",
    "Case",
    "Metric",
    "Scorer",
    "UnscoredError",
    "agreement",
    "all_cards",
    "load_scorer",
]

log = logging.getLogger(__name__)

METRICS = Registry(
    "metric",
    "metrics",
    {
        "balance": "eval.metrics.balance:Balance",
        "bertscore": "eval.metrics.bertscore:BertScore",
        "compression": "eval.metrics.compression:Compression",
        "evidence": "eval.metrics.evidence:EvidenceValidity",
        "fragments": "eval.metrics.fragments:Fragments",
        "judge": "eval.metrics.judge:Judge",
        "length": "eval.metrics.length:Length",
        "nli": "eval.metrics.entailment:Entailment",
        "redundancy": "eval.metrics.redundancy:Redundancy",
        "rouge": "eval.metrics.rouge:Rouge",
        "rouge-recall": "eval.metrics.rouge:RougeRecall",
        "rouge155": "eval.metrics.rouge:OriginalRouge",
        "unsupported": "eval.metrics.unsupported:Unsupported",
    },
)
"""Name -> a class that makes the metric; what follows a colon in a name (a model, an address) goes to it."""

DEFAULT = ("rouge", "unsupported", "length", "compression", "redundancy", "fragments", "balance", "evidence")
"""What needs no model."""

ALWAYS = ("rouge", "unsupported", "length")
"""What every comparison holds: the format of results.json names their scores."""

AGREEMENT = Path(__file__).parent / "agreement.json"
"""How each metric agrees with people: a `results.json` of `python -m eval correlations`, copied here by hand."""


@dataclass(frozen=True, slots=True)
class Scorer:
    """Several metrics at once; the names of their scores are all different."""

    metrics: tuple[tuple[str, Metric | None, tuple[Card, ...], str], ...]
    """(name, metric or None where it cannot be had, its cards, why it cannot)."""
    down: dict[str, str] = field(default_factory=dict)
    """Metrics whose model turned out not to load, and why: it is not tried again for every summary."""

    @property
    def cards(self) -> tuple[Card, ...]:
        """The cards of all scores, in order."""
        return tuple(card for _, _, cards, _ in self.metrics for card in cards)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all scores, in order."""
        return tuple(card.name for card in self.cards)

    @property
    def signature(self) -> str:
        """The metrics' signatures."""
        return "+".join(metric.signature if metric else f"{name}|unavailable" for name, metric, _, _ in self.metrics)

    def only(self, names: Collection[str]) -> "Scorer":
        """The same with the metrics of those names alone; what is down stays so."""
        return Scorer(tuple(one for one in self.metrics if one[0] in names), self.down)

    def score(self, case: Case) -> tuple[dict[str, float | None], tuple[str, ...]]:
        """Every score of a summary, None where it is unscored, and why whole metrics are. Never raises.

        A summary without any word is unscored by all.
        """
        scores: dict[str, float | None] = dict.fromkeys(self.names)
        if not case.text.strip():
            return scores, ("the summary is empty.",)
        reasons = []
        for name, metric, _, why in self.metrics:
            try:
                if metric is None or name in self.down:
                    raise UnscoredError(self.down.get(name, why))
                scores.update(metric.score(case))
            except SummarizerError as error:
                if isinstance(error, ModelError):
                    self.down[name] = str(error)
                reasons.append(f"{name}: {error}")
            except Exception as error:  # a foreign model may raise anything; one summary must not end the run
                log.debug("%s failed", name, exc_info=True)
                reasons.append(f"{name}: {type(error).__name__}: {error}")
        return scores, tuple(reasons)


def load_scorer(names: Sequence[str] = DEFAULT) -> Scorer:
    """The metrics of those names, `name` or `name:model`. One that cannot be had scores nothing and says why.

    Raises UnknownNameError for a name nobody knows, and SummarizerError when two scores would have the same name.
    """
    found: list[tuple[str, Metric | None, tuple[Card, ...], str]] = []
    for name in dict.fromkeys(names):
        kind, _, argument = name.partition(":")
        made = METRICS.get(kind)
        try:
            metric = made(argument) if argument else made()
        except SummarizerError as error:
            found.append((name, None, made.cards, str(error)))
        else:
            found.append((name, metric, made.cards, ""))
    scorer = Scorer(tuple(found))
    if len(set(scorer.names)) < len(scorer.names):
        raise SummarizerError("Two of the metrics give scores of the same name.", "Run them one after the other.")
    return scorer


def all_cards() -> tuple[Card, ...]:
    """The cards of every known metric, by the metrics' names."""
    return tuple(card for name in METRICS.names() for card in METRICS.get(name).cards)


@dataclass(frozen=True, slots=True)
class Agreement:
    """What the metric check found: on how much, and score -> correlations as its results.json has them."""

    items: int
    systems: int
    metrics: Mapping[str, Mapping[str, Any]]


@cache
def agreement() -> Agreement:
    """The metric check that the cards quote; empty where none was made."""
    if not AGREEMENT.is_file():
        return Agreement(0, 0, {})
    found = json.loads(AGREEMENT.read_text("utf-8"))
    return Agreement(found["data"][0]["items"], found["data"][0]["systems"], found["metrics"])
