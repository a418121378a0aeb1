"""What an article tells in a row stays together, and who somebody is stands before what he does."""

from hypothesis import given
from hypothesis import strategies as st

from summarizer.summaries.sequence import introduced, threaded

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


@given(first=places, rest=st.lists(places, max_size=12))
def test_threading_loses_nothing(first: tuple[int, int], rest: list[tuple[int, int]]) -> None:
    assert sorted(threaded(first, rest)) == list(range(len(rest)))


@given(st.lists(st.sampled_from([LEAD, LATE, FULL, SHIPS, "", "Eva Lund left.", "She left Eva."]), max_size=10))
def test_introducing_loses_nothing_and_keeps_the_first(texts: list[str]) -> None:
    order = introduced(texts)
    assert sorted(order) == list(range(len(texts)))
    assert order[:1] == [0][: len(texts)]
