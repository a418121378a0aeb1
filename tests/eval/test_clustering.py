"""The scores of a grouping: worked by hand, against scikit-learn, and the empty and overlapping cases."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.metrics.clustering import agreement, b_cubed_interval

labels = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=1, max_size=40)


def test_b_cubed_as_worked_by_hand() -> None:
    # {a b c} {d e} against {a b} {c d e}
    scores = agreement([1, 1, 1, 2, 2], [7, 7, 8, 8, 8])
    assert scores.b3.precision == pytest.approx((1 + 1 + 1 / 3 + 2 / 3 + 2 / 3) / 5)
    assert scores.b3.recall == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1 + 1) / 5)
    assert scores.pairwise.precision == pytest.approx(2 / 4)
    assert scores.pairwise.recall == pytest.approx(2 / 4)
    assert scores.purity_of_largest == pytest.approx(4 / 5)
    assert scores.fragmentation == pytest.approx(0.5)
    assert (scores.clusters, scores.singletons, scores.true_clusters) == (2, 0, 2)


def test_overlapping_truth_as_worked_by_hand() -> None:
    # The round-up b belongs to both stories; all three were found together.
    scores = agreement([["x"], ["x", "y"], ["y"]], [0, 0, 0])
    assert scores.b3.precision == pytest.approx((2 / 3 + 1 + 2 / 3) / 3)
    # b shares two true clusters with itself, and only one found one (Amigó's multiplicity).
    assert scores.b3.recall == pytest.approx((1 + (1 + 1 / 2 + 1) / 3 + 1) / 3)
    assert scores.pairwise.precision == pytest.approx(2 / 3)
    assert scores.ari is None
    assert scores.nmi is None


def test_two_items_that_share_two_stories_count_once_found_together() -> None:
    # Amigó's multiplicity recall: they share two true clusters and only one found one.
    scores = agreement([{"x", "y"}, {"x", "y"}], [0, 0])
    assert scores.b3.precision == 1.0
    assert scores.b3.recall == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("truth", "found", "message"),
    [([1], [], "1 true labels, but 0"), ([], [], "nothing to score"), ([[], 1], [1, 2], "Item 0 has no true cluster")],
)
def test_what_cannot_be_scored_is_an_error(truth: list[object], found: list[int], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        agreement(truth, found)


@settings(deadline=None)
@given(labels)
def test_equals_scikit_learn(pairs: list[tuple[int, int]]) -> None:
    from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score, v_measure_score

    truth, found = [t for t, _ in pairs], [f for _, f in pairs]
    scores = agreement(truth, found)
    assert scores.ari == pytest.approx(adjusted_rand_score(truth, found))
    assert scores.nmi == pytest.approx(normalized_mutual_info_score(truth, found), abs=1e-9)
    assert scores.v_measure == pytest.approx(v_measure_score(truth, found), abs=1e-9)


@given(labels)
def test_b_cubed_equals_its_definition_item_by_item(pairs: list[tuple[int, int]]) -> None:
    precision = recall = 0.0
    for truth, found in pairs:
        both = sum(pair == (truth, found) for pair in pairs)
        precision += both / sum(f == found for _, f in pairs) / len(pairs)
        recall += both / sum(t == truth for t, _ in pairs) / len(pairs)
    scores = agreement([t for t, _ in pairs], [f for _, f in pairs])
    assert scores.b3.precision == pytest.approx(precision)
    assert scores.b3.recall == pytest.approx(recall)


@given(labels, st.randoms(use_true_random=False))
def test_the_order_of_items_changes_nothing(pairs: list[tuple[int, int]], random: object) -> None:
    shuffled = list(pairs)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    one = agreement([t for t, _ in pairs], [f for _, f in pairs])
    other = agreement([t for t, _ in shuffled], [f for _, f in shuffled])
    assert one.b3.f1 == pytest.approx(other.b3.f1)
    assert one.purity_of_largest == pytest.approx(other.purity_of_largest)
    assert one.fragmentation == pytest.approx(other.fragmentation)


@given(labels)
def test_perfect_is_one(pairs: list[tuple[int, int]]) -> None:
    truth = [t for t, _ in pairs]
    scores = agreement(truth, truth)
    assert scores.b3.f1 == scores.pairwise.f1 == scores.purity_of_largest == pytest.approx(1.0)
    assert scores.ari == pytest.approx(1.0)
    assert scores.fragmentation == 0.0


@settings(deadline=None)
@given(labels)
def test_the_interval_of_b_cubed_holds_it_and_is_seeded(pairs: list[tuple[int, int]]) -> None:
    truth, found = [a for a, _ in pairs], [b for _, b in pairs]
    low, high = b_cubed_interval(truth, found)
    assert 0 < low <= agreement(truth, found).b3.f1 + 1e-9
    assert agreement(truth, found).b3.f1 - 1e-9 <= high <= 1 + 1e-9
    assert (low, high) == b_cubed_interval(truth, found)


def test_one_story_has_no_interval_and_many_alike_a_narrow_one() -> None:
    assert b_cubed_interval([1, 1, 1], ["a", "a", "b"]) == pytest.approx(
        [agreement([1, 1, 1], ["a", "a", "b"]).b3.f1] * 2
    )
    widths = []
    for stories in (10, 160):
        truth = [n for n in range(stories) for _ in range(2)]
        found = [f"{n}{copy if n % 2 else 0}" for n in range(stories) for copy in range(2)]  # every second one is torn
        low, high = b_cubed_interval(truth, found)
        widths.append(high - low)
    assert widths[1] == pytest.approx(widths[0] / 4, rel=0.35), "sixteen times as many, a quarter as wide"
