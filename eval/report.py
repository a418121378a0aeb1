"""Results -> tables for the terminal, Markdown and LaTeX. The HTML page is made in page.py."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from rich.table import Table

COLUMNS = ("rouge1", "rouge2", "rougeL", "rougeLsum", "unsupported_entities", "words", "abstractive", "seconds")
PERCENT = {"rouge1", "rouge2", "rougeL", "rougeLsum", "abstractive"}
Style = Literal["md", "latex"]

BEST, BELOW, TIED = "*", "†", "≈"
CEILINGS = ("oracle",)
"""Systems that see the references: no summarizer is measured against them."""
MARKS = (
    f"{BEST} the best mean; {BELOW} significantly below it (paired, 5% after Holm); {TIED} not significantly below it; "
    f"the {' and the '.join(CEILINGS)}, which sees the references, is left out"
)
FALLBACK_NOTE = (
    "How often, over all stories, what a model wrote was refused and something else stood in, or a story was quoted "
    "because the model does not write its language."
)
PAIR_HEAD = (
    "a",
    "b",
    "difference [95%]",
    "verdict",
    "p",
    "p bootstrap",
    "p Holm",
    "wins/ties/losses",
    "effect",
    "visible",
)
PAIR_NOTE = (
    "p: paired approximate randomization, two-sided; p bootstrap: paired bootstrap; Holm's correction over all pairs of "
    "the metric; effect: Cohen's d of the paired differences; visible: the smallest true difference that so many items "
    "show in four of five runs, before the correction. Differences in points."
)


def cell(metric: str, row: Mapping[str, Any]) -> str:
    """A mean with its interval, or that it is unscored."""
    if row.get("mean") is None:
        return "unscored"
    scale = 100 if metric in PERCENT else 1
    places = 1 if scale == 100 or abs(row["mean"]) >= 10 else 2
    text = f"{scale * row['mean']:.{places}f} [{scale * row['low']:.{places}f}, {scale * row['high']:.{places}f}]"
    return f"{text} ({row['unscored']} unscored)" if row["unscored"] else text


def marks(systems: Mapping[str, Any], pairs: Iterable[Mapping[str, Any]], metric: str) -> dict[str, str]:
    """System -> how it stands to the one with the best mean, for a metric whose pairs were tested; else nothing."""
    tested = {frozenset((pair["a"], pair["b"])): pair for pair in pairs if pair["metric"] == metric}
    means = {name: row[metric]["mean"] for name, row in systems.items() if row.get(metric, {}).get("mean") is not None}
    if not tested or len(means) < 2:
        return {}
    means = {name: mean for name, mean in means.items() if name not in CEILINGS} or means
    best = max(means, key=lambda name: means[name])
    found = {best: BEST}
    for name in means:
        pair = tested.get(frozenset((best, name)))
        if name != best and pair is not None:
            found[name] = BELOW if pair["significant"] else TIED
    return found


def rows_of(systems: Mapping[str, Any], pairs: Sequence[Mapping[str, Any]] = ()) -> list[list[str]]:
    """The table of means: a head, then a row a system, with marks where pairs are given."""
    columns = [c for c in COLUMNS if any(c in scores for scores in systems.values())]
    marked = {column: marks(systems, pairs, column) for column in columns}
    rows = [["system", *columns]]
    for name, scores in systems.items():
        cells = [f"{cell(c, scores.get(c, {}))} {marked[c].get(name, '')}".strip() for c in columns]
        rows.append([name, *cells])
    return rows


def fallback_rows(used: Mapping[str, Mapping[str, int]], items: int) -> list[list[str]]:
    """How often each system used which fall-back over so many items: a head, then a row for each that used any."""
    names = sorted({name for own in used.values() for name in own})
    rows = [[system, str(items), *(str(own.get(name, 0)) for name in names)] for system, own in used.items() if own]
    return [["system", "stories", *names], *rows]


def pair_rows(pairs: Sequence[Mapping[str, Any]], metric: str = "rouge2") -> list[list[str]]:
    """The paired comparisons on one metric: a head, then a row a pair; what is not significant says so."""
    rows = [list(PAIR_HEAD)]
    for pair in pairs:
        if pair["metric"] == metric:
            interval = f"[{100 * pair['low']:+.1f}, {100 * pair['high']:+.1f}]"
            outcome = f"{pair['wins']}/{pair['ties']}/{pair['losses']}"
            chances = [f"{pair[key]:.4f}" for key in ("p", "p_bootstrap", "p_holm")]
            verdict = "significant" if pair["significant"] else "not significant"
            sizes = [f"{pair['effect']:+.2f}", f"±{100 * pair['detectable']:.1f}"]
            delta = f"{100 * pair['delta']:+.1f} {interval}"
            rows.append([pair["a"], pair["b"], delta, verdict, *chances, outcome, *sizes])
    return rows


def table(systems: Mapping[str, Any], style: Style = "md", pairs: Sequence[Mapping[str, Any]] = ()) -> str:
    """The table of means as Markdown or LaTeX."""
    return written(rows_of(systems, pairs), style)


def pairs_table(pairs: Sequence[Mapping[str, Any]], metric: str = "rouge2", style: Style = "md") -> str:
    """The paired comparisons on one metric as Markdown or LaTeX."""
    return written(pair_rows(pairs, metric), style)


def written(rows: Sequence[Sequence[str]], style: Style) -> str:
    """Rows, the first of them a head, as a table in Markdown or LaTeX; the text is escaped for it."""
    if style == "latex":
        body = " \\\\\n".join(" & ".join(_tex(value) for value in row) for row in rows)
        return f"\\begin{{tabular}}{{l{'r' * (len(rows[0]) - 1)}}}\n{body} \\\\\n\\end{{tabular}}"
    lines = [f"| {' | '.join(value.replace('|', chr(92) + '|') for value in row)} |" for row in rows]
    return "\n".join([lines[0], f"|{'---|' * len(rows[0])}", *lines[1:]])


_TEX = {
    "\\": r"\textbackslash{}", "_": r"\_", "%": r"\%", "&": r"\&", "#": r"\#", "$": r"\$", "{": r"\{", "}": r"\}",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "†": r"$^\dagger$", "≈": r"$\approx$", "±": r"$\pm$",
}  # fmt: skip


def _tex(text: str) -> str:
    return "".join(_TEX.get(letter, letter) for letter in text)


def terminal(rows: Sequence[Sequence[str]], title: str, caption: str = "") -> "Table":
    """The same rows as a table that rich prints; nothing in them is read as markup."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    made = Table(
        title=Text(title), caption=Text(caption) if caption else None, box=box.SIMPLE_HEAD, title_justify="left"
    )
    for number, name in enumerate(rows[0]):
        made.add_column(Text(name), justify="left" if number == 0 else "right", no_wrap=number == 0)
    for row in rows[1:]:
        made.add_row(*(Text(value, style="bold" if value.endswith(BEST) else "") for value in row))
    return made
