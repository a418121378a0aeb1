"""Judged summaries and self-made errors -> the verifier's weights, and how good it is on what was not used.

    python -m training.fit_verifier --data DIR [--write] [--limit N]

DIR holds faithfulness/ (people's judgements) and summarization/. Five folds by document over the judged sets, three times;
self-made errors of training stories are fitted, those of validation stories measured. Prints tables; `--write` puts
the weights fitted on everything judged into summarizer/summaries/verification/weights.py. Seeded; about a minute on one core.
"""

import argparse
import itertools
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from summarizer.summaries.verification import scoring, source_sentences
from summarizer.summaries.verification.verifier import RuleVerifier
from summarizer.testing import article
from summarizer.text import fold, sentences, stem, stop_words, words
from summarizer.types import Article
from training.areas import Vector, mean, within_folds
from training.corruptions import KINDS, corrupt
from training.sets import rows
from training.support import stands_alone, supported

SIGNS = {
    "recall": 1, "nowhere": -1, "best_recall": 1, "clause_recall": 1, "pair_recall": 1, "triple_recall": 1, "pair_anywhere": 1,
    "phrases_anywhere": 1, "held_anywhere": 1, "run": 1,
    "names_missing": -1, "names_joined": -1, "numbers_missing": -1, "bounds_changed": -1, "dates_missing": -1,
    "quotations_wrong": -1, "negation_flipped": -1, "hedge_lost": -1, "hedge_added": -1, "attribution_wrong": -1,
    "attribution_lost": -1, "swapped": -1, "replaced": -1, "crossed": -1, "binding": 1, "binding_mean": 1,
    "pairs_together": 1, "fatal": -1,
}  # fmt: skip
"""Which way each feature may count: a weight of the other sign would be noise, and is kept at zero."""
FEATURES = tuple(SIGNS)
_JUDGED = ("qags_cnndm", "cliff")
_PASS = 0.95
"""The share of true fused sentences without a fatal problem that shall reach the threshold."""


@dataclass(frozen=True, slots=True)
class Row:
    """One sentence: its set, the item it belongs to, what people (or its making) say of it, and what the checks say."""

    data: str
    item: str
    label: int
    values: dict[str, float]
    fatal: int
    baselines: tuple[float, float, float]
    kind: str = ""
    whole: tuple[float, float, float] = (0, 0, 0)
    """The baselines of the summary that the sentence stands in."""


def measure(text: str, articles: Sequence[Article]) -> tuple[dict[str, float], int]:
    """The features of a sentence, and how many fatal problems it has."""
    verifier = RuleVerifier()
    aligned = verifier.align(text, source_sentences(articles), articles)
    if not aligned.evidence:
        return {"fatal": 1.0}, 1
    findings = verifier.findings(aligned, articles)
    return scoring.features(findings), sum(len(finding.fatal) for finding in findings)


def overlaps(text: str, document: str) -> tuple[float, float, float]:
    """The baselines: unigram overlap, ROUGE-2 precision, entity overlap (capitalised words and numbers)."""
    mine, theirs = [stem(w) for w in words(fold(text))], [stem(w) for w in words(fold(document))]
    content = [w for w in mine if w not in stop_words("en")]
    held = set(theirs)
    pairs, known = list(itertools.pairwise(mine)), set(itertools.pairwise(theirs))
    entities = [stem(fold(w)) for w in re.findall(r"(?<!^)\b[A-Z]\w+|\d[\d.,]*\d|\d", text)]
    return (
        sum(w in held for w in content) / (len(content) or 1),
        sum(p in known for p in pairs) / (len(pairs) or 1),
        sum(e in held for e in entities) / len(entities) if entities else 1.0,
    )


def judged(data: Path, limit: int) -> Iterator[Row]:
    """The sentences that people judged: by themselves (qags) or by the wrong spans in them (cliff)."""
    for item in itertools.islice(rows(data / "faithfulness/qags_cnndm.jsonl"), limit):
        document = [article(item["document"])]
        whole = overlaps(item["summary"], item["document"])
        for part in item["sentences"]:
            values, fatal = measure(part["sentence"], document)
            base = overlaps(part["sentence"], item["document"])
            yield Row("qags_cnndm", item["id"], int(part["consistent"]), values, fatal, base, whole=whole)
    for item in itertools.islice(rows(data / "faithfulness/cliff.jsonl"), limit):
        document = [article(item["document"])]
        parts = [item["summary"][a:b] for a, b in sentences(item["summary"])]
        wrong = re.findall(r"'([^']+)'", str(item["spans"]))
        whole = overlaps(item["summary"], item["document"])
        for part in parts:
            label = int(item["label"])
            if not label and len(parts) > 1:
                label = int(not any(span in part for span in wrong))
            values, fatal = measure(part, document)
            yield Row("cliff", item["id"], label, values, fatal, overlaps(part, item["document"]), whole=whole)


