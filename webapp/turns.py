"""A lock whose holders come in the order in which they asked: whoever tells fifteen stories lets others in between."""

import threading
from collections import deque


class Turns:
    """Use it as a context manager. A plain lock may go to the same thread again and again while others wait."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._line: deque[object] = deque()

    def locked(self) -> bool:
        """Whether anyone has their turn."""
        return bool(self._line)

    @property
    def waiting(self) -> int:
        """How many stand in line, the one whose turn it is included."""
        return len(self._line)

    def __enter__(self) -> None:
        mine = object()
        with self._changed:
            self._line.append(mine)
            while self._line[0] is not mine:
                self._changed.wait()

    def __exit__(self, *_: object) -> None:
        with self._changed:
            self._line.popleft()
            self._changed.notify_all()
