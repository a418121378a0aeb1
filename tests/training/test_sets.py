"""What is measured on is not learned from: a training story with a text of a validation file is left out whole."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from training.sets import CLUSTERED, SAME, VALIDATION, clusters, held_back, keys_of, roundups

LONG = "The council of Orlow voted on Tuesday to close the old bridge over the Tarn until engineers have mended it."
OTHER = "Two climbers were brought down from Mount Serva by helicopter after a night in the snow, rescuers said today."
THIRD = "The port of Vellin will be dredged for a third time this year, though fishermen say that it does no good."


def document(text: str, title: str = "") -> dict[str, str]:
    return {"title": title, "text": text, "date": ""}


def story(name: str, *documents: dict[str, str], reference: str = "") -> dict[str, Any]:
    return {"id": name, "documents": documents, "references": [reference or f"What {name} tells."]}


def data_with(folder: Path, **files: Sequence[dict[str, Any]]) -> Path:
    """A data folder where each file not named is empty; `train`, `val`, `dev` (Multi-News), `duc`, or a clustering set."""
    places = {
        "train": "summarization/allsides/train",
        **dict(zip(("val", "dev", "duc"), (f"summarization/{name}" for name in VALIDATION), strict=True)),
        **{name: f"clustering/{name}" for name in CLUSTERED},
    }
    for name, place in places.items():
        path = folder / f"{place}.jsonl"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(json.dumps(row) + "\n" for row in files.get(name, ())), encoding="utf-8")
    return folder


@pytest.mark.parametrize("held", ["val", "dev", "duc"])
def test_a_story_with_an_article_of_any_validation_file_is_left_out(tmp_path: Path, held: str) -> None:
    data = data_with(
        tmp_path,
        train=[story("a", document(LONG), document(OTHER)), story("b", document(THIRD))],
        **{held: [story("v", document(OTHER))]},
    )
    assert [found["id"] for found in roundups(data)] == ["b"]


@pytest.mark.parametrize(
    "same",
    [
        document(OTHER.upper()),
        document(f"  {OTHER.replace(' ', '  ')}\n"),
        document(f"{OTHER[:SAME]} and then they went another way."),
        document(OTHER, "Climbers saved"),
    ],
    ids=["capitals", "spaces", "another end", "a title of its own"],
)
def test_the_same_text_is_known_however_it_is_set(tmp_path: Path, same: dict[str, str]) -> None:
    data = data_with(tmp_path, train=[story("a", document(OTHER))], val=[story("v", same)])
    assert roundups(data) == []


def test_a_text_that_holds_its_title_is_known(tmp_path: Path) -> None:
    joined = document(f"Climbers saved on Serva. {OTHER}")
    data = data_with(
        tmp_path, train=[story("a", joined)], val=[story("v", document(OTHER, "Climbers saved on Serva."))]
    )
    assert roundups(data) == []


def test_a_story_with_the_round_up_of_another_is_left_out(tmp_path: Path) -> None:
    data = data_with(
        tmp_path,
        train=[story("a", document(LONG), reference=THIRD), story("b", document(LONG))],
        val=[story("v", document(OTHER), reference=THIRD)],
    )
    assert [found["id"] for found in roundups(data)] == ["b"]


def test_empty_documents_are_no_reason(tmp_path: Path) -> None:
    data = data_with(tmp_path, train=[story("a", document(LONG), document(" "))], val=[story("v", document(""))])
    assert [found["id"] for found in roundups(data)] == ["a"]
    assert keys_of(document("", "A title")) == set()


def test_clusters_are_named_by_set_and_those_with_a_known_article_are_left_out(tmp_path: Path) -> None:
    rows = [{"id": str(n), "text": text, "cluster": str(n % 2)} for n, text in enumerate((LONG, OTHER, LONG + " No."))]
    other = [{"id": "x", "text": THIRD, "cluster": "0"}]
    data = data_with(tmp_path, basil=rows, ecbplus=other, val=[story("v", document(OTHER))])
    found = clusters(data)
    assert [(name, [article["id"] for article in articles]) for name, articles in found] == [
        ("basil-0", ["0", "2"]),
        ("ecbplus-0", ["x"]),
    ]


def test_keys_are_short_and_folded(tmp_path: Path) -> None:
    known = held_back(data_with(tmp_path, val=[story("v", document(LONG, "Bridge – closed"))]))
    assert known == {
        LONG.lower()[:SAME],
        f"bridge - closed {LONG.lower()}"[:SAME],
        "what v tells.",
    }
