"""Training stories -> raw.jsonl: {"id", "task", "inputs", "texts": [[text, mean log-likelihood, ended by itself], …]}.

    python -m training.candidates --data DIR --adapter DIR --out FILE [--stories 700] [--seed 4]

What the model with an adapter (four beams) writes of each story's openings, in each order of the articles, and for its headline: what
`training.rewards` ranks. Only training files are read. Resumes after the last whole story; two cores do 30 stories a minute.
"""

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from summarizer.protocols import Engine, Request
from summarizer.summaries.models.table import ModelCard, Task, card_of
from training.evaluate import open_adapter
from training.examples import opening
from training.sets import roundups, rows

TOKENS: dict[Task, int] = {"summary": 128, "headline": 32}
SUMMARY_WORDS, HEADLINE_WORDS = 90, 45
BATCH = 12
"""So many stories at once."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One prompt: of which story, for which task, from which texts."""

    story: str
    task: Task
    inputs: tuple[str, ...]


def of_story(story: dict[str, Any]) -> list[Asked]:
    """Its openings in each order of the articles, and its headline."""
    documents = [document for document in story["documents"] if document["text"]]
    openings = [opening(document, SUMMARY_WORDS) for document in documents]
    turns = [(*openings[k:], *openings[:k]) for k in range(len(openings))]
    brief = tuple(opening(document, HEADLINE_WORDS) for document in documents)
    return [*(Asked(story["id"], "summary", turn) for turn in turns), Asked(story["id"], "headline", brief)]


def write(engine: Engine, card: ModelCard, asked: Sequence[Asked]) -> Iterator[dict[str, Any]]:
    """A row for each prompt, with what the model answers."""
    requests = [Request(card.prompt(one.task, one.inputs), max_tokens=TOKENS[one.task]) for one in asked]
    for one, found in zip(asked, engine.generate(requests), strict=True):
        texts = [[candidate.text, round(candidate.logprob, 4), candidate.stopped] for candidate in found]
        yield {"id": one.story, "task": one.task, "inputs": one.inputs, "texts": texts}


def stories_of(data: Path, seed: int) -> list[dict[str, Any]]:
    """The training stories, shuffled."""
    stories = roundups(data)
    random.Random(seed).shuffle(stories)
    return stories


def main() -> None:
    """Write what is missing, and say how far it is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder with summarization/")
    parser.add_argument("--adapter", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--stories", type=int, default=700)
    parser.add_argument("--seed", type=int, default=4)
    args = parser.parse_args()
    done: set[str] = set()
    if args.out.exists():
        done = {row["id"] for row in rows(args.out)}
    work = [of_story(s) for s in stories_of(args.data, args.seed)[: args.stories] if s["id"] not in done]
    card = card_of("default")
    engine = open_adapter(args.adapter, card)
    with args.out.open("a", encoding="utf-8") as file:
        while work:
            part, work = work[:BATCH], work[BATCH:]
            for row in write(engine, card, [one for asked in part for one in asked]):
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
            file.flush()
            print(f"{len(work)} left", flush=True)


if __name__ == "__main__":
    main()
