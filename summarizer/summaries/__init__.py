"""clusters -> summaries: select, plan, write, verify. Knows nothing of where articles come from."""

from summarizer.config import Settings
from summarizer.protocols import Cache, Summarizer
from summarizer.summaries.caching import CachedSummarizer
from summarizer.summaries.sentences import without_orders

__all__ = ["EXTRACTIVE", "load", "without_orders"]

EXTRACTIVE = ("lead", "lexrank", "coverage")


def load(settings: Settings, cache: Cache | None = None) -> Summarizer:
    """The summarizer that `settings.model` names, keeping its work in `cache` when there is one.

    Raises UnknownNameError, WeightsMissing (says how to get them) or ModelError.
    """
    made = _make(settings, cache)
    return CachedSummarizer(made, cache) if cache is not None else made


def _make(settings: Settings, cache: Cache | None) -> Summarizer:
    if settings.model in EXTRACTIVE:
        from summarizer.summaries.extractive import ExtractiveSummarizer

        return ExtractiveSummarizer(settings.model)
    from summarizer import grammar
    from summarizer.embeddings import load_embedder
    from summarizer.summaries.compose import AbstractiveSummarizer
    from summarizer.summaries.models.load import load_engine
    from summarizer.summaries.verification import load_verifier

    engine, card = load_engine(settings, settings.model)
    # Articles are read and the model is loaded meanwhile.
    grammar.load_ahead()
    return AbstractiveSummarizer(engine, card, load_verifier(settings), embedder=load_embedder(settings, cache))
