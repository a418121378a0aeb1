"""The training stories -> the packaged network that guesses what people would tell of a story, and its table of common pairs.

A pair of neighbouring stems of a story's openings counts as told where the editors' round-up has it. Every fifth story is
learned from without its titles: saved pages often have none. With `--held` so many stories are left out, to say how well the
network guesses them; without, all are learned from and the files are written. Two minutes on two cores.

    python -m training.salience --data DATA [--held 400] [--output summarizer/summaries]
"""

import argparse
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from summarizer.count_table import packed
from summarizer.summaries.pairs import LEAST, Commonness, features, opening, pairs_in, stems_in
from summarizer.summaries.salience import FAR, Network
from summarizer.summaries.sentences import title_told
from summarizer.types import Article
from training.sets import articles_of, roundups

UNTITLED = 5
UNITS, EPOCHS, BATCH, RATE, DECAY = 64, 20, 512, 3e-3, 1e-4
NETWORKS = 4
"""So many are fitted, each with a seed of its own; the mean of their outputs is that of one wide network."""


def commonness(stories: Sequence[Sequence[Article]]) -> Commonness:
    """In how many of the stories' openings and titles each stem and pair stands."""
    count = Counter[str]()
    for articles in stories:
        texts = [text for article in articles for text in (*(t for _, t in opening(article)), title_told(article))]
        count.update({term for text in texts for term in (*stems_in(text), *pairs_in(text))})
    return Commonness(len(stories), {term: times for term, times in sorted(count.items()) if times >= LEAST})


def fit(rows: np.ndarray, told: np.ndarray, seed: int) -> dict[str, np.ndarray]:
    """(n, f) features and (n,) whether each was told -> the arrays of a `Network`, by cross-entropy."""
    mean, scale = rows.mean(0), rows.std(0) + 1e-6
    inputs = np.clip((rows - mean) / scale, -FAR, FAR)
    layers = [_fit(inputs, told, seed + number) for number in range(NETWORKS)]
    arrays = {
        "mean": mean,
        "scale": scale,
        "hidden": np.concatenate([first.weight.numpy().T for first, _ in layers], axis=1),
        "hidden_bias": np.concatenate([first.bias.numpy() for first, _ in layers]),
        "output": np.concatenate([last.weight.numpy()[0] for _, last in layers]) / NETWORKS,
        "output_bias": np.mean([last.bias.numpy() for _, last in layers], axis=0),
    }
    return {name: np.ascontiguousarray(array, dtype=np.float32) for name, array in arrays.items()}


def _fit(rows: np.ndarray, told: np.ndarray, seed: int) -> tuple[Any, Any]:
    """The two layers of one network."""
    import torch

    torch.manual_seed(seed)
    inputs = torch.tensor(rows, dtype=torch.float32)
    wanted = torch.tensor(told, dtype=torch.float32)
    net = torch.nn.Sequential(torch.nn.Linear(rows.shape[1], UNITS), torch.nn.ReLU(), torch.nn.Linear(UNITS, 1))
    optimizer = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=DECAY)
    whole = max(1, len(rows) // BATCH)
    steps = EPOCHS * whole
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=steps)
    for _ in range(EPOCHS):
        order = torch.randperm(len(rows))[: whole * BATCH]
        for batch in order.split(BATCH):
            loss = torch.nn.functional.binary_cross_entropy_with_logits(net(inputs[batch])[:, 0], wanted[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    net.requires_grad_(False)
    return net[0], net[2]


def report(arrays: dict[str, np.ndarray], rows: np.ndarray, told: np.ndarray) -> str:
    """How well a network guesses: the area under its curve, and its cross-entropy beside that of the mean."""
    from sklearn.metrics import log_loss, roc_auc_score

    found = Network.of(arrays)(rows)
    plain = np.full(len(told), told.mean())
    return f"AUC {roc_auc_score(told, found):.3f}, cross-entropy {log_loss(told, found):.4f} (the mean {log_loss(told, plain):.4f})"


def main() -> None:
    """Learn, and write or tell."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--held", type=int, default=0)
    parser.add_argument("--output", type=Path, default=Path("summarizer/summaries"))
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    found = [(articles_of(str(n), s["documents"]), s["references"][0]) for n, s in enumerate(roundups(options.data))]
    stories = [(articles, reference) for articles, reference in found if articles]
    common = commonness([articles for articles, _ in stories])
    rows: list[np.ndarray] = []
    told: list[np.ndarray] = []
    for number, (articles, reference) in enumerate(stories):
        shown = [replace(a, title="") for a in articles] if number % UNTITLED == 0 else articles
        pairs, values = features(shown, common, less=1)
        wanted = frozenset(pairs_in(reference))
        rows.append(values)
        told.append(np.array([pair in wanted for pair in pairs], dtype=np.float64))
    held = set(np.random.default_rng(options.seed).permutation(len(rows))[: options.held].tolist())
    learned = [n for n in range(len(rows)) if n not in held]
    arrays = fit(np.concatenate([rows[n] for n in learned]), np.concatenate([told[n] for n in learned]), options.seed)
    if held:
        kept = sorted(held)
        print(report(arrays, np.concatenate([rows[n] for n in kept]), np.concatenate([told[n] for n in kept])))
        return
    from safetensors.numpy import save

    (options.output / "pairs.gz").write_bytes(packed(common.stories, common.count))
    (options.output / "salience.safetensors").write_bytes(save(arrays))
    print(f"{len(stories)} stories, {sum(map(len, rows))} pairs, {len(common.count)} terms in the table")


if __name__ == "__main__":
    main()
