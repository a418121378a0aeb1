"""`summarize [digest] [SOURCE…]`: the main job."""

import logging
import time
from pathlib import Path
from typing import Any

import click

from summarizer.commands.options import common, parse_now, settings_of, store_of
from summarizer.commands.output import deliver
from summarizer.commands.progress import StageTimes, progress_for
from summarizer.config import Settings
from summarizer.errors import ConfigError, NothingToSummarize
from summarizer.types import Digest, Skipped

FORMATS = ("markdown", "html", "json", "text", "rss", "eml")


@click.command(
    epilog="""\b
Examples:
  summarize --cluster today news/ page.html https://example.org/feed.xml
  summarize --cluster 2025-06-01..2025-06-07 --timezone Europe/Paris articles.jsonl
  summarize --model coverage --json - < articles.jsonl
"""
)
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@click.option("--cluster", metavar="WHEN", help="today (default), yesterday, week, all, 24h, 7d, a date or date..date.")
@click.option("--timezone", metavar="ZONE", help="Time zone of WHEN, such as Europe/Paris. Default: the system's.")
@click.option("-n", "--stories", type=int, metavar="N", help="How many stories, best first. Default: 10.")
@click.option("--min-articles", type=int, metavar="N", help="Fewest articles a story needs. Default: 2.")
@click.option("--language", metavar="CODE", help="Only articles in this language, such as en.")
@click.option("--length", type=click.Choice(["short", "long", "both"]), help="Which summaries. Default: both.")
@click.option("--words-short", type=int, metavar="N", help="Most words of a short summary. Default: 60.")
@click.option("--words-long", type=int, metavar="N", help="Most words of a long summary. Default: 250.")
@click.option("--model", metavar="NAME", help="A name of `summarize models list`, a hub id, a folder or an address.")
@click.option("--engine", metavar="NAME", help="What runs the model: auto (default), openvino, transformers, …")
@click.option(
    "--format", "format_name", type=click.Choice(FORMATS), help="Default: by the suffix of -o, else markdown."
)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option("--with-text", is_flag=True, help="With JSON: add each article's text, so that evidence can be checked.")
@click.option("-o", "--output", metavar="FILE", help="Write here instead of to standard output.")
@click.option("--offline", is_flag=True, default=None, help="Use no network: only files and what the store holds.")
@click.option("--dossier", is_flag=True, default=None, help="A subject over months: dates do not keep articles apart.")
@click.option("--seed", type=int, metavar="N", help="Seed of everything drawn by chance. Default: 0.")
@click.option("--now", metavar="TIME", help="Take this as the present (ISO), for runs that can be repeated.")
@common
def digest(
    sources: tuple[str, ...],
    config_file: Path | None,
    format_name: str | None,
    as_json: bool,
    with_text: bool,
    now: str | None,
    quiet: bool,
    verbose: bool,
    **flags: Any,
) -> None:
    """Read SOURCEs (feeds, pages, files, folders, OPML, - for standard input), or the configured ones without any,
    and write the digest: stories with headline, short and long summary, every sentence with its sources."""
    logging.basicConfig(level=logging.INFO if verbose else logging.ERROR, format="%(name)s: %(message)s")
    settings = settings_of(config_file, format="json" if as_json else format_name, **flags)
    from summarizer import pipeline, writers

    format_ = settings.format or writers.format_for(settings.output)
    if with_text and format_ != "json":
        raise ConfigError("--with-text goes with --format json only.")
    moment = parse_now(now)
    began = time.perf_counter()
    with store_of(settings) as store, progress_for(quiet) as progress:
        gathered = pipeline.gather(sources, settings, now=moment, store=store, progress=progress)
        try:
            stories = tuple(pipeline.tell(gathered, settings, now=moment, store=store, progress=progress))
            made = pipeline.finish(gathered, stories, settings, now=moment)
        except NothingToSummarize:
            # Also under -q: why there is nothing is an error, not talk.
            _tell_skipped(gathered.skipped, verbose)
            raise
    deliver(writers.write(made, format_, length=settings.length, with_text=with_text), settings.output)
    if not quiet:
        _tell_counts(made, time.perf_counter() - began)
        _tell_skipped(made.skipped, verbose)
    if verbose:
        _tell_times(progress, settings, made)


def _tell_counts(made: Digest, seconds: float) -> None:
    counts = made.counts
    line = (
        f"{counts.read} read from {counts.sources} sources: {counts.in_stories} in stories ({len(made.stories)} shown), "
        f"{counts.single} single, {counts.duplicates} duplicates, {counts.out_of_window} outside the window, "
        f"{counts.skipped} skipped; {seconds:.1f} s."
    )
    click.echo(line, err=True)


def _tell_skipped(skipped: tuple[Skipped, ...], verbose: bool) -> None:
    shown = skipped if verbose else skipped[:5]
    for item in shown:
        click.echo(f"skipped {item.item}: {item.reason}", err=True)
    if len(skipped) > len(shown):
        click.echo(f"… and {len(skipped) - len(shown)} more; -v lists them all.", err=True)


def _tell_times(progress: StageTimes, settings: Settings, made: Digest) -> None:
    for stage, seconds in progress.seconds.items():
        click.echo(f"time  {stage:<28} {seconds:8.2f} s  {progress.steps.get(stage, 0)} steps", err=True)
    fallbacks: dict[str, int] = {}
    for story in made.stories:
        for name, times in story.summary.fallbacks.items():
            fallbacks[name] = fallbacks.get(name, 0) + times
    for name, times in sorted(fallbacks.items()):
        click.echo(f"used  {name:<28} {times:8d} times", err=True)
    for story in made.stories:
        for note in story.summary.notes:
            click.echo(f"note  story {story.rank}: {note}", err=True)
    click.echo(f"made  by {made.signature}", err=True)
    click.echo(f"model {settings.model}", err=True)
