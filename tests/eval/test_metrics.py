"""Every metric against values worked by hand, its range, and what it answers when it cannot judge."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.metrics import DEFAULT, METRICS, Case, Metric, Scorer, UnscoredError, all_cards, load_scorer
from eval.metrics.balance import evenness
from eval.metrics.fragments import fragments
from eval.metrics.redundancy import repeated
from eval.metrics.rouge import GoogleRouge
from eval.metrics.unsupported import by_kind
from summarizer.errors import ModelError, UnknownNameError
from summarizer.testing import article
from summarizer.types import Article, Evidence, Kind, Sentence

NORTH = article(
    "The ferry Alma sank near Kolm harbour on Monday. All nine sailors were saved.", "Ferry sinks", source="North"
)
SOUTH = article('"We saw the smoke at once," said Ida Brandt, a fisher.', "Sailors saved", source="South")
WORDS = st.lists(st.sampled_from(["ferry", "sank", "near", "the", "harbour", "Monday", "nine"]), max_size=14).map(
    " ".join
)


def cited(text: str, source: Article = NORTH, kind: Kind = "extractive") -> Sentence:
    start = source.text.find(text)
    span = (start, start + len(text)) if start >= 0 else (0, len(source.text))
    return Sentence(text, (Evidence(source.id, *span),), 1.0, kind)


def case(*sentences: Sentence, words: int = 0, length: str = "short", references: tuple[str, ...] = ()) -> Case:
    return Case(sentences, (NORTH, SOUTH), references, words=words, length="long" if length == "long" else "short")


def scored(name: str, of: Case) -> Mapping[str, float | None]:
    scores, _ = load_scorer([name]).score(of)
    return scores


def test_compression_by_hand() -> None:
    # 2 + 14 words in the north, 2 + 11 in the south, 4 in the summary.
    assert scored("compression", case(cited("The ferry Alma sank")))["compression"] == pytest.approx(29 / 4)


@pytest.mark.parametrize(
    ("count", "budget", "length", "kept"),
    [(60, 60, "short", 1), (61, 60, "short", 0), (120, 250, "long", 1), (119, 250, "long", 0), (251, 250, "long", 0), (90, 0, "short", None)],
)  # fmt: skip
def test_the_contract_on_words(count: int, budget: int, length: str, kept: float | None) -> None:
    full = article("word " * 400)
    text = Sentence(" ".join(["word"] * count), (), 1.0, "abstractive")
    of = Case((text,), (full,), words=budget, length="long" if length == "long" else "short")
    assert scored("length", of)["length_kept"] == kept


def test_a_long_summary_may_be_as_short_as_its_sources_or_its_budget() -> None:
    assert scored("length", case(cited(NORTH.text), words=250, length="long"))["length_kept"] == 0
    both = case(cited(NORTH.text), cited(SOUTH.text, SOUTH), words=250, length="long")
    assert scored("length", both)["length_kept"] == 1


@pytest.mark.parametrize(("count", "kept"), [(4, 0), (5, 1), (10, 1), (11, 0)])
def test_the_contract_on_sentences(count: int, kept: float) -> None:
    full = article("word " * 400)
    of = Case((Sentence("Thirty words or so.", (), 1.0, "abstractive"),) * count, (full,), words=250, length="long")
    assert scored("length", of)["sentences_kept"] == kept
    assert scored("length", case(cited("The ferry"), words=60))["sentences_kept"] is None


def test_redundancy_by_hand() -> None:
    # a b c a b c: abc bca cab abc, one of four came before.
    assert repeated("a b c a b c") == pytest.approx(1 / 4)
    assert repeated("a b") is None


def test_fragments_by_hand() -> None:
    # "the ferry" (2) and "sank near kolm harbour" (4) are copied, "big" is not.
    found = scored("fragments", case(cited("The ferry big sank near Kolm harbour")))
    assert found["coverage"] == pytest.approx(6 / 7)
    assert found["density"] == pytest.approx((4 + 16) / 7)
    assert found["novelty"] == pytest.approx(2 / 6)


def test_a_fragment_does_not_run_from_one_source_into_the_next() -> None:
    assert list(fragments(["a", "b", "c", "d"], [["a", "b"], ["c", "d"]])) == [2, 2]


@given(WORDS, WORDS)
def test_fragments_cover_at_most_the_summary(text: str, source: str) -> None:
    words = text.split()
    lengths = list(fragments(words, [source.split()]))
    assert sum(lengths) == sum(word in source.split() for word in words)
    assert list(fragments(words, [words])) == ([len(words)] if words else [])


def test_balance_by_hand() -> None:
    assert evenness(["a", "b"], 2) == pytest.approx(1)
    assert evenness(["a", "a"], 2) == 0
    assert evenness(["a"], 1) is None
    assert scored("balance", case(cited("The ferry"), cited("Ida Brandt", SOUTH)))["balance"] == pytest.approx(1)
    assert scored("balance", case(Sentence("The ferry.", (), 0.0, "abstractive")))["balance"] is None


def test_what_nothing_supports_is_counted_by_kind() -> None:
    text = 'The ferry Olga sank with 12 sailors, and Ida Brandt said "we saw nothing at all".'
    found = scored("unsupported", case(cited(text, kind="abstractive")))
    assert found == {
        "unsupported_entities": 3,
        "unsupported_names": 1,
        "unsupported_numbers": 1,
        "unsupported_quotations": 1,
    }


def test_numbers_in_words_and_accents_are_the_same_thing() -> None:
    nothing: dict[str, list[str]] = {"numbers": [], "names": [], "quotations": []}
    assert by_kind("Near Kölm, 9 sailors were saved.", "nine sailors, Kolm") == nothing
    between = 'She called it "fine" but never meant it was "good enough" then.'
    assert by_kind(between, 'she called it "fine"; it was "good enough" then; but never') == nothing


def test_the_unsupported_metric_shares_no_code_with_the_verifier() -> None:
    from pathlib import Path

    import eval.metrics.unsupported as module

    imported = re.findall(r"^(?:from|import) (\S+)", Path(module.__file__ or "").read_text("utf-8"), re.MULTILINE)
    assert not [name for name in imported if name.startswith("summarizer")]


SOUND = cited("The ferry Alma sank near Kolm harbour on Monday.")


@pytest.mark.parametrize(
    ("sentence", "valid"),
    [
        (SOUND, 1),
        (cited("Brandt saw it.", SOUTH, "abstractive"), 1),
        (Sentence("Ferry sinks", (Evidence(NORTH.id, 0, 9),), 1.0, "extractive"), 1),
        (Sentence(SOUND.text, (Evidence(NORTH.id, 0, 10_000),), 1.0, "extractive"), 0),
        (Sentence(SOUND.text, (Evidence("gone", 0, 9),), 1.0, "extractive"), 0),
        (Sentence(SOUND.text, (Evidence(NORTH.id, 9, 9),), 1.0, "extractive"), 0),
        (Sentence("The ferry Olga sank.", SOUND.evidence, 1.0, "extractive"), 0),
    ],
)
def test_evidence_has_to_exist_and_to_hold_what_was_copied(sentence: Sentence, valid: float) -> None:
    assert scored("evidence", case(sentence))["evidence_valid"] == valid


def test_a_system_without_evidence_is_unscored_but_a_sentence_without_is_not_valid() -> None:
    bare = Sentence("The ferry sank.", (), 0.0, "abstractive")
    assert scored("evidence", case(bare))["evidence_valid"] is None
    assert scored("evidence", case(bare, SOUND))["evidence_valid"] == 0.5


def test_rouge_by_hand_and_without_a_reference() -> None:
    of = case(cited("The ferry Alma sank"), references=("The ferry Alma burned",))
    assert scored("rouge", of)["rouge1"] == pytest.approx(3 / 4)
    assert scored("rouge-recall", of)["rouge2_recall"] == pytest.approx(2 / 3)
    scores, reasons = load_scorer(["rouge"]).score(case(SOUND))
    assert set(scores.values()) == {None}
    assert reasons == ("rouge: there is no reference.",)


def test_headlines_are_scored_where_there_are_references_for_them() -> None:
    of = Case((SOUND,), (NORTH,), (), "Ferry sinks near Kolm", ("Ferry sinks",))
    found = scored("rouge", of)
    assert found["headline_rouge2"] == pytest.approx(2 * (1 / 3) / (4 / 3))
    assert found["rouge1"] is None


def test_an_empty_summary_is_unscored_by_all() -> None:
    scores, reasons = load_scorer().score(case())
    assert set(scores.values()) == {None}
    assert reasons == ("the summary is empty.",)


@pytest.mark.parametrize("name", METRICS.names())
def test_every_metric_has_cards_for_exactly_what_it_scores(name: str) -> None:
    for card in METRICS.get(name).cards:
        assert card.measures
        assert card.misses
        assert card.source
        assert card.better in ("higher", "lower", "neither")
    names = [card.name for card in all_cards()]
    assert len(set(names)) == len(names)


@given(st.lists(WORDS.filter(bool), min_size=1, max_size=3), WORDS.filter(bool))
def test_every_score_has_a_card_and_lies_in_its_range(texts: list[str], reference: str) -> None:
    scorer = load_scorer(DEFAULT)
    sentences = tuple(Sentence(text, (Evidence(NORTH.id, 0, 9),), 0.5, "abstractive") for text in texts)
    scores, reasons = scorer.score(case(*sentences, words=60, references=(reference,)))
    assert reasons == ()
    assert set(scores) == set(scorer.names)
    for card in scorer.cards:
        value = scores[card.name]
        if value is not None:
            assert card.low is None or value >= card.low - 1e-9
            assert card.high is None or value <= card.high + 1e-9


class Broken:
    """A metric that fails in the way it is told to."""

    cards = METRICS.get("compression").cards
    signature = "broken"

    def __init__(self, error: Exception) -> None:
        self.error, self.calls = error, 0

    def score(self, of: Case) -> Mapping[str, float | None]:
        self.calls += 1
        raise self.error


@pytest.mark.parametrize(
    ("error", "calls"), [(ModelError("It does not load."), 1), (UnscoredError("No."), 2), (KeyError("x"), 2)]
)
def test_a_metric_that_fails_scores_none_and_says_why(error: Exception, calls: int) -> None:
    broken = Broken(error)
    metric: Metric = broken
    scorer = Scorer((("broken", metric, broken.cards, ""),))
    for _ in range(2):
        scores, [reason] = scorer.score(case(SOUND))
        assert scores == {"compression": None}
        assert reason.startswith("broken: ")
    assert broken.calls == calls, "a model that cannot be loaded is not tried again for each summary"


def test_an_unknown_metric_names_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="'fragments'"):
        load_scorer(["fragment"])


def test_a_judge_without_an_address_is_unavailable_and_says_what_it_needs() -> None:
    scorer = load_scorer(["judge"])
    scores, [reason] = scorer.score(case(SOUND))
    assert set(scores.values()) == {None}
    assert "judge:http" in reason
    assert scorer.signature == "judge|unavailable"


def test_f_and_recall_come_of_one_scoring(monkeypatch: pytest.MonkeyPatch) -> None:
    whole, texts = GoogleRouge.score, []

    def counted(self: GoogleRouge, candidate: Sequence[str], *more: Any) -> Any:
        texts.append(tuple(candidate))
        return whole(self, candidate, *more)

    monkeypatch.setattr(GoogleRouge, "score", counted)
    references = ("The ferry Alma sank; nine sailors were saved.", "A ferry went down on Monday.")
    of = case(cited("The ferry Alma sank near Kolm harbour on Monday."), references=references)
    scores, _ = load_scorer(["rouge", "rouge-recall"]).score(of)
    assert len(texts) == 1
    assert scores["rouge1"] != scores["rouge1_recall"] is not None
    load_scorer(["rouge"]).score(case(cited("All nine sailors were saved."), references=references))
    assert len(texts) == 2, "another text is scored"
    signatures = load_scorer(["rouge", "rouge-recall"]).signature.split("+")
    assert len(set(signatures)) == 2, "F and recall do not compare"
