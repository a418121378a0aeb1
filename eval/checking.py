"""`python -m eval metrics`, `correlations`, `faithfulness`: what metrics and verifier are worth beside people's judgements;
`constraint`: what the verifier is worth beside holding a model to its sources."""

from pathlib import Path

import click

from eval import options
from eval.correlations import figure
from eval.metrics import DEFAULT, METRICS, Card, agreement, load_scorer


def describe(card: Card) -> str:
    """A card as lines of text, with its agreement with people where that was measured."""
    better = {"higher": "higher is better", "lower": "lower is better", "neither": "neither end is better"}[card.better]
    lines = [
        card.name,
        f"  measures  {card.measures}",
        f"  range     {card.range}; {better}",
        f"  misses    {card.misses}",
        f"  needs     {card.needs}",
        f"  source    {card.source}",
    ]
    return "\n".join([*lines, f"  people    {agrees(card.name)}"])


def agrees(name: str) -> str:
    """How far a score ranks as people do, in one line, or that this is not known."""
    check = agreement()
    found = check.metrics.get(name)
    if found is None or not found["system"]["n"]:
        return "not compared with people's judgements"
    levels = {"system": "systems", "summary": "summaries of one article"}
    parts = [
        f"{what}: Pearson {figure(found[level]['pearson'])}, Kendall {figure(found[level]['kendall'])}"
        for level, what in levels.items()
    ]
    return "; ".join(parts) + f" (content found by people, REALSumm, {check.items} articles x {check.systems} systems)"


@click.command()
@click.argument("names", nargs=-1)
def metrics(names: tuple[str, ...]) -> None:
    """Print each metric's card: what it measures, range, direction, what it misses, source, agreement with people."""
    for name in names or METRICS.names():
        cards = METRICS.get(name.partition(":")[0]).cards
        default = "" if name in DEFAULT else ", not computed unless asked for"
        click.echo(f"== {name}{default}")
        click.echo("\n".join(describe(card) for card in cards) + "\n")


@click.command()
@click.option(
    "--data", required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False), help="Judged summaries."
)
@click.option(
    "--metrics",
    "names",
    default="rouge,rouge-recall,rouge155,bertscore,compression,length,redundancy,fragments,unsupported",
    help="Names, separated by commas; `name:model` where one takes a model.",
)
@click.option("--judgement", default="", help="Which of the human scores; default: the first in the file.")
@options.LIMIT
@options.SEED
@options.OUT
def correlations(data: Path, names: str, judgement: str, limit: int, seed: int, out: Path) -> None:
    """Correlate metrics with people's judgements, over systems and over summaries of one article."""
    import sys

    from rich.console import Console
    from rich.progress import Progress

    from eval.correlations import run, table

    scorer = load_scorer(options.names(names, "--metrics"))
    with Progress(console=Console(stderr=True), disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task("summaries", total=None)
        results = run(data, scorer, out, judgement, limit, seed, lambda: bar.advance(task))
    click.echo(table(results))
    click.echo(f"\n{results['signature']}")
    options.notes(results["problems"], "results.json")


@click.command()
@click.option(
    "--data",
    multiple=True,
    required=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Judged summaries; may be repeated: each file's threshold is then chosen on the others.",
)
@options.MORE
@options.LIMIT
@options.SEED
@options.OUT
def faithfulness(data: tuple[Path, ...], more: tuple[Path, ...], limit: int, seed: int, out: Path) -> None:
    """Score the verifier against people's judgements, beside simple baselines; calibration and kinds of errors."""
    import sys

    from rich.console import Console
    from rich.progress import Progress

    from eval.faithfulness import run, summary_lines

    with Progress(console=Console(stderr=True), disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task("summaries", total=None)
        results = run(options.paths(data, more), out, limit, lambda: bar.advance(task), seed)
    click.echo("\n".join(summary_lines(results)))
    click.echo(results["signature"])
    options.notes(results["problems"], "results.json")


@click.command()
@options.FILES
@options.MORE
@click.option("--model", default="default", help="A decoder model: the engine transformers can be held to its sources.")
@options.LIMIT
@options.SEED
@options.OUT
def constraint(data: tuple[Path, ...], more: tuple[Path, ...], model: str, limit: int, seed: int, out: Path) -> None:
    """Compare a model held to its sources' names and numbers with refusing what it writes of others afterwards."""
    import json

    from eval.constraint import rows_of, run
    from eval.data import read_stories
    from eval.kept import replace_file
    from eval.progress import progress, tenths
    from eval.report import written
    from summarizer.config import Settings
    from summarizer.summaries.models.load import load_engine
    from summarizer.summaries.verification import load_verifier

    files = [read_stories(path, limit) for path in options.paths(data, more)]
    items = [item for file in files for item in file.items]
    settings = Settings(offline=True, engine="transformers")
    engine, card = load_engine(settings, model)
    with progress() as bar:
        task = bar.add_task("stories", total=len(items))
        tell = tenths(len(items)) if bar.disable else lambda: bar.advance(task)
        results, rows = run(items, engine, card, load_verifier(settings), seed, tell)
    results["data"] = [{"file": f.label, "sha256": f.sha256, "items": len(f.items)} for f in files]
    out.mkdir(parents=True, exist_ok=True)
    replace_file(out / "items.jsonl", "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))
    replace_file(out / "results.json", json.dumps(results, indent=1, ensure_ascii=False) + "\n")
    click.echo(written(rows_of(results["ways"]), "md"))
    click.echo(f"\n{results['signature']}")
    options.notes([problem for file in files for problem in file.problems], "the data")
