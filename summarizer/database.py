"""An address -> an open database engine: damage is refused before anything is written. Knows no table.

SQLite runs with a write-ahead log; writers take their lock at the start of a transaction (on PostgreSQL an advisory
one), so that two runs queue instead of failing half-way, and readers never wait.
"""

import os
import re
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from summarizer.errors import StoreError

OTHER = "Give another one with --store."
BUSY_SECONDS = 60
POSTGRESQL_LOCK = 0x5E_0A_12_7E
"""The advisory lock of our writers: any number, as long as all of them take the same."""
CHECKED_BYTES = 64_000_000
"""Files up to this size are checked whole when they are opened (well under a second); larger ones by their schema."""


def connect(url: str, default: Path) -> tuple[sa.Engine, str]:
    """The engine of an address and its name for messages: '' is `default`, a path a SQLite file, `:memory:` neither.

    Raises StoreError for a bad address, a missing driver, or a file that is damaged or of another program.
    """
    try:
        address, path = _address(url, default)
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            check_file(path)
        in_memory = path is None and address.startswith("sqlite")
        engine = sa.create_engine(address, poolclass=sa.StaticPool if in_memory else None)
    except (sa.exc.ArgumentError, sa.exc.NoSuchModuleError) as error:
        raise StoreError(f"{_shown(url)!r} is no database address.", "Use a file or a SQLAlchemy address.") from error
    except ImportError as error:
        driver = error.name or "psycopg"
        package = "psycopg[binary]" if driver == "psycopg" else driver
        raise StoreError(f"The database driver {driver!r} is not installed.", f"pip install '{package}'") from error
    except OSError as error:
        raise StoreError(f"The store {_shown(url)} cannot be used: {error.strerror}.", OTHER) from error
    if engine.dialect.name == "sqlite":
        sa.event.listen(engine, "connect", _pragmas)
        sa.event.listen(engine, "begin", _begin)
    return engine, str(path) if path else _shown(url)


def _address(url: str, default: Path) -> tuple[str, Path | None]:
    if url == ":memory:":
        return "sqlite://", None
    if "://" in url:
        # SQLAlchemy's own default is the older driver, psycopg2; say postgresql+psycopg2:// to have it.
        url = re.sub(r"^postgres(?:ql)?://", "postgresql+psycopg://", url)
        name = sa.make_url(url).database if url.startswith("sqlite") else None
        return url, Path(name) if name and name != ":memory:" and not name.startswith("file:") else None
    path = Path(url).expanduser() if url else default
    return f"sqlite:///{path}", path


def _shown(url: str) -> str:
    """The address without its password."""
    try:
        return sa.make_url(url).render_as_string(hide_password=True) if "://" in url else url
    except sa.exc.ArgumentError:
        return url


def check_file(path: Path, least_whole: int = CHECKED_BYTES) -> None:
    """Raise StoreError when `path` holds anything but a sound store; the file is only read, through SQLite itself."""
    if not path.exists():
        return
    if not path.is_file() or not os.access(path, os.R_OK | os.W_OK):
        raise StoreError(f"The store {path} is no file that can be read and written.", OTHER)
    if path.stat().st_size == 0:
        return
    damaged = f"{path} is damaged or no store; it was left as it is."
    with path.open("rb") as file:
        if file.read(16) != b"SQLite format 3\x00":
            raise StoreError(damaged, OTHER)
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=BUSY_SECONDS)) as found:
            tables = {name for (name,) in found.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            small = path.stat().st_size <= least_whole
            answer = found.execute("PRAGMA quick_check(1)").fetchone()[0] if small else "ok"
    except sqlite3.DatabaseError as error:
        raise StoreError(f"{damaged[:-1]} ({error}).", OTHER) from error
    if answer != "ok":
        raise StoreError(f"{damaged[:-1]} ({' '.join(str(answer).split())}).", OTHER)
    if tables and "version" not in tables:
        raise StoreError(f"{path} is a database of another program; it was left as it is.", OTHER)


def _pragmas(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # `_begin` begins the transactions
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
    _write_ahead(cursor)
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _write_ahead(cursor: Any) -> None:
    """Switch to the write-ahead log; SQLite does not wait for other runs here, whatever the time-out says."""
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            cursor.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise
            time.sleep(0.02)


def _begin(connection: sa.Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def transaction(engine: sa.Engine, name: str, *, writes: bool) -> Iterator[sa.Connection]:
    """One transaction, all or nothing. What the database refuses becomes a StoreError that names the store."""
    try:
        with engine.execution_options(writes=writes).begin() as connection:
            if writes and connection.dialect.name == "postgresql":
                connection.execute(sa.select(sa.func.pg_advisory_xact_lock(POSTGRESQL_LOCK)))
            yield connection
    except sa.exc.DBAPIError as error:
        raise StoreError(f"The store {name} cannot be used: {error.orig}.", OTHER) from error


def add_missing(connection: sa.Connection, table: sa.Table, rows: list[dict[str, Any]], keys: tuple[str, ...]) -> None:
    """Insert the rows whose `keys` (unique in the table) are not there yet; what is there stays as it is."""
    if connection.dialect.name in ("sqlite", "postgresql"):
        from sqlalchemy.dialects import postgresql, sqlite

        insert: Any = (sqlite if connection.dialect.name == "sqlite" else postgresql).insert(table)
        connection.execute(insert.on_conflict_do_nothing(index_elements=list(keys)), rows)
        return
    for row in rows:
        same = sa.and_(*(table.c[key] == row[key] for key in keys))
        if not connection.scalar(sa.select(sa.func.count()).select_from(table).where(same)):
            connection.execute(table.insert().values(**row))
