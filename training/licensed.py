"""What a model wrote of facets (`training.facets --out`), and what teaches it to keep its other tasks -> ranked.jsonl.

    python -m training.licensed --facets FILE… --examples FILE --out FILE [--kept 150] [--seed 0]

Rows for `training.rank`: a text that may not be printed is worth .1 (refused by the verifier, or not licensed by its sources'
grammar), a source sentence word for word .45, any other .55 and up to .25 more by how much it tells of the facet, and .2 more when it
is no copy. Shorter ways to say a facet's sentence (`summarizer.summaries.rewriting`) stand among the candidates. Facets of
which nothing new may be printed teach nothing and are left out. Of the examples (`training.examples`) the sentences that the
grammar licenses, and some headlines and longer summaries, are learned as they are.
"""

import argparse
import json
import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from summarizer.summaries.candidates import well_formed
from summarizer.summaries.copying import copied_share
from summarizer.summaries.extractive import without_clutter
from summarizer.summaries.options import COPY
from summarizer.summaries.rewriting import shorter
from summarizer.summaries.sentences import content_stems
from summarizer.summaries.verification.licence import licensed
from summarizer.text import fold, word_count, words
from training.sets import rows

REFUSED, QUOTED, PRINTED, COVERING, NO_COPY = 0.1, 0.45, 0.55, 0.25, 0.2
MOST_CANDIDATES, MOST_SHORTER, MOST_WORDS, LEAST_WORDS = 6, 2, 50, 9
LEAST_SUMMARY = 40
"""A summary to be learned has so many words: the model's own are rather short."""


def worth(text: str, sources: Sequence[str], held: bool) -> float:
    """What a text on these sentences is worth, in [0, 1]."""
    if any(text in source for source in sources):
        return QUOTED
    if not held:
        return REFUSED
    wanted = Counter(stem for source in sources for stem in set(content_stems(source, "en")))
    told = sum(wanted[stem] for stem in set(content_stems(text, "en")) if stem in wanted)
    copied = max(copied_share(text, source) for source in sources)
    return PRINTED + COVERING * told / max(1, wanted.total()) + NO_COPY * (copied < COPY)


def row_of(written: dict[str, Any]) -> dict[str, Any] | None:
    """The ranked row of one facet; None where nothing new may be printed."""
    sources = [without_clutter(source) for source in written["inputs"]]
    found: dict[str, tuple[str, float]] = {}
    for text, _, ended, held in written["texts"]:
        if ended and word_count(text) <= MOST_WORDS:
            # What was let through when it was written may not be any more.
            found.setdefault(_key(text), (text, worth(text, sources, held and licensed(text, sources))))
    ways = [way for way in shorter(sources[0]) if well_formed(way, "en") and copied_share(way, sources[0]) < COPY]
    for way in [way for way in ways if licensed(way, sources[:1])][:MOST_SHORTER]:
        found.setdefault(_key(way), (way, worth(way, sources, held=True)))
    best = sorted(found.values(), key=lambda row: (-row[1], row[0]))[:MOST_CANDIDATES]
    if not best or best[0][1] < PRINTED:
        return None
    candidates = [{"text": text, "reward": round(reward, 4)} for text, reward in best]
    return {"id": written["id"], "task": "sentence", "inputs": written["inputs"], "candidates": candidates}


def kept(examples: Sequence[dict[str, Any]], most: int) -> list[dict[str, Any]]:
    """Rows of one candidate each: all sentences that may be learned, and so many of each other task."""
    found, left = [], Counter({"summary": most, "headline": most})
    for example in examples:
        task, target, sources = example["task"], example["target"], example["inputs"]
        if task == "sentence":
            new = max(copied_share(target, source) for source in sources) < COPY
            if (
                word_count(target) < LEAST_WORDS
                or not new
                or not well_formed(target, "en")
                or not licensed(target, sources)
            ):
                continue
        elif not left[task] or (task == "summary" and word_count(target) < LEAST_SUMMARY):
            continue
        left[task] -= 1
        found.append(
            {"id": "example", "task": task, "inputs": sources, "candidates": [{"text": target, "reward": 1.0}]}
        )
    return found


def _key(text: str) -> str:
    return " ".join(words(fold(text)))


def main() -> None:
    """Write the rows, and say how many of which kind."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--facets", type=Path, nargs="+", required=True)
    parser.add_argument("--examples", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--kept", type=int, default=150, help="so many summaries, and headlines, are learned beside")
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    rng = random.Random(args.seed)
    written, examples = ([row for path in paths for row in rows(path)] for paths in (args.facets, [args.examples]))
    rng.shuffle(examples)
    ranked = [row for one in written if (row := row_of(one)) is not None]
    learned = kept(examples, args.kept)
    taught = [*ranked, *learned]
    rng.shuffle(taught)
    args.out.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in taught), encoding="utf-8")
    print(f"{len(ranked)} of {len(written)} facets; {dict(Counter(row['task'] for row in learned))}")


if __name__ == "__main__":
    main()
