"""What a model cut too far is given back what it left out, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer import grammar
from summarizer.config import Settings
from summarizer.protocols import Candidate, SourceSentence, Verdict
from summarizer.summaries.candidates import given_back
from summarizer.summaries.mending import MOST_WAYS, mended
from summarizer.summaries.sentences import sentences_of
from summarizer.summaries.verification import load_verifier
from summarizer.testing import article

SOURCE = "The quarrelling parties broke a three-month deadlock Friday and agreed to a coalition government, King Olav announced."
CUT = "The quarrelling parties broke a three-month deadlock and agreed to a coalition government."
WHOLE = f"{CUT[:-1]}, King Olav announced."


def test_the_fewest_words_are_given_back_first() -> None:
    ways = list(
        mended("The dam broke, flooding the town.", ["The old dam at Halden broke on Friday, flooding the town."])
    )
    assert ways[0] == "The old dam broke, flooding the town."
    assert "The dam broke on Friday, flooding the town." in ways
    assert "The dam at Halden broke on Friday, flooding the town." in ways


def test_marks_are_the_sources_where_something_is_given_back() -> None:
    assert WHOLE in mended(CUT, [SOURCE])


def test_a_beginning_is_given_back_before_small_letters() -> None:
    ways = list(mended("The statue of Lee was moved.", ["The governor said the statue of Lee was moved on Monday."]))
    assert "The governor said the statue of Lee was moved." in ways
    assert not any(" The" in way for way in ways)


@pytest.mark.parametrize(
    ("text", "source", "way"),
    [
        (
            "Police said three men were arrested after the robbery in Vell.",
            "Three men were arrested on Monday after the robbery in Vell, police said.",
            "Police said three men were arrested on Monday after the robbery in Vell.",
        ),
        (
            "On Monday the council of Vell voted for the tax.",
            "The council of Vell voted narrowly for the tax on Monday.",
            "On Monday the council of Vell voted narrowly for the tax.",
        ),
        (
            'Moe said "the tax is theft" and left.',
            "Moe said “the tax is theft” on Monday and left.",
            'Moe said "the tax is theft" on Monday and left.',
        ),
        (
            "The dam broke in Halden.",
            "The dam broke on Friday in Halden — the third this year.",
            "The dam broke on Friday in Halden.",
        ),
    ],
)
def test_what_was_moved_is_not_given_back_too(text: str, source: str, way: str) -> None:
    ways = list(mended(text, [source]))
    assert way in ways
    assert not any(one.lower().count("police said") > 1 or one.count("Monday") > 1 or " Three" in one for one in ways)


def test_no_dash_is_left_alone() -> None:
    source = "The council chose Moe, a win for all who worked — and ignored the law — to advance her."
    ways = list(mended("The council chose Moe, and ignored the law to advance her.", [f"{source[:-1]} on Monday."]))
    assert ways
    assert all(way.count("—") in (0, 2) for way in ways)


def test_what_was_said_otherwise_may_be_the_sources_again() -> None:
    ways = list(mended("Moe reportedly wrote to the council.", ["Moe apparently wrote to the council before he left."]))
    assert "Moe apparently wrote to the council." in ways
    assert "Moe reportedly wrote to the council before he left." in ways


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("Ships left the harbour.", ["The council voted on the tax in May."]),
        ("The dam broke.", []),
        ("", ["The dam broke on Friday."]),
        ("The dam broke on Friday.", ["The dam broke on Friday."]),
        ("There is no one happy with it.", ["No one is happy with it."]),
    ],
)
def test_nothing_is_given_back_to_what_left_nothing_out(text: str, sources: list[str]) -> None:
    assert list(mended(text, sources)) == []


WORDS = st.lists(
    st.sampled_from(
        ("dam", "town", "broke", "Friday", "on", "in", "the", "Halden", "of,", "which,", "red.", "Moe", "said")
    ),
    max_size=14,
)


@given(WORDS, st.lists(WORDS, max_size=3))
def test_no_word_is_new_and_no_source_is_repeated(text: list[str], sources: list[list[str]]) -> None:
    plain = [" ".join(source) for source in sources]
    ways = list(mended(" ".join(text), plain))
    known = {word.strip(".,;:").casefold() for words in (text, *sources) for word in words}
    assert len(ways) <= MOST_WAYS
    for way in ways:
        assert {word.strip(".,;:").casefold() for word in way.split()} <= known
        assert not any(way in source for source in plain if len(sources) == 1)


def candidates(*texts: str) -> list[Candidate]:
    return [Candidate(text, -0.3, stopped=True) for text in texts]


@pytest.mark.skipif(not grammar.available(), reason="the parser is not installed")
def test_only_what_then_holds_is_told() -> None:
    story = article(SOURCE)
    verifier = load_verifier(Settings())

    def check(text: str, sources: object) -> Verdict:
        return verifier.check(text, tuple(sources), (story,))  # type: ignore[arg-type]

    sources: tuple[SourceSentence, ...] = sentences_of(story)
    found = given_back(check, verifier.threshold, sources, candidates(CUT, CUT))
    assert [sentence.text for sentence in found] == [WHOLE]
    assert found[0].kind == "abstractive"
    assert found[0].evidence
    [righted] = given_back(check, verifier.threshold, sources, candidates(CUT.replace("three", "nine")))
    assert righted.text == WHOLE
    assert not given_back(check, verifier.threshold, sources, candidates("The parties are at war since May."))
    assert not given_back(check, verifier.threshold, sources, [Candidate(CUT, -0.3, stopped=False)])