def made(path: Path, limit: int, seed: int) -> Iterator[Row]:
    """Editors' sentences that their sources support, as they are and with one error of each kind."""
    rng = random.Random(seed)
    for item in itertools.islice(rows(path), limit):
        texts = [d["text"] for d in item["documents"] if d["text"]][:4]
        articles = [article(text[:6000]) for text in texts]
        sources = [s.text for s in source_sentences(articles)]
        true = [item["references"][0][a:b] for a, b in sentences(item["references"][0])][:6]
        true = [s for s in true if stands_alone(s) and supported(s, texts, 0.75) and len(s) < 300]
        true += [s for s in sources[:2] if stands_alone(s) and 40 < len(s) < 220]
        for sentence in true:
            found = [("", sentence)]
            found += [(kind, wrong) for kind in KINDS if (wrong := corrupt(kind, sentence, sources, rng))]
            for kind, text in found:
                if kind and text == sentence:
                    continue
                values, fatal = measure(text, articles)
                name = kind or ("copy" if sentence in sources else "fused")
                yield Row(path.parent.name, item["id"], int(not kind), values, fatal, (0, 0, 0), name)


def matrix(rows: Sequence[Row]) -> Vector:
    """(rows, features)."""
    return np.array([[row.values.get(name, 0.0) for name in FEATURES] for row in rows])


def fit(rows: Sequence[Row], ridge: float = 10.0) -> tuple[float, Vector]:
    """Logistic regression with signs fixed; every judged set and label weighs the same, made ones less.

    The intercept is then moved so that `_PASS` of the true fused sentences reach the threshold. Returns (intercept,
    weights)."""
    from scipy.optimize import minimize

    x, y = matrix(rows), np.array([row.label for row in rows], dtype=float)
    groups = [(row.data if row.data in _JUDGED else "made", row.label) for row in rows]
    size = {group: groups.count(group) for group in set(groups)}
    share = {group: 1.0 if group[0] in _JUDGED else 0.05 for group in size}
    weight = np.array([len(rows) / (4 * size[group]) * share[group] for group in groups])
    signs = np.array([SIGNS[name] for name in FEATURES], dtype=float)

    def loss(p: Vector) -> tuple[float, Vector]:
        z = p[0] + x @ p[1:]
        value = float(np.sum(weight * (np.logaddexp(0, z) - y * z)) + ridge * np.sum(p[1:] ** 2) / 2)
        error = weight * (1 / (1 + np.exp(-z)) - y)
        return value, np.concatenate(([error.sum()], x.T @ error + ridge * p[1:]))

    bounds = [(None, None), *((0, None) if sign > 0 else (None, 0) for sign in signs)]
    result = minimize(loss, np.zeros(len(FEATURES) + 1), jac=True, method="L-BFGS-B", bounds=bounds)
    weights = np.asarray(result.x[1:])
    true = [row for row in rows if row.kind == "fused" and not row.fatal]
    margin = float(np.quantile(matrix(true) @ weights, 1 - _PASS)) if true else -float(result.x[0])
    return -margin, weights


def supports(rows: Sequence[Row], model: tuple[float, Vector]) -> Vector:
    """Support of each row under these weights, fatal problems capped as the verifier caps them."""
    p = 1 / (1 + np.exp(-(model[0] + matrix(rows) @ model[1])))
    caps = np.array([scoring.CAP * 0.8 ** (row.fatal - 1) if row.fatal else 1.0 for row in rows])
    return np.asarray(p * caps)


def cross_validate(rows: Sequence[Row], errors: Sequence[Row], folds: int = 5, seed: int = 0) -> tuple[Vector, Vector]:
    """The support of each judged row by weights that saw no row of its document, and the number of its fold."""
    items = sorted({row.item for row in rows})
    random.Random(seed).shuffle(items)
    fold_of = {item: number % folds for number, item in enumerate(items)}
    scores = np.zeros(len(rows))
    for number in range(folds):
        model = fit([row for row in rows if fold_of[row.item] != number] + list(errors))
        held = [i for i, row in enumerate(rows) if fold_of[row.item] == number]
        scores[held] = supports([rows[i] for i in held], model)
    return scores, np.array([fold_of[row.item] for row in rows])


