"""What grammar cut from the sentences of a long text -> told after all, where there is room."""

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet

from summarizer.summaries.choosing import Clash
from summarizer.summaries.options import Option, same_seed
from summarizer.text import word_count

LEAST_WRITTEN = 0.57
"""Of the sentences told, as far as the model's can stand."""


def restored(
    options: Sequence[Option],
    chosen: Sequence[int],
    budget: int,
    clash: Clash,
    barred: AbstractSet[int],
    concepts: Callable[[str], AbstractSet[str]],
) -> list[Option]:
    """The chosen, with what grammar cut from them told after all where there is room: a cut gives up a place, a day or a reason
    for words that are not needed. Not where less than half would then be told otherwise than the sources tell it."""
    told = list(chosen)
    for at, place in enumerate(told):
        option = options[place]
        if option.written or option.sentence.kind != "abstractive":
            continue
        room = budget - sum(word_count(options[i].sentence.text) for i in told)
        anew = sum(options[i].sentence.kind == "abstractive" for i in told) - 1
        size = word_count(option.sentence.text)
        fuller = [
            i
            for i, other in enumerate(options)
            if i not in barred and same_seed(option, other) and not other.written
            and {(e.article, e.end) for e in other.sentence.evidence} <= {(e.article, e.end) for e in option.sentence.evidence}
            and concepts(option.sentence.text) <= concepts(other.sentence.text)
            and size < word_count(other.sentence.text) <= size + room
            and (other.sentence.kind == "abstractive" or anew >= LEAST_WRITTEN * len(told))
            and not any(clash(i, k) for k in told if k != place)
        ]  # fmt: skip
        told[at] = max(fuller, key=lambda i: (word_count(options[i].sentence.text), -i), default=place)
    return [options[i] for i in told]
