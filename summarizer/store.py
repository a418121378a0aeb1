"""Articles, feeds, stories, decisions and cached work between runs, in a database through SQLAlchemy Core.

SQLite by default (in the user's data folder, write-ahead log), any SQLAlchemy address on request. Every write is one
transaction: a run killed at any moment leaves what was stored, and two runs at once neither corrupt nor duplicate.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from summarizer.config import data_folder
from summarizer.database import add_missing, connect, transaction
from summarizer.errors import StoreError
from summarizer.rows import article_of, article_row, decision_of, decision_row, record_of, record_row
from summarizer.schema import (
    VERSION,
    articles,
    cache,
    decisions,
    events,
    feeds,
    metadata,
    migrate,
    snapshots,
    sources,
    stories,
    version,
)
from summarizer.types import Article, Decision, FeedState, Story, StoryEvent, StoryRecord, StorySnapshot, Window

_CHUNK = 500


def open_store(url: str = "") -> "Store":
    """Open, create or migrate the store: '' is the user's own, a path a SQLite file, `:memory:` lasts while it is open.

    Raises StoreError for a damaged or foreign file (which stays untouched), a newer schema version, a missing driver.
    """
    engine, name = connect(url, data_folder() / "store.db")
    store = Store(engine, name)
    try:
        store.prepare()
    except StoreError:
        engine.dispose()
        raise
    return store


class Store:
    """An open store; use it as a context manager. See the module for what it promises."""

    def __init__(self, engine: sa.Engine, name: str) -> None:
        self._engine = engine
        self.name = name

    def __enter__(self) -> "Store":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._engine.dispose()

    def prepare(self) -> None:
        """Create the tables, or migrate those of an older version. Raises StoreError for a newer one."""
        with self._writing() as connection:
            if sa.inspect(connection).has_table("version"):
                found = connection.scalar(sa.select(version.c.version)) or 0
                if found > VERSION:
                    raise StoreError(
                        f"The store {self.name} has schema version {found}; this program knows up to {VERSION}.",
                        "Update the program, or give another store with --store.",
                    )
                migrate(connection, found)
            else:
                foreign = sorted(set(metadata.tables) & set(sa.inspect(connection).get_table_names()))
                if foreign:
                    raise StoreError(
                        f"The database {self.name} has a table {foreign[0]!r} of another program; it was left as it is.",
                        "Give another store with --store.",
                    )
                metadata.create_all(connection)
                connection.execute(version.insert().values(version=VERSION))

    def check(self) -> None:
        """Raise StoreError when the database says that it is damaged."""
        if self._engine.dialect.name != "sqlite":
            return
        with self._reading() as connection:
            answer = connection.exec_driver_sql("PRAGMA integrity_check").scalar()
        if answer != "ok":
            raise StoreError(f"The store {self.name} is damaged: {answer}.")

    def _reading(self) -> AbstractContextManager[sa.Connection]:
        return transaction(self._engine, self.name, writes=False)

    def _writing(self) -> AbstractContextManager[sa.Connection]:
        return transaction(self._engine, self.name, writes=True)

    # Articles

    def save_articles(self, found: Sequence[Article], now: datetime) -> None:
        """Keep the articles; one that is known already stays as it was first read."""
        rows = [
            {"id": a.id, "time": _stamp(a.time or now), "added": _stamp(now), "data": json.dumps(article_row(a))}
            for a in {a.id: a for a in found}.values()
        ]
        self._add_missing(articles, rows, "id")

    def articles(self, window: Window) -> tuple[Article, ...]:
        """The articles of a window, in order of time, then id."""
        query = sa.select(articles.c.data).order_by(articles.c.time, articles.c.id)
        if window.start is not None:
            query = query.where(articles.c.time >= _stamp(window.start))
        if window.end is not None:
            query = query.where(articles.c.time < _stamp(window.end))
        with self._reading() as connection:
            return tuple(article_of(json.loads(data)) for data in connection.scalars(query))

    def article(self, id_: str) -> Article | None:
        """One article, or None."""
        with self._reading() as connection:
            data = connection.scalar(sa.select(articles.c.data).where(articles.c.id == id_))
        return article_of(json.loads(data)) if data else None

    # Sources and feeds

    def sources(self) -> tuple[str, ...]:
        """The configured sources, in the order they were added."""
        with self._reading() as connection:
            return tuple(connection.scalars(sa.select(sources.c.url).order_by(sources.c.number)))

    def add_source(self, url: str, now: datetime) -> None:
        """Add a source; one that is known stays where it is."""
        self._add_missing(sources, [{"url": url, "added": _stamp(now)}], "url")

    def remove_source(self, url: str) -> None:
        """Remove a source."""
        with self._writing() as connection:
            connection.execute(sources.delete().where(sources.c.url == url))

    def feed_state(self, url: str) -> FeedState | None:
        """What a feed said when it was last read."""
        with self._reading() as connection:
            row = connection.execute(sa.select(feeds).where(feeds.c.url == url)).first()
        return FeedState(row.etag, row.modified, _time(row.fetched)) if row else None

    def save_feed_state(self, url: str, state: FeedState) -> None:
        """Remember what a feed said."""
        values = {"etag": state.etag, "modified": state.modified, "fetched": _stamp(state.fetched)}
        with self._writing() as connection:
            connection.execute(feeds.delete().where(feeds.c.url == url))
            connection.execute(feeds.insert().values(url=url, **values))

    # Cached work

    def cached(self, kind: str, keys: Sequence[str]) -> dict[str, bytes]:
        """What is cached under the keys; missing keys are left out."""
        found: dict[str, bytes] = {}
        with self._reading() as connection:
            for start in range(0, len(keys), _CHUNK):
                part = list(keys[start : start + _CHUNK])
                query = sa.select(cache.c.key, cache.c.value).where(cache.c.kind == kind, cache.c.key.in_(part))
                found.update({row.key: bytes(row.value) for row in connection.execute(query)})
        return found

    def cache(self, kind: str, items: Mapping[str, bytes]) -> None:
        """Keep finished work by key; what is there stays."""
        rows = [{"kind": kind, "key": key, "value": value} for key, value in items.items()]
        self._add_missing(cache, rows, "kind", "key")

    # Stories

    def stories(self, include_retired: bool = False) -> tuple[StoryRecord, ...]:
        """The stories, the latest first."""
        query = sa.select(stories.c.data).order_by(stories.c.updated.desc(), stories.c.id)
        if not include_retired:
            query = query.where(stories.c.retired == 0)
        with self._reading() as connection:
            return tuple(record_of(json.loads(data)) for data in connection.scalars(query))

    def save_stories(self, records: Iterable[StoryRecord], happened: Iterable[StoryEvent] = ()) -> None:
        """Replace the records and add the events, all or nothing."""
        with self._writing() as connection:
            for record in records:
                connection.execute(stories.delete().where(stories.c.id == record.id))
                connection.execute(
                    stories.insert().values(
                        id=record.id,
                        updated=_stamp(record.updated),
                        retired=int(record.retired),
                        data=json.dumps(record_row(record)),
                    )
                )
            for event in happened:
                connection.execute(
                    events.insert().values(
                        story=event.story, time=_stamp(event.time), kind=event.kind, text=event.text, other=event.other
                    )
                )

    def events(self, story: str) -> tuple[StoryEvent, ...]:
        """What happened to a story, in order."""
        query = sa.select(events).where(events.c.story == story).order_by(events.c.number)
        with self._reading() as connection:
            rows = connection.execute(query).all()
        return tuple(StoryEvent(r.story, _known(r.time), r.kind, r.text, r.other) for r in rows)

    def save_story(self, story: Story, now: datetime) -> None:
        """Keep a snapshot of what was told, unless it equals the last one."""
        snapshot = StorySnapshot.of(story, now)
        with self._writing() as connection:
            last = self._snapshots(connection, story.cluster.id)
            if not last or last[-1].told() != snapshot.told():
                row = {"story": story.cluster.id, "created": _stamp(now), "data": json.dumps(snapshot.row())}
                connection.execute(snapshots.insert().values(**row))

    def previous_story(self, story: Story) -> StorySnapshot | None:
        """The story as it was last told differently from now, so that telling it twice reports the same changes."""
        with self._reading() as connection:
            found = self._snapshots(connection, story.cluster.id)
        told = StorySnapshot.of(story, datetime.now(UTC)).told()
        return next((snapshot for snapshot in reversed(found) if snapshot.told() != told), None)

    def last_story(self, story: str) -> StorySnapshot | None:
        """The story as it was last told, or None."""
        with self._reading() as connection:
            found = self._snapshots(connection, story)
        return found[-1] if found else None

    def _snapshots(self, connection: sa.Connection, story: str) -> list[StorySnapshot]:
        query = sa.select(snapshots.c.data).where(snapshots.c.story == story).order_by(snapshots.c.number)
        return [StorySnapshot.from_row(json.loads(data)) for data in connection.scalars(query)]

    # Decisions

    def decisions(self) -> tuple[Decision, ...]:
        """All decisions, undone ones included, in the order they were taken."""
        with self._reading() as connection:
            rows = connection.execute(sa.select(decisions).order_by(decisions.c.number)).all()
        return tuple(replace(decision_of(json.loads(r.data)), number=r.number, undone=bool(r.undone)) for r in rows)

    def add_decision(self, decision: Decision) -> Decision:
        """Keep a decision; returns it with its number."""
        with self._writing() as connection:
            done = connection.execute(decisions.insert().values(undone=0, data=json.dumps(decision_row(decision))))
            number = (done.inserted_primary_key or (0,))[0]
        return replace(decision, number=int(number))

    def set_undone(self, number: int, undone: bool = True) -> None:
        """Undo a decision, or take it again."""
        with self._writing() as connection:
            connection.execute(decisions.update().where(decisions.c.number == number).values(undone=int(undone)))

    def _add_missing(self, table: sa.Table, rows: list[dict[str, Any]], *keys: str) -> None:
        """Insert the rows whose keys are not there yet, in one transaction."""
        if rows:
            with self._writing() as connection:
                add_missing(connection, table, rows, keys)


def _stamp(time: datetime | None) -> float:
    return time.timestamp() if time else 0.0


def _time(stamp: float) -> datetime | None:
    return datetime.fromtimestamp(stamp, UTC) if stamp else None


def _known(stamp: float) -> datetime:
    return datetime.fromtimestamp(stamp, UTC)
