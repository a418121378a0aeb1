"""What is refused before it is kept: bodies that are too big, announced or not, and uploads into a full folder."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from webapp.guard import BLOCK, Guard, Message, size_of


def ask(
    folder: Path, *parts: bytes, length: str | None = None, path: str = "/gradio_api/upload", kept: int = 10_000
) -> tuple[int, bytes, Sequence[bytes]]:
    """(status, body, what the app was given) of a request in these parts to a guard of at most 100 bytes."""
    given: list[bytes] = []
    sent: list[Message] = []
    waiting = [{"type": "http.request", "body": part, "more_body": n < len(parts)} for n, part in enumerate(parts, 1)]

    async def app(scope: Message, receive: object, send: object) -> None:
        more = True
        while more:
            message = await receive()  # type: ignore[operator]
            given.append(message["body"])
            more = message["more_body"]
        await send({"type": "http.response.start", "status": 200, "headers": []})  # type: ignore[operator]
        await send({"type": "http.response.body", "body": b"taken"})  # type: ignore[operator]

    async def receive() -> Message:
        return waiting.pop(0)

    async def send(message: Message) -> None:
        sent.append(message)

    headers = [] if length is None else [(b"content-length", length.encode())]
    scope = {"type": "http", "method": "POST", "path": path, "headers": headers}
    running = Guard(app, 100, kept, folder)(scope, receive, send)
    with pytest.raises(StopIteration):  # it awaits nothing real, and needs no event loop
        running.send(None)
    return sent[0]["status"], sent[1]["body"], given


def test_what_is_small_passes(tmp_path: Path) -> None:
    assert ask(tmp_path, b"x" * 60, b"y" * 40, length="100") == (200, b"taken", [b"x" * 60, b"y" * 40])


@pytest.mark.parametrize("length", ["101", "9" * 30])
def test_what_is_announced_as_too_big_is_not_read(tmp_path: Path, length: str) -> None:
    status, text, given = ask(tmp_path, b"x", length=length)
    assert (status, given) == (413, [])
    assert b"too much at once" in text


@pytest.mark.parametrize("length", [None, "10", "-1", "nonsense"])
def test_a_body_that_is_longer_than_it_says_ends(tmp_path: Path, length: str | None) -> None:
    status, _, given = ask(tmp_path, b"x" * 60, b"y" * 60, b"z" * 60, length=length)
    assert (status, given) == (413, [b"x" * 60])


def test_a_full_folder_takes_no_more_until_it_is_emptied(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    for name in "bcd":
        (tmp_path / "a" / name).write_text("small", "utf-8")
    assert size_of(tmp_path, 10**9) == 3 * BLOCK, "many small files fill a disk as well"
    assert ask(tmp_path, b"x")[0] == 503
    assert ask(tmp_path, b"x", path="/gradio_api/queue/join")[0] == 200
    (tmp_path / "a" / "d").unlink()
    assert ask(tmp_path, b"x")[0] == 200
    assert size_of(tmp_path / "none", 1) == 0
