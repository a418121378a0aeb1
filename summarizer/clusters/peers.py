"""Other people's ways to cluster, behind the same protocol: what the default is compared with.

Agglomerative (average link, fixed distance) and single-pass centroids work on the same terms as the default, so that
only the grouping differs; HDBSCAN (Campello 2013, as scikit-learn has it) and BERTopic (Grootendorst 2022) on sentence
embeddings, as people use them. None looks at dates. Corrections are kept by all of them, near-copies are not used.
"""

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

import numpy as np

from summarizer.clusters.constraints import enforce
from summarizer.clusters.default import Space, clusters_of, places
from summarizer.clusters.graph import linked, similar
from summarizer.clusters.terms import Terms, vectorize
from summarizer.config import Settings
from summarizer.embeddings import load_embedder
from summarizer.errors import ConfigError, WeightsMissing
from summarizer.protocols import NO_CONSTRAINTS, SILENT, Constraints, Progress
from summarizer.types import Article, Cluster

DISTANCE = 0.80
"""Cosine distance at which average link stops: between the best values of the labelled sets."""
NEARNESS = 0.22
MOST_FOR_AVERAGE_LINK = 20_000
"""Average link needs all distances: 1.6 GB at this many articles."""

Grouping = Callable[[Sequence[Article], Terms], list[int]]


class Peer:
    """A `Clusterer` made of one grouping function (articles in order of id, their terms) -> labels; -1 is a single."""

    def __init__(self, signature: str, grouping: Grouping) -> None:
        self._signature = signature
        self._grouping = grouping

    @property
    def signature(self) -> str:
        """Name and parameters."""
        return self._signature

    def cluster(
        self,
        articles: Sequence[Article],
        constraints: Constraints = NO_CONSTRAINTS,
        progress: Progress = SILENT,
    ) -> tuple[Cluster, ...]:
        """Group the articles, singles included, the largest story first."""
        if not articles:
            return ()
        ordered = tuple(sorted({a.id: a for a in articles}.values(), key=lambda a: a.id))
        progress.start("terms", len(ordered))
        terms = vectorize(ordered)
        progress.finish("terms")
        progress.start("stories", 1)
        labels = _named(self._grouping(ordered, terms) if len(ordered) > 1 else [-1])
        place = {article.id: index for index, article in enumerate(ordered)}
        must, cannot = places(constraints.must_link, place), places(constraints.cannot_link, place)
        graph = similar(terms.matrix) if cannot else linked(similar(terms.matrix[:0]), [])
        found = clusters_of(Space(ordered, terms, graph, 0.0), enforce(labels, graph, must, cannot))
        progress.finish("stories")
        return found


def _named(labels: Sequence[int]) -> list[int]:
    """Each label as the smallest node that has it; every node labelled -1 alone."""
    first: dict[int, int] = {}
    return [node if label < 0 else first.setdefault(label, node) for node, label in enumerate(labels)]


def agglomerative(settings: Settings, store: Any = None, distance: float = DISTANCE) -> Peer:
    """Average link on cosine distance, cut at a fixed distance. Quadratic in the articles."""

    def group(articles: Sequence[Article], terms: Terms) -> list[int]:
        from scipy.cluster.hierarchy import fcluster, linkage
        from scipy.spatial.distance import squareform

        if len(articles) > MOST_FOR_AVERAGE_LINK:
            raise ConfigError(
                f"The clusterer 'agglomerative' needs all pairs: {len(articles)} articles are too many.",
                "Use --clusterer default.",
            )
        apart = 1.0 - np.asarray((terms.matrix @ terms.matrix.T).todense(), dtype=np.float64)
        np.fill_diagonal(apart, 0.0)
        tree = linkage(squareform(apart.clip(0.0, 1.0), checks=False), method="average")
        return [int(label) for label in fcluster(tree, distance, criterion="distance")]

    return Peer(f"agglomerative|terms:1|average|distance:{distance}", group)


def centroid(settings: Settings, store: Any = None) -> Peer:
    """One pass in order of time: an article joins the story whose centre is nearest, or opens one (Allan 1998)."""

    def group(articles: Sequence[Article], terms: Terms) -> list[int]:
        order = sorted(range(len(articles)), key=lambda i: (articles[i].time is None, _stamp(articles[i]), i))
        sums: list[dict[int, float]] = []
        lengths: list[float] = []
        holders: dict[int, set[int]] = {}
        labels = [-1] * len(articles)
        for node in order:
            row = terms.matrix[node]
            mine = dict(zip(row.indices.tolist(), row.data.tolist(), strict=True))
            scores: dict[int, float] = {}
            for term, weight in mine.items():
                for story in holders.get(term, ()):
                    scores[story] = scores.get(story, 0.0) + weight * sums[story][term]
            best = min(scores, key=lambda s: (-round(scores[s] / lengths[s], 9), s), default=None)
            if best is None or scores[best] / lengths[best] < NEARNESS:
                best = len(sums)
                sums.append({})
                lengths.append(0.0)
            labels[node] = best
            for term, weight in mine.items():
                sums[best][term] = sums[best].get(term, 0.0) + weight
                holders.setdefault(term, set()).add(best)
            lengths[best] = max(float(np.sqrt(sum(w * w for w in sums[best].values()))), 1e-9)
        return labels

    return Peer(f"centroid|terms:1|nearness:{NEARNESS}", group)


def _stamp(article: Article) -> float:
    return article.time.timestamp() if article.time else 0.0


def hdbscan(settings: Settings, store: Any = None) -> Peer:
    """HDBSCAN on sentence embeddings, two articles a story at least. Needs the embedding model."""
    embedder = _embedder(settings, store, "hdbscan")

    def group(articles: Sequence[Article], terms: Terms) -> list[int]:
        from sklearn.cluster import HDBSCAN

        vectors = embedder.embed([f"{a.title}\n{a.text}" for a in articles])
        model = HDBSCAN(min_cluster_size=2, min_samples=1, metric="euclidean", n_jobs=1, copy=True)
        return [int(label) for label in model.fit_predict(vectors)]

    return Peer(f"hdbscan|{embedder.signature}|2,1", group)


def bertopic(settings: Settings, store: Any = None) -> Peer:
    """BERTopic with its defaults, seeded. Needs the packages bertopic and umap-learn, and the embedding model."""
    try:
        topics, umap = import_module("bertopic"), import_module("umap")
    except ImportError as error:
        raise ConfigError(
            f"The clusterer 'bertopic' needs the package {error.name!r}, which is not installed.",
            "Install it with: pip install bertopic umap-learn",
        ) from error
    embedder = _embedder(settings, store, "bertopic")

    def group(articles: Sequence[Article], terms: Terms) -> list[int]:
        texts = [f"{a.title}\n{a.text}" for a in articles]
        reduce = umap.UMAP(n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine", random_state=settings.seed)
        labels, _ = topics.BERTopic(umap_model=reduce).fit_transform(texts, embeddings=embedder.embed(texts))
        return [int(label) for label in labels]

    return Peer(f"bertopic|{embedder.signature}|defaults|seed:{settings.seed}", group)


def _embedder(settings: Settings, store: Any, name: str) -> Any:
    embedder = load_embedder(settings, store)
    if embedder is None:
        raise WeightsMissing(
            f"The clusterer {name!r} needs sentence embeddings, whose weights are not installed.",
            "Fetch them with `summarize models fetch`.",
        )
    return embedder
