"""Results, rows and items -> report.html: one page without scripts or third parties. Every text in it is escaped."""

import platform
from collections.abc import Mapping, Sequence
from typing import Any

from eval.data import DataFile
from eval.examples import examples
from eval.machine import version
from eval.markup import head, quoted, signed, table, warned
from eval.metrics import all_cards
from eval.plots import differences, distributions, quality_and_time
from eval.report import FALLBACK_NOTE, MARKS, PAIR_NOTE, cell, fallback_rows, pair_rows, rows_of

METRICS = (("rouge2", "ROUGE-2"), ("rouge1", "ROUGE-1"), ("rougeLsum", "ROUGE-Lsum"))
"""What is plotted and compared in pairs, in this order."""
PACKAGES = ("numpy", "rouge-score", "nltk", "sumy", "transformers", "openvino-genai")


def page(results: Mapping[str, Any], rows: Sequence[Mapping[str, Any]], files: Sequence[DataFile], command: str) -> str:
    """The report. `rows` are those of items.jsonl; `files` give the sources that the evidence is marked in."""
    items = {(file.label, item.id): item for file in files for item in file.items}
    parts = [
        head(f"Evaluation of {len(results['systems'])} systems"),
        f"<h1>{len(results['systems'])} systems on {sum(d['items'] for d in results['data'])} items</h1>",
        "<nav><a href='#means'>Means</a><a href='#pairs'>Pairs</a><a href='#plots'>Plots</a>",
        "<a href='#examples'>Examples</a><a href='#metrics'>Metrics</a><a href='#reproduce'>Reproduce</a></nav>",
        *warned(results["warnings"]),
        "<h2 id='means'>Means with 95% intervals</h2>",
        table(rows_of(results["systems"], results["pairs"])),
        f"<p class='note'>{quoted(MARKS)}. ROUGE in percent; intervals: percentile bootstrap over items.</p>",
    ]
    for name, pairs in results["file_pairs"].items():
        shown = table(rows_of(results["files"][name], pairs))
        parts.append(f"<details open><summary>{quoted(name)}</summary>{shown}</details>")
    parts += [
        signed(results["signature"]),
        *_fallbacks(results),
        "<h2 id='pairs'>Which differences hold</h2>",
        f"<p class='note'>{quoted(PAIR_NOTE)}</p>",
    ]
    for number, (metric, title) in enumerate(METRICS):
        shown = table(pair_rows(results["pairs"], metric))
        parts.append(f"<details{' open' if not number else ''}><summary>{title}</summary>{shown}</details>")
    parts.append("<h2 id='plots'>Plots</h2>")
    parts += _plots(results, rows)
    parts.append(f"<h2 id='examples'>Examples</h2>{examples(rows, items)}")
    parts.append(f"<h2 id='metrics'>All metrics</h2>{_metrics(results['systems'])}")
    parts.append(f"<h2 id='reproduce'>How to reproduce this</h2>{_reproduce(results, command)}</body></html>\n")
    return "\n".join(parts)


def _fallbacks(results: Mapping[str, Any]) -> list[str]:
    if not any(results["fallbacks"].values()):
        return []
    rows = fallback_rows(results["fallbacks"], sum(d["items"] for d in results["data"]))
    return ["<h2 id='fallbacks'>Fall-backs</h2>", table(rows), f"<p class='note'>{quoted(FALLBACK_NOTE)}</p>"]


def _plots(results: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]) -> list[str]:
    parts = []
    for metric, title in METRICS[:2]:
        known = _scores(rows, metric)
        scores = {name: known.get(name, []) for name in results["systems"]}
        parts.append(
            _figure(
                distributions(scores, f"{title} of every item, by system"),
                f"{title} of every item, in percent: dots are items, the box holds the middle half, the thick line is the median.",
            )
        )
    first, title = METRICS[0]
    pairs = [pair for pair in results["pairs"] if pair["metric"] == first]
    parts.append(
        _figure(
            differences(pairs, f"Differences of {title}"),
            f"Mean paired difference of {title} in points with its 95% interval; filled: significant after Holm's correction, hollow: not significant.",
        )
    )
    points = {
        name: (row["seconds"]["mean"], row[first]["mean"])
        for name, row in results["systems"].items()
        if row["seconds"]["mean"] is not None and row[first]["mean"] is not None
    }
    parts.append(
        _figure(
            quality_and_time(points, f"{title} against seconds"),
            f"{title} in percent against mean seconds an item, on a logarithmic axis.",
        )
    )
    return parts


def _scores(rows: Sequence[Mapping[str, Any]], metric: str) -> dict[str, list[float]]:
    found: dict[str, list[float]] = {}
    for row in rows:
        if row["scores"].get(metric) is not None:
            found.setdefault(row["system"], []).append(row["scores"][metric])
    return found


def _figure(plot: str, caption: str) -> str:
    return f"<figure>{plot}<figcaption>{quoted(caption)}</figcaption></figure>"


def _metrics(systems: Mapping[str, Any]) -> str:
    cards = {card.name: card for card in all_cards()}
    names = list(dict.fromkeys(name for scores in systems.values() for name in scores))
    names_row = "".join(
        f"<th scope='col'>{quoted(name)}</th>" for name in ("metric", *systems, "measures", "range", "misses")
    )
    body = []
    for name in names:
        card = cards.get(name)
        better = {"higher": "↑", "lower": "↓"}.get(card.better if card else "", "")
        values = "".join(f"<td>{quoted(cell(name, scores.get(name, {})))}</td>" for scores in systems.values())
        says = (
            (card.measures, card.range, card.misses)
            if card
            else ("seconds of wall clock for an item", "0 to no bound", "other work on the machine")
        )
        what = "".join(f"<td class='say'>{quoted(text)}</td>" for text in says)
        body.append(f"<tr><th scope='row'>{quoted(name)} {better}</th>{values}{what}</tr>")
    return f"<div class='wide' tabindex='0'><table><thead><tr>{names_row}</tr></thead><tbody>{''.join(body)}</tbody></table></div>"


def _reproduce(results: Mapping[str, Any], command: str) -> str:
    data = [["file", "sha256", "items", "words asked for"]]
    data += [[d["file"], d["sha256"], str(d["items"]), str(d["words"])] for d in results["data"]]
    used = [["Python", platform.python_version()], ["news-summarizer", version("news-summarizer")]]
    used += [[name, version(name)] for name in PACKAGES]
    written = "".join(
        f"<li>{quoted(name)}: <code>{quoted(signature or 'it wrote nothing')}</code></li>"
        for name, signature in results["signatures"].items()
    )
    made = f"<p class='signature'>What wrote the summaries:</p><ul class='signature'>{written}</ul>"
    return (
        f"<pre>{quoted(command)}</pre>{table(data)}{table([['made with', 'version'], *used])}{signed(results['signature'])}{made}"
        "<p class='note'>The same command on the same data gives the same results.json but for the seconds; "
        "beside it, items.jsonl holds every text and score.</p>"
    )
