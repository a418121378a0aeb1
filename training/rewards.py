"""What a model wrote (raw.jsonl, see `training.candidates`) -> ranked.jsonl, for `training.rank`.

    python -m training.rewards --data DIR --raw FILE --out FILE

{"id", "task", "inputs", "candidates": [{"text", "reward"}, …]}, best first: a reward in [0, 1] is how near a candidate
comes to what people wrote (the mean of ROUGE-1, 2 and L), less a little for each sentence that the verifier refuses, and a
quarter, or half of a headline, for what no input holds. An earlier reward gave a refused text nothing: then to avoid
refusals was most of what the model learned.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from multiprocessing import Pool
from pathlib import Path
from typing import Any

import numpy as np

from summarizer.config import Settings
from summarizer.protocols import Candidate, SourceSentence, Verdict, Verifier
from summarizer.summaries.candidates import Check, supported_texts
from summarizer.summaries.sentences import sentences_of
from summarizer.summaries.verification import load_verifier
from summarizer.text import fold, tidy, word_count, words
from training.examples import headline_supported
from training.sets import articles_of, roundups, rows
from training.support import supported

REFUSED, CUT = 0.04, 0.1
"""What a text loses for the share of its sentences that the verifier refuses, and for not ending by itself."""
MOST_WORDS, TOO_LONG = 85, 0.002
"""More words than this, and what each of them costs."""
UNSUPPORTED, UNSUPPORTED_HEADLINE = 0.75, 0.5
"""What is left of the reward of a text with a name, number or time word of no input."""
NEAR, SAME_WORDS = 0.015, 0.85
"""Candidates with so near rewards and so many words in common teach the same."""
MOST = {"summary": 8, "headline": 6}


@cache
def _scorer() -> Any:
    from rouge_score.rouge_scorer import RougeScorer

    return RougeScorer(["rouge1", "rouge2", "rougeL"], use_stemmer=True)


def agreement(reference: str, text: str) -> float:
    """The mean of ROUGE-1, 2 and L (F1, stemmed), in [0, 1]."""
    scores = _scorer().score(reference, text)
    return sum(float(score.fmeasure) for score in scores.values()) / len(scores)


def of_text(
    check: Check,
    threshold: float,
    reference: str,
    candidate: Candidate,
    sources: Sequence[SourceSentence],
    inputs: Sequence[str],
) -> float:
    """A short text of these inputs against the editors' round-up, in [0, 1]."""
    [(kept, dropped)] = supported_texts(check, threshold, sources, [candidate], "en")
    reward = agreement(reference, candidate.text) - REFUSED * dropped / max(1, len(kept) + dropped)
    reward -= CUT * (not candidate.stopped) + TOO_LONG * max(0, word_count(candidate.text) - MOST_WORDS)
    return max(0.0, reward * (1 if supported(candidate.text, inputs, 0.0) else UNSUPPORTED))


def of_headline(reference: str, candidate: Candidate, inputs: Sequence[str]) -> float:
    """A headline of these inputs against the editors', in [0, 1]."""
    holds = candidate.stopped and headline_supported(candidate.text, inputs)
    return agreement(reference, candidate.text) * (1 if holds else UNSUPPORTED_HEADLINE)


def thinned(rows: Sequence[tuple[str, float]], most: int) -> list[tuple[str, float]]:
    """At most `most` (text, reward), best first: no two that teach the same, the best two and the worst among them."""
    kept: list[tuple[str, float]] = []
    for text, reward in sorted(rows, key=lambda row: (-row[1], row[0])):
        own = set(words(fold(text)))
        if not any(
            abs(reward - other) < NEAR and len(own & theirs) > SAME_WORDS * len(own | theirs)
            for theirs, other in ((set(words(fold(t))), r) for t, r in kept)
        ):
            kept.append((text, reward))
    if len(kept) <= most:
        return kept
    places = {0, 1, *np.linspace(2, len(kept) - 1, most - 2).round().astype(int).tolist()}
    return [kept[place] for place in sorted(places)]


def told(rows: Iterable[dict[str, Any]]) -> list[Candidate]:
    """What was written in answer to some prompts, each text once."""
    found: dict[str, Candidate] = {}
    for row in rows:
        for text, logprob, ended in row["texts"]:
            found.setdefault(" ".join(words(fold(text))), Candidate(text, logprob, ended))
    return list(found.values())


@cache
def _verifier() -> Verifier:
    return load_verifier(Settings())


def rank_summary(story: dict[str, Any], rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """What was written of the openings in any order, against the round-up."""
    articles, verifier = articles_of(story["id"], story["documents"]), _verifier()
    sources = [sentence for article in articles for sentence in sentences_of(article)]

    def check(text: str, of: Sequence[SourceSentence]) -> Verdict:
        return verifier.check(text, tuple(of), articles)

    reference, inputs = story["references"][0], rows[0]["inputs"]
    found = [(c.text, of_text(check, verifier.threshold, reference, c, sources, inputs)) for c in told(rows)]
    return row_of(story["id"], "summary", inputs, found)


def rank_headline(story: dict[str, Any], rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """What was written, against the editors' headline."""
    reference, inputs = tidy(story["reference_titles"][0]).rstrip("."), rows[0]["inputs"]
    found = [(candidate.text, of_headline(reference, candidate, inputs)) for candidate in told(rows)]
    return row_of(story["id"], "headline", inputs, found)


def row_of(name: str, task: str, inputs: Sequence[str], found: Sequence[tuple[str, float]]) -> dict[str, Any]:
    """A line of the ranked file."""
    chosen = [{"text": text, "reward": round(reward, 4)} for text, reward in thinned(found, MOST[task])]
    return {"id": name, "task": task, "inputs": list(inputs), "candidates": chosen}


def ranked(job: tuple[dict[str, Any], list[dict[str, Any]]]) -> list[dict[str, Any]]:
    """The ranked rows of one story's raw ones; a single candidate has nothing to be compared with."""
    story, rows = job
    by = {task: [row for row in rows if row["task"] == task] for task in MOST}
    out = [rank_summary(story, by["summary"])] if by["summary"] else []
    if by["headline"] and story.get("reference_titles"):
        out.append(rank_headline(story, by["headline"]))
    return [row for row in out if len(row["candidates"]) > 1]


def jobs_of(data: Path, raw: Path) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """(story, its raw rows), in the order of the file; stories that are held back are left out."""
    stories = {story["id"]: story for story in roundups(data)}
    by: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows(raw):
        by[row["id"]].append(row)
    yield from ((stories[name], written) for name, written in by.items() if name in stories)


def main() -> None:
    """Write the ranked rows, and say what the best and the mean candidates are worth."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--raw", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    worth: dict[str, list[tuple[float, float]]] = defaultdict(list)
    with Pool(2) as pool, args.out.open("w", encoding="utf-8") as file:
        for rows in pool.imap(ranked, jobs_of(args.data, args.raw), chunksize=4):
            for row in rows:
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
                rewards = [candidate["reward"] for candidate in row["candidates"]]
                worth[row["task"]].append((max(rewards), sum(rewards) / len(rewards)))
    for task, values in worth.items():
        best, mean = np.mean(values, axis=0)
        print(f"{task}: {len(values)} prompts, the best candidate is worth {best:.3f}, the mean of them {mean:.3f}")


if __name__ == "__main__":
    main()
