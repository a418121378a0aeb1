"""The mean of adapters adds to the base the mean of what they add."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from training import soup

NAMES = [f"base_model.model.model.layers.{n}.self_attn.q_proj" for n in range(2)]


def part(seed: int, rank: int, weight: float, scale: float = 2.0) -> soup.Part:
    made = torch.Generator().manual_seed(seed)
    tensors: dict[str, Any] = {}
    for name in NAMES:
        tensors[f"{name}.lora_A.weight"] = torch.randn(rank, 12, generator=made)
        tensors[f"{name}.lora_B.weight"] = torch.randn(10, rank, generator=made)
    return soup.Part(tensors, scale, weight)


def added(tensors: Any, name: str, scale: float) -> Any:
    return scale * tensors[f"{name}.lora_B.weight"].float() @ tensors[f"{name}.lora_A.weight"].float()


@settings(max_examples=20)
@given(st.lists(st.tuples(st.integers(0, 99), st.integers(1, 3), st.floats(0.1, 1)), min_size=1, max_size=3))
def test_the_mean_is_of_what_each_adds(drawn: list[tuple[int, int, float]]) -> None:
    parts = [part(*one) for one in drawn]
    made, lost = soup.mean(parts, rank=9)
    assert lost == pytest.approx(0, abs=1e-6)
    for name in NAMES:
        wanted = torch.stack([p.weight * added(p.tensors, name, p.scale) for p in parts]).sum(0)
        assert torch.allclose(added(made, name, 1.0), wanted, atol=0.05, rtol=0.01)


def test_a_small_rank_loses_and_says_how_much() -> None:
    parts = [part(1, 4, 0.5), part(2, 4, 0.5)]
    made, lost = soup.mean(parts, rank=4)
    assert made[f"{NAMES[0]}.lora_A.weight"].shape == (4, 12)
    assert 0.01 < lost < 0.6
    whole = torch.stack([p.weight * added(p.tensors, NAMES[0], p.scale) for p in parts]).sum(0)
    missing = (whole - added(made, NAMES[0], 1.0)).norm() ** 2 / whole.norm() ** 2
    assert missing == pytest.approx(lost, abs=0.25)


def test_adapters_of_other_layers_have_no_mean() -> None:
    other = part(1, 2, 0.5)
    fewer = soup.Part({n: t for n, t in other.tensors.items() if NAMES[0] in n}, 2.0, 0.5)
    with pytest.raises(ValueError, match="different layers"):
        soup.mean([other, fewer], 4)


def test_a_stopped_run_counts_with_its_checkpoint(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from safetensors.torch import load_file, save_file

    done, stopped, out = tmp_path / "done", tmp_path / "stopped", tmp_path / "out"
    first, second = part(1, 2, 0.5), part(2, 2, 0.5)
    for folder in (done, stopped):
        folder.mkdir()
        (folder / soup.CONFIG).write_text(json.dumps({"r": 2, "lora_alpha": 4, "task_type": "CAUSAL_LM"}))
    save_file(dict(first.tensors), done / soup.FILE)
    named = {name.replace(".weight", ".default.weight"): tensor for name, tensor in second.tensors.items()}
    torch.save({"step": 1, "model": named, "optimizer": {}}, stopped / soup.CHECKPOINT)
    monkeypatch.setattr(sys, "argv", ["soup", "--out", str(out), "--rank", "4", f"{done}=.5", f"{stopped}=.5"])
    soup.main()
    assert "2 layers at rank 4; 0.0000%" in capsys.readouterr().out
    config = json.loads((out / soup.CONFIG).read_text())
    assert config["lora_alpha"] == config["r"] == 4
    wanted, _ = soup.mean([first, second], 4)
    made = load_file(out / soup.FILE)
    assert torch.allclose(added(made, NAMES[1], 1.0), added(wanted, NAMES[1], 1.0), atol=1e-2)
