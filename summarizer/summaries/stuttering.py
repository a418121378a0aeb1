"""Does a sentence say something twice? Small models do, within one sentence. Rules over words, of any language's letters."""

import re
from collections import Counter
from itertools import pairwise

from summarizer.numerals import YEAR
from summarizer.text import fold, words

_CLAUSE = re.compile(r",|\b(?:after|when|as|and|while|in which)\b")
_DEAD = re.compile(r"\b(?:died?|dead|deaths?|kill(?:ed|s|ing)|claim(?:ed|ing) the lives)\b")
_HURT = re.compile(r"\b(?:injur(?:ed|es|ing|ies)|wound(?:ed|s|ing)|hurt(?:ing)?)\b")
_COUNT = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens|hundreds|\d{1,3}(?:,\d{3})*)\b"
)
_AGAIN = re.compile(r"\b(after|before|since|until|because) (?:[\w'-]+ ){1,4}\1\b", re.IGNORECASE)
_PLACE_TWICE = re.compile(r"\b(in|at|near|from) ([A-ZÀ-Þ]\w+)\b.*\b\1 \2\b(?! [A-ZÀ-Þ])")
_NAME_TWICE = re.compile(r"\b([A-ZÀ-Þ][a-zß-ÿ]+ [A-ZÀ-Þ][a-zß-ÿ]+)\b(?! [A-ZÀ-Þ])(?=.*\b\1\b(?! [A-ZÀ-Þ]))")
_QUOTED = re.compile(r"[\"“]([^\"“”]+)[\"”]")


def stutters(text: str) -> bool:
    """Whether three words in a row occur twice, a figure with its noun, a year, a place, a person, a quotation, or a
    word in a row or nearly."""
    folded = fold(text)
    tokens = words(folded)
    triples = Counter(zip(tokens, tokens[1:], tokens[2:], strict=False))
    figures = Counter(pair for pair in pairwise(tokens) if pair[0][0].isdigit() and not pair[1][0].isdigit())
    years = [token for token in tokens if YEAR.fullmatch(token)]
    if len(years) > len(set(years)) or any(p.search(text) for p in (_AGAIN, _PLACE_TWICE, _NAME_TWICE)):
        return True
    quoted = [" ".join(words(part)) for part in _QUOTED.findall(folded)]
    if len(quoted) > len(set(quoted)):
        return True
    doubled = any(a == b and a not in ("had", "that") for a, b in pairwise(tokens))
    return doubled or counts_twice(text) or any(times > 1 for times in (triples | figures).values())


def counts_twice(text: str) -> bool:
    """Whether it counts the dead, or the hurt, twice with one figure: "Two died …, killing at least two"."""
    for harm in (_DEAD, _HURT):
        counted = [
            figure
            for clause in _CLAUSE.split(fold(text))
            if harm.search(clause)
            for figure in set(_COUNT.findall(clause))
        ]
        if len(counted) > len(set(counted)):
            return True
    return False
