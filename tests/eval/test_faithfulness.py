"""The verifier against judgements: thresholds of other data, intervals, calibration, kinds of errors, wrong lines."""

import json
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from eval.calibration import accuracy_interval, areas, balanced_accuracy, best_threshold, draws, folded, reliability
from eval.checking import faithfulness
from eval.faithfulness import Judged, by_error, judge, run, score, summary_lines
from eval.faithfulness_page import page
from eval.stats import auc
from summarizer.config import Settings
from summarizer.errors import InputError
from summarizer.summaries.verification import check_text

scored = st.lists(st.tuples(st.integers(0, 20).map(lambda n: n / 20), st.booleans()), min_size=1, max_size=30)
DOCUMENT = "The ferry Alma sank near Kolm on Monday. Nine sailors were saved by two fishermen, the coast guard said."
TRUE, FALSE = "The ferry Alma sank near Kolm on Monday.", "The ferry Alma sank near Orlow on Friday."


def test_the_threshold_by_hand() -> None:
    # At .5, between .4 and .6, both true ones pass and one of three false ones too.
    assert best_threshold([0.9, 0.6, 0.7, 0.4, 0.2], [True, True, False, False, False]) == pytest.approx(0.5)
    assert best_threshold([0.9, 0.6], [True, True]) is None


@given(scored)
def test_no_threshold_does_better_than_the_best(pairs: list[tuple[float, bool]]) -> None:
    scores, labels = [s for s, _ in pairs], [label for _, label in pairs]
    best = best_threshold(scores, labels)
    if best is None:
        assert len(set(labels)) == 1
        return
    reached = balanced_accuracy([s >= best for s in scores], labels) or 0
    assert reached >= 0.5
    for cut in (n / 40 for n in range(42)):
        assert (balanced_accuracy([s >= cut for s in scores], labels) or 0) <= reached + 1e-9


def test_folds_keep_groups_together_and_do_not_see_their_own_labels() -> None:
    scores = [i / 40 for i in range(40)]
    labels = [i >= 20 for i in range(40)]
    groups = [f"g{i % 10}" for i in range(40)]
    passed, threshold = folded(scores, labels, groups)
    assert threshold == pytest.approx(0.49, abs=0.05)
    assert passed == folded(scores, labels, groups)[0]
    turned = list(labels)
    turned[35] = False
    changed = [i for i, (a, b) in enumerate(zip(passed, folded(scores, turned, groups)[0], strict=True)) if a != b]
    assert all(groups[i] != groups[35] for i in changed), "no summary is judged by a threshold that its own label moved"


def test_with_one_group_nothing_can_be_said() -> None:
    assert folded([0.1, 0.9], [False, True], ["a", "a"]) == ([None, None], None)


def test_areas_hold_their_point_and_compare_the_same_items() -> None:
    labels = [i % 2 == 0 for i in range(60)]
    good = [(0.6 if label else 0.4) + (i % 7) / 20 for i, label in enumerate(labels)]
    found = areas({"verifier": good, "chance": [0.5] * 60, "same": good}, labels, "verifier")
    assert found["verifier"]["auc"] == pytest.approx(auc(good, labels), abs=1e-4)
    assert found["verifier"]["low"] <= found["verifier"]["auc"] <= found["verifier"]["high"]
    assert found["chance"]["auc"] == 0.5
    assert found["chance"]["delta_low"] > 0
    assert (found["same"]["delta"], found["same"]["delta_low"], found["same"]["delta_high"]) == (0, 0, 0)
    assert areas({"verifier": [0.1]}, [True], "verifier")["verifier"]["auc"] is None


def test_whole_groups_are_drawn() -> None:
    groups = ["a", "a", "b", "c", "c", "c"]
    for pick in draws(groups, 3, rounds=50):
        counts = [int((pick == place).sum()) for place in range(6)]
        assert counts[0] == counts[1]
        assert counts[3] == counts[4] == counts[5]
        assert counts[0] + counts[2] + counts[3] == 3


def test_copies_of_one_document_make_no_interval_narrower() -> None:
    # Ten copies of each summary say no more than one of them.
    one = [(n / 40, n % 3 > 0, f"d{n}") for n in range(40)]
    ten = [row for row in one for _ in range(10)]
    widths = []
    for rows in (one, ten):
        scores, labels, groups = ([row[i] for row in rows] for i in range(3))
        found = areas({"v": scores}, labels, "v", groups=groups)["v"]  # type: ignore[dict-item,arg-type]
        low, high = accuracy_interval([s > 0.5 for s in scores], labels, groups)  # type: ignore[operator,arg-type]
        assert low is not None
        assert high is not None
        assert low <= (balanced_accuracy([s > 0.5 for s in scores], labels) or 0) <= high  # type: ignore[operator]
        widths.append((found["high"] - found["low"], high - low))
    assert widths[1] == pytest.approx(widths[0], abs=0.005)


