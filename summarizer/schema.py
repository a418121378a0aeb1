"""The store's tables, their version, and the steps from older versions. Knows no article and no story."""

from collections.abc import Callable

import sqlalchemy as sa

from summarizer.errors import StoreError

VERSION = 2

metadata = sa.MetaData()

version = sa.Table("version", metadata, sa.Column("version", sa.Integer, nullable=False))
articles = sa.Table(
    "articles",
    metadata,
    sa.Column("id", sa.String(16), primary_key=True),
    sa.Column("time", sa.Float, nullable=False, index=True),
    sa.Column("added", sa.Float, nullable=False),
    sa.Column("data", sa.Text, nullable=False),
)
sources = sa.Table(
    "sources",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("url", sa.Text, nullable=False, unique=True),
    sa.Column("added", sa.Float, nullable=False),
)
feeds = sa.Table(
    "feeds",
    metadata,
    sa.Column("url", sa.Text, primary_key=True),
    sa.Column("etag", sa.Text, nullable=False),
    sa.Column("modified", sa.Text, nullable=False),
    sa.Column("fetched", sa.Float, nullable=False),
)
cache = sa.Table(
    "cache",
    metadata,
    sa.Column("kind", sa.String(40), primary_key=True),
    sa.Column("key", sa.String(200), primary_key=True),
    sa.Column("value", sa.LargeBinary, nullable=False),
)
stories = sa.Table(
    "stories",
    metadata,
    sa.Column("id", sa.String(40), primary_key=True),
    sa.Column("updated", sa.Float, nullable=False, index=True),
    sa.Column("retired", sa.Integer, nullable=False),
    sa.Column("data", sa.Text, nullable=False),
)
events = sa.Table(
    "events",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("story", sa.String(40), nullable=False, index=True),
    sa.Column("time", sa.Float, nullable=False),
    sa.Column("kind", sa.String(20), nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("other", sa.String(40), nullable=False),
)
decisions = sa.Table(
    "decisions",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("undone", sa.Integer, nullable=False),
    sa.Column("data", sa.Text, nullable=False),
)
snapshots = sa.Table(
    "snapshots",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("story", sa.String(40), nullable=False, index=True),
    sa.Column("created", sa.Float, nullable=False),
    sa.Column("data", sa.Text, nullable=False),
)


def _add_snapshots(connection: sa.Connection) -> None:
    """1 -> 2: what was told of a story is kept, so that changes can be named."""
    snapshots.create(connection, checkfirst=True)


_STEPS: dict[int, Callable[[sa.Connection], None]] = {1: _add_snapshots}
"""Version -> the step to the next one."""


def migrate(connection: sa.Connection, found: int) -> None:
    """Bring the tables of version `found` up to date, inside the caller's transaction."""
    if not 0 < found <= VERSION:
        raise StoreError(f"The store has schema version {found}, which never was.")
    for step in range(found, VERSION):
        _STEPS[step](connection)
    if found < VERSION:
        connection.execute(version.update().values(version=VERSION))
