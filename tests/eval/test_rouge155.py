"""ROUGE-1.5.5 against values counted by hand, rouge-score against its package, and the command's answers to bad input."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from rouge_score.rouge_scorer import RougeScorer

from eval.__main__ import main
from eval.metrics.rouge import METRICS, GoogleRouge
from eval.metrics.rouge155 import METRICS as METRICS_155
from eval.metrics.rouge155 import Multi, Rouge155
from eval.metrics.unicode_words import unicode_words

OWN = ("Three trawlers left the harbour on Monday.", "The crews were saved by a ferry.")
FIRST = ("The crews of three trawlers were saved on Monday.", "A ferry left the harbour.")
SECOND = ("On Monday a storm sank trawlers.", "Nobody was hurt.")
"""14, 14 and 9 tokens; 13 of the first reference are in the summary, and 4 of the second."""

texts = st.lists(st.text("ab -$9É", max_size=14), max_size=4)
multis: st.SearchStrategy[Multi] = st.sampled_from(["pool", "best", "mean", "jackknife"])


@pytest.mark.parametrize(
    ("metric", "hits", "reference", "candidate"),
    [
        ("rouge1", 13 + 4, 14 + 9, 14 + 14),
        ("rouge2", 7 + 1, 13 + 8, 13 + 13),
        ("rouge3", 1, 12 + 7, 12 + 12),
        ("rouge4", 0, 11 + 6, 11 + 11),
        ("rougeL", 6 + 3, 14 + 9, 14 + 14),
        ("rougeLsum", (4 + 4 + 5) + (2 + 1), 14 + 9, 14 + 14),
        # n - 1 words, and as many pairs as lie at most five places apart.
        ("rougeSU4", 31 + 5, (13 + 55) + (8 + 30), 2 * (13 + 55)),
    ],
)
def test_pooled_counts_by_hand(metric: str, hits: int, reference: int, candidate: int) -> None:
    score = Rouge155().score(OWN, [FIRST, SECOND])[metric]
    assert (score.r, score.p) == (round(hits / reference, 5), round(hits / candidate, 5))
    assert score.f == pytest.approx(2 * hits / (reference + candidate), abs=1.1e-5)


def test_the_best_reference_is_that_of_the_highest_recall() -> None:
    short, long = ("storm trawlers",), ("the crews of three trawlers were saved on monday by a ferry",)
    chosen = Rouge155(multi="best").score(("a storm hit three trawlers on monday",), [long, short])["rouge1"]
    assert (chosen.r, chosen.p) == (1.0, round(2 / 7, 5)), "-f B goes by recall, though the other's F is higher"


def test_jackknifing_is_the_mean_over_all_but_one() -> None:
    references = [("a b c d",), ("a b x y",), ("a x y z",)]
    score = Rouge155(multi="jackknife").score(("a b c d",), references)["rouge1"]
    assert score.r == pytest.approx((0.5 + 1.0 + 1.0) / 3)


def test_alpha_weighs_precision() -> None:
    score = Rouge155(alpha=0.8).score(OWN, [FIRST, SECOND])["rouge1"]
    assert score.f == pytest.approx(score.p * score.r / (0.2 * score.p + 0.8 * score.r), abs=1e-5)


def test_words_are_cut_before_tokens_are_made() -> None:
    scores = Rouge155(words=8).score(OWN, [FIRST, SECOND])
    assert scores["rouge1"].p == round((6 + 1) / 16, 5), "eight words each: 'left' and the others are gone"
    hyphens = Rouge155(words=1).score(["well-known captain"], [["well known captain"]])["rouge1"]
    assert (hyphens.r, hyphens.p) == (1.0, 0.5), "one word with a hyphen is two tokens"


def test_bytes_are_cut_by_the_text_for_ngrams_and_by_the_sentence_for_lcs() -> None:
    scores = Rouge155(bytes=50).score(OWN, [FIRST, SECOND])
    assert scores["rouge1"].p == round((6 + 3) / 18, 5), "42 bytes, then 'The crew'"
    assert scores["rougeLsum"].r == round(8 / (14 + 9), 5), "no sentence has 50 bytes: all are aligned"


def test_stemming_spares_short_words_and_looks_irregular_forms_up_first() -> None:
    rouge = Rouge155(exceptions={"sank": "sink", "was": "be"})
    assert rouge.tokens("The ships sank; was it so? agreement-based") == [
        "the", "ship", "sink", "was", "it", "so", "agreem", "base",
    ]  # fmt: skip
    assert Rouge155(stemming=False).tokens("The ships sank") == ["the", "ships", "sank"]


def test_a_unicode_tokenizer_reads_other_scripts_under_another_signature() -> None:
    ascii_only, unicode = Rouge155(), Rouge155(unicode=True)
    text = ["Паром затонул в понедельник"]
    assert ascii_only.score(text, [text])["rouge1"].f == 0
    assert unicode.score(text, [text])["rouge2"].f == 1
    assert ascii_only.signature != unicode.signature
    assert unicode_words("Straße, E\u0301tat 東京 हिन्दी") == ["strasse", "état", "東", "京", "हिन्दी"]


@given(texts, st.lists(texts, min_size=1, max_size=3), multis, st.sampled_from([0, 3]), st.sampled_from([0, 9]))
def test_scores_are_between_nought_and_one(
    own: list[str], references: list[list[str]], multi: Multi, words: int, size: int
) -> None:
    scores = Rouge155(words=words, bytes=0 if words else size, multi=multi).score(own, references)
    assert set(scores) == set(METRICS_155)
    assert all(0 <= value <= 1 for s in scores.values() for value in (s.r, s.p, s.f))


@given(texts.filter(lambda t: any(c in "ab9" for s in t for c in s)))
def test_a_text_against_itself_is_perfect(own: list[str]) -> None:
    scores = Rouge155().score(own, [own])
    assert scores["rouge1"].f == scores["rougeL"].f == scores["rougeLsum"].f == 1


@given(texts, texts)
def test_lcs_finds_no_more_than_words_do(own: list[str], reference: list[str]) -> None:
    scores = Rouge155().score(own, [reference])
    assert scores["rougeL"].r <= scores["rouge1"].r
    assert scores["rougeLsum"].r <= scores["rouge1"].r


@given(st.lists(st.sampled_from(["ships", "sank", "agreement", "on", "x-ray", "Mondays"]), max_size=9))
def test_rouge_score_mode_equals_the_package_to_the_last_digit(words: list[str]) -> None:
    own, reference = [" ".join(words[::2]), " ".join(words[1::2])], list(FIRST)
    ours = GoogleRouge().score(own, [reference])
    theirs = RougeScorer(list(METRICS), use_stemmer=True).score("\n".join(reference), "\n".join(own))
    for metric in METRICS:
        values = (theirs[metric].recall, theirs[metric].precision, theirs[metric].fmeasure)
        assert (ours[metric].r, ours[metric].p, ours[metric].f) == values


def test_rouge_score_golden_values() -> None:
    scores = GoogleRouge().score(OWN, [FIRST, SECOND])
    assert scores["rouge1"].f == pytest.approx((13 / 14 + 2 * 4 / 23) / 2)
    assert scores["rougeLsum"].f == pytest.approx((13 / 14 + 2 * 3 / 23) / 2)
    assert GoogleRouge(multi="best").score(OWN, [FIRST, SECOND])["rouge1"].f == pytest.approx(13 / 14)


def ask(tmp_path: Path, candidates: list[str], references: list[str], *options: str) -> tuple[list[Any], str, int]:
    (tmp_path / "c.jsonl").write_text("\n".join(candidates) + "\n", "utf-8")
    (tmp_path / "r.jsonl").write_text("\n".join(references) + "\n", "utf-8")
    files = ["--candidates", str(tmp_path / "c.jsonl"), "--references", str(tmp_path / "r.jsonl")]
    result = CliRunner().invoke(main, ["rouge", *files, *options])
    said = result.stderr + str(result.exception or "")
    return [json.loads(line) for line in result.stdout.splitlines()], said, result.exit_code


GOOD = json.dumps({"id": "a", "references": ["The ferry sank."]})


def test_bad_lines_are_named_and_counted(tmp_path: Path) -> None:
    candidates = [
        *(json.dumps({"system": str(n), "id": "a", "text": "The ferry sank."}) for n in range(12)),
        json.dumps({"system": "0", "id": "nobody", "text": "The ferry sank."}),
        json.dumps({"system": "empty", "id": "a", "text": " "}),
        json.dumps({"system": "0", "id": "a", "text": "The ferry sank."}),
        "[]",
        '{"id": "a", oops',
    ]
    rows, said, code = ask(tmp_path, candidates, [GOOD, json.dumps({"id": "b", "references": []})])
    assert code == 0
    assert rows[-1]["n"] == 12
    assert rows[-1]["unscored"] == 5
    assert [row["unscored"] for row in rows[12:15]] == [
        "c.jsonl:13: the id 'nobody' has no reference",
        "c.jsonl:14: the summary is empty",
        "c.jsonl:15: the id 'a' occurs twice, the first one counts",
    ]
    assert "r.jsonl:2: the id 'b' has no reference" in said
    assert "c.jsonl:17" in said
    assert rows[-1]["rouge1"]["f"] == 1, "what is unscored lowers no mean"


def test_a_reference_without_candidate_is_said_for_each_system(tmp_path: Path) -> None:
    rows, said, _ = ask(
        tmp_path,
        [json.dumps({"system": "x", "id": "a", "text": "The ferry sank."})],
        [GOOD, json.dumps({"id": "b", "reference_sentences": [["Nobody was hurt."]]})],
    )
    assert rows[-1]["unscored"] == 1
    assert "the reference 'b' has no candidate of x" in said


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (["--mode", "rouge-score", "--words", "100"], "no limits"),
        (["--mode", "rouge-score", "--multi", "pool"], "cannot combine"),
        (["--words", "9", "--bytes", "9"], "not in both"),
        (["--alpha", "1.5"], "between 0 and 1"),
    ],
)
def test_what_a_mode_has_not_is_refused(options: list[str], why: str, tmp_path: Path) -> None:
    _, said, code = ask(tmp_path, [], [GOOD], *options)
    assert code != 0
    assert why in said


def test_options_stand_in_the_signature(tmp_path: Path) -> None:
    line = [json.dumps({"id": "a", "text": "The ferry sank."})]
    seen = {
        ask(tmp_path, line, [GOOD], *options)[0][-1]["signature"]
        for options in (
            [], ["--words", "9"], ["--bytes", "9"], ["--alpha", ".3"], ["--no-stemming"], ["--unicode"],
            ["--multi", "best"], ["--multi", "jackknife"], ["--mode", "rouge-score"],
            ["--mode", "rouge-score", "--unicode"], ["--mode", "rouge-score", "--multi", "best"],
        )
    }  # fmt: skip
    assert len(seen) == 11
