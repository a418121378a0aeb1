"""Scores -> small SVG pictures as text: no script, no third party, the page's own colours. Knows nothing of files."""

import html
import math
from collections.abc import Mapping, Sequence
from statistics import quantiles
from typing import Any

WIDTH = 760
LEFT = 190
"""Where the axis begins: the names stand before it."""
LEFT_OF_PAIRS = 310
"""The same, where two names stand before it."""
ROW = 34


def distributions(scores: Mapping[str, Sequence[float]], title: str) -> str:
    """A row a system: every item's score (in percent) as a dot, with box and median."""
    known = {name: values for name, values in scores.items() if values}
    if not known:
        return "<p>Nothing to plot.</p>"
    low, high = _room([100 * v for values in known.values() for v in values])
    place = _scale(low, high)
    shapes = []
    for row, (name, values) in enumerate(known.items()):
        y = 20 + ROW * row
        percent = sorted(100 * v for v in values)
        shapes.append(_text(LEFT - 10, y + 4, name, "end"))
        for index, value in enumerate(percent):
            # The dots are spread by their rank, so that the same scores give the same picture.
            shapes.append(f"<circle class='dot' cx='{place(value):.1f}' cy='{y + (index * 7 % 17) - 8}' r='2'/>")
        first, middle, third = quantiles(percent, n=4) if len(percent) > 1 else percent * 3
        box = f"x='{place(first):.1f}' y='{y - 11}' width='{max(1.0, place(third) - place(first)):.1f}' height='22'"
        shapes.append(f"<rect class='box' {box}><title>{_quoted(name)}: median {middle:.1f}</title></rect>")
        shapes.append(
            f"<line class='median' x1='{place(middle):.1f}' x2='{place(middle):.1f}' y1='{y - 11}' y2='{y + 11}'/>"
        )
    return _picture(shapes, len(known), low, high, place, title)


def differences(pairs: Sequence[Mapping[str, Any]], title: str) -> str:
    """A row a pair: the mean difference (in points of percent) with its 95% interval; filled where it is significant."""
    if not pairs:
        return "<p>No pair to plot.</p>"
    low, high = _room([0.0, *(100 * pair[key] for pair in pairs for key in ("low", "high"))])
    place = _scale(low, high, LEFT_OF_PAIRS)
    shapes = [f"<line class='nought' x1='{place(0):.1f}' x2='{place(0):.1f}' y1='6' y2='{ROW * len(pairs) + 4}'/>"]
    for row, pair in enumerate(pairs):
        y = 20 + ROW * row
        start, end, middle = (place(100 * pair[key]) for key in ("low", "high", "delta"))
        kind = "sure" if pair["significant"] else "open"
        name = f"{pair['a']} − {pair['b']}"
        shapes.append(_text(LEFT_OF_PAIRS - 10, y + 4, name, "end", 42))
        shapes.append(f"<line class='whisker' x1='{start:.1f}' x2='{end:.1f}' y1='{y}' y2='{y}'/>")
        said = f"{name}: {100 * pair['delta']:+.2f}, {'significant' if pair['significant'] else 'not significant'}"
        shapes.append(
            f"<circle class='{kind}' cx='{middle:.1f}' cy='{y}' r='5'><title>{_quoted(said)}</title></circle>"
        )
    return _picture(shapes, len(pairs), low, high, place, title)


def scores_with_intervals(points: Mapping[str, tuple[float, float, float]], title: str) -> str:
    """A row a system: (score, low, high), each in [0, 1], as a point with its interval, in percent."""
    if not points:
        return "<p>Nothing to plot.</p>"
    low, high = _room([100 * value for values in points.values() for value in values])
    place = _scale(low, high)
    shapes = []
    for row, (name, values) in enumerate(points.items()):
        y = 20 + ROW * row
        middle, start, end = (place(100 * value) for value in values)
        shapes.append(_text(LEFT - 10, y + 4, name, "end"))
        shapes.append(f"<line class='whisker' x1='{start:.1f}' x2='{end:.1f}' y1='{y}' y2='{y}'/>")
        said = f"{name}: {100 * values[0]:.1f} [{100 * values[1]:.1f}, {100 * values[2]:.1f}]"
        shapes.append(f"<circle class='sure' cx='{middle:.1f}' cy='{y}' r='5'><title>{_quoted(said)}</title></circle>")
    return _picture(shapes, len(points), low, high, place, title)


