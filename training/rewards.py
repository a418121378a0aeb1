"""What a model wrote (raw.jsonl, see `training.candidates`) -> ranked.jsonl, for `training.rank`.

    python -m training.rewards --data DIR --raw FILE --out FILE

{"id", "task", "inputs", "candidates": [{"text", "reward"}, …], "target"}: rewards in [0, 1] say how much of a candidate
would be printed, and how near that comes to what people wrote. Only what the summarizer's own verifier lets through counts, as in a digest. What is copied counts a little less, so that
of two texts with the same content the rewritten one is better.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from multiprocessing import Pool
from pathlib import Path
from typing import Any

import numpy as np

from summarizer.config import Settings
from summarizer.protocols import Candidate, SourceSentence, Verifier
from summarizer.summaries.candidates import Check, supported_sentences, supported_texts
from summarizer.summaries.copying import copied_share
from summarizer.summaries.references import hangs
from summarizer.summaries.sentences import content_stems, sentences_of
from summarizer.summaries.telling import COPY
from summarizer.summaries.verification import load_verifier
from summarizer.text import fold, tidy, word_count, words
from summarizer.types import Article
from training.examples import headline_supported, of_roundup
from training.sets import articles_of, roundups

COPIED, DROPPED = 0.03, 0.02
"""What a copied text loses, and each sentence that the verifier refuses."""
MOST_WORDS, TOO_LONG = 75, 0.002
"""More words than this, and what each of them costs."""
UNSUPPORTED_HEADLINE = 0.3
"""What is left of the reward of a headline that the verifier refuses."""
HELD, COVERED, REWRITTEN = 0.3, 0.6, 0.1
"""A fused sentence: for being let through, for the facet's content, for being no copy."""
NEAR, SAME_WORDS = 0.015, 0.85
"""Candidates with so near rewards and so many words in common teach the same."""
BUDGET = 66
"""Words of an extract."""
MOST = {"summary": 8, "headline": 6, "sentence": 4}


@cache
def _scorer() -> Any:
    from rouge_score.rouge_scorer import RougeScorer

    return RougeScorer(["rouge1", "rouge2", "rougeL"], use_stemmer=True)


def agreement(reference: str, text: str) -> float:
    """The mean of ROUGE-1, 2 and L (F1, stemmed), in [0, 1]."""
    scores = _scorer().score(reference, text)
    return sum(float(score.fmeasure) for score in scores.values()) / len(scores)


def is_copied(text: str, sources: Sequence[SourceSentence]) -> bool:
    """Whether one run of its words that a source has makes up most of it."""
    return max((copied_share(text, source.text) for source in sources), default=1.0) >= COPY


def of_text(
    check: Check, threshold: float, reference: str, candidate: Candidate, sources: Sequence[SourceSentence]
) -> float:
    """A short text against the editors' round-up: what of it would be printed."""
    [(kept, dropped)] = supported_texts(check, threshold, sources, [candidate], "en")
    if not kept:
        return 0.0
    reward = agreement(reference, " ".join(sentence.text for sentence in kept)) - DROPPED * dropped
    reward -= COPIED * float(np.mean([is_copied(sentence.text, sources) for sentence in kept]))
    return max(0.0, reward - TOO_LONG * max(0, word_count(candidate.text) - MOST_WORDS))


def of_sentences(
    check: Check, threshold: float, candidates: Sequence[Candidate], sources: Sequence[SourceSentence]
) -> list[float]:
    """Sentences for one facet: let through, how much of the facet they tell, rewritten; 0 for what is refused."""
    held = {found.sentence.text for found in supported_sentences(check, threshold, sources, candidates, "en")}
    stems = [stem for source in sources for stem in set(content_stems(source.text, "en"))]
    rewards = []
    for candidate in candidates:
        text = candidate.text.strip()
        own = set(content_stems(text, "en"))
        told = sum(stem in own for stem in stems) / max(1, len(stems))
        reward = HELD + COVERED * told + REWRITTEN * (not is_copied(text, sources))
        rewards.append((reward - 2 * TOO_LONG * max(0, word_count(text) - 30)) * (text in held))
    return rewards


def best_extract(reference: str, sources: Sequence[SourceSentence], budget: int) -> str:
    """The source sentences that come nearest to the reference within a budget of words, greedily, in their order."""
    chosen: list[int] = []
    best = 0.0
    while True:
        found = None
        for place in range(len(sources)):
            tried = sorted({*chosen, place})
            text = " ".join(sources[i].text for i in tried)
            if place in chosen or word_count(text) > budget:
                continue
            reward = agreement(reference, text)
            if reward > best + 1e-6:
                best, found = reward, place
        if found is None:
            return " ".join(sources[i].text for i in sorted(chosen))
        chosen.append(found)


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


def checker(verifier: Verifier, articles: Sequence[Article]) -> Check:
    """The verifier's word on a sentence of a story of these articles."""
    return lambda text, sources: verifier.check(text, tuple(sources), tuple(articles))


