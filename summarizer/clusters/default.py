"""The default clusterer: terms -> graph -> label propagation at one cut -> stories with keywords and cohesion.

One cut serves every batch, dated or not, because an edge counts by how much it exceeds what surrounds its two ends:
articles are grouped once plainly, each article's crowding is measured outside its group, edges are relieved of it, and
then grouped for good: loosely by label propagation, and each group once more by average link.
"""

import logging
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from summarizer.clusters.constraints import enforce
from summarizer.clusters.graph import (
    Graph,
    crowding,
    decay,
    linked,
    raised,
    relieved,
    similar,
    steadied,
    within_languages,
)
from summarizer.clusters.keywords import keywords_of
from summarizer.clusters.linkage import parted
from summarizer.clusters.propagation import propagate
from summarizer.clusters.terms import Terms, own_weights, vectorize
from summarizer.protocols import NO_CONSTRAINTS, SILENT, Cache, Constraints, Progress
from summarizer.text import word_count
from summarizer.types import Article, Cluster, content_id

log = logging.getLogger(__name__)

PLAIN_CUT = 0.28
"""Where the first grouping is made, by which crowding is measured."""
CUT = 0.1
"""How much an edge must exceed the crowding at its ends."""
TIGHTER = 0.6
"""The share of the cut that the parts of a group must have between them on average."""
HEADLINE_WORDS = 20
"""An article of fewer words is a headline: embeddings help it, and only it."""
EMBEDDING_SHARE = 0.4
HEADLINE_CROWD = 0.4
"""The share of its crowding that counts for a headline, whose few words leave its own story as far as all else."""
FEW_SHARE = 0.6
"""How much lower all similarities are in the smallest batches, where an article's own terms count."""
STEADY = 0.1
"""How much an edge within a remembered story gains, so that articles change their story as seldom as possible."""


@dataclass(frozen=True, slots=True)
class Space:
    """What the clusterer knows of a batch, articles in order of their ids."""

    articles: tuple[Article, ...]
    terms: Terms
    graph: Graph
    cut: float


