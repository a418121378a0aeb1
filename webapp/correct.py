"""Correct it: merge, split, pin and undo, kept in the store and replayed on every later run. Off on a public page."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import gradio as gr

from summarizer.clusters import decisions
from summarizer.errors import InputError, SummarizerError
from summarizer.store import open_store
from summarizer.types import Decision, Story
from summarizer.writers.parts import plain
from webapp.show import status_html
from webapp.site import Site

AUTHOR = "web demo"
ACTS = ("merge", "split", "pin", "unpin", "undo")


def pinned(store: str) -> frozenset[str]:
    """The ids of the stories that are pinned in a store."""
    with open_store(store) as opened:
        return decisions.pinned_stories(opened.decisions())


def apply(
    site: Site, source: str, act: str, story: str = "", other: str = "", articles: Sequence[str] = ()
) -> Decision:
    """Take a decision and keep it. Raises InputError on a public page, ConstraintError when it contradicts another."""
    if site.public:
        raise InputError("Corrections are turned off on this public page.", "Run the demo on a machine of your own.")
    if act not in ACTS:
        raise InputError(f"There is no correction {act[:60]!r}.", f"Use one of: {', '.join(ACTS)}.")
    if act != "undo" and not story:
        raise InputError("Choose a story first.")
    if act == "merge" and not other:
        raise InputError("Choose the story to merge with.")
    now = datetime.now(UTC)
    with open_store(site.store_of(source)) as store:
        if act == "merge":
            return decisions.merge(store, story, other, AUTHOR, now)
        if act == "split":
            return decisions.split(store, story, articles, AUTHOR, now)
        if act == "undo":
            return decisions.undo(store)
        return decisions.pin(store, story, AUTHOR, now, pinned=act == "pin")


def standing(site: Site, source: str) -> tuple[Decision, ...]:
    """The decisions that are in force, the last one last."""
    with open_store(site.store_of(source)) as store:
        return tuple(d for d in store.decisions() if not d.undone)


def said(act: str, made: Decision) -> str:
    """What was done, in a sentence."""
    if act == "undo":
        return f"Undone: the {made.kind} (decision {made.number})."
    return f"Kept as decision {made.number}: {made.kind}. It holds from now on; Undo takes it back."


class DeskPanel:
    """The widgets for correcting. Make it inside a tab."""

    def __init__(self, site: Site, source: Any) -> None:
        self.site, self.source = site, source
        with gr.Accordion("Correct the stories", open=False):
            gr.Markdown("What you change here stays for the next run, until you undo it.")
            with gr.Row():
                self.story = gr.Dropdown([], label="Story", value=None, interactive=True)
                self.other = gr.Dropdown([], label="Merge with", value=None, interactive=True)
            self.articles = gr.CheckboxGroup([], label="Articles to split off", interactive=True)
            with gr.Row():
                labels = {"merge": "Merge", "split": "Split", "pin": "Pin", "unpin": "Unpin", "undo": "Undo the last"}
                self.buttons = {act: gr.Button(label, size="sm") for act, label in labels.items()}
            self.standing = gr.HTML(label="Corrections in force")
        self._made = gr.State({})
        """Story id -> ((label, article id), …): the choices of splitting."""
        self.story.change(self._parts, [self.story, self._made], self.articles, api_visibility="private", queue=False)

    @property
    def outputs(self) -> list[Any]:
        """All that `fill` may change."""
        return [self.story, self.other, self.articles, self.standing, self._made]

    def fill(self, source: str, stories: Sequence[Story]) -> dict[Any, Any]:
        """Offer these stories."""
        choices = [(f"{s.rank}. {plain(s.summary.headline.text)}", s.cluster.id) for s in stories]
        parts = {
            s.cluster.id: [
                (f"{plain(a.source) or 'unnamed outlet'}: {plain(a.title or a.text[:80])}", a.id)
                for a in s.cluster.articles
            ]
            for s in stories
        }
        empty = gr.update(choices=choices, value=None)
        return {
            self.story: empty,
            self.other: empty,
            self.articles: gr.update(choices=[], value=[]),
            self.standing: self._list(source),
            self._made: parts,
        }

    def listen(self, status: Any) -> list[Any]:
        """The events after which the day is to be told anew."""
        inputs = [self.source, self.story, self.other, self.articles]
        return [
            button.click(self._act(act), inputs, status, api_visibility="private", show_progress="hidden")
            for act, button in self.buttons.items()
        ]

    def _act(self, act: str) -> Any:
        def decide(source: str, story: str | None, other: str | None, articles: list[str] | None) -> str:
            try:
                made = apply(self.site, source, act, story or "", other or "", articles or [])
            except SummarizerError as error:
                raise gr.Error(f"{error.message} {'' if '`' in error.hint else error.hint}".strip()) from error
            return status_html(said(act, made))

        return decide

    @staticmethod
    def _parts(story: str | None, made: dict[str, list[tuple[str, str]]]) -> Any:
        return gr.update(choices=made.get(story or "", []), value=[])

    def _list(self, source: str) -> str:
        found = standing(self.site, source)
        if not found:
            return '<p class="meta">No corrections are in force.</p>'
        rows = "".join(f"<li>{d.number}: {d.kind}</li>" for d in found)
        return f'<p class="meta">Corrections in force:</p><ul class="toc">{rows}</ul>'
