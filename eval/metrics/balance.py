"""How evenly a summary draws on its sources."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from eval.metrics.base import Card, Case


class Balance:
    """The entropy of the articles that the evidence lies in, over the highest possible."""

    cards = (
        Card(
            "balance",
            "how evenly the evidence spreads over the articles: 1 all alike, 0 one alone",
            0,
            1,
            "higher",
            "articles that copy one another count as different, and an article without news should not be drawn on",
            "normalized Shannon entropy",
            "evidence, and two articles",
        ),
    )
    signature = "balance"

    def score(self, case: Case) -> Mapping[str, float | None]:
        """None with one article, or where no sentence carries evidence."""
        cited = [evidence.article for sentence in case.sentences for evidence in sentence.evidence]
        return {"balance": evenness(cited, len(case.articles))}


def evenness(cited: Sequence[str], sources: int) -> float | None:
    """Entropy over log(sources), in [0, 1]; None with fewer than two sources or nothing cited."""
    if sources < 2 or not cited:
        return None
    shares = [count / len(cited) for count in Counter(cited).values()]
    return min(1.0, max(0.0, -sum(share * math.log(share) for share in shares) / math.log(sources)))
