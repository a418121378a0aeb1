"""The verifier's weights: what they are fitted on, which way they may count, and how they are judged."""

import json
import runpy
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.summaries.verification import scoring
from training import fit_verifier
from training.areas import auc, by_item, mean, within_folds
from training.fit_verifier import (
    FEATURES,
    SIGNS,
    Row,
    cross_validate,
    fit,
    judged,
    made,
    matrix,
    overlaps,
    supports,
    write,
)

FERRY = (
    "The ferry Marta sank off Vellin on Monday after it had struck a rock in the fog, the coast guard said. "
    "Fishermen from the village saved all 19 people on board before the coast guard arrived. "
    "The mayor of Vellin, Ana Brenn, thanked the fishermen and promised new lights for the harbour."
)
TRUE = "The ferry Marta sank off Vellin on Monday after it had struck a rock."
FUSED = "After it had struck a rock in the fog, the ferry Marta sank off Vellin on Monday."
WRONG = "The ferry Marta sank off Vellin on Tuesday after it had struck a whale."


def row(item: str, label: int, recall: float, fatal: int = 0, kind: str = "") -> Row:
    return Row("qags_cnndm", item, label, {"recall": recall, "fatal": fatal / 3}, fatal, (0, 0, 0), kind)


def some_rows(n: int = 40) -> list[Row]:
    """The consistent ones have more recall, with some overlap."""
    rng = np.random.default_rng(0)
    return [row(f"i{i}", i % 2, float(rng.uniform(0.0, 0.6) + 0.3 * (i % 2))) for i in range(n)]


def judged_data(folder: Path) -> Path:
    (folder / "faithfulness").mkdir(parents=True)
    parts = [{"sentence": TRUE, "consistent": True}, {"sentence": WRONG, "consistent": False}]
    qags = {"id": "q1", "document": FERRY, "summary": f"{TRUE} {WRONG}", "sentences": parts, "label": 0}
    cliff = [
        {"id": "c1", "document": FERRY, "summary": TRUE, "label": 1, "spans": None},
        {"id": "c2", "document": FERRY, "summary": f"{TRUE} {WRONG}", "label": 0, "spans": "['whale']"},
    ]
    (folder / "faithfulness/qags_cnndm.jsonl").write_text(json.dumps(qags) + "\n", "utf-8")
    (folder / "faithfulness/cliff.jsonl").write_text("".join(json.dumps(c) + "\n" for c in cliff), "utf-8")
    story = {"id": "s1", "documents": [{"text": FERRY}, {"text": f"{TRUE} Nobody was hurt."}], "references": [FUSED]}
    for name in ("allsides/train", "allsides/val", "multinews/dev"):
        path = folder / f"summarization/{name}.jsonl"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(story) + "\n", "utf-8")
    return folder


def test_a_judged_sentence_is_wrong_only_where_its_span_stands(tmp_path: Path) -> None:
    rows = list(judged(judged_data(tmp_path), 10))
    assert [(r.data, r.item, r.label) for r in rows] == [
        ("qags_cnndm", "q1", 1), ("qags_cnndm", "q1", 0), ("cliff", "c1", 1), ("cliff", "c2", 1), ("cliff", "c2", 0),
    ]  # fmt: skip
    assert rows[0].whole == rows[1].whole == overlaps(f"{TRUE} {WRONG}", FERRY) != rows[0].baselines
    assert rows[0].values["recall"] > rows[1].values["recall"]
    assert rows[1].fatal > rows[0].fatal == 0


def test_made_rows_are_true_sentences_and_one_error_of_a_kind_each(tmp_path: Path) -> None:
    rows = list(made(judged_data(tmp_path) / "summarization/allsides/train.jsonl", 5, seed=0))
    true = [r for r in rows if r.label]
    assert {r.kind for r in true} == {"fused", "copy"}
    wrong = [r for r in rows if not r.label]
    assert {"names", "weekdays", "numbers"} & {r.kind for r in wrong}
    assert all(r.kind not in ("fused", "copy") for r in wrong)
    assert rows == list(made(tmp_path / "summarization/allsides/train.jsonl", 5, seed=0))


def test_baselines_count_words_pairs_and_names() -> None:
    assert overlaps("Fishermen saved Ana Brenn", "The fishermen saved Ana Brenn.") == (1, 1, 1)
    words, pairs, entities = overlaps("Whales saved Carl Brenn", "The fishermen saved Ana Brenn.")
    assert (words, pairs, entities) == (0.5, 0, 0.5)
    assert overlaps("it was", "nothing") == (0, 0, 1)