def quality_and_time(points: Mapping[str, tuple[float, float]], title: str) -> str:
    """System -> (seconds, score in [0, 1]): a labelled point each, seconds on a logarithmic axis."""
    if not points:
        return "<p>Nothing to plot.</p>"
    times = {name: math.log10(max(seconds, 1e-5)) for name, (seconds, _) in points.items()}
    low, high = math.floor(min(times.values())), math.ceil(max(times.values()) + 0.01)
    bottom, top = _room([100 * score for _, score in points.values()])
    place, height = _scale(low, high, 60, WIDTH - 130), 260
    shapes = []
    for power in range(low, high + 1):
        x = place(power)
        shapes.append(f"<line class='grid' x1='{x:.1f}' x2='{x:.1f}' y1='15' y2='{height + 15}'/>")
        shapes.append(_text(x, height + 34, f"{10.0**power:g} s", "middle"))
    for tick in _ticks(bottom, top):
        y = 15 + height * (top - tick) / (top - bottom)
        shapes.append(f"<line class='grid' x1='60' x2='{WIDTH - 130}' y1='{y:.1f}' y2='{y:.1f}'/>")
        shapes.append(_text(52, y + 4, f"{tick:g}", "end"))
    taken: list[tuple[float, float]] = []
    for name, (seconds, score) in sorted(points.items(), key=lambda p: -p[1][1]):
        x, y = place(times[name]), 15 + height * (top - 100 * score) / (top - bottom)
        label = y + 4
        while any(abs(label - other) < 14 and abs(x - beside) < 170 for beside, other in taken):
            label += 7
        taken.append((x, label))
        said = f"{name}: {100 * score:.1f} in {seconds:.2g} s"
        shapes.append(f"<circle class='sure' cx='{x:.1f}' cy='{y:.1f}' r='5'><title>{_quoted(said)}</title></circle>")
        shapes.append(_text(x + 9, label, name, "start"))
    return _svg(shapes, height + 50, title)


def _picture(shapes: Sequence[str], rows: int, low: float, high: float, place: Any, title: str) -> str:
    bottom = ROW * rows + 8
    axis = []
    for tick in _ticks(low, high):
        x = place(tick)
        axis.append(f"<line class='grid' x1='{x:.1f}' x2='{x:.1f}' y1='4' y2='{bottom}'/>")
        axis.append(_text(x, bottom + 18, f"{tick:g}", "middle"))
    return _svg([*axis, *shapes], bottom + 26, title)


def _svg(shapes: Sequence[str], height: float, title: str) -> str:
    head = f"<svg viewBox='0 0 {WIDTH} {height:.0f}' role='img' aria-label='{_quoted(title)}'>"
    return f"<div class='plot' tabindex='0'>{head}<title>{_quoted(title)}</title>{''.join(shapes)}</svg></div>"


def _room(values: Sequence[float]) -> tuple[float, float]:
    """An axis that holds all values, with some room at both ends."""
    low, high = min(values), max(values)
    margin = 0.04 * (high - low) or 1.0
    return low - margin, high + margin


def _scale(low: float, high: float, start: float = LEFT, end: float = WIDTH - 20) -> Any:
    return lambda value: start + (end - start) * (value - low) / (high - low)


def _ticks(low: float, high: float) -> list[float]:
    """Five or so round numbers within the axis."""
    raw = (high - low) / 5
    size = 10.0 ** math.floor(math.log10(raw))
    step = next(size * factor for factor in (1, 2, 5, 10) if size * factor >= raw)
    return [round(step * i, 10) for i in range(math.ceil(low / step), math.floor(high / step) + 1)]


def _text(x: float, y: float, text: str, anchor: str, longest: int = 26) -> str:
    shown = text if len(text) <= longest else text[: longest - 1] + "…"
    return f"<text x='{x:.1f}' y='{y:.1f}' text-anchor='{anchor}'>{_quoted(shown)}</text>"


def _quoted(text: str) -> str:
    return html.escape(text, quote=True)
