"""Names, numbers and quotations of a summary that stand nowhere in its sources. Shares no code with the verifier."""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from eval.metrics.base import Card, Case

_MISSES = (
    "wrong relations between right names; a common word capitalised in a headline is flagged (leave headlines out)"
)

_QUOTE = re.compile(r"[\"“]([^\"“”]*)[\"”]")
"""Pairs of marks in their order: what stands between two quotations is none."""
_LEAST_QUOTE, _MOST_QUOTE = 12, 400
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_NAME = re.compile(r"(?<![.!?:;\"“”'‘’(\[—–-]\s)(?<!^)(?<![.!?\"“”'‘’(\[])\b([A-ZÀ-Þ][\w’'-]+)")
_SMALL = {
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
    "ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14", "fifteen": "15", "sixteen": "16",
    "seventeen": "17", "eighteen": "18", "nineteen": "19", "twenty": "20",
}  # fmt: skip


def _flat(text: str) -> str:
    text = unicodedata.normalize("NFKD", text.replace("’", "'").replace("‘", "'").replace("–", "-").replace("—", "-"))
    return "".join(c for c in text if not unicodedata.combining(c)).lower()


class Unsupported:
    """How many things a summary names, counts or quotes that its sources do not hold."""

    cards = (
        Card(
            "unsupported_entities", "names, numbers and quotations of the summary that stand nowhere in the sources, together",
            0, None, "lower", _MISSES, "this project; a blunt check on purpose, so that it can catch the verifier",
        ),
        Card("unsupported_names", "capitalised words within sentences that stand nowhere in the sources", 0, None, "lower",
             "names that open a sentence", "this project"),
        Card("unsupported_numbers", "numbers in digits that stand nowhere in the sources, in digits or (to twenty) words", 0,
             None, "lower", "numbers in words, and the right number of the wrong thing", "this project"),
        Card("unsupported_quotations", "quotations of twelve letters or more that stand nowhere in the sources", 0, None,
             "lower", "who said it, and words without quotation marks", "this project"),
    )  # fmt: skip
    signature = "unsupported"

    def score(self, case: Case) -> Mapping[str, float | None]:
        """Counts over all sentences; the headline is left out."""
        whole = "\n".join(case.sources)
        counts = dict.fromkeys(("names", "numbers", "quotations"), 0.0)
        for sentence in case.sentences:
            for kind, found in by_kind(sentence.text, whole).items():
                counts[kind] += len(found)
        total = sum(counts.values())
        return {"unsupported_entities": total, **{f"unsupported_{kind}": count for kind, count in counts.items()}}


def unsupported(sentence: str, sources: str) -> list[str]:
    """What a sentence counts, names or quotes that the sources do not hold."""
    found = by_kind(sentence, sources)
    return [*found["numbers"], *found["names"], *found["quotations"]]


def by_kind(sentence: str, sources: str) -> dict[str, list[str]]:
    """The same, as numbers, names and quotations."""
    tokens, known, squeezed = _held(sources)
    numbers = [
        number
        for number in _NUMBER.findall(sentence)
        if number.replace(",", "") not in known and number.rstrip(".,:") not in known
    ]
    names = []
    for name in _NAME.findall(sentence):
        parts = [p for p in re.split(r"[-]", _flat(name).removesuffix("'s")) if p]
        if not all(part.strip("'") in tokens for part in parts):
            names.append(name)
    quotations = [
        f'"{quotation}"'
        for quotation in _QUOTE.findall(sentence)
        if _LEAST_QUOTE <= len(quotation) <= _MOST_QUOTE
        and re.sub(r"[^\w]+", " ", _flat(quotation)).strip() not in squeezed
    ]
    return {"numbers": numbers, "names": names, "quotations": quotations}


@lru_cache(maxsize=16)
def _held(sources: str) -> tuple[frozenset[str], frozenset[str], str]:
    """(words, numbers, the text without punctuation) of the sources, which are the same for every sentence."""
    flat = _flat(sources)
    tokens = set(re.findall(r"[\w']+", flat))
    tokens |= {token.removesuffix("'s").strip("'") for token in tokens}
    known = {n.replace(",", "") for n in _NUMBER.findall(flat)} | {_SMALL[t] for t in tokens if t in _SMALL}
    return frozenset(tokens), frozenset(known), re.sub(r"[^\w]+", " ", flat)