@given(
    st.lists(st.tuples(st.booleans(), st.integers(-5, 5)), min_size=2, max_size=30).filter(
        lambda rows: len({label for label, _ in rows}) == 2
    )
)
def test_the_area_is_one_of_ranks(rows: list[tuple[bool, int]]) -> None:
    labels, scores = [int(label) for label, _ in rows], [float(score) for _, score in rows]
    area = auc(labels, scores)
    assert 0 <= area <= 1
    assert area == pytest.approx(1 - auc(labels, [-score for score in scores]))
    assert area == pytest.approx(auc(labels, [score**3 + 2 for score in scores]))


def test_a_summary_is_right_when_all_its_sentences_are() -> None:
    rows = [row("a", 1, 0), row("a", 0, 0), row("b", 1, 0)]
    assert by_item(rows, [0.9, 0.1, 0.8], mean) == ([0, 1], [0.5, 0.8])


def test_no_weight_counts_the_other_way_and_true_sentences_pass() -> None:
    # By this data recall would count against a sentence: its weight is nought instead.
    rows = [replace(r, label=1 - r.label) for r in some_rows()]
    true = [row(f"f{i}", 1, 0.3 + i / 200, kind="fused") for i in range(100)]
    _, weights = fit([*rows, *true])
    assert all(weight * SIGNS[name] >= 0 for name, weight in zip(FEATURES, weights, strict=True))
    assert weights[FEATURES.index("recall")] == pytest.approx(0, abs=1e-6)
    model = fit([*some_rows(), *true])
    assert model[1][FEATURES.index("recall")] > 0
    passed = supports(true, model) >= scoring.THRESHOLD
    assert 0.94 <= np.mean(passed) <= 0.97


def test_fatal_problems_cap_the_support() -> None:
    model = fit(some_rows())
    least, more = supports([row("x", 1, 1.0, fatal=1), row("x", 1, 1.0, fatal=2)], model)
    assert scoring.CAP > least > more > 0
    assert matrix([row("x", 1, 1.0)]).shape == (1, len(FEATURES))


def test_weights_that_judge_a_row_never_saw_its_document() -> None:
    rows = some_rows()
    scores, folds = cross_validate(rows, [])
    one = [replace(r, label=1 - r.label, values={"recall": 5.0}) if r.item == "i3" else r for r in rows]
    changed, same = cross_validate(one, [])
    assert (folds == same).all()
    held = folds == folds[3]
    kept = [i for i in range(len(rows)) if held[i] and i != 3]
    assert changed[kept] == pytest.approx(scores[kept])
    assert len(set(folds)) == 5
    assert (cross_validate(rows, [], seed=1)[1] != folds).any()


def test_a_fold_of_another_level_does_not_blur_the_area() -> None:
    rows = some_rows()
    scores, folds = cross_validate(rows, [])
    area = within_folds(rows, scores, folds, mean)
    assert area > 0.7
    assert within_folds(rows, scores + 10.0 * folds, folds, None) == pytest.approx(area)


def test_the_command_measures_and_writes_what_the_verifier_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [replace(r, data=data) for data in ("qags_cnndm", "cliff") for r in some_rows()]
    monkeypatch.setattr(fit_verifier, "judged", lambda *_: iter(rows))
    path = tmp_path / "weights.py"
    monkeypatch.setattr(scoring, "__file__", str(tmp_path / "scoring.py"))
    monkeypatch.setattr(sys, "argv", ["fit_verifier", "--data", str(judged_data(tmp_path)), "--write"])
    fit_verifier.main()
    said = capsys.readouterr().out
    assert "cliff        summary      40" in said
    assert "recall" in runpy.run_path(str(path))["WEIGHTS"]


def test_what_is_written_is_what_was_fitted(tmp_path: Path) -> None:
    weights = np.array([0.25 if name == "recall" else 0.0 for name in FEATURES])
    write((-1.5, weights), tmp_path / "w.py")
    assert {k: v for k, v in runpy.run_path(str(tmp_path / "w.py")).items() if k.isupper()} == {
        "INTERCEPT": -1.5,
        "WEIGHTS": {"recall": 0.25},
    }
