"""Sources and settings -> a run in a thread of its own, which any number of visitors follow story by story.

A model writes one story at a time, whoever asked for it. A run that nobody follows any more stops at its next step.
"""

import logging
import threading
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future, wait
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from summarizer import pipeline
from summarizer.config import Settings
from summarizer.errors import NothingToSummarize, SummarizerError
from summarizer.store import Store, open_store
from summarizer.types import Digest, Skipped, Story
from webapp.turns import Turns

log = logging.getLogger(__name__)
_MODEL = Turns()
BEAT = 0.5
"""Seconds after which whoever follows is let out of the wait, if only to look whether anyone still reads."""
T = TypeVar("T")


def one_at_a_time() -> Turns:
    """What to hold while a model writes: there is one of it, and everyone waits their turn."""
    return _MODEL


def beside(work: Callable[[], T]) -> Iterator[T | None]:
    """Do it in a thread of its own: None each BEAT until it is done, then its result. Raises what `work` raises."""
    found: Future[T] = Future()

    def do() -> None:
        try:
            found.set_result(work())
        except Exception as error:
            found.set_exception(error)

    threading.Thread(target=do, name="beside", daemon=True).start()
    while not wait([found], timeout=BEAT).done:
        yield None
    yield found.result()


@dataclass(frozen=True, slots=True)
class State:
    """How far a run has come. `error` says what happened and what to do; `digest` is there when all is told."""

    status: str = "Waiting …"
    stories: tuple[Story, ...] = ()
    expected: int = 0
    skipped: tuple[Skipped, ...] = ()
    digest: Digest | None = None
    partial: Digest | None = None
    """The stories so far, as a digest: for their window and time zone."""
    error: str = ""

    @property
    def over(self) -> bool:
        """Whether nothing more will come."""
        return self.digest is not None or bool(self.error)


class _StoppedError(Exception):
    """Nobody follows any more."""


class Run:
    """One run. It begins with `start`, and is followed by any number of threads."""

    def __init__(
        self,
        sources: Sequence[str],
        settings: Settings,
        store: str | None = None,
        keep: bool = False,
        now: datetime | None = None,
    ) -> None:
        """`store` None: nothing is kept. `keep`: go on to the end even when nobody follows. `now`: instead of the clock."""
        self._sources, self._settings, self._store, self._keep = tuple(sources), settings, store, keep
        self._now = now
        self._changed = threading.Condition()
        self._state = State()
        self._followers = 0
        self._abandoned = False

    @property
    def state(self) -> State:
        """How far it is now."""
        return self._state

    @property
    def usable(self) -> bool:
        """Whether it may still be followed: it was neither abandoned nor did it fail."""
        return not self._abandoned and not self._state.error

    def start(self) -> "Run":
        """Begin, in a thread of its own."""
        threading.Thread(target=self._work, name="run", daemon=True).start()
        return self

    def follow(self) -> Generator[State, None, None]:
        """The state now, after each change and at least each BEAT, until it is over. Leaving early lets go of the run.

        A generator can only be closed while it rests: without the beat, Stop would wait for the step in hand.
        """
        with self._changed:
            self._followers += 1
        seen: State | None = None
        try:
            while seen is None or not seen.over:
                with self._changed:
                    if self._state is seen:
                        self._changed.wait(timeout=BEAT)
                    seen = self._state
                yield seen
        finally:
            with self._changed:
                self._followers -= 1
                self._abandon_if_alone()

    def release(self) -> None:
        """Go on only as long as somebody follows."""
        with self._changed:
            self._keep = False
            self._abandon_if_alone()

    def _abandon_if_alone(self) -> None:
        if not self._followers and not self._keep and not self._state.over:
            self._abandoned = True

    def _set(self, state: State) -> None:
        with self._changed:
            self._state = state
            self._changed.notify_all()

    def _say(self, status: str) -> None:
        if self._abandoned:
            raise _StoppedError
        if status != self._state.status:
            self._set(replace(self._state, status=status))

    def _work(self) -> None:
        try:
            if self._store is None:
                self._tell(None)
            else:
                with open_store(self._store) as store:
                    self._tell(store)
        except _StoppedError:
            self._set(replace(self._state, error="Stopped."))
        except NothingToSummarize as error:
            reasons = "; ".join(f"{item.item}: {item.reason}" for item in self._state.skipped[:5])
            self._set(replace(self._state, error=" ".join(filter(None, (error.message, error.hint, reasons)))))
        except SummarizerError as error:
            self._set(replace(self._state, error=f"{error.message} {error.hint}".strip()))
        except Exception:
            log.exception("a run failed")
            self._set(replace(self._state, error="Something went wrong here. Please try again; the log says more."))

    def _tell(self, store: Store | None) -> None:
        progress = Spoken(self._say)
        gathered = pipeline.gather(self._sources, self._settings, now=self._now, store=store, progress=progress)
        total = len(gathered.clusters)
        self._set(replace(self._state, expected=total, skipped=gathered.skipped, status=f"0 of {total} stories"))
        writer = pipeline.tell(gathered, self._settings, now=self._now, store=store)
        while True:
            done = f"{len(self._state.stories)} of {total} stories"
            if _MODEL.locked():
                self._say(f"{done}; the model is busy with others, then it is your turn")
            with _MODEL:
                self._say(done)
                story = next(writer, None)
            if story is None:
                break
            told = (*self._state.stories, story)
            partial = pipeline.finish(gathered, told, self._settings, now=self._now)
            status = f"{len(told)} of {total} stories"
            self._set(replace(self._state, stories=told, partial=partial, status=status))
        digest = pipeline.finish(gathered, self._state.stories, self._settings, now=self._now)
        self._set(replace(self._state, digest=digest, partial=digest, status=f"Done: {count(total)}."))


def count(stories: int) -> str:
    """The number with its noun."""
    return "1 story" if stories == 1 else f"{stories} stories"


class Spoken:
    """A `Progress` that says in words how each stage is going."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say
        self._total: dict[str, int | None] = {}
        self._done: dict[str, int] = {}

    def start(self, stage: str, total: int | None = None) -> None:
        """Say that it begins."""
        self._total[stage], self._done[stage] = total, 0
        self._say(f"{stage.capitalize()} …")

    def advance(self, stage: str, steps: int = 1) -> None:
        """Say how far it is, some twenty times at most."""
        total = self._total.get(stage)
        self._done[stage] = self._done.get(stage, 0) + steps
        done = self._done[stage]
        every = max(1, (total or 100) // 20)
        if done % every == 0 or done == total:
            self._say(f"{stage.capitalize()}: {done}{f' of {total}' if total else ''} …")

    def finish(self, stage: str) -> None:
        """Say that it is done."""
        self._say(f"{stage.capitalize()}: done.")
