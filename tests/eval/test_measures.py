"""ROUGE, statistics, data files, the resumed run and the gate, against values worked by hand."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval import gate
from eval.data import Item, read_stories, rows
from eval.metrics.porter155 import stem
from eval.metrics.rouge155 import Rouge155
from eval.stats import all_pairs, auc, holm, mean_of
from eval.summaries import Plan, run
from eval.systems import Output, System
from summarizer.errors import InputError
from summarizer.types import Sentence


@pytest.mark.parametrize(("word", "expected"), [("agreement", "agreem"), ("governmental", "govern"), ("as", "as")])
def test_the_stemmer_is_the_original_one(word: str, expected: str) -> None:
    assert stem(word) == expected


def test_rouge_by_hand() -> None:
    scores = Rouge155().score(["bakers sold bread"], [["bakers sold cakes"]])
    assert scores["rouge1"].f == pytest.approx(2 / 3, abs=1e-5)
    assert scores["rouge2"].f == pytest.approx(1 / 2)


def test_rouge_of_nothing_is_nought() -> None:
    assert Rouge155().score([""], [["bakers sold cakes"]])["rouge1"].f == 0


def test_holm_by_hand() -> None:
    assert holm([0.04, 0.01, 0.03]) == pytest.approx([0.06, 0.03, 0.06])
    assert holm([]) == []


@given(st.lists(st.floats(0, 1), max_size=12))
def test_holm_never_lowers_nor_exceeds_one(values: list[float]) -> None:
    assert all(p <= q <= 1 for p, q in zip(values, holm(values), strict=True))


def test_auc_by_hand() -> None:
    assert auc([0.9, 0.4, 0.4, 0.1], [True, True, False, False]) == pytest.approx(3.5 / 4)
    assert auc([1.0, 2.0], [True, True]) != auc([1.0, 2.0], [True, True])


def test_intervals_are_seeded_and_hold_the_mean() -> None:
    scores = [0.1, 0.5, None, 0.9, 0.4]
    one = mean_of(scores, 7)
    assert one == mean_of(scores, 7)
    assert (one.n, one.unscored) == (4, 1)
    assert one.low <= one.mean <= one.high


def test_pairs_are_symmetric() -> None:
    a, b = [0.5, 0.6, 0.9, 0.3, 0.8], [0.4, 0.6, 0.5, 0.2, 0.9]
    [there] = all_pairs("m", {"a": a, "b": b}, 3)
    [back] = all_pairs("m", {"b": b, "a": a}, 3)
    assert there.p == pytest.approx(back.p)
    assert there.delta == pytest.approx(-back.delta)
    assert (there.wins, there.losses) == (back.losses, back.wins)


def line(name: str, **more: object) -> str:
    text = f"The {name} ferry sank near the harbour on Monday. All nine sailors were saved by fishermen."
    row = {"id": name, "documents": [{"title": "Ferry", "text": text}], "references": ["The ferry sank on Monday."]}
    return json.dumps({**row, **more})


def test_bad_json_names_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl"
    path.write_text("\n".join(["{}"] * 16 + ["{oops"]))
    with pytest.raises(InputError, match=r"set\.jsonl:17: bad JSON"):
        list(rows(path))


def test_a_repeated_id_names_its_line_and_a_missing_reference_is_no_error(tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl"
    path.write_text(line("north") + "\n" + line("north"))
    assert read_stories(path).problems == ("set.jsonl:2: unscored, the id north occurs twice.",)
    path.write_text(line("north", references=None))
    [item] = read_stories(path).items
    assert (item.references, item.problems) == ((), ("there is no reference",))


def fake(calls: list[str], fails_on: str = "", dies_on: str = "") -> System:
    def system(item: Item, words: int, length: str) -> Output:
        calls.append(item.id)
        if item.id == dies_on:
            raise KeyboardInterrupt
        if item.id == fails_on:
            raise RuntimeError("no idea")
        text = item.articles[0].text.split(". ")[0] + "."
        return Output((Sentence(text, (), 1.0, "extractive"),), "Ferry sinks", 0.25)

    return system


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    path = tmp_path / "set.jsonl"
    path.write_text("\n".join(line(name) for name in ("north", "south", "east")))
    return Plan((read_stories(path),), ("fake",), "short", 0)


def do(plan: Plan, system: System, out: Path) -> bytes:
    run(plan, lambda _: system, out, lambda _: None, lambda: None)
    return (out / "results.json").read_bytes()


def test_an_item_a_system_fails_on_is_unscored(plan: Plan, tmp_path: Path) -> None:
    results = json.loads(do(plan, fake([], fails_on="south"), tmp_path / "out"))
    rouge = results["systems"]["fake"]["rouge1"]
    assert (rouge["n"], rouge["unscored"]) == (2, 1)
    kept = [json.loads(row) for row in (tmp_path / "out/items.jsonl").read_text().splitlines()]
    assert [("error" in row) for row in kept] == [False, True, False]


def test_a_killed_run_resumes_to_the_same_bytes(plan: Plan, tmp_path: Path) -> None:
    whole = do(plan, fake([]), tmp_path / "whole")
    assert whole == do(plan, fake([]), tmp_path / "again")
    calls: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        do(plan, fake(calls, dies_on="east"), tmp_path / "killed")
    with (tmp_path / "killed/progress.jsonl").open("a") as torn:
        torn.write('{"stamp": "torn')
    assert do(plan, fake(calls), tmp_path / "killed") == whole
    assert calls == ["north", "south", "east", "east"]


def test_a_run_killed_while_writing_resumes_more_than_once(plan: Plan, tmp_path: Path) -> None:
    out, calls = tmp_path / "out", list[str]()
    with pytest.raises(KeyboardInterrupt):
        do(plan, fake(calls, dies_on="south"), out)
    with (out / "progress.jsonl").open("a") as torn:
        torn.write('{"stamp": "torn')
    with pytest.raises(KeyboardInterrupt):
        do(plan, fake(calls, dies_on="east"), out)
    do(plan, fake(calls), out)
    assert calls.count("south") == 2, "what followed the torn line was scored again"


def test_the_gate_refuses_changed_data(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("{}\n")
    with pytest.raises(InputError, match="the floors were measured on"):
        gate.judge(tmp_path, ("coverage",))
