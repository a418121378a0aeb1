"""Figures on which the articles of a story differ: a disagreement, an update, or nothing of the kind."""

from collections.abc import Sequence
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.conflicts import find
from summarizer.testing import article
from summarizer.types import Article, Cluster, Conflict

MORNING, NOON, NEXT_DAY = "2025-06-02T09:00", "2025-06-02T09:20", "2025-06-03T12:00"


def told(text: str, time: str | None = MORNING, title: str = "", source: str = "", language: str = "en") -> Article:
    return article(text, title, source=source or text[:12], published=time, language=language)


def conflicts(*articles: Article, groups: Sequence[Sequence[str]] = ()) -> tuple[Conflict, ...]:
    return find(Cluster("story", articles), groups or [[a.id] for a in articles])


def test_two_tolls_at_the_same_time_disagree() -> None:
    a = told("A blast at a fuel depot in Port Vell killed 12 people and injured 50, police said.", MORNING)
    b = told("The blast at the Port Vell depot killed 17 people and injured 50 others, a minister said.", NOON)
    (found,) = conflicts(a, b)
    assert (found.quantity, found.kind) == ("people killed", "disagreement")
    assert [(v.value, v.articles) for v in found.values] == [("12", (a.id,)), ("17", (b.id,))]
    assert found.values[0].published == a.published


def test_a_growing_toll_is_an_update() -> None:
    a = told("A blast at a fuel depot in Port Vell killed at least 12 people.", MORNING)
    b = told("The death toll from the depot blast in Port Vell rose to 31 on Tuesday from 12.", NEXT_DAY)
    (found,) = conflicts(a, b)
    assert found.kind == "update"
    assert [v.value for v in found.values] == ["at least 12", "31"]


def test_a_toll_that_falls_is_a_disagreement() -> None:
    a = told("A blast at a fuel depot in Port Vell killed 31 people.", MORNING)
    b = told("The blast at the fuel depot in Port Vell killed 12 people.", NEXT_DAY)
    assert conflicts(a, b)[0].kind == "disagreement"


def test_without_times_nothing_is_an_update() -> None:
    a = told("A blast at a fuel depot in Port Vell killed 12 people.", None)
    b = told("The blast at the fuel depot in Port Vell killed 31 people.", NEXT_DAY)
    assert conflicts(a, b)[0].kind == "disagreement"


def test_one_origin_correcting_itself_soon_is_an_update() -> None:
    a = told("A blast at a fuel depot in Port Vell killed 12 people.", MORNING)
    b = told("The blast at the fuel depot in Port Vell killed 17 people.", NOON)
    assert conflicts(a, b)[0].kind == "disagreement"
    assert conflicts(a, b, groups=[[a.id, b.id]])[0].kind == "update"


def test_compatible_figures_are_no_conflict() -> None:
    a = told("At least 12 people were killed in the Norvia crash.")
    b = told("Twelve people were killed in the Norvia crash.")
    assert conflicts(a, b) == ()
    c = told("About 1.4 million people were evacuated from Norvia.")
    d = told("Some 1.43 million people were evacuated from Norvia.")
    assert conflicts(c, d) == ()


def test_a_bound_that_may_be_true_stands_in_a_row_of_its_own() -> None:
    a = told("At least 19 people were killed by the blast in Port Vell.", MORNING)
    b = told("Doctors said 21 people were killed by the blast in Port Vell.", NOON)
    c = told("The blast in Port Vell killed 29 people.", NEXT_DAY)
    (found,) = conflicts(a, b, c)
    assert [(v.value, v.articles) for v in found.values] == [("at least 19", (a.id,)), ("21", (b.id,)), ("29", (c.id,))]
    assert not conflicts(a, b)


def test_a_bound_at_the_number_that_others_give_stands_with_it() -> None:
    a = told("At least 21 people were killed by the blast in Port Vell.", MORNING)
    b = told("Doctors said 21 people were killed by the blast in Port Vell.", NOON)
    c = told("The blast in Port Vell killed 29 people.", NEXT_DAY)
    (found,) = conflicts(a, b, c)
    assert [len(v.articles) for v in found.values] == [2, 1]


def test_at_least_and_at_most_the_same_number_are_two_rows() -> None:
    a = told("At least 50 people were killed by the blast in Port Vell.", MORNING)
    b = told("Up to 50 people were killed by the blast in Port Vell.", NOON)
    c = told("The blast in Port Vell killed 90 people.", NEXT_DAY)
    (found,) = conflicts(a, b, c)
    assert [v.value for v in found.values][-1] == "90"
    assert all(len(v.articles) == 1 for v in found.values)


def test_different_things_do_not_meet() -> None:
    a = told("A blast at a fuel depot in Port Vell killed 12 people.")
    assert conflicts(a, told("The blast at the fuel depot in Port Vell injured 31 people.")) == ()
    assert conflicts(a, told("The blast at the fuel depot in Port Vell killed three children.")) == ()
    assert conflicts(a, told("In 2010, a blast at the fuel depot in Port Vell killed 90 people.")) == ()
    assert conflicts(a, told("More than 90 people have been killed in Port Vell depot blasts since spring.")) == ()
    assert conflicts(a, told("Another 5 people were killed when the fuel depot in Port Vell burned.")) == ()


def test_other_quantities() -> None:
    a = told("A magnitude 6.1 earthquake struck the coast of Norvia on Monday.")
    b = told("A 6.4-magnitude earthquake struck the coast of Norvia on Monday.")
    assert conflicts(a, b)[0].quantity == "magnitude"
    c = told("The central bank raised interest rates to 4.5% on Thursday.")
    d = told("The central bank raised its key interest rate to 4.75% on Thursday.")
    assert [v.value for v in conflicts(c, d)[0].values] == ["4.5%", "4.75%"]


def test_number_words_of_another_language() -> None:
    a = told("El ataque en Norvia dejó doce muertos.", MORNING, language="es")
    b = told("El ataque en Norvia dejó quince muertos.", NOON, language="es")
    (found,) = conflicts(a, b)
    assert [v.value for v in found.values] == ["doce", "quince"]


def test_the_first_figure_of_an_article_counts() -> None:
    a = told("The blast at the Port Vell depot killed 12 people. The depot blast killed 9 people, it was said before.")
    b = told("The blast at the Port Vell depot killed 12 people, police said.")
    assert conflicts(a, b) == ()


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(min_value=2, max_value=40), min_size=2, max_size=6), st.randoms(use_true_random=False))
def test_what_is_found_is_sound_whatever_the_order(tolls: list[int], rng: Random) -> None:
    articles = [
        told(f"A blast at a depot in Port Vell killed {toll} people, police said.", source=f"outlet {i}")
        for i, toll in enumerate(tolls)
    ]
    mixed = list(articles)
    rng.shuffle(mixed)
    first, second = conflicts(*articles), conflicts(*mixed)
    assert [(c.quantity, c.kind, {(v.value, frozenset(v.articles)) for v in c.values}) for c in first] == [
        (c.quantity, c.kind, {(v.value, frozenset(v.articles)) for v in c.values}) for c in second
    ]
    for conflict in first:
        listed = [a for value in conflict.values for a in value.articles]
        assert len(conflict.values) >= 2
        assert len(listed) == len(set(listed))
        assert set(listed) <= {a.id for a in articles}
        for value in conflict.values:
            assert value.value in {str(toll) for toll in tolls}
    if max(tolls) == min(tolls):
        assert first == ()
