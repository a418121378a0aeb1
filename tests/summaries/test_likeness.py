"""A fact told in other words is found by meaning and words together; what is only about the same thing is another fact."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from summarizer.config import Settings
from summarizer.embeddings import load_embedder
from summarizer.summaries.concepts import Concepts
from summarizer.summaries.likeness import SAME, Likeness
from summarizer.summaries.options import Option
from summarizer.summaries.repetition import same_fact
from summarizer.summaries.telling import Telling
from summarizer.types import Evidence, Sentence

FIRE = "A wildfire forced thousands of people out of their homes near Tarn on Monday."
AGAIN = "Near Tarn some 4,000 residents had to leave their houses because of the wildfire."
SMOKE = "Firemen from Ostmark are fighting the wildfire near Tarn with two planes and a helicopter."


def letters(texts: Sequence[str]) -> np.ndarray:
    """Unit vectors of how often each letter stands in a text."""
    counts = np.array([[1 + text.lower().count(chr(97 + i)) for i in range(26)] for text in texts], dtype=np.float32)
    return np.asarray(counts / np.linalg.norm(counts, axis=1, keepdims=True))


def meaning() -> Likeness:
    embedder = load_embedder(Settings())
    assert embedder is not None
    return Likeness(embedder.embed)


def option(text: str, facet: int) -> Option:
    sentence = Sentence(text, (Evidence(str(facet), 0, 50),), 1.0, "extractive")
    return Option(sentence, facet, (facet, facet), False, 0.0)


def test_what_words_miss_is_found_by_meaning() -> None:
    assert not same_fact(option(FIRE, 0).sentence, option(AGAIN, 1).sentence, "en")
    assert (meaning().of([FIRE, AGAIN, SMOKE], "en") >= SAME).tolist() == [
        [True, True, False],
        [True, True, False],
        [False, False, True],
    ]


def test_a_fact_told_in_other_words_is_told_once() -> None:
    weights = Concepts({"forc": 3.0, "resid": 3.0, "plane": 3.0, "wildfir": 2.0})
    options = [option(text, place) for place, text in enumerate((FIRE, AGAIN, SMOKE))]
    by_words = [o.sentence.text for o in Telling(weights, "en").best(options, 80, 3)]
    by_meaning = [o.sentence.text for o in Telling(weights, "en", meaning()).best(options, 80, 3)]
    assert sorted(by_words) == sorted([FIRE, AGAIN, SMOKE])
    assert SMOKE in by_meaning
    assert len(by_meaning) == 2


def test_another_article_s_beginning_does_not_tell_the_lead_s_event_again() -> None:
    weights = Concepts({"forc": 3.0, "plane": 3.0, "hill": 3.0, "wildfir": 2.0})
    again = "Thousands fled when a fire came over the hill near Tarn at noon."
    options = [option(FIRE, 0), replace(option(SMOKE, 1), place=(4, 1)), replace(option(again, 2), place=(0, 2))]
    later = [*options[:2], replace(options[2], place=(5, 2))]
    assert meaning().of([FIRE, again], "en")[0, 1] < SAME
    assert again not in [o.sentence.text for o in Telling(weights, "en", meaning()).best(options, 80, 3)]
    assert again in [o.sentence.text for o in Telling(weights, "en", meaning()).best(later, 80, 3)]


@given(st.lists(st.text(max_size=20), max_size=6))
def test_likeness_is_symmetric_and_each_text_is_like_itself(texts: list[str]) -> None:
    found = Likeness(letters).cosines(texts)
    assert found.shape == (len(texts), len(texts))
    assert np.allclose(found, found.T)
    assert np.allclose(np.diag(found), 1, atol=1e-5)
    assert (Likeness(letters).of(texts, "en").diagonal() >= SAME).all()


def test_each_text_is_computed_once() -> None:
    asked: list[str] = []

    def embed(texts: Sequence[str]) -> np.ndarray:
        asked.extend(texts)
        return letters(texts)

    known = Likeness(embed)
    known.cosines([FIRE, SMOKE, FIRE])
    known.cosines([SMOKE, AGAIN])
    assert asked == [FIRE, SMOKE, AGAIN]
