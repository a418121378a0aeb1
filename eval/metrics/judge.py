"""A served model reads sources and summary and scores five criteria of a newsroom. The texts are fenced as data."""

import json
import re
from collections.abc import Mapping
from typing import Any

from eval.metrics.base import Card, Case, UnscoredError
from summarizer.errors import ConfigError, ModelError
from summarizer.prompting import defuse, load_prompt, number_sources
from summarizer.protocols import Engine, Request

CRITERIA = {
    "accuracy": "whether every name, number, date, quotation and relation is as the sources have it",
    "sourcing": "whether claims are given to who makes them, and disagreement is shown",
    "opinion": "whether opinion and prediction are told from fact",
    "editorialising": "whether the wording is free of loaded words and judgements (5: it is)",
    "context": "whether a reader who knows nothing of the story can follow it",
}
LOWEST, HIGHEST = 1, 5
MOST_WORDS = 6000
"""Words of sources a judge is shown, shared alike among them."""
PATIENCE = 3
"""After so many failures in a row the server is not asked again."""
_MISSES = (
    "judges prefer long, fluent and their own kin's texts, and vary with the prompt: compare under one signature only,"
    " and with people's judgements first"
)


class Judge:
    """`judge:ADDRESS#MODEL`: an OpenAI-compatible server, asked once a summary with the prompt `judge`."""

    cards = tuple(
        Card(
            f"judge_{name}",
            what,
            LOWEST,
            HIGHEST,
            "higher",
            _MISSES,
            "Zheng et al. 2023, LLM as a judge; the criteria are this project's, after newsroom standards",
            "a served model: `judge:ADDRESS#MODEL`",
        )
        for name, what in CRITERIA.items()
    )

    def __init__(self, address: str = "", engine: Engine | None = None) -> None:
        if engine is None:
            if not address.startswith(("http://", "https://")):
                raise ConfigError("The judge needs a server's address.", "judge:http://127.0.0.1:8080/v1#MODEL")
            from summarizer.config import load
            from summarizer.summaries.models.engines.served import ServedEngine

            base, _, model = address.partition("#")
            engine = ServedEngine(base, model, load().api_key)
        self._engine, self._prompt, self._failures = engine, load_prompt("judge"), 0

    @property
    def signature(self) -> str:
        """The model (when the server says), the prompt and its version."""
        try:
            model = self._engine.signature
        except ModelError:
            model = "unreachable"
        return f"judge|{model}|prompt:{self._prompt.signature}|most:{MOST_WORDS} words|temperature:0"

    def score(self, case: Case) -> Mapping[str, float | None]:
        """The five scores; one that the answer lacks is None. Raises UnscoredError when there is no usable answer."""
        if self._failures >= PATIENCE:
            raise UnscoredError(f"the judge failed {PATIENCE} times in a row and is not asked again.")
        prompt = self._prompt.fill({"sources": _shown(case), "summary": defuse(case.text)})
        try:
            [candidates] = self._engine.generate([Request(prompt, max_tokens=200, candidates=1, beams=1)])
        except ModelError as error:
            self._failures += 1
            raise UnscoredError(str(error)) from error
        self._failures = 0
        return {f"judge_{name}": value for name, value in read(candidates[0].text).items()}


def _shown(case: Case) -> str:
    share = max(50, MOST_WORDS // max(1, len(case.articles)))
    return number_sources([" ".join(source.split()[:share]) for source in case.sources])


def read(answer: str) -> dict[str, float | None]:
    """The scores in an answer; None for one that is missing or out of range. Raises UnscoredError without any object."""
    found: Any = None
    for match in re.finditer(r"\{[^{}]*\}", answer):
        try:
            found = json.loads(match.group())
        except ValueError:
            continue
    if not isinstance(found, dict):
        raise UnscoredError(f"the judge's answer holds no scores: {' '.join(answer.split())[:60]!r}.")
    return {name: _number(found.get(name)) for name in CRITERIA}


def _number(value: Any) -> float | None:
    sound = isinstance(value, int | float) and not isinstance(value, bool) and LOWEST <= value <= HIGHEST
    return float(value) if sound else None
