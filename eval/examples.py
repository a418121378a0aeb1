"""Items and their rows -> examples as HTML: every system's text side by side, the evidence marked in the sources."""

import html
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from eval.data import Item
from eval.report import CEILINGS
from summarizer.types import Article

METRIC = "rouge2"
EACH = 2
"""How many items of each kind are shown."""

Key = tuple[str, str]
"""(file, id of the item)."""


def examples(rows: Sequence[Mapping[str, Any]], items: Mapping[Key, Item]) -> str:
    """The best, worst and most different items by ROUGE-2; nobody's item is shown twice."""
    groups: dict[Key, list[Mapping[str, Any]]] = {}
    for row in rows:
        groups.setdefault((str(row["file"]), str(row["id"])), []).append(row)
    picked = pick(groups)
    if not picked:
        return "<p>No item was scored.</p>"
    return "".join(_example(kind, key, groups[key], items.get(key)) for kind, key in picked)


def pick(groups: Mapping[Key, Sequence[Mapping[str, Any]]]) -> list[tuple[str, Key]]:
    """(why it is shown, item), ties broken by name; what sees the references has no say."""
    scores = {
        key: [row["scores"].get(METRIC) for row in rows if row["system"] not in CEILINGS]
        for key, rows in groups.items()
    }
    known = {key: [v for v in values if v is not None] for key, values in scores.items()}
    known = {key: values for key, values in known.items() if values}
    mean = {key: sum(values) / len(values) for key, values in known.items()}
    spread = {key: max(values) - min(values) for key, values in known.items()}
    orders = {
        "most different": sorted(known, key=lambda k: (-spread[k], k)),
        "best": sorted(known, key=lambda k: (-mean[k], k)),
        "worst": sorted(known, key=lambda k: (mean[k], k)),
    }
    found: list[tuple[str, Key]] = []
    for kind, order in orders.items():
        taken = {key for _, key in found}
        found += [(kind, key) for key in order if key not in taken][:EACH]
    return found


def _example(kind: str, key: Key, rows: Sequence[Mapping[str, Any]], item: Item | None) -> str:
    numbers = {article.id: n for n, article in enumerate(item.articles if item else (), start=1)}
    cards = [_card(row, numbers) for row in rows]
    parts = [f"<section><h3>{_quoted(kind.capitalize())}: {_quoted(key[1])}</h3><p class='note'>{_quoted(key[0])}</p>"]
    if item is not None:
        for number, reference in enumerate(item.references, start=1):
            cards.append(f"<div class='card'><h4>reference {number}</h4><p>{_quoted(reference)}</p></div>")
    parts.append(f"<div class='cards'>{''.join(cards)}</div>")
    if item is not None:
        parts.append("<details><summary>The sources, evidence marked</summary>")
        for article in item.articles:
            parts.append(f"<h4>[{numbers[article.id]}] {_quoted(article.title or article.source)}</h4>")
            parts.append(f"<p class='source'>{marked(article, rows)}</p>")
        parts.append("</details>")
    return "".join(parts) + "</section>"


def _card(row: Mapping[str, Any], numbers: Mapping[str, int]) -> str:
    value = row["scores"].get(METRIC)
    shown = "unscored" if value is None else f"ROUGE-2 {100 * value:.1f}"
    lines = []
    for number, sentence in enumerate(row["sentences"], start=1):
        places = sorted({numbers[e["article"]] for e in sentence["evidence"] if e["article"] in numbers})
        where = "".join(f"[{place}]" for place in places) or "no evidence"
        text, kind = _quoted(sentence["text"]), _quoted(sentence["kind"])
        lines.append(
            f"<p><sup>{number}</sup> {text} <small class='note'>{where} {kind}, support {sentence['support']:.2f}</small></p>"
        )
    if not lines:
        lines.append(f"<p class='note'>{_quoted(row.get('error') or 'It wrote nothing.')}</p>")
    return f"<div class='card'><h4>{_quoted(row['system'])}, {shown}</h4>{''.join(lines)}</div>"


def marked(article: Article, rows: Sequence[Mapping[str, Any]]) -> str:
    """The article's text, escaped, with each stretch that is somebody's evidence in a mark that says whose.

    Offsets outside the text mark nothing.
    """
    spans = [
        (evidence["start"], evidence["end"], f"{row['system']} {number}")
        for row in rows
        for number, sentence in enumerate(row["sentences"], start=1)
        for evidence in sentence["evidence"]
        if evidence["article"] == article.id and 0 <= evidence["start"] < evidence["end"] <= len(article.text)
    ]
    edges = sorted({0, len(article.text), *(edge for span in spans for edge in span[:2])})
    parts = []
    for start, end in pairwise(edges):
        text = _quoted(article.text[start:end])
        whose = ", ".join(dict.fromkeys(name for a, b, name in spans if a <= start and end <= b))
        begins = ", ".join(dict.fromkeys(name for a, _, name in spans if a == start))
        label = f"<sup>{_quoted(begins)}</sup>" if begins else ""
        parts.append(f"<mark title='{_quoted(whose)}'>{label}{text}</mark>" if whose else text)
    return "".join(parts)


def _quoted(text: Any) -> str:
    return html.escape(str(text), quote=True)
