"""What a stranger's request may bring before any of it is kept: so many bytes at once, so much in the upload folder."""

import os
from collections.abc import Awaitable, Callable, MutableMapping
from pathlib import Path
from typing import Any

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
BLOCK = 4096
"""A file takes at least so much of a disk, however small it is."""


class _TooMuchError(Exception):
    """More was sent than was announced, or than may be."""


class Guard:
    """An ASGI middleware: 413 to a body of more than `most` bytes, 503 to uploads while `folder` holds `most_kept`."""

    def __init__(self, app: Any, most: int, most_kept: int, folder: Path) -> None:
        self._app, self._most, self._most_kept, self._folder = app, most, most_kept, folder

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Pass on what is small enough."""
        if scope["type"] != "http" or scope["method"] not in ("POST", "PUT", "PATCH"):
            await self._app(scope, receive, send)
            return
        too_much = f"That is too much at once: at most {self._most // 2**20} MB are taken."
        if _announced(scope) > self._most:
            await _answer(send, 413, too_much)
            return
        if scope["path"].rstrip("/").endswith("/upload") and size_of(self._folder, self._most_kept) >= self._most_kept:
            await _answer(send, 503, "Too many files are being looked at. Please try again in an hour.")
            return
        come, begun = 0, False

        async def counted() -> Message:
            nonlocal come
            message = await receive()
            come += len(message.get("body", b""))
            if come > self._most:
                raise _TooMuchError
            return message

        async def noted(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, counted, noted)
        except _TooMuchError:
            if not begun:
                await _answer(send, 413, too_much)


def size_of(folder: Path, enough: int) -> int:
    """Bytes that the files below a folder take on the disk; counting ends when there are `enough`. 0 without a folder."""
    found = 0
    for where, _, names in os.walk(folder):
        for name in names:
            try:
                found += max(BLOCK, Path(where, name).lstat().st_size)
            except OSError:
                continue  # just deleted
            if found >= enough:
                return found
    return found


def _announced(scope: Message) -> int:
    for name, value in scope["headers"]:
        if name == b"content-length":
            return int(value) if value.isdigit() else 0
    return 0


async def _answer(send: Send, status: int, text: str) -> None:
    body = text.encode("utf-8")
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode("ascii"))]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
