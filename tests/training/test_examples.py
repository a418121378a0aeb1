"""What a model may learn: only targets that their inputs support, that stand alone and are no copy."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.training.test_sets import data_with, document, story
from training import examples
from training.examples import Example, align, from_articles, headline_supported, of_roundup, opening, related, split
from training.support import content, longest_run, names, recall, stands_alone, supported

FERRY = "The ferry Marta sank off Vellin on Monday after it had struck a rock in the fog."
SAVED = "Fishermen from the village saved all 19 people on board before the coast guard arrived."
MAYOR = "The mayor of Vellin, Ana Brenn, thanked the fishermen and promised new lights for the harbour."


@pytest.mark.parametrize(
    "target",
    [
        "The ferry Marta sank off Arden on Monday.",
        "The ferry Marta sank off Vellin on Tuesday.",
        "The ferry Marta sank off Vellin on Monday and 20 were saved.",
        "The ferry Marta sank off Vellin yesterday.",
        "The ferry Marta sank off Vellin last week.",
        "Twenty people on board the ferry were saved.",
    ],
    ids=["name", "weekday", "number", "time word", "time words", "number word"],
)
def test_a_target_that_tells_what_no_input_does_is_no_target(target: str) -> None:
    assert not supported(target, (FERRY, SAVED), 0.0)


@pytest.mark.parametrize(
    "target",
    [
        "The ferry Marta sank off Vellin on Monday.",
        "On Monday, nineteen people were saved by fishermen.",
        "Vellin's fishermen saved the people on board.",
        "Fishermen saved people.",
    ],
    ids=["taken", "number word for a figure", "possessive", "plain"],
)
def test_a_target_that_its_inputs_tell_is_one(target: str) -> None:
    assert supported(target, (FERRY, SAVED), 0.6)


def test_too_many_words_of_its_own_make_no_target() -> None:
    target = "Fishermen cheerfully dragged exhausted passengers aboard wooden boats."
    assert supported(target, (FERRY, SAVED), 0.1)
    assert not supported(target, (FERRY, SAVED), 0.6)


@settings(max_examples=20)
@given(st.lists(st.sampled_from([FERRY, SAVED, MAYOR]), min_size=1, max_size=3))
def test_what_stands_in_an_input_is_supported_and_a_copy(inputs: list[str]) -> None:
    for text in inputs:
        assert supported(text, inputs, 1.0)
        assert longest_run(text, inputs) == 1


@settings(max_examples=40)
@given(st.text(max_size=60), st.lists(st.text(max_size=60), max_size=3))
def test_shares_lie_between_nought_and_one_and_grow_with_the_inputs(target: str, inputs: list[str]) -> None:
    assert 0 <= recall(target, inputs) <= recall(target, [*inputs, target]) == 1
    assert 0 <= longest_run(target, inputs) <= longest_run(target, [*inputs, target]) <= 1


def test_content_counts_stems_and_figures_and_names_are_no_openers() -> None:
    assert content("The fishermen's boats were two") == content("fishermen boat 2")
    assert names("Fishermen saved Ana Brenn. Then Vellin's mayor spoke.") == {"ana", "brenn", "vellin"}


def test_the_longest_run_is_that_of_one_input() -> None:
    assert longest_run("the old bridge was closed today", ["the old bridge fell", "it was closed today"]) == 0.5
    assert longest_run("", ["anything"]) == 0


@pytest.mark.parametrize("hangs", ["He said so.", "“They left.", "But the mayor left.", "The same happened in Orlow."])
def test_a_sentence_that_leans_on_another_does_not_stand_alone(hangs: str) -> None:
    assert not stands_alone(hangs)


@pytest.mark.parametrize("whole", ["Hegel left.", "Theresa Lund said so.", "The mayor left.", "Buttons were sold."])
def test_a_sentence_that_leans_on_none_stands_alone(whole: str) -> None:
    assert stands_alone(whole)


def test_a_text_is_split_into_whole_sentences_only() -> None:
    cut = f"{FERRY} Short one. The harbour master said that nobody had been told of the ... {SAVED} And the boat was"
    assert split(cut) == [FERRY, SAVED]


def test_an_opening_is_cut_at_a_sentence_and_never_empty() -> None:
    both = document(f"{FERRY} {SAVED}", "Ferry sinks.")
    assert opening(both, 100) == f"Ferry sinks. {FERRY} {SAVED}"
    assert opening(both, 20) == f"Ferry sinks. {FERRY}"
    assert opening(document(FERRY), 3) == FERRY


def test_a_sentence_is_aligned_with_those_it_came_from() -> None:
    sources = [(0, FERRY), (0, SAVED), (1, MAYOR)]
    target = "Fishermen saved all 19 people when the ferry Marta sank off Vellin."
    assert set(align(target, sources)) == {FERRY, SAVED}
    # Each covers as much of it: the shorter one comes first.
    assert align(target, sources, most=1) == [FERRY]
    assert align("Rain is expected in the south on Friday.", sources) == []


def test_related_sentences_are_of_other_documents_one_of_each() -> None:
    again = "All 19 people on board were saved by fishermen from a village, the coast guard said."
    later = "Fishermen saved the 19 people on board, and the coast guard arrived after them."
    sources = [(0, SAVED), (1, again), (1, later), (2, MAYOR), (0, again)]
    found = related(SAVED, sources, 0, 3, 0.3)
    assert len(found) == 1
    assert found[0] in (again, later)
    assert related(SAVED, sources, 0, 0, 0.3) == []


@pytest.mark.parametrize(
    ("headline", "fits"),
    [("Fishermen Save 19 From Ferry", True), ("Fishermen Save 20 From Ferry", False), ("Storm Batters Arden", False)],
)
def test_a_headline_needs_its_words_and_numbers_in_the_inputs(headline: str, fits: bool) -> None:
    assert headline_supported(headline, [FERRY, SAVED]) is fits


REFERENCE = (
    "Fishermen saved all 19 people on board when the ferry Marta sank off Vellin on Monday. "
    "The owners, Norsea of Arden, could not be reached until late on Friday evening."
)


def sunk() -> dict[str, Any]:
    documents = (document(f"{FERRY} {SAVED}", "Ferry sinks"), document(f"{MAYOR} {FERRY}", "Mayor thanks fishermen"))
    return {**story("a", *documents, reference=REFERENCE), "reference_titles": ["Fishermen Save 19 on Ferry Marta."]}


def test_a_story_teaches_each_task_what_its_openings_support() -> None:
    found = list(of_roundup(sunk()))
    assert [example.task for example in found] == ["sentence", "summary", "headline"]
    fused, summary, headline = found
    assert summary.target == fused.target == REFERENCE.split(". ")[0] + "."
    assert {FERRY, SAVED} <= set(fused.inputs)
    assert all(text.startswith(("Ferry sinks. ", "Mayor thanks fishermen. ")) for text in summary.inputs)
    assert headline.target == "Fishermen Save 19 on Ferry Marta"


def test_of_an_unsupported_round_up_nothing_is_learned() -> None:
    invented = {**sunk(), "references": ["Norsea of Arden lost 4 ships on Friday."], "reference_titles": []}
    assert list(of_roundup(invented)) == []


def test_an_article_teaches_what_two_others_tell_too_and_never_a_copy() -> None:
    target = "Fishermen saved the 19 people who were on board the ferry Marta before any coast guard came."
    told = [
        "All 19 people on board the ferry Marta were saved by fishermen, the coast guard said.",
        "The coast guard came late: fishermen had saved all 19 on board the ferry Marta.",
    ]
    found = list(from_articles([document(text) for text in (target, *told)]))
    assert target in [example.target for example in found]
    assert all(example.target not in example.inputs and len(example.inputs) >= 2 for example in found)
    assert list(from_articles([document(target)] * 3)) == []
    assert list(from_articles([document(text) for text in (target, told[0])])) == []


def test_the_command_writes_the_same_shuffled_examples_again_and_none_that_are_measured_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    known = story("k", document(SAVED), document(f"{SAVED} {MAYOR}"), reference=f"{SAVED} {MAYOR}")
    assert list(of_roundup(known))
    data = data_with(tmp_path / "data", train=[sunk(), known], val=[story("v", document(SAVED))])
    written = []
    for name in ("one", "two"):
        out = tmp_path / name / "examples.jsonl"
        monkeypatch.setattr(sys, "argv", ["examples", "--data", str(data), "--out", str(out)])
        examples.main()
        written.append(out.read_text("utf-8"))
    assert written[0] == written[1]
    rows = [json.loads(line) for line in written[0].splitlines()]
    assert {Example(row["task"], tuple(row["inputs"]), row["target"]) for row in rows} == set(of_roundup(sunk()))
    assert "summary: 1 examples" in capsys.readouterr().out
