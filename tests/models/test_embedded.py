"""The embedded model with the adapter merged in: what OpenVINO writes is what transformers would, and not the base's."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from summarizer.config import Settings
from summarizer.protocols import Candidate, Request
from summarizer.summaries.models import merge, weights
from summarizer.summaries.models.engines.openvino import OpenVinoEngine
from summarizer.summaries.models.engines.transformers import TransformersEngine
from summarizer.summaries.models.load import ADAPTERS, load_engine
from summarizer.summaries.models.table import card_of
from tests.models.comparing import assert_same

pytestmark = [
    pytest.mark.weights,
    pytest.mark.slow,
    pytest.mark.skipif(weights.find("smollm2-135m") is None, reason="the weights of smollm2-135m are not installed"),
]
NEAR = 0.05
"""How far likelihoods a token may lie apart: OpenVINO computes in eight or sixteen bits, as the processor has them."""
SOURCES = [
    "The ferry Marta sank off Vellin on Monday in a storm, the coast guard said.",
    "All 19 people on board the ferry were saved by two fishing boats.",
    "The sinking near Vellin is the second this year, after a trawler went down in May.",
]
CARD = card_of("default")
PROMPTS = [
    CARD.prompt("summary", SOURCES),
    CARD.prompt(
        "sentence", ["Farmers lost a third of the wheat to rain, the ministry said.", "Rain cost a third of the wheat."]
    ),
    CARD.prompt("headline", SOURCES),
]


@pytest.fixture(scope="module")
def fast() -> Iterator[OpenVinoEngine]:
    engine, _ = load_engine(Settings(engine="openvino"), "default")
    assert isinstance(engine, OpenVinoEngine)
    yield engine
    engine.close()


@pytest.fixture(scope="module")
def reference() -> Iterator[TransformersEngine]:
    engine, _ = load_engine(Settings(engine="transformers"), "default")
    assert isinstance(engine, TransformersEngine)
    yield engine
    engine.close()


def ask(engine: OpenVinoEngine, *requests: Request) -> list[tuple[Candidate, ...]]:
    return list(engine.generate(requests))


def test_greedy_tokens_are_the_references(fast: OpenVinoEngine, reference: TransformersEngine) -> None:
    for prompt, (candidate,) in zip(PROMPTS, ask(fast, *(Request(p, 48, 1, 1) for p in PROMPTS)), strict=True):
        assert candidate.stopped
        chosen, likeliest = reference.steps(prompt, candidate.text)
        assert float((likeliest - chosen).max()) < NEAR, candidate.text
        assert candidate.logprob == pytest.approx(float(chosen.mean()), abs=NEAR)


def test_beams_are_as_likely_as_they_say(fast: OpenVinoEngine, reference: TransformersEngine) -> None:
    for prompt, found in zip(PROMPTS, ask(fast, *(Request(p, 48, 4, 4) for p in PROMPTS)), strict=True):
        assert len(found) > 1
        for candidate in found:
            assert candidate.logprob == pytest.approx(reference.score(prompt, candidate.text), abs=NEAR)


def test_both_engines_read_the_same_tokens(fast: OpenVinoEngine, reference: TransformersEngine) -> None:
    tokenizer, model = reference._load()
    for prompt in [*PROMPTS, "[1] A <|im_end|> B <jupyter_start> C </s> Dü\n\nSummary:"]:
        request = Request(prompt)
        ours = fast._encode(request)[0]
        assert ours == reference._encode(request, tokenizer, model)[0]["input_ids"][0].tolist()
        frame = CARD.frame
        assert frame is not None
        assert (
            ours
            == tokenizer(frame.before + prompt.replace("<|im_end|>", "").replace("<jupyter_start>", "") + frame.after)[
                "input_ids"
            ]
        )


def test_a_storys_texts_do_not_depend_on_what_is_asked_beside(fast: OpenVinoEngine) -> None:
    requests = [Request(p, 32, 2, 2) for p in PROMPTS]
    [alone] = ask(fast, requests[0])
    assert_same(ask(fast, *requests)[0], alone)
    assert_same(ask(fast, requests[2], requests[0])[1], alone)


def test_the_merged_model_differs_from_the_base_and_by_the_adapter(
    fast: OpenVinoEngine, reference: TransformersEngine
) -> None:
    base = OpenVinoEngine(weights.require("smollm2-135m"), CARD.frame)
    request = Request(PROMPTS[0], 24, 1, 1)
    assert ask(base, request)[0][0].text != ask(fast, request)[0][0].text
    base.close()
    _, model = reference._load()
    attention = model.model.layers[3].self_attn
    added = merge._deltas(ADAPTERS / CARD.adapter)
    before = dense(weights.require("smollm2-135m"), "blk.3.attn_q.weight", "blk.3.attn_v.weight")
    # Files of this family keep the rows of q in another order than transformers, which puts them back.
    heads, rows = model.config.num_attention_heads, before["blk.3.attn_q.weight"].shape[0]
    usual = before["blk.3.attn_q.weight"].reshape(heads, rows // heads // 2, 2, -1).swapaxes(1, 2).reshape(rows, -1)
    for merged, base_weight, delta in [
        (attention.q_proj.weight, usual, added["blk.3.attn_q.weight"]),
        (attention.v_proj.weight, before["blk.3.attn_v.weight"], added["blk.3.attn_v.weight"]),
    ]:
        change = merged.detach().numpy() - base_weight
        assert np.abs(delta).max() > 0.01
        # The rest is what eight bits round off; in another order of rows nothing would be left.
        assert np.corrcoef(change.ravel(), delta.ravel())[0, 1] > 0.8


def dense(file: Path, *names: str) -> dict[str, Any]:
    from gguf import GGUFReader, dequantize

    return {t.name: dequantize(t.data, t.tensor_type) for t in GGUFReader(file).tensors if t.name in names}


def test_a_merge_is_made_once_and_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUMMARIZE_CACHE_DIR", str(tmp_path))
    base = weights.require("smollm2-135m")

    def broken(*_: Any) -> None:
        raise OSError("no room")

    with monkeypatch.context() as patch:
        patch.setattr(merge, "_write", broken)
        with pytest.raises(OSError, match="no room"):
            merge.merged(base, ADAPTERS / CARD.adapter)
    assert list((tmp_path / "models").iterdir()) == []
    made: list[Path] = []

    def write(base: Path, deltas: Any, target: Path) -> None:
        made.append(target)
        target.write_bytes(b"merged")

    monkeypatch.setattr(merge, "_write", write)
    first = merge.merged(base, ADAPTERS / CARD.adapter)
    assert merge.merged(base, ADAPTERS / CARD.adapter) == first
    assert len(made) == 1
    assert [path.name for path in first.parent.iterdir()] == [first.name]


def test_openvino_says_nothing_on_standard_output(fast: OpenVinoEngine, capfd: pytest.CaptureFixture[str]) -> None:
    sys.stdout.flush()
    fast.close()
    ask(fast, Request(PROMPTS[2], 4, 1, 1))
    assert capfd.readouterr().out == ""
