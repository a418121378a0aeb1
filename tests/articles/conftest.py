"""Fixtures of the articles' tests."""

from collections.abc import Iterator

import pytest

from summarizer.config import Settings
from tests.articles.server import Site, serve


@pytest.fixture
def site() -> Iterator[Site]:
    with serve() as running:
        yield running


@pytest.fixture
def quick() -> Settings:
    """Settings under which nothing waits long."""
    return Settings(
        cluster="all", timezone="UTC", allow_private=True, delay=0.0, timeout=0.3, retries=1, max_bytes=200_000
    )
