"""The verifier as a whole: evidence, order, empty cases, the work it does once, the stand-alone check."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.config import Settings
from summarizer.errors import UnknownNameError
from summarizer.summaries.verification import alignment, check_text, load_verifier, source_sentences, verifier
from summarizer.summaries.verification.reading import Reading, read
from summarizer.testing import article
from tests.verification.helpers import VERIFIER, check

A = article(
    "The council of Vellin approved 40 new flats on Monday. Mayor Adela Brandt said work would start in May. "
    "Critics called the plan too costly. The vote was 12 to 3.",
    source="a", published="2025-06-03T08:00",
)  # fmt: skip
B = article("Vellin will get 40 new flats, the town council decided. A tram line may follow.", source="b")
SOURCES = source_sentences([A, B])


def test_evidence_is_word_for_word_and_small() -> None:
    verdict = VERIFIER.check("Adela Brandt said work would start in May.", SOURCES, [A, B])
    (evidence,) = verdict.evidence
    assert evidence.article == A.id
    assert A.text[evidence.start : evidence.end] == "Mayor Adela Brandt said work would start in May."
    assert verdict.support >= VERIFIER.threshold


def test_nothing_is_supported_by_nothing() -> None:
    assert VERIFIER.check("Adela Brandt resigned.", (), ()).support == 0.0
    assert VERIFIER.check("", SOURCES, [A, B]).support == 0.0
    assert VERIFIER.check("...", SOURCES, [A, B]).evidence == ()
    assert check("Quarks bind hadrons.", "The council met.").support == 0.0


@pytest.mark.parametrize("source", SOURCES, ids=lambda s: s.text[:20])
def test_every_source_sentence_supports_itself(source: object) -> None:
    from summarizer.protocols import SourceSentence

    assert isinstance(source, SourceSentence)
    verdict = VERIFIER.check(source.text, SOURCES, [A, B])
    assert verdict.support == 1.0
    assert source.evidence in verdict.evidence
    assert verdict.problems == ()


def test_a_copied_part_that_loses_its_denial_is_no_copy() -> None:
    source = "The council denied that it paid bribes to officials."
    assert check(source, source).support == 1.0
    assert check("It paid bribes to officials.", source).support < VERIFIER.threshold


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200), st.randoms(use_true_random=False))
def test_any_text_gets_a_verdict_in_range_whatever_the_order(text: str, rng: object) -> None:
    from random import Random

    assert isinstance(rng, Random)
    verdict = VERIFIER.check(text, SOURCES, [A, B])
    assert 0.0 <= verdict.support <= 1.0
    lengths = {A.id: len(A.text), B.id: len(B.text)}
    assert all(0 <= e.start < e.end <= lengths[e.article] for e in verdict.evidence)
    mixed = list(SOURCES)
    rng.shuffle(mixed)
    assert VERIFIER.check(text, mixed, [B, A]).evidence == verdict.evidence


@settings(max_examples=60, deadline=None)
@given(st.integers(min_value=13, max_value=9999).filter(lambda n: n != 40))
def test_any_other_number_is_caught(number: int) -> None:
    verdict = VERIFIER.check(f"The council of Vellin approved {number} new flats on Monday.", SOURCES, [A, B])
    assert verdict.support < VERIFIER.threshold
    assert any(str(number) in problem for problem in verdict.problems)


def test_the_stand_alone_check_tells_problems_and_kinds() -> None:
    text = "The vote was 12 to 3. Vellin approved 90 new flats on Monday."
    (first, none), (second, problems) = check_text(text, [A, B], Settings())
    assert (first.kind, none) == ("extractive", ())
    assert second.kind == "abstractive"
    assert second.support < 0.5
    assert "number 90 not in the evidence" in problems


def test_an_unknown_verifier_is_named() -> None:
    with pytest.raises(UnknownNameError, match="defualt"):
        load_verifier(Settings(verifier="defualt"))


def test_the_signature_changes_with_the_code(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    before = VERIFIER.signature
    assert VERIFIER.signature == before
    (tmp_path / "weights.py").write_text("INTERCEPT = 1.0", encoding="utf-8")
    monkeypatch.setattr(verifier, "__file__", str(tmp_path / "verifier.py"))
    verifier._written.cache_clear()
    try:
        assert VERIFIER.signature != before
    finally:
        verifier._written.cache_clear()


def test_the_sources_of_a_story_are_read_once_for_all_its_sentences(monkeypatch: pytest.MonkeyPatch) -> None:
    articles = [
        article(" ".join(f"Member {i} of group {g} told the council of Vellin about flat {i * g}." for i in range(30)))
        for g in range(1, 4)
    ]
    sources = source_sentences(articles)
    assert len(sources) == 90
    seen = Counter[str]()

    def counted(text: str, language: str = "en") -> Reading:
        seen[text] += 1
        return read(text, language)

    monkeypatch.setattr(alignment, "read", counted)
    for i in range(10):
        claim = f"Member {i} of group 3 told the council about flat {i * 3}."
        assert VERIFIER.check(claim, sources, articles).evidence
    assert seen == Counter(source.text for source in sources)


TAPE = article(
    "The lawyer wrote on Monday: “The tape does not lie. County clerks stole the ballots. It is beyond doubt.” The county denied it.",
    source="c",
)


@pytest.mark.parametrize("text", ["County clerks stole the ballots.", "The county clerks stole the ballots."])
def test_what_stands_within_a_quotation_is_somebodys_word(text: str) -> None:
    verdict = VERIFIER.check(text, source_sentences([TAPE]), [TAPE])
    assert verdict.support < VERIFIER.threshold
    alone = [s for s in source_sentences([TAPE]) if "denied" not in s.text]
    told = VERIFIER.check(text, alone, [TAPE])
    assert "somebody's word" in told.problems[0]
    assert [TAPE.text[e.start : e.end] for e in told.evidence] == ["County clerks stole the ballots."]


@pytest.mark.parametrize("outlet", ["d", "e", "f", "g"])
def test_what_another_source_tells_as_its_own_may_be_told(outlet: str) -> None:
    # Ids are hashes: some stand before the one with the quotation, some behind it.
    both = [TAPE, article("County clerks stole the ballots.", source=outlet)]
    verdict = VERIFIER.check("County clerks stole the ballots.", source_sentences(both), both)
    assert verdict.support == 1.0
    assert {evidence.article for evidence in verdict.evidence} == {both[1].id}


@pytest.mark.parametrize(
    "text", ["The United States stole the ballots in Vellin.", "Clerks hid reports of it from everybody in Vellin."]
)
def test_a_word_that_looks_like_speech_names_no_speaker(text: str) -> None:
    told = article(f"Marn wrote: “The tape does not lie. {text} It is beyond doubt.” The county denied it.")
    assert VERIFIER.check(text, source_sentences([told]), [told]).support == 0.0


def test_a_german_quotation_makes_nothing_somebodys_word() -> None:
    plain = "Die Stadt baut im Mai vierzig neue Wohnungen."
    told = article(f"Moe schrieb: „Das Band lügt nicht.“ {plain} Der Rat stimmte zu.", language="de")
    assert VERIFIER.check(plain, source_sentences([told]), [told]).support == 1.0


@pytest.mark.parametrize("text", ["The lawyer wrote: “County clerks stole the ballots.”", "The county denied it."])
def test_what_is_marked_or_stands_outside_is_not(text: str) -> None:
    assert VERIFIER.check(text, source_sentences([TAPE]), [TAPE]).support >= VERIFIER.threshold
