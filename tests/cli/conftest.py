"""The command, and articles of one invented event."""

import json
from pathlib import Path

import pytest

from tests.cli.running import Command

TEXTS = (
    ("Dam at Orsk cracks", "The dam at Orsk cracked on Monday and 30 families left their homes, the mayor said."),
    ("Orsk dam cracks", "Thirty families left their homes after the dam at Orsk cracked on Monday, said the mayor."),
    (
        "Cracks in dam at Orsk",
        "On Monday cracks were found in the dam at Orsk, and 30 families had to leave their homes.",
    ),
)


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Command:
    monkeypatch.chdir(tmp_path)
    return Command(capsys, monkeypatch)


@pytest.fixture
def lines() -> str:
    rows = [
        {"title": title, "text": f"{text} Engineers lowered the lake by two metres.", "source": f"Paper {number}",
         "url": f"https://paper{number}.example/orsk", "published": f"2025-06-02T0{number}:00:00Z"}
        for number, (title, text) in enumerate(TEXTS)
    ]  # fmt: skip
    return "".join(json.dumps(row) + "\n" for row in rows)


@pytest.fixture
def file(lines: str, tmp_path: Path) -> str:
    path = tmp_path / "orsk.jsonl"
    path.write_text(lines, encoding="utf-8")
    return str(path)
