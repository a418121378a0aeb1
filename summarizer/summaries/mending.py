"""A sentence that a model cut too far -> ways to say it with what it left out of its source. English.

What the licence refuses is mostly a source's sentence without a part that limits it: "agreed to form a coalition" where the king announced that.
Given back, the rest may stand as the model wrote it.
"""

import itertools
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from summarizer.text import dashes, fold

LEAST_ALIKE = 0.5
"""What has less in common with each source sentence was not made by leaving parts of it out."""
MOST_PARTS, MOST_GIVEN_BACK, MOST_WAYS = 6, 2, 8
_MARKS = ".,;:"
Step = tuple[str, int, int, int, int]
"""As `SequenceMatcher.get_opcodes` tells it: what to do, from where to where in the source, and in what was written."""
_LIGHT_WORDS = "a an the is was are were be been has have had will not and or of to"
_LIGHT = frozenset(_LIGHT_WORDS.split())
"""A part of such words alone was not left out: the sentence is built otherwise there."""


def mended(text: str, sources: Sequence[str]) -> Iterator[str]:
    """The text with one or two of the parts that it left out of the source sentence it is most like, the fewest words first; at most
    `MOST_WAYS`, none of them that source, none with one of its two dashes."""
    written = text.split()
    rows = [(tokens, _matcher(tokens, written)) for tokens in map(str.split, sources)]
    source, best = max(rows, key=lambda row: row[1].ratio(), default=([], None))
    if best is None or best.ratio() < LEAST_ALIKE:
        return
    steps = best.get_opcodes()
    parts = [
        i for i, step in enumerate(steps) if step[0] in ("delete", "replace") and _left_out(i, steps, source, written)
    ]
    if len(parts) > MOST_PARTS:
        return
    chosen = [back for size in range(1, MOST_GIVEN_BACK + 1) for back in itertools.combinations(parts, size)]
    chosen.sort(key=lambda back: (sum(steps[i][2] - steps[i][1] for i in back), back))
    ways = (_joined(source, written, steps, back) for back in chosen)
    known = " ".join(source)
    odd = dashes(known) % 2
    yield from itertools.islice((way for way in ways if way not in known and dashes(way) % 2 <= odd), MOST_WAYS)


def _joined(source: Sequence[str], written: Sequence[str], steps: Sequence[Step], back: Sequence[int]) -> str:
    """The written words, with the source's where something is given back, and its marks before that."""
    told: list[str] = []
    for number, (kind, start, end, first, last) in enumerate(steps):
        if number in back:
            if told:
                told[-1] = told[-1].rstrip(_MARKS) + source[start - 1][len(source[start - 1].rstrip(_MARKS)) :]
            told += source[start:end]
        elif kind == "equal":
            told += _as_there(source[start:end], written[first:last], first=not told or not start)
        else:
            told += written[first:last]
    text = " ".join(told).rstrip(",;: ")
    text = text if text.endswith((".", "!", "?", '"', "”")) else f"{text}."
    return text[:1].upper() + text[1:]


def _as_there(source: Sequence[str], written: Sequence[str], *, first: bool) -> list[str]:
    """The written tokens with the source's capitals: "The" is "the" again behind what was given back; a `first` one stays."""
    found = [
        there[:1] + here[1:] if here[1:] == there[1:] and there[:1].isalpha() else here
        for there, here in zip(source, written, strict=True)
    ]
    return [*written[:1], *found[1:]] if first else found


def _matcher(source: Sequence[str], written: Sequence[str]) -> SequenceMatcher[str]:
    return SequenceMatcher(None, list(map(_plain, source)), list(map(_plain, written)), autojunk=False)


def _plain(token: str) -> str:
    return fold(token).strip(_MARKS)


def _left_out(place: int, steps: Sequence[Step], source: Sequence[str], written: Sequence[str]) -> bool:
    """Whether a step leaves something out: more than light words, and nothing that is written elsewhere ("Officials said …, officials said")."""
    own = set(map(_plain, source[steps[place][1] : steps[place][2]])) - _LIGHT
    added = (step for i, step in enumerate(steps) if i != place and step[0] in ("insert", "replace"))
    return bool(own) and own.isdisjoint(
        _plain(token) for _, _, _, first, last in added for token in written[first:last]
    )
