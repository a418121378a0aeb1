"""What an article tells in a row stays together, and who somebody is stands before what he does."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from summarizer.summaries.sequence import cohesive, introduced, threaded

LEAD = "The council dismissed the harbour master."
LATE = "Lund would not say why."
FULL = "Harbour master Eva Lund was told on Monday."
SHIPS = "Two ships wait off the port."

places = st.tuples(st.integers(0, 30), st.integers(0, 8))


def test_an_article_is_not_left_in_the_middle_of_what_it_tells() -> None:
    rest = [(0, 1), (1, 0), (2, 1), (4, 1), (8, 0)]
    assert [rest[i] for i in threaded((0, 0), rest)] == [(1, 0), (0, 1), (2, 1), (4, 1), (8, 0)]


def test_one_article_does_not_keep_the_word_for_long() -> None:
    rest = [(1, 0), (2, 0), (3, 0), (4, 0), (0, 1)]
    assert [rest[i] for i in threaded((0, 0), rest)] == [(1, 0), (2, 0), (0, 1), (3, 0), (4, 0)]


def test_a_last_name_alone_comes_after_the_name_in_full() -> None:
    texts = [LEAD, LATE, SHIPS, FULL]
    assert [texts[i] for i in introduced(texts)] == [LEAD, FULL, LATE, SHIPS]


def test_a_name_that_was_told_before_moves_nothing() -> None:
    assert introduced(["Lund was dismissed.", LATE, FULL]) == [0, 1, 2]
    assert introduced([LEAD, FULL, LATE]) == [0, 1, 2]
    assert introduced([LEAD, "Lund Bank would not say why.", FULL]) == [0, 1, 2]
    assert introduced([LEAD, LATE, "In Lund it rains."]) == [0, 1, 2]
    assert introduced([LEAD, LATE, "Aides of Mr. Lund left."]) == [0, 1, 2]
    assert introduced([LEAD, "The House voted.", "The White House did not."]) == [0, 1, 2]
    assert introduced([LEAD, "They search until Friday.", "It was told in Selmar Friday."]) == [0, 1, 2]
    assert introduced([LEAD, "Eva J. Lund left.", "Captain Lund stayed."]) == [0, 1, 2]


def test_what_is_alike_is_told_together() -> None:
    vectors = np.array([[1.0, 0, 0], [0, 1, 0], [0, 0, 1], [0.1, 0.9, 0], [0, 0.1, 0.9]])
    rest = [(1, 1), (1, 2), (2, 3), (2, 4)]
    assert cohesive((0, 0), rest, vectors @ vectors.T) == [2, 0, 3, 1]


def test_background_comes_late_and_an_article_goes_on() -> None:
    alike = np.ones((4, 4))
    assert cohesive((0, 0), [(9, 1), (3, 2), (1, 0)], alike) == [2, 1, 0]


@given(first=places, rest=st.lists(places, max_size=9), data=st.data())
def test_no_article_is_told_in_another_order_and_nothing_is_lost(
    first: tuple[int, int], rest: list[tuple[int, int]], data: st.DataObject
) -> None:
    size = len(rest) + 1
    rows = data.draw(st.lists(st.lists(st.floats(-1, 1), min_size=3, max_size=3), min_size=size, max_size=size))
    order = cohesive(first, rest, np.array(rows) @ np.array(rows).T)
    assert sorted(order) == list(range(len(rest)))
    for article in {place[1] for place in rest}:
        indexes = [rest[i][0] for i in order if rest[i][1] == article]
        assert indexes == sorted(indexes)


@given(first=places, rest=st.lists(places, max_size=12))
def test_threading_loses_nothing(first: tuple[int, int], rest: list[tuple[int, int]]) -> None:
    assert sorted(threaded(first, rest)) == list(range(len(rest)))


@given(st.lists(st.sampled_from([LEAD, LATE, FULL, SHIPS, "", "Eva Lund left.", "She left Eva."]), max_size=10))
def test_introducing_loses_nothing_and_keeps_the_first(texts: list[str]) -> None:
    order = introduced(texts)
    assert sorted(order) == list(range(len(texts)))
    assert order[:1] == [0][: len(texts)]
