"""The command as people run it, inside this process (fast) or as one of its own."""

import io
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from summarizer.cli import run

ROOT = Path(__file__).parents[2]
SAMPLES = str(ROOT / "samples" / "articles")
FAST = ("--model", "coverage", "--cluster", "all", "--offline", "--now", "2030-01-01T00:00:00+00:00")


@dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str


class Command:
    """Runs the command in this process and catches what it says."""

    def __init__(self, capture: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self._capture, self._patch = capture, monkeypatch

    def __call__(self, *arguments: str, stdin: str = "") -> Result:
        self._patch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8"))
        self._capture.readouterr()
        code = run(arguments)
        said = self._capture.readouterr()
        assert "Traceback" not in said.err
        return Result(code, said.out, said.err)


def start(*arguments: str) -> "subprocess.Popen[str]":
    """The command as a process of its own, in a group of its own, that heeds Ctrl-C though we were started to ignore it."""
    return subprocess.Popen(
        [sys.executable, "-m", "summarizer.cli", *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        text=True, env={**os.environ, "PYTHONPATH": str(ROOT)}, start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )  # fmt: skip
