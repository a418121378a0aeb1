"""How much of a summary is copied, and in how long pieces: greedy fragments shared with a source."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from eval.metrics.base import Card, Case, tokens

_SOURCE = "Grusky et al. 2018, Newsroom"


class Fragments:
    """Coverage, density and novelty of a summary against its sources, each source a text of its own."""

    cards = (
        Card(
            "coverage",
            "the share of the summary's words that lie in a fragment shared with a source",
            0,
            1,
            "neither",
            "the order of fragments: a false sentence of true pieces has full coverage",
            _SOURCE,
        ),
        Card(
            "density",
            "the mean length, in words, of the shared fragment that a word of the summary lies in (0: it lies in none)",
            0,
            None,
            "neither",
            "whether copying was right; long copies are faithful but do not merge sources",
            _SOURCE,
        ),
        Card(
            "novelty",
            "the share of the summary's pairs of words that stand in no source",
            0,
            1,
            "neither",
            "whether what is new is true",
            "novel bigrams, as in See et al. 2017",
            "a summary of two words",
        ),
    )
    signature = "fragments"

    def score(self, case: Case) -> Mapping[str, float | None]:
        """All None for a summary without words."""
        words, held = tokens(case.text), [tokens(source) for source in case.sources]
        if not words:
            return dict.fromkeys(("coverage", "density", "novelty"))
        lengths = list(fragments(words, held))
        pairs = list(pairwise(words))
        known = {pair for source in held for pair in pairwise(source)}
        return {
            "coverage": sum(lengths) / len(words),
            "density": sum(length * length for length in lengths) / len(words),
            "novelty": sum(pair not in known for pair in pairs) / len(pairs) if pairs else None,
        }


def fragments(words: Sequence[str], sources: Sequence[Sequence[str]]) -> Iterator[int]:
    """Lengths of the greedy longest runs of `words` that some source holds, from left to right (Grusky's F(A, S))."""
    places: dict[str, list[tuple[int, int]]] = {}
    for number, source in enumerate(sources):
        for place, word in enumerate(source):
            places.setdefault(word, []).append((number, place))
    at = 0
    while at < len(words):
        best = max((_run(words, at, sources[n], place) for n, place in places.get(words[at], ())), default=0)
        if best:
            yield best
        at += max(best, 1)


def _run(words: Sequence[str], at: int, source: Sequence[str], place: int) -> int:
    length, most = 0, min(len(words) - at, len(source) - place)
    while length < most and words[at + length] == source[place + length]:
        length += 1
    return length
