"""Stages -> bars on a terminal, and the time each took. Nothing is drawn in a pipe."""

import sys
import time
from types import TracebackType
from typing import Any


class StageTimes:
    """A `Progress` that only measures: `seconds` and `steps` a stage, in the order the stages began."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.steps: dict[str, int] = {}
        self._began: dict[str, float] = {}

    def start(self, stage: str, total: int | None = None) -> None:
        """Begin to measure."""
        self.seconds.setdefault(stage, 0.0)
        self.steps.setdefault(stage, 0)
        self._began[stage] = time.perf_counter()

    def advance(self, stage: str, steps: int = 1) -> None:
        """Count."""
        self.steps[stage] = self.steps.get(stage, 0) + steps

    def finish(self, stage: str) -> None:
        """Add the time since the stage began."""
        began = self._began.pop(stage, None)
        if began is not None:
            self.seconds[stage] += time.perf_counter() - began

    def __enter__(self) -> "StageTimes":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for stage in list(self._began):
            self.finish(stage)


class Bars(StageTimes):
    """`StageTimes` that also draws a bar a stage on stderr, with counts and time left."""

    def __init__(self) -> None:
        super().__init__()
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        columns: list[Any] = [
            TextColumn("{task.description:<22}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
        ]
        self._progress = Progress(*columns, console=Console(stderr=True), transient=True)
        self._tasks: dict[str, Any] = {}

    def start(self, stage: str, total: int | None = None) -> None:
        """Show the stage's bar."""
        super().start(stage, total)
        if stage in self._tasks:
            self._progress.reset(self._tasks[stage], total=total)
        else:
            self._tasks[stage] = self._progress.add_task(stage, total=total)

    def advance(self, stage: str, steps: int = 1) -> None:
        """Move the stage's bar."""
        super().advance(stage, steps)
        if stage in self._tasks:
            self._progress.advance(self._tasks[stage], steps)

    def finish(self, stage: str) -> None:
        """Fill the stage's bar."""
        super().finish(stage)
        if stage in self._tasks:
            task = self._progress.tasks[self._progress.task_ids.index(self._tasks[stage])]
            self._progress.update(self._tasks[stage], total=task.completed or 1, completed=task.completed or 1)

    def __enter__(self) -> "Bars":
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        super().__exit__(kind, error, trace)
        self._progress.stop()


def progress_for(quiet: bool) -> StageTimes:
    """Bars when a person watches, else measuring alone."""
    return Bars() if sys.stderr.isatty() and not quiet else StageTimes()
