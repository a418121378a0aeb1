"""Public sets' own formats, on small copies of invented text: fields, separators, and each set's known defects."""

import gzip
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from eval.data import read_stories
from eval.hubsets import SEPARATOR, SETS, read_data
from eval.summaries import Plan, run
from eval.systems import System, load_system
from summarizer.config import Settings
from summarizer.errors import ConfigError, InputError, UnknownNameError

ONE = "The ferry Alma sank near Kolm harbour on Monday morning. Nine sailors were saved."
TWO = "Fishermen saved nine sailors of the Alma, the coast guard of Kolm said."
TOLD = "A ferry sank near Kolm, and its crew was saved."


def lines(path: Path, rows: Sequence[Mapping[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def parquet(path: Path, rows: Sequence[Mapping[str, Any]]) -> Path:
    import pyarrow
    from pyarrow import parquet as writer

    writer.write_table(pyarrow.Table.from_pylist(list(rows)), path)
    return path


MULTI_NEWS = [
    {"document": f"{ONE} {SEPARATOR} {TWO} {SEPARATOR}", "summary": f"– {TOLD}"},
    {"document": f"{ONE} {SEPARATOR} {ONE}", "summary": f"– {TOLD} Again."},
    {"document": f"Page not found {SEPARATOR} {ONE}", "summary": f"– {TOLD} Once more."},
    {"document": f"{ONE} {SEPARATOR} {TWO} {SEPARATOR}", "summary": f"– {TOLD}"},
    {"document": f" {SEPARATOR} ", "summary": "– Nothing."},
]


@pytest.mark.parametrize("kind", ["jsonl", "jsonl.gz", "parquet", "folder", "saved"])
def test_multi_news_in_every_container(kind: str, tmp_path: Path) -> None:
    if kind == "parquet":
        path = parquet(tmp_path / "test.parquet", MULTI_NEWS)
    elif kind == "jsonl.gz":
        path = tmp_path / "test.jsonl.gz"
        path.write_bytes(gzip.compress(lines(tmp_path / "raw", MULTI_NEWS).read_bytes()))
    elif kind == "saved":
        import datasets

        path = tmp_path / "saved"
        datasets.DatasetDict({"test": datasets.Dataset.from_list(MULTI_NEWS)}).save_to_disk(str(path))
    else:
        path = lines(tmp_path / "test.jsonl", MULTI_NEWS)
        lines(tmp_path / "train.jsonl", [{"document": "Another split.", "summary": "Other."}])
        path = tmp_path if kind == "folder" else path
    found = read_data(f"multi-news@{path}")
    first, second, third = found.items
    assert [a.text for a in first.articles] == [ONE, TWO]
    assert first.references == (TOLD,)
    assert first.problems == ("part 3 between separators is empty",)
    assert second.problems == ("document 2 repeats another",)
    assert third.problems == ("part 1 is a placeholder of the archive, no article", "a story of one document")
    [problem] = found.problems
    assert problem.endswith(":5: unscored, no document holds any text.")
    assert any("2 of 3 stories have one document only" in note for note in found.notes)
    assert any(
        "1 repeated items were left out, first: multi-news-3 repeats multi-news-0" in note for note in found.notes
    )


def test_multi_news_as_it_was_first_published(tmp_path: Path) -> None:
    (tmp_path / "test.src.cleaned").write_text(f"{ONE} NEWLINE_CHAR More. story_separator_special_tag {TWO}\n", "utf-8")
    (tmp_path / "test.tgt").write_text(f"– {TOLD}\n", "utf-8")
    [item] = read_data(f"multi-news@{tmp_path / 'test.src.cleaned'}").items
    assert [a.text for a in item.articles] == [f"{ONE} \n More.", TWO]
    assert item.references == (TOLD,)
    (tmp_path / "test.tgt").write_text(f"– {TOLD}\nOne too many.\n", "utf-8")
    with pytest.raises(InputError, match=r"has 1 lines, test\.tgt 2"):
        read_data(f"multi-news@{tmp_path / 'test.src.cleaned'}")
    (tmp_path / "test.tgt").unlink()
    with pytest.raises(InputError, match="lacks its partner"):
        read_data(f"multi-news@{tmp_path / 'test.src.cleaned'}")


def test_wcep_original_and_from_the_hub(tmp_path: Path) -> None:
    articles = [
        {"title": "Ferry sinks", "text": ONE, "time": "2019-05-02 00:00:00", "url": "https://a.example"},
        {"title": "", "text": "", "time": None},
        {"title": "Ferry sinks", "text": ONE, "time": None},
        {"title": "Crew saved", "text": TWO, "time": None},
    ]
    path = lines(tmp_path / "test.jsonl", [{"id": 7, "summary": TOLD, "articles": articles, "reference_urls": []}])
    [item] = read_data(f"wcep@{path}").items
    assert (item.id, [a.title for a in item.articles]) == ("7", ["Ferry sinks", "Crew saved"])
    assert item.problems == ("document 2 is empty", "document 3 repeats another")
    assert item.articles[0].published is not None
    assert item.articles[0].published.year == 2019
    for document in ([ONE, TWO], f"{ONE}</s>{TWO}"):
        [item] = read_data(f"wcep@{lines(path, [{'document': document, 'summary': TOLD}])}").items
        assert [a.text for a in item.articles] == [ONE, TWO]


def test_cnn_dailymail(tmp_path: Path) -> None:
    rows = [
        {"id": "f00", "article": ONE, "highlights": "Ferry sinks near Kolm .\nNEW: Crew of nine saved"},
        {"id": "f01", "article": "", "highlights": "Nothing to read ."},
    ]
    found = read_data(f"cnn-dailymail@{parquet(tmp_path / 'test.parquet', rows)}")
    [item] = found.items
    assert item.references == ("Ferry sinks near Kolm .\nCrew of nine saved.",)
    assert item.problems == (), "one document an item is what this set is, not a defect"
    assert len(found.problems) == 1


def test_xsum(tmp_path: Path) -> None:
    buttons = "Share this with\nEmail\nFacebook\nCopy this link\n"
    rows = [{"id": "1", "document": buttons + ONE, "summary": TOLD}, {"id": "2", "document": TWO, "summary": TOLD}]
    first, second = read_data(f"xsum@{lines(tmp_path / 'test.jsonl', rows)}").items
    assert first.articles[0].text == ONE
    assert (first.problems, second.problems) == (("a row of share buttons was cut off",), ())


def test_newsroom(tmp_path: Path) -> None:
    row = {
        "url": "https://kolm.example/1", "archive": "", "title": "Ferry &amp; crew", "date": "20080807010859", "text": ONE,
        "summary": "A <b>ferry</b> sank &#8212; crew saved", "density_bin": "low", "coverage": 0.5,
    }  # fmt: skip
    path = tmp_path / "dev.jsonl.gz"
    same = {**row, "url": "https://kolm.example/2", "summary": "Ferry &amp; crew"}
    path.write_bytes(gzip.compress("\n".join(json.dumps(r) for r in (row, same, {**row, "text": ""})).encode()))
    found = read_data(f"newsroom@{path}")
    first, second = found.items
    assert first.references == ("A ferry sank — crew saved",)
    [article] = first.articles
    assert (article.title, str(article.published)) == ("Ferry & crew", "2008-08-07 01:08:59+00:00")
    assert second.problems == ("the reference only repeats the title",)
    assert len(found.problems) == 1


def test_bad_json_in_a_local_copy_is_named_and_counted(tmp_path: Path) -> None:
    path = lines(tmp_path / "test.jsonl", [{"id": str(n), "document": f"{n} {ONE}", "summary": TOLD} for n in range(3)])
    path.write_text(path.read_text() + "{oops\n")
    found = read_data(f"xsum@{path}")
    assert (len(found.items), found.problems[0][:28]) == (3, "test.jsonl:4: unscored, bad ")


def test_a_limit_reads_no_further(tmp_path: Path) -> None:
    path = lines(tmp_path / "test.jsonl", MULTI_NEWS)
    found = read_data(f"multi-news@{path}", 2)
    assert (len(found.items), found.problems) == (2, ())
    assert found.sha256 != read_data(f"multi-news@{path}").sha256, "the signature names what was read"


def test_what_is_known_of_a_set_stands_in_the_results(tmp_path: Path) -> None:
    found = read_data(f"multi-news@{lines(tmp_path / 'test.jsonl', MULTI_NEWS)}")

    def load(name: str) -> System:
        return load_system(name, Settings())

    results = run(Plan((found,), ("title",), "long", 0), load, tmp_path / "out", lambda _: None, lambda: None)
    assert results["systems"]["title"]["words"]["unscored"] == 1
    assert any(warning.startswith("multi-news: known defects") for warning in results["warnings"])


def test_names_and_places_that_are_not_there(tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError, match="'multi-news'"):
        read_data("multinews")
    with pytest.raises(InputError, match=r"There is no file gone\.jsonl"):
        read_data("gone.jsonl")
    with pytest.raises(InputError, match="There is no file"):
        read_data(f"xsum@{tmp_path / 'gone'}")
    with pytest.raises(InputError, match="holds no JSON lines, parquet"):
        read_data(f"xsum@{tmp_path}")


def test_a_file_in_our_own_form_is_read_as_such(tmp_path: Path) -> None:
    path = lines(tmp_path / "own.jsonl", [{"id": "a", "documents": [{"text": ONE}], "references": [TOLD]}])
    assert read_data(str(path)) == read_stories(path)


@pytest.mark.parametrize("name", sorted(SETS))
def test_a_hub_that_cannot_be_reached_says_what_to_do(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import datasets

    asked: list[Any] = []

    def refuse(*args: Any, **options: Any) -> Any:
        asked.append((args, options))
        raise ConnectionError("no way out\nof here")

    monkeypatch.setattr(datasets, "load_dataset", refuse)
    with pytest.raises(InputError, match=r"cannot be read from the hub: no way out\. .*NAME@PATH"):
        read_data(f"{name}:validation")
    [(args, options)] = asked
    assert args[0] == SETS[name].repository
    assert (options["split"], options["streaming"]) == ("validation", True)


def test_rows_of_the_hub_are_read_as_a_stream(monkeypatch: pytest.MonkeyPatch) -> None:
    import datasets

    def endless(*_: Any, **__: Any) -> Any:
        number = 0
        while True:
            number += 1
            yield {"id": str(number), "document": f"{number} {ONE}", "summary": TOLD}

    monkeypatch.setattr(datasets, "load_dataset", endless)
    found = read_data("xsum", 3)
    assert ([item.id for item in found.items], found.label) == (["1", "2", "3"], "xsum:test")


def test_without_the_package_the_error_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "datasets", None)
    with pytest.raises(ConfigError, match="pip install datasets"):
        read_data("xsum")


def test_local_copies_that_are_broken_are_named(tmp_path: Path) -> None:
    from datasets import Dataset, DatasetDict

    (tmp_path / "bad.parquet").write_bytes(b"PAR1 nonsense")
    (tmp_path / "test.src").write_bytes(b"\xff\xfe")
    (tmp_path / "test.tgt").write_bytes(b"\xff\xfe")
    DatasetDict({"train": Dataset.from_list(list(MULTI_NEWS))}).save_to_disk(str(tmp_path / "saved"))
    (tmp_path / "torn").mkdir()
    (tmp_path / "torn/dataset_info.json").write_text("{", "utf-8")
    for place, why in {
        "bad.parquet": "bad.parquet cannot be read",
        "test.src": r"test\.src or test\.tgt cannot be read",
        "saved": "has no split 'test'. It has train: NAME:SPLIT@PATH",
        "torn": "torn cannot be read",
    }.items():
        with pytest.raises(InputError, match=why):
            read_data(f"multi-news@{tmp_path / place}")
    assert len(read_data(f"multi-news:train@{tmp_path / 'saved'}").items) == 3
