"""A demo on a free port of this machine, shared by the tests of a folder; its store lies in a temporary one.

SUMMARIZE_DEMO=http://127.0.0.1:7860 takes one that runs already (`python app.py --model coverage`) instead.
"""

import asyncio
import gc
import os
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.app.serving import serving
from webapp.site import Site

if TYPE_CHECKING:
    from webapp.days import Days

STORM = "A storm hit the harbour of Vela on Monday, the mayor said. Two masts broke and nobody was hurt."


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Gradio and its client leave event loops and sockets to the garbage collector; in this folder that is no error."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.filterwarnings("ignore::ResourceWarning"))
            item.add_marker(pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"))


@pytest.fixture(scope="session", autouse=True)
def _loops() -> Iterator[None]:
    """Event loops that are made and dropped here live to the end, where they are closed.

    A loop that is collected unclosed is an error, and it is that of whatever test of whatever folder then runs.
    """
    made: list[asyncio.AbstractEventLoop] = []
    new_event_loop = asyncio.new_event_loop

    def remembered() -> asyncio.AbstractEventLoop:
        made.append(new_event_loop())
        return made[-1]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(asyncio, "new_event_loop", remembered)
        yield
    for loop in made:
        if not (loop.is_closed() or loop.is_running()):
            loop.close()


@pytest.fixture(scope="module", autouse=True)
def _no_garbage() -> Iterator[None]:
    """What a file's tests leave is collected at its end, and not in the middle of another's."""
    yield
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()


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
