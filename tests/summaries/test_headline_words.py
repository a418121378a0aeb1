"""A headline that a model wrote holds no word that its sources lack, not even a verb that says nothing."""

import pytest

from summarizer.summaries.heading import SourceWords
from summarizer.summaries.sentences import sentences_of
from summarizer.testing import article

SOURCES = SourceWords.of(
    sentences_of(article("Kira Lund pledged full support for the islands on Monday. The council backs her stance."))
)


@pytest.mark.parametrize(
    "headline", ["Kira Lund puts support for the islands.", "Kira Lund emphasizes support for the islands."]
)
def test_a_word_of_its_own(headline: str) -> None:
    assert not SOURCES.hold(headline)


@pytest.mark.parametrize(
    "headline", ["Kira Lund pledges full support for islands.", "Council backs Lund's stance on islands."]
)
def test_words_of_the_sources_in_any_form(headline: str) -> None:
    assert SOURCES.hold(headline)
