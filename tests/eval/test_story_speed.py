"""Stories for timing: cut to ten articles, taken again when there are too few; what is asked is kept; no figure is judged."""

import json
from pathlib import Path

import pytest

from eval.story_speed import ARTICLES, Recorder, jobs_of, run
from summarizer.errors import InputError
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
