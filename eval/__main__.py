"""`python -m eval`: summaries, clusters, faithfulness, metrics, correlations, rouge, speed, gate. Thin: work is elsewhere."""

import json
import sys
from pathlib import Path
from typing import Any

import click

from eval.checking import correlations, metrics
from summarizer.errors import SummarizerError

SAMPLES = Path(__file__).parents[1] / "samples"
_FILES = click.option(
    "--data",
    "data",
    multiple=True,
    required=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A data file; may be repeated.",
)
_OUT = click.option(
    "--out", required=True, type=click.Path(path_type=Path, file_okay=False), help="Folder for the results."
)
_LIMIT = click.option("--limit", type=int, default=0, help="Only the first N items of each file.")


def say(text: str) -> None:
    """A line for people; results go to stdout and files."""
    click.echo(text, err=True)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Compare models honestly: every number with its signature and interval, differences tested in pairs.

    \b
    Examples:
      python -m eval summaries --data samples/reference/stories-short.jsonl --systems lead,coverage,default --out out
      python -m eval clusters --data DAY.jsonl --out out
      python -m eval metrics rouge nli
      python -m eval rouge --candidates C.jsonl --references R.jsonl --mode rouge155 --words 100
      python -m eval gate
    """


def _paths(data: tuple[Path, ...], more: tuple[str, ...]) -> list[Path]:
    return [*data, *(Path(name) for name in more)]


@main.command(context_settings={"ignore_unknown_options": False})
@_FILES
@click.argument("more", nargs=-1, type=click.Path(exists=True))
@click.option("--systems", default="lead,lexrank,coverage", help="Names, separated by commas.")
@click.option(
    "--length", type=click.Choice(["short", "long", "auto"]), default="auto", help="auto: the references' mean length."
)
@click.option("--words", type=int, default=0, help="A word budget that overrules the length's.")
@click.option("--seed", type=int, default=0)
@click.option("--engine", default="auto", help="What runs the models.")
@click.option("--table", "style", type=click.Choice(["md", "latex"]), default="md", help="The table on stdout.")
@_LIMIT
@_OUT
def summaries(
    data: tuple[Path, ...],
    more: tuple[str, ...],
    systems: str,
    length: str,
    words: int,
    seed: int,
    engine: str,
    style: str,
    limit: int,
    out: Path,
) -> None:
    """Score systems' summaries against references."""
    from rich.progress import Progress

    from eval import report
    from eval.data import read_stories
    from eval.summaries import Plan, run
    from eval.systems import load_system
    from summarizer.config import Settings

    files = tuple(read_stories(path, limit) for path in _paths(data, more))
    names = tuple(dict.fromkeys(name.strip() for name in systems.split(",") if name.strip()))
    plan = Plan(files, names, length, seed, words, engine=engine)
    settings = Settings(offline=True, engine=engine)
    with Progress(console=_console(), disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task("items", total=len(names) * sum(len(file.items) for file in files))
        results = run(plan, lambda name: load_system(name, settings), out, say, lambda: bar.advance(task))
    items = [json.loads(line) for line in (out / "items.jsonl").read_text("utf-8").splitlines()]
    command = f"python -m eval summaries {' '.join(f'--data {f.path.name}' for f in files)} --systems {','.join(names)} --length {length} --seed {seed} --out DIR"
    (out / "report.html").write_text(report.page(results, items, command), "utf-8")
    click.echo(report.table(results["systems"], style))
    for name, own in results["files"].items():
        click.echo(f"\n{name}\n{report.table(own, style)}")
    click.echo(f"\n{report.pairs_table(results['pairs'])}")
    for warning in results["warnings"][:10]:
        say(f"note: {warning}")


def _console() -> Any:
    from rich.console import Console

    return Console(stderr=True)


@main.command()
@_FILES
@click.argument("more", nargs=-1, type=click.Path(exists=True))
@click.option("--systems", default="default", help="Clusterers, separated by commas.")
@click.option("--no-dates", is_flag=True, help="Without the articles' dates.")
@click.option("--tune", is_flag=True, help="Also each file with the cut that the others choose, and tuned systems.")
@_LIMIT
@_OUT
def clusters(
    data: tuple[Path, ...], more: tuple[str, ...], systems: str, no_dates: bool, tune: bool, limit: int, out: Path
) -> None:
    """Score groupings of labelled articles."""
    from eval.clusters import run, table

    results = run(_paths(data, more), systems.split(","), out, not no_dates, limit, say, tune)
    say(table(results))
    click.echo(json.dumps(results["systems"], indent=1))


@main.command()
@_FILES
@click.argument("more", nargs=-1, type=click.Path(exists=True))
@_LIMIT
@_OUT
def faithfulness(data: tuple[Path, ...], more: tuple[str, ...], limit: int, out: Path) -> None:
    """Score the verifier against people's judgements, beside simple baselines."""
    from eval.faithfulness import run

    results = run(_paths(data, more), out, limit, lambda: None)
    for name, row in [*results["files"].items(), ("all", results)]:
        click.echo(f"{name}: n {row['n']}, balanced accuracy {row['balanced_accuracy']}")
        for baseline, value in row["baselines"].items():
            click.echo(f"  AUC {value:.3f}  {baseline}")


@main.command()
@click.option("--mode", type=click.Choice(["rouge155", "rouge-score"]), default="rouge155")
@click.option("--candidates", required=True, type=click.Path(path_type=Path, exists=True))
@click.option("--references", required=True, type=click.Path(path_type=Path, exists=True))
@click.option("--words", type=int, default=0, help="Cut candidates and references to N words (-l).")
@click.option("--bytes", "size", type=int, default=0, help="Cut to N bytes (-b).")
@click.option("--exceptions", type=click.Path(path_type=Path, exists=True), help="Irregular forms: two columns.")
@click.option("--multi", type=click.Choice(["pool", "best", "mean", "jackknife"]), default="pool")
@click.option("--unicode", is_flag=True, help="Tokens of any script, under another signature.")
def rouge(
    mode: str,
    candidates: Path,
    references: Path,
    words: int,
    size: int,
    exceptions: Path | None,
    multi: str,
    unicode: bool,
) -> None:
    """Print ROUGE, a line a candidate, then the means."""
    from eval.rouge import score_lines

    for row in score_lines(candidates, references, mode, words, size, exceptions, multi, unicode):  # type: ignore[arg-type]
        click.echo(json.dumps(row, ensure_ascii=False))


@main.command()
@click.argument("what", type=click.Choice(["clusters", "engines", "seq2seq", "stories", "digest"]))
@click.option("--sizes", default="1000,3000,10000", help="Numbers of articles, for clusters.")
@click.option("--data", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="For engines and stories.")
@click.option("--engines", "names", default="openvino,transformers", help="Engines and addresses, with commas between.")
@click.option("--stories", "count", type=int, default=3, help="How many stories of ten articles.")
@click.option(
    "--beams", type=int, default=0, help="For engines and seq2seq: 1 is greedy; default: as the summarizer asks."
)
@click.option("--model", default="default", help="For stories and digest.")
@click.option("--rounds", type=int, default=1)
def speed(
    what: str, sizes: str, data: Path | None, names: str, count: int, beams: int, model: str, rounds: int
) -> None:
    """Time stages, engines and stories in one run; figures, no verdicts."""
    from eval import seq2seq_speed, story_speed
    from eval import speed as timing

    if what == "clusters":
        result = timing.clusters([int(size) for size in sizes.split(",")], say)
    elif what == "seq2seq":
        result = seq2seq_speed.compare(beams or 4, rounds, say)
    elif what == "digest":
        result = timing.digest(SAMPLES, model, say)
    elif data is None:
        raise click.UsageError("Give --data: a file with stories of ten articles.")
    elif what == "engines":
        result = story_speed.engines(data, names.split(","), count, rounds, beams, say)
    else:
        result = story_speed.run(data, model, count, say)
    click.echo(json.dumps(result, indent=1))


@main.command()
@click.option("--models", default="", help="Default: coverage, and the default model where its weights are installed.")
def gate(models: str) -> None:
    """Hold the quality on the samples against the pinned floors; exit 1 below one."""
    from eval.gate import judge
    from summarizer.summaries.models.weights import check

    names = (
        tuple(models.split(",")) if models else ("coverage", *(["default"] if check(["smollm2-135m"])[0].sound else []))
    )
    rows = judge(SAMPLES, names)
    for row in rows:
        click.echo(
            f"{'ok  ' if row['holds'] else 'FAIL'} {row['name']:38} {row['value']:.4f} (floor {row['floor']:.4f})"
        )
    if not all(row["holds"] for row in rows):
        raise SummarizerError(
            "The quality gate does not hold.", "Mend what made it worse; floors are not lowered by this tool."
        )


main.add_command(metrics)
main.add_command(correlations)

if __name__ == "__main__":
    try:
        main(standalone_mode=True)
    except SummarizerError as problem:
        say(f"Error: {problem}")
        sys.exit(problem.exit_code)