def report(rows: Sequence[Row], errors: Sequence[Row], repeats: int = 3) -> None:
    """Cross-validated AUC of whole summaries and of sentences, beside the baselines on the same folds."""
    splits = [cross_validate(rows, errors, seed=seed) for seed in range(repeats)]
    print(f"{'set':12} {'level':9} {'n':>5} {'verifier':>9} {'unigrams':>9} {'ROUGE-2 p':>9} {'entities':>9}")
    for data in _JUDGED:
        chosen = [i for i, row in enumerate(rows) if row.data == data]
        own = [rows[i] for i in chosen]
        for level, join in (("sentence", None), ("summary", mean)):
            base = [np.array([(row.whole if join else row.baselines)[k] for row in own]) for k in range(3)]
            areas = [
                mean([within_folds(own, column, folds[chosen], join) for column, folds in pairs])
                for pairs in (
                    [(scores[chosen], folds) for scores, folds in splits],
                    *([(column, folds) for _, folds in splits] for column in base),
                )
            ]
            size = len({row.item for row in own}) if join else len(own)
            print(f"{data:12} {level:9} {size:5}", *(f"{area:9.3f}" for area in areas))
        passed = splits[0][0][chosen] >= scoring.THRESHOLD
        truth = np.array([row.label for row in own]) == 1
        balanced = (np.mean(passed[truth]) + np.mean(~passed[~truth])) / 2
        print(f"{data:12} balanced accuracy of sentences at {scoring.THRESHOLD}: {balanced:.3f}")


def report_errors(rows: Sequence[Row], model: tuple[float, Vector]) -> None:
    """How many true sentences pass, and precision and recall for each kind of error."""
    passed = supports(rows, model) >= scoring.THRESHOLD
    for name in ("fused", "copy"):
        chosen = [ok for ok, row in zip(passed, rows, strict=True) if row.kind == name]
        if chosen:
            print(f"true, {name:8} {len(chosen):5}  pass {np.mean(chosen):.3f}")
    alarms = [not ok for ok, row in zip(passed, rows, strict=True) if row.label]
    false_alarms = np.mean(alarms) if alarms else 0.0
    for kind in KINDS:
        chosen = [not ok for ok, row in zip(passed, rows, strict=True) if row.kind == kind]
        if chosen:
            recall = float(np.mean(chosen))
            precision = recall / (recall + false_alarms) if recall else 0.0
            print(f"{kind:14} {len(chosen):5}  recall {recall:.3f}  precision (as many true as false) {precision:.3f}")


def write(model: tuple[float, Vector], path: Path) -> None:
    """Put the weights into the verifier's table."""
    lines = [
        f'    "{name}": {value:.4f},' for name, value in zip(FEATURES, model[1], strict=True) if abs(value) >= 5e-4
    ]
    text = (
        '"""The fitted weights of the score, as training/fit_verifier.py wrote them. A table only."""\n\n'
        f"INTERCEPT = {model[0]:.4f}\nWEIGHTS: dict[str, float] = {{\n" + "\n".join(lines) + "\n}\n"
        '"""Feature -> weight in a logistic model of "people find this sentence consistent with its source"."""\n'
    )
    path.write_text(text, encoding="utf-8")


def main() -> None:
    """Fit, measure, print, and write when asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--limit", type=int, default=100_000, help="at most so many items of each file")
    parser.add_argument("--write", action="store_true", help="replace the verifier's weights")
    args = parser.parse_args()
    rows = list(judged(args.data, args.limit))
    summarization = args.data / "summarization"
    errors = list(made(summarization / "allsides/train.jsonl", min(args.limit, 300), 0))
    held = list(made(summarization / "allsides/val.jsonl", min(args.limit, 150), 1))
    held += list(made(summarization / "multinews/dev.jsonl", min(args.limit, 40), 2))
    print(f"{len(rows)} judged sentences, {len(errors)} made for fitting, {len(held)} made for measuring\n")
    report(rows, errors)
    print("\nSelf-made errors of stories that were not fitted:")
    report_errors(held, fit(rows + errors))
    model = fit(rows + errors)
    print("\nintercept", round(model[0], 3), {n: round(float(w), 3) for n, w in zip(FEATURES, model[1], strict=True)})
    if args.write:
        write(model, Path(scoring.__file__).with_name("weights.py"))


if __name__ == "__main__":
    main()
