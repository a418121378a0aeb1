"""The tables and the page: marks as the tests say, nothing from a text becomes markup, evidence marked where it stands."""

import json
import re
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from eval import report
from eval.data import DataFile, read_stories
from eval.examples import marked, pick
from eval.page import page
from eval.plots import differences, distributions, quality_and_time
from eval.summaries import Plan, run
from eval.systems import load_system
from summarizer.config import Settings
from summarizer.types import Article

EVIL = "<script>alert('x')</script> & \"quoted\" {{braces}}"


class Balanced(HTMLParser):
    """Fails on a tag that is closed wrongly, and gathers tags and attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def story(name: str, text: str) -> str:
    row = {"id": name, "documents": [{"title": EVIL, "text": text}], "references": [f"{name} sank. {EVIL}"]}
    return json.dumps(row)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], list[dict[str, Any]], DataFile]:
    folder = tmp_path_factory.mktemp("report")
    text = "The {} sank near the harbour. {} The crew of nine was saved by fishermen. Nobody knows why it sank."
    lines = [story(f"{n}{EVIL}", text.format(f"ferry {n}", EVIL)) for n in range(5)]
    (folder / "set.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    file = read_stories(folder / "set.jsonl")
    plan = Plan((file,), ("lead", "oracle", "title"), "short", 0, 20)
    results = run(plan, lambda n: load_system(n, Settings(offline=True)), folder, lambda _: None, lambda: None)
    rows = [json.loads(line) for line in (folder / "items.jsonl").read_text("utf-8").splitlines()]
    return results, rows, file


def test_the_page_is_whole_escaped_and_loads_nothing(made: tuple[Any, Any, DataFile]) -> None:
    results, rows, file = made
    text = page(results, rows, (file,), f"python -m eval summaries --data '{EVIL}'")
    parsed = Balanced(text)
    names = {tag for tag, _ in parsed.tags}
    assert not parsed.open
    assert not names & {"script", "link", "img", "iframe", "object"}
    assert {"svg", "table", "mark", "figure"} <= names
    assert not re.search(r"url\(|@import", text)
    for _, attributes in parsed.tags:
        assert not any(name.startswith("on") or name == "src" for name in attributes)
        assert attributes.get("href", "#").startswith("#")  # type: ignore[union-attr]


def test_the_page_says_what_a_reader_needs(made: tuple[Any, Any, DataFile]) -> None:
    results, rows, file = made
    text = page(results, rows, (file,), "python -m eval summaries")
    assert file.sha256 in text
    assert results["signature"].split("|data:")[0] in text
    assert "only 5 items: small differences cannot be seen" in text
    assert "not significant" in text
    for kind in ("Most different", "Best", "Worst"):
        assert f"<h3>{kind}: " in text
    assert "prefers-color-scheme:dark" in text
    assert "width=device-width" in text


def test_fall_backs_are_shown_where_there_are_any(made: tuple[Any, Any, DataFile]) -> None:
    results, rows, file = made
    assert "Fall-backs" not in page(results, rows, (file,), "python -m eval summaries")
    used = {"lead": {}, "<b>": {"shared title": 2}, "c": {"extractive sentence": 4, "shared title": 1}}
    assert report.fallback_rows(used, 5) == [
        ["system", "stories", "extractive sentence", "shared title"],
        ["<b>", "5", "0", "2"],
        ["c", "5", "4", "1"],
    ]
    text = page({**results, "fallbacks": used}, rows, (file,), "python -m eval summaries")
    assert not Balanced(text).open
    assert "Fall-backs" in text
    assert "extractive sentence" in text


def test_no_item_is_shown_twice_and_kinds_come_in_order(made: tuple[Any, Any, DataFile]) -> None:
    _, rows, _ = made
    groups: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in rows:
        groups.setdefault((row["file"], row["id"]), []).append(row)
    picked = pick(groups)
    assert len({key for _, key in picked}) == len(picked) == 5
    assert [kind for kind, _ in picked] == ["most different", "most different", "best", "best", "worst"]


@given(
    st.text("ab<&\"'\n", max_size=30),
    st.lists(st.tuples(st.integers(-3, 35), st.integers(-3, 35)), max_size=5),
)
def test_marking_changes_no_letter_of_a_source(text: str, spans: list[tuple[int, int]]) -> None:
    article = Article("x", "", text, "")
    sentences = [{"evidence": [{"article": "x", "start": a, "end": b}]} for a, b in spans]
    shown = marked(article, [{"system": "<lead>", "sentences": sentences}])
    parsed = Balanced(shown)
    assert {tag for tag, _ in parsed.tags} <= {"mark", "sup"}
    bare = re.sub(r"<sup>[^<]*</sup>|</?mark[^>]*>", "", shown)
    for sign, name in (("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("'", "&#x27;"), ("&", "&amp;")):
        bare = bare.replace(name, sign)
    assert bare == text


def test_marks_follow_the_tests() -> None:
    systems = {name: {"rouge2": {"mean": mean}} for name, mean in (("a", 0.3), ("b", 0.2), ("c", 0.29), ("d", None))}
    pairs = [
        {"a": "a", "b": "b", "metric": "rouge2", "significant": True},
        {"a": "c", "b": "a", "metric": "rouge2", "significant": False},
        {"a": "b", "b": "c", "metric": "rouge2", "significant": True},
    ]
    assert report.marks(systems, pairs, "rouge2") == {"a": report.BEST, "b": report.BELOW, "c": report.TIED}
    assert report.marks(systems, pairs, "rouge1") == {}
    pairs += [{"a": name, "b": "oracle", "metric": "rouge2", "significant": True} for name in "abc"]
    with_ceiling = {**systems, "oracle": {"rouge2": {"mean": 0.9}}}
    assert report.marks(with_ceiling, pairs, "rouge2") == report.marks(systems, pairs, "rouge2"), (
        "it sees the references"
    )


def test_what_sees_the_references_picks_no_example() -> None:
    rows = {
        ("f", "1"): [{"system": "a", "scores": {"rouge2": 0.3}}, {"system": "b", "scores": {"rouge2": 0.1}}],
        ("f", "2"): [{"system": "a", "scores": {"rouge2": 0.2}}, {"system": "oracle", "scores": {"rouge2": 0.9}}],
    }
    assert pick(rows)[0] == ("most different", ("f", "1"))


def test_differences_are_tested_within_each_file_too(tmp_path: Path) -> None:
    files = []
    for number, folder in enumerate(("x", "y")):
        (tmp_path / folder).mkdir()
        path = tmp_path / folder / "set.jsonl"
        path.write_text(
            "".join(story(f"{number}{n}", f"The {n} sank. Nine were saved.") + "\n" for n in range(4)), "utf-8"
        )
        files.append(read_stories(path))
    plan = Plan(tuple(files), ("lead", "title"), "short", 0, 20)
    results = run(plan, lambda n: load_system(n, Settings(offline=True)), tmp_path / "o", lambda _: None, lambda: None)
    assert set(results["file_pairs"]) == {"x/set.jsonl", "y/set.jsonl"}
    for pairs in results["file_pairs"].values():
        assert {pair["n"] for pair in pairs} == {4}
    assert {pair["n"] for pair in results["pairs"]} == {8}
    rows = [json.loads(line) for line in (tmp_path / "o/items.jsonl").read_text("utf-8").splitlines()]
    text = page(results, rows, files, "python -m eval summaries")
    assert "lead: <code>extractive-lead" in text, "what wrote the summaries"


def test_tables_escape_for_their_language() -> None:
    rows = [["a_b", "c|d"], ["50%", "x & {y} \\ ±1"]]
    assert report.written(rows, "md").splitlines() == ["| a_b | c\\|d |", "|---|---|", "| 50% | x & {y} \\ ±1 |"]
    assert "a\\_b & c|d \\\\" in report.written(rows, "latex")
    assert r"50\% & x \& \{y\} \textbackslash{} $\pm$1 \\" in report.written(rows, "latex")


def test_the_terminal_table_reads_no_markup() -> None:
    out = StringIO()
    Console(file=out, width=120).print(report.terminal([["system", "m"], ["[bold]x[/bold]", "1.0 [0.9, 1.1] *"]], "t"))
    assert "[bold]x[/bold]" in out.getvalue()
    assert "1.0 [0.9, 1.1] *" in out.getvalue()


@given(st.dictionaries(st.text("a<&'", min_size=1, max_size=40), st.lists(st.floats(0, 1), max_size=5), max_size=3))
def test_plots_are_well_formed_for_any_scores(scores: dict[str, list[float]]) -> None:
    points = {name: (values[0], values[-1]) for name, values in scores.items() if values}
    pairs = [
        {"a": name, "b": "b", "low": -v, "high": v, "delta": 0.0, "significant": False}
        for name, values in scores.items()
        for v in values
    ]
    for text in (distributions(scores, "t<"), quality_and_time(points, "t<"), differences(pairs, "t<")):
        assert not Balanced(text).open
        assert "nan" not in text
        assert text.count("<circle class='dot'") in (0, sum(map(len, scores.values())))


def test_the_page_is_the_same_each_time(made: tuple[Any, Any, DataFile], tmp_path: Path) -> None:
    results, rows, file = made
    assert page(results, rows, (file,), "x") == page(results, rows, (file,), "x")
