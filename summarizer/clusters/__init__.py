"""articles -> clusters: one event, one story; ids that stay; corrections that are kept. Knows nothing of summaries."""

from typing import Any

from summarizer.clusters.decisions import decided
from summarizer.clusters.identity import carry_over
from summarizer.config import Settings
from summarizer.protocols import Clusterer
from summarizer.registry import Registry

__all__ = ["REGISTRY", "carry_over", "decided", "load"]

REGISTRY = Registry(
    "clusterer",
    "clusterer",
    {
        "default": "summarizer.clusters.loading:default",
        "agglomerative": "summarizer.clusters.peers:agglomerative",
        "centroid": "summarizer.clusters.peers:centroid",
        "hdbscan": "summarizer.clusters.peers:hdbscan",
        "bertopic": "summarizer.clusters.peers:bertopic",
    },
)


def load(settings: Settings, store: Any = None) -> Clusterer:
    """The clusterer that the settings name. Raises UnknownNameError, or ConfigError when its package is missing."""
    made: Clusterer = REGISTRY.get(settings.clusterer)(settings, store)
    return made
