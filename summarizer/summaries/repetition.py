"""Do two sentences tell the same? By their words, figures, quotations and evidence."""

import re
from functools import lru_cache

from summarizer.numerals import YEAR
from summarizer.summaries.extractive import repeats
from summarizer.text import fold, word_count, words
from summarizer.types import Sentence

SAME_FIGURES = 2
"""Two sentences with so many figures in common tell the same."""
MOST_OVERLAP = 0.55
"""So much of their content may two sentences share: less than source sentences may, since these are chosen to be put
in other words."""
MOST_SHARED = 0.4
"""So much when they give a figure in common, or rest on the same source sentence."""
COUNTED = 0.25
"""So much when they count the same: "203 people" in both."""
LEAST_QUOTED = 4
"""Two sentences with one quotation of so many words in common tell the same."""
_PERCENT = re.compile(r"\s?(?:%|\bper cent\b)")
_QUOTED = re.compile(r'"([^"]+?)[,.]?"')
_NUMBERS = "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_VALUE = {word: str(value) for value, word in enumerate(_NUMBERS.split(), start=2)}


def same_fact(one: Sentence, other: Sentence, language: str) -> bool:
    """Whether two sentences tell the same: in the same words, with the same figures or quotation, or from the same sentence."""
    if _quotations(one.text) & _quotations(other.text):
        return True
    figures = _figures(one.text) & _figures(other.text)
    if len(figures) >= SAME_FIGURES:
        return True
    close = bool(figures) or not set(one.evidence).isdisjoint(other.evidence)
    most = MOST_SHARED if close else MOST_OVERLAP
    if figures and _counted(one.text) & _counted(other.text):
        most = COUNTED
    return repeats(one.text, [other.text], language, most)


@lru_cache(maxsize=20_000)
def _quotations(text: str) -> frozenset[str]:
    """What a text quotes, as far as it is more than a phrase."""
    return frozenset(q for q in _QUOTED.findall(fold(text)) if word_count(q) >= LEAST_QUOTED)


@lru_cache(maxsize=20_000)
def _figures(text: str) -> frozenset[str]:
    """The numbers a text gives, without years and without one, which says little."""
    return frozenset(figure for figure, _ in _counted(text))


@lru_cache(maxsize=20_000)
def _counted(text: str) -> frozenset[tuple[str, str]]:
    """(figure, the word after it) of each number a text gives, as `_figures` takes them; percents are counted."""
    tokens = [_VALUE.get(word, word.replace(",", "")) for word in words(_PERCENT.sub(" percent", fold(text)))]
    pairs = zip(tokens, [*tokens[1:], ""], strict=True)
    return frozenset((n, after) for n, after in pairs if n[0].isdigit() and n != "1" and not YEAR.fullmatch(n))
