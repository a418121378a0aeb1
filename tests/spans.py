"""Spans of sentences -> whether they are what spans must be."""

import itertools
from collections.abc import Sequence


def check_spans(text: str, spans: Sequence[tuple[int, int]]) -> None:
    """They are ordered, not empty, trimmed, and cover all of the text but its white space."""
    assert all(start < end for start, end in spans)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))
    left = list(text)
    for start, end in spans:
        assert text[start:end] == text[start:end].strip()
        left[start:end] = " " * (end - start)
    assert not "".join(left).strip()
