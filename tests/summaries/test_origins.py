"""A text that many outlets carry weighs as one: independent origins decide what a story tells."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.protocols import Job, Lengths
from summarizer.summaries.concepts import FREQUENCY, weigh
from summarizer.summaries.extractive import METHODS, ExtractiveSummarizer
from summarizer.summaries.lexrank import centrality, similarity
from summarizer.summaries.origins import origin_of, shares, turns
from summarizer.summaries.sentences import usable_sentences
from summarizer.testing import article
from summarizer.types import Article, Cluster, Summary

# Each outlet trimmed the agency's text in its own way, so that no two hold 80% of each other.
SHIPYARD = "Workers at the Olen shipyard walked out over unpaid overtime before dawn."
AGENCY = tuple(
    article(f"{SHIPYARD} {rest}", source=outlet, agency="Nordwire")
    for outlet, rest in (
        ("Herald", "Crane drivers blocked both gates until the evening shift came. Police only watched from their vans."),
        ("Ledger", "A spokesman for the owners declined every question put to him. Trams to the docks were full as ever."),
        ("Bulletin", "Bakers handed out rolls to the strikers beside the harbour wall. Rain began to fall towards noon."),
    )
)  # fmt: skip
BRIDGE = "Engineers found deep cracks in the Marn bridge and closed it to lorries."
OTHERS = (
    article(f"{BRIDGE} Detours along the river road will last all summer, drivers were told.", source="Post"),
    article(f"{BRIDGE} Farmers fear for the harvest because the next crossing is far.", source="Observer"),
)
STORY = (*AGENCY, *OTHERS)
GROUPS = (tuple(a.id for a in AGENCY), *((a.id,) for a in OTHERS))


def told(method: str, articles: tuple[Article, ...], groups: tuple[tuple[str, ...], ...], words: int = 13) -> Summary:
    job = Job(Cluster("c", articles), groups, Lengths(short=words, want_long=False))
    [summary] = ExtractiveSummarizer(method).summarize([job])
    return summary


def test_three_copies_of_an_agency_do_not_outweigh_two_origins() -> None:
    alone = tuple((a.id,) for a in STORY)
    assert [s.text for s in told("coverage", STORY, alone).short] == [SHIPYARD]
    assert [s.text for s in told("coverage", STORY, GROUPS).short] == [BRIDGE]


def test_leads_of_all_origins_come_before_a_second_of_any() -> None:
    assert turns(STORY, GROUPS) == [0, 1, 2, 0, 0]
    picked = METHODS["lead"](STORY, 40, 3, GROUPS)
    assert [s.article for s in picked] == [AGENCY[0].id, OTHERS[0].id, OTHERS[1].id]


def test_a_concept_weighs_by_the_share_of_its_origin_that_has_it() -> None:
    weights = weigh(STORY, GROUPS).weights
    assert weights["crack"] > weights["shipyard"] > 0
    # All of the agency's articles tell of the shipyard, one of them of the crane drivers: no second origin does either.
    few = weigh(AGENCY, (GROUPS[0],)).weights
    assert few["shipyard"] == pytest.approx(few["olen"])
    assert few["shipyard"] > 3 * few["crane"] > 0


def test_who_is_in_no_group_is_an_origin_of_its_own() -> None:
    assert list(origin_of(STORY, ()).values()) == [0, 1, 2, 3, 4]
    assert list(origin_of(STORY, ((), GROUPS[0])).values()) == [0, 0, 0, 1, 2]
    found = usable_sentences(STORY)
    mass = shares(found, origin_of(STORY, GROUPS))
    assert all(m == (1 / 3 if s.article in GROUPS[0] else 1) for s, m in zip(found, mass, strict=True))


@settings(max_examples=40, deadline=None)
@given(place=st.integers(0, 4), copies=st.integers(1, 4), method=st.sampled_from(["coverage", "lead"]), data=st.data())
def test_copies_within_an_origin_change_nothing(place: int, copies: int, method: str, data: st.DataObject) -> None:
    first = STORY[place]
    more = tuple(article(first.text, source=f"Copy {n}", agency=first.agency) for n in range(copies))
    others = data.draw(st.permutations([a for a in STORY if a is not first]))
    alone = (first, *others)
    grouped = tuple((a.id, *(m.id for m in more if a is first)) for a in alone)
    budget = data.draw(st.integers(13, 60))
    expected = told(method, alone, tuple((a.id,) for a in alone), budget)
    assert [s.text for s in told(method, (*alone, *more), grouped, budget).short] == [s.text for s in expected.short]


@settings(max_examples=40, deadline=None)
@given(place=st.integers(0, 14), copies=st.integers(1, 4))
def test_a_copied_sentence_ranks_as_it_would_alone(place: int, copies: int) -> None:
    found = usable_sentences(STORY)
    place %= len(found)
    rank = centrality(similarity(found, "en"))
    mass = [1.0] * len(found)
    mass[place] = 1 / (1 + copies)
    mass += [mass[place]] * copies
    copied = [*found, *[found[place]] * copies]
    again = centrality(similarity(copied, "en", mass), mass)
    assert again.sum() == pytest.approx(1)
    ratio = again[: len(found)] / rank
    assert np.allclose(ratio, ratio[0], rtol=1e-4)
    assert np.allclose(again[len(found) :], again[place], rtol=1e-6)


def test_a_title_counts_as_mentions_of_what_the_texts_tell_and_of_nothing_else() -> None:
    text = "Divers searched the harbour of Marn for the barge. The barge had carried grain from Olen."
    plain, titled = (
        weigh((article(text, source="Post", title=title), OTHERS[1])).weights for title in ("", "Grain prices fall")
    )
    assert titled["grain"] == pytest.approx(plain["grain"] * 3**FREQUENCY)
    assert "price" not in titled
    assert titled["barg"] == plain["barg"]
