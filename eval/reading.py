"""Written sentences beside their sources, for reading one by one -> how many were right. The judge is a person, or a large model.

    python -m eval.reading draw --items DIR/items.jsonl --data FILE … [--system default] [--limit 150] --out reading.jsonl
    python -m eval.reading count reading.jsonl …

`draw` takes sentences of the kind `abstractive` by lot: {"id", "story", "sentence", "sources": […], "label": "", "why": ""}; the
reader sets each label to ok, shade (a nuance lost or moved, or clumsy) or wrong (something is said that no source says, or
that a newspaper would have to correct). `count` prints shares with their 95% intervals (Wilson 1927); rows without
a label are counted as unread, never as right.
"""

import argparse
import json
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from eval.data import read_stories, rows
from eval.kept import replace_file
from summarizer.errors import InputError
from summarizer.summaries.sentences import sentences_of
from summarizer.types import Article

LABELS = ("ok", "shade", "wrong")


def drawn(
    items: Sequence[Mapping[str, Any]], articles: Mapping[str, Article], system: str, limit: int, seed: int
) -> list[dict[str, Any]]:
    """Rows to be read, `limit` of them at most (0: all), each sentence of a story once."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for item in items:
        if item.get("system") != system:
            continue
        for sentence in item.get("sentences") or ():
            if sentence["kind"] == "abstractive":
                sources = [_shown(articles[e["article"]], e) for e in sentence["evidence"] if e["article"] in articles]
                row = {"story": item["id"], "sentence": sentence["text"], "sources": sources}
                found.setdefault((str(item["id"]), sentence["text"]), row)
    everything = list(found.values())
    chosen = [everything[place] for place in np.random.default_rng(seed).permutation(len(everything))]
    return [{"id": f"r{n:04}", **row, "label": "", "why": ""} for n, row in enumerate(chosen[: limit or None])]


def _shown(article: Article, evidence: Mapping[str, Any]) -> str:
    """An evidence span, behind the sentence before it: what its "he" may stand for."""
    told = sentences_of(article)
    before = [s.text for s, after in pairwise(told) if after.end == evidence["end"]]
    return " ".join([*(f"({text})" for text in before), article.text[evidence["start"] : evidence["end"]]])


def interval(count: int, of: int) -> tuple[float, float]:
    """The 95% interval of a share by Wilson's score; (0, 1) of nothing."""
    if not of:
        return 0.0, 1.0
    z, p = 1.96, count / of
    middle, spread = p + z * z / (2 * of), z * math.sqrt(p * (1 - p) / of + z * z / (4 * of * of))
    return max(0.0, (middle - spread) / (1 + z * z / of)), min(1.0, (middle + spread) / (1 + z * z / of))


def counted(read: Sequence[Mapping[str, Any]]) -> str:
    """A line: how many of which label, with shares and intervals. Raises InputError for an unknown label."""
    labels = Counter(str(row.get("label", "")) for row in read)
    if unknown := sorted(set(labels) - {*LABELS, ""}):
        raise InputError(f"{unknown[0]!r} is no label.", f"Labels are {', '.join(LABELS)}.")
    of = sum(labels[label] for label in LABELS)
    shares = []
    for label in LABELS:
        low, high = interval(labels[label], of)
        share = f"{labels[label] / of:.1%} [{low:.1%}, {high:.1%}]" if of else "none"
        shares.append(f"{label} {labels[label]} {share}")
    unread = f"; {labels['']} unread" if labels[""] else ""
    return f"{of} read: {', '.join(shares)}{unread}"


def main() -> None:
    """Draw rows to read, or count the labels of rows that were read."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    tasks = parser.add_subparsers(dest="task", required=True)
    draw = tasks.add_parser("draw")
    draw.add_argument("--items", type=Path, required=True)
    draw.add_argument("--data", type=Path, nargs="+", action="extend", required=True)
    draw.add_argument("--system", default="default")
    draw.add_argument("--limit", type=int, default=150)
    draw.add_argument("--seed", type=int, default=0)
    draw.add_argument("--out", type=Path, required=True)
    tasks.add_parser("count").add_argument("files", type=Path, nargs="+")
    args = parser.parse_args()
    if args.task == "draw":
        articles = {a.id: a for path in args.data for item in read_stories(path).items for a in item.articles}
        found = drawn([row for _, row in rows(args.items)], articles, args.system, args.limit, args.seed)
        replace_file(args.out, "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in found))
        print(f"{len(found)} sentences to read")
        return
    try:
        print(counted([row for path in args.files for _, row in rows(path)]))
    except InputError as error:
        parser.error(str(error))


if __name__ == "__main__":
    main()
