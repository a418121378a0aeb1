"""Adapters -> one that is their weighted mean (Wortsman et al. 2022, "Model soups"), at a rank that is kept.

    python -m training.soup --out DIR [--rank 32] ADAPTER=WEIGHT ADAPTER=WEIGHT …

The mean is of what each adds to the base's weights, (alpha / rank) B @ A; the best approximation of the given rank is
written (a truncated singular value decomposition of the small factors, so a second is enough), and how much of its
energy that loses. A folder of a run that was stopped counts with its last checkpoint, and with another run's
`adapter_config.json` beside it.
"""

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

FILE, CONFIG, CHECKPOINT = "adapter_model.safetensors", "adapter_config.json", "checkpoint.pt"


@dataclass(frozen=True, slots=True)
class Part:
    """One adapter: its tensors by name, what they are multiplied with, and its weight in the mean."""

    tensors: Mapping[str, Any]
    scale: float
    weight: float


def load(folder: Path, weight: float) -> Part:
    """A finished adapter, or the last checkpoint of a run. Raises OSError where there is neither."""
    from safetensors.torch import load_file

    config = json.loads((folder / CONFIG).read_text(encoding="utf-8"))
    scale = config["lora_alpha"] / config["r"]
    if (folder / FILE).exists():
        return Part(load_file(folder / FILE), scale, weight)
    state = torch.load(folder / CHECKPOINT, weights_only=True)
    return Part({name.replace(".default.", "."): value for name, value in state["model"].items()}, scale, weight)


def mean(parts: Sequence[Part], rank: int) -> tuple[dict[str, Any], float]:
    """The tensors of the mean at this rank, to be scaled by 1, and the mean share of energy lost, in [0, 1].

    Raises ValueError when the adapters are not of the same layers.
    """
    names = sorted(name for name in parts[0].tensors if name.endswith("lora_A.weight"))
    if any(set(part.tensors) != set(parts[0].tensors) for part in parts):
        raise ValueError("The adapters change different layers, so they have no mean.")
    made: dict[str, Any] = {}
    lost = 0.0
    for name in names:
        other = name.replace("lora_A", "lora_B")
        inner = torch.cat([part.tensors[name].float() for part in parts])
        outer = torch.cat([part.tensors[other].float() * part.weight * part.scale for part in parts], dim=1)
        q_inner, r_inner = torch.linalg.qr(inner.T)
        q_outer, r_outer = torch.linalg.qr(outer)
        left, values, right = torch.linalg.svd(r_outer @ r_inner.T)
        root = values[:rank].sqrt()
        made[name] = (root[:, None] * (right[:rank] @ q_inner.T)).half().contiguous()
        made[other] = ((q_outer @ left[:, :rank]) * root).half().contiguous()
        energy = float((values**2).sum())
        lost += float((values[rank:] ** 2).sum()) / energy if energy else 0.0
    return made, lost / max(1, len(names))


def main() -> None:
    """Write the mean, and say what its rank loses."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("adapters", nargs="+", metavar="ADAPTER=WEIGHT")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--rank", type=int, default=32)
    args = parser.parse_args()
    from safetensors.torch import save_file

    pairs = [text.rsplit("=", 1) for text in args.adapters]
    parts = [load(Path(folder), float(weight)) for folder, weight in pairs]
    made, lost = mean(parts, args.rank)
    config = json.loads((Path(pairs[0][0]) / CONFIG).read_text(encoding="utf-8"))
    args.out.mkdir(parents=True, exist_ok=True)
    fresh = {**config, "r": args.rank, "lora_alpha": args.rank, "base_model_name_or_path": None}
    (args.out / CONFIG).write_text(json.dumps(fresh, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    save_file(made, args.out / FILE, metadata={"format": "pt"})
    print(f"{len(made) // 2} layers at rank {args.rank}; {lost:.4%} of the energy is lost")


if __name__ == "__main__":
    main()
