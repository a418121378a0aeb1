"""`python -m eval`: summaries, clusters, faithfulness, constraint, metrics, correlations, rouge, speed, gate. Thin: work is elsewhere."""

import json
import sys
from pathlib import Path
from typing import Any

import click

from eval import checking, grouping
from eval.data import labels_of
from eval.metrics import ALWAYS, DEFAULT
from eval.options import LIMIT, OUT, SEED, notes, say
from eval.options import names as split_names
from eval.progress import progress, tenths
from summarizer import __version__
from summarizer.cli import without_library_bars
from summarizer.errors import SummarizerError

SAMPLES = Path(__file__).parents[1] / "samples"


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


@main.command()
@click.option(
    "--data",
    multiple=True,
    required=True,
    help="A data file, or a public set: NAME[:SPLIT] from the hub, NAME[:SPLIT]@PATH from a local copy; may be repeated.",
)
@click.argument("more", nargs=-1)
@click.option("--systems", default="lead,lexrank,coverage", help="Names, separated by commas.")
@click.option(
    "--length", type=click.Choice(["short", "long", "auto"]), default="auto", help="auto: the references' mean length."
)
@click.option("--words", type=click.IntRange(min=0), default=0, help="A word budget that overrules the length's.")
@click.option(
    "--metrics",
    default=",".join(DEFAULT),
    help="Names that `python -m eval metrics` lists, or NAME:MODEL; ROUGE, unsupported and length always.",
)
@SEED
@click.option("--engine", default="auto", help="What runs the models.")
@click.option(
    "--table",
    "style",
    type=click.Choice(["rich", "md", "latex"]),
    help="The tables on stdout; default: rich on a terminal, else md.",
)
@LIMIT
@OUT
def summaries(
    data: tuple[str, ...],
    more: tuple[str, ...],
    systems: str,
    length: str,
    words: int,
    metrics: str,
    seed: int,
    engine: str,
    style: str | None,
    limit: int,
    out: Path,
) -> None:
    """Score systems' summaries against references."""
    from eval.data import rows
    from eval.hubsets import read_data
    from eval.kept import replace_file
    from eval.page import page
    from eval.summaries import Plan, run
    from eval.systems import check_names, load_system
    from summarizer.config import Settings

    given = (*data, *more)
    labels_of([Path(name) for name in given])
    names, asked = split_names(systems, "--systems"), split_names(metrics, "--metrics")
    settings = Settings(offline=True, engine=engine)
    check_names(names, settings)
    files = tuple(read_data(name, limit) for name in given)
    plan = Plan(files, names, length, seed, words, tuple(dict.fromkeys((*ALWAYS, *asked))), engine)
    total = len(names) * sum(len(file.items) for file in files)
    with progress() as bar:
        task = bar.add_task("items", total=total)
        tell = tenths(total) if bar.disable else lambda: bar.advance(task)
        results = run(plan, lambda name: load_system(name, settings), out, say, tell)
    items = [row for _, row in rows(out / "items.jsonl")]
    replace_file(out / "report.html", page(results, items, files, _command(plan, limit)))
    _show(results, style or ("rich" if sys.stdout.isatty() else "md"))
    notes(results["warnings"], str(out / "report.html"))


def _show(results: dict[str, Any], style: str) -> None:
    """The tables on stdout: over all items, for each file, and the pairs."""
    from eval import report

    tables = [("all items", report.rows_of(results["systems"], results["pairs"]), report.MARKS)]
    tables += [
        (name, report.rows_of(own, results["file_pairs"][name]), "")
        for name, own in results["files"].items()
        if name in results["file_pairs"]
    ]
    if any(results["fallbacks"].values()):
        count = sum(data["items"] for data in results["data"])
        tables.append(("fall-backs", report.fallback_rows(results["fallbacks"], count), report.FALLBACK_NOTE))
    tables.append(("ROUGE-2 in pairs", report.pair_rows(results["pairs"]), report.PAIR_NOTE))
    if style == "rich":
        from rich.console import Console

        console = Console()
        for title, rows, caption in tables:
            console.print(report.terminal(rows, title, caption))
        console.print(results["signature"], markup=False, highlight=False)
        return
    for title, rows, caption in tables:
        written = report.written(rows, "latex" if style == "latex" else "md")
        comment = "% " if style == "latex" else ""
        click.echo(
            f"{comment}{title}\n{'' if comment else chr(10)}{written}\n"
            + (f"\n{comment}{caption}\n" if caption else "")
        )
    click.echo(f"{'% ' if style == 'latex' else ''}{results['signature']}")


def _command(plan: Any, limit: int) -> str:
    """The command that makes the same results again, its files by name alone."""
    from shlex import quote

    parts = [f"--data {quote(file.path.name)}" for file in plan.data]
    parts += [f"--systems {quote(','.join(plan.systems))}", f"--length {plan.length}", f"--seed {plan.seed}"]
    parts += [f"--words {plan.words}"] if plan.words else []
    parts += [f"--metrics {quote(','.join(plan.metrics))}"] if plan.metrics != DEFAULT else []
    parts += [f"--engine {quote(plan.engine)}"] if plan.engine != "auto" else []
    parts += [f"--limit {limit}"] if limit else []
    return f"python -m eval summaries {' '.join(parts)} --out DIR"


