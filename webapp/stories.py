"""A list of stories on the page: each in a slot of its own, so that what stands stays while the next one is written."""

from collections.abc import Collection, Iterator
from typing import Any

import gradio as gr

from webapp import chart
from webapp.runs import Run, State, count
from webapp.show import left_out_html, status_html, story_html, toc_html
from webapp.site import MOST_STORIES

Updates = dict[Any, Any]
"""Component -> its new value; what is not named stays as it is."""


_NOT_YET = '<p class="meta">It is drawn when the stories are told.</p>'


class StoryList:
    """The widgets of one list; `place` names it on the page. Make it inside a gr.Blocks.

    None is ever hidden: gradio may lose what is sent to a widget in the moment of its first showing.
    """

    def __init__(self, place: str) -> None:
        self.place = place
        self.status = gr.HTML(status_html(""), label="Progress", padding=False)
        with gr.Accordion("Look at the day", open=False):
            gr.HTML(f'<p class="meta">{chart.LEGEND}</p>', padding=False)
            with gr.Tabs():
                self.charts = {}
                for kind, title in chart.KINDS.items():
                    with gr.Tab(title):
                        self.charts[kind] = gr.Plot(label=title, show_label=False)
            self.toc = gr.HTML(_NOT_YET, label="Stories in order of time", padding=False)
        with gr.Column(elem_classes="slots"):
            self.slots = [gr.HTML(label=f"Story {rank}", padding=False) for rank in range(1, MOST_STORIES + 1)]
        self.left = gr.HTML(label="Skipped and duplicates", padding=False)

    @property
    def outputs(self) -> list[Any]:
        """All that `stream` may change."""
        return [self.status, *self.charts.values(), self.toc, *self.slots, self.left]

    def empty(self, text: str, trouble: bool = False) -> Updates:
        """Nothing but a line of text."""
        blank: Updates = {self.toc: _NOT_YET, **dict.fromkeys([*self.slots, self.left], "")}
        return {**blank, **dict.fromkeys(self.charts.values()), self.status: status_html(text, trouble)}

    def stream(
        self, run: Run, most: int = MOST_STORIES, length: str = "both", pinned: Collection[str] = ()
    ) -> Iterator[tuple[Updates, State | None]]:
        """What changes as the run goes on, at the end with the last State: each story goes into its slot once."""
        yield self.empty("Waiting …"), None
        shown = 0
        seen: State | None = None
        for state in run.follow():
            if state is seen:
                # Nothing new; gradio looks here whether it was stopped.
                yield {self.status: gr.skip()}, None
                continue
            seen = state
            # The run may go on for others, who asked for more.
            enough = 0 < most < state.expected and len(state.stories) >= most
            # A shared run is on its way to as many as anyone may ask for.
            status = state.status.replace(f"of {state.expected} ", f"of {min(most, state.expected)} ")
            status = f"Done: {count(most)}." if enough else state.error or status
            changed: Updates = {self.status: status_html(status, bool(state.error) and not enough)}
            for story in state.stories[shown:most]:
                assert state.partial is not None
                html = story_html(story, state.partial, self.place, length, story.cluster.id in pinned)
                changed[self.slots[story.rank - 1]] = html
                shown += 1
            if not (enough or state.over):
                yield changed, None
                continue
            changed[self.left] = left_out_html(state.partial, state.skipped)
            if state.partial is not None:
                told = state.stories[:most]
                for kind, plot in self.charts.items():
                    changed[plot] = chart.figure(told, state.partial, kind, self.place)
                changed[self.toc] = toc_html(told, state.partial, self.place)
            yield changed, state
            return
