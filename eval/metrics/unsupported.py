"""Names, numbers and quotations of a summary that stand nowhere in its sources. Shares no code with the verifier.

CARD: how many names, numbers and quotations the sources do not hold; 0 is best. It misses wrong relations between
right names, and flags a capitalised common word in a headline (leave headlines out). A blunt check, on purpose.
"""

import re
import unicodedata

_QUOTE = re.compile(r"[\"“]([^\"“”]{12,400})[\"”]")
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


def unsupported(sentence: str, sources: str) -> list[str]:
    """What a sentence names, counts or quotes that the sources do not hold."""
    held = _flat(sources)
    tokens = set(re.findall(r"[\w']+", held))
    tokens |= {token.removesuffix("'s").strip("'") for token in tokens}
    numbers = {n.replace(",", "") for n in _NUMBER.findall(held)} | {_SMALL[t] for t in tokens if t in _SMALL}
    found = []
    for number in _NUMBER.findall(sentence):
        if number.replace(",", "") not in numbers and number.rstrip(".,:") not in numbers:
            found.append(number)
    for name in _NAME.findall(sentence):
        parts = [p for p in re.split(r"[-]", _flat(name).removesuffix("'s")) if p]
        if not all(part.strip("'") in tokens for part in parts):
            found.append(name)
    squeezed = re.sub(r"[^\w]+", " ", held)
    for quotation in _QUOTE.findall(sentence):
        if re.sub(r"[^\w]+", " ", _flat(quotation)).strip() not in squeezed:
            found.append(f'"{quotation}"')
    return found
