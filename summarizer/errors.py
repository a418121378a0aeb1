"""The errors people see; each says what went wrong, with which input, and what to do.

SummarizerError            anything this project raises on purpose (exit code 1)
├── InputError             a source that cannot be read; most become a `skipped` line instead
│   └── FetchError         an address that cannot, or must not, be fetched
├── ConfigError            a setting, option or file that does not make sense (exit code 2)
│   ├── UnknownNameError   a name no registry knows; names the nearest one
│   └── PromptError        a prompt file that is missing, malformed or given the wrong variables
├── ModelError             a model that cannot be found, loaded or run
│   └── WeightsMissing     its weights are not on this machine; says how to get them
├── StoreError             a database that cannot be opened, is damaged or of another schema version
├── ConstraintError        two decisions about stories that contradict each other
├── SchemaError            a digest or results file of an unknown schema version
└── NothingToSummarize     no story in the window (exit code 3)
"""

from collections.abc import Iterable
from difflib import get_close_matches


class SummarizerError(Exception):
    """Base of all errors raised on purpose: `message` says what happened, `hint` what to do (may be empty)."""

    exit_code = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class InputError(SummarizerError):
    """A source that cannot be read."""


class FetchError(InputError):
    """An address that cannot, or must not, be fetched."""


class ConfigError(SummarizerError):
    """A setting, option or file that does not make sense."""

    exit_code = 2


class UnknownNameError(ConfigError):
    """A name that no registry knows."""

    def __init__(self, what: str, name: str, known: Iterable[str]) -> None:
        names = sorted(known)
        near = get_close_matches(name, names, n=1, cutoff=0.5)
        guess = f"Did you mean {near[0]!r}? " if near else ""
        super().__init__(f"There is no {what} named {name!r}.", f"{guess}Known: {', '.join(names)}.")


class PromptError(ConfigError):
    """A prompt file that is missing, malformed or given the wrong variables."""


class ModelError(SummarizerError):
    """A model that cannot be found, loaded or run."""


class WeightsMissing(ModelError):  # noqa: N818  (reads as what it says)
    """The weights of a model are not on this machine."""


class StoreError(SummarizerError):
    """A database that cannot be opened, is damaged or of another schema version."""


class ConstraintError(SummarizerError):
    """Two decisions about stories that contradict each other."""


class SchemaError(SummarizerError):
    """A file of a schema version this program does not know."""


class NothingToSummarize(SummarizerError):  # noqa: N818
    """There is no story in the window."""

    exit_code = 3
