"""`summarize sources`: the configured feeds and pages."""

import json

import click

from summarizer.commands.options import parse_now, settings_of, store_of
from summarizer.errors import InputError

_STORE = click.option("--store", metavar="URL", help="Database: a file, :memory: or any SQLAlchemy URL.")


@click.group(invoke_without_command=True)
@click.pass_context
def sources(context: click.Context) -> None:
    """Add, list, remove, import and check the sources that are read when none is named.

    \b
    Examples:
      summarize sources add https://example.org/feed.xml
      summarize sources import subscriptions.opml
      summarize sources check
    """
    if context.invoked_subcommand is None:
        context.invoke(list_)


@sources.command()
@click.argument("addresses", nargs=-1, required=True, metavar="ADDRESS...")
@_STORE
def add(addresses: tuple[str, ...], store: str | None) -> None:
    """Add feeds or pages (addresses, files or folders)."""
    with store_of(settings_of(None, store=store)) as opened:
        for address in addresses:
            known = address in opened.sources()
            opened.add_source(address, parse_now(None))
            click.echo(f"{'known already' if known else 'added'}: {address}")


@sources.command()
@click.argument("addresses", nargs=-1, required=True, metavar="ADDRESS...")
@_STORE
def remove(addresses: tuple[str, ...], store: str | None) -> None:
    """Remove sources; articles that were read from them stay."""
    with store_of(settings_of(None, store=store)) as opened:
        unknown = [address for address in addresses if address not in opened.sources()]
        if unknown:
            raise InputError(f"{unknown[0]} is not among the sources.", "`summarize sources list` shows them.")
        for address in addresses:
            opened.remove_source(address)
            click.echo(f"removed: {address}")


@sources.command("list")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@_STORE
def list_(as_json: bool = False, store: str | None = None) -> None:
    """List the configured sources."""
    with store_of(settings_of(None, store=store)) as opened:
        found = opened.sources()
    if as_json:
        click.echo(json.dumps(list(found), indent=2, ensure_ascii=False))
        return
    for address in found:
        click.echo(address)
    if not found:
        click.echo("No sources yet; `summarize sources add ADDRESS` adds one.", err=True)


@sources.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
@_STORE
def import_(file: str, store: str | None) -> None:
    """Add every feed of an OPML file."""
    from summarizer.articles.opml import read_opml

    with store_of(settings_of(None, store=store)) as opened:
        known = set(opened.sources())
        feeds = read_opml(file)
        for feed in feeds:
            opened.add_source(feed.url, parse_now(None))
        new = len({feed.url for feed in feeds} - known)
    click.echo(f"{len(feeds)} feeds in {file}: {new} added, {len(feeds) - new} known already.")


@sources.command()
@_STORE
def check(store: str | None) -> None:
    """Read every source once and say how many articles it gives, or what is wrong with it."""
    from summarizer import articles
    from summarizer.protocols import SILENT

    failed = 0
    settings = settings_of(None, store=store, fetch_pages="no")
    with store_of(settings) as opened:
        for address in opened.sources():
            reading = articles.read((address,), settings, now=parse_now(None), store=None, progress=SILENT)
            dated = sum(article.published is not None for article in reading.articles)
            if reading.articles:
                click.echo(f"ok      {address}: {len(reading.articles)} articles, {dated} dated")
            else:
                failed += 1
                reason = reading.skipped[0].reason if reading.skipped else "nothing in it"
                click.echo(f"failed  {address}: {reason}")
    if failed:
        raise InputError(f"{failed} sources gave nothing.", "`summarize sources remove ADDRESS` removes one.")
