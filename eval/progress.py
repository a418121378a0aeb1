"""How far a long comparison is: a bar on a terminal, lines elsewhere, both with the time left."""

import sys
import time
from collections.abc import Callable
from typing import Any

from eval.options import say


def progress() -> Any:
    """A bar with the time left on a terminal; disabled elsewhere."""
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    left = (TextColumn("left"), TimeRemainingColumn())
    return Progress(*columns, *left, console=Console(stderr=True), disable=not sys.stderr.isatty())


def tenths(total: int) -> Callable[[], None]:
    """A line on stderr at each tenth of the work, with the time left."""
    began, done = time.monotonic(), 0

    def tell() -> None:
        nonlocal done
        done += 1
        if done * 10 // total > (done - 1) * 10 // total:
            left = (time.monotonic() - began) / done * (total - done)
            say(f"{done} of {total} done, about {left:.0f} s left")

    return tell
