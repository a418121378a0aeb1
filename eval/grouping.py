"""`python -m eval clusters`, `online`: how well articles are grouped, at once and as they arrive."""

import json
from pathlib import Path

import click

from eval import options
from eval.data import labels_of


@click.command()
@options.FILES
@options.MORE
@click.option("--systems", default="default", help="Clusterers, separated by commas.")
@click.option("--no-dates", is_flag=True, help="Without the articles' dates.")
@click.option("--tune", is_flag=True, help="Also each file with the cut that the others choose, and tuned systems.")
@options.LIMIT
@options.OUT
def clusters(
    data: tuple[Path, ...], more: tuple[Path, ...], systems: str, no_dates: bool, tune: bool, limit: int, out: Path
) -> None:
    """Score groupings of labelled articles."""
    from eval.clusters import run, table

    asked = options.names(systems, "--systems")
    results = run(options.paths(data, more), list(asked), out, not no_dates, limit, options.say, tune)
    options.say(table(results))
    options.notes(results["problems"], "results.json")
    click.echo(json.dumps({"signature": results["signature"], **results["systems"]}, indent=1))


@click.command()
@options.FILES
@options.MORE
@click.option("--fetch", type=click.IntRange(min=1), default=50, help="Articles that arrive at once.")
@click.option("--embeddings/--no-embeddings", default=False, help="With embeddings for bare headlines.")
@options.LIMIT
def online(data: tuple[Path, ...], more: tuple[Path, ...], fetch: int, embeddings: bool, limit: int) -> None:
    """Let labelled articles arrive in order of time: F1 against batch, how many change their story, ids replayed."""
    from eval.online import run

    files = options.paths(data, more)
    rows = {
        name: run(path, fetch, limit, embeddings, options.say)
        for name, path in zip(labels_of(files), files, strict=True)
    }
    click.echo(json.dumps(rows, indent=1))
