"""Adapters -> how well each writes by itself: its likeliest beam for the openings of allsides/val, nothing checked.

    python -m training.evaluate --data DIR --adapter DIR [DIR …] [--limit 60] [--out FILE]

DIR holds summarization/. One table line an adapter: ROUGE-1 / 2 / L of the summary (F x100, rouge-score, stemmed), its
words, the share of summaries with a name, number or time word of no source (training/support.py), the share
of sentences that the verifier lets through, and ROUGE-1 / 2 / L of the headline. `p` is that of ROUGE-2 beside the
first adapter's, by paired randomization. Prompts, merging and engine are the product's; seeded, so a run repeats.
"""

import argparse
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from eval.data import Item, read_stories
from eval.metrics.rouge import GoogleRouge
from eval.stats import compare
from eval.unverified import BEAMS, OPENING_WORDS, OPENINGS, opening
from summarizer.config import Settings
from summarizer.protocols import Candidate, Engine, Request, SourceSentence, Verdict, Verifier
from summarizer.summaries.candidates import supported_texts
from summarizer.summaries.models.table import ModelCard, Task, card_of
from summarizer.summaries.verification import load_verifier, source_sentences
from summarizer.text import word_count
from training.support import supported

BATCH = 8
HEADLINE_WORDS = 45
METRICS = ("rouge1", "rouge2", "rougeL")
HEADER = (
    "| adapter | stories | summary R-1 / R-2 / R-L | p | words | "
    "unsupported | verified | headline R-1 / R-2 / R-L | p |"
)
SUMMARY_TOKENS, HEADLINE_TOKENS = 128, 32


@dataclass(frozen=True, slots=True)
class Written:
    """What an adapter wrote of one story; `stopped` says that the summary ended by itself."""

    id: str
    summary: str
    stopped: bool
    headline: str


@dataclass(frozen=True, slots=True)
class Measured:
    """One story's figures; ROUGE is F x100 in the order of METRICS, `headline` None where there is no reference."""

    summary: tuple[float, ...]
    headline: tuple[float, ...] | None
    words: int
    supported: bool
    sentences: int
    verified: int


def open_adapter(adapter: Path, card: ModelCard) -> Engine:
    """The embedded model with the adapter merged in, as the product opens it. Raises WeightsMissing or ModelError."""
    from summarizer.summaries.models import merge, weights
    from summarizer.summaries.models.engines.openvino import OpenVinoEngine

    return OpenVinoEngine(merge.merged(weights.require(card.weights), adapter), card.frame, card.context, BATCH)


def write(engine: Engine, card: ModelCard, items: Sequence[Item]) -> list[Written]:
    """The likeliest beam of the summary prompt and of the headline prompt for each story."""
    tasks: tuple[tuple[Task, int, int], ...] = (
        ("summary", OPENING_WORDS, SUMMARY_TOKENS),
        ("headline", HEADLINE_WORDS, HEADLINE_TOKENS),
    )
    requests = [
        Request(
            card.prompt(task, [opening(article, most) for article in item.articles[:OPENINGS]]),
            max_tokens=tokens,
            candidates=1,
            beams=BEAMS,
        )
        for task, most, tokens in tasks
        for item in items
    ]
    best = [found[0] for found in engine.generate(requests)]
    pairs = zip(items, best[: len(items)], best[len(items) :], strict=True)
    return [Written(item.id, summary.text, summary.stopped, headline.text) for item, summary, headline in pairs]


def measure(item: Item, written: Written, verifier: Verifier) -> Measured:
    """Score one story against its first reference and its own openings; the verifier reads the whole articles."""
    rouge = GoogleRouge()

    def score(text: str, reference: str) -> tuple[float, ...]:
        found = rouge.score([text], [[reference]], METRICS)
        return tuple(100 * found[metric].f for metric in METRICS)

    candidate = Candidate(written.summary, 0.0, written.stopped)

    def check(text: str, sources: Sequence[SourceSentence]) -> Verdict:
        return verifier.check(text, sources, item.articles)

    [(kept, dropped)] = supported_texts(check, verifier.threshold, source_sentences(item.articles), [candidate], "en")
    inputs = [opening(article) for article in item.articles[:OPENINGS]]
    return Measured(
        score(written.summary, item.references[0]),
        score(written.headline, item.titles[0]) if item.titles else None,
        word_count(written.summary),
        supported(written.summary, inputs, 0.0),
        len(kept) + dropped,
        len(kept),
    )


def line(name: str, found: Sequence[Measured], first: Sequence[Measured] | None) -> str:
    """An adapter's row of the table; `first` are the figures of the adapter it is compared with, of the same stories."""
    headlines = [one.headline for one in found if one.headline is not None]
    p = p_headline = ""
    if first is not None:
        p = _p([one.summary for one in found], [one.summary for one in first])
        p_headline = _p([one.headline for one in found], [one.headline for one in first])
    cells = (
        name,
        str(len(found)),
        _means([one.summary for one in found]),
        p,
        f"{sum(one.words for one in found) / len(found):.1f}",
        f"{sum(not one.supported for one in found) / len(found):.0%}",
        f"{sum(one.verified for one in found) / max(1, sum(one.sentences for one in found)):.0%}",
        _means(headlines) if headlines else "none",
        p_headline,
    )
    return f"| {' | '.join(cells)} |"


def _means(scores: Sequence[tuple[float, ...]]) -> str:
    return " / ".join(f"{sum(column) / len(scores):.1f}" for column in zip(*scores, strict=True))


def _p(left: Sequence[tuple[float, ...] | None], right: Sequence[tuple[float, ...] | None]) -> str:
    """The p-value of ROUGE-2, over the stories that both have it for."""
    place = METRICS.index("rouge2")
    ours, theirs = ([None if one is None else one[place] for one in side] for side in (left, right))
    pair = compare("this", "first", "rouge2", ours, theirs, seed=0)
    return f"{pair.p:.2g}" if pair else ""


def main() -> None:
    """Print the table, each line as soon as it is known; `--out` takes what was written, a JSON line a story."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the folder with summarization/")
    parser.add_argument("--adapter", type=Path, nargs="+", action="extend", required=True, dest="adapters")
    parser.add_argument("--limit", type=int, default=0, help="the first stories only (0: all)")
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    items = read_stories(args.data / "summarization/allsides/val.jsonl", args.limit).items
    card, verifier = card_of("default"), load_verifier(Settings())
    names = [adapter.name for adapter in args.adapters]
    first: list[Measured] | None = None
    rows = []
    print(HEADER, "|---" * HEADER.count(" | ") + "|---|", sep="\n", flush=True)
    for adapter, name in zip(args.adapters, names, strict=True):
        engine = open_adapter(adapter, card)
        texts = write(engine, card, items)
        engine.close()
        found = [measure(item, text, verifier) for item, text in zip(items, texts, strict=True)]
        print(line(name if names.count(name) == 1 else str(adapter), found, first), flush=True)
        first = first or found
        for text, one in zip(texts, found, strict=True):
            rows.append({"adapter": str(adapter), **asdict(text), "scores": asdict(one)})
    if args.out:
        args.out.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


if __name__ == "__main__":
    main()
