"""A demo on a free port of this machine, shared by the tests of a folder; its store lies in a temporary one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.app.serving import serving
from webapp.site import Site
from webapp.today import Days

pytest.importorskip("gradio")

STORM = "A storm hit the harbour of Vela on Monday, the mayor said. Two masts broke and nobody was hurt."


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(model="coverage", store=str(tmp_path / "demo.db"))


@pytest.fixture
def days(site: Site) -> Days:
    return Days(site)


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A running demo that writes with `coverage`."""
    with serving(tmp_path_factory.mktemp("demo"), "--model", "coverage") as found:
        yield found


@pytest.fixture(scope="session")
def public_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The same, as it would stand on the open internet."""
    with serving(tmp_path_factory.mktemp("public"), "--model", "coverage", "--public") as found:
        yield found
