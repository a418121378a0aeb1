"""Today: the day's stories from the samples, the store or the owner's sources. Visitors who ask the same share a run."""

from collections.abc import Collection, Iterator
from typing import Any

import gradio as gr

from summarizer.errors import SummarizerError
from webapp import correct
from webapp.days import Days
from webapp.show import status_html
from webapp.site import MOST_STORIES, WINDOWS, Site
from webapp.stories import StoryList, Updates


class TodayTab:
    """The widgets of the tab, and what they do. Make it inside a gr.Tab."""

    def __init__(self, site: Site, days: Days) -> None:
        self.site, self.days = site, days
        with gr.Row():
            self.start = gr.Button("Summarize the day", variant="primary", size="md", min_width=140)
            self.stop = gr.Button("Stop", size="md", min_width=80)
        # Closed, so that the news comes first, on a phone as well.
        with gr.Accordion("Settings", open=False), gr.Row():
            self.source = gr.Dropdown(list(site.sources), value="samples", label="News from", visible=not site.public)
            self.window = gr.Dropdown(list(WINDOWS), value="24h", label="Time window", visible=not site.public)
            self.model = gr.Dropdown(list(site.models), value=site.model, label="Model")
            self.number = gr.Slider(1, MOST_STORIES, value=10, step=1, label="Number of stories", buttons=[])
        self.list = StoryList("today")
        self.choices = [self.source, self.window, self.model, self.number]
        self.desk = None if site.public else correct.DeskPanel(site, self.source)
        outputs = [*self.list.outputs, *(self.desk.outputs if self.desk else ())]
        asked: dict[str, Any] = {"concurrency_limit": 20, "api_visibility": "private", "show_progress": "hidden"}
        events = [self.start.click(self.tell, self.choices, outputs, **asked)]
        if self.desk:
            events += [
                done.success(self.retell, self.choices, outputs, **asked) for done in self.desk.listen(self.list.status)
            ]
        self._outputs, self._asked, self._events = outputs, asked, events

    def listen(self, page: gr.Blocks) -> None:
        """Begin when the page opens, and stop when asked to."""
        if self.site.autostart:
            self._events.append(page.load(self.tell, self.choices, self._outputs, **self._asked))
        stopped = status_html("Stopped. What is told stays; summarize again to go on.")
        self.stop.click(
            lambda: stopped, None, self.list.status, cancels=self._events, api_visibility="private", queue=False
        )

    def tell(self, source: str, window: str, model: str, number: float) -> Iterator[Updates]:
        """The day, story by story, then what can be corrected."""
        try:
            run = self.days.run(source, model, window)
            pinned: Collection[str] = () if self.site.public else correct.pinned(self.site.store_of(source))
        except SummarizerError as error:
            yield self.list.empty(f"{error.message} {error.hint}".strip(), trouble=True)
            return
        for changed, last in self.list.stream(run, int(number), pinned=pinned):
            if self.desk and last is not None and last.stories:
                changed.update(self.desk.fill(source, last.stories))
            yield changed

    def retell(self, source: str, window: str, model: str, number: float) -> Iterator[Updates]:
        """The day again after a correction."""
        self.days.forget(source)
        yield from self.tell(source, window, model, number)
