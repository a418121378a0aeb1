"""Keeping a model to its sources' names and numbers: holding its decoding to them, refusing afterwards, or both.

A story's openings are asked for a summary twice: freely, and held to the openings' names and numbers (`only_from`; of the
engines, transformers can be held). Of either the verifier refuses sentences. Counted is what the checker of
eval/metrics/unsupported.py, which shares no code with either, still finds.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from eval.data import Item
from eval.metrics.rouge import GoogleRouge, split
from eval.metrics.unsupported import unsupported
from eval.stats import compare, mean_of
from eval.unverified import BEAMS, OPENINGS, opening
from summarizer.protocols import Candidate, Engine, Request, SourceSentence, Verdict, Verifier
from summarizer.summaries.candidates import supported_texts
from summarizer.summaries.models.table import ModelCard
from summarizer.summaries.verification import source_sentences
from summarizer.text import word_count

WAYS = ("free", "free, filtered", "held", "held, filtered")
BASE = "free, filtered"
"""What the others are compared with."""
TOKENS = 128


@dataclass(frozen=True, slots=True)
class Told:
    """A story's texts in one way, the likeliest first, none of them empty; the first would be printed."""

    id: str
    way: str
    texts: tuple[str, ...]
    unsupported: tuple[bool, ...]
    """For each text, whether it holds a name, number or quotation that no source does."""
    rouge2: float | None
    """F1 of the first; 0 where nothing is left, None without a reference."""
    seconds: float


def tell(item: Item, engine: Engine, card: ModelCard, verifier: Verifier) -> list[Told]:
    """One story in all ways; the seconds are those of writing and filtering."""
    sources = tuple(opening(article) for article in item.articles[:OPENINGS])
    free = Request(card.prompt("summary", sources), max_tokens=TOKENS, candidates=BEAMS, beams=BEAMS)
    found = []
    for name, request in (("free", free), ("held", replace(free, only_from=sources))):
        began = time.perf_counter()
        [candidates] = engine.generate([request])
        written = time.perf_counter() - began
        kept = filtered(candidates, item, verifier)
        found.append(_told(item, name, [candidate.text for candidate in candidates], written))
        found.append(_told(item, f"{name}, filtered", kept, time.perf_counter() - began))
    return found


def filtered(candidates: Sequence[Candidate], item: Item, verifier: Verifier) -> list[str]:
    """Of each candidate the sentences that the verifier lets through, joined; nothing where none is."""

    def check(text: str, sources: Sequence[SourceSentence]) -> Verdict:
        return verifier.check(text, sources, item.articles)

    sources = source_sentences(item.articles)
    kept = supported_texts(check, verifier.threshold, sources, candidates, item.articles[0].language)
    return [" ".join(sentence.text for sentence in sentences) for sentences, _ in kept]


def _told(item: Item, way: str, texts: Sequence[str], seconds: float) -> Told:
    kept = tuple(text for text in texts if text)
    held = "\n".join(f"{article.title}\n{article.text}" for article in item.articles)
    bad = tuple(any(unsupported(sentence, held) for sentence in split(text)) for text in kept)
    score = None
    if item.references:
        references = [[reference] for reference in item.references]
        score = float(GoogleRouge().score(kept[:1], references, ("rouge2",))["rouge2"].f) if kept else 0.0
    return Told(item.id, way, kept, bad, score, seconds)


def run(
    items: Sequence[Item], engine: Engine, card: ModelCard, verifier: Verifier, seed: int, advance: Callable[[], None]
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The results as results.json has them, and a row for each story and way."""
    told: list[Told] = []
    for item in items:
        told += tell(item, engine, card, verifier)
        advance()
    by_way = {way: [one for one in told if one.way == way] for way in WAYS}
    first = [one.rouge2 for one in by_way[BASE]]
    ways = {}
    for way, own in by_way.items():
        printed = [one for one in own if one.texts]
        scores = [one.rouge2 for one in own]
        pair = compare(way, BASE, "rouge2", scores, first, seed) if way != BASE else None
        ways[way] = {
            "stories": len(own),
            "candidates": sum(len(one.texts) for one in own),
            "candidates_unsupported": sum(sum(one.unsupported) for one in own),
            "printed": len(printed),
            "printed_unsupported": sum(one.unsupported[0] for one in printed),
            "words": sum(word_count(one.texts[0]) for one in printed) / max(1, len(printed)),
            "rouge2": asdict(mean_of(scores, seed)),
            "p": pair.p if pair else None,
            "seconds": sum(one.seconds for one in own) / max(1, len(own)),
        }
    signature = (
        f"constraint|{card.name}|{engine.signature}|{card.prompts}|{verifier.signature}|beams:{BEAMS}|seed:{seed}"
    )
    return {"schema": 1, "command": "constraint", "signature": signature, "ways": ways}, [asdict(one) for one in told]


def rows_of(ways: Mapping[str, Mapping[str, Any]]) -> list[list[str]]:
    """The table: a head, then a row a way."""
    head = ["way", "candidates", "unsupported", "printed", "unsupported", "words", "ROUGE-2 [95%]", "p", "seconds"]
    rows = []
    for way, row in ways.items():
        rouge = row["rouge2"]
        score = f"{100 * rouge['mean']:.1f} [{100 * rouge['low']:.1f}, {100 * rouge['high']:.1f}]"
        counts = [str(row[key]) for key in ("candidates", "candidates_unsupported", "printed", "printed_unsupported")]
        p = "" if row["p"] is None else f"{row['p']:.2g}"
        shown = score if rouge["n"] else "unscored"
        rows.append([way, *counts, f"{row['words']:.1f}", shown, p, f"{row['seconds']:.1f}"])
    return [head, *rows]
