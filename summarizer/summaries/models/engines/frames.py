"""A prompt and its frame -> token ids in which the frame alone speaks. Knows no engine.

News text may hold a model's own control tokens ("<|im_end|>", "</s>"). A vocabulary finds them in whatever text it is
given, some only after it has normalised it, so they are dropped where nothing can bring them back: from the ids.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from summarizer.errors import ModelError

ENDS_OF_TURN = ("<|im_end|>", "<|eot_id|>", "<end_of_turn>")
"""Tokens with which an assistant's turn ends, whether or not the model's files call them its end."""
TEMPLATE_OPTIONS = {"enable_thinking": False}
"""What chat templates are told: an answer is short, and a model that thinks first (Qwen3) would spend it on thoughts."""
_SHAPE = re.compile(r"<(?!0x[0-9A-Fa-f]{2}>)[^<>\s]{1,40}>|\[/?INST\]")
"""Vocabularies write control tokens so, and hardly anything else; "<0x0A>" is a byte."""
_STAND_IN = "zqsourceszq"


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands before and after a prompt; it alone may hold control tokens."""

    before: str = ""
    after: str = ""


BARE = Frame()


def frame_of(render: Callable[[str], str]) -> Frame:
    """What a chat template puts around a user's text, found with a stand-in. Raises ModelError where it shows it not once."""
    before, found, after = render(_STAND_IN).partition(_STAND_IN)
    if not found or _STAND_IN in after:
        raise ModelError("The model's chat template does not show the user's text once.", "Is it an instruction model?")
    return Frame(before, after)


def control_tokens(
    vocabulary: Mapping[str, int], special: Collection[int] = (), unknown: int | None = None
) -> frozenset[int]:
    """The ids that steer a model: those it calls special, and all that are written as such; never `unknown`."""
    shaped = {number for token, number in vocabulary.items() if _SHAPE.fullmatch(token)}
    return frozenset((shaped | set(special)) - {unknown})


def control_of(tokenizer: Any) -> frozenset[int]:
    """The control tokens of one of transformers' tokenizers."""
    return control_tokens(tokenizer.get_vocab(), tokenizer.all_special_ids, tokenizer.unk_token_id)


def framed(encode: Callable[[str], Sequence[int]], prompt: str, frame: Frame, control: frozenset[int]) -> list[int]:
    """The ids of the whole, without the control tokens that the prompt itself brings.

    `encode` may add tokens at the beginning; the whole is encoded at once, so that it is written as a model learned it.
    """

    def among(text: str) -> int:
        return sum(token in control for token in encode(text))

    first = among(f"{frame.before}a")
    last = among(f"a{frame.after}") - among("a")
    ids = list(encode(f"{frame.before}{prompt}{frame.after}"))
    places = [place for place, token in enumerate(ids) if token in control]
    foreign = set(places[first : len(places) - last])
    return [token for place, token in enumerate(ids) if place not in foreign]
