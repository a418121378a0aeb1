"""What an adapter writes by itself is measured story by story, and shown beside the first adapter's."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from eval.data import Item
from summarizer.config import Settings
from summarizer.summaries.models.table import ModelCard, card_of
from summarizer.summaries.verification import load_verifier
from summarizer.testing import ScriptedEngine, article
from training import evaluate
from training.evaluate import Measured, Written, line, measure, write

TEXTS = (
    "The ferry Marta sank off Vellin on Monday. All 19 people on board were saved by fishermen.",
    "Fishermen saved all 19 people when the ferry Marta sank on Monday. The mayor of Vellin thanked them.",
)
REFERENCE = "The ferry Marta sank off Vellin on Monday and fishermen saved all 19 people on board."
TITLE = "Ferry sinks off Vellin, all saved"
GOOD, BAD = (
    "All 19 people were saved by fishermen.",
    "The ferry Olga sank off Arden on Friday.",
)


def item(name: str = "a", titles: tuple[str, ...] = (TITLE,)) -> Item:
    articles = tuple(article(text, f"Ferry sinks {n}", source=f"outlet {n}") for n, text in enumerate(TEXTS))
    return Item(name, articles, (REFERENCE,), titles)


def measured(summary: float, headline: float | None = None, **fields: int) -> Measured:
    told = {"words": 10, "sentences": 2, "verified": 1, **fields}
    of_headline = None if headline is None else (headline,) * 3
    return Measured((summary,) * 3, of_headline, supported=True, **told)


def test_each_story_is_asked_for_a_summary_and_a_headline() -> None:
    engine = ScriptedEngine(lambda prompt: ["A headline"] if prompt.endswith("Headline:") else [GOOD, BAD])
    found = write(engine, card_of("default"), [item("a"), item("b")])
    assert found == [Written("a", GOOD, True, "A headline"), Written("b", GOOD, True, "A headline")]
    assert [prompt.rpartition("\n")[2] for prompt in engine.prompts] == ["Summary:"] * 2 + ["Headline:"] * 2
    assert all(text.split(". ")[0] in engine.prompts[0] for text in TEXTS)


def test_a_true_summary_is_supported_and_verified_and_an_invented_one_is_neither() -> None:
    verifier = load_verifier(Settings())
    good = measure(item(), Written("a", GOOD, True, TITLE), verifier)
    bad = measure(item(), Written("a", BAD, True, "Rain expected"), verifier)
    told = [(one.supported, one.sentences, one.verified) for one in (good, bad)]
    assert told == [(True, 1, 1), (False, 1, 0)]
    assert good.summary > bad.summary
    assert [*(good.headline or ()), *(bad.headline or ())] == pytest.approx([100, 100, 100, 0, 0, 0])
    assert good.words == 7


def test_a_sentence_that_was_cut_off_is_not_let_through() -> None:
    cut = Written("a", GOOD, False, "")
    assert measure(item(), cut, load_verifier(Settings())).verified == 0


def test_without_a_reference_headline_there_is_no_score_for_it() -> None:
    found = measure(item(titles=()), Written("a", GOOD, True, TITLE), load_verifier(Settings()))
    assert found.headline is None
    assert "none" in line("x", [found], None)


def test_nothing_written_scores_nothing() -> None:
    found = measure(item(), Written("a", "", True, ""), load_verifier(Settings()))
    assert [*found.summary, found.words, found.sentences, found.verified] == [0] * 6
    assert "0%" in line("x", [found], None)


def test_a_line_has_a_cell_for_each_column() -> None:
    found = [measured(10, 20), measured(20, 40, words=20, verified=2)]
    cells = [cell.strip() for cell in line("probe", found, None).strip("|").split("|")]
    titles = [cell.strip() for cell in evaluate.HEADER.strip("|").split("|")]
    told = dict(zip(titles[:3] + titles[4:8], cells[:3] + cells[4:8], strict=True))
    assert len(cells) == len(titles)
    assert told == {
        "adapter": "probe",
        "stories": "2",
        "summary R-1 / R-2 / R-L": "15.0 / 15.0 / 15.0",
        "words": "15.0",
        "unsupported": "0%",
        "verified": "75%",
        "headline R-1 / R-2 / R-L": "30.0 / 30.0 / 30.0",
    }
    assert (cells[3], cells[8]) == ("", "")


def test_the_p_value_is_small_for_a_gain_on_every_story_and_one_for_none() -> None:
    first = [measured(10 + n, 10 + n) for n in range(20)]
    better = [measured(12 + n, 10 + n) for n in range(20)]
    cells = [cell.strip() for cell in line("new", better, first).strip("|").split("|")]
    assert float(cells[3]) < 0.01
    assert float(cells[8]) == 1


def test_the_command_shows_a_line_an_adapter_and_keeps_what_was_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    data = tmp_path / "data"
    (data / "summarization/allsides").mkdir(parents=True)
    documents = [{"title": f"Ferry sinks {n}", "text": text} for n, text in enumerate(TEXTS)]
    rows = [
        {"id": name, "documents": documents, "references": [REFERENCE], "reference_titles": [TITLE]} for name in "abc"
    ]
    (data / "summarization/allsides/val.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    answers = {"one/news": [BAD], "two/news": [GOOD]}

    def opened(adapter: Path, card: ModelCard) -> ScriptedEngine:
        def script(prompt: str) -> Sequence[str]:
            return answers[str(adapter.relative_to(tmp_path))]

        return ScriptedEngine(script)

    monkeypatch.setattr(evaluate, "open_adapter", opened)
    folders = [str(tmp_path / name) for name in answers]
    out = tmp_path / "texts.jsonl"
    command = ["evaluate", "--data", str(data), "--adapter", *folders, "--limit", "2", "--out", str(out)]
    monkeypatch.setattr(sys, "argv", command)
    evaluate.main()
    header, rule, *lines = capsys.readouterr().out.splitlines()
    assert header.count("|") == rule.count("|") == 10
    # Two adapters of one name are told apart by their paths.
    assert [told.split(" | ")[0].removeprefix("| ") for told in lines] == folders
    assert [told.split(" | ")[1] for told in lines] == ["2", "2"]
    kept = [json.loads(row) for row in out.read_text("utf-8").splitlines()]
    assert [(row["id"], row["summary"]) for row in kept] == [("a", BAD), ("b", BAD), ("a", GOOD), ("b", GOOD)]
    assert [row["scores"]["supported"] for row in kept] == [False, False, True, True]
