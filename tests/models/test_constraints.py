"""Repeats are stopped in the output alone; names and numbers can be held to the sources; inputs keep their shares."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.protocols import Cut, Request
from summarizer.summaries.models.engines.constraints import Grounded, NoRepeats, OnlyFromSources
from summarizer.summaries.models.engines.room import even_shares, keep_ends
from summarizer.summaries.models.engines.transformers import TransformersEngine
from tests.models import tiny

SOURCES = ("The ferry Marta sank off Vellin on Monday.", "All 1,900 people were saved, Émile Orr said.")


@given(st.lists(st.integers(0, 60), max_size=8), st.integers(0, 120))
def test_shares_fill_the_room_evenly(lengths: list[int], room: int) -> None:
    shares = even_shares(lengths, room)
    assert all(0 <= share <= length for share, length in zip(shares, lengths, strict=True))
    assert sum(shares) <= room
    if sum(lengths) <= room:
        assert shares == lengths
    else:
        cut = [share for share, length in zip(shares, lengths, strict=True) if share < length]
        # What is cut is cut to the same length, but for the rest of a division, and no whole one is longer.
        assert max(cut) - min(cut) <= 1
        assert all(share <= max(cut) for share in shares)
        assert room - sum(shares) < max(len(cut), 1)


@given(st.lists(st.integers(), max_size=50), st.integers(1, 60))
def test_a_cut_prompt_keeps_both_ends(tokens: list[int], room: int) -> None:
    kept, cuts = keep_ends(tokens, room)
    assert len(kept) == min(len(tokens), room)
    assert cuts == ((Cut(0, len(tokens) - room, len(tokens)),) if len(tokens) > room else ())
    if tokens:
        assert kept[-1] == tokens[-1]
    if len(kept) > 1:
        assert kept[0] == tokens[0]


def test_only_runs_of_the_output_are_forbidden() -> None:
    import torch

    # Prompt 1 2 3, then output 7 8 9 7: after 7 came 8 before, so 8 would repeat a run of two.
    ids = torch.tensor([[1, 2, 3, 7, 8, 9, 7], [1, 2, 3, 4, 5, 1, 2]])
    scores = NoRepeats(2, skip=3)(ids, torch.zeros(2, 10))
    assert scores[0].isinf().nonzero().flatten().tolist() == [8]
    assert not scores[1].isinf().any()
    assert NoRepeats(1, skip=6)(ids, torch.zeros(2, 10))[0].isinf().nonzero().flatten().tolist() == [7]


@pytest.mark.parametrize(
    ("text", "fine"),
    [
        ("The ferry Marta sank.", True),
        ("Marta sank off Vell", True),
        ("the ferry Vella", False),
        ("off Vell ", False),
        ("the ferry Tonda sank", False),
        ("all 1,900 were saved", True),
        ("all 1,9", True),
        ("all 18 were saved", False),
        ("said Emile Orr", True),
        ("It sank. There were no deaths.", True),
        ("It sank. Tonda said so.", False),
        ("There sank", True),
        ("it said There", False),
        ("nine were saved in a garden", True),
        ("", True),
    ],
)
def test_names_and_numbers_must_stand_in_a_source(text: str, fine: bool) -> None:
    assert Grounded(SOURCES)(text) is fine


def test_only_words_from_the_start_on_are_looked_at() -> None:
    assert Grounded(SOURCES)("Tonda sank off Vellin", start=6)
    assert not Grounded(SOURCES)("Tonda sank off Vellin", start=4)


def test_tokens_that_would_write_another_name_are_ruled_out() -> None:
    import torch

    pieces = ["", " off", " Vell", "in", "o", " Tonda", "."]
    decode = "{}".format

    def text_of(ids: list[int]) -> str:
        return decode("".join(pieces[i] for i in ids))

    processor = OnlyFromSources(Grounded(SOURCES), text_of, skip=1)

    def allowed(*ids: int) -> list[int]:
        scores = processor(torch.tensor([[0, *ids]]), torch.zeros(1, len(pieces)))
        return [i for i in range(len(pieces)) if not scores[0, i].isinf()]

    assert allowed(1) == [0, 1, 2, 3, 4, 6]
    # "Vell" can go on to "Vellin" only: neither end there, nor become "Vello".
    assert allowed(1, 2) == [3]
    assert allowed(1, 2, 3) == [0, 1, 2, 6]


@pytest.mark.parametrize("kind", ["llama", "bart", "gemma"])
def test_a_model_is_held_to_its_sources(kind: str, tmp_path: Path) -> None:
    folder = tiny.save(kind, tmp_path)
    engine = TransformersEngine(str(folder), "seq2seq" if kind in tiny.SEQ2SEQ else "instruct", 128)
    grounded = Grounded(SOURCES)
    free, held = engine.generate([Request(SOURCES[0], 24, 3, 3), Request(SOURCES[0], 24, 3, 3, only_from=SOURCES)])
    assert not all(grounded(c.text) for c in free)
    # A last word that the limit cut off may be the beginning of a fitting one.
    assert all(grounded(c.text if c.stopped else c.text.rpartition(" ")[0]) for c in held)


def test_a_model_repeats_no_run_of_its_own(tmp_path: Path) -> None:
    engine = TransformersEngine(str(tiny.save("gemma", tmp_path)), "instruct", 128)
    tokenizer, _ = engine._load()
    (free,), (held,) = engine.generate([Request("The ferry", 40, 1, 1), Request("The ferry", 40, 1, 1, no_repeat=2)])

    def repeats(text: str) -> bool:
        ids = tokenizer(text, add_special_tokens=False)["input_ids"]
        pairs = list(pairwise(ids))
        return len(set(pairs)) < len(pairs)

    assert repeats(free.text)
    assert not repeats(held.text)
