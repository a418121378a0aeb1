"""A demo on a free port of this machine, shared by the tests of a folder; its store lies in a temporary one.

SUMMARIZE_DEMO=http://127.0.0.1:7860 takes one that runs already (`python app.py --model coverage`) instead.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.app.serving import serving
from webapp.site import Site

if TYPE_CHECKING:
    from webapp.days import Days

STORM = "A storm hit the harbour of Vela on Monday, the mayor said. Two masts broke and nobody was hurt."


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(model="coverage", store=str(tmp_path / "demo.db"))


@pytest.fixture
def days(site: Site) -> "Days":
    from webapp.days import Days

    return Days(site)


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A running demo that writes with `coverage`."""
    if running := os.environ.get("SUMMARIZE_DEMO"):
        yield running
        return
    with serving(tmp_path_factory.mktemp("demo"), "--model", "coverage") as found:
        yield found


@pytest.fixture(scope="session")
def public_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The same, as it would stand on the open internet."""
    with serving(tmp_path_factory.mktemp("public"), "--model", "coverage", "--public") as found:
        yield found
