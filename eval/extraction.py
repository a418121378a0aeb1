"""Pages with their known articles -> how well text, title and date are found, beside plain trafilatura.

`python -m eval.extraction --data DIR`: DIR holds `expected.jsonl`, a page a line: {"file", "publisher", "url",
"crawl_date", "expected": {"title", "text", "date"}}. Reported by halves of the publishers: the even ones may be used
for tuning, the odd ones are held out.
"""

import argparse
import gzip
import json
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from summarizer.errors import InputError
from summarizer.text import fold, tidy, words


@dataclass(frozen=True, slots=True)
class Found:
    """What a system found on a page; `date` is a day as YYYY-MM-DD, or ''."""

    text: str = ""
    title: str = ""
    date: str = ""


System = Callable[[bytes, str, datetime], Found]


def ours(html: bytes, url: str, captured: datetime) -> Found:
    """This project's reader of pages; several articles count as one text."""
    from summarizer.articles.pages import extract

    try:
        articles = extract(html, url=url, captured=captured, now=captured)
    except InputError:
        return Found()
    first = articles[0]
    day = first.published.date().isoformat() if first.published else ""
    return Found("\n".join(article.text for article in articles), first.title, day)


def plain(html: bytes, url: str, captured: datetime) -> Found:
    """trafilatura as it comes, without comments."""
    from trafilatura import bare_extraction

    found = bare_extraction(html, url=url, with_metadata=True, include_comments=False)
    if found is None:
        return Found()
    return Found(found.text or "", found.title or "", (found.date or "")[:10])


SYSTEMS: dict[str, System] = {"ours": ours, "trafilatura": plain}


def overlap(found: str, expected: str) -> tuple[float, float, float]:
    """Precision, recall and F1 over the multisets of words, in [0, 1]; soft hyphens and decomposed letters count alike."""
    have, want = Counter(words(tidy(found))), Counter(words(tidy(expected)))
    both = sum((have & want).values())
    if not both:
        return 0.0, 0.0, 0.0
    precision, recall = both / sum(have.values()), both / sum(want.values())
    return precision, recall, 2 * precision * recall / (precision + recall)


def score(found: Found, expected: dict[str, Any]) -> dict[str, float]:
    """One page's figures; a title or date that is not known of the page is left out."""
    precision, recall, f1 = overlap(found.text, expected["text"])
    figures = {"precision": precision, "recall": recall, "f1": f1}
    if expected.get("title"):
        same = words(fold(found.title)) == words(fold(expected["title"]))
        figures["title"] = float(same)
        figures["near"] = float(same or overlap(found.title, expected["title"])[2] >= 0.8)
    if expected.get("date"):
        stated = datetime.fromisoformat(expected["date"])
        days = {stated.date().isoformat(), stated.astimezone(UTC).date().isoformat() if stated.tzinfo else ""}
        figures["date"] = float(found.date in days)
    return figures


def half_of(publishers: Sequence[str], publisher: str) -> str:
    """Which half a publisher belongs to, by its place in the sorted list."""
    return ("tuning", "held out")[sorted(set(publishers)).index(publisher) % 2]


def main() -> None:
    """Print one table."""
    parser = argparse.ArgumentParser(description="How well pages are read, beside plain trafilatura.")
    parser.add_argument("--data", type=Path, required=True, help="folder with expected.jsonl and its pages")
    parser.add_argument("--limit", type=int, default=None, help="read only the first pages")
    options = parser.parse_args()
    lines = (options.data / "expected.jsonl").read_text(encoding="utf-8").splitlines()
    pages = [json.loads(line) for line in lines if line.strip()]
    publishers = [page["publisher"] for page in pages]
    results: dict[tuple[str, str], list[dict[str, float]]] = {}
    for page in pages[: options.limit]:
        if not (page.get("expected") or {}).get("text"):
            continue
        html = gzip.decompress((options.data / page["file"]).read_bytes())
        captured = datetime.fromisoformat(re.sub(r" UTC$", "", page["crawl_date"]))
        captured = captured if captured.tzinfo else captured.replace(tzinfo=UTC)
        for name, system in SYSTEMS.items():
            figures = score(system(html, page.get("url") or "", captured), page["expected"])
            for half in (half_of(publishers, page["publisher"]), "all"):
                results.setdefault((half, name), []).append(figures)
    columns = ("precision", "recall", "f1", "title", "near", "date")
    print(f"{'half':10}{'system':14}{'pages':>6}" + "".join(f"{column:>11}" for column in columns))
    for (half, name), rows in sorted(results.items()):
        means = []
        for column in columns:
            values = [row[column] for row in rows if column in row]
            means.append(f"{sum(values) / len(values):11.3f}" if values else f"{'-':>11}")
        print(f"{half:10}{name:14}{len(rows):6}" + "".join(means))


if __name__ == "__main__":
    main()
