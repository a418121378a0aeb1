"""Articles -> which independent origin each is of, so that a text that many outlets carry weighs as one."""

from collections import Counter
from collections.abc import Iterable, Sequence

from summarizer.protocols import SourceSentence
from summarizer.types import Article

Groups = Sequence[Sequence[str]]
"""Article ids by independent origin (`Job.origin_groups`); an article that none names is an origin of its own."""


def origin_of(articles: Iterable[Article], groups: Groups) -> dict[str, int]:
    """Article id -> the number of its origin, from 0 in the order in which the articles come."""
    group_of = {name: place for place, group in enumerate(groups) for name in group}
    numbers: dict[tuple[bool, int | str], int] = {}
    found: dict[str, int] = {}
    for article in articles:
        grouped = article.id in group_of
        key = (grouped, group_of[article.id] if grouped else article.id)
        found[article.id] = numbers.setdefault(key, len(numbers))
    return found


def shares(sentences: Sequence[SourceSentence], origins: dict[str, int]) -> list[float]:
    """What each sentence weighs: one, shared among the articles of its origin that have sentences here."""
    articles = Counter(origins[article] for article in dict.fromkeys(s.article for s in sentences))
    return [1.0 / articles[origins[s.article]] for s in sentences]


def turns(articles: Sequence[Article], groups: Groups) -> list[int]:
    """For each article how many of its origin stand before it."""
    origins = origin_of(articles, groups)
    seen: Counter[int] = Counter()
    found = []
    for article in articles:
        found.append(seen[origins[article.id]])
        seen[origins[article.id]] += 1
    return found
