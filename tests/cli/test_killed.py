"""`kill -9` at any moment of the real command: nothing stored is lost, and the next run completes."""

import random
import subprocess
import time
from pathlib import Path

import pytest

from summarizer import writers
from summarizer.store import open_store
from summarizer.types import StoryEvent, Window
from tests.cli.running import SAMPLES, start

EVER = Window(None, None)
OUTLETS = ("coast-tribune", "harbour-times", "northwire", "the-daily-ledger", "world-desk")
"""Few enough that twenty runs take no minute."""
NOW = "2025-06-07T20:00:00+00:00"
ARGUMENTS = ("--cluster", "24h", "--now", NOW, "--model", "coverage", "--offline", "--json",
             *(f"{SAMPLES}/{outlet}.jsonl" for outlet in OUTLETS))  # fmt: skip


@pytest.mark.slow
def test_killed_at_any_moment_the_next_run_completes_and_nothing_is_lost(tmp_path: Path) -> None:
    began = time.perf_counter()
    whole, err = start(*ARGUMENTS, "--store", str(tmp_path / "whole.db")).communicate(timeout=300)
    lasts = time.perf_counter() - began
    assert writers.read_json(whole.encode()).stories, err

    path, chance = tmp_path / "store.db", random.Random(11)
    articles: set[str] = set()
    events: set[StoryEvent] = set()
    killed = tries = 0
    while killed < 20:
        tries += 1
        assert tries <= 60, "the runs are killed, they do not end by themselves"
        began, run = time.perf_counter(), start(*ARGUMENTS, "--store", str(path))
        try:
            run.communicate(timeout=chance.uniform(0.1, 1.0) * lasts)
            # The first run was slower than those after it, which find files read and code compiled.
            lasts = time.perf_counter() - began
        except subprocess.TimeoutExpired:
            run.kill()
            run.communicate()
            killed += run.returncode == -9
        with open_store(str(path)) as store:
            store.check()
            stored = {article.id for article in store.articles(EVER)}
            happened = {e for s in store.stories(True) for e in store.events(s.id)}
        assert articles <= stored
        assert events <= happened
        articles, events = stored, happened

    last = start(*ARGUMENTS, "--store", str(path))
    out, err = last.communicate(timeout=300)
    assert last.returncode == 0, err
    with open_store(str(path)) as store, open_store(str(tmp_path / "whole.db")) as expected:
        store.check()
        assert {a.id for a in store.articles(EVER)} == {a.id for a in expected.articles(EVER)}
        assert {s.articles for s in store.stories()} == {s.articles for s in expected.stories()}
    told, once = (writers.read_json(data.encode()) for data in (out, whole))
    assert [s.summary for s in told.stories] == [s.summary for s in once.stories]
