"""A story's articles and its centre -> keywords: the heaviest terms as they are written, none inside another."""

from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np

from summarizer.clusters.tokens import names_of
from summarizer.text import WORD, fold, stem, stop_words
from summarizer.types import Article

KEYWORDS = 6
HEAVIEST = 40
MOST_ARTICLES = 8
"""The first articles are the most central: what the story is about stands in them."""
OPENING = 1500


def keywords_of(keys: np.ndarray, centre: np.ndarray, articles: Sequence[Article]) -> tuple[str, ...]:
    """At most six; `centre` is the weight of each of the `keys`. Without any weight the commonest words serve."""
    central = articles[:MOST_ARTICLES]
    written = _written(central)
    if not centre.any():
        common = sorted(written.items(), key=lambda item: (-item[1].total(), item[0]))
        return tuple(forms.most_common(1)[0][0] for _, forms in common[:KEYWORDS])
    names: dict[int, str] = {}
    for article in central:
        names |= names_of(article)
    found: list[str] = []
    for place in np.lexsort((keys, -centre))[:HEAVIEST].tolist():
        if centre[place] <= 0 or len(found) == KEYWORDS:
            break
        parts = names.get(int(keys[place]), "").split(" ")
        if not all(part in written for part in parts):
            continue
        text = " ".join(min(written[part].items(), key=lambda item: (-item[1], item[0]))[0] for part in parts)
        if not any(text.lower() in other.lower() or other.lower() in text.lower() for other in found):
            found.append(text)
    return tuple(found)


def _written(articles: Sequence[Article]) -> dict[str, Counter[str]]:
    """Each stem with the forms it is written in, and how often."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for article in articles:
        language = article.language or "en"
        stops = stop_words(language)
        for word in WORD.findall(f"{article.title}\n{article.text[:OPENING]}"):
            plain = word.replace("’s", "").replace("'s", "")
            if plain.lower() not in stops:
                found[stem(fold(plain), language)][plain] += 1
    return found
