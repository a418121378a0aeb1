"""(target, inputs) -> may a model learn to write this from that? Only what the inputs support, and not by copying.

Kept apart from the summarizer's own verifier, so that what taught the model is not what judges it.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from summarizer.text import fold, stem, stop_words, words

_NUMBER_WORDS = {
    name: str(value)
    for value, name in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
}
_WHEN = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|tonight|yesterday|tomorrow|"
    r"(?:last|next|this) (?:week|month|year|night))\b"
)
_HANGING = re.compile(
    r"^[\"“'‘]?(?:He|She|They|It|His|Her|Their|Its|This|That|These|Those|But|And|Or|So|Yet|However|Meanwhile|Also|In another|"
    r"Instead|Another|Other|Such|Both|Still|Then|There|What|Why|How|If|The (?:same|latter|former|two|new)|According to the)\b"
)
_CAPITALISED = re.compile(r"(?<![.!?:] )(?<![.!?:][\"'] )(?<!^)\b[A-Z][\w’'-]+")


@lru_cache(maxsize=100_000)
def content(text: str) -> tuple[str, ...]:
    """The stems of the content words, numbers as digits, in order."""
    stop = stop_words("en")
    tokens = (_NUMBER_WORDS.get(word, word) for word in words(fold(text)))
    return tuple(stem(token.removesuffix("'s")) for token in tokens if token not in stop and token != "'s")


def names(text: str) -> set[str]:
    """Capitalised words that do not open a sentence, folded, without possessives."""
    return {fold(match.group()).removesuffix("'s") for match in _CAPITALISED.finditer(text)}


def recall(target: str, inputs: Sequence[str]) -> float:
    """The share of the target's content words that the inputs hold, in [0, 1]; 1 for a target without any."""
    wanted = content(target)
    held = {word for text in inputs for word in content(text)}
    return sum(word in held for word in wanted) / len(wanted) if wanted else 1.0


def supported(target: str, inputs: Sequence[str], least_recall: float) -> bool:
    """Every name, number and time word of the target stands in the inputs, and enough of its content words do."""
    held = {word for text in inputs for word in content(text)}
    seen = {token for text in inputs for token in re.findall(r"[\w'-]+", fold(text))}
    seen |= {token.removesuffix("'s") for token in seen}
    numbers = [word for word in content(target) if any(char.isdigit() for char in word)]
    days = {day for text in inputs for day in _WHEN.findall(text)}
    return (
        all(number in held for number in numbers)
        and all(name in seen or all(part in seen for part in name.split("-")) for name in names(target))
        and set(_WHEN.findall(target)) <= days
        and recall(target, inputs) >= least_recall
    )


def stands_alone(sentence: str) -> bool:
    """Whether it does not open with a reference to something said before."""
    return not _HANGING.match(sentence)


def longest_run(target: str, inputs: Iterable[str]) -> float:
    """The longest run of words shared with one input, as a share of the target's words: 1 is a copy."""
    wanted = words(target)
    best = 0
    for text in inputs:
        other = words(text)
        previous = [0] * (len(other) + 1)
        for word in wanted:
            current = [0] * (len(other) + 1)
            for j, candidate in enumerate(other, start=1):
                if candidate == word:
                    current[j] = previous[j - 1] + 1
                    best = max(best, current[j])
            previous = current
    return best / len(wanted) if wanted else 0.0
