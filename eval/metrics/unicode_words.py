"""A text of any script -> its words: runs of letters, marks and digits; scripts without spaces give a word a letter."""

import re
import unicodedata
from functools import lru_cache

_ALONE = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
"""Thai, Lao, Burmese, Khmer, kana and ideographs, which are written without spaces."""
SIGNATURE = "unicode1"


def unicode_words(text: str) -> list[str]:
    """The words, composed (NFC) and case-folded, in order. A mark stays with the letter that it stands on."""
    found: list[str] = []
    open_word = False
    for letter in unicodedata.normalize("NFC", text).casefold():
        kind = _kind(letter)
        if (kind == "mark" and found and open_word) or (
            kind == "word" and open_word and not _ALONE.match(found[-1][0])
        ):
            found[-1] += letter
        elif kind in ("word", "alone"):
            found.append(letter)
        open_word = kind in ("word", "alone") or (kind == "mark" and open_word)
    return found


@lru_cache(maxsize=10_000)
def _kind(letter: str) -> str:
    category = unicodedata.category(letter)[0]
    if category == "M":
        return "mark"
    if category not in "LN":
        return "none"
    return "alone" if _ALONE.match(letter) else "word"
