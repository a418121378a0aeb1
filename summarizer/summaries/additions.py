"""What a model put into a sentence that it else took over: "…, in a civil case", where no evidence has such a thing.

The words are aligned with those of the evidence that they follow most. Who retells freely adds to a sentence what
stands elsewhere; a small model that copies one and goes on has run out of source.
"""

from collections.abc import Sequence
from difflib import SequenceMatcher

from summarizer.numerals import WEEKDAYS
from summarizer.summaries.sentences import content_stems
from summarizer.text import fold, stem, words

LEAST_WORDS = 3
"""A shorter insertion is a title ("President Trump") or a word that goes without saying ("15 people")."""
SAME = 0.7
"""So many of the other words must be the evidence's, in its order, for the sentence to be one taken over."""
_NOUNS = "world area areas state states system member members group groups home room rooms side case cases place places"
NOUNS = frozenset(_NOUNS.split())
"""Of the stop words of search engines those that tell something: "the largest lender in the world"."""


def added(text: str, evidence: Sequence[str], language: str) -> str:
    """The first phrase put in with a content word that no evidence has; empty when there is none."""
    mine = words(fold(text))
    theirs = [words(fold(source)) for source in evidence]
    if not theirs:
        return ""
    matchers = [SequenceMatcher(None, mine, other, autojunk=False) for other in theirs]
    matcher, followed = max(zip(matchers, theirs, strict=True), key=lambda pair: pair[0].ratio())
    same = sum(block.size for block in matcher.get_matching_blocks())
    known = {stem for source in theirs for stem in _telling(source, language)}
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag not in ("delete", "replace") or b - a < LEAST_WORDS or same < SAME * (len(mine) - (b - a)):
            continue
        phrase, elsewhere = " ".join(mine[a:b]), " ".join([*mine[:a], *mine[b:]])
        # What it stands for may have moved: "On Friday …" for "… on Friday".
        if set(content_stems(" ".join(followed[c:d]), language)) - set(content_stems(elsewhere, language)):
            continue
        others = [word for word in mine[a:b] if word not in WEEKDAYS and not word[0].isdigit()]
        if _telling(others, language) - known:
            return phrase
    return ""


def _telling(tokens: Sequence[str], language: str) -> set[str]:
    """The stems of the words that tell something."""
    found = set(content_stems(" ".join(tokens), language))
    return found | {stem(token) for token in tokens if token in NOUNS} if language in ("", "en") else found