def test_with_one_label_no_accuracy_has_an_interval() -> None:
    assert accuracy_interval([True, False], [True, True], ["a", "b"]) == (None, None)
    assert accuracy_interval([], [], []) == (None, None)


def test_reliability_by_hand() -> None:
    found = reliability([0.05, 0.95, 1.0, 0.9], [False, True, True, False], bins=2)
    low, high = found["bins"]
    assert (low["n"], low["support"], low["consistent"]) == (1, 0.05, 0.0)
    assert (high["n"], high["consistent"]) == (3, pytest.approx(2 / 3, abs=1e-4))
    assert found["ece"] == pytest.approx(0.25 * 0.05 + 0.75 * (0.95 - 2 / 3), abs=1e-4)
    assert found["brier"] == pytest.approx((0.05**2 + 0.05**2 + 0 + 0.9**2) / 4, abs=1e-4)
    assert reliability([], [])["ece"] is None


@given(scored)
def test_every_item_lies_in_one_bin(pairs: list[tuple[float, bool]]) -> None:
    found = reliability([s for s, _ in pairs], [label for _, label in pairs])
    assert sum(row["n"] for row in found["bins"]) == len(pairs)
    assert 0 <= found["ece"] <= 1
    for row in found["bins"]:
        if row["n"]:
            assert row["low"] - 1e-4 <= row["support"] <= row["high"] + 1e-4


def judged(n: int, support: float, label: bool, *errors: str, file: str = "a", origin: str = "") -> Judged:
    scores = {"verifier": support, "unigram overlap": 0.5, "ROUGE-2 precision": support / 2, "entity overlap": 1.0}
    return Judged(file, str(n), str(n), scores, label, errors, origin)


def test_kinds_of_errors_are_told_from_the_consistent() -> None:
    own = [
        judged(1, 0.9, True),
        judged(2, 0.3, False, "extrinsic-NP"),
        judged(3, 0.95, False, "extrinsic-NP", "intrinsic-NP"),
    ]
    found = by_error(own, [True, False, True])
    assert found["extrinsic-NP"] == {
        "n": 2, "support": 0.625, "caught": 0.5, "auc": 0.5, "low": found["extrinsic-NP"]["low"], "high": found["extrinsic-NP"]["high"],
    }  # fmt: skip
    assert (found["intrinsic-NP"]["auc"], found["intrinsic-NP"]["caught"]) == (0.0, 0.0)


def test_the_threshold_comes_from_the_other_file() -> None:
    own = [judged(n, 0.2 + 0.5 * (n % 2), n % 2 == 1) for n in range(10)]
    other = [judged(n, 0.8 + 0.1 * (n % 2), n % 2 == 1, file="b") for n in range(10)]
    found = judge(own, other)
    assert (found["threshold"], found["threshold_chosen_on"]) == (0.85, "the other files")
    assert found["balanced_accuracy"] == 0.5, "what others' data gives, not what its own would"
    assert (found["within"]["balanced_accuracy"], found["within"]["threshold_chosen_on"]) == (
        1.0,
        "the other folds of 5",
    )
    assert found["as_shipped"] is None
    assert (found["refused"], found["caught_at"]) == (1.0, "the other files"), "all fail at .85"
    assert judge(own, [])["refused"] == 0
    assert judge(own, other, own_threshold=0.1)["as_shipped"]["balanced_accuracy"] == 0.5, "all pass at .1"
    assert (judge(own, [])["balanced_accuracy"], judge(own, [])["threshold_chosen_on"]) == (1.0, "the other folds of 5")


def test_origins_are_judged_apart() -> None:
    # Each origin alone is told apart by nothing; together the origin tells.
    own = [
        judged(n, 0.9 if n < 10 else 0.1, n % 10 < (9 if n < 10 else 1), origin="x" if n < 10 else "y")
        for n in range(20)
    ]
    found = judge(own, [])
    assert found["auc"] > 0.85
    assert (found["origins"]["x"]["verifier"], found["origins"]["y"]["verifier"]) == (0.5, 0.5)


def test_baselines_by_hand() -> None:
    found = score(DOCUMENT, "The ferry Olga sank near Kolm.", Settings())
    assert found["unigram overlap"] == pytest.approx(5 / 6)
    assert found["ROUGE-2 precision"] == pytest.approx(3 / 5)
    assert found["entity overlap"] == pytest.approx(1 / 2)
    assert score(DOCUMENT, TRUE, Settings())["verifier"] > score(DOCUMENT, FALSE, Settings())["verifier"]


