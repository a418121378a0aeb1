"""A folder in the cache that is made once, and whole: for models in another format."""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from summarizer.config import cache_folder


def made_once(name: str, make: Callable[[Path], None]) -> Path:
    """The folder `name` among the cache's models; `make` fills it, or one beside it, where it is not there yet."""
    target = cache_folder() / "models" / name
    if target.is_dir():
        return target
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    try:
        make(fresh / "model")
        try:
            (fresh / "model").replace(target)
        except OSError:
            # Another run was quicker; its folder is the same.
            if not target.is_dir():
                raise
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return target
