"""Candidates x references -> ROUGE, one line a candidate, then the means with the signature."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from eval.data import is_id, rows
from eval.metrics.rouge import GoogleRouge, split
from eval.metrics.rouge155 import Multi, Rouge155, Score, read_exceptions
from summarizer.errors import ConfigError, InputError

Mode = Literal["rouge155", "rouge-score"]


@dataclass(frozen=True, slots=True)
class Options:
    """How to score; what a mode has not is refused, never ignored."""

    mode: Mode = "rouge155"
    words: int = 0
    bytes: int = 0
    exceptions: Path | None = None
    multi: str = ""
    """How references are combined; nothing: pooled by rouge155, the mean by rouge-score."""
    unicode: bool = False
    stemming: bool = True
    alpha: float = 0.5

    def scorer(self) -> Rouge155 | GoogleRouge:
        """The implementation with these options. Raises ConfigError for what the mode has not, or makes no sense."""
        if self.words < 0 or self.bytes < 0:
            raise ConfigError("A limit is a number of words or bytes, not less than 0.")
        if self.mode == "rouge-score":
            if self.words or self.bytes or self.exceptions or self.alpha != 0.5:
                raise ConfigError("rouge-score has no limits, exceptions or alpha.", "Use --mode rouge155 for them.")
            return GoogleRouge(stemming=self.stemming, multi=self.multi or "mean", unicode=self.unicode)
        if self.words and self.bytes:
            raise ConfigError("The limit is in words or in bytes, not in both.")
        if not 0 <= self.alpha <= 1:
            raise ConfigError(f"alpha is between 0 and 1, not {self.alpha}.")
        multi: Multi = next(known for known in get_args(Multi) if known == (self.multi or "pool"))
        table = read_exceptions(self.exceptions) if self.exceptions else None
        return Rouge155(self.words, self.bytes, self.stemming, table, multi, self.alpha, self.unicode)


def references_of(path: Path, problems: list[str]) -> dict[str, list[list[str]]]:
    """Id -> its references, each a list of sentences; a line that holds none is added to `problems`."""
    found: dict[str, list[list[str]]] = {}
    for number, row in rows(path, problems):
        name = str(row.get("id"))
        given = row.get("reference_sentences") or row.get("references")
        lists = [_sentences(one) for one in given] if isinstance(given, list) else []
        kept = [one for one in lists if one]
        if not is_id(row.get("id")) or not kept:
            what = "there is no id" if not is_id(row.get("id")) else f"the id {name!r} has no reference"
            problems.append(f"{path.name}:{number}: {what}")
        elif name in found:
            problems.append(f"{path.name}:{number}: the id {name!r} occurs twice, the first one counts")
        else:
            found[name] = kept
    return found


def score_lines(candidates: Path, references: Path, options: Options) -> Iterator[dict[str, Any]]:
    """A row a candidate: scored, or `unscored` with the reason; then a row of means with the signature.

    What is wrong in either file is in the last row's `problems`; a bad line of the candidates counts as unscored, and so
    does a reference for which a system has no candidate. Raises InputError when the references hold none at all.
    """
    scorer = options.scorer()
    problems: list[str] = []
    wanted = references_of(references, problems)
    if not wanted:
        raise InputError(f"{references} holds no reference.", problems[0] if problems else "")
    sums: dict[str, list[Score]] = {}
    seen: dict[Any, set[str]] = {}
    unscored, bad = 0, list[str]()
    for number, row in rows(candidates, bad):
        base = {key: row[key] for key in ("system", "id") if key in row}
        if not isinstance(row.get("system"), str | int | None):
            bad.append(f"{candidates.name}:{number}: unscored, the system is no name.")
            continue
        own = seen.setdefault(row.get("system"), set())
        reason = _reason(row, wanted, own)
        own.add(str(row.get("id")))
        if reason:
            unscored += 1
            yield {**base, "unscored": f"{candidates.name}:{number}: {reason}"}
            continue
        scored: Mapping[str, Score] = scorer.score(_body(row), wanted[str(row["id"])])
        for metric, value in scored.items():
            sums.setdefault(metric, []).append(value)
        yield {**base, **{metric: asdict(value) for metric, value in scored.items()}}
    for system, ids in (seen or {None: set[str]()}).items():
        whose = f"of {system} " if system is not None else ""
        missing = [name for name in wanted if name not in ids]
        problems += [f"the reference {name!r} has no candidate {whose}".strip() for name in missing]
        unscored += len(missing)
    means = {
        metric: {key: sum(getattr(s, key) for s in values) / len(values) for key in ("r", "p", "f")}
        for metric, values in sums.items()
    }
    count = len(next(iter(sums.values()), []))
    told = {"problems": [*problems, *bad]} if problems or bad else {}
    yield {"mean": True, "signature": scorer.signature, "n": count, "unscored": unscored + len(bad), **told, **means}


def _sentences(text: Any) -> list[str]:
    """Sentences from a text, or from a list of them; empty ones left out."""
    if isinstance(text, str):
        return split(text)
    return [one for one in text if isinstance(one, str) and one.strip()] if isinstance(text, list) else []


def _body(row: Mapping[str, Any]) -> Sequence[str]:
    return _sentences(row["summary_sentences"] if "summary_sentences" in row else row.get("text"))


def _reason(row: Mapping[str, Any], wanted: Mapping[str, Any], seen: set[str]) -> str:
    if not is_id(row.get("id")):
        return "there is no id"
    name = str(row["id"])
    if name not in wanted:
        return f"the id {name!r} has no reference"
    if name in seen:
        return f"the id {name!r} occurs twice, the first one counts"
    return "" if _body(row) else "the summary is empty"
