"""Correlations with people's judgements, against scipy and by hand; the command's files and what it says."""

import json
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from eval.checking import agrees, correlations, describe, metrics
from eval.correlations import correlate, fisher, kendall, pearson, read_judged
from eval.metrics import METRICS, all_cards
from summarizer.errors import InputError

rows_of = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=3, max_size=9)


@given(rows_of)
def test_both_correlations_equal_scipys(pairs: list[tuple[int, int]]) -> None:
    a, b = (np.array([[pair[side] for pair in pairs]], dtype=float) for side in (0, 1))
    if len(set(a[0])) < 2 or len(set(b[0])) < 2:
        assert np.isnan(pearson(a, b)[0])
        assert np.isnan(kendall(a, b)[0])
    else:
        assert pearson(a, b)[0] == pytest.approx(stats.pearsonr(a[0], b[0]).statistic)
        assert kendall(a, b)[0] == pytest.approx(stats.kendalltau(a[0], b[0]).statistic)


@given(rows_of, st.integers(0, 8))
def test_what_is_unknown_is_left_out(pairs: list[tuple[int, int]], place: int) -> None:
    a, b = (np.array([[pair[side] for pair in pairs]], dtype=float) for side in (0, 1))
    at = place % len(pairs)
    gone = a.copy()
    gone[0, at] = np.nan
    fewer = [np.delete(side, at, axis=1) for side in (a, b)]
    for method in (pearson, kendall):
        np.testing.assert_allclose(method(gone, b), method(*fewer))


def test_two_levels_by_hand() -> None:
    # Within each item the metric ranks the other way round, over the items' means it ranks as people do.
    human = np.array([[0.1, 0.2, 0.9], [0.3, 0.2, 0.1]])
    scores = np.array([[3.0, 2.0, 9.0], [1.0, 2.0, 3.0]])
    found = correlate(scores, human)
    means = stats.pearsonr([2, 2, 6], [0.2, 0.2, 0.5])
    assert found["system"]["pearson"]["value"] == pytest.approx(means.statistic, abs=1e-4)
    each = [stats.kendalltau(s, h).statistic for s, h in zip(scores, human, strict=True)]
    assert found["summary"]["kendall"]["value"] == pytest.approx(np.mean(each), abs=1e-4)
    assert (found["system"]["n"], found["summary"]["n"]) == (3, 2)


def test_the_interval_over_items_is_seeded() -> None:
    rng = np.random.default_rng(1)
    human = rng.random((30, 6))
    scores = human + 0.3 * rng.random((30, 6))
    one = correlate(scores, human, 5)
    assert one == correlate(scores, human, 5)
    assert one["summary"] != correlate(scores, human, 6)["summary"]
    assert one["system"] == correlate(scores, human, 6)["system"], "systems are not drawn"


values = st.sampled_from([0.0, 0.1, 0.25, 0.5, 0.5, 0.75, 1.0, float("nan")])


@settings(max_examples=60, deadline=None)
@given(st.integers(2, 12), st.integers(3, 9), st.data())
def test_the_estimate_lies_in_its_interval(items: int, systems: int, data: st.DataObject) -> None:
    # Ties, copies and gaps, as judgements have them: resampled items once put the estimate outside.
    size = items * systems
    scores, human = (
        np.array(data.draw(st.lists(values, min_size=size, max_size=size))).reshape(items, systems) for _ in range(2)
    )
    found = correlate(scores, human)
    for level in ("system", "summary"):
        for method in ("pearson", "kendall"):
            one = found[level][method]
            if one["value"] is None:
                assert one["low"] is one["high"] is None
            elif one["low"] is not None:
                assert -1 <= one["low"] <= one["value"] <= one["high"] <= 1
            else:
                assert level == "system"
                assert found[level]["n"] <= (3 if method == "pearson" else 4)


def test_noisy_items_do_not_push_the_interval_below_the_estimate() -> None:
    rng = np.random.default_rng(3)
    quality = np.linspace(0, 1, 24)
    human = quality + 0.6 * rng.standard_normal((100, 24))
    scores = quality + 0.6 * rng.standard_normal((100, 24))
    found = correlate(scores, human)["system"]["kendall"]
    picks = rng.integers(0, 100, (300, 100))
    drawn = kendall(scores[picks].mean(axis=1), human[picks].mean(axis=1))
    assert np.quantile(drawn, 0.975) < found["value"] < found["high"], "what resampled items gave, and what stands now"


@pytest.mark.parametrize("name", ["pearson", "kendall"])
@pytest.mark.parametrize("rho", [0.0, 0.8])
def test_nineteen_of_twenty_intervals_hold_the_truth(name: str, rho: float) -> None:
    rng = np.random.default_rng(7)
    rounds, n = 600, 12
    x = rng.standard_normal((rounds, n))
    y = rho * x + np.sqrt(1 - rho**2) * rng.standard_normal((rounds, n))
    truth = rho if name == "pearson" else 2 / np.pi * np.arcsin(rho)
    points = (pearson if name == "pearson" else kendall)(x, y)
    bounds = [fisher(float(point), n, name) for point in points]
    assert 0.92 <= np.mean([low <= truth <= high for low, high in bounds]) <= 0.98


