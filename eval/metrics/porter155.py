"""A word -> its stem, as ROUGE-1.5.5 stems: M. F. Porter's Perl version of 1980's algorithm, with its own quirks.

Unlike later versions (NLTK's among them), step 4 tries *every* ending in turn and goes on with what is left: a failed
-ement falls to -ment, then to -ent ("agreement" -> "agreem"), and "governmental" loses -al, then -ment. There are -bli
and -logi in step 2, and no special cases.
"""

import re
from functools import lru_cache

_C, _V = "[^aeiou]", "[aeiouy]"
_CC, _VV = f"{_C}[^aeiouy]*", f"{_V}[aeiou]*"
_M_GT_0 = re.compile(f"^(?:{_CC})?{_VV}{_CC}")
_M_EQ_1 = re.compile(f"^(?:{_CC})?{_VV}{_CC}(?:{_VV})?$")
_M_GT_1 = re.compile(f"^(?:{_CC})?{_VV}{_CC}{_VV}{_CC}")
_HAS_VOWEL = re.compile(f"^(?:{_CC})?{_V}")
_CVC = re.compile(f"^{_CC}{_V}[^aeiouwxy]$")
_DOUBLE = re.compile(r"([^aeiouylsz])\1$")

_STEP_2 = {
    "ational": "ate", "tional": "tion", "enci": "ence", "anci": "ance", "izer": "ize", "bli": "ble", "alli": "al",
    "entli": "ent", "eli": "e", "ousli": "ous", "ization": "ize", "ation": "ate", "ator": "ate", "alism": "al",
    "iveness": "ive", "fulness": "ful", "ousness": "ous", "aliti": "al", "iviti": "ive", "biliti": "ble", "logi": "log",
}  # fmt: skip
_STEP_3 = {"icate": "ic", "ative": "", "alize": "al", "iciti": "ic", "ical": "ic", "ful": "", "ness": ""}
_STEP_4 = (
    "al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ou", "ism", "ate", "iti", "ous",
    "ive", "ize",
)  # fmt: skip


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The stem of a lower-case word; words of one or two letters stay."""
    if len(word) < 3:
        return word
    starts_with_y = word[0] == "y"
    if starts_with_y:
        word = "Y" + word[1:]
    for step in (_plural, _past, _final_y, _double_suffix, _ness, _single_suffix, _final_e):
        word = step(word)
    return "y" + word[1:] if starts_with_y else word


def _plural(word: str) -> str:
    if word.endswith(("sses", "ies")):
        return word[:-2]
    if word.endswith("s") and len(word) > 1 and word[-2] != "s":
        return word[:-1]
    return word


def _past(word: str) -> str:
    if word.endswith("eed"):
        return word[:-1] if _M_GT_0.search(word[:-3]) else word
    for ending in ("ed", "ing"):
        if word.endswith(ending):
            kept = word[: -len(ending)]
            if not _HAS_VOWEL.search(kept):
                return word
            if kept.endswith(("at", "bl", "iz")):
                return kept + "e"
            if _DOUBLE.search(kept):
                return kept[:-1]
            return kept + "e" if _CVC.search(kept) else kept
    return word


def _final_y(word: str) -> str:
    return word[:-1] + "i" if word.endswith("y") and _HAS_VOWEL.search(word[:-1]) else word


def _replace(word: str, table: dict[str, str]) -> str:
    for ending in sorted(table, key=len, reverse=True):
        if word.endswith(ending):
            kept = word[: -len(ending)]
            return kept + table[ending] if _M_GT_0.search(kept) else word
    return word


def _double_suffix(word: str) -> str:
    return _replace(word, _STEP_2)


def _ness(word: str) -> str:
    return _replace(word, _STEP_3)


def _single_suffix(word: str) -> str:
    for ending in _STEP_4:
        if word.endswith(ending) and _M_GT_1.search(word[: -len(ending)]):
            return _single_suffix(word[: -len(ending)])
    if word.endswith(("sion", "tion")) and _M_GT_1.search(word[:-3]):
        return _single_suffix(word[:-3])
    return word


def _final_e(word: str) -> str:
    if word.endswith("e"):
        kept = word[:-1]
        if _M_GT_1.search(kept) or (_M_EQ_1.search(kept) and not _CVC.search(kept)):
            word = kept
    if word.endswith("ll") and _M_GT_1.search(word):
        word = word[:-1]
    return word
