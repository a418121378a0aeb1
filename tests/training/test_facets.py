"""The stories that facets are asked of: the same for the same seed, none twice, and those left out are left out."""

import json
from pathlib import Path

import pytest

from training.facets import Written, line, validation_stories
from training.sets import VALIDATION


@pytest.fixture
def data(tmp_path: Path) -> Path:
    for name in VALIDATION:
        path = tmp_path / f"summarization/{name}.jsonl"
        path.parent.mkdir(parents=True, exist_ok=True)
        rows = [{"id": n, "documents": [{"text": f"Text {n}."}]} for n in range(9)]
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return tmp_path


def test_each_validation_file_gives_as_many(data: Path) -> None:
    names = [name for name, _ in validation_stories(data, 6)]
    assert names == [f"{file}-{n}" for file in VALIDATION for n in (0, 1)]


def test_those_to_be_left_out_are_left_out(data: Path) -> None:
    names = [name for name, _ in validation_stories(data, 6, skip=2)]
    assert names == [f"{file}-{n}" for file in VALIDATION for n in (2, 3)]
    assert not {name for name, _ in validation_stories(data, 6)} & set(names)


def test_a_line_counts_facets_of_which_something_may_be_printed() -> None:
    source = "The ferry Lady Ansel sank off Kerra in a storm before dawn on Tuesday."
    copy, anew = "The ferry Lady Ansel sank off Kerra in a storm before dawn.", "Off Kerra a ferry sank on Tuesday."
    found = [
        Written("a", (source,), (), (copy,)),
        Written("a", (source,), (), (copy, anew)),
        Written("b", (source,), (), ()),
    ]
    assert line("news", found) == "| news | 2 | 3 | 67% | 33% |"
