"""examples.jsonl -> a LoRA adapter (peft format) for the embedded model. Resumes from its last checkpoint.

    python -m training.train --examples FILE --base FOLDER --out DIR [--rank 16] [--epochs 1] [--start ADAPTER]

The base is the embedded model as a folder of safetensors (see `training.base`). Loss on the answer only; the
vocabulary's logits are computed for answer tokens alone, which saves a fifth of the work. bfloat16 where the processor
has instructions for it (five times faster here), else float32.
"""

import argparse
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import torch

from training.descent import Descent
from training.prompts import answer, prompt
from training.sets import rows


def encode(example: dict[str, Any], tokenizer: Any) -> tuple[list[int], int]:
    """Token ids of prompt and answer, and where the answer begins."""
    front = tokenizer(prompt(example["task"], example["inputs"]), add_special_tokens=False)["input_ids"]
    back = tokenizer(answer(example["target"]), add_special_tokens=False)["input_ids"]
    return [*front, *back], len(front)


def batches(items: Sequence[tuple[list[int], int]], budget: int, rng: random.Random) -> list[list[int]]:
    """Indices in batches of about `budget` tokens, like lengths together, the batches shuffled."""
    order = sorted(range(len(items)), key=lambda i: (len(items[i][0]), i))
    found: list[list[int]] = [[]]
    for index in order:
        if found[-1] and (len(found[-1]) + 1) * len(items[index][0]) > budget:
            found.append([])
        found[-1].append(index)
    rng.shuffle(found)
    return found


def loss_of(model: Any, items: Sequence[tuple[list[int], int]], pad: int) -> tuple[Any, int]:
    """Summed cross-entropy over the answers' tokens, and their number."""
    longest = max(len(ids) for ids, _ in items)
    ids = torch.full((len(items), longest), pad)
    mask = torch.zeros_like(ids)
    is_answer = torch.zeros_like(ids, dtype=torch.bool)
    for row, (tokens, start) in enumerate(items):
        ids[row, : len(tokens)] = torch.tensor(tokens)
        mask[row, : len(tokens)] = 1
        is_answer[row, start : len(tokens)] = True
    core = model.get_base_model()
    hidden = core.model(input_ids=ids, attention_mask=mask).last_hidden_state
    chosen = hidden[:, :-1][is_answer[:, 1:]]
    logits = core.lm_head(chosen).float()
    loss = torch.nn.functional.cross_entropy(logits, ids[:, 1:][is_answer[:, 1:]], reduction="sum")
    return loss, int(is_answer.sum())


def plan(items: Sequence[tuple[list[int], int]], args: argparse.Namespace) -> Iterator[list[list[int]]]:
    """The batches of each optimizer step, over all epochs; the same for the same seed."""
    for epoch in range(args.epochs):
        rng = random.Random(args.seed * 1000 + epoch)
        found = batches(items, args.budget, rng)
        for start in range(0, len(found), args.accumulate):
            yield found[start : start + args.accumulate]


def main() -> None:
    """Train, with a line every 20 steps and a checkpoint every 100."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start", type=Path)
    parser.add_argument("--tasks", default="summary,sentence,headline")
    parser.add_argument("--rank", type=int, default=16)
    parser.add_argument("--epochs", type=int, default=1)
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--budget", type=int, default=2000, help="tokens a batch, padding included")
    parser.add_argument("--accumulate", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--fp32", dest="bf16", action="store_false")
    args = parser.parse_args()
    from transformers import AutoTokenizer

    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    tokenizer = AutoTokenizer.from_pretrained(args.base)
    examples = list(rows(args.examples))
    items = [encode(e, tokenizer) for e in examples if e["task"] in args.tasks.split(",")]
    items = [item for item in items if len(item[0]) <= 900]
    steps = list(plan(items, args))
    descent = Descent(args)
    tokens, began, total, count = 0, time.monotonic(), 0.0, 0
    for step in range(descent.first, len(steps)):
        descent.set_rate(step, len(steps))
        answers = sum(len(items[i][0]) - items[i][1] for batch in steps[step] for i in batch)
        for batch in steps[step]:
            loss, n = loss_of(descent.model, [items[i] for i in batch], tokenizer.eos_token_id)
            (loss / answers).backward()
            total += float(loss.detach())
            count += n
            tokens += sum(len(items[i][0]) for i in batch)
        descent.step()
        if (step + 1) % 20 == 0 or step + 1 == len(steps):
            rate = tokens / (time.monotonic() - began)
            print(f"step {step + 1}/{len(steps)} loss {total / count:.3f} {rate:.0f} tokens/s", flush=True)
            total, count = 0.0, 0
        if (step + 1) % 100 == 0:
            descent.save(step + 1)
    descent.finish()


if __name__ == "__main__":
    main()
