"""Bytes -> a file, whole or not at all, or standard output."""

import os
import sys
import tempfile
from pathlib import Path

from summarizer.errors import ConfigError


def deliver(data: bytes, path: str) -> None:
    """Write to `path`, or to stdout when it is empty or `-`. A file is replaced only once all is written."""
    if path in ("", "-"):
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    target = Path(path)
    fresh = ""
    try:
        handle, fresh = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
        Path(fresh).chmod(mode)
        Path(fresh).replace(target)
    except BaseException as error:
        if fresh:
            Path(fresh).unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise ConfigError(f"Cannot write {path}: {error.strerror}.") from error
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
