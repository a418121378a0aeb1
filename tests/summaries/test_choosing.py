"""What is chosen fits, does not clash, is never worse than the best single thing, and does not depend on luck."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.summaries.choosing import Choice, choose
from summarizer.summaries.copying import copied_share
from tests.summaries.choices import CHOICES, LETTERS

WEIGHTS = st.fixed_dictionaries({letter: st.floats(0.1, 5) for letter in LETTERS})


def covered(choices: list[Choice], weights: dict[str, float], places: tuple[int, ...] | list[int]) -> float:
    return sum(weights[c] for c in frozenset[str]().union(*(choices[i].concepts for i in places)))


@settings(max_examples=150, deadline=None)
@given(choices=CHOICES, weights=WEIGHTS, budget=st.integers(1, 30), most=st.integers(1, 5))
def test_fits_the_budget_and_never_clashes(
    choices: list[Choice], weights: dict[str, float], budget: int, most: int
) -> None:
    def clash(one: int, other: int) -> bool:
        return (one + other) % 3 == 0

    chosen = choose(choices, weights, budget, most, clash)
    assert len(set(chosen)) == len(chosen) <= most
    assert sum(choices[i].words for i in chosen) <= budget
    assert not any(clash(a, b) for a, b in combinations(chosen, 2))
    assert bool(chosen) == any(choice.words <= budget for choice in choices)
    assert choose(choices, weights, budget, most, clash) == chosen


@settings(max_examples=100, deadline=None)
@given(choices=CHOICES, weights=WEIGHTS, budget=st.integers(1, 30))
def test_near_the_optimum(choices: list[Choice], weights: dict[str, float], budget: int) -> None:
    """Greedy over gain and over gain a word keeps at least (1 - 1/e) / 2 of the optimum (Khuller et al. 1999)."""
    plain = [Choice(choice.words, choice.concepts, 0.0) for choice in choices]
    sets = [
        places
        for size in range(len(plain) + 1)
        for places in combinations(range(len(plain)), size)
        if sum(plain[i].words for i in places) <= budget
    ]
    best = max(covered(plain, weights, places) for places in sets)
    assert covered(plain, weights, choose(plain, weights, budget, len(plain) or 1)) >= 0.316 * best - 1e-9


def test_two_that_tell_different_things_beat_one_that_tells_the_most() -> None:
    rich = Choice(10, frozenset("abcd"), 0)
    pair = [Choice(5, frozenset("abc"), 0), Choice(5, frozenset("def"), 0)]
    assert sorted(choose([rich, *pair], dict.fromkeys("abcdef", 1.0), 10, 3)) == [1, 2]


def test_a_copied_run_is_measured_in_words_of_the_text() -> None:
    assert copied_share("The ferry sank at dawn.", "Officials said THE FERRY sank at dawn off Kerra.") == 1
    assert copied_share("The ferry sank, officials say.", "The ferry sank at dawn.") == 3 / 5
    assert copied_share("", "The ferry sank.") == 1


@settings(max_examples=150, deadline=None)
@given(choices=CHOICES, weights=WEIGHTS, budget=st.integers(1, 30), most=st.integers(1, 5), data=st.data())
def test_what_is_fixed_is_chosen_and_the_rest_still_fits(
    choices: list[Choice], weights: dict[str, float], budget: int, most: int, data: st.DataObject
) -> None:
    fitting = [i for i, choice in enumerate(choices) if choice.words <= budget]
    if not fitting:
        return
    fixed = data.draw(st.sampled_from(fitting))
    chosen = choose(choices, weights, budget, most, fixed=[fixed])
    assert fixed in chosen
    assert len(set(chosen)) == len(chosen) <= most
    assert sum(choices[i].words for i in chosen) <= budget
