"""What a model may write next, for transformers' `generate`: no repeats in the output, no name or number of its own.

The usual settings against repeats count a decoder's prompt as well; they forbid it the words of its sources. These look
at the output alone.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any

from summarizer.text import fold, stop_words

VERSION = 1
TOP = 64
"""How many of the likeliest tokens are looked at in a step; the others are ruled out with those that fail."""
WINDOW = 48
"""The last tokens hold the last word whole, and what stands before it: no need to read all again for each token."""
_WORD = re.compile(r"[^\W_]+")
_ENDS_SENTENCE = re.compile(r"(?:^|[.!?][\"'”’)]*\s+[\"'“‘(]*)$")


class NoRepeats:
    """Forbids what would write the same `size` tokens a second time; the first `skip` tokens do not count."""

    def __init__(self, size: int, skip: int) -> None:
        self._size, self._skip = size, skip

    def __call__(self, input_ids: Any, scores: Any) -> Any:
        """(beams, length) ids and (beams, vocabulary) scores -> scores with -inf where a run would repeat."""
        for row, ids in enumerate(input_ids[:, self._skip :].tolist()):
            before = tuple(ids[len(ids) - self._size + 1 :]) if self._size > 1 else ()
            if len(before) < self._size - 1:
                continue
            for start in range(len(ids) - self._size + 1):
                if tuple(ids[start : start + self._size - 1]) == before:
                    scores[row, ids[start + self._size - 1]] = float("-inf")
        return scores


class Grounded:
    """Whether a text, possibly ending within a word, holds only names and numbers that some source holds."""

    def __init__(self, sources: Sequence[str], language: str = "en") -> None:
        self._words = {fold(word) for source in sources for word in _WORD.findall(source)}
        self._begins = {word[:size] for word in self._words for size in range(1, len(word) + 1)}
        self._common = stop_words(language)

    def __call__(self, text: str, start: int = 0) -> bool:
        """Looks at the words from character `start` on; number words and lower-case words always pass."""
        for found in _WORD.finditer(text):
            if found.end() <= start:
                continue
            word, open_ = found[0], found.end() == len(text)
            if not (word[0].isupper() or any(letter.isdigit() for letter in word)):
                continue
            folded = fold(word)
            known = folded in (self._begins if open_ else self._words)
            if not known and word[0].isupper() and _ENDS_SENTENCE.search(text[: found.start()]):
                known = any(w.startswith(folded) for w in self._common) if open_ else folded in self._common
            if not known:
                return False
        return True


class OnlyFromSources:
    """Forbids tokens that would begin or go on with a name or number that stands in no source."""

    def __init__(self, grounded: Callable[[str, int], bool], decode: Callable[[list[int]], str], skip: int) -> None:
        self._grounded, self._decode, self._skip = grounded, decode, skip

    def __call__(self, input_ids: Any, scores: Any) -> Any:
        """(beams, length) ids and (beams, vocabulary) scores -> scores with -inf for what fails.

        Where all of the likeliest tokens fail, the scores stay as they are: the verifier judges the result anyway.
        """
        import torch

        likeliest = scores.topk(min(TOP, scores.shape[-1]), dim=-1)
        for row, written in enumerate(input_ids[:, self._skip :].tolist()):
            ids = written[-WINDOW:]
            text = self._decode(ids)
            # The word that the text ends in may be finished or lengthened by the next token.
            unfinished = re.search(r"[^\W_]*$", text)
            start = unfinished.start() if unfinished else len(text)
            good = [t for t in likeliest.indices[row].tolist() if self._fits(text, ids, t, start)]
            if good:
                kept = torch.full_like(scores[row], float("-inf"))
                kept[good] = scores[row][good]
                scores[row] = kept
        return scores

    def _fits(self, text: str, ids: list[int], token: int, start: int) -> bool:
        longer = self._decode([*ids, token])
        # A token that adds no text ends the output: its last word is whole then.
        return self._grounded(longer if longer != text else f"{text} ", start)
