"""A demo served by a process of its own, as `python app.py` starts it, for as long as a block lasts."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

ROOT = Path(__file__).parent.parent.parent


@contextmanager
def serving(folder: Path, *options: str, log: Path | None = None) -> Iterator[str]:
    """The address of a demo that keeps everything in `folder`, without a slash at its end."""
    with serving_process(folder, *options, log=log) as (address, _):
        yield address


@contextmanager
def serving_process(folder: Path, *options: str, log: Path | None = None) -> Iterator[tuple[str, int]]:
    """The same, with the number of its process."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    mine = {"SUMMARIZE_DATA_DIR": str(folder), "GRADIO_TEMP_DIR": str(folder / "uploads"), "NO_PROXY": "127.0.0.1"}
    command = [sys.executable, "app.py", "--port", str(port), "--store", str(folder / "demo.db"), *options]
    said = log or folder / "demo.log"
    with (
        said.open("wb") as out,
        subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, **mine, "no_proxy": "127.0.0.1"}, stdout=out, stderr=out
        ) as process,
    ):
        try:
            address = f"http://127.0.0.1:{port}"
            _wait(address, process, said)
            yield address, process.pid
        finally:
            process.terminate()
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()


def _wait(address: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    for _ in range(2000):
        assert process.poll() is None, log.read_text("utf-8")
        try:
            if httpx.get(address, trust_env=False).status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.2)
    raise AssertionError(log.read_text("utf-8"))
