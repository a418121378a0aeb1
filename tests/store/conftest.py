"""A PostgreSQL server of the tests' own, on 127.0.0.1, where one is installed; else its tests are skipped and say so."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import count
from pathlib import Path

import pytest

Database = Callable[[], str]
"""Makes an empty database and returns its address."""

_START_SECONDS = 60


def _program(name: str) -> str | None:
    """Where PostgreSQL's `name` is: on the path, or where Debian puts it."""
    places = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True)
    return shutil.which(name) or next(map(str, places), None)


def _user() -> str | None:
    """PostgreSQL refuses to run as root: another user then, who is there on every system with a server."""
    if os.getuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return next((name for name in ("postgres", "nobody") if name in names), None)


def _free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Database]:
    pytest.importorskip("psycopg", reason="psycopg is not installed: pip install 'psycopg[binary]'")
    initdb, server = _program("initdb"), _program("postgres")
    if initdb is None or server is None:
        pytest.skip("no PostgreSQL server is installed")
    import psycopg

    user, port = _user(), _free_port()
    # Not pytest's own folder: the server's user must be able to enter it.
    folder = Path(tempfile.mkdtemp(prefix="postgresql-"))
    data = folder / "data"
    if user is not None:
        shutil.chown(folder, user)
    make = [initdb, "-D", str(data), "-U", "tester", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]
    subprocess.run(make, check=True, user=user, stdout=subprocess.DEVNULL, cwd=folder)
    run = [server, "-D", str(data), "-p", str(port), "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off",
           "-c", "unix_socket_directories="]  # fmt: skip
    process = subprocess.Popen(run, user=user, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL, cwd=folder)
    address = f"postgresql://tester@127.0.0.1:{port}"
    numbers = count(1)

    def database() -> str:
        name = f"news{next(numbers)}"
        with psycopg.connect(f"{address}/postgres", autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        return f"postgresql+psycopg://tester@127.0.0.1:{port}/{name}"

    try:
        deadline = time.monotonic() + _START_SECONDS
        while True:
            try:
                psycopg.connect(f"{address}/postgres").close()
                break
            except psycopg.OperationalError:
                if process.poll() is not None or time.monotonic() > deadline:
                    pytest.fail(f"the PostgreSQL server did not start (exit code {process.poll()})")
                time.sleep(0.1)
        yield database
    finally:
        process.terminate()
        process.wait(timeout=30)
        shutil.rmtree(folder, ignore_errors=True)
