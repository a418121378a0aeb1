"""Ranked candidates -> an adapter that finds the better ones likelier. Resumes from its last checkpoint.

    python -m training.rank --candidates FILE --base FOLDER --start ADAPTER --out DIR [--rate 3e-4] [--epochs 1]

Sequence-level calibration: for each pair of candidates of one prompt, the better one's mean log-likelihood a token should
be higher by the difference of their rewards (Liu et al. 2022, BRIO; Zhao et al. 2023, SLiC), beside the usual
likelihood of the best one. A prompt is read once for all its candidates: they lie behind one another, each
sees the prompt and itself.
"""

import argparse
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from training.descent import Descent
from training.prompts import answer, prompt
from training.sets import rows

MOST_TOKENS = 1_400
LEAST_GAP = 0.01
"""Rewards that differ by less say nothing."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """Token ids of a prompt and of its answers; `rewards` in [0, 1]."""

    front: tuple[int, ...]
    answers: tuple[tuple[int, ...], ...]
    rewards: tuple[float, ...]

    @property
    def learned(self) -> int:
        """The place of the answer whose likelihood is raised: the best, the first of equals."""
        return self.rewards.index(max(self.rewards))


def encode(row: dict[str, Any], tokenizer: Any) -> Ranked:
    """A row of the candidates' file in tokens."""

    def ids(text: str) -> tuple[int, ...]:
        return tuple(tokenizer(text, add_special_tokens=False)["input_ids"])

    found = row["candidates"]
    answers = tuple(ids(answer(candidate["text"])) for candidate in found)
    return Ranked(ids(prompt(row["task"], row["inputs"])), answers, tuple(candidate["reward"] for candidate in found))


def packed(item: Ranked) -> tuple[Any, Any, Any, Any]:
    """Token ids and positions (1, L), who sees whom (1, 1, L, L), and for each answer's tokens where they are foretold.

    The last is a list of (places of the foretelling states, token ids), one an answer.
    """
    start = len(item.front)
    ids, places, owners = list(item.front), list(range(start)), [0] * start
    foretold = []
    for number, tokens in enumerate(item.answers, start=1):
        here = len(ids)
        foretold.append((torch.tensor([start - 1, *range(here, here + len(tokens) - 1)]), torch.tensor(tokens)))
        ids += tokens
        places += range(start, start + len(tokens))
        owners += [number] * len(tokens)
    owner = torch.tensor(owners)
    earlier = torch.ones(len(ids), len(ids), dtype=torch.bool).tril()
    sees = earlier & ((owner[None, :] == 0) | (owner[None, :] == owner[:, None]))
    return torch.tensor([ids]), torch.tensor([places]), sees[None, None], foretold


def likelihoods(model: Any, item: Ranked) -> Any:
    """The mean log-likelihood a token of each answer, (answers,)."""
    ids, places, sees, foretold = packed(item)
    core = model.get_base_model()
    kind = core.lm_head.weight.dtype
    mask = torch.zeros(sees.shape, dtype=kind).masked_fill(~sees, torch.finfo(kind).min)
    hidden = core.model(input_ids=ids, position_ids=places, attention_mask=mask, use_cache=False).last_hidden_state[0]
    states = torch.cat([hidden[where] for where, _ in foretold])
    tokens = torch.cat([wanted for _, wanted in foretold])
    logits = core.lm_head(states).float()
    told = -torch.nn.functional.cross_entropy(logits, tokens, reduction="none")
    return torch.stack([part.mean() for part in told.split([len(wanted) for _, wanted in foretold])])


def ranking_loss(found: Any, rewards: Sequence[float], scale: float) -> Any:
    """Mean over pairs of what the better answer lacks of its lead, `scale` times the difference of rewards."""
    pairs = [(i, j, a - b) for i, a in enumerate(rewards) for j, b in enumerate(rewards) if a - b > LEAST_GAP]
    if not pairs:
        return found.sum() * 0
    better, worse, gaps = zip(*pairs, strict=True)
    lead = found[list(better)] - found[list(worse)]
    return torch.relu(scale * torch.tensor(gaps) - lead).mean()


def steps_of(count: int, args: argparse.Namespace) -> Iterator[list[int]]:
    """The rows of each optimizer step over all epochs; the same for the same seed."""
    for epoch in range(args.epochs):
        order = list(range(count))
        random.Random(args.seed * 1000 + epoch).shuffle(order)
        for start in range(0, count, args.batch):
            yield order[start : start + args.batch]


def main() -> None:
    """Train, with a line every 10 steps and a checkpoint every 20."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--candidates", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--start", type=Path, required=True, help="the adapter that wrote the candidates")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=1)
    parser.add_argument("--rate", type=float, default=3e-4)
    parser.add_argument("--batch", type=int, default=16, help="prompts an optimizer step")
    parser.add_argument("--scale", type=float, default=1.0, help="log-likelihood a token for a reward of 1")
    parser.add_argument("--weight", type=float, default=10.0, help="of the ranking beside the likelihood")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--fp32", dest="bf16", action="store_false")
    args = parser.parse_args()
    from transformers import AutoTokenizer

    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    tokenizer = AutoTokenizer.from_pretrained(args.base)
    items = [encode(row, tokenizer) for row in rows(args.candidates)]
    items = [item for item in items if len(item.front) + sum(map(len, item.answers)) <= MOST_TOKENS]
    steps = list(steps_of(len(items), args))
    descent = Descent(args)
    began, tokens, ranking, likelihood, count = time.monotonic(), 0, 0.0, 0.0, 0
    for step in range(descent.first, len(steps)):
        descent.set_rate(step, len(steps))
        for index in steps[step]:
            item = items[index]
            found = likelihoods(descent.model, item)
            ranked = ranking_loss(found, item.rewards, args.scale)
            learned = -found[item.learned]
            ((args.weight * ranked + learned) / len(steps[step])).backward()
            ranking += float(ranked.detach())
            likelihood += float(learned.detach())
            count += 1
            tokens += len(item.front) + sum(map(len, item.answers))
        descent.step()
        if (step + 1) % 10 == 0 or step + 1 == len(steps):
            rate = tokens / (time.monotonic() - began)
            shown = f"ranking {ranking / count:.4f} learned {likelihood / count:.3f}"
            print(f"step {step + 1}/{len(steps)} {shown} {rate:.0f} tokens/s", flush=True)
            ranking, likelihood, count = 0.0, 0.0, 0
        if (step + 1) % 20 == 0:
            descent.save(step + 1)
    descent.finish()


if __name__ == "__main__":
    main()
