"""A file or folder in the cache that is made once, and whole: for models merged, or in another format."""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from summarizer.config import cache_folder


def made_once(name: str, make: Callable[[Path], None]) -> Path:
    """The file or folder `name` among the cache's models; `make` makes it, beside its place, where it is not there yet."""
    target = cache_folder() / "models" / name
    if target.exists():
        return target
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    try:
        make(fresh / "model")
        try:
            (fresh / "model").replace(target)
        except OSError:
            # Another run was quicker; what it made is the same.
            if not target.exists():
                raise
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return target
