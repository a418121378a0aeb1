"""requirements.txt -> the wheel's dependencies, so that what is pinned there is stated once."""

from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface


class RequirementsHook(MetadataHookInterface):
    """Read the dependencies from requirements.txt, comments and blank lines left out."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Set `dependencies` in `metadata`."""
        lines = (Path(self.root) / "requirements.txt").read_text(encoding="utf-8").splitlines()
        metadata["dependencies"] = [line.split(" #")[0].strip() for line in lines if line.strip() and line[0] != "#"]
