"""The shared data -> examples.jsonl: {"task", "inputs", "target"} for the tasks summary, sentence and headline.

    python -m training.examples --data DIR --out FILE [--fill] [--sentences N]

*summary*: openings of one story -> the sentences of the editors' round-up that they support.
*sentence*: two to four sentences on one fact -> one sentence. The target is a round-up's sentence, or a sentence of
one article with the same fact told by the others (never a copy of one of them).
*headline*: openings -> the editors' headline, or one article's title, when supported.
Only training files and the clustering sets' articles are learned from, and of these no story that stands in a validation
file (training/sets.py).
"""

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from summarizer.text import sentences, tidy, word_count
from training.sets import clusters, roundups
from training.support import content, longest_run, recall, stands_alone, supported

MOST_ARTICLES = 12
LEAST_SUMMARY = 15
"""A summary of fewer words is no target."""


@dataclass(frozen=True, slots=True)
class Example:
    """One thing to learn; `inputs` as they are numbered in the prompt."""

    task: str
    inputs: tuple[str, ...]
    target: str


def split(text: str) -> list[str]:
    """The sentences of a text, each whole: one that is cut off or lacks a verb's length is left out."""
    body = tidy(text)
    found = [body[start:end] for start, end in sentences(body)]
    return [s for s in found if 6 <= word_count(s) <= 60 and s.rstrip("\"'”’)")[-1:] in ".!?" and "..." not in s]


def opening(document: dict[str, Any], most_words: int = 90) -> str:
    """`TITLE. TEXT` as the prompts show it, the text cut at a sentence."""
    title = tidy(document.get("title") or "").rstrip(". ")
    kept: list[str] = []
    for sentence in split(document["text"]):
        if kept and word_count(" ".join([*kept, sentence])) > most_words:
            break
        kept.append(sentence)
    return f"{title}. {' '.join(kept)}".strip() if title else " ".join(kept)


def align(target: str, sources: Sequence[tuple[int, str]], most: int = 4) -> list[str]:
    """The source sentences (document, text) that the target came from: greedy by newly covered content words."""
    wanted = set(content(target))
    chosen: list[tuple[int, str]] = []
    while len(chosen) < most:
        covered = {word for _, text in chosen for word in content(text)}
        gains = [(len((wanted - covered) & set(content(text))), -len(text), doc, text) for doc, text in sources]
        gain, _, document, text = max(gains, default=(0, 0, 0, ""))
        if gain < (3 if not chosen else 2):
            break
        chosen.append((document, text))
    return [text for _, text in chosen]


def related(seed: str, sources: Sequence[tuple[int, str]], skip: int, most: int, least: float) -> list[str]:
    """At most one sentence of each other document that tells the same fact: by Dice overlap of content words."""
    best: dict[int, tuple[float, str]] = {}
    words = set(content(seed))
    for document, text in sources:
        other = set(content(text))
        if document == skip or not other or not words:
            continue
        score = 2 * len(words & other) / (len(words) + len(other))
        if score >= least and score > best.get(document, (0.0, ""))[0]:
            best[document] = (score, text)
    return [text for _, text in sorted(best.values(), reverse=True)[:most]]


def of_roundup(story: dict[str, Any]) -> Iterator[Example]:
    """Examples of all three tasks from a story with an editors' round-up."""
    documents = [document for document in story["documents"] if document["text"]]
    openings = tuple(opening(document) for document in documents)
    sources = [(i, s) for i, document in enumerate(documents) for s in split(document["text"])]
    kept = []
    for sentence in split(story["references"][0]):
        if not supported(sentence, openings, 0.65):
            continue
        kept.append(sentence)
        inputs = align(sentence, sources)
        if inputs:
            seed = inputs[0]
            document = next(i for i, s in sources if s == seed)
            inputs += [s for s in related(seed, sources, document, 2, 0.35) if s not in inputs]
        if not (inputs and stands_alone(sentence) and supported(sentence, inputs, 0.7)):
            continue
        if longest_run(sentence, inputs) < 0.8:
            yield Example("sentence", tuple(inputs[:4]), sentence)
    if kept and stands_alone(kept[0]) and word_count(" ".join(kept)) >= LEAST_SUMMARY:
        yield Example("summary", openings, " ".join(kept))
    brief = tuple(opening(document, 45) for document in documents)
    for title in story.get("reference_titles") or []:
        headline = tidy(title).rstrip(".")
        if 4 <= word_count(headline) <= 14 and headline_supported(headline, openings):
            yield Example("headline", brief, headline)


def headline_supported(headline: str, inputs: Sequence[str]) -> bool:
    """As for sentences, but every word is capitalised: most content words, and every number."""
    numbers = [word for word in content(headline) if any(char.isdigit() for char in word)]
    held = {word for text in inputs for word in content(text)}
    return all(number in held for number in numbers) and recall(headline, inputs) >= 0.85


def from_articles(articles: Sequence[dict[str, Any]]) -> Iterator[Example]:
    """Self-made sentence examples from the articles of one story."""
    sources = [(i, s) for i, article in enumerate(articles) for s in split(article["text"])[:15]]
    for document, target in sources:
        if not 10 <= word_count(target) <= 35 or target.count('"') + target.count("“") > 0:
            continue
        if not stands_alone(target):
            continue
        inputs = related(target, sources, document, 3, 0.3)
        if len(inputs) >= 2 and supported(target, inputs, 0.75) and longest_run(target, inputs) < 0.65:
            yield Example("sentence", tuple(inputs), target)


def main() -> None:
    """Write the examples, shuffled, and say how many there are of each task."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder with summarization/ and clustering/")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--fill", action="store_true", help="longer summaries, of every story (training/filling.py)")
    parser.add_argument("--sentences", type=int, default=100_000, help="at most so many examples of this task")
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    stories = roundups(args.data)
    rng = random.Random(args.seed)
    examples = [example for story in stories for example in of_roundup(story)]
    examples += [example for story in stories for example in from_articles(story["documents"])]
    examples += [example for _, articles in clusters(args.data) for example in from_articles(articles[:MOST_ARTICLES])]
    if args.fill:
        from training.filling import filled

        examples = [example for example in examples if example.task != "summary"]
        examples += [example for story in stories if (example := filled(story, rng)) is not None]
    examples = list({(example.task, example.target): example for example in examples}.values())
    fused = [example for example in examples if example.task == "sentence"][: args.sentences]
    examples = [example for example in examples if example.task != "sentence"] + fused
    rng.shuffle(examples)
    args.out.parent.mkdir(parents=True, exist_ok=True)
    args.out.write_text("".join(json.dumps(asdict(e), ensure_ascii=False) + "\n" for e in examples), encoding="utf-8")
    for task in ("summary", "sentence", "headline"):
        chosen = [e for e in examples if e.task == task]
        size = sum(word_count(" ".join((*e.inputs, e.target))) for e in chosen)
        print(f"{task}: {len(chosen)} examples, {size} words")


if __name__ == "__main__":
    main()
