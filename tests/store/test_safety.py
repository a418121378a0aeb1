"""The store survives kill -9, two runs at once, older versions; it refuses what it does not know and leaves it alone."""

import json
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from summarizer import writers
from summarizer.database import check_file
from summarizer.errors import StoreError
from summarizer.schema import VERSION
from summarizer.store import open_store
from summarizer.testing import article, sample_digest
from summarizer.types import Window
from tests.cli.running import SAMPLES, start

NOW = datetime(2025, 6, 7, 12, tzinfo=UTC)
EVER = Window(None, None)

WRITER = """
import sys
from datetime import UTC, datetime
from summarizer.store import open_store
from summarizer.testing import article
from summarizer.types import StoryEvent, StoryRecord
path, name, rounds = sys.argv[1], sys.argv[2], int(sys.argv[3])
now = datetime(2025, 6, 7, tzinfo=UTC)
with open_store(path) as store:
    print("open", flush=True)
    done = {event.text for event in store.events(name)}
    for turn in range(rounds):
        if str(turn) in done:
            continue
        made = [article(f"{name} {turn} {n}. " + "x" * 900, published=now) for n in range(5)]
        shared = article(f"shared {turn}", published=now)
        store.save_articles([*made, shared], now)
        store.cache("summary", {f"{name}-{turn}": b"v" * 500})
        record = StoryRecord(name, tuple(a.id for a in made), now, now)
        store.save_stories([record], [StoryEvent(name, now, "joined", str(turn))])
        print(turn, flush=True)
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where there is no store yet."""
    return str(tmp_path / "store.db") if request.param == "sqlite" else str(request.getfixturevalue("postgresql")())


def writer(place: str, name: str, rounds: int) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", WRITER, place, name, str(rounds)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


@pytest.mark.slow
def test_killed_at_any_moment_nothing_stored_is_lost(place: str) -> None:
    """Twenty runs of one job are killed, each at a random moment; the next goes on where the last one stopped."""
    chance, committed = random.Random(7), -1
    for _ in range(20):
        run = writer(place, "job", 100_000)
        assert run.stdout is not None
        assert run.stdout.readline() == "open\n"
        # So many rounds, then a moment: a slow machine writes as much before it is killed.
        told = [run.stdout.readline().strip() for _ in range(chance.randrange(5))]
        time.sleep(chance.uniform(0.0, 0.02))
        run.kill()
        told += run.stdout.read().split("\n")[:-1]
        run.wait()
        run.stdout.close()
        committed = max([committed, *map(int, told)])
        with open_store(place) as store:
            store.check()
            turns = [int(event.text) for event in store.events("job")]
            assert turns == list(range(len(turns))), "every round once, in order"
            assert len(turns) > committed, "what the run said it had stored is there"
            texts = [a.text.split(".")[0] for a in store.articles(EVER)]
            assert len(texts) == len(set(texts))
            assert {f"job {turn} {n}" for turn in turns for n in range(5)} <= set(texts)
            keys = [f"job-{turn}" for turn in turns]
            assert set(store.cached("summary", keys)) == set(keys)
    assert committed > 20, "the runs were killed while they wrote, not before"


@pytest.mark.slow
def test_two_runs_at_once_neither_corrupt_nor_duplicate(place: str) -> None:
    runs = [writer(place, name, 40) for name in ("left", "right")]  # both create the tables, too
    for run in runs:
        out, _ = run.communicate(timeout=120)
        assert run.returncode == 0
        assert out.split() == ["open", *map(str, range(40))]
    with open_store(place) as store:
        store.check()
        assert len(store.articles(EVER)) == 2 * 40 * 5 + 40
        assert [len(store.events(name)) for name in ("left", "right")] == [40, 40]


ARGUMENTS = (
    "--cluster",
    "24h",
    "--now",
    NOW.isoformat(),
    "--model",
    "coverage",
    "--offline",
    "--json",
    "-n",
    "3",
    SAMPLES,
)


@pytest.mark.slow
def test_two_commands_at_once_and_one_after_them_tell_the_same(place: str) -> None:
    both = [start(*ARGUMENTS, "--store", place) for _ in range(2)]
    told = []
    for run in both:
        out, err = run.communicate(timeout=300)
        assert run.returncode == 0, err
        told.append(out)
    out, err = start(*ARGUMENTS, "--store", place).communicate(timeout=300)
    told.append(out)
    made = [writers.read_json(text.encode()) for text in told]
    assert [story.summary for story in made[0].stories] == [story.summary for story in made[1].stories]
    assert [story.summary for story in made[0].stories] == [story.summary for story in made[2].stories], err
    with open_store(place) as store:
        found = store.articles(EVER)
        assert len(found) == len({(article.url, article.text) for article in found})
        assert len(found) >= json.loads(told[0])["counts"]["in_stories"] > 0


