"""Settings -> the default clusterer, with embeddings for bare headlines where their weights are installed."""

from typing import Any

from summarizer.clusters.default import DefaultClusterer
from summarizer.config import Settings
from summarizer.embeddings import load_embedder


def default(settings: Settings, store: Any = None) -> DefaultClusterer:
    """The default clusterer."""
    return DefaultClusterer(dossier=settings.dossier, embedder=load_embedder(settings, store))
