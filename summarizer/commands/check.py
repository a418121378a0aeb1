"""`summarize check SUMMARY SOURCE…`: the verifier on its own."""

import json
from pathlib import Path

import click

from summarizer.commands.options import parse_now, settings_of
from summarizer.errors import InputError


@click.command()
@click.argument("summary", metavar="SUMMARY")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.option("--offline", is_flag=True, default=None, help="Use no network.")
def check(summary: str, sources: tuple[str, ...], as_json: bool, offline: bool | None) -> None:
    """Print each sentence of SUMMARY (a text file) with its support, its evidence in the SOURCEs, and its problems."""
    settings = settings_of(None, offline=offline)
    from summarizer import articles
    from summarizer.summaries.verification import check_text, load_verifier

    try:
        text = Path(summary).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"The summary {summary} cannot be read: {error}.", "Give a text file.") from error
    reading = articles.read(sources, settings, now=parse_now(None))
    for skipped in reading.skipped:
        click.echo(f"skipped {skipped.item}: {skipped.reason}", err=True)
    if not reading.articles:
        raise InputError("No article was found in the sources.")
    kept, _ = articles.drop_exact(reading.articles)
    checked = check_text(text, kept, settings)
    texts = {article.id: article for article in kept}
    if as_json:
        rows = [
            {
                "text": sentence.text,
                "support": sentence.support,
                "problems": list(problems),
                "evidence": [{"article": e.article, "start": e.start, "end": e.end} for e in sentence.evidence],
            }
            for sentence, problems in checked
        ]
        click.echo(json.dumps(rows, indent=2, ensure_ascii=False))
        return
    threshold = load_verifier(settings).threshold
    for sentence, problems in checked:
        click.echo(f"{'ok ' if sentence.support >= threshold else 'BAD'} {sentence.support:.2f}  {sentence.text}")
        for problem in problems:
            click.echo(f"            - {problem}")
        for e in sentence.evidence:
            article = texts[e.article]
            click.echo(f"            {article.source or article.title or article.id}: {article.text[e.start : e.end]}")
