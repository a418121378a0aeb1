"""The results of `python -m eval faithfulness` -> one self-contained page: figures, calibration plots, kinds of errors."""

from collections.abc import Mapping, Sequence
from typing import Any

from eval.markup import head, quoted, signed, table, warned

_SIZE, _EDGE = 300, 40


def page(results: Mapping[str, Any]) -> str:
    """The whole page. Names of files and errors are escaped."""
    parts = [
        head("Faithfulness"),
        f"<h1>Faithfulness</h1>{signed(results['signature'])}",
        "<p>AUC: how often the verifier gives a consistent summary more support than an inconsistent one (half of ties). "
        "Difference: the verifier's AUC less the other's, on the same summaries. Intervals: bootstrap over documents. A threshold "
        "of other files or folds was chosen on data that is not judged by it.</p>",
        *warned(results["problems"]),
    ]
    for name, row in [*results["files"].items(), ("all", results)]:
        parts.append(
            f"<h2>{quoted(name)}</h2><p>{row['n']} summaries, {row['consistent']} of them consistent; "
            f"{row['unscored']} unscored. Expected calibration error "
            f"{_shown(row['calibration']['ece'])}, Brier score {_shown(row['calibration']['brier'])}.</p>"
        )
        parts.append(table([("threshold of", "threshold", "balanced accuracy", "95%"), *_accuracies(row)]))
        parts.append(
            table(
                [
                    ("score", "AUC", "95%", "difference", "95%"),
                    *((name, *_area(found)) for name, found in row["baselines"].items()),
                ]
            )
        )
        parts.append(plot(row["calibration"]["bins"]))
        if row["errors"]:
            columns = ("kind of error", "AUC", "95%", "summaries", "caught", "mean support")
            body = [
                (kind, *_area(found)[:2], str(found["n"]), _shown(found["caught"]), _shown(found["support"]))
                for kind, found in row["errors"].items()
            ]
            said = f"Caught at the threshold of {row['caught_at']}, where {_shown(row['refused'])} of the consistent fail too."
            parts.append(f"<h3>Kinds of errors</h3><p>{quoted(said)}</p>{table([columns, *body])}")
        if row["origins"]:
            names = list(row["baselines"])
            body = [
                (origin, str(found["n"]), *(_shown(found[name]) for name in names))
                for origin, found in row["origins"].items()
            ]
            parts.append(f"<h3>AUC by origin</h3>{table([('origin', 'summaries', *names), *body])}")
    return "".join([*parts, "</body></html>"])


def plot(bins: Sequence[Mapping[str, Any]]) -> str:
    """Share of consistent summaries against mean support, a circle a bin, its area by the number of summaries."""
    most = max([row["n"] for row in bins], default=0)
    end = _SIZE - _EDGE
    shapes = [
        f"<line x1='{_EDGE}' y1='{end}' x2='{end}' y2='{_EDGE}' stroke='currentColor' stroke-dasharray='4'/>",
        f"<rect x='{_EDGE}' y='{_EDGE}' width='{end - _EDGE}' height='{end - _EDGE}' fill='none' stroke='currentColor'/>",
        f"<text x='{_SIZE / 2}' y='{_SIZE - 8}' text-anchor='middle' font-size='12'>mean support, 0 to 1</text>",
        f"<text x='14' y='{_SIZE / 2}' text-anchor='middle' font-size='12' transform='rotate(-90 14 {_SIZE / 2})'>"
        "share consistent, 0 to 1</text>",
    ]
    for row in bins:
        if row["n"]:
            x = _EDGE + (end - _EDGE) * row["support"]
            y = end - (end - _EDGE) * row["consistent"]
            radius = 3 + 11 * (row["n"] / most) ** 0.5
            label = f"support {row['low']:.1f} to {row['high']:.1f}: {row['n']} summaries, {100 * row['consistent']:.0f}% consistent"
            shapes.append(
                f"<circle cx='{x:.1f}' cy='{y:.1f}' r='{radius:.1f}' fill='#8a3d12' fill-opacity='.6'><title>{label}</title></circle>"
            )
    alt = "; ".join(f"{row['support']:.2f}: {row['consistent']:.2f} of {row['n']}" for row in bins if row["n"])
    return (
        f"<svg class='square' viewBox='0 0 {_SIZE} {_SIZE}' role='img' aria-label='Calibration, mean support and share "
        f"consistent by bin: {alt}'>{''.join(shapes)}</svg>"
    )


def _accuracies(row: Mapping[str, Any]) -> list[tuple[str, ...]]:
    found = {one["threshold_chosen_on"]: one for one in (row, row["within"], row["as_shipped"]) if one}
    return [
        (name, _shown(one["threshold"]), _shown(one["balanced_accuracy"]), _bounds(one)) for name, one in found.items()
    ]


def _bounds(row: Mapping[str, Any]) -> str:
    low, high = row["balanced_accuracy_low"], row["balanced_accuracy_high"]
    return "" if low is None else f"{low:.3f} to {high:.3f}"


def _area(found: Mapping[str, Any]) -> tuple[str, ...]:
    if found["auc"] is None:
        return ("unscored", "", "", "")
    cells = [f"{found['auc']:.3f}", f"{found['low']:.3f} to {found['high']:.3f}"]
    if "delta" in found:
        cells += [f"{found['delta']:+.3f}", f"{found['delta_low']:+.3f} to {found['delta_high']:+.3f}"]
    return tuple(cells)


def _shown(value: float | None) -> str:
    return "unscored" if value is None else f"{value:.3f}"
