"""Candidates x references -> ROUGE, one line a candidate, then the means with the signature."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from eval.data import rows
from eval.metrics.rouge import GoogleRouge, split
from eval.metrics.rouge155 import Multi, Rouge155, Score, read_exceptions
from summarizer.errors import InputError


def references_of(path: Path) -> dict[str, list[list[str]]]:
    """Id -> its references, each a list of sentences. Raises InputError for an item without any."""
    found: dict[str, list[list[str]]] = {}
    for number, row in rows(path):
        texts = row.get("references")
        listed = row.get("reference_sentences")
        if isinstance(listed, list):
            found[str(row["id"])] = [list(sentences) for sentences in listed]
        elif isinstance(texts, list):
            found[str(row["id"])] = [split(text) for text in texts]
        else:
            raise InputError(f"{path}:{number}: neither references nor reference_sentences.")
        if not found[str(row["id"])]:
            raise InputError(f"{path}:{number}: the item has no reference.")
    return found


def score_lines(
    candidates: Path,
    references: Path,
    mode: str,
    words: int,
    size: int,
    exceptions: Path | None,
    multi: Multi,
    unicode: bool,
) -> Iterator[dict[str, Any]]:
    """A row a candidate: scored, or `unscored` with the reason; then a row of means with the signature."""
    wanted = references_of(references)
    scorer: Any
    if mode == "rouge155":
        table = read_exceptions(exceptions) if exceptions else None
        scorer = Rouge155(words=words, bytes=size, exceptions=table, multi=multi, unicode=unicode)
    else:
        scorer = GoogleRouge(multi="best" if multi == "best" else "mean")
    sums: dict[str, list[Score]] = {}
    missing = 0
    for number, row in rows(candidates):
        base = {key: row[key] for key in ("system", "id") if key in row}
        reason = _reason(row, wanted)
        if reason:
            missing += 1
            yield {**base, "unscored": f"{candidates.name}:{number}: {reason}"}
            continue
        sentences = row["summary_sentences"] if "summary_sentences" in row else split(row["text"])
        scored = scorer.score(sentences, wanted[str(row["id"])])
        for metric, value in scored.items():
            sums.setdefault(metric, []).append(value)
        yield {**base, **{metric: asdict(value) for metric, value in scored.items()}}
    means = {
        metric: {key: sum(getattr(s, key) for s in values) / len(values) for key in ("r", "p", "f")}
        for metric, values in sums.items()
    }
    yield {
        "mean": True,
        "signature": scorer.signature,
        "n": len(next(iter(sums.values()), [])),
        "unscored": missing,
        **means,
    }


def _reason(row: Mapping[str, Any], wanted: Mapping[str, Any]) -> str:
    if str(row.get("id")) not in wanted:
        return f"the id {row.get('id')!r} has no reference"
    body = row.get("summary_sentences", row.get("text"))
    if not body or not "".join(body).strip():
        return "the summary is empty"
    return ""