@main.command()
@click.option("--mode", type=click.Choice(["rouge155", "rouge-score"]), default="rouge155")
@click.option("--candidates", required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--references", required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--words", type=click.IntRange(min=0), default=0, help="Cut candidates and references to N words (-l).")
@click.option("--bytes", "size", type=click.IntRange(min=0), default=0, help="Cut to N bytes (-b).")
@click.option(
    "--exceptions", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="Irregular forms: two columns."
)
@click.option(
    "--multi",
    type=click.Choice(["pool", "best", "mean", "jackknife"]),
    help="Several references: pool is -f A, best is -f B; default: pool, for rouge-score mean.",
)
@click.option("--alpha", type=float, default=0.5, help="The weight of precision in F (-p).")
@click.option("--no-stemming", is_flag=True, help="Words as they are (without -m).")
@click.option("--unicode", is_flag=True, help="Tokens of any script, under another signature.")
def rouge(
    mode: str,
    candidates: Path,
    references: Path,
    words: int,
    size: int,
    exceptions: Path | None,
    multi: str | None,
    alpha: float,
    no_stemming: bool,
    unicode: bool,
) -> None:
    """Print ROUGE, a line a candidate, then the means."""
    from eval.rouge import Options, score_lines

    options = Options(mode, words, size, exceptions, multi or "", unicode, not no_stemming, alpha)  # type: ignore[arg-type]
    for row in score_lines(candidates, references, options):
        click.echo(json.dumps(row, ensure_ascii=False))
        if row.get("unscored") and not row.get("mean"):
            say(f"unscored: {row['unscored']}")
        for problem in row.get("problems", ()):
            say(f"note: {problem}")


@main.command()
@click.argument("what", type=click.Choice(["clusters", "engines", "seq2seq", "stories", "digest"]))
@click.option("--sizes", default="1000,3000,10000", help="Numbers of articles, for clusters.")
@click.option("--data", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="For engines and stories.")
@click.option("--engines", "names", default="openvino,transformers", help="Engines and addresses, with commas between.")
@click.option("--stories", "count", type=click.IntRange(min=1), default=3, help="How many stories of ten articles.")
@click.option(
    "--beams",
    type=click.IntRange(min=0),
    default=0,
    help="For engines and seq2seq: 1 is greedy; default: as the summarizer asks.",
)
@click.option("--model", default="default", help="For stories and digest.")
@click.option("--rounds", type=click.IntRange(min=1), default=1)
def speed(
    what: str, sizes: str, data: Path | None, names: str, count: int, beams: int, model: str, rounds: int
) -> None:
    """Time stages, engines and stories in one run; figures, no verdicts."""
    from eval import seq2seq_speed, story_speed
    from eval import speed as timing
    from eval.machine import timing_signature

    if what == "clusters":
        result = timing.clusters(_sizes(sizes), say)
    elif what == "seq2seq":
        result = seq2seq_speed.compare(beams or 4, rounds, say)
    elif what == "digest":
        result = timing.digest(SAMPLES, model, say)
    elif data is None:
        raise click.UsageError("Give --data: a file with stories of ten articles.")
    elif what == "engines":
        result = story_speed.engines(data, list(split_names(names, "--engines")), count, rounds, beams, say)
    else:
        result = story_speed.run(data, model, count, say)
    click.echo(json.dumps({"signature": timing_signature(what), **result}, indent=1))


def _sizes(text: str) -> list[int]:
    found = split_names(text, "--sizes")
    wrong = [name for name in found if not name.isdecimal() or int(name) < 1]
    if wrong:
        raise click.UsageError(f"--sizes are numbers of articles, not {wrong[0]!r}.")
    return [int(name) for name in found]


@main.command()
@click.option("--models", default="", help="Default: coverage, and the default model where its weights are installed.")
@click.option("--pin", "pins", is_flag=True, help="Raise the floors to what is measured; never lowers one by itself.")
@click.option("--lower", multiple=True, metavar="NAME", help="With --pin: a floor that may go down; may be repeated.")
@click.option("--new-data", is_flag=True, help="With --pin: the samples have changed, and that is meant.")
def gate(models: str, pins: bool, lower: tuple[str, ...], new_data: bool) -> None:
    """Hold the quality on the samples against the pinned floors; exit 1 below one."""
    from eval.gate import data_hash, judge, measure, pin
    from summarizer.summaries.models.weights import check

    if (lower or new_data) and not pins:
        raise click.UsageError("--lower and --new-data belong to --pin.")
    names = (
        split_names(models, "--models")
        if models
        else ("coverage", *(["default"] if check(["smollm2-135m"])[0].sound else []))
    )
    if pins:
        found = {name: value for model in names for name, value in measure(SAMPLES, model).items()}
        for line in pin(found, data_hash(SAMPLES), lower=lower, new_data=new_data) or ["No floor changes."]:
            click.echo(line)
        return
    rows = judge(SAMPLES, names)
    for row in rows:
        click.echo(
            f"{'ok  ' if row['holds'] else 'FAIL'} {row['name']:38} {row['value']:.4f} (floor {row['floor']:.4f})"
        )
    say(f"gate|v:{__version__}|samples:{data_hash(SAMPLES)[:12]}|{'+'.join(names)}")
    if not all(row["holds"] for row in rows):
        raise SummarizerError(
            "The quality gate does not hold.",
            "Mend what made it worse; no floor is lowered unless it is named: --pin --lower NAME.",
        )


for command in (
    grouping.clusters,
    grouping.online,
    checking.metrics,
    checking.correlations,
    checking.faithfulness,
    checking.constraint,
):
    main.add_command(command)

if __name__ == "__main__":
    without_library_bars()
    try:
        main(standalone_mode=True)
    except SummarizerError as problem:
        say(f"Error: {problem}")
        sys.exit(problem.exit_code)
