"""Options that several sub-commands share, and what they turn into: settings, an open store, a point in time."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from summarizer.config import Settings, load
from summarizer.errors import ConfigError

if TYPE_CHECKING:
    from summarizer.store import Store


def common(command: Callable[..., Any]) -> Callable[..., Any]:
    """--store, --config, -q and -v."""
    for option in (
        click.option(
            "-v", "--verbose", is_flag=True, help="Say more: time of each stage, all that was skipped, tracebacks."
        ),
        click.option("-q", "--quiet", is_flag=True, help="Say nothing but the result and errors."),
        click.option("--config", "config_file", type=click.Path(path_type=Path), help="Settings file to use."),
        click.option("--store", metavar="URL", help="Database: a file, :memory: or any SQLAlchemy URL."),
    ):
        command = option(command)
    return command


def settings_of(config_file: Path | None, **flags: Any) -> Settings:
    """The settings in force: defaults < file < environment < flags."""
    if config_file is not None and not config_file.is_file():
        raise ConfigError(f"There is no settings file {config_file}.")
    return load(config_file, flags)


def store_of(settings: Settings) -> "Store":
    """The store named in the settings, open."""
    from summarizer.store import open_store

    return open_store(settings.store)


def parse_now(text: str | None) -> datetime:
    """`--now` as an aware UTC time, or the present. Raises ConfigError when it is no ISO time."""
    if text is None:
        return datetime.now(UTC).replace(microsecond=0)
    try:
        time = datetime.fromisoformat(text)
    except ValueError as error:
        raise ConfigError(f"--now {text!r} is no time.", "Write it as 2025-06-07T08:00:00+00:00.") from error
    return (time if time.tzinfo else time.replace(tzinfo=UTC)).astimezone(UTC)
