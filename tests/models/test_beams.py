"""Beam search over made-up models: what it finds is what an exhaustive search, and transformers' own, find."""

import math
from collections.abc import Callable, Sequence
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.summaries.models.engines.beams import BeamSearch, Hypothesis
from tests.models import tiny

END = 0
Following = Callable[[tuple[int, ...]], list[tuple[int, float]]]


def search(following: Following, width: int, most: int) -> list[Hypothesis]:
    beams = BeamSearch(width, most, {END})
    while beams.live:
        before = list(beams.live)
        parents = beams.step([following(h.tokens)[: beams.branches] for h in before])
        for hypothesis, parent in zip(beams.live, parents, strict=True):
            assert hypothesis.tokens[:-1] == before[parent].tokens
    return beams.found()


def markov(rows: Sequence[Sequence[float]]) -> Following:
    """A model that looks at the last token only; before any it stands at the end token."""

    def following(tokens: tuple[int, ...]) -> list[tuple[int, float]]:
        row = rows[tokens[-1] if tokens else END]
        total = math.log(sum(map(math.exp, row)))
        return sorted(((token, weight - total) for token, weight in enumerate(row)), key=lambda pair: -pair[1])

    return following


def logprob(following: Following, tokens: tuple[int, ...]) -> float:
    return sum(dict(following(tokens[:place]))[token] for place, token in enumerate(tokens))


weights = st.lists(st.lists(st.floats(-4, 4), min_size=3, max_size=3), min_size=3, max_size=3)


@given(weights, st.integers(1, 4), st.integers(1, 5))
def test_what_is_found_is_as_likely_as_it_says_and_has_ended_or_is_full(
    rows: list[list[float]], width: int, most: int
) -> None:
    following = markov(rows)
    found = search(following, width, most)
    assert 1 <= len(found) <= width
    assert len({h.tokens for h in found}) == len(found)
    assert [h.mean for h in found] == sorted((h.mean for h in found), reverse=True)
    for hypothesis in found:
        assert hypothesis.logprob == pytest.approx(logprob(following, hypothesis.tokens))
        assert hypothesis.ended == (hypothesis.tokens[-1] == END)
        assert END not in hypothesis.tokens[:-1]
        assert hypothesis.ended or len(hypothesis.tokens) == most


@given(weights, st.integers(1, 4))
def test_as_wide_as_all_texts_it_finds_the_likeliest(rows: list[list[float]], most: int) -> None:
    following = markov(rows)
    every = [
        (*text, END) if length < most else text
        for length in range(most + 1)
        for text in product((1, 2), repeat=length)
        if length <= most
    ] + [(*text, END) for text in product((1, 2), repeat=most - 1)]
    whole = [text for text in set(every) if len(text) <= most and text]
    best = max(logprob(following, text) / len(text) for text in whole)
    assert search(following, 64, most)[0].mean == pytest.approx(best)


def test_one_beam_is_greedy_and_stops_at_the_first_end() -> None:
    following = markov([[0.0, 2.0, 1.0], [1.0, 0.0, 3.0], [5.0, 4.9, 0.0]])
    [found] = search(following, 1, 9)
    assert found.tokens == (1, 2, END)
    assert found.ended
    [cut] = search(following, 1, 2)
    assert (cut.tokens, cut.ended) == ((1, 2), False)


def test_nothing_may_be_written() -> None:
    assert search(markov([[0.0] * 3] * 3), 2, 0) == []


@pytest.mark.parametrize("seed", range(4))
def test_it_finds_what_transformers_finds(tmp_path: Path, seed: int) -> None:
    import torch
    from transformers import AutoModelForCausalLM

    model = AutoModelForCausalLM.from_pretrained(tiny.save("llama", tmp_path, seed)).eval()
    prompt, width, most = [7, 8, 9], 3, 12
    end = int(model.config.eos_token_id)

    def following(tokens: tuple[int, ...]) -> list[tuple[int, float]]:
        with torch.inference_mode():
            scores = model(torch.tensor([[*prompt, *tokens]])).logits[0, -1].log_softmax(-1)
        top = scores.topk(2 * width)
        return list(zip(top.indices.tolist(), top.values.tolist(), strict=True))

    beams = BeamSearch(width, most, {end})
    while beams.live:
        beams.step([following(h.tokens) for h in beams.live])
    with torch.inference_mode():
        theirs = model.generate(
            torch.tensor([prompt]), attention_mask=torch.ones(1, 3), num_beams=width, num_return_sequences=width,
            max_new_tokens=most, do_sample=False, early_stopping=False, length_penalty=1.0, pad_token_id=end,
            return_dict_in_generate=True, output_scores=True,
        )  # fmt: skip
    found = [h.tokens for h in beams.found()]
    expected = [tuple(row[3 : 3 + most].tolist()) for row in theirs.sequences]
    assert [tokens + (end,) * (most - len(tokens)) for tokens in found] == [
        tokens + (end,) * (most - len(tokens)) for tokens in expected
    ]
    assert [h.mean for h in beams.found()] == pytest.approx(theirs.sequences_scores.tolist(), abs=1e-4)