def test_fisher_by_hand_and_at_its_ends() -> None:
    assert fisher(0.5, 28) == pytest.approx((0.156, 0.736), abs=1e-3)  # z = .549 +- 1.96 / 5
    half = 1.959964 * (0.437 / 20) ** 0.5
    assert fisher(0.5, 24, "kendall") == pytest.approx((np.tanh(0.54931 - half), np.tanh(0.54931 + half)), abs=1e-4)
    low, high = fisher(1.0, 10, "kendall")
    assert 0.7 < low < high == 1, "ten systems in order are no proof"
    assert np.isnan(fisher(0.5, 3)).all()
    assert np.isnan(fisher(0.5, 4, "kendall")).all()


def test_a_metric_that_never_varies_has_no_correlation() -> None:
    found = correlate(np.ones((4, 5)), np.random.default_rng(0).random((4, 5)))
    assert found["system"]["kendall"] == {"value": None, "low": None, "high": None}


def judged(name: str, *values: float | None, **more: object) -> str:
    texts = ["The ferry sank on Monday.", "Nine sailors were saved near Kolm.", "Rates stayed.", ""]
    systems = [
        {"system": f"s{n}", "summary": texts[n], "human": {} if value is None else {"found": value}}
        for n, value in enumerate(values)
    ]
    row = {"id": name, "document": "The ferry sank on Monday near Kolm. Nine sailors were saved.", "systems": systems}
    return json.dumps({**row, "references": ["The ferry sank near Kolm; nine sailors were saved."], **more})


@pytest.fixture
def data(tmp_path: Path) -> Path:
    path = tmp_path / "judged.jsonl"
    lines = [
        judged("a", 0.6, 0.8, 0.1, 0.0),
        "{oops",
        judged("b", 0.5, None, 0.0),
        judged("c", 0.4, 0.9, 0.2, references=[]),
    ]
    path.write_text("\n".join(lines))
    return path


def test_what_cannot_be_used_is_named(data: Path) -> None:
    found, problems, judgement = read_judged(data)
    assert judgement == "found"
    assert [(one.item, one.system) for one in found][:4] == [("a", "s0"), ("a", "s1"), ("a", "s2"), ("b", "s0")]
    assert len(found) == 8
    assert "judged.jsonl:1: a, s3: unscored, the summary is empty." in problems
    assert "judged.jsonl:3: b, s1: unscored, no judgement 'found'." in problems
    assert any(problem.startswith("judged.jsonl:2: unscored, bad JSON") for problem in problems)
    with pytest.raises(InputError, match="no summary with a judgement 'other'"):
        read_judged(data, "other")


def test_the_command_writes_the_same_bytes_twice_and_counts_what_is_unscored(data: Path, tmp_path: Path) -> None:
    out = []
    for name in ("one", "two"):
        given_ = ["--data", str(data), "--metrics", "rouge,length,nli:nobody/nothing", "--out", str(tmp_path / name)]
        answer = CliRunner().invoke(correlations, given_)
        assert answer.exit_code == 0, answer.output
        out.append((tmp_path / name / "results.json").read_bytes())
    assert out[0] == out[1]
    results = json.loads(out[0])
    assert results["metrics"]["rouge1"]["unscored"] == 3, "an item without references"
    assert results["metrics"]["entailment"]["unscored"] == 8
    assert "nli" in results["signature"] or "entailment" in results["signature"]
    assert results["metrics"]["rouge2"]["system"]["kendall"]["value"] == pytest.approx(1)
    assert "| rouge2 | " in answer.stdout
    items = [json.loads(line) for line in (tmp_path / "one/items.jsonl").read_text().splitlines()]
    assert items[0] == {"id": "a", "system": "s0", "human": 0.6, "scores": items[0]["scores"]}


def test_every_card_is_printed(tmp_path: Path) -> None:
    answer = CliRunner().invoke(metrics, [])
    assert answer.exit_code == 0
    for card in all_cards():
        assert describe(card) in answer.stdout
    one = CliRunner().invoke(metrics, ["balance"])
    assert "range     0 to 1; higher is better" in one.stdout
    assert "rouge" not in one.stdout


def test_an_unknown_metric_is_refused_by_name() -> None:
    answer = CliRunner().invoke(metrics, ["rogue"])
    assert "Did you mean 'rouge'?" in str(answer.exception)


MEASURED = [
    card.name
    for kind in ("rouge", "rouge-recall", "rouge155", "bertscore", "compression", "redundancy", "fragments")
    for card in METRICS.get(kind).cards
    if card.name != "headline_rouge2"
]


@pytest.mark.parametrize("name", MEASURED)
def test_the_cards_say_how_far_people_agree(name: str) -> None:
    assert "Kendall" in agrees(name)


def test_what_was_not_measured_says_so() -> None:
    assert "not compared" in agrees("headline_rouge2")
    assert "not compared" in agrees("no such score")