def rank_summary(verifier: Verifier, story: dict[str, Any], rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """What was written of the openings in any order, and two extracts, against the round-up."""
    articles, reference = articles_of(story["id"], story["documents"]), story["references"][0]
    sources = [sentence for article in articles for sentence in sentences_of(article)]
    check = checker(verifier, articles)
    texts = {
        " ".join(words(fold(text))): Candidate(text, told, ended) for r in rows for text, told, ended in r["texts"]
    }
    found = [(c.text, of_text(check, verifier.threshold, reference, c, sources)) for c in texts.values()]
    whole = [s for s in sources if 8 <= word_count(s.text) <= 50 and s.text.rstrip("\"'”’)")[-1:] in ".!?"]
    whole = [s for s in whole if not hangs(s.text)]
    leads = [s.text for s in whole if s.index == 0]
    lead = " ".join(text for k, text in enumerate(leads) if word_count(" ".join(leads[: k + 1])) <= BUDGET)
    for extract in {best_extract(reference, whole, BUDGET), lead} - {""}:
        found.append((extract, max(0.0, agreement(reference, extract) - COPIED)))
    target = next((e.target for e in of_roundup(story) if e.task == "summary"), "")
    return row_of(story["id"], "summary", rows[0]["inputs"], found, target)


def rank_headline(verifier: Verifier, story: dict[str, Any], row: dict[str, Any]) -> dict[str, Any]:
    """What was written, and the articles' titles, against the editors' headline."""
    reference = tidy(story["reference_titles"][0]).rstrip(".")
    found = []
    for text, _, ended in row["texts"]:
        holds = ended and headline_supported(text, row["inputs"])
        found.append((text, agreement(reference, text) * (1 if holds else UNSUPPORTED_HEADLINE)))
    for document in story["documents"]:
        title = tidy(document.get("title") or "").rstrip(".")
        if 4 <= word_count(title) <= 14 and not title.endswith("?"):
            found.append((title, max(0.0, agreement(reference, title) - DROPPED)))
    learn = 4 <= word_count(reference) <= 14 and headline_supported(reference, row["inputs"])
    return row_of(story["id"], "headline", row["inputs"], found, reference if learn else "")


def rank_sentence(verifier: Verifier, row: dict[str, Any]) -> dict[str, Any]:
    """What was written of a facet; each of its sentences stands for an article."""
    articles = articles_of(row["id"], [{"text": text} for text in row["inputs"]])
    sources = [sentence for article in articles for sentence in sentences_of(article)]
    candidates = [Candidate(text, told, ended) for text, told, ended in row["texts"]]
    found = of_sentences(checker(verifier, articles), verifier.threshold, candidates, sources)
    pairs = [(candidate.text.strip(), reward) for candidate, reward in zip(candidates, found, strict=True)]
    return row_of(row["id"], "sentence", row["inputs"], pairs, "")


def row_of(
    name: str, task: str, inputs: Sequence[str], found: Sequence[tuple[str, float]], target: str
) -> dict[str, Any]:
    """A line of the ranked file."""
    chosen = [{"text": text, "reward": round(reward, 4)} for text, reward in thinned(found, MOST[task])]
    return {"id": name, "task": task, "inputs": list(inputs), "candidates": chosen, "target": target}


@cache
def _verifier() -> Verifier:
    return load_verifier(Settings())


def ranked(job: tuple[dict[str, Any] | None, list[dict[str, Any]]]) -> list[dict[str, Any]]:
    """The ranked rows of one story's raw ones; `story` is None where only facets are known."""
    story, rows = job
    out = [rank_sentence(_verifier(), row) for row in rows if row["task"] == "sentence"]
    if story is None:
        return out
    texts = [row for row in rows if row["task"] == "summary"]
    heads = [row for row in rows if row["task"] == "headline"]
    if texts:
        out.append(rank_summary(_verifier(), story, texts))
    if heads and story.get("reference_titles"):
        out.append(rank_headline(_verifier(), story, heads[0]))
    return out


def jobs_of(data: Path, raw: Path) -> Iterator[tuple[dict[str, Any] | None, list[dict[str, Any]]]]:
    """(story, its raw rows), in the order of the file."""
    stories = {story["id"]: story for story in roundups(data)}
    by: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in raw.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        by[row["id"]].append(row)
    yield from ((stories.get(name), rows) for name, rows in by.items())


def main() -> None:
    """Write the ranked rows, and say what the best and the likeliest candidates are worth."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--raw", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    best: dict[str, list[float]] = defaultdict(list)
    with Pool(2) as pool, args.out.open("w", encoding="utf-8") as file:
        for rows in pool.imap(ranked, jobs_of(args.data, args.raw), chunksize=4):
            for row in rows:
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
                best[row["task"]].append(row["candidates"][0]["reward"])
    for task, values in best.items():
        print(f"{task}: {len(values)} prompts, the best candidate is worth {np.mean(values):.3f}")


if __name__ == "__main__":
    main()
