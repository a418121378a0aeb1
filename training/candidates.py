"""Training stories -> raw.jsonl: {"id", "task", "inputs", "texts": [[text, mean log-likelihood, ended by itself], …]}.

    python -m training.candidates --data DIR --out FILE [--stories 900] [--facets 1500] [--seed 4]

What the model (four beams) writes of each story's openings, in each order of the articles, for its headline, and for
facets of other stories: what `training.rewards` ranks. Only training files and the clustering sets' articles are read.
Resumes after the last whole story; two cores do 30 stories a minute.
"""

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from summarizer.config import Settings
from summarizer.protocols import Engine, Request
from summarizer.summaries.coverage import items_of
from summarizer.summaries.facets import plan
from summarizer.summaries.models.load import load_engine
from summarizer.summaries.models.table import ModelCard, Task
from training.examples import opening
from training.sets import articles_of, clusters, roundups

TOKENS: dict[Task, int] = {"summary": 128, "headline": 32, "sentence": 72}
SUMMARY_WORDS, HEADLINE_WORDS = 90, 45
FACET_WORDS, MOST_FACETS = 330, 6
ALONE = 0.35
"""The share of the facets of a single sentence that are asked for."""
STORIES, FACETS = 12, 48
"""So many at once."""


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


def of_facets(name: str, documents: Sequence[dict[str, Any]], rng: random.Random) -> Iterator[Asked]:
    """The facets of a story's articles, each of another origin."""
    articles = articles_of(name, documents)
    items, concepts = items_of(articles)
    origins = {article.id: number for number, article in enumerate(articles)}
    for facet in plan(items, concepts, origins, "en", FACET_WORDS)[:MOST_FACETS]:
        if len(facet.sentences) > 1 or rng.random() < ALONE:
            yield Asked(name, "sentence", tuple(sentence.text for sentence in facet.sentences))


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
    parser.add_argument("--data", type=Path, required=True, help="the folder with summarization/ and clustering/")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--model", default="default")
    parser.add_argument("--stories", type=int, default=900)
    parser.add_argument("--facets", type=int, default=1500)
    parser.add_argument("--seed", type=int, default=4)
    args = parser.parse_args()
    done: set[str] = set()
    if args.out.exists():
        done = {json.loads(line)["id"] for line in args.out.read_text(encoding="utf-8").splitlines()}
    stories = stories_of(args.data, args.seed)
    rng = random.Random(args.seed)
    others = [(s["id"], s["documents"]) for s in stories[args.stories :]] + [
        (n, d[:8]) for n, d in clusters(args.data) if len(d) > 1
    ]
    rng.shuffle(others)
    facets = islice((one for name, found in others for one in of_facets(name, found, rng)), args.facets)
    work = [of_story(s) for s in stories[: args.stories] if s["id"] not in done]
    work += [[one] for one in facets if one.story not in done]
    engine, card = load_engine(Settings(), args.model)
    with args.out.open("a", encoding="utf-8") as file:
        while work:
            size = STORIES if len(work[0]) > 1 else FACETS
            part, work = work[:size], work[size:]
            for row in write(engine, card, [one for asked in part for one in asked]):
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
            file.flush()
            print(f"{len(work)} left", flush=True)


if __name__ == "__main__":
    main()
