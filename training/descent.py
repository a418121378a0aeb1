"""A base with an adapter, its optimizer and its checkpoints: what every way to train has in common."""

import argparse
import math
from pathlib import Path
from typing import Any

import torch

TARGETS = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"]


def make_model(args: argparse.Namespace) -> Any:
    """The base with a fresh adapter, or with the one to start from."""
    from peft import LoraConfig, PeftModel, get_peft_model
    from transformers import AutoModelForCausalLM

    kind = torch.bfloat16 if args.bf16 else torch.float32
    base = AutoModelForCausalLM.from_pretrained(args.base, dtype=kind, attn_implementation="sdpa")
    if args.start:
        return PeftModel.from_pretrained(base, args.start, is_trainable=True)
    config = LoraConfig(r=args.rank, lora_alpha=2 * args.rank, target_modules=TARGETS, task_type="CAUSAL_LM")
    return get_peft_model(base, config)


def schedule(step: int, steps: int) -> float:
    """Warm up over 3%, then a cosine down to 5%."""
    warm = max(1, steps * 3 // 100)
    if step < warm:
        return (step + 1) / warm
    return 0.05 + 0.95 * (1 + math.cos(math.pi * (step - warm) / max(1, steps - warm))) / 2


class Descent:
    """The steps of one run; `first` is the one to begin with, after the last checkpoint where there is one."""

    def __init__(self, args: argparse.Namespace) -> None:
        self.model = make_model(args)
        self._weights = [p for p in self.model.parameters() if p.requires_grad]
        self._optimizer = torch.optim.AdamW(self._weights, lr=args.rate, weight_decay=0.0)
        self._rate, self._out = args.rate, args.out
        self._checkpoint = args.out / "checkpoint.pt"
        args.out.mkdir(parents=True, exist_ok=True)
        self.first = self._resume()

    def set_rate(self, step: int, steps: int) -> None:
        """The rate of this step of so many."""
        for group in self._optimizer.param_groups:
            group["lr"] = self._rate * schedule(step, steps)

    def step(self) -> None:
        """Go down the gradients that were gathered, clipped to a norm of 1."""
        torch.nn.utils.clip_grad_norm_(self._weights, 1.0)
        self._optimizer.step()
        self._optimizer.zero_grad(set_to_none=True)

    def save(self, step: int) -> None:
        """Write a checkpoint so that a kill at any moment leaves the old or the new one."""
        trained = {name: p.detach() for name, p in self.model.named_parameters() if p.requires_grad}
        fresh: Path = self._checkpoint.with_suffix(".new")
        torch.save({"step": step, "model": trained, "optimizer": self._optimizer.state_dict()}, fresh)
        fresh.replace(self._checkpoint)

    def finish(self) -> None:
        """Write the adapter; its checkpoint is no longer needed."""
        self.model.half().save_pretrained(self._out)
        self._checkpoint.unlink(missing_ok=True)

    def _resume(self) -> int:
        if not self._checkpoint.exists():
            return 0
        state = torch.load(self._checkpoint, weights_only=True)
        self._optimizer.load_state_dict(state["optimizer"])
        self.model.load_state_dict(state["model"], strict=False)
        print(f"resumed at step {state['step']}", flush=True)
        return int(state["step"])
