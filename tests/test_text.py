"""Stems, the same in every thread. Sentences: cut where news ends them, whatever the splitter takes for an abbreviation; nothing lost."""

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.text import sentences, stem
from tests.spans import check_spans


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "parts",
    [
        ["The houses of brick stood wall to wall.", "Of 62 houses, nine are upright."],
        ["Service came back first in the south.", "About 11 million payments were lost."],
        ["The bank will pass it on at the start of next month.", "For a family that means 330 kroner."],
        ["The certificate expired at 7:58 a.m.", "Within minutes the two centres stopped."],
        ["Nobody knows!", "They left."],
        ['He said "stop."', "Then he left."],
        ["Police found the camera he was using.", "It was broken."],
        ["He lives in the U.S.", "She does not."],
    ],
)
def test_a_common_word_ends_a_sentence(parts: list[str]) -> None:
    assert cut(" ".join(parts)) == parts


@pytest.mark.parametrize(
    "whole",
    [
        "He came at 7 a.m. Monday to see it.",
        "The U.S. Senate sent approx. Twelve letters to St. John.",
        "Dr. Lund met Mr. Haug.",
        "It names Sens. Pell and Moe, Reps. Lund and Vik, and Rear Adm. Holm.",
        "The last president, F.W. de Lund, said no.",
    ],
)
def test_an_abbreviation_does_not(whole: str) -> None:
    assert cut(whole) == [whole]


def test_a_missing_space_between_sentences_is_seen() -> None:
    assert cut("Police found the camera he was using.The mayor's aunt came.") == [
        "Police found the camera he was using.",
        "The mayor's aunt came.",
    ]
    assert len(cut("A car burned in Selmar on Friday.The board said no.")) == 2
    assert len(cut("No, said officials.LASD deputies came.")) == 2
    assert len(cut("It runs on ASP.NET in May, as asp.NET and Booking.Com do.")) == 1


@given(st.text(alphabet=st.sampled_from('ab A.!? "\n”7'), max_size=80))
def test_spans_are_ordered_trimmed_and_cover_all_but_white_space(text: str) -> None:
    check_spans(text, sentences(text))


def test_threads_that_stem_at_once_do_not_mix_their_words_up() -> None:
    words = [
        f"{front}{middle}ational{end}"
        for front in "bcdfglmnprst"
        for middle in "aeiou"
        for end in ("ly", "ness", "ities", "")
    ]
    alone = [stem.__wrapped__(word) for word in words]
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as pool:
            found = list(pool.map(lambda _: [stem.__wrapped__(word) for word in words], range(16)))
    finally:
        sys.setswitchinterval(before)
    assert all(one == alone for one in found)
