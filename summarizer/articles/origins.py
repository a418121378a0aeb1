"""A story's articles -> groups by independent origin: twelve outlets that carry one agency's text are one origin."""

from collections.abc import Sequence

from summarizer.articles.copies import NearCopies
from summarizer.text import fold
from summarizer.types import Article


def origin_groups(articles: Sequence[Article], near: NearCopies) -> tuple[tuple[str, ...], ...]:
    """The ids of `articles`, parted by origin; the largest group first, then as the articles come.

    One origin: near-copies of each other, the same agency credited, or the same outlet (not when unknown).
    """
    order = {article.id: place for place, article in enumerate(articles)}
    parent = {article.id: article.id for article in articles}

    def root(item: str) -> str:
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    def join(a: str, b: str) -> None:
        first, second = sorted((root(a), root(b)), key=lambda item: order[item])
        parent[second] = first

    for a, b in near.copies:
        if a in order and b in order:
            join(a, b)
    for field in ("agency", "source"):
        first_with: dict[str, str] = {}
        for article in articles:
            name = fold(getattr(article, field))
            if name:
                join(first_with.setdefault(name, article.id), article.id)
    groups: dict[str, list[str]] = {}
    for article in articles:
        groups.setdefault(root(article.id), []).append(article.id)
    return tuple(sorted((tuple(group) for group in groups.values()), key=lambda g: (-len(g), order[g[0]])))
