"""A name -> the thing it names: tables of `module:attribute`, imported on use, open to other packages' entry points."""

from collections.abc import Mapping
from importlib import import_module
from importlib.metadata import entry_points
from typing import Any

from summarizer.errors import ConfigError, UnknownNameError


class Registry:
    """One kind of interchangeable part. Other packages add to it with an entry point in group `summarizer.<group>`."""

    def __init__(self, what: str, group: str, table: Mapping[str, str]) -> None:
        self.what = what
        self.group = f"summarizer.{group}"
        self._table = dict(table)

    def names(self) -> tuple[str, ...]:
        """All known names, sorted."""
        return tuple(sorted({*self._table, *(point.name for point in entry_points(group=self.group))}))

    def get(self, name: str) -> Any:
        """The named object. Raises UnknownNameError, or ConfigError when it cannot be imported."""
        target = self._table.get(name)
        if target is None:
            for point in entry_points(group=self.group):
                if point.name == name:
                    target = point.value
        if target is None:
            raise UnknownNameError(self.what, name, self.names())
        module, _, attribute = target.partition(":")
        try:
            return getattr(import_module(module), attribute)
        except ImportError as error:
            package = error.name or module
            raise ConfigError(
                f"The {self.what} {name!r} needs the package {package!r}, which is not installed.",
                f"Install it with: pip install {package.split('.')[0]}",
            ) from error
