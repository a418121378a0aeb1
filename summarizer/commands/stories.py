"""`summarize stories`: what the store remembers, and a person's corrections of it."""

import getpass
import json
from collections.abc import Callable
from typing import Any

import click

from summarizer.commands.options import parse_now, settings_of, store_of
from summarizer.types import Decision, utc_iso

_STORE = click.option("--store", metavar="URL", help="Database: a file, :memory: or any SQLAlchemy URL.")


@click.group(invoke_without_command=True)
@click.pass_context
def stories(context: click.Context) -> None:
    """List, show and correct the stories that the store remembers.

    \b
    Examples:
      summarize stories list
      summarize stories show 1f3a --why
      summarize stories merge 1f3a 9bc0
      summarize stories undo
    """
    if context.invoked_subcommand is None:
        context.invoke(list_)


@stories.command("list")
@click.option("--all", "retired", is_flag=True, help="Retired stories too.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@_STORE
def list_(retired: bool = False, as_json: bool = False, store: str | None = None) -> None:
    """List the stories, the latest first."""
    with store_of(settings_of(None, store=store)) as opened:
        records = opened.stories(include_retired=retired)
    if as_json:
        rows = [
            {
                "id": r.id, "headline": r.headline, "articles": list(r.articles), "keywords": list(r.keywords),
                "created": utc_iso(r.created), "updated": utc_iso(r.updated), "pinned": r.pinned, "retired": r.retired,
            }
            for r in records
        ]  # fmt: skip
        click.echo(json.dumps(rows, indent=2, ensure_ascii=False))
        return
    for record in records:
        marks = f"{'pinned ' if record.pinned else ''}{'retired ' if record.retired else ''}"
        click.echo(
            f"{record.id}  {len(record.articles):3} articles  {record.updated:%Y-%m-%d %H:%M}  {marks}{record.headline}"
        )
    if not records:
        click.echo("No stories yet.", err=True)


@stories.command()
@click.argument("story")
@click.option("--why", is_flag=True, help="What holds each article in the story.")
@_STORE
def show(story: str, why: bool, store: str | None) -> None:
    """Show a story's articles and history, by its id or the beginning of it."""
    from summarizer.clusters import decisions
    from summarizer.clusters.explain import explain
    from summarizer.pipeline import constraints_of

    settings = settings_of(None, store=store)
    with store_of(settings) as opened:
        record = decisions.find(opened, story)
        click.echo(f"{record.id}  {record.headline}")
        click.echo(f"keywords: {', '.join(record.keywords) or 'none'}")
        for id_ in record.articles:
            article = opened.article(id_)
            if article is not None:
                click.echo(f"  {id_}  {article.source or 'unnamed outlet'}: {article.title or article.text[:60]}")
        for event in opened.events(record.id):
            click.echo(f"  {event.time:%Y-%m-%d %H:%M}  {event.kind}: {event.text}")
        if why:
            for line in explain(record, opened, settings, lambda found: constraints_of(found, opened)):
                click.echo(line)


def _correct(act: Callable[..., Decision], store: str | None, *arguments: Any) -> None:
    with store_of(settings_of(None, store=store)) as opened:
        made = act(opened, *arguments, getpass.getuser(), parse_now(None))
    click.echo(
        f"decision {made.number}: {made.kind} kept; it holds from the next run on (`summarize stories undo` takes it back)."
    )


@stories.command()
@click.argument("first")
@click.argument("second")
@_STORE
def merge(first: str, second: str, store: str | None) -> None:
    """Make two stories one."""
    from summarizer.clusters import decisions

    _correct(decisions.merge, store, first, second)


@stories.command()
@click.argument("story")
@click.option("--article", "articles", multiple=True, required=True, help="An article to take out; may be repeated.")
@_STORE
def split(story: str, articles: tuple[str, ...], store: str | None) -> None:
    """Take articles out of a story, into one of their own."""
    from summarizer.clusters import decisions

    _correct(decisions.split, store, story, articles)


@stories.command()
@click.argument("article")
@click.argument("story")
@_STORE
def move(article: str, story: str, store: str | None) -> None:
    """Move an article into another story."""
    from summarizer.clusters import decisions

    _correct(decisions.move, store, article, story)


@stories.command()
@click.argument("story")
@click.option("--off", is_flag=True, help="Let it go again.")
@_STORE
def pin(story: str, off: bool, store: str | None) -> None:
    """Keep a story together and alive."""
    from summarizer.clusters import decisions

    with store_of(settings_of(None, store=store)) as opened:
        made = decisions.pin(opened, story, getpass.getuser(), parse_now(None), pinned=not off)
    click.echo(f"decision {made.number}: {made.kind} kept.")


@stories.command()
@_STORE
def undo(store: str | None) -> None:
    """Undo the last correction."""
    from summarizer.clusters import decisions

    with store_of(settings_of(None, store=store)) as opened:
        undone = decisions.undo(opened)
    click.echo(f"undone: decision {undone.number} ({undone.kind} of story {undone.story}).")
