"""How much shorter a summary is than what it summarizes."""

from collections.abc import Mapping

from eval.metrics.base import Card, Case, UnscoredError
from summarizer.text import word_count


class Compression:
    """Words of all sources over words of the summary."""

    cards = (
        Card(
            "compression",
            "how many words of the sources stand behind one word of the summary",
            0,
            None,
            "neither",
            "whether what was left out mattered; copies among the sources raise it",
            "Grusky et al. 2018, Newsroom",
        ),
    )
    signature = "compression"

    def score(self, case: Case) -> Mapping[str, float | None]:
        """Raises UnscoredError for a summary without words."""
        words = word_count(case.text)
        if not words:
            raise UnscoredError("the summary has no words.")
        return {"compression": sum(word_count(source) for source in case.sources) / words}
