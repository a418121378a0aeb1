"""`summarize models`: what can write summaries, what is installed, and how to get the rest."""

import json

import click

from summarizer.commands.progress import progress_for
from summarizer.errors import WeightsMissing


@click.group(invoke_without_command=True)
@click.pass_context
def models(context: click.Context) -> None:
    """List models, fetch the embedded model's weights, check what is installed.

    \b
    Examples:
      summarize models list
      summarize models fetch
      summarize models check
    """
    if context.invoked_subcommand is None:
        context.invoke(list_)


@models.command("list")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def list_(as_json: bool = False) -> None:
    """Every name that --model takes; hub ids, folders and addresses work as well."""
    from summarizer.summaries import EXTRACTIVE
    from summarizer.summaries.models.table import models as table

    rows = [
        {
            "name": name,
            "family": "extractive",
            "licence": "",
            "about": "Source sentences, word for word; any language, no weights.",
        }
        for name in EXTRACTIVE
    ]
    rows += [{"name": c.name, "family": c.family, "licence": c.licence, "about": c.about} for c in table().values()]
    if as_json:
        click.echo(json.dumps(rows, indent=2, ensure_ascii=False))
        return
    for row in rows:
        click.echo(f"{row['name']:14} {row['family']:10} {row['licence']:10} {row['about']}")


@models.command()
@click.argument("names", nargs=-1)
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
def fetch(names: tuple[str, ...], quiet: bool) -> None:
    """Install the weights the embedded models need, check their hashes, and convert them. Without NAMES: all of them."""
    from summarizer.summaries.models import weights
    from summarizer.summaries.models.load import prepare

    with progress_for(quiet) as progress:
        found = weights.fetch(names, progress)
        prepare(names, progress)
    for status in found:
        if not quiet:
            click.echo(f"{status.name}: installed, hash right ({status.what})", err=True)


@models.command()
@click.argument("names", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def check(names: tuple[str, ...], as_json: bool) -> None:
    """Say which weights are installed and whether they are the right ones; exit 1 when one is not."""
    from summarizer.summaries.models import weights

    found = weights.check(names)
    if as_json:
        rows = [
            {"name": s.name, "installed": s.path is not None, "sound": s.sound, "licence": s.licence} for s in found
        ]
        click.echo(json.dumps(rows, indent=2))
    else:
        for status in found:
            state = "ok" if status.sound else "missing" if status.path is None else "wrong hash"
            click.echo(f"{state:10} {status.name:14} {status.licence:10} {status.what}")
    if not all(status.sound for status in found):
        raise WeightsMissing("Not all weights are installed.", "`summarize models fetch` gets them.")
