"""What an engine's beams decode to -> candidates. Knows no engine."""

import re
from collections.abc import Iterable

from summarizer.protocols import Candidate, Cut

NEWLINE = "<n>"
"""PEGASUS writes line ends so."""
_THOUGHT = re.compile(r"^.*</think>|<think>.*$", re.DOTALL)
"""Some models are already within their thoughts when they begin, and some never come out of them."""


def without_thoughts(text: str) -> str:
    """An answer without what a reasoning model (Qwen3) thought before it; empty where there is nothing but thoughts."""
    return _THOUGHT.sub("", text).strip()


def candidates_of(
    answers: Iterable[tuple[str, float, bool]], most: int, cuts: tuple[Cut, ...] = ()
) -> tuple[Candidate, ...]:
    """(text, mean log-likelihood a token, whether it ended by itself) -> at most `most` candidates, likeliest first.

    Empty texts and texts that stand already are left out; of nothing there is one empty candidate.
    """
    found: dict[str, Candidate] = {}
    for raw, logprob, stopped in answers:
        text = without_thoughts(raw.replace(NEWLINE, " "))
        if text and text not in found:
            found[text] = Candidate(text, logprob, stopped, cuts)
    ordered = sorted(found.values(), key=lambda c: (-c.logprob, c.text))
    return tuple(ordered[: max(most, 1)]) or (Candidate("", float("-inf"), cuts=cuts),)
