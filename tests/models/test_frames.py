"""Only the frame of a prompt speaks: control tokens within it are dropped, whatever the tokenizer; answers are tidied."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.errors import ModelError
from summarizer.protocols import Candidate
from summarizer.summaries.models.engines.answers import candidates_of, without_thoughts
from summarizer.summaries.models.engines.frames import BARE, Frame, control_tokens, frame_of, framed

MARKS = {"<|a|>": 1, "</s>": 2}
CONTROL = frozenset(MARKS.values())
FRAME = Frame("<|a|>user ", "</s><|a|>you ")
PIECES = st.lists(st.sampled_from([*MARKS, "x", "<", "|a|>", "</", "s>", " ", "<|"]), max_size=12).map("".join)


def encode(text: str) -> list[int]:
    """Marks as their ids, every other letter as its code."""
    ids, place = [], 0
    while place < len(text):
        mark = next((mark for mark in MARKS if text.startswith(mark, place)), "")
        ids.append(MARKS[mark] if mark else ord(text[place]))
        place += len(mark) or 1
    return ids


def begun(text: str) -> list[int]:
    return [1, *encode(text)]


@given(PIECES, st.sampled_from([FRAME, BARE, Frame("", "</s>"), Frame("user: ", " you: ")]), st.booleans())
def test_whatever_the_text_the_control_tokens_are_the_frames(text: str, frame: Frame, begins: bool) -> None:
    writer = begun if begins else encode
    expected = [t for t in writer(frame.before + frame.after) if t in CONTROL]
    ids = framed(writer, text, frame, CONTROL)
    assert [t for t in ids if t in CONTROL] == expected
    # Nothing else is lost.
    whole = writer(frame.before + text + frame.after)
    assert [t for t in ids if t not in CONTROL] == [t for t in whole if t not in CONTROL]
    assert ids[: len(writer(frame.before))] == writer(frame.before)


def test_a_chat_template_is_taken_apart() -> None:
    assert frame_of(lambda text: f"<|a|>user {text.strip()}</s><|a|>you ") == FRAME
    for odd in (lambda text: "nothing", lambda text: text + text):
        with pytest.raises(ModelError, match="chat template"):
            frame_of(odd)


def test_control_tokens_are_known_by_their_shape_bytes_and_unknown_words_are_none() -> None:
    vocabulary = {
        "<|im_end|>": 0,
        "</s>": 1,
        "<0x0A>": 2,
        "<unk>": 3,
        "[INST]": 4,
        "<": 5,
        "<b": 6,
        "a<b>": 7,
        "[x]": 8,
        "odd": 9,
    }
    assert control_tokens(vocabulary, [9], 3) == {0, 1, 4, 9}


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("<think>\n\n</think>\n\nThe ferry sank.", "The ferry sank."),
        ("<think>A ferry.\nIt sank?</think> The ferry sank.", "The ferry sank."),
        ("So it sank, I think.</think>The ferry sank.", "The ferry sank."),
        ("<think>One.</think>No.<think>Two.</think>The ferry sank.", "The ferry sank."),
        ("The ferry sank. <think>Or did it", "The ferry sank."),
        ("<think>Let me see what", ""),
        ("Officials think the ferry sank.", "Officials think the ferry sank."),
    ],
)
def test_thoughts_are_no_part_of_an_answer(text: str, left: str) -> None:
    assert without_thoughts(text) == left
    assert candidates_of([(text, -0.1, True)], 1)[0].text == left


def test_answers_become_candidates() -> None:
    answers = [("A<n>b ", -0.5, True), ("", -0.1, True), ("c", -0.2, False), (" c", -0.3, True), ("d", -0.2, True)]
    assert candidates_of(answers, 9) == (Candidate("c", -0.2, False), Candidate("d", -0.2), Candidate("A b", -0.5))
    assert candidates_of(answers, 1) == (Candidate("c", -0.2, False),)
    assert candidates_of([("", -0.1, True)], 4) == (Candidate("", float("-inf")),)
