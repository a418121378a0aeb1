"""What a model wrote of facets is ranked by what may be printed of it."""

import json
from pathlib import Path

import pytest

from summarizer import grammar
from summarizer.protocols import Candidate
from summarizer.summaries.models.table import card_of
from training import licensed
from training.facets import Written, facets_of, line
from training.prompts import prompt
from training.sets import articles_of

pytestmark = pytest.mark.skipif(not grammar.available(), reason="the parser is not installed")

HARTVIK = "Prime Minister Leo Hartvik, who was elected in May, sent 600 soldiers to the coast on Monday."
SHORT = "Prime Minister Leo Hartvik sent 600 soldiers to the coast on Monday."
WRONG = "The soldiers sent Prime Minister Leo Hartvik to the coast on Monday."


def test_what_may_be_printed_is_worth_more_than_a_quotation_and_that_more_than_what_is_refused() -> None:
    values = [licensed.worth(text, [HARTVIK], held) for text, held in ((SHORT, True), (HARTVIK, True), (SHORT, False))]
    assert values == sorted(values, reverse=True)
    assert values[0] > licensed.PRINTED > values[1] > values[2] == licensed.REFUSED


def test_a_facet_of_which_nothing_new_may_be_printed_teaches_nothing() -> None:
    texts = [
        [WRONG, -0.2, True, False],
        [SHORT, -0.3, True, True],
        [SHORT.lower(), -0.4, True, True],
        ["Leo", -1, False, False],
    ]
    row = licensed.row_of({"id": "a", "inputs": [HARTVIK], "texts": texts})
    assert row is not None
    assert SHORT in [candidate["text"] for candidate in row["candidates"] if candidate["reward"] > licensed.PRINTED]
    assert row["candidates"][-1] == {"text": WRONG, "reward": licensed.REFUSED}
    assert len({candidate["text"].lower() for candidate in row["candidates"]}) == len(row["candidates"])
    plain = "The mayor of Kesh opened the bridge."
    assert (
        licensed.row_of(
            {"id": "a", "inputs": [plain], "texts": [[plain, -0.1, True, False], [WRONG, -0.1, True, False]]}
        )
        is None
    )


def test_examples_that_their_sources_do_not_license_are_not_learned(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    examples = [
        {"task": "sentence", "inputs": [HARTVIK], "target": WRONG},
        {"task": "sentence", "inputs": [HARTVIK], "target": SHORT},
        *({"task": "headline", "inputs": [HARTVIK], "target": f"Hartvik sends {n} soldiers"} for n in range(60)),
    ]  # fmt: skip
    assert [row["task"] for row in licensed.kept(examples, 50)].count("headline") == 50
    for name, rows in (
        ("f", [{"id": "a", "inputs": [HARTVIK], "texts": [[SHORT, -0.3, True, True]]}]),
        ("e", examples),
    ):
        (tmp_path / name).write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    arguments = ["--facets", tmp_path / "f", "--examples", tmp_path / "e", "--out", tmp_path / "out"]
    monkeypatch.setattr("sys.argv", ["licensed", *map(str, arguments)])
    licensed.main()
    assert capsys.readouterr().out.startswith("1 of 1 facets; ")
    assert WRONG not in (tmp_path / "out").read_text(encoding="utf-8")


def test_a_line_counts_facets_of_which_something_is_printed_and_no_copy() -> None:
    text = Candidate(SHORT, -0.3, True)
    copy = HARTVIK.replace("on Monday", "this week")
    rows = [Written("a", (HARTVIK,), (text,), printed) for printed in ((SHORT,), (copy,), ())]
    assert line("probe", rows) == "| probe | 1 | 3 | 67% | 33% |"
    assert line("none", []) == "| none | 0 | 0 | 0% | 0% |"


def test_each_task_is_asked_for_with_a_label_of_its_own() -> None:
    asked = [prompt(task, [HARTVIK]).split("<|im_end|>")[0].rpartition("\n")[2] for task in ("sentence", "summary")]
    assert asked == ["Sentence:", "Summary:"]
    assert (
        prompt("sentence", [HARTVIK])
        in f"<|im_start|>user\n{card_of('default').prompt('sentence', [HARTVIK])}<|im_end|>\n<|im_start|>assistant\n"
    )


def test_facets_are_the_summarizer_s() -> None:
    articles = articles_of(
        "a", [{"text": f"{HARTVIK} The bridge of Kesh was closed to lorries by noon."}, {"text": f"{SHORT} Rain fell."}]
    )
    found = facets_of(articles)
    assert any({s.article for s in facet} == {"a-0", "a-1"} for facet in found)
