"""Sentences that cannot both be true stay in different facets; those that tell one fact in other words meet in one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.summaries.contradictions import contradict, other_figures
from summarizer.summaries.coverage import items_of
from summarizer.summaries.facets import Facet, plan
from summarizer.summaries.origins import origin_of
from summarizer.testing import article
from summarizer.types import Article

NOBODY = (frozenset[str](), frozenset[str]())
APART = [
    (
        "Nine people were killed when the ferry sank off Kerra on Tuesday, police said.",
        "Twelve people were killed when the ferry sank off Kerra on Tuesday, officials said.",
    ),
    (
        "The blast killed 12 people and injured 50 others in the market of Kerra on Tuesday.",
        "The blast killed 15 people and injured 50 others in the market of Kerra on Tuesday, police said.",
    ),
    (
        "Mayor Lund resigned over the ferry scandal in Kerra on Tuesday evening.",
        "Mayor Brenn resigned over the ferry scandal in Kerra on Tuesday evening, police said.",
    ),
    (
        "The council approved the ferry plan for Kerra on Tuesday evening.",
        "The council did not approve the ferry plan for Kerra on Tuesday evening.",
    ),
    (
        "The owners of the ferry said that they would close three bridges near Kerra this summer.",
        "The owners of the ferry said that they would close five bridges near Kerra this summer.",
    ),
    (
        "The court in Kerra said the captain would stand trial over the ferry in May.",
        "The court in Kerra said the captain would not stand trial over the ferry in May.",
    ),
    (
        "On Tuesday evening Ada Brenn defeated Jon Lund in the race for the harbour office of Kerra.",
        "On Tuesday evening Jon Lund defeated Ada Brenn in the race for the harbour office of Kerra.",
    ),
    (
        "The harbour board of Kerra paid the captain back on Tuesday, the lawyers said.",
        "The harbour board of Kerra denied that it paid the captain back, the lawyers said.",
    ),
]  # fmt: skip
TOGETHER = [
    (
        "Nine people were killed when the ferry sank off Kerra on Tuesday, police said.",
        "The ferry sank off Kerra on Tuesday and 9 people died, officials said.",
    ),
    (
        "At least 12 people were killed when the ferry sank off Kerra on Tuesday, police said.",
        "The ferry sank off Kerra on Tuesday, killing 14 people, officials said.",
    ),
    (
        "The blast killed 12 people in the market of Kerra on Tuesday and hurt 50 more, police said.",
        "The blast in the market of Kerra on Tuesday killed 12 people, the police said.",
    ),
    (
        "Prime Minister Ada Brenn resigned over the ferry scandal in Kerra on Tuesday evening.",
        "Brenn resigned over the ferry scandal in Kerra on Tuesday evening, police said.",
    ),
    (
        "President Lund met President Brenn in Kerra on Tuesday to sign the ferry treaty.",
        "The ferry treaty was signed in Kerra on Tuesday when President Brenn received Lund.",
    ),
    (
        "The council approved the ferry plan for Kerra on Tuesday but did not say when work starts.",
        "The council approved the ferry plan for Kerra on Tuesday evening.",
    ),
    (
        "The captain did not answer when the ferry left Kerra on Tuesday morning, the coast guard said.",
        "The captain of the ferry did not answer the coast guard near Kerra on Tuesday morning.",
    ),
    (
        "The inspectors did not find evidence that the captain of the ferry was drunk off Kerra on Tuesday.",
        "The inspectors found no evidence that the captain of the ferry off Kerra was drunk on Tuesday.",
    ),
    (
        "The harbour board refuses to recognize the claims of the ferry captain from Kerra, its lawyers said.",
        "The harbour board does not recognize the claims of the captain of the Kerra ferry, its lawyers said.",
    ),
    (
        "British inspectors boarded the ferry off Kerra on Tuesday to look for the captain.",
        "Inspectors from Britain boarded the ferry off Kerra to look for its captain on Tuesday.",
    ),
]  # fmt: skip


BESIDE = (
    "Farmers in the hills expect a poor harvest after months without rain, their union said.",
    "A choir of two hundred children opened the new concert hall with songs of the sea.",
)


def facets_of(*texts: str) -> tuple[list[Facet], list[Article]]:
    articles = [article(text, f"title {n}") for n, text in enumerate((*texts, *BESIDE))]
    items, concepts = items_of(articles)
    return plan(items, concepts, origin_of(articles, ()), "en", 120), articles


@pytest.mark.parametrize(("one", "other"), APART)
def test_contradictory_sentences_share_no_facet(one: str, other: str) -> None:
    assert contradict(one, other, "en", NOBODY)
    assert contradict(other, one, "en", NOBODY)
    for texts in ((one, other), (other, one)):
        assert all(len(facet.sentences) == 1 for facet in facets_of(*texts)[0])


@pytest.mark.parametrize(("one", "other"), TOGETHER)
def test_one_fact_in_other_words_is_one_facet(one: str, other: str) -> None:
    assert not contradict(one, other, "en", NOBODY)
    assert not contradict(other, one, "en", NOBODY)
    facets, articles = facets_of(one, other)
    both = [facet for facet in facets if len(facet.sentences) == 2]
    assert both
    assert {s.article for s in both[0].sentences} == {a.id for a in articles[:2]}


def test_no_two_in_a_group_contradict_each_other() -> None:
    seed = "The ferry sank off Kerra on Tuesday and many people were killed, police said."
    facets, _ = facets_of(seed, *APART[0])
    for facet in facets:
        texts = [s.text for s in facet.sentences]
        assert not any(contradict(a, b, "en", NOBODY) for a in texts for b in texts)
    assert any(len(facet.sentences) == 2 for facet in facets)


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("Der Minister trat am Montag zurück.", "Der Minister trat am Montag nicht zurück.", "de"),
        ("Le ministre a signé le traité lundi.", "Le ministre n'a pas signé le traité lundi.", "fr"),
        ("El ministro firmó el tratado el lunes.", "El ministro no firmó el tratado el lunes.", "es"),
        ("Neun Menschen starben am Dienstag vor Kerra.", "Zwölf Menschen starben am Dienstag vor Kerra.", "de"),
        ("Murieron nueve personas el martes en Kerra.", "Murieron doce personas el martes en Kerra.", "es"),
        ("Neuf personnes sont mortes mardi à Kerra.", "Douze personnes sont mortes mardi à Kerra.", "fr"),
    ],
)
def test_figures_and_negations_are_compared_in_other_languages(one: str, other: str, language: str) -> None:
    assert contradict(one, other, language, NOBODY)
    assert contradict(other, one, language, NOBODY)
    assert not contradict(one, one, language, NOBODY)


SENTENCES = st.sampled_from([text for pair in (*APART, *TOGETHER) for text in pair])


@given(one=SENTENCES, other=SENTENCES)
def test_contradiction_is_symmetric_and_never_with_oneself(one: str, other: str) -> None:
    assert contradict(one, other, "en", NOBODY) == contradict(other, one, "en", NOBODY)
    assert not contradict(one, one, "en", NOBODY)


@given(a=st.integers(2, 400), b=st.integers(2, 400))
def test_exact_counts_of_one_thing_contradict_when_they_differ(a: int, b: int) -> None:
    one, other = (f"The ferry carried people and {n} lorries to Kerra, police said." for n in (a, b))
    assert contradict(one, other, "en", NOBODY) == (a != b)


def test_what_is_chosen_besides_has_a_facet_of_its_own_and_nothing_twice() -> None:
    articles = [article(text, f"title {n}") for n, text in enumerate(BESIDE)]
    items, concepts = items_of(articles)
    origins = origin_of(articles, ())
    [first, *_] = planned = plan(items, concepts, origins, "en", 20)
    left = next(i.sentence for i in items if i.sentence not in {s for facet in planned for s in facet.sentences})
    more = plan(items, concepts, origins, "en", 20, besides=lambda _: [first.seed, left])
    assert [facet.seed for facet in more] == [*(facet.seed for facet in planned), left]
    assert len(plan(items, concepts, origins, "en", 20, most=1, besides=lambda _: [left])) == 1


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("At least 12 people were killed.", "29 people were killed.", True),
        ("The ferry had 480 people on board.", "07:50 Boats are taking people off the ferry.", False),
        ("The ferry had 480 people on board.", "The ferry sank 2 kilometres off Lissa.", False),
        ("The ferry had 480 people on board.", "The ferry sank at 7 a.m. on 9 May.", False),
    ],
)
def test_the_time_of_day_is_no_newer_figure(one: str, other: str, differ: bool) -> None:
    assert other_figures(one, other, "en") is differ
