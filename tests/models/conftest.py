"""Tiny models compute for microseconds: threads that wait for each other take a hundred times as long beside other work."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.models import tiny


@pytest.fixture(autouse=True, scope="package")
def _one_thread() -> Iterator[None]:
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OMP_NUM_THREADS", "1")
        yield
    torch.set_num_threads(before)


@pytest.fixture(scope="session")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A tiny model of each family, not to be changed."""
    return {kind: tiny.save(kind, tmp_path_factory.mktemp(kind)) for kind in tiny.KINDS}
