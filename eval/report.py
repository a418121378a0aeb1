"""Results and items -> a terminal table, Markdown, LaTeX, and one self-contained HTML page."""

import html
from collections.abc import Mapping, Sequence
from typing import Any

COLUMNS = ("rouge1", "rouge2", "rougeL", "rougeLsum", "unsupported_entities", "words", "abstractive", "seconds")
PERCENT = {"rouge1", "rouge2", "rougeL", "rougeLsum", "abstractive"}


def cell(metric: str, row: Mapping[str, Any]) -> str:
    """A mean with its interval, or that it is unscored."""
    if row.get("mean") is None:
        return "unscored"
    scale = 100 if metric in PERCENT else 1
    text = f"{scale * row['mean']:.1f} [{scale * row['low']:.1f}, {scale * row['high']:.1f}]"
    return f"{text} ({row['unscored']} unscored)" if row["unscored"] else text


def table(systems: Mapping[str, Any], style: str = "md") -> str:
    """The table of means as Markdown or LaTeX."""
    head = ["system", *COLUMNS]
    rows = [[name, *(cell(metric, scores[metric]) for metric in COLUMNS)] for name, scores in systems.items()]
    if style == "latex":

        def tex(text: str) -> str:
            return text.replace("_", r"\_").replace("%", r"\%").replace("&", r"\&")

        body = " \\\\\n".join(" & ".join(tex(value) for value in row) for row in [head, *rows])
        return f"\\begin{{tabular}}{{l{'r' * len(COLUMNS)}}}\n{body} \\\\\n\\end{{tabular}}"
    lines = [f"| {' | '.join(row)} |" for row in [head, *rows]]
    return "\n".join([lines[0], f"|{'---|' * len(head)}", *lines[1:]])


def pairs_table(pairs: Sequence[Mapping[str, Any]], metric: str = "rouge2") -> str:
    """The paired comparisons on one metric as Markdown; what is not significant says so."""
    lines = ["| a | b | difference | p | p (Holm) | wins/ties/losses | effect | |", "|---|---|---|---|---|---|---|---|"]
    for pair in pairs:
        if pair["metric"] == metric:
            verdict = "significant" if pair["significant"] else "not significant"
            lines.append(
                f"| {pair['a']} | {pair['b']} | {100 * pair['delta']:+.1f} | {pair['p']:.4f} | {pair['p_holm']:.4f} | "
                f"{pair['wins']}/{pair['ties']}/{pair['losses']} | {pair['effect']:+.2f} | {verdict} |"
            )
    return "\n".join(lines)


def page(results: Mapping[str, Any], items: Sequence[Mapping[str, Any]], command: str) -> str:
    """One HTML page: tables with intervals, a plot, examples side by side, how to reproduce it. No third party."""
    parts = [
        "<!doctype html><html lang='en'><head><meta charset='utf-8'><title>Evaluation</title>",
        "<meta name='viewport' content='width=device-width, initial-scale=1'><style>",
        "body{font:16px/1.5 system-ui,sans-serif;max-width:70rem;margin:1rem auto;padding:0 1rem;color:#1c1b19;background:#fbfaf7}",
        "table{border-collapse:collapse;margin:1rem 0;display:block;overflow-x:auto}td,th{border:1px solid #ccc;padding:.3rem .5rem;text-align:left}",
        "blockquote{margin:.3rem 0;padding:.3rem .6rem;border-left:4px solid #8a3d12;background:#fff}svg{max-width:100%}",
        "@media(prefers-color-scheme:dark){body{background:#151513;color:#ece8df}blockquote{background:#222}}</style></head><body>",
        f"<h1>Evaluation: {html.escape(str(results['command']))}</h1><p>{html.escape(str(results['signature']))}</p>",
        f"<h2>Means with 95% intervals</h2>{_html_table(table(results['systems']))}",
    ]
    for name, systems in results.get("files", {}).items():
        parts.append(f"<h3>{html.escape(name)}</h3>{_html_table(table(systems))}")
    parts.append(f"<h2>ROUGE-2 and seconds</h2>{_plot(results['systems'])}")
    parts.append(f"<h2>Pairs, ROUGE-2</h2>{_html_table(pairs_table(results['pairs']))}")
    for warning in results.get("warnings", []):
        parts.append(f"<p>Note: {html.escape(warning)}</p>")
    parts.append(f"<h2>Examples</h2>{_examples(items)}")
    parts.append(f"<h2>Reproduce</h2><pre>{html.escape(command)}</pre></body></html>")
    return "".join(parts)


