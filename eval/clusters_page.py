"""The results of `python -m eval clusters` -> report.html: scores, the stories that were torn, the clusters that were mixed."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from eval.labelled import Labelled
from eval.markup import head, quoted, signed, table, warned
from eval.plots import scores_with_intervals

SHOWN = 5
"""How many torn stories and mixed clusters are shown of each system and file."""
MOST = 12
"""Titles of one story or cluster."""

Placed = Mapping[tuple[str, str], Mapping[str, str]]
"""(system, file) -> article -> cluster."""


def page(results: Mapping[str, Any], sets: Mapping[str, Labelled], placed: Placed) -> str:
    """The report. Titles and labels are escaped."""
    parts = [head("Evaluation of groupings"), "<h1>How well articles are grouped</h1>", *warned(results["problems"])]
    parts.append(
        "<p class='note'>B-cubed F1 with its 95% interval (other stories of the same kind drawn); pairwise F1, adjusted Rand "
        "index, NMI (equal to V-measure); purity of the ten largest clusters; fragmentation: how many clusters too many a "
        "story lies in. Systems called tuned chose a value on the very labels they are scored by.</p>"
    )
    for file, systems in results["files"].items():
        parts.append(f"<h2>{quoted(file)}</h2>{table(_rows(systems))}")
        points = {name: row["b3"] for name, row in systems.items() if "low" in row["b3"]}
        shown = {name: (row["f1"], row["low"], row["high"]) for name, row in points.items()}
        parts.append(f"<figure>{scores_with_intervals(shown, f'B-cubed F1 on {file}')}</figure>")
        for (system, name), place in placed.items():
            if name == file:
                parts.append(f"<h3>{quoted(system)}</h3>{_mistakes(sets[file], place)}")
    return "\n".join([*parts, signed(results["signature"]), "</body></html>"]) + "\n"


def _rows(systems: Mapping[str, Any]) -> list[list[str]]:
    head_row = ["system", "B-cubed F1 [95%]", "precision", "recall", "pairwise F1", "ARI", "NMI", "purity of largest",
                "fragmentation", "clusters", "of one", "stories", "of one", "unscored", "seconds"]  # fmt: skip
    rows = [head_row]
    for name, row in systems.items():
        b3 = row["b3"]
        interval = f" [{100 * b3['low']:.1f}, {100 * b3['high']:.1f}]" if "low" in b3 else ""
        shares = (
            b3["precision"],
            b3["recall"],
            row["pairwise"]["f1"],
            row["ari"],
            row["nmi"],
            row["purity_of_largest"],
        )
        counts = (row["clusters"], row["singletons"], row["true_clusters"], row["true_singletons"], row["unscored"])
        cells = ["not defined" if share is None else f"{100 * share:.1f}" for share in shares]
        cells += [f"{row['fragmentation']:.2f}", *map(str, counts), f"{row['seconds']:.1f}"]
        rows.append([name, f"{100 * b3['f1']:.1f}{interval}", *cells])
    return rows


def torn(labelled: Labelled, place: Mapping[str, str]) -> list[tuple[str, list[tuple[str, str]]]]:
    """(story, its articles as (cluster, title)), the most torn first: by the articles outside its largest part."""
    stories: dict[str, list[tuple[str, str]]] = {}
    for article, label in zip(labelled.articles, labelled.labels, strict=True):
        for name in label if isinstance(label, tuple) else (label,):
            stories.setdefault(str(name), []).append((place[article.id], article.title or article.text[:90]))
    return _worst(stories)


def mixed(labelled: Labelled, place: Mapping[str, str]) -> list[tuple[str, list[tuple[str, str]]]]:
    """(cluster, its articles as (story, title)), the most mixed first: by the articles outside its largest story."""
    found: dict[str, list[tuple[str, str]]] = {}
    for article, label in zip(labelled.articles, labelled.labels, strict=True):
        name = " and ".join(map(str, label)) if isinstance(label, tuple) else str(label)
        found.setdefault(place[article.id], []).append((name, article.title or article.text[:90]))
    return _worst(found)


def _worst(groups: Mapping[str, list[tuple[str, str]]]) -> list[tuple[str, list[tuple[str, str]]]]:
    def outside(parts: Sequence[tuple[str, str]]) -> int:
        return len(parts) - max(Counter(part for part, _ in parts).values())

    bad = {name: outside(parts) for name, parts in groups.items()}
    return [(name, groups[name]) for name in sorted(bad, key=lambda name: (-bad[name], name)) if bad[name]]


def _mistakes(labelled: Labelled, place: Mapping[str, str]) -> str:
    parts = []
    for title, found in (
        ("Stories that were torn", torn(labelled, place)),
        ("Clusters that were mixed", mixed(labelled, place)),
    ):
        parts.append(f"<details open><summary>{title}: {len(found)}</summary>")
        for name, members in found[:SHOWN]:
            sizes = Counter(part for part, _ in members)
            ordered = sorted(members, key=lambda member: (-sizes[member[0]], member))
            lines = "".join(f"<li><b>{quoted(part)}</b> {quoted(text)}</li>" for part, text in ordered[:MOST])
            more = f"<li>and {len(ordered) - MOST} more</li>" if len(ordered) > MOST else ""
            parts.append(
                f"<h4>{quoted(name)}: {len(members)} articles in {len(sizes)} parts</h4><ul>{lines}{more}</ul>"
            )
        parts.append("</details>" if found else "<p>None.</p></details>")
    return "".join(parts)
