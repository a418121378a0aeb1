"""Stories -> a plotly figure: a time line, or a map where stories that share words stand near. Gradio brings plotly.js.

Size tells the number of articles, the number in the mark names the story, a square says that figures differ.
"""

import math
from collections import Counter
from collections.abc import Sequence
from typing import Any

from summarizer.text import fold, stem, stop_words, words
from summarizer.types import Digest, Story
from summarizer.writers.parts import coverage_line, plain, span_line

KINDS = {"time": "By time", "likeness": "By likeness"}
LEGEND = "Bigger: more articles. Square: figures differ. Choose a story to open it, here or in the list below."


def figure(stories: Sequence[Story], digest: Digest, kind: str, place: str) -> Any:
    """The figure; the custom data of each mark is the id of the story's block on the page."""
    import plotly.graph_objects as go

    timed = kind == "time"
    chosen = [s for s in stories if s.cluster.span] if timed else list(stories)
    if timed:
        xs: list[Any] = [s.cluster.span[1] if s.cluster.span else None for s in chosen]
        ys: list[Any] = [s.rank for s in chosen]
    else:
        points = positions(chosen)
        xs, ys = [x for x, _ in points], [y for _, y in points]
    sizes = [22 + 7 * math.sqrt(len(s.cluster.articles)) for s in chosen]
    made = go.Figure()
    if timed:
        for story in chosen:
            assert story.cluster.span is not None
            first, last = story.cluster.span
            line = {"color": "#8a8378", "width": 3}
            made.add_scatter(x=[first, last], y=[story.rank] * 2, mode="lines", line=line, hoverinfo="skip")
    made.add_scatter(
        x=xs,
        y=ys,
        mode="markers+text",
        text=[str(s.rank) for s in chosen],
        textfont={"color": "#ffffff", "size": 13},
        customdata=[f"{place}-story-{s.rank}" for s in chosen],
        hovertext=[_label(s, digest) for s in chosen],
        hoverinfo="text",
        marker={
            "size": sizes,
            "symbol": ["square" if s.conflicts else "circle" for s in chosen],
            "color": "#8a3410",
            "opacity": 1,
            "line": {"color": "#ffffff", "width": 1},
        },
    )
    height = max(320, 44 * len(chosen) + 70) if timed else 460
    made.update_layout(
        showlegend=False,
        height=height,
        margin={"l": 20, "r": 20, "t": 20, "b": 40},
        # On a phone a finger on the chart scrolls the page.
        dragmode=False,
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
    )
    made.update_xaxes(showgrid=timed, zeroline=False, showticklabels=timed, gridcolor="rgba(128,128,128,.3)")
    made.update_yaxes(showgrid=False, zeroline=False, showticklabels=False, autorange="reversed" if timed else True)
    made.update_xaxes(fixedrange=True, tickangle=0, nticks=5)
    made.update_yaxes(fixedrange=True)
    return made


def _label(story: Story, digest: Digest) -> str:
    """What the mark says when pointed at. plotly reads some tags in it, so that none is left."""
    words = plain(story.summary.headline.text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    when = span_line(story.cluster.span, digest) if story.cluster.span else "date unknown"
    return f"{story.rank}. {words}<br>{coverage_line(story)}<br>{when}"


def positions(stories: Sequence[Story]) -> list[tuple[float, float]]:
    """A place in the plane for each story, near where they share words: classical scaling of tf-idf cosine distances.

    Marks that would hide each other are pushed apart a little. Deterministic; source: Torgerson 1952.
    """
    import numpy as np

    if len(stories) < 3:
        return [(float(n), 0.0) for n in range(len(stories))]
    bags = [Counter(_words(story)) for story in stories]
    holding = Counter(word for bag in bags for word in bag)
    vocabulary = {word: place for place, word in enumerate(sorted(holding))}
    matrix = np.zeros((len(bags), len(vocabulary)))
    for row, bag in enumerate(bags):
        for word, times in bag.items():
            matrix[row, vocabulary[word]] = (1 + math.log(times)) * math.log(1 + len(bags) / holding[word])
    norms = np.linalg.norm(matrix, axis=1, keepdims=True)
    matrix = matrix / np.where(norms == 0, 1, norms)
    distance = np.clip(1 - matrix @ matrix.T, 0, None)
    centre = np.eye(len(bags)) - 1 / len(bags)
    values, vectors = np.linalg.eigh(-0.5 * centre @ distance**2 @ centre)
    plane = vectors[:, [-1, -2]] * np.sqrt(np.clip(values[[-1, -2]], 0, None))
    # An eigenvector's sign is free: the first story that is off the axis stands on its positive side.
    for axis in (0, 1):
        off = np.flatnonzero(np.abs(plane[:, axis]) > 1e-9)
        if len(off) and plane[off[0], axis] < 0:
            plane[:, axis] *= -1
    spread = float(np.ptp(plane)) or 1.0
    plane = plane / spread
    for _ in range(60):
        for i in range(len(bags)):
            for j in range(i):
                gap = plane[i] - plane[j]
                size = float(np.linalg.norm(gap))
                if size < 0.13:
                    step = (gap / size if size > 1e-9 else np.array([1.0, float(i - j)])) * (0.13 - size) / 2
                    plane[i] += step
                    plane[j] -= step
    return [(float(x), float(y)) for x, y in plane]


def _words(story: Story) -> list[str]:
    parts = [story.summary.headline.text, *story.cluster.keywords, *(s.text for s in story.summary.short)]
    parts += [article.title for article in story.cluster.articles]
    language = story.cluster.articles[0].language or "en"
    stops = stop_words(language)
    return [stem(word, language) for word in map(fold, words(" ".join(parts))) if len(word) > 2 and word not in stops]