def _html_table(markdown: str) -> str:
    rows = [line.strip("| ").split(" | ") for line in markdown.split("\n") if not line.startswith("|---")]
    head = "".join(f"<th scope='col'>{html.escape(value)}</th>" for value in rows[0])
    body = "".join("<tr>" + "".join(f"<td>{html.escape(value)}</td>" for value in row) + "</tr>" for row in rows[1:])
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _plot(systems: Mapping[str, Any]) -> str:
    """Quality against time: one labelled point a system, seconds on a logarithmic axis."""
    import math

    points = [
        (name, max(s["seconds"]["mean"] or 1e-4, 1e-4), 100 * s["rouge2"]["mean"])
        for name, s in systems.items()
        if s["rouge2"]["mean"] is not None and s["seconds"]["mean"] is not None
    ]
    if not points:
        return "<p>Nothing to plot.</p>"
    xs, ys = [math.log10(p[1]) for p in points], [p[2] for p in points]
    low_x, high_x, low_y, high_y = min(xs) - 0.3, max(xs) + 0.6, min(ys) - 1, max(ys) + 1
    shapes = []
    for (name, seconds, quality), x in zip(points, xs, strict=True):
        cx = 50 + 600 * (x - low_x) / (high_x - low_x)
        cy = 270 - 240 * (quality - low_y) / (high_y - low_y)
        label = html.escape(f"{name}: {quality:.1f}, {seconds:.3f} s")
        shapes.append(
            f"<circle cx='{cx:.0f}' cy='{cy:.0f}' r='5'/><text x='{cx + 8:.0f}' y='{cy + 4:.0f}' font-size='12'>{label}</text>"
        )
    axes = "<line x1='50' y1='270' x2='690' y2='270' stroke='currentColor'/><line x1='50' y1='20' x2='50' y2='270' stroke='currentColor'/>"
    return f"<svg viewBox='0 0 760 300' role='img' aria-label='ROUGE-2 against seconds' fill='currentColor'>{axes}{''.join(shapes)}</svg>"


def _examples(items: Sequence[Mapping[str, Any]]) -> str:
    """The best, the worst and the most different items by ROUGE-2, every system's text side by side."""
    by_id: dict[str, list[Mapping[str, Any]]] = {}
    for row in items:
        by_id.setdefault(str(row["id"]), []).append(row)
    scored = {
        key: [r["scores"]["rouge2"] for r in rows if r["scores"]["rouge2"] is not None] for key, rows in by_id.items()
    }
    known = [key for key, values in scored.items() if values]
    if not known:
        return "<p>No item was scored.</p>"
    picks = {
        "best": max(known, key=lambda k: (sum(scored[k]) / len(scored[k]), k)),
        "worst": min(known, key=lambda k: (sum(scored[k]) / len(scored[k]), k)),
        "most different": max(known, key=lambda k: (max(scored[k]) - min(scored[k]), k)),
    }
    parts = []
    for label, key in picks.items():
        parts.append(f"<h3>{label}: {html.escape(key)}</h3>")
        for row in by_id[key]:
            value = row["scores"]["rouge2"]
            shown = "unscored" if value is None else f"{100 * value:.1f}"
            texts = "".join(
                f"<p>{html.escape(s['text'])} <small>[{html.escape(s['kind'])}, support {s['support']:.2f}]</small></p>"
                for s in row["sentences"]
            )
            parts.append(
                f"<p><b>{html.escape(str(row['system']))}</b> (ROUGE-2 {shown})</p><blockquote>{texts}</blockquote>"
            )
    return "".join(parts)
