"""What the sub-commands of `python -m eval` share: options, names between commas, a line for people."""

from pathlib import Path

import click

from eval.data import labels_of

FILES = click.option(
    "--data",
    "data",
    multiple=True,
    required=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A data file; may be repeated.",
)
MORE = click.argument("more", nargs=-1, type=click.Path(path_type=Path, exists=True, dir_okay=False))
OUT = click.option(
    "--out", required=True, type=click.Path(path_type=Path, file_okay=False), help="Folder for the results."
)
LIMIT = click.option("--limit", type=click.IntRange(min=0), default=0, help="Only the first N items of each file.")
SEED = click.option("--seed", type=click.IntRange(min=0), default=0)


def say(text: str) -> None:
    """A line for people; results go to stdout and files."""
    click.echo(text, err=True)


def notes(problems: list[str], where: str, most: int = 10) -> None:
    """The first problems, a line each, and where the others stand."""
    for problem in problems[:most]:
        say(f"note: {problem}")
    if len(problems) > most:
        say(f"note: and {len(problems) - most} more, in {where}")


def paths(data: tuple[Path, ...], more: tuple[Path, ...]) -> list[Path]:
    """All files. Raises InputError when one is given twice."""
    files = [*data, *more]
    labels_of(files)
    return files


def names(text: str, what: str) -> tuple[str, ...]:
    """What stands between commas, each once. Raises UsageError when nothing does."""
    found = tuple(dict.fromkeys(name.strip() for name in text.split(",") if name.strip()))
    if not found:
        raise click.UsageError(f"{what} names nothing.")
    return found
