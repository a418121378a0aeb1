"""Ranked candidates teach a model which to find likelier; a prompt is read once for all of them."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from tests.models import tiny
from training import rank
from training.descent import Descent, make_model
from training.prompts import answer, prompt

pytestmark = pytest.mark.filterwarnings("ignore::FutureWarning")

ROW: dict[str, Any] = {
    "task": "summary",
    "inputs": ["The ferry Marta sank off Vellin on Monday.", "All 19 people on board were saved."],
    "candidates": [
        {"text": "The ferry sank off Vellin and all 19 people were saved.", "reward": 0.6},
        {"text": "The mayor closed the old bridge.", "reward": 0.1},
        {"text": "The ferry Marta sank.", "reward": 0.4},
    ],
}


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny.save("smollm2", tmp_path_factory.mktemp("base"))


@pytest.fixture(scope="module")
def start(base: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh adapter of that model."""
    folder = tmp_path_factory.mktemp("start")
    made: Any = make_model(arguments(base, None))
    made.save_pretrained(folder)
    return folder


def arguments(base: Path, start: Path | None) -> argparse.Namespace:
    return argparse.Namespace(base=base, start=start, bf16=False, rank=4)


def tokenizer_of(base: Path) -> Any:
    from transformers import AutoTokenizer

    return AutoTokenizer.from_pretrained(base)


def test_answers_behind_one_another_are_as_likely_as_each_alone(base: Path, start: Path) -> None:
    model = make_model(arguments(base, start)).eval()
    tokenizer = tokenizer_of(base)
    item = rank.encode(ROW, tokenizer)
    with torch.no_grad():
        together = rank.likelihoods(model, item)
        for place, candidate in enumerate(ROW["candidates"]):
            front = tokenizer(prompt("summary", ROW["inputs"]), add_special_tokens=False)["input_ids"]
            back = tokenizer(answer(candidate["text"]), add_special_tokens=False)["input_ids"]
            told = model(input_ids=torch.tensor([front + back])).logits[0].log_softmax(-1)
            rows = torch.arange(len(front) - 1, len(front) + len(back) - 1)
            alone = told[rows, torch.tensor(back)].mean()
            assert together[place].item() == pytest.approx(alone.item(), abs=1e-4)


def test_no_answer_sees_another(base: Path) -> None:
    item = rank.encode(ROW, tokenizer_of(base))
    ids, places, sees, foretold = rank.packed(item)
    start = len(item.front)
    first, second = (foretold[number][1].numel() for number in (0, 1))
    mine = slice(start + first, start + first + second)
    assert not sees[0, 0, mine, start : start + first].any()
    assert sees[0, 0, mine, :start].all()
    assert places[0, start + first].item() == start
    assert ids.shape == places.shape


@given(
    st.lists(st.floats(-5, 0), min_size=2, max_size=6).flatmap(
        lambda found: st.tuples(st.just(found), st.lists(st.floats(0, 1), min_size=len(found), max_size=len(found)))
    )
)
def test_ranking_loss_is_never_negative_and_nil_where_the_order_is_kept_by_enough(
    drawn: tuple[list[float], list[float]],
) -> None:
    found, rewards = drawn
    loss = rank.ranking_loss(torch.tensor(found), rewards, 1.0)
    assert loss.item() >= 0
    ranked = torch.tensor(rewards)
    assert rank.ranking_loss(ranked, rewards, 1.0).item() == pytest.approx(0, abs=1e-6)


def test_ranking_loss_by_hand() -> None:
    # The better lags by 1 and should lead by .5: 1.5; the third is as good as the first and is not compared with it.
    loss = rank.ranking_loss(torch.tensor([-2.0, -1.0, -0.5]), [0.7, 0.2, 0.7], 1.0)
    assert loss.item() == pytest.approx((1.5 + 0.0) / 2)


def test_every_row_is_seen_once_an_epoch() -> None:
    args = argparse.Namespace(epochs=2, batch=4, seed=3)
    steps = list(rank.steps_of(10, args))
    assert sorted(i for step in steps[:3] for i in step) == list(range(10))
    assert len(steps) == 6
    assert steps[:3] != steps[3:]
    assert steps == list(rank.steps_of(10, args))


def test_training_turns_the_order_and_goes_on_where_it_stopped(
    base: Path, start: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = tmp_path / "rows.jsonl"
    worst_first = {**ROW, "candidates": sorted(ROW["candidates"], key=lambda row: row["reward"])}
    rows.write_text(json.dumps(worst_first) + "\n", encoding="utf-8")
    out = tmp_path / "out"
    common = ["rank", "--candidates", rows, "--base", base, "--start", start, "--out", out, "--fp32"]
    command = [*common, "--epochs", 40, "--rate", "3e-2", "--threads", 1]

    save = Descent.save

    def kill(descent: Descent, step: int) -> None:
        save(descent, step)
        raise KeyboardInterrupt

    monkeypatch.setattr(sys, "argv", [str(part) for part in command])
    monkeypatch.setattr(Descent, "save", kill)
    with pytest.raises(KeyboardInterrupt):
        rank.main()
    monkeypatch.setattr(Descent, "save", save)
    rank.main()
    told = capsys.readouterr().out
    assert "resumed at step 20" in told
    assert "step 40/40" in told
    item = rank.encode(ROW, tokenizer_of(base))
    with torch.no_grad():
        before = rank.likelihoods(make_model(arguments(base, start)).eval(), item)
        after = rank.likelihoods(make_model(arguments(base, out)).eval(), item)
    assert rank.ranking_loss(after, item.rewards, 1.0) < rank.ranking_loss(before, item.rewards, 1.0)
    assert after.argmax() == 0
    assert not (out / "checkpoint.pt").exists()
