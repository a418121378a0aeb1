"""Inputs that are too long -> inputs that fit, and what was cut. Knows nothing of any engine."""

import logging
from collections.abc import Sequence
from typing import Any

from summarizer.protocols import Cut

log = logging.getLogger(__name__)


def most_tokens(config: Any, context: int) -> int:
    """How many tokens may go in: what was asked for, and no more than the model has positions for."""
    for name in ("max_encoder_position_embeddings", "max_position_embeddings"):
        most = getattr(config, name, None)
        if isinstance(most, int) and most > 0:
            return min(context, most)
    return context


def even_shares(lengths: Sequence[int], room: int) -> list[int]:
    """How much of each document fits into `room`: equal shares, what short documents leave going to long ones."""
    shares = [0] * len(lengths)
    left, open_ = max(room, 0), sorted(range(len(lengths)), key=lambda i: (lengths[i], i))
    for position, index in enumerate(open_):
        shares[index] = min(lengths[index], left // (len(open_) - position))
        left -= shares[index]
    return shares


def most_written(config: Any, tokens: int) -> int:
    """How many tokens may come out of an encoder-decoder: no more than its decoder has positions for."""
    for name in ("max_decoder_position_embeddings", "max_position_embeddings"):
        most = getattr(config, name, None)
        if isinstance(most, int) and most > 1:
            return min(tokens, most - 1)
    return tokens


def keep_ends(tokens: Sequence[int], room: int) -> tuple[list[int], tuple[Cut, ...]]:
    """A prompt without its middle when it is too long: the task stands at one of its ends, the sources between."""
    if len(tokens) <= room:
        return list(tokens), ()
    tail = max(room // 2, 1)
    head = max(room - tail, 0)
    cut = Cut(0, len(tokens) - head - tail, len(tokens))
    log.info("%d of a prompt's %d tokens were cut from its middle", cut.lost, cut.tokens)
    return [*tokens[:head], *tokens[len(tokens) - tail :]], (cut,)


class Documents:
    """A seq2seq model's input -> token ids: documents in even shares of the input's length, none left out."""

    def __init__(self, tokenizer: Any, context: int, separator: str, control: frozenset[int]) -> None:
        self._tokenizer, self._context = tokenizer, context
        self._separator, self._control = separator, control
        mark = tokenizer.convert_tokens_to_ids(separator) if separator else None
        known = isinstance(mark, int) and mark != tokenizer.unk_token_id
        self.mark: int | None = mark if known else None
        """The separator's id, where the vocabulary has it as one token."""
        self._between: list[int] = self._bare(f" {separator}") if separator and not known else []

    def encode(self, prompt: str) -> tuple[list[int], tuple[Cut, ...]]:
        """The ids, and what was cut. First and last token as the model's own tokenizer sets them; a mark after each document, as it was taught."""
        parts = prompt.split(self._separator or "\n")
        # A leading space: byte-level vocabularies write the first word of a text otherwise than all others.
        encoded = [self._bare(f" {text}" if number else text) for number, text in enumerate(_stripped(parts))]
        begin, end = self._frame()
        marks = [self.mark] if self.mark is not None else []
        extra = len(encoded) * len(marks) + max(len(encoded) - 1, 0) * len(self._between)
        shares = even_shares([len(ids) for ids in encoded], self._context - len(begin) - len(end) - extra)
        body: list[int] = []
        cuts: list[Cut] = []
        for number, (ids, share) in enumerate(zip(encoded, shares, strict=True), start=1):
            if len(ids) > share:
                cuts.append(Cut(number, len(ids) - share, len(ids)))
                log.info("the last %d of document %d's %d tokens were cut", len(ids) - share, number, len(ids))
            body += [*(self._between if number > 1 else []), *ids[:share], *marks]
        return [*begin, *body, *end], tuple(cuts)

    def globals_of(self, ids: Sequence[int]) -> list[int]:
        """Global attention (LED, PRIMERA): 1 on the first token and on every document separator."""
        return [1 if place == 0 or token == self.mark else 0 for place, token in enumerate(ids)]

    def _bare(self, text: str) -> list[int]:
        """The tokens of a text alone: what it holds of control tokens is dropped."""
        ids = self._tokenizer(text, add_special_tokens=False)["input_ids"]
        return [token for token in ids if token not in self._control]

    def _frame(self) -> tuple[list[int], list[int]]:
        """What the tokenizer puts before and after a text."""
        bare, whole = self._bare("a"), self._tokenizer("a")["input_ids"]
        for start in range(len(whole) - len(bare) + 1):
            if whole[start : start + len(bare)] == bare:
                return whole[:start], whole[start + len(bare) :]
        return [], [self._tokenizer.eos_token_id] if self._tokenizer.eos_token_id is not None else []


def _stripped(parts: Sequence[str]) -> list[str]:
    return [part.strip() for part in parts if part.strip()]
