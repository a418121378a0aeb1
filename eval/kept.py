"""What a comparison has done -> a file that survives being killed, and that only the same program takes up again."""

import json
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from summarizer.types import content_id


@cache
def code() -> str:
    """A hash over the program: what another version of it wrote is not taken for what this one writes."""
    digest = sha256()
    root = Path(__file__).parents[1]
    for folder in ("eval", "prompts", "summarizer"):
        for path in sorted((root / folder).rglob("*")):
            if path.is_file() and path.name != "README.md" and "__pycache__" not in path.parts:
                digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


class Kept:
    """What is finished, a line each; a torn last line of a killed run is dropped, and what failed is done again."""

    def __init__(self, path: Path, signed: str) -> None:
        self._path = path
        self.rows: dict[str, dict[str, Any]] = {}
        self.stale = 0
        stamp = content_id(signed, code())
        data = path.read_bytes() if path.exists() else b""
        if data and not data.endswith(b"\n"):
            # A torn line must not swallow the next one that is written.
            path.write_bytes(data + b"\n")
        for line in data.split(b"\n"):
            try:
                entry = json.loads(line)
                key, row, made = entry["key"], entry["row"], entry["stamp"]
            except (ValueError, TypeError, KeyError):
                continue
            if made != stamp:
                self.stale += 1
            elif "error" not in row:
                self.rows[key] = row
        self._stamp = stamp

    def add(self, key: str, row: dict[str, Any]) -> None:
        """Keep a row under its key."""
        self.rows[key] = row
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps({"stamp": self._stamp, "key": key, "row": row}, ensure_ascii=False) + "\n")


def replace_file(path: Path, text: str) -> None:
    """Write a file whole or not at all: a run may be killed at any moment."""
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_text(text, "utf-8")
    fresh.replace(path)