def line(name: str, label: object = 1, **more: object) -> str:
    return json.dumps({"id": name, "document": DOCUMENT, "summary": TRUE if label else FALSE, "label": label, **more})


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    first, second = tmp_path / "first.jsonl", tmp_path / "second.jsonl"
    bad = [line("n", None), line("e", summary=" "), line("d", document=None), "{oops", line("b", label=2)]
    first.write_text("\n".join([line("t"), line("f", 0), *bad]))
    errors = "['extrinsic-NP', 'intrinsic-predicate']"
    second.write_text("\n".join([line("t", error_types="correct"), line("f", 0, error_types=errors, origin="cnndm")]))
    return [first, second]


def test_lines_that_cannot_be_used_are_named_and_counted(files: list[Path], tmp_path: Path) -> None:
    results = run(files, tmp_path / "out", 0, lambda: None)
    assert [row["unscored"] for row in results["data"]] == [5, 0]
    assert (results["n"], results["unscored"]) == (4, 5)
    told = "\n".join(results["problems"])
    for number, why in enumerate(
        ("the label is None", "the summary is empty", "there is no document", "bad JSON", "the label is 2"), 3
    ):
        assert f"first.jsonl:{number}: unscored, {why}" in told
    assert set(results["files"]["second.jsonl"]["errors"]) == {"extrinsic-NP", "intrinsic-predicate"}
    items = [json.loads(row) for row in (tmp_path / "out/items.jsonl").read_text().splitlines()]
    assert [(row["file"], row["id"], row["label"]) for row in items][:2] == [
        ("first.jsonl", "t", 1),
        ("first.jsonl", "f", 0),
    ]
    assert set(items[0]) >= {"file", "id", "support", "label"}


def test_a_verifier_that_fails_on_one_summary_does_not_end_the_run(
    files: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:

    def breaks(text: str, *rest: object) -> object:
        if text == FALSE:
            raise RecursionError("deep")
        return check_text(text, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr("eval.faithfulness.check_text", breaks)
    results = run(files[1:], tmp_path / "out", 0, lambda: None)
    assert (results["n"], results["unscored"], results["auc"]) == (1, 1, None)
    assert results["problems"] == ["second.jsonl:2: unscored, the verifier failed: RecursionError: deep"]


def test_a_file_without_any_judgement_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text("{}\n")
    with pytest.raises(
        InputError, match=r"No file holds a judged summary\. x\.jsonl:1: unscored, there is no document"
    ):
        run([path], tmp_path / "out", 0, lambda: None)


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        self.links += [value or "" for name, value in attrs if name in ("src", "href")]


def test_the_command_prints_and_writes_a_page_of_its_own(files: list[Path], tmp_path: Path) -> None:
    out = []
    for name in ("one", "two"):
        given_ = ["--data", str(files[0]), str(files[1]), "--out", str(tmp_path / name)]
        answer = CliRunner().invoke(faithfulness, given_)
        assert answer.exit_code == 0, answer.output
        out.append([(tmp_path / name / file).read_bytes() for file in ("results.json", "items.jsonl", "report.html")])
    assert out[0] == out[1], "twice the same bytes"
    assert "first.jsonl: n 2 of 1 documents, unscored 5" in answer.stdout
    assert "(threshold: the other files)" in answer.stdout
    assert "at 0.5 (threshold: the verifier's own)" in answer.stdout
    assert "verifier" in answer.stdout
    text = out[0][2].decode()
    tags = Tags()
    tags.feed(text)
    assert tags.links == [], "nothing is fetched from elsewhere"
    assert tags.seen.count("svg") == 3
    assert "<title>support" in text


def test_a_name_cannot_write_into_the_page(files: list[Path], tmp_path: Path) -> None:
    results = run(files, tmp_path / "out", 0, lambda: None)
    results["files"]["<script>alert(1)</script>"] = results["files"].pop("first.jsonl")
    results["problems"].append("<img src=x onerror=alert(1)>")
    assert "<script>" not in page(results)
    assert "<img" not in page(results)


def test_what_the_command_says_of_a_difference() -> None:
    labels = [n % 2 == 0 for n in range(60)]
    own = [judged(n, (0.8 if label else 0.3) + n / 1000, label) for n, label in enumerate(labels)]
    whole = {**judge(own, []), "unscored": 0, "files": {}}
    said = "\n".join(summary_lines(whole))
    assert "unigram overlap: the verifier is better, +0.500" in said
    assert "ROUGE-2 precision: not significantly different, +0.000" in said
    turned = {**judge([judged(n, 0.5 - n % 2 / 5, n % 2 == 1) for n in range(60)], []), "unscored": 0, "files": {}}
    assert "unigram overlap: the verifier is worse, -0.500" in "\n".join(summary_lines(turned))
