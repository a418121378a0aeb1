"""`summarize stories` on the samples, with a store in a file."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import FAST, SAMPLES, Command


@pytest.fixture
def store(command: Command, tmp_path: Path) -> str:
    path = str(tmp_path / "stories.db")
    assert command(*FAST, "--json", "-q", "--store", path, SAMPLES).code == 0
    return path


def _stories(command: Command, store: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(command("stories", "list", "--all", "--json", "--store", store).out)
    return found


def _articles(command: Command, store: str) -> set[frozenset[str]]:
    made = json.loads(command(*FAST, "--json", "-q", "-n", "99", "--min-articles", "1", "--store", store, SAMPLES).out)
    return {frozenset(article["id"] for article in story["articles"]) for story in made["stories"]}


def test_a_story_is_listed_and_shown_by_the_beginning_of_its_id(command: Command, store: str) -> None:
    listed = _stories(command, store)
    assert len(listed) > 3
    story = max(listed, key=lambda row: len(row["articles"]))
    assert story["id"] in command("stories", "list", "--store", store).out
    shown = command("stories", "show", story["id"], "--why", "--store", store)
    assert shown.code == 0
    assert shown.out.startswith(story["id"])
    assert command("stories", "show", "no-such-story", "--store", store).code == 1


def test_merge_holds_in_the_next_run_and_undo_takes_it_back(command: Command, store: str) -> None:
    before = _articles(command, store)
    first, second = (row for row in _stories(command, store)[:2])
    both = frozenset(first["articles"]) | frozenset(second["articles"])
    assert not any(both <= group for group in before)
    assert command("stories", "merge", first["id"], second["id"], "--store", store).code == 0
    assert any(both <= group for group in _articles(command, store))
    assert "undone: decision" in command("stories", "undo", "--store", store).out
    assert _articles(command, store) == before
    assert command("stories", "undo", "--store", store).code == 1


def test_split_takes_an_article_out(command: Command, store: str) -> None:
    story = max(_stories(command, store), key=lambda row: len(row["articles"]))
    out, rest = story["articles"][0], set(story["articles"][1:])
    assert command("stories", "split", story["id"], "--article", out, "--store", store).code == 0
    assert not any(out in group and group & rest for group in _articles(command, store))


def test_pin_is_kept_and_let_go(command: Command, store: str) -> None:
    story = _stories(command, store)[0]["id"]

    def pinned() -> list[str]:
        _articles(command, store)
        return [row["id"] for row in _stories(command, store) if row["pinned"]]

    assert command("stories", "pin", story, "--store", store).code == 0
    assert pinned() == [story]
    assert command("stories", "pin", story, "--off", "--store", store).code == 0
    assert pinned() == []


def test_a_wrong_name_changes_nothing(command: Command, store: str) -> None:
    before = _stories(command, store)
    for arguments in (("merge", before[0]["id"], "nobody"), ("merge", before[0]["id"], before[0]["id"])):
        done = command("stories", *arguments, "--store", store)
        assert (done.code, done.out) == (1, "")
    assert _stories(command, store) == before


def test_an_empty_store_says_so(command: Command, tmp_path: Path) -> None:
    done = command("stories", "list", "--store", str(tmp_path / "new.db"))
    assert (done.code, done.out) == (0, "")
    assert "No stories yet" in done.err
