"""What a comparison keeps, does again and signs, from run to run in one folder."""

import json
from pathlib import Path
from typing import Any

import pytest

from eval import kept
from eval.data import read_stories
from eval.metrics import DEFAULT, UnscoredError
from eval.metrics.redundancy import Redundancy
from eval.summaries import Plan, run
from eval.systems import Output, System, load_system
from summarizer.config import Settings
from summarizer.errors import InputError, UnknownNameError, WeightsMissing
from summarizer.types import Sentence
from tests.eval.test_wrong_input import story, write


class Runs:
    """Two stories compared again and again in one folder; who wrote what is counted."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        self.data = write(folder / "set.jsonl", story("a"), story("b"))
        self.out = folder / "out"
        self.said: list[str] = []
        self.written: list[str] = []
        self.systems: dict[str, Any] = {}

    def __call__(self, *names: str, metrics: tuple[str, ...] = DEFAULT) -> dict[str, Any]:
        self.said, self.written = [], []
        plan = Plan((read_stories(self.data),), names, "short", 0, metrics=metrics)
        return run(plan, self._load, self.out, self.said.append, lambda: None)

    def _load(self, name: str) -> System:
        made = self.systems.get(name)
        if isinstance(made, Exception):
            raise made
        inner = made or load_system(name, Settings(offline=True))

        def counted(item: Any, words: int, length: str) -> Output:
            self.written.append(f"{name} {item.id}")
            output: Output = inner(item, words, length)
            return output

        return counted


@pytest.fixture
def runs(tmp_path: Path) -> Runs:
    return Runs(tmp_path)


def test_what_is_done_is_kept_and_what_failed_is_done_again(runs: Runs) -> None:
    whole = load_system("title", Settings())
    down = True

    def moody(item: Any, words: int, length: str) -> Output:
        if down and item.id == "b":
            raise ConnectionError("the server is down")
        return whole(item, words, length)

    runs.systems["title"] = moody
    assert runs("title")["systems"]["title"]["rouge1"]["unscored"] == 1
    down = False
    assert runs("title")["systems"]["title"]["rouge1"]["unscored"] == 0
    assert runs.written == ["title b"]
    runs("title")
    assert runs.written == []


def test_a_system_that_cannot_be_loaded_leaves_the_others_compared(runs: Runs) -> None:
    runs.systems["primera"] = WeightsMissing("The weights are not here.", "Fetch them.")
    results = runs("primera", "title")
    assert runs.said == ["primera: unscored, it cannot be loaded: The weights are not here. Fetch them."]
    assert results["systems"]["primera"]["rouge1"] == {
        "mean": None, "low": None, "high": None, "n": 0, "unscored": 2,
    }  # fmt: skip
    assert results["systems"]["title"]["rouge1"]["n"] == 2
    assert results["pairs"] == [], "with nothing to pair"
    rows = [json.loads(line) for line in (runs.out / "items.jsonl").read_text("utf-8").splitlines()]
    assert rows[0]["error"] == "The weights are not here. Fetch them."
    runs.systems["primera"] = load_system("lead", Settings())
    assert runs("primera", "title")["systems"]["primera"]["rouge1"]["n"] == 2
    assert runs.written == ["primera a", "primera b"], "it is there now"


def test_a_metric_that_comes_back_scores_what_was_kept(runs: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Redundancy.score
    down = True

    def moody(self: Redundancy, of: Any) -> Any:
        if down:
            raise UnscoredError("the server is down.")
        return whole(self, of)

    monkeypatch.setattr(Redundancy, "score", moody)
    metrics = ("rouge", "unsupported", "length", "redundancy")
    first = runs("lead", metrics=metrics)
    assert first["systems"]["lead"]["redundancy"]["unscored"] == 2
    kept = (runs.out / "items.jsonl").read_text("utf-8")
    assert runs("lead", metrics=metrics) == first, "still down"
    assert (runs.out / "items.jsonl").read_text("utf-8") == kept
    down = False
    back = runs("lead", metrics=metrics)
    assert back["systems"]["lead"]["redundancy"]["n"] == 2
    assert runs.written == [], "the texts were there"
    fresh = Runs(runs.out.parent / "fresh")
    assert fresh("lead", metrics=metrics)["systems"]["lead"]["redundancy"] == back["systems"]["lead"]["redundancy"]
    rows = [json.loads(line) for line in (runs.out / "items.jsonl").read_text("utf-8").splitlines()]
    others = [json.loads(line) for line in (fresh.out / "items.jsonl").read_text("utf-8").splitlines()]
    for row in rows + others:
        assert row["scores"].pop("seconds") is not None
        assert row.pop("file")
    assert [list(row) for row in rows] == [list(row) for row in others]
    assert rows == others, "as if it had never been down"


def test_whatever_stands_in_the_kept_file_only_whole_rows_are_used(runs: Runs) -> None:
    runs("title")
    progress = runs.out / "progress.jsonl"
    first, second = progress.read_bytes().splitlines(keepends=True)
    progress.write_bytes(b'5\nnull\n{"key": "x"}\n\xff\xfe\n' + first + second[:-20] + "é".encode()[:1])
    results = runs("title")
    assert runs.written == ["title b"]
    assert results["systems"]["title"]["rouge1"]["n"] == 2
    runs("title")
    assert runs.written == []


def test_a_line_separator_in_a_text_parts_no_row(runs: Runs) -> None:
    odd = "The a\u2028ferry\x85sank."
    runs.data = write(runs.out.parent / "odd.jsonl", story("a", documents=[{"title": odd, "text": odd}]), story("b"))
    runs("lead")
    runs("lead")
    assert runs.written == []


def test_a_name_that_nobody_knows_ends_the_run(runs: Runs) -> None:
    with pytest.raises(UnknownNameError):
        runs("no such model")


def test_another_version_of_the_program_writes_anew(runs: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    runs("title")
    monkeypatch.setattr(kept, "code", lambda: "another")
    runs("title")
    assert runs.written == ["title a", "title b"]
    assert runs.said == ["note: 2 kept rows are of other options or another version of the program, and not used"]


def test_other_outputs_in_the_same_file_are_read_anew(runs: Runs, tmp_path: Path) -> None:
    theirs = tmp_path / "theirs.jsonl"
    found = []
    for text in ("The ferry sank.", "Rates stayed."):
        write(theirs, *(json.dumps({"id": name, "text": text}) for name in "ab"))
        results = runs(f"file:{theirs}")
        found.append((results["systems"][f"file:{theirs}"]["rouge1"]["mean"], results["signatures"][f"file:{theirs}"]))
    assert found[0][0] > found[1][0]
    assert found[0][1] != found[1][1]


def test_every_system_is_signed_by_what_wrote_it(runs: Runs) -> None:
    runs.systems["mine"] = lambda item, words, length: Output(
        (Sentence("The ferry sank.", (), 1.0, "abstractive"),), "", 0.1, "mine|weights:abc"
    )
    signatures = runs("title", "coverage", "mine")["signatures"]
    assert signatures["title"] == "title"
    assert "coverage|v" in signatures["coverage"]
    assert signatures["mine"] == "mine|weights:abc"


def test_fall_backs_are_added_up_and_kept(runs: Runs) -> None:
    used = {"a": {"shared title": 1, "extractive sentence": 3}, "b": {"extractive sentence": 2}}
    runs.systems["mine"] = lambda item, words, length: Output(
        (Sentence("The ferry sank.", (), 1.0, "abstractive"),), "", 0.1, "mine", used[item.id]
    )
    for written in (["title a", "title b", "mine a", "mine b"], []):
        results = runs("title", "mine")
        assert runs.written == written
        assert results["fallbacks"] == {"title": {}, "mine": {"extractive sentence": 5, "shared title": 1}}


def test_two_files_of_one_label_are_refused(tmp_path: Path) -> None:
    files = []
    for folder, name in (("x/set", "a"), ("y/set", "b")):
        (tmp_path / folder).mkdir(parents=True)
        files.append(read_stories(write(tmp_path / folder / "dev.jsonl", story(name))))
    plan = Plan(tuple(files), ("title",), "short", 0)
    with pytest.raises(InputError, match=r"given twice: set/dev\.jsonl"):
        run(plan, lambda name: load_system(name, Settings()), tmp_path / "out", print, lambda: None)
