"""Every sub-command that reads files, fed what it should not be: a clear line and a count, never a traceback."""

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eval import clusters, correlations, metrics, rouge
from eval.__main__ import main
from eval.data import labels_of, read_stories
from eval.labelled import read_labelled
from summarizer.errors import InputError, SummarizerError

DOCUMENT = "The {} ferry sank near Kolm on day {}. Nine sailors were saved by two fishermen."


def story(n: int) -> Mapping[str, Any]:
    texts = [{"title": f"Ferry {n}", "text": DOCUMENT.format(f"n{n}", n)}]
    return {"id": f"n{n}", "documents": texts, "references": ["The ferry sank."]}


def labelled(n: int) -> Mapping[str, Any]:
    text = DOCUMENT.format(f"c{n // 3}", n)
    return {"id": n, "title": f"Ferry c{n // 3}", "text": text, "date": "2026-01-05", "cluster": n // 3}


def judged(n: int) -> Mapping[str, Any]:
    summary = ["The ferry sank near Kolm.", "A train crashed in Paris on Friday."][n % 2]
    return {"id": n, "document": DOCUMENT.format(n // 2, n // 2), "summary": summary, "label": 1 - n % 2}


def compared(n: int) -> Mapping[str, Any]:
    texts = ["The ferry sank.", "Nine sailors were saved.", "Rates stayed.", "Kolm."]
    systems = [
        {"system": f"s{i}", "summary": t, "human": {"found": (i * n) % 4 / 4, "liked": i / 4}}
        for i, t in enumerate(texts)
    ]
    return {"id": n, "document": DOCUMENT.format(n, n), "references": [texts[0]], "systems": systems}


def candidate(n: int) -> Mapping[str, Any]:
    return {"id": f"n{n}", "text": "The ferry sank."}


COMMANDS: dict[str, tuple[Callable[[int], Mapping[str, Any]], list[str]]] = {
    "summaries": (story, ["--data", "DATA", "--systems", "title,lead", "--out", "OUT"]),
    "clusters": (labelled, ["--data", "DATA", "--systems", "agglomerative", "--out", "OUT"]),
    "online": (labelled, ["--data", "DATA"]),
    "faithfulness": (judged, ["--data", "DATA", "--out", "OUT"]),
    "correlations": (compared, ["--data", "DATA", "--metrics", "rouge", "--out", "OUT"]),
    "rouge": (candidate, ["--candidates", "DATA", "--references", "REFERENCES"]),
    "speed": (story, ["stories", "--data", "DATA", "--model", "coverage"]),
}


def ask(command: str, data: Path, *more: str) -> Result:
    """The command on a file, its results in `out` beside it."""
    references = data.parent / "references.jsonl"
    references.write_text("".join(json.dumps(story(n)) + "\n" for n in range(18)), "utf-8")
    places = {"DATA": str(data), "OUT": str(data.parent / "out"), "REFERENCES": str(references)}
    arguments = [places.get(argument, argument) for argument in COMMANDS[command][1]]
    return CliRunner().invoke(main, [command, *arguments, *more])


def write(path: Path, command: str, *bad: str) -> Path:
    """Sixteen sound lines, what is bad, and a sound line."""
    lines = [json.dumps(COMMANDS[command][0](n)) for n in range(16)]
    path.write_text("\n".join([*lines, *bad, json.dumps(COMMANDS[command][0](16))]) + "\n", "utf-8")
    return path


def unscored(command: str, answer: Result, out: Path) -> Any:
    """How many the command says it could not score."""
    if command == "online":
        return json.loads(answer.stdout)["set.jsonl"]["unscored"]
    if command == "rouge":
        return json.loads(answer.stdout.splitlines()[-1])["unscored"]
    results = json.loads((out / "results.json").read_text("utf-8"))
    if command == "summaries":
        return results["systems"]["lead"]["rouge1"]["unscored"]
    if command == "clusters":
        return results["systems"]["agglomerative"]["unscored"]
    return results["unscored"] if command == "faithfulness" else len(results["problems"])


@pytest.mark.parametrize("command", [name for name in COMMANDS if name != "speed"])
def test_bad_json_on_line_17_is_said_and_counted(command: str, tmp_path: Path) -> None:
    data = write(tmp_path / "set.jsonl", command, '{"id": "x", oops')
    answer = ask(command, data)
    assert answer.exit_code == 0, answer.exception
    assert "set.jsonl:17: unscored, bad JSON" in answer.stderr
    lost = 2 if command == "rouge" else 1  # there the reference n17 has no candidate
    assert unscored(command, answer, tmp_path / "out") == lost


@pytest.mark.parametrize("command", [name for name in COMMANDS if name != "speed"])
def test_lines_of_another_kind_are_counted_one_by_one(command: str, tmp_path: Path) -> None:
    bad = ["[1]", "null", '"text"', "{}", '{"id": "\\ud800"}', '{"id": ' + "[" * 100_000, "\x00"]
    data = write(tmp_path / "set.jsonl", command, *bad)
    answer = ask(command, data)
    assert answer.exit_code == 0, answer.exception
    assert unscored(command, answer, tmp_path / "out") == len(bad) + (command == "rouge")
    assert "Traceback" not in answer.output


@pytest.mark.parametrize("command", list(COMMANDS))
@pytest.mark.parametrize("content", [b"", b"\n \n", bytes(range(256)) * 3, b"\x1f\x8bno gzip"])
def test_a_file_that_holds_nothing_is_an_error_that_names_it(command: str, content: bytes, tmp_path: Path) -> None:
    data = tmp_path / "set.jsonl"
    data.write_bytes(content)
    answer = ask(command, data)
    if command == "rouge":  # no candidate at all: every reference is unscored
        assert json.loads(answer.stdout.splitlines()[-1])["unscored"] >= 18
        return
    assert isinstance(answer.exception, SummarizerError), answer.exception
    assert "set.jsonl" in str(answer.exception) or command == "faithfulness"


@pytest.mark.parametrize("command", list(COMMANDS))
def test_an_absent_file_and_a_folder_are_refused(command: str, tmp_path: Path) -> None:
    for data in (tmp_path / "absent.jsonl", tmp_path):
        answer = ask(command, data)
        assert answer.exit_code in (1, 2)
        assert data.name in answer.stderr + str(answer.exception)
        assert isinstance(answer.exception, SystemExit | SummarizerError)


@pytest.mark.parametrize("command", ["summaries", "clusters", "online", "faithfulness"])
def test_the_same_file_twice_would_count_double(command: str, tmp_path: Path) -> None:
    data = write(tmp_path / "set.jsonl", command)
    answer = ask(command, data, "--data", str(data))
    assert "is given twice" in str(answer.exception)


def test_copies_under_two_names_would_count_double(tmp_path: Path) -> None:
    one, two = (write(tmp_path / f"{name}.jsonl", "summaries") for name in ("one", "two"))
    assert "same data is given twice" in str(ask("summaries", one, "--data", str(two)).exception)


@pytest.mark.parametrize(
    ("command", "more", "said"),
    [
        ("summaries", ["--limit", "-1"], "is not in the range"),
        ("summaries", ["--words", "-1"], "is not in the range"),
        ("summaries", ["--systems", ","], "--systems names nothing"),
        ("summaries", ["--metrics", " , "], "--metrics names nothing"),
        ("summaries", ["--metrics", "rogue"], "Did you mean 'rouge'"),
        ("clusters", ["--systems", ""], "--systems names nothing"),
        ("clusters", ["--systems", "defalt"], "Did you mean 'default'"),
        ("clusters", ["--limit", "x"], "not a valid integer"),
        ("online", ["--fetch", "0"], "is not in the range"),
        ("faithfulness", ["--seed", "-1"], "is not in the range"),
        ("correlations", ["--metrics", ""], "--metrics names nothing"),
        ("correlations", ["--judgement", "other"], "no summary with a judgement 'other'"),
        ("rouge", ["--words", "-4"], "is not in the range"),
        ("rouge", ["--words", "4", "--bytes", "4"], "not in both"),
        ("rouge", ["--alpha", "nan"], "between 0 and 1"),
        ("speed", ["--rounds", "0"], "is not in the range"),
        ("speed", ["--stories", "0"], "is not in the range"),
    ],
)
def test_options_that_make_no_sense_are_refused(command: str, more: list[str], said: str, tmp_path: Path) -> None:
    answer = ask(command, write(tmp_path / "set.jsonl", command), *more)
    assert answer.exit_code != 0
    assert said in answer.stderr + str(answer.exception)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("sizes", ["", "abc", "10,0", "-5"])
def test_sizes_that_are_none_are_refused(sizes: str) -> None:
    answer = CliRunner().invoke(main, ["speed", "clusters", f"--sizes={sizes}"])
    assert answer.exit_code == 2
    assert "--sizes" in answer.stderr


def test_a_system_that_nobody_knows_is_refused_before_the_others_write(tmp_path: Path) -> None:
    data = write(tmp_path / "set.jsonl", "summaries")
    for name in ("covrage", f"file:{tmp_path / 'absent.jsonl'}", "sumy-nothing"):
        answer = ask("summaries", data, "--systems", f"lead,{name}")
        assert isinstance(answer.exception, SummarizerError)
        assert not (tmp_path / "out").exists()


def test_a_table_of_irregular_forms_that_is_none(tmp_path: Path) -> None:
    data = write(tmp_path / "set.jsonl", "rouge")
    table = tmp_path / "table.tsv"
    for content, said in ((b"", "holds no irregular form"), (b"\xff\xfe went go", "cannot be read")):
        table.write_bytes(content)
        assert said in str(ask("rouge", data, "--exceptions", str(table)).exception)


def test_an_article_without_a_story_a_text_or_an_id_of_its_own(tmp_path: Path) -> None:
    bad = [
        {**labelled(20), "cluster": None},
        {**labelled(21), "cluster": []},
        {**labelled(22), "text": "", "title": " "},
        {**labelled(23), "text": ["x"]},
        labelled(0),
        {**labelled(24), "id": [1]},
    ]
    found = read_labelled(write(tmp_path / "set.jsonl", "clusters", *(json.dumps(row) for row in bad)))
    assert len(found.articles) == len(found.labels) == 17
    said = ["no cluster", "no cluster", "is empty", "is no string", "the id 0 occurs twice", "the id is [1]"]
    assert len(found.problems) == len(said)
    for number, (problem, why) in enumerate(zip(found.problems, said, strict=True), start=17):
        assert problem.startswith(f"set.jsonl:{number}: unscored, ")
        assert why in problem


def test_an_article_of_two_stories_is_scored_with_overlapping_truth(tmp_path: Path) -> None:
    rows = [labelled(n) for n in range(6)]
    rows[2] = {**rows[2], "cluster": [0, 1]}
    data = tmp_path / "set.jsonl"
    data.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    assert ask("clusters", data).exit_code == 0
    scores = json.loads((tmp_path / "out/results.json").read_text("utf-8"))["systems"]["agglomerative"]
    assert scores["ari"] is None, "not defined, and so no number"
    assert 0 < scores["b3"]["f1"] <= 1


def test_a_clusterer_that_fails_on_one_file_is_unscored_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = [write(tmp_path / name, "clusters") for name in ("a.jsonl", "b.jsonl")]
    files[1].write_text("".join(files[1].read_text("utf-8").splitlines(keepends=True)[:9]), "utf-8")
    whole = clusters._scored

    def moody(clusterer: Any, given: Any) -> Any:
        if given.path.name == "b.jsonl":
            raise ZeroDivisionError("no luck")
        return whole(clusterer, given)

    monkeypatch.setattr(clusters, "_scored", moody)
    answer = ask("clusters", files[0], "--data", str(files[1]))
    assert answer.exit_code == 0, answer.exception
    assert "agglomerative on b.jsonl: unscored, ZeroDivisionError: no luck" in answer.stderr
    assert re.search(
        r"\| agglomerative \| 0\.\d{3} \[.*\] \| unscored \| 0\.\d{3} \[.*\] \(without 1 of the files\) \|",
        answer.stderr,
    )


def test_a_metric_that_fails_on_one_summary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kind = metrics.METRICS.get("rouge")
    whole = kind.score

    def moody(self: Any, case: Any) -> Any:
        if case.text == "Kolm.":
            raise ZeroDivisionError("no luck")
        return whole(self, case)

    monkeypatch.setattr(kind, "score", moody)
    answer = ask("correlations", write(tmp_path / "set.jsonl", "correlations"))
    assert "s3: unscored, rouge: ZeroDivisionError: no luck" in answer.stderr
    results = json.loads((tmp_path / "out/results.json").read_text("utf-8"))
    assert results["metrics"]["rouge1"]["unscored"] == 17
    assert results["metrics"]["rouge1"]["system"]["n"] == 3


def test_files_named_alike_keep_their_own_results(tmp_path: Path) -> None:
    paths = [tmp_path / folder / "set.jsonl" for folder in ("a", "b")]
    assert labels_of(paths) == ["a/set.jsonl", "b/set.jsonl"]
    assert labels_of([*paths[:1], tmp_path / "other.jsonl"]) == ["set.jsonl", "other.jsonl"]
    with pytest.raises(InputError, match="given twice"):
        labels_of([paths[0], paths[1], paths[0]])


anything = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | st.floats() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["text", "title", "id"]), inner),
    max_leaves=6,
)
READERS: dict[str, Callable[[Path], object]] = {
    "summaries": read_stories,
    "clusters": read_labelled,
    "correlations": correlations.read_judged,
    "rouge": lambda path: list(rouge.score_lines(path, path.with_name("references.jsonl"), rouge.Options())),
}


@pytest.mark.parametrize("command", list(READERS))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_value_of_any_field_ends_a_run(command: str, tmp_path: Path, data: st.DataObject) -> None:
    row = dict(COMMANDS[command][0](1))
    field = data.draw(st.sampled_from([*row, "reference_titles", "problems", "system", "summary_sentences"]))
    row[field] = data.draw(anything)
    path = tmp_path / "set.jsonl"
    good = json.dumps(COMMANDS[command][0](2))
    path.write_text(f"{good}\n{json.dumps(row)}\n", "utf-8")
    path.with_name("references.jsonl").write_text(json.dumps(story(2)) + "\n" + json.dumps(story(1)) + "\n", "utf-8")
    READERS[command](path)
