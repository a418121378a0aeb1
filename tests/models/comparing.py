"""Answers of one engine, asked twice: the same texts, as likely but for what a processor rounds off in another order."""

from collections.abc import Sequence

import pytest

from summarizer.protocols import Candidate


def assert_same(found: Sequence[Candidate], expected: Sequence[Candidate]) -> None:
    """One request's candidates are another's."""
    assert [(c.text, c.stopped, c.cuts) for c in found] == [(c.text, c.stopped, c.cuts) for c in expected]
    assert [c.logprob for c in found] == pytest.approx([c.logprob for c in expected], abs=1e-5)
