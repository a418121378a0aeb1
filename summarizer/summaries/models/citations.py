"""An instruction model's answers with citations -> the same without: a sentence that cites no source there is goes.

The prompts ask for the numbers of the sources behind each sentence. What a sentence really rests on is the verifier's to
say; a number that no source has only shows that the model made the sentence up.
"""

import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from summarizer.prompting import count_sources
from summarizer.protocols import Candidate, Engine, LoadsAhead, Request
from summarizer.text import sentences

log = logging.getLogger(__name__)

_ONE = r"\s*\[(?:\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*)\]"
_CITED = re.compile(_ONE)
_RUN = re.compile(rf"(?:{_ONE})+\s*(?=([.,;:!?…]|$)?)")
_AFTER_THE_STOP = re.compile(rf"([.!?…][\"'”’)]*)((?:{_ONE})+)")


class CitedEngine:
    """An `Engine` whose answers come without the citations that its prompts ask for."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    @property
    def signature(self) -> str:
        """The engine's own."""
        return self.engine.signature

    def generate(self, requests: Sequence[Request]) -> Iterator[tuple[Candidate, ...]]:
        """The engine's candidates, checked; those that say the same are one. Raises what the engine raises."""
        for request, found in zip(requests, self.engine.generate(requests), strict=True):
            most = count_sources(request.prompt)
            read = {text: replace(c, text=text) for c in reversed(found) if (text := without_citations(c.text, most))}
            yield tuple(reversed(read.values())) or (Candidate("", float("-inf"), cuts=found[0].cuts),)

    def load_ahead(self, beams: int) -> None:
        """Have the engine begin to load its model, where it can."""
        if isinstance(self.engine, LoadsAhead):
            self.engine.load_ahead(beams)

    def close(self) -> None:
        """Free the engine's model."""
        self.engine.close()


def without_citations(text: str, most: int) -> str:
    """The sentences that cite only sources 1 to `most`, or none, without their citations."""
    moved = _AFTER_THE_STOP.sub(r"\2\1", text)
    kept = []
    for start, end in sentences(moved):
        sentence = moved[start:end]
        cited = [int(number) for group in _CITED.findall(sentence) for number in re.findall(r"\d+", group)]
        if all(1 <= number <= most for number in cited):
            kept.append(_RUN.sub(lambda found: " " if found[1] is None else "", sentence).strip())
        else:
            log.info("left out, for it cites %s of %d sources: %s", cited, most, sentence)
    return " ".join(kept)
