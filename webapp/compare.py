"""Compare: two or three models on the same stories, with evidence, ROUGE against the references, seconds and a plot."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, partial
from html import escape
from typing import Any

import gradio as gr

from eval.data import Item, read_stories
from eval.metrics.rouge import split
from eval.metrics.rouge155 import Rouge155
from summarizer import pipeline
from summarizer.errors import InputError, SummarizerError
from summarizer.protocols import Job, Lengths
from summarizer.types import Cluster, Counts, Digest, Story, Window
from webapp.runs import beside, one_at_a_time
from webapp.show import status_html, story_html
from webapp.site import AT_ONCE, SAMPLES, Site

MOST_MODELS = 3
METRICS = ("rouge1", "rouge2", "rougeL")


@dataclass(frozen=True, slots=True)
class Told:
    """What one model wrote of one story; `rouge` is F1 in [0, 1], empty where there is no reference."""

    model: str
    story: Story
    seconds: float
    rouge: dict[str, float]


@cache
def items() -> tuple[Item, ...]:
    """The samples' stories with their references (long summaries)."""
    return read_stories(SAMPLES / "reference" / "stories-long.jsonl").items


def chosen(site: Site, models: Sequence[str]) -> list[str]:
    """The models, each once. Raises InputError for none, too many, or one that is not listed."""
    found = list(dict.fromkeys(models))
    for model in found:
        site.settings(model, 1)
    if not 1 <= len(found) <= MOST_MODELS:
        raise InputError(f"{len(found)} models are chosen.", f"Choose one to {MOST_MODELS}.")
    return found


def stories(number: float) -> list[int]:
    """The places of the stories: `number` from 1, or 0 for all. Raises InputError when there is no such story."""
    if int(number) == 0:
        return list(range(len(items())))
    if not 1 <= int(number) <= len(items()):
        raise InputError(f"There is no story {int(number)}.", f"Choose 1 to {len(items())}, or 0 for all.")
    return [int(number) - 1]


def tell(site: Site, place: int, model: str) -> Told:
    """One story by one model. Raises SummarizerError when the model cannot be had."""
    item = items()[place]
    words = round(sum(len(r.split()) for r in item.references) / max(1, len(item.references))) or 200
    job = Job(
        Cluster(item.id, item.articles),
        tuple((article.id,) for article in item.articles),
        Lengths(short=60, long_min=min(120, words), long_max=words),
    )
    with one_at_a_time():
        began = time.perf_counter()
        summary = pipeline.summarize(job, site.settings(model, 1))
        seconds = time.perf_counter() - began
    story = Story(place + 1, job.cluster, summary, job.origin_groups)
    return Told(model, story, seconds, _rouge([s.text for s in summary.long], item.references))


def _rouge(text: Sequence[str], references: Sequence[str]) -> dict[str, float]:
    """F1 by metric, {} without a text or a reference. By this project's own port: the package `rouge-score` imports
    scipy and scikit-learn, for a minute and more on a busy machine, while everyone waits."""
    if not text or not references:
        return {}
    scores = Rouge155().score(text, [split(reference) for reference in references], METRICS)
    return {name: score.f for name, score in scores.items()}


def digest_of(told: Told) -> Digest:
    """One story as a digest, for the parts that show stories."""
    now = datetime.now(UTC)
    window = Window(None, None)
    return Digest("Comparison", now, window, (told.story,), (), (), Counts(), told.story.summary.signature)


def means(told: Sequence[Told]) -> list[dict[str, Any]]:
    """A row a model, in the order they came: stories, mean seconds, mean ROUGE where there is any."""
    rows: list[dict[str, Any]] = []
    for model in dict.fromkeys(t.model for t in told):
        mine = [t for t in told if t.model == model]
        row: dict[str, Any] = {
            "model": model,
            "stories": len(mine),
            "seconds": sum(t.seconds for t in mine) / len(mine),
        }
        for name in METRICS:
            scored = [t.rouge[name] for t in mine if name in t.rouge]
            row[name] = sum(scored) / len(scored) if scored else None
        rows.append(row)
    return rows