def test_a_reader_does_not_wait_for_a_writer(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    with open_store(str(path)) as store:
        store.save_articles([article("Kept.", published=NOW)], NOW)
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            began = time.monotonic()
            assert len(store.articles(EVER)) == 1
            assert time.monotonic() - began < 60  # not for ever: no claim about speed
            other.execute("ROLLBACK")


VERSION_1 = """
CREATE TABLE version (version INTEGER NOT NULL);
INSERT INTO version VALUES (1);
CREATE TABLE articles (id VARCHAR(16) PRIMARY KEY, time FLOAT NOT NULL, added FLOAT NOT NULL, data TEXT NOT NULL);
CREATE TABLE sources (number INTEGER PRIMARY KEY, url TEXT NOT NULL UNIQUE, added FLOAT NOT NULL);
CREATE TABLE feeds (url TEXT PRIMARY KEY, etag TEXT NOT NULL, modified TEXT NOT NULL, fetched FLOAT NOT NULL);
CREATE TABLE cache (kind VARCHAR(40), "key" VARCHAR(200), value BLOB NOT NULL, PRIMARY KEY (kind, "key"));
CREATE TABLE stories (id VARCHAR(40) PRIMARY KEY, updated FLOAT NOT NULL, retired INTEGER NOT NULL, data TEXT NOT NULL);
CREATE TABLE events (number INTEGER PRIMARY KEY, story VARCHAR(40) NOT NULL, time FLOAT NOT NULL,
                     kind VARCHAR(20) NOT NULL, text TEXT NOT NULL, other VARCHAR(40) NOT NULL);
CREATE TABLE decisions (number INTEGER PRIMARY KEY, undone INTEGER NOT NULL, data TEXT NOT NULL);
INSERT INTO sources VALUES (1, 'https://a.example/feed', 1749000000.0);
INSERT INTO cache VALUES ('summary', 'k', x'00ff');
"""


def test_a_store_of_version_1_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    with closing(sqlite3.connect(path)) as old:
        old.executescript(VERSION_1)
    story = sample_digest().stories[0]
    for _ in range(2):  # the second time nothing is left to do
        with open_store(str(path)) as store:
            assert store.sources() == ("https://a.example/feed",)
            assert store.cached("summary", ["k"]) == {"k": b"\x00\xff"}
            store.save_story(story, NOW)
            assert store.last_story(story.cluster.id) is not None
    with closing(sqlite3.connect(path)) as new:
        assert new.execute("SELECT version FROM version").fetchall() == [(VERSION,)]


@pytest.mark.parametrize("found", [0, VERSION + 1, 999])
def test_a_version_nobody_here_knows_is_refused(tmp_path: Path, found: int) -> None:
    path = tmp_path / "store.db"
    open_store(str(path)).close()
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("UPDATE version SET version = ?", (found,))
    before = path.read_bytes()
    with pytest.raises(StoreError, match=f"version {found}"):
        open_store(str(path))
    assert path.read_bytes() == before


def filled(path: Path) -> bytes:
    with open_store(str(path)) as store:
        store.save_articles([article(f"Text {n} " * 50, published=NOW) for n in range(200)], NOW)
    data = path.read_bytes()
    assert len(data) > 100_000
    return data


def damaged(data: bytes, how: str) -> bytes:
    return {
        "text": b"title,text\nno database at all\n" * 50,
        "zeros": bytes(len(data)),
        "cut": data[: len(data) // 3],
        "header only": data[:100],
        "garbage behind the header": data[:100] + random.Random(1).randbytes(len(data) - 100),
        "garbage in the middle": data[:40_960] + random.Random(2).randbytes(8192) + data[49_152:],
    }[how]


@pytest.mark.parametrize(
    "how", ["text", "zeros", "cut", "header only", "garbage behind the header", "garbage in the middle"]
)
def test_a_damaged_file_is_refused_and_left_as_it_is(tmp_path: Path, how: str) -> None:
    whole = tmp_path / "whole.db"
    path = tmp_path / "broken.db"
    path.write_bytes(damaged(filled(whole), how))
    before = path.read_bytes()
    with pytest.raises(StoreError, match="damaged") as caught:
        open_store(str(path))
    assert str(path) in caught.value.message
    assert "--store" in caught.value.hint
    assert path.read_bytes() == before


def test_damage_in_a_file_too_large_to_check_whole_is_told_when_it_is_met(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    path.write_bytes(damaged(filled(tmp_path / "whole.db"), "garbage in the middle"))
    check_file(path, least_whole=0)
    with pytest.raises(StoreError, match="damaged"):
        check_file(path)


def test_a_database_of_another_program_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "music.db"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE songs (title TEXT)")
    before = path.read_bytes()
    with pytest.raises(StoreError, match="another program"):
        open_store(str(path))
    assert path.read_bytes() == before


def test_what_cannot_be_a_store_is_said(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no file"):
        open_store(str(tmp_path))
    with pytest.raises(StoreError, match="no database address"):
        open_store("oracle9i://x")
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match="cannot be used"):
        open_store(str(tmp_path / "file" / "store.db"))


def test_a_password_is_never_shown() -> None:
    with pytest.raises(StoreError) as caught:
        open_store("oracle9i://user:hunter2@host/x")
    assert "hunter2" not in str(caught.value)


def test_a_copy_made_after_closing_is_whole(tmp_path: Path) -> None:
    filled(tmp_path / "store.db")
    shutil.copy(tmp_path / "store.db", tmp_path / "copy.db")
    with open_store(str(tmp_path / "copy.db")) as copy:
        copy.check()
        assert len(copy.articles(EVER)) == 200
