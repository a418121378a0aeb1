"""Shared fixtures: no test touches the network, the user's folders or the clock of the machine."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

# The same examples on every run and machine, however slow it is.
settings.register_profile("project", derandomize=True, deadline=None)
settings.load_profile("project")

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"


@pytest.fixture(autouse=True)
def _own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every test has its own data and configuration folders; the cache of converted models stays shared."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("SUMMARIZE_DATA_DIR", str(home / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "config"))
    return home