def table_html(rows: Sequence[dict[str, Any]]) -> str:
    """The means as a table."""
    if not rows:
        return ""
    head = "".join(f'<th scope="col">{name}</th>' for name in ("Model", "Stories", "Seconds", "R-1", "R-2", "R-L"))
    body = ""
    for row in rows:
        scores = "".join(f"<td>{'no reference' if row[m] is None else f'{100 * row[m]:.1f}'}</td>" for m in METRICS)
        body += f'<tr><th scope="row">{escape(row["model"])}</th><td>{row["stories"]}</td><td>{row["seconds"]:.2f}</td>{scores}</tr>'
    caption = "Means: seconds a story, ROUGE F1 x 100 of the long summary (as ROUGE-1.5.5, stemmed)"
    return (
        f'<div class="wide"><table class="scores"><caption>{caption}</caption><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def figure(rows: Sequence[dict[str, Any]]) -> Any:
    """Quality against time, a named mark a model."""
    import plotly.graph_objects as go

    scored = [row for row in rows if row["rouge2"] is not None]
    if not scored:
        return None
    shapes = ["circle", "square", "diamond"][: len(scored)]
    made = go.Figure()
    made.add_scatter(
        x=[row["seconds"] for row in scored],
        y=[100 * row["rouge2"] for row in scored],
        mode="markers+text",
        text=[row["model"] for row in scored],
        textposition="top center",
        textfont={"size": 14},
        marker={"size": 16, "symbol": shapes, "color": "#b4532a"},
        hoverinfo="x+y+text",
    )
    made.update_layout(
        height=360,
        margin={"l": 60, "r": 30, "t": 30, "b": 55},
        dragmode=False,
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
    )
    grid = "rgba(128,128,128,.3)"
    made.update_xaxes(title="Seconds a story", gridcolor=grid, rangemode="tozero", fixedrange=True)
    values = [100 * row["rouge2"] for row in scored]
    made.update_yaxes(
        title="ROUGE-2 F1 x 100", gridcolor=grid, range=[max(0, min(values) - 5), max(values) + 5], fixedrange=True
    )
    return made


class CompareTab:
    """The widgets of the tab, and what they do. Make it inside a gr.Tab."""

    def __init__(self, site: Site) -> None:
        self.site = site
        titles = [
            (f"{n}. {item.titles[0] if item.titles else item.articles[0].title}", n)
            for n, item in enumerate(items(), 1)
        ]
        self.story = gr.Dropdown([*titles, ("All of them: means only", 0)], value=1, label="Story of the samples")
        others = [name for name in site.models if name != site.model]
        self.models = gr.CheckboxGroup(
            list(site.models), value=[*others[:1], site.model], label=f"Models (at most {MOST_MODELS})"
        )
        with gr.Row():
            self.go = gr.Button("Compare", variant="primary", size="md", min_width=140)
            self.stop = gr.Button("Stop", size="md", min_width=80)
        self.status = gr.HTML(status_html(""), label="Progress", padding=False)
        self.table = gr.HTML(label="Scores", padding=False)
        # None is ever hidden: gradio may lose what is sent to a widget in the moment of its first showing.
        with gr.Row(elem_classes="sides"):
            self.slots = [gr.HTML(label=f"Model {n}", min_width=280, padding=False) for n in range(1, MOST_MODELS + 1)]
        self.plot = gr.Plot(label="Quality against time", elem_classes="against")
        running = self.go.click(
            self.tell,
            [self.story, self.models],
            [self.status, self.table, self.plot, *self.slots],
            concurrency_id="model",
            concurrency_limit=AT_ONCE,
            api_visibility="private",
            show_progress="minimal",
            show_progress_on=self.status,
        )
        self.stop.click(
            lambda: status_html("Stopped."), None, self.status, cancels=[running], api_visibility="private", queue=False
        )

    def tell(self, number: float, models: Sequence[str]) -> Iterator[dict[Any, Any]]:
        """Each model's text as soon as it is there, the table growing, the plot at the end."""
        blank: dict[Any, Any] = dict.fromkeys([self.table, *self.slots], "")
        yield {**blank, self.plot: None, self.status: status_html("Writing …")}
        told: list[Told] = []
        try:
            names, places = chosen(self.site, models), stories(number)
            for column, model in enumerate(names):
                for done, place in enumerate(places):
                    words = f"{model}: story {done + 1} of {len(places)} …"
                    yield {self.status: status_html(words)}
                    for text in beside(partial(tell, self.site, place, model)):
                        if text is None:
                            # Gradio looks here whether it was stopped.
                            yield {self.status: gr.skip()}
                        else:
                            told.append(text)
                changed: dict[Any, Any] = {self.table: table_html(means(told))}
                if len(places) == 1:
                    html = story_html(told[-1].story, digest_of(told[-1]), f"compare-{column}")
                    title = f'<h3 class="model">{escape(model)}: {told[-1].seconds:.2f} seconds</h3>'
                    changed[self.slots[column]] = title + html
                yield changed
        except SummarizerError as error:
            yield {self.status: status_html(f"{error.message} {error.hint}".strip(), trouble=True)}
            return
        yield {self.status: status_html("Done."), self.plot: figure(means(told))}
