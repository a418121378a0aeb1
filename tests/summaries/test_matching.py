"""A set that is expected to come nearest to what people would write: it fits, is near the optimum, and pays for its words."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.summaries.choosing import Choice
from summarizer.summaries.matching import Match
from tests.summaries.choices import CHOICES, LETTERS

LIKELY = st.fixed_dictionaries({letter: st.floats(0.01, 1) for letter in LETTERS})


def clash(one: int, other: int) -> bool:
    return (one + other) % 3 == 0


@settings(max_examples=150, deadline=None)
@given(choices=CHOICES, likely=LIKELY, budget=st.integers(1, 30), most=st.integers(1, 4), aim=st.integers(1, 60))
def test_fits_and_never_clashes(
    choices: list[Choice], likely: dict[str, float], budget: int, most: int, aim: int
) -> None:
    match = Match(choices, likely.__getitem__, aim)
    chosen = match.best(budget, most, clash, barred={1})
    assert chosen == sorted(set(chosen))
    assert len(chosen) <= most
    assert 1 not in chosen
    assert sum(choices[i].words for i in chosen) <= budget
    assert not any(clash(a, b) for a, b in combinations(chosen, 2))
    assert bool(chosen) == any(choice.words <= budget for i, choice in enumerate(choices) if i != 1)


@settings(max_examples=100, deadline=None)
@given(choices=CHOICES, likely=LIKELY, budget=st.integers(1, 30), aim=st.integers(1, 60))
def test_nothing_is_gained_by_one_more_one_less_or_another(
    choices: list[Choice], likely: dict[str, float], budget: int, aim: int
) -> None:
    match = Match(choices, likely.__getitem__, aim)
    chosen = match.best(budget, 3)
    value = match.value(chosen)
    for place in range(len(choices)):
        for rest in (chosen, *([i for i in chosen if i != out] for out in chosen)):
            other = [*rest, place]
            if place not in rest and len(other) <= 3 and sum(choices[i].words for i in other) <= budget:
                assert match.value(other) <= value + 1e-9
    assert all(match.value([i for i in chosen if i != out]) <= value + 1e-9 for out in chosen)


def test_what_is_fixed_stays() -> None:
    choices = [Choice(5, frozenset("a"), 0), Choice(5, frozenset("bc"), 0), Choice(5, frozenset("bcd"), 0)]
    match = Match(choices, {"a": 0.01, "b": 0.9, "c": 0.9, "d": 0.9}.__getitem__, 10)
    assert match.best(20, 2) == [2]
    assert match.best(20, 2, fixed=[0]) == [0, 2]


def test_words_that_nobody_would_write_are_not_bought() -> None:
    """Coverage fills its budget; here a sentence must be worth its words."""
    telling, idle = Choice(10, frozenset("ab"), 0), Choice(10, frozenset("c"), 0)
    match = Match([telling, idle], {"a": 0.9, "b": 0.9, "c": 0.02}.__getitem__, 20)
    assert match.best(20, 2) == [0]


def test_a_bonus_counts_by_its_share_of_the_words() -> None:
    match = Match([Choice(10, frozenset("a"), 0.5), Choice(30, frozenset("b"), 0.0)], {"a": 0.5, "b": 0.5}.get, 60)  # type: ignore[arg-type]
    assert match.value([0]) == pytest.approx(0.5 / 70 * 1.5)
    assert match.value([0, 1]) == pytest.approx(1.0 / 100 * 1.125)
    assert match.value([]) == 0.0


def test_ties_go_to_the_earlier() -> None:
    twins = [Choice(5, frozenset("a"), 0), Choice(5, frozenset("a"), 0), Choice(5, frozenset("a"), 0)]
    assert Match(twins, {"a": 0.5}.__getitem__, 10).best(20, 2) == [0]