class DefaultClusterer:
    """`Clusterer` as the design's section 7 recommends; the result does not depend on the order of the articles."""

    def __init__(
        self,
        dossier: bool = False,
        embedder: Any = None,
        cut: float | None = None,
        homes: Callable[[], Mapping[str, str]] | None = None,
        cache: Cache | None = None,
    ) -> None:
        """`homes` gives, by article id, the story that an article was in at the last run; `cache` keeps what was counted."""
        self._dossier = dossier
        self._embedder = embedder
        self._cut = cut
        self._homes = homes
        self._cache = cache

    @property
    def signature(self) -> str:
        """Name and parameters."""
        cut = f"{CUT if self._cut is None else self._cut:g}"
        heads = self._embedder.signature if self._embedder is not None else "no"
        return f"whispers-4|terms:4|cut:{cut}|dates:{'no' if self._dossier else '48h'}|headlines:{heads}"

    def cluster(
        self,
        articles: Sequence[Article],
        constraints: Constraints = NO_CONSTRAINTS,
        progress: Progress = SILENT,
    ) -> tuple[Cluster, ...]:
        """Group the articles, singles included, the largest story first."""
        if not articles:
            return ()
        space = self.space(articles, constraints, progress)
        progress.start("stories", 1)
        labels = self.labels(space, constraints)
        found = clusters_of(space, labels)
        progress.finish("stories")
        return found

    def space(
        self,
        articles: Sequence[Article],
        constraints: Constraints = NO_CONSTRAINTS,
        progress: Progress = SILENT,
    ) -> Space:
        """Vectors, graph and cut of a batch."""
        ordered = tuple(sorted({a.id: a for a in articles}.values(), key=lambda a: a.id))
        progress.start("terms", len(ordered))
        terms = vectorize(ordered, self._cache)
        progress.finish("terms")
        progress.start("similar articles", len(ordered))
        graph = within_languages(similar(terms.matrix, ordered), ordered)
        graph = self._with_embeddings(graph, ordered)
        graph = raised(graph, 1 - FEW_SHARE * own_weights(ordered))
        if not self._dossier:
            graph = decay(graph, ordered)
        place = {article.id: index for index, article in enumerate(ordered)}
        copies = places(constraints.near_copies, place)
        progress.finish("similar articles")
        progress.start("crowding")
        # What was found before must not move the measure: it is that of the articles alone.
        first = propagate(linked(graph, copies).above(PLAIN_CUT))
        crowd = crowding(graph, first)
        crowd[_bare(ordered)] *= HEADLINE_CROWD
        graph = relieved(graph, crowd)
        progress.finish("crowding")
        if self._homes is not None:
            homes = self._homes()
            graph = steadied(graph, [homes.get(article.id, "") for article in ordered], STEADY)
        graph = linked(graph, copies)
        return Space(ordered, terms, graph, CUT if self._cut is None else self._cut)

    def labels(self, space: Space, constraints: Constraints = NO_CONSTRAINTS, cut: float | None = None) -> list[int]:
        """A label for each article of the space, at its cut or another."""
        place = {article.id: index for index, article in enumerate(space.articles)}
        must, cannot = places(constraints.must_link, place), places(constraints.cannot_link, place)
        cut = max(space.cut if cut is None else cut, 0.0)
        labels = parted(space.graph, propagate(space.graph.above(cut)), cut * TIGHTER)
        return enforce(labels, space.graph, must, cannot)

    def _with_embeddings(self, graph: Graph, articles: Sequence[Article]) -> Graph:
        """Edges between bare headlines, weighed by meaning as well: the batch's mean removed, negatives cut."""
        bare = _bare(articles)
        if self._embedder is None or bare.sum() < 2 or not len(graph.first):
            return graph
        # Only headlines are embedded: that of long articles would take a minute for a thousand, for nothing.
        vectors = self._embedder.embed(
            [a.title or a.text for a, is_bare in zip(articles, bare, strict=True) if is_bare]
        )
        vectors = vectors - vectors.mean(axis=0)
        vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
        row = np.cumsum(bare) - 1
        both = bare[graph.first] & bare[graph.second]
        pairs = vectors[row[graph.first[both]]], vectors[row[graph.second[both]]]
        weight = graph.weight.copy()
        weight[both] *= 1 - EMBEDDING_SHARE
        weight[both] += EMBEDDING_SHARE * np.einsum("ij,ij->i", *pairs).clip(0.0, 1.0)
        return Graph(graph.size, graph.first, graph.second, weight, graph.candidates)


def _bare(articles: Sequence[Article]) -> np.ndarray:
    return np.array([word_count(a.text) < HEADLINE_WORDS for a in articles], dtype=bool)


def places(pairs: Sequence[tuple[str, str]], place: dict[str, int]) -> list[tuple[int, int]]:
    """Pairs of article ids as pairs of nodes; pairs with an article that is not in the batch are left out."""
    return [(place[a], place[b]) for a, b in pairs if a in place and b in place and a != b]


def clusters_of(space: Space, labels: Sequence[int]) -> tuple[Cluster, ...]:
    """The clusters that the labels make, the largest first."""
    members: dict[int, list[int]] = defaultdict(list)
    for node, label in enumerate(labels):
        members[label].append(node)
    found = [_cluster(space, nodes) for nodes in members.values()]
    return tuple(sorted(found, key=lambda c: (-len(c.articles), c.id)))


def _cluster(space: Space, nodes: Sequence[int]) -> Cluster:
    from scipy.sparse import csr_matrix

    rows = space.terms.matrix[list(nodes)]
    # Only the columns it uses: a dense row of all terms for each story would make the whole quadratic.
    columns, packed = np.unique(rows.indices, return_inverse=True)
    rows = csr_matrix((rows.data, packed, rows.indptr), shape=(len(nodes), len(columns)))
    keys = space.terms.keys[columns]
    centre = np.asarray(rows.mean(axis=0)).ravel()
    length = float(np.linalg.norm(centre))
    closeness = np.asarray(rows @ centre).ravel() / length if length else np.ones(len(nodes))
    order = sorted(range(len(nodes)), key=lambda i: (-round(float(closeness[i]), 6), space.articles[nodes[i]].id))
    articles = tuple(space.articles[nodes[i]] for i in order)
    cohesion = 1.0 if len(nodes) == 1 else round(float(np.clip(closeness.mean(), 0.0, 1.0)), 4)
    return Cluster(content_id(*sorted(a.id for a in articles)), articles, keywords_of(keys, centre, articles), cohesion)
