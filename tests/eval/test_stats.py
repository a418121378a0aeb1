"""Intervals, paired tests and corrections: invariants, values by hand, and error rates on made-up scores."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.stats import all_pairs, compare, holm, mean_of

score_lists = st.lists(st.one_of(st.none(), st.floats(0, 1)), max_size=20)
paired = st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=1, max_size=20)


@given(score_lists, st.integers(0, 99))
def test_an_interval_holds_the_mean_and_counts_what_is_missing(scores: list[float | None], seed: int) -> None:
    found = mean_of(scores, seed, 200)
    known = [score for score in scores if score is not None]
    assert (found.n, found.unscored) == (len(known), len(scores) - len(known))
    if known:
        assert found.mean == pytest.approx(sum(known) / len(known))
        assert min(known) - 1e-9 <= found.low <= found.high <= max(known) + 1e-9
    else:
        assert math.isnan(found.mean)


def test_an_interval_covers_the_truth_about_as_often_as_it_says() -> None:
    rng = np.random.default_rng(5)
    draws = [mean_of(list(rng.normal(0.4, 0.1, 40)), 1, 400) for _ in range(300)]
    covered = sum(draw.low <= 0.4 <= draw.high for draw in draws) / len(draws)
    assert 0.90 <= covered <= 0.98


@given(paired, st.integers(0, 99))
def test_a_pair_is_told_the_same_from_both_sides(scores: list[tuple[float, float]], seed: int) -> None:
    left, right = [a for a, _ in scores], [b for _, b in scores]
    one, other = compare("a", "b", "m", left, right, seed, 200), compare("b", "a", "m", right, left, seed, 200)
    assert one is not None
    assert other is not None
    assert one.delta == pytest.approx(-other.delta)
    assert one.p == other.p
    assert one.low == pytest.approx(-other.high)
    assert one.effect == pytest.approx(-other.effect)
    assert (one.wins, one.ties, one.losses) == (other.losses, other.ties, other.wins)
    assert one.wins + one.ties + one.losses == one.n == len(scores)
    assert 0 < one.p <= 1
    assert 0 < one.p_bootstrap <= 1


@given(paired)
def test_a_system_does_not_differ_from_itself(scores: list[tuple[float, float]]) -> None:
    left = [a for a, _ in scores]
    found = compare("a", "a again", "m", left, left, 0, 200)
    assert found is not None
    assert (found.delta, found.p, found.ties) == (0, 1, len(scores))
    assert not found.significant


def test_the_randomization_test_is_exact_where_it_can_be_counted() -> None:
    found = compare("a", "b", "m", [0.6, 0.7, 0.8, 0.9, 1.0], [0.5, 0.5, 0.5, 0.5, 0.5], 3, 20_000)
    assert found is not None
    assert found.p == pytest.approx(2 / 2**5, abs=0.005), "two of 32 choices of signs are as extreme"
    assert found.wins == 5
    assert found.effect == pytest.approx(0.3 / np.std([0.1, 0.2, 0.3, 0.4, 0.5], ddof=1))


def test_items_that_one_side_has_no_score_for_are_left_out() -> None:
    found = compare("a", "b", "m", [0.5, None, 0.9], [0.4, 0.2, None], 0)
    assert found is not None
    assert found.n == 1
    assert found.delta == pytest.approx(0.1)
    assert compare("a", "b", "m", [None], [0.3], 0) is None


def test_no_difference_is_rarely_called_one_and_a_large_one_is_seen() -> None:
    rng = np.random.default_rng(11)
    false, right = 0, 0
    for _ in range(200):
        base = rng.normal(0.4, 0.1, 30)
        same = compare("a", "b", "m", list(base + rng.normal(0, 0.05, 30)), list(base), 2, 300)
        more = compare("a", "b", "m", list(base + rng.normal(0.05, 0.05, 30)), list(base), 2, 300)
        assert same is not None
        assert more is not None
        false += same.significant
        right += more.significant
    assert false <= 20, "5% of 200, and room for luck"
    assert right >= 190


def test_what_is_said_to_be_visible_is_seen_in_four_of_five_runs() -> None:
    rng = np.random.default_rng(3)
    size, spread = 40, 0.05
    difference = 2.8 * spread / size**0.5
    seen = 0
    for _ in range(200):
        found = compare("a", "b", "m", list(rng.normal(difference, spread, size)), [0.0] * size, 1, 300)
        assert found is not None
        assert found.detectable == pytest.approx(difference, rel=0.5)
        seen += found.p < 0.05
    assert 0.7 <= seen / 200 <= 0.9


@given(st.lists(st.floats(0.001, 1), min_size=1, max_size=10))
def test_holm_keeps_the_order_and_is_at_most_bonferroni(values: list[float]) -> None:
    found = holm(values)
    ranked = sorted(zip(values, found, strict=True))
    assert all(p <= q <= min(1.0, len(values) * p) + 1e-12 for p, q in zip(values, found, strict=True))
    assert [q for _, q in ranked] == sorted(found)


@settings(max_examples=20)
@given(st.lists(st.lists(st.floats(0, 1), min_size=4, max_size=4), min_size=2, max_size=4), st.integers(0, 9))
def test_all_pairs_are_there_seeded_and_corrected_together(rows: list[list[float]], seed: int) -> None:
    scores = {f"s{n}": row for n, row in enumerate(rows)}
    found = all_pairs("m", scores, seed, 100)
    assert len(found) == len(rows) * (len(rows) - 1) // 2
    assert found == all_pairs("m", scores, seed, 100)
    assert [pair.p_holm for pair in found] == holm([pair.p for pair in found])
