"""How much a summary repeats itself."""

from collections.abc import Mapping

from eval.metrics.base import Card, Case, tokens


class Redundancy:
    """The share of trigrams that were said before."""

    cards = (
        Card(
            "redundancy",
            "the share of the summary's runs of three words that occurred in it before",
            0,
            1,
            "lower",
            "one fact told twice in other words",
            "repeated trigrams, as in Paulus et al. 2018",
            "a summary of three words",
        ),
    )
    signature = "redundancy|n:3"

    def score(self, case: Case) -> Mapping[str, float | None]:
        """None for fewer than three words."""
        return {"redundancy": repeated(case.text)}


def repeated(text: str, n: int = 3) -> float | None:
    """The share of n-grams that occurred before, in [0, 1); None when the text holds none."""
    words = tokens(text)
    grams = [tuple(words[i : i + n]) for i in range(len(words) - n + 1)]
    return 1 - len(set(grams)) / len(grams) if grams else None
