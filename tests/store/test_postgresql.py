"""What only PostgreSQL can get wrong; that it keeps the store's promises is tested beside SQLite, in the other files."""

from pathlib import Path

import pytest
import sqlalchemy as sa

from summarizer.database import connect
from summarizer.errors import StoreError
from summarizer.schema import VERSION, metadata, snapshots
from summarizer.store import open_store
from summarizer.testing import sample_digest
from summarizer.types import FeedState, StoryEvent
from tests.store.conftest import Database
from tests.store.test_safety import NOW


def execute(url: str, *statements: str) -> None:
    engine, _ = connect(url, Path("unused"))
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(sa.text(statement))
    engine.dispose()


def test_the_short_address_takes_the_driver_that_we_name(postgresql: Database) -> None:
    url = postgresql().replace("+psycopg", "")
    with open_store(url) as store:
        store.add_source("https://a.example/feed", NOW)
    with open_store(url) as store:
        assert store.sources() == ("https://a.example/feed",)


def test_a_store_of_version_1_is_brought_up_to_date(postgresql: Database) -> None:
    url, story = postgresql(), sample_digest().stories[0]
    engine, _ = connect(url, Path("unused"))
    with engine.begin() as connection:
        metadata.create_all(connection, [t for t in metadata.sorted_tables if t is not snapshots])
    engine.dispose()
    execute(url, "INSERT INTO version VALUES (1)", "INSERT INTO feeds VALUES ('https://a.example', 'e', '', 0)")
    for _ in range(2):  # the second time nothing is left to do
        with open_store(url) as store:
            assert store.feed_state("https://a.example") == FeedState("e", "", None)
            store.save_story(story, NOW)
            assert store.last_story(story.cluster.id) is not None


@pytest.mark.parametrize("found", [0, VERSION + 1])
def test_a_version_nobody_here_knows_is_refused(postgresql: Database, found: int) -> None:
    url = postgresql()
    open_store(url).close()
    execute(url, f"UPDATE version SET version = {found}")
    with pytest.raises(StoreError, match=f"version {found}"):
        open_store(url)


def test_tables_of_another_program_are_refused_and_left_as_they_are(postgresql: Database) -> None:
    url = postgresql()
    execute(url, "CREATE TABLE articles (price INTEGER)", "INSERT INTO articles VALUES (7)")
    with pytest.raises(StoreError, match="another program"):
        open_store(url)
    engine, _ = connect(url, Path("unused"))
    with engine.begin() as connection:
        assert sa.inspect(connection).get_table_names() == ["articles"]
        assert connection.scalar(sa.text("SELECT price FROM articles")) == 7
    engine.dispose()


def test_a_server_that_is_not_there_is_said_without_the_password() -> None:
    with pytest.raises(StoreError, match="cannot be used") as caught:
        open_store("postgresql://kim:hunter2@127.0.0.1:1/news?connect_timeout=2")
    assert "hunter2" not in str(caught.value)


def test_text_that_the_database_could_not_hold_is_kept(postgresql: Database) -> None:
    with open_store(postgresql()) as store:
        store.cache("summary", {"k": b"\x00\xff'\\"})
        store.save_stories([], [StoryEvent("s", NOW, "opened", "percent %s and 'quotes' \\ نهر")])
        assert store.cached("summary", ["k"]) == {"k": b"\x00\xff'\\"}
        assert store.events("s")[0].text == "percent %s and 'quotes' \\ نهر"
