"""Stories -> what the model with an adapter writes of their facets, and how much of it may be printed.

    python -m training.facets --data DIR --adapter DIR [--stories 100] [--skip 0] [--as-summary]
        [--validation] [--out FILE]

A facet is asked for as the summarizer does, or `--as-summary`, as adapters were that knew no label of its own for it. The stories are those of BASIL, of AllSides' training file and some of ECB+ in turn,
drawn by the seed; with `--validation` the first of each validation file. One table line: facets, the share of which
any beam is let through and is no source sentence, and the share of which one is no copy (one run of 80% of its words). `--out`:
{"id", "inputs", "texts": [[text, mean log-likelihood, ended by itself, let through], …]}, which `training.licensed` ranks.
"""

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, zip_longest
from pathlib import Path
from typing import Any

from summarizer.articles import near_copies, origin_groups
from summarizer.config import Settings
from summarizer.protocols import Candidate, Request, SourceSentence, Verdict
from summarizer.summaries.candidates import supported_sentences
from summarizer.summaries.compose import MOST_FACETS, ROOM
from summarizer.summaries.copying import copied_share
from summarizer.summaries.coverage import items_of
from summarizer.summaries.facets import plan
from summarizer.summaries.models.table import Task, card_of
from summarizer.summaries.options import COPY
from summarizer.summaries.origins import origin_of
from summarizer.summaries.verification import load_verifier
from summarizer.types import Article
from training.evaluate import open_adapter
from training.sets import VALIDATION, articles_of, clusters, roundups, rows

HEADER = "| adapter | stories | facets | printed | no copy |\n|---|---|---|---|---|"
TOKENS, LONG_WORDS, MOST_ARTICLES = 72, 250, 10
MOST_UNTITLED, UNTITLED = 10, 8
"""So many stories, and articles of each, of the set that has no titles."""


@dataclass(frozen=True, slots=True)
class Written:
    """What was written of one facet; `printed` are the texts let through that are no source sentence."""

    id: str
    inputs: tuple[str, ...]
    texts: tuple[Candidate, ...]
    printed: tuple[str, ...]

    @property
    def rewritten(self) -> bool:
        """Whether one that may be printed is no copy."""
        return any(max(copied_share(text, source) for source in self.inputs) < COPY for text in self.printed)


def training_stories(data: Path, most: int, seed: int) -> list[tuple[str, list[dict[str, Any]]]]:
    """(name, documents) of stories to learn from: one of full articles, one of openings, in turn, and few without titles."""
    rng = random.Random(seed)
    grouped = clusters(data)
    full = [story for story in grouped if story[0].startswith("basil") and len(story[1]) > 1]
    untitled = [(name, found[:UNTITLED]) for name, found in grouped if name.startswith("ecb") and len(found) >= 4]
    told = roundups(data)
    for stories in (full, untitled, told):
        rng.shuffle(stories)
    openings = [(f"allsides-{story['id']}", story["documents"]) for story in told]
    untitled = untitled[:MOST_UNTITLED]
    turns = zip_longest(full, openings[: max(len(full), most)], untitled)
    return [story for turn in turns for story in turn if story is not None][:most]


def validation_stories(data: Path, most: int, skip: int = 0) -> list[tuple[str, list[dict[str, Any]]]]:
    """The first stories of each validation file behind `skip` of them, together at most `most`."""
    found = []
    for name in VALIDATION:
        stories = islice(rows(data / f"summarization/{name}.jsonl"), skip, skip + most // len(VALIDATION))
        found += [(f"{name}-{story['id']}", story["documents"]) for story in stories]
    return found


def facets_of(articles: Sequence[Article]) -> list[tuple[SourceSentence, ...]]:
    """The groups of sentences that the summarizer asks a model about."""
    groups = origin_groups(articles, near_copies(articles))
    items, concepts = items_of(articles, groups)
    found = plan(items, concepts, origin_of(articles, groups), "en", int(LONG_WORDS * ROOM), most=MOST_FACETS)
    return [facet.sentences for facet in found]


def write(
    stories: Sequence[tuple[str, list[dict[str, Any]]]], adapter: Path, task: Task = "sentence"
) -> Iterator[Written]:
    """What the model, asked for `task`, writes of each facet of the stories, as it becomes known."""
    card, verifier = card_of("default"), load_verifier(Settings())
    engine = open_adapter(adapter, card)
    for name, documents in stories:
        articles = articles_of(name, documents)[:MOST_ARTICLES]
        facets = facets_of(articles) if len(articles) > 1 else []
        asked = [Request(card.prompt(task, [s.text for s in facet]), max_tokens=TOKENS) for facet in facets]

        def check(text: str, of: Sequence[SourceSentence], articles: tuple[Article, ...] = articles) -> Verdict:
            return verifier.check(text, tuple(of), articles)

        for facet, found in zip(facets, engine.generate(asked), strict=True):
            held = supported_sentences(check, verifier.threshold, facet, found, "en")
            printed = tuple(row.sentence.text for row in held if row.sentence.kind == "abstractive")
            yield Written(name, tuple(s.text for s in facet), tuple(found), printed)
    engine.close()


def line(name: str, found: Sequence[Written]) -> str:
    """A row of the table."""
    stories, count = len({row.id for row in found}), max(1, len(found))
    printed = sum(bool(row.printed) for row in found) / count
    rewritten = sum(row.rewritten for row in found) / count
    return f"| {name} | {stories} | {len(found)} | {printed:.0%} | {rewritten:.0%} |"


def main() -> None:
    """Write the rows as they are made, and print the table's line at the end."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--adapter", type=Path, nargs="+", required=True, dest="adapters")
    parser.add_argument("--stories", type=int, default=100)
    parser.add_argument(
        "--skip",
        type=int,
        default=0,
        help="leave out so many: of the drawn training stories, or of each validation file",
    )
    parser.add_argument("--as-summary", action="store_true")
    parser.add_argument("--validation", action="store_true")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    drawn = (
        validation_stories(args.data, args.stories, args.skip)
        if args.validation
        else training_stories(args.data, args.skip + args.stories, args.seed)[args.skip :]
    )
    print(HEADER, flush=True)
    kept = []
    for adapter in args.adapters:
        found = list(write(drawn, adapter, "summary" if args.as_summary else "sentence"))
        print(line(adapter.name, found), flush=True)
        for one in found:
            texts = [[c.text, round(c.logprob, 4), c.stopped, c.text in one.printed] for c in one.texts]
            kept.append({"id": one.id, "inputs": one.inputs, "texts": texts})
    if args.out:
        args.out.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in kept), encoding="utf-8")


if __name__ == "__main__":
    main()
