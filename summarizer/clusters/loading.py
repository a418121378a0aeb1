"""Settings -> the default clusterer, with embeddings for bare headlines where their weights are installed."""

from typing import Any

from summarizer.clusters.default import DefaultClusterer
from summarizer.clusters.identity import homes
from summarizer.config import Settings
from summarizer.embeddings import load_embedder


def default(settings: Settings, store: Any = None) -> DefaultClusterer:
    """The default clusterer; with a store, it is slow to take an article out of the story it was in."""
    remembered = (lambda: homes(store)) if store is not None and settings.steady else None
    embedder = load_embedder(settings, store)
    return DefaultClusterer(dossier=settings.dossier, embedder=embedder, homes=remembered, cache=store)
