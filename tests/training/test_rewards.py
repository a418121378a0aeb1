"""What a candidate is worth: only what would be printed counts, and what people wrote decides."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.protocols import Candidate
from summarizer.summaries.sentences import sentences_of
from training import rewards
from training.sets import articles_of

STORY: dict[str, Any] = {
    "id": "story",
    "documents": [
        {
            "title": "Ferry sinks off Vellin",
            "text": "The ferry Marta sank off Vellin on Monday. All 19 people were saved.",
        },
        {
            "title": "All saved",
            "text": "Two fishing boats saved all 19 people from the ferry Marta near Vellin on Monday.",
        },
        {"title": "Empty", "text": ""},
    ],
    "references": ["Two fishing boats saved all 19 people when the ferry Marta sank off Vellin on Monday."],
    "reference_titles": ["Ferry Marta sinks off Vellin"],
}
GOOD = "All 19 people were saved when the ferry Marta sank off Vellin on Monday."
WRONG = "All 23 people were saved when the ferry Marta sank off Tarnby on Friday."


def summary_row(*texts: str) -> dict[str, Any]:
    inputs = ["Ferry sinks off Vellin. The ferry Marta sank off Vellin on Monday.", "All saved. Two fishing boats …"]
    return {"id": "story", "task": "summary", "inputs": inputs, "texts": [[text, -0.3, True] for text in texts]}


def test_what_the_verifier_refuses_is_worth_less_than_what_it_lets_through() -> None:
    [row] = rewards.ranked((STORY, [summary_row(GOOD, WRONG)]))
    worth = {candidate["text"]: candidate["reward"] for candidate in row["candidates"]}
    assert worth[GOOD] > 0.5 > worth[WRONG] > 0
    assert [c["reward"] for c in row["candidates"]] == sorted(worth.values(), reverse=True)
    assert worth[WRONG] < rewards.UNSUPPORTED * rewards.agreement(STORY["references"][0], WRONG)


def test_a_headline_is_worth_what_the_editors_have_in_common_with_it() -> None:
    texts = [["Ferry Marta Sinks off Vellin", -0.2, True], ["Ferry Marta Burns Near Tarnby", -0.2, True]]
    raw = {"id": "story", "task": "headline", "inputs": summary_row()["inputs"], "texts": texts}
    [row] = rewards.ranked((STORY, [raw]))
    worth = {candidate["text"]: candidate["reward"] for candidate in row["candidates"]}
    assert worth["Ferry Marta Sinks off Vellin"] == pytest.approx(1)
    assert worth["Ferry Marta Burns Near Tarnby"] < rewards.UNSUPPORTED_HEADLINE


def test_a_text_is_ranked_once_and_one_alone_not_at_all() -> None:
    twice = [summary_row(GOOD, WRONG), summary_row(GOOD.replace("saved", "Saved"))]
    [row] = rewards.ranked((STORY, twice))
    assert len(row["candidates"]) == 2
    assert rewards.ranked((STORY, [summary_row(GOOD)])) == []


def test_a_text_that_was_cut_off_or_is_too_long_is_worth_less() -> None:
    verifier = rewards._verifier()
    articles = articles_of("story", STORY["documents"])
    sources = [s for a in articles for s in sentences_of(a)]

    def worth(text: str, stopped: bool = True) -> float:
        candidate = Candidate(text, -0.3, stopped)
        return rewards.of_text(
            lambda claim, of: verifier.check(claim, tuple(of), articles),
            verifier.threshold, STORY["references"][0], candidate, sources, [a.text for a in articles],
        )  # fmt: skip

    assert worth(GOOD) > worth(GOOD, stopped=False) + rewards.CUT / 2
    assert worth(" ".join([GOOD] * 10)) < worth(GOOD)


@given(st.text("abc .", max_size=60), st.text("abc .", max_size=60))
def test_agreement_is_a_share_and_whole_for_the_same(one: str, other: str) -> None:
    assert 0 <= rewards.agreement(one, other) <= 1
    if len(set(one.split()) - {"."}) > 1:
        assert rewards.agreement(one, one) == pytest.approx(1)


_ROWS = st.lists(
    st.tuples(st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=6).map(" ".join), st.floats(0, 1)), max_size=15
)


@given(_ROWS, st.integers(3, 8))
def test_thinning_keeps_the_best_and_the_order(rows: list[tuple[str, float]], most: int) -> None:
    kept = rewards.thinned(rows, most)
    assert len(kept) <= most
    assert set(kept) <= set(rows)
    assert [reward for _, reward in kept] == sorted((reward for _, reward in kept), reverse=True)
    if rows:
        assert kept[0][1] == max(reward for _, reward in rows)


def test_stories_that_are_held_back_are_not_ranked(tmp_path: Path) -> None:
    for name in ("allsides/train", "allsides/val", "multinews/dev", "duc2004/dev"):
        path = tmp_path / f"summarization/{name}.jsonl"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("" if name != "allsides/train" else json.dumps(STORY) + "\n", encoding="utf-8")
    raw = tmp_path / "raw.jsonl"
    raw.write_text(json.dumps(summary_row(GOOD)) + "\n", encoding="utf-8")
    assert [story["id"] for story, _ in rewards.jobs_of(tmp_path, raw)] == ["story"]
    (tmp_path / "summarization/allsides/val.jsonl").write_text(json.dumps(STORY) + "\n", encoding="utf-8")
    assert list(rewards.jobs_of(tmp_path, raw)) == []
