"""A summarizer -> the same, which never does work twice: summaries are kept by content and signature."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from summarizer.protocols import SILENT, Cache, Job, Progress, Summarizer
from summarizer.types import Evidence, Sentence, Summary, content_id


class CachedSummarizer:
    """A `Summarizer` in front of another."""

    def __init__(self, inner: Summarizer, cache: Cache) -> None:
        self._inner, self._cache = inner, cache

    @property
    def signature(self) -> str:
        """The inner one's."""
        return self._inner.signature

    def summarize(self, jobs: Sequence[Job], progress: Progress = SILENT) -> Iterator[Summary]:
        """One summary a job, in order; each is kept as soon as it is made."""
        keys = [key_of(job, self.signature) for job in jobs]
        known = self._cache.cached("summary", keys)
        missing = [job for job, key in zip(jobs, keys, strict=True) if key not in known]
        made = self._inner.summarize(missing, progress)
        for key in keys:
            if key in known:
                yield summary_of(json.loads(known[key]))
                continue
            summary = next(made)
            self._cache.cache("summary", {key: json.dumps(row_of(summary), ensure_ascii=False).encode("utf-8")})
            yield summary
        # Runs the inner one's end: its progress is told as finished.
        for _ in made:
            raise AssertionError("more summaries than jobs")


def key_of(job: Job, signature: str) -> str:
    """What a summary depends on: articles, their order, dates and origins, the lengths, and what makes it."""
    articles = [f"{a.id}|{a.published}|{a.source}" for a in job.cluster.articles]
    return content_id(signature, repr(job.lengths), repr(job.origin_groups), *articles)


def row_of(summary: Summary) -> dict[str, Any]:
    """A summary as JSON can keep it."""

    def sentence(s: Sentence) -> dict[str, Any]:
        evidence = [[e.article, e.start, e.end] for e in s.evidence]
        return {"text": s.text, "evidence": evidence, "support": s.support, "kind": s.kind}

    return {
        "headline": sentence(summary.headline),
        "short": [sentence(s) for s in summary.short],
        "long": [sentence(s) for s in summary.long],
        "signature": summary.signature,
        "fallbacks": dict(summary.fallbacks),
        "notes": list(summary.notes),
    }


def summary_of(row: Mapping[str, Any]) -> Summary:
    """The inverse of `row_of`."""

    def sentence(s: Mapping[str, Any]) -> Sentence:
        return Sentence(s["text"], tuple(Evidence(a, b, c) for a, b, c in s["evidence"]), s["support"], s["kind"])

    return Summary(
        sentence(row["headline"]),
        tuple(sentence(s) for s in row["short"]),
        tuple(sentence(s) for s in row["long"]),
        row["signature"],
        row["fallbacks"],
        tuple(row["notes"]),
    )
