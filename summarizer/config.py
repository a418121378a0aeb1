"""Settings: one frozen object, made from defaults < file < environment < flags. Knows no stage.

The file is `summarize.toml`: in the working folder, else in the user's configuration folder. Every setting has a
variable `SUMMARIZE_<NAME>` and, where it makes sense, a flag `--<name>`.
"""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, get_type_hints

from summarizer.errors import ConfigError, UnknownNameError

FILE_NAME = "summarize.toml"


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything a run depends on besides its sources and the time."""

    # What is asked for
    cluster: str = "today"
    timezone: str = ""
    stories: int = 10
    min_articles: int = 2
    language: str = ""
    length: str = "both"
    words_short: int = 60
    words_long: int = 250
    # How it is made
    model: str = "default"
    engine: str = "auto"
    verifier: str = "default"
    clusterer: str = "default"
    embeddings: str = "minilm"
    dossier: bool = False
    steady: bool = True
    """Be slow to take an article out of the story it was in; sources that are named are always grouped afresh."""
    seed: int = 0
    api_base: str = ""
    api_key: str = ""
    api_price_in: float = 0.0
    """What a served model costs for a million tokens read, and written, in whatever currency: costs are logged."""
    api_price_out: float = 0.0
    # Where it comes from and goes to
    store: str = ""
    offline: bool = False
    format: str = ""
    output: str = ""
    # How the network is used
    fetch_pages: bool = True
    timeout: float = 20.0
    max_bytes: int = 8_000_000
    delay: float = 1.0
    retries: int = 2
    user_agent: str = "news-summarizer/0.1 (+https://example.org/news-summarizer)"
    allow_private: bool = False
    """Fetch from private and loopback addresses too: for tests and intranets, never for a public demo."""
    retire_days: float = 7.0
    """A story with no new article for this many days is retired."""

    def __post_init__(self) -> None:
        for name, least in {
            "stories": 1,
            "min_articles": 1,
            "words_short": 10,
            "words_long": 20,
            "max_bytes": 1000,
        }.items():
            if getattr(self, name) < least:
                raise ConfigError(f"{name} is {getattr(self, name)}, but must be at least {least}.")
        if self.length not in ("short", "long", "both"):
            raise ConfigError(f"length is {self.length!r}, but must be short, long or both.")


def config_folder() -> Path:
    """The user's configuration folder of this program."""
    from platformdirs import user_config_path

    return user_config_path("summarize")


def data_folder() -> Path:
    """The user's data folder of this program, where the store lies."""
    from platformdirs import user_data_path

    return Path(os.environ.get("SUMMARIZE_DATA_DIR") or user_data_path("summarize"))


def cache_folder() -> Path:
    """The user's cache folder of this program, where converted models lie; safe to delete."""
    from platformdirs import user_cache_path

    return Path(os.environ.get("SUMMARIZE_CACHE_DIR") or user_cache_path("summarize"))


def find_file(folder: Path | None = None) -> Path | None:
    """The configuration file that is in force, or None."""
    for place in (folder or Path.cwd(), config_folder()):
        if (place / FILE_NAME).is_file():
            return place / FILE_NAME
    return None


def load(
    path: Path | None = None, flags: Mapping[str, Any] | None = None, environment: Mapping[str, str] | None = None
) -> Settings:
    """Defaults < file (`path`, else the one found) < environment < flags (None: not given).

    Raises ConfigError with the file, name and value that is wrong.
    """
    environment = os.environ if environment is None else environment
    found = path or find_file()
    settings = Settings()
    if found is not None:
        settings = _merge(settings, _read(found), str(found))
    known = {f.name for f in fields(Settings)}
    variables = {f"SUMMARIZE_{name.upper()}": name for name in known}
    given = {variables[key]: value for key, value in environment.items() if key in variables}
    settings = _merge(settings, given, "the environment")
    return _merge(settings, {k: v for k, v in (flags or {}).items() if v is not None}, "the command line")


def _read(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            return tomllib.load(file)
    except OSError as error:
        raise ConfigError(f"Cannot read {path}: {error.strerror}.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} is not valid TOML: {error}.") from error


def _merge(settings: Settings, values: Mapping[str, Any], origin: str) -> Settings:
    hints = get_type_hints(Settings)
    changes: dict[str, Any] = {}
    for name, value in values.items():
        key = name.replace("-", "_")
        if key not in hints:
            raise UnknownNameError(f"setting (from {origin})", name, hints)
        changes[key] = _convert(key, value, hints[key], origin)
    try:
        return replace(settings, **changes)
    except ConfigError as error:
        raise ConfigError(f"{error.message[:-1]} (from {origin}).", error.hint) from error


def _convert(name: str, value: Any, kind: Any, origin: str) -> Any:
    truth = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}
    try:
        if kind is bool:
            return value if isinstance(value, bool) else truth[str(value).lower()]
        if kind is str and not isinstance(value, str):
            raise ValueError
        if kind is int and isinstance(value, float | bool):
            raise ValueError
        return kind(value)
    except (ValueError, KeyError, TypeError) as error:
        raise ConfigError(f"{name} = {value!r} (from {origin}) is not a {kind.__name__}.") from error
