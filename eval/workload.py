"""Shared sets -> one file of articles, for timing the whole command: whole stories, drawn until there are enough.

`python -m eval.workload --data FILE… --articles 1000 --out articles.jsonl`, then `summarize --cluster all -v
articles.jsonl`. Files hold articles with a `cluster`, or stories with `documents`. The texts are not ours: write the
file outside the project and keep it to yourself.
"""

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from eval.data import rows

Story = list[dict[str, Any]]


def stories_of(path: Path) -> list[Story]:
    """A file's stories in its order, each a list of article records. Raises InputError for a line that is no object."""
    stories: dict[str, Story] = {}
    for number, row in rows(path):
        key = f"documents {number}" if "documents" in row else f"cluster {row.get('cluster')}"
        outlets = (f"{path.stem} {place}" for place in range(1, 1000))
        for document, outlet in zip(row.get("documents", [row]), outlets, strict=False):
            stories.setdefault(key, []).append(record(document, outlet))
    return list(stories.values())


def record(document: dict[str, Any], outlet: str) -> dict[str, Any]:
    """An article record in this project's form; what is not known is left out."""
    fields = {"title": document.get("title"), "text": document.get("text"), "published": document.get("date"),
              "source": document.get("source") or document.get("publisher") or outlet, "url": document.get("url")}  # fmt: skip
    return {name: value for name, value in fields.items() if value}


def draw(files: Sequence[Sequence[Story]], articles: int, seed: int = 0) -> Iterator[dict[str, Any]]:
    """Whole stories of all files, shuffled, until there are `articles` of them (the last story may be cut)."""
    chance = random.Random(seed)  # noqa: S311
    stories = [story for file in files for story in file]
    chance.shuffle(stories)
    drawn = [article for story in stories for article in story][:articles]
    chance.shuffle(drawn)
    yield from drawn


def main() -> None:
    """Write the file and say how many articles it holds."""
    parser = argparse.ArgumentParser(description="Articles of shared sets in one file, for timing.")
    parser.add_argument("--data", type=Path, nargs="+", required=True, help="files with clusters or documents")
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    rows = list(draw([stories_of(path) for path in options.data], options.articles, options.seed))
    options.out.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    print(f"{len(rows)} articles, {sum(len(r.get('text', '').split()) for r in rows)} words, in {options.out}")


if __name__ == "__main__":
    main()
