"""Adapters -> how well each fuses: two to four sentences on one fact, of stories that nobody learned from.

    python -m training.fusion --data DIR --adapter DIR [DIR …] [--limit 100]

DIR holds summarization/. The pairs are made as for training (`training.examples`), from the validation files: a
sentence of the editors' round-up that some source sentences support (*editors*), or a sentence of one article that the
others' sentences support (*openings*: of allsides, *articles*: of Multi-News and DUC). One table line an adapter and kind:
ROUGE-1 / 2 / L of the likeliest beam against that sentence (F x100, rouge-score, stemmed), the p-value of ROUGE-2
beside the first adapter by paired randomization, the share of pairs of which any beam is let through by the verifier,
and the share of which the best of these is no copy of one input. Prompts, merging and engine are the product's; a run
repeats.
"""

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.metrics.rouge import GoogleRouge
from eval.stats import compare
from summarizer.config import Settings
from summarizer.protocols import Candidate, Engine, Request, SourceSentence, Verdict, Verifier
from summarizer.summaries.candidates import supported_sentences
from summarizer.summaries.copying import copied_share
from summarizer.summaries.models.table import ModelCard, card_of
from summarizer.summaries.options import COPY
from summarizer.summaries.sentences import sentences_of
from summarizer.summaries.verification import load_verifier
from training.evaluate import METRICS, open_adapter
from training.examples import MOST_ARTICLES, Example, from_articles, of_roundup
from training.sets import VALIDATION, articles_of

KINDS = ("editors", "openings", "articles")
HEADER = "| adapter | kind | pairs | R-1 / R-2 / R-L | p | words | printed | no copy |"
TOKENS = 72
"""As the summarizer asks for a sentence."""


@dataclass(frozen=True, slots=True)
class Fused:
    """What came of one pair; ROUGE is F x100 in the order of METRICS."""

    scores: tuple[float, ...]
    words: int
    printed: bool
    rewritten: bool


def pairs(data: Path, limit: int, seed: int = 5) -> dict[str, list[Example]]:
    """Kind -> at most `limit` pairs (0: all), drawn by the seed."""
    found: dict[str, list[Example]] = {kind: [] for kind in KINDS}
    for name in VALIDATION:
        with (data / f"summarization/{name}.jsonl").open(encoding="utf-8") as lines:
            for story in map(json.loads, lines):
                documents = [document for document in story["documents"] if document["text"]][:MOST_ARTICLES]
                short = name.startswith("allsides")
                found["openings" if short else "articles"] += from_articles(documents)
                if short:
                    found["editors"] += (example for example in of_roundup(story) if example.task == "sentence")
    rng = random.Random(seed)
    for examples in found.values():
        rng.shuffle(examples)
    return {kind: examples[: limit or None] for kind, examples in found.items()}


def fuse(engine: Engine, card: ModelCard, examples: Sequence[Example]) -> Iterator[Sequence[Candidate]]:
    """The beams for each pair, likeliest first."""
    yield from engine.generate([Request(card.prompt("sentence", e.inputs), max_tokens=TOKENS) for e in examples])


def measure(example: Example, found: Sequence[Candidate], verifier: Verifier) -> Fused:
    """Score the likeliest beam, and see what the summarizer would print of all: each input stands for an article."""
    rouge = GoogleRouge().score([found[0].text], [[example.target]], METRICS)
    articles = articles_of("pair", [{"text": text} for text in example.inputs])
    sources = [sentence for article in articles for sentence in sentences_of(article)]

    def check(text: str, of: Sequence[SourceSentence]) -> Verdict:
        return verifier.check(text, tuple(of), articles)

    held = supported_sentences(check, verifier.threshold, sources, found, "en")
    rewritten = bool(held) and max(copied_share(held[0].sentence.text, s.text) for s in sources) < COPY
    scores = tuple(100 * rouge[metric].f for metric in METRICS)
    return Fused(scores, len(found[0].text.split()), bool(held), rewritten)


def line(name: str, kind: str, found: Sequence[Fused], first: Sequence[Fused] | None) -> str:
    """A row of the table; `first` is what the adapter compared with made of the same pairs."""
    count = len(found)
    p = ""
    if first is not None:
        place = METRICS.index("rouge2")
        ours, theirs = ([one.scores[place] for one in side] for side in (found, first))
        pair = compare("this", "first", "rouge2", ours, theirs, seed=0)
        p = f"{pair.p:.2g}" if pair else ""
    means = " / ".join(f"{sum(column) / count:.1f}" for column in zip(*(one.scores for one in found), strict=True))
    words = sum(one.words for one in found) / count
    shares = (f"{sum(getattr(one, field) for one in found) / count:.0%}" for field in ("printed", "rewritten"))
    return f"| {' | '.join((name, kind, str(count), means, p, f'{words:.1f}', *shares))} |"


def main() -> None:
    """Print the table, each line as soon as it is known."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the folder with summarization/")
    parser.add_argument("--adapter", type=Path, nargs="+", action="extend", required=True, dest="adapters")
    parser.add_argument("--limit", type=int, default=0, help="so many pairs of each kind (0: all)")
    args = parser.parse_args()
    drawn, card, verifier = pairs(args.data, args.limit), card_of("default"), load_verifier(Settings())
    first: dict[str, list[Fused]] = {}
    print(HEADER, "|---" * HEADER.count(" | ") + "|---|", sep="\n", flush=True)
    for adapter in args.adapters:
        engine = open_adapter(adapter, card)
        for kind, examples in drawn.items():
            found = [
                measure(e, beams, verifier) for e, beams in zip(examples, fuse(engine, card, examples), strict=True)
            ]
            if found:
                print(line(adapter.name, kind, found, first.get(kind)), flush=True)
            first.setdefault(kind, found)
        engine.close()


if __name__ == "__main__":
    main()
