"""Stories for timing: cut to ten articles, taken again when there are too few; what is asked is kept; no figure is judged."""

import json
import re
from pathlib import Path

import pytest

from eval import story_speed
from eval.machine import timing_signature, version
from eval.story_speed import ARTICLES, Recorder, jobs_of, run
from summarizer.errors import InputError, UnknownNameError
from summarizer.protocols import Candidate, Request
from summarizer.testing import ScriptedEngine


@pytest.fixture
def file(tmp_path: Path) -> Path:
    def story(name: str, articles: int) -> str:
        texts = [
            f"The {name} bridge over the river Tarn was closed on Monday after crack {n} was found. It opens in spring."
            for n in range(articles)
        ]
        return json.dumps(
            {"id": name, "documents": [{"title": "Bridge closed", "text": t} for t in texts], "references": []}
        )

    path = tmp_path / "stories.jsonl"
    path.write_text("\n".join(story(name, count) for name, count in (("old", 12), ("few", 3), ("new", 10))))
    return path


def test_stories_have_ten_articles_and_come_again(file: Path) -> None:
    jobs = jobs_of(file, 5)
    assert [job.cluster.id for job in jobs] == ["old-0", "new-1", "old-2", "new-3", "old-4"]
    assert {len(job.cluster.articles) for job in jobs} == {ARTICLES}
    assert jobs[0].cluster.articles == jobs[2].cluster.articles


def test_a_file_without_such_a_story_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "few.jsonl"
    path.write_text('{"id": "a", "documents": [{"title": "", "text": "The ferry sank."}], "references": []}\n')
    with pytest.raises(InputError, match="no story of 10 articles"):
        jobs_of(path, 1)


def test_what_is_asked_is_kept_and_answered() -> None:
    recorder = Recorder(ScriptedEngine(lambda prompt: [f"Re: {prompt}"]))
    requests = [Request("a"), Request("b")]
    assert list(recorder.generate(requests)) == [(Candidate("Re: a", -0.1),), (Candidate("Re: b", -0.1),)]
    assert recorder.asked == requests
    assert recorder.signature == "scripted"


def test_a_run_says_when_each_story_was_ready(file: Path) -> None:
    said: list[str] = []
    result = run(file, "coverage", 11, said.append)
    assert len(result["ready"]) == result["stories"] == 11
    assert result["ready"] == sorted(result["ready"])
    assert (result["first"], result["seconds"]) == (result["ready"][0], result["ready"][-1])
    assert result["peak_mb"] > 10
    assert [line.split(" stories")[0].strip() for line in said] == ["10", "11"]


def test_engines_are_compared_on_the_same_requests(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = {"fast": ScriptedEngine(lambda _: ["one two"]), "other": ScriptedEngine(lambda _: ["one two three four"])}
    asked = [[Request("a b c", only_from=("x",)), Request("d")], [Request("e f")]]
    monkeypatch.setattr(story_speed, "_engine", made.__getitem__)
    monkeypatch.setattr(story_speed, "requests_of", lambda jobs: asked[: len(jobs)])
    monkeypatch.setattr(story_speed, "token_counter", lambda: lambda text: len(text.split()))
    said: list[str] = []
    found = story_speed.engines(file, ["fast", "other"], 2, 3, 0, said.append)
    rows = found["engines"]
    assert (found["stories"], found["requests"], found["rounds"]) == (2, [2, 1], 3)
    assert (rows["fast"]["ratio"], rows["fast"]["same_as_first"], rows["other"]["same_as_first"]) == (1, 1, 0)
    assert (rows["fast"]["words_a_story"], rows["other"]["words_a_story"]) == (3, 6)
    for row in rows.values():
        assert len(row["seconds"]) == 6, "two stories, three rounds"
        assert row["signature"] == "scripted"
    spent = sum(rows["other"]["seconds"])
    assert rows["other"]["tokens_out_a_second"] * spent == pytest.approx(3 * 3 * 4), "three rounds of three answers"
    assert rows["other"]["tokens_in_a_second"] * spent == pytest.approx(3 * 6)
    assert [line.split()[0] for line in said] == ["fast", "other"]


def test_an_engine_that_nobody_knows_is_refused_before_anything_is_written(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(story_speed, "requests_of", lambda jobs: pytest.fail("it wrote all stories first"))
    with pytest.raises(UnknownNameError, match="openvno"):
        story_speed.engines(file, ["openvno"], 1, 1, 0, lambda _: None)


def test_times_are_signed_by_machine_and_packages() -> None:
    signature = timing_signature("clusters")
    assert signature.startswith("speed clusters|v:")
    assert f"numpy:{version('numpy')}" in signature
    assert re.search(r" x \d+\|python:3\.", signature)
    assert version("no such package") == "not installed"
