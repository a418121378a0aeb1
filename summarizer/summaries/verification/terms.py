"""Source sentences -> the names and numbers that a sentence about them may use. For constraining what a model writes."""

from collections.abc import Iterable
from dataclasses import dataclass

from summarizer.protocols import SourceSentence
from summarizer.summaries.verification.alignment import Source, Sources
from summarizer.summaries.verification.naming import names
from summarizer.summaries.verification.reading import read


@dataclass(frozen=True, slots=True)
class Terms:
    """As written in the sources: `names` word by word, `numbers` with their units; `words` folded, all of them."""

    names: frozenset[str]
    numbers: frozenset[str]
    words: frozenset[str]


def supported_terms(sources: Iterable[SourceSentence], language: str = "en") -> Terms:
    """What stands in the sources; empty sets for none."""
    parsed = Sources(Source(source, read(source.text, language)) for source in sources)
    readings = [source.reading for source in parsed]
    upper, lower = parsed.case
    return Terms(
        frozenset(r.tokens[i].text for r in readings for i in names(r, upper, lower)),
        frozenset(q.text for r in readings for q in r.quantities),
        frozenset(word for r in readings for word in r.words),
    )
