"""Spans of sentences, and sentences that rest on them -> whether they are what they must be."""

import itertools
from collections.abc import Sequence

from summarizer.text import words
from summarizer.types import Article, Sentence


def check_spans(text: str, spans: Sequence[tuple[int, int]]) -> None:
    """They are ordered, not empty, trimmed, and cover all of the text but its white space."""
    assert all(start < end for start, end in spans)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))
    left = list(text)
    for start, end in spans:
        assert text[start:end] == text[start:end].strip()
        left[start:end] = " " * (end - start)
    assert not "".join(left).strip()


def is_left_of_a_source(sentence: Sentence, articles: Sequence[Article]) -> bool:
    """Whether a sentence is what one of its sources says, at most with words left out."""
    for source in [a.text[e.start : e.end] for a in articles for e in sentence.evidence if e.article == a.id]:
        rest = iter(words(source.lower()))
        if all(word in rest for word in words(sentence.text.lower())):
            return True
    return False
