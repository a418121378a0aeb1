"""Your own: a reader's texts, addresses and files -> stories, and the digest as files to take away."""

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import gradio as gr

from summarizer import writers
from summarizer.errors import InputError, SummarizerError
from summarizer.types import Digest
from webapp.runs import Run
from webapp.show import status_html
from webapp.site import (
    AT_ONCE,
    LENGTHS,
    MOST_BYTES,
    MOST_FILES,
    MOST_STORIES,
    SUFFIXES,
    WINDOWS,
    Site,
    check_addresses,
    check_files,
    save_texts,
)
from webapp.stories import StoryList, Updates

FORMATS = {"digest.md": "markdown", "digest.html": "html", "digest.json": "json", "digest.rss": "rss"}


def sources(site: Site, text: str, addresses: str, files: Sequence[str], folder: Path) -> list[str]:
    """What is to be read; pasted texts are put into `folder`. Raises InputError: what is wrong, what to do."""
    found = check_addresses(addresses, site.public)
    check_files(files)
    found += [*save_texts(text, folder), *files]
    if not found:
        raise InputError("There is nothing to read.", "Paste a text, give an address or drop a file.")
    return found


def downloads(digest: Digest, length: str, folder: Path) -> list[str]:
    """The digest in every format, as files in `folder`."""
    for name, kind in FORMATS.items():
        (folder / name).write_bytes(writers.write(digest, kind, length=length))
    return [str(folder / name) for name in FORMATS]


class OwnTab:
    """The widgets of the tab, and what they do. Make it inside a gr.Tab."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.text = gr.Textbox(label="Texts (part several with a line of ---)", lines=7, max_lines=14)
        self.addresses = gr.Textbox(label="Addresses, one a line", lines=2, visible=not site.public)
        self.files = gr.File(
            label="Files",
            file_count="multiple",
            file_types=list(SUFFIXES),
            type="filepath",
            height=130,
            elem_classes="drop",
        )
        kinds = f"Files: HTML, JSONL, OPML, feeds, text; at most {MOST_FILES}, of {MOST_BYTES // 2**20} MB each."
        gr.HTML(f'<p class="meta">{kinds}</p>', padding=False)
        with gr.Accordion("Settings", open=False), gr.Row():
            self.window = gr.Dropdown(list(WINDOWS), value="all", label="Time window")
            self.number = gr.Slider(1, MOST_STORIES, value=10, step=1, label="Number of stories", buttons=[])
            self.length = gr.Radio(list(LENGTHS), value="both", label="Length")
            self.model = gr.Dropdown(list(site.models), value=site.model, label="Model")
        with gr.Row():
            self.go = gr.Button("Summarize", variant="primary", size="md", min_width=140)
            self.stop = gr.Button("Stop", size="md", min_width=80)
        self.list = StoryList("own")
        self.files_out = gr.File(label="Downloads", file_count="multiple", interactive=False, elem_classes="drop")
        taken = [self.files, self.list.status]
        self.files.upload(self.look, self.files, taken, api_visibility="private", queue=False, show_progress="hidden")
        inputs = [self.text, self.addresses, self.files, self.window, self.number, self.length, self.model]
        running = self.go.click(
            self.tell,
            inputs,
            [*self.list.outputs, self.files_out],
            concurrency_id="model",
            concurrency_limit=AT_ONCE,
            api_visibility="private",
            show_progress="minimal",
            show_progress_on=self.list.status,
        )
        stopped = status_html("Stopped. What is told stays; summarize again to begin anew.")
        self.stop.click(
            lambda: stopped, None, self.list.status, cancels=[running], api_visibility="private", queue=False
        )

    def look(self, files: list[str] | None) -> Updates:
        """Refuse what cannot be taken as soon as it has come."""
        try:
            check_files(files or [])
        except InputError as error:
            gr.Warning(f"{error.message} {error.hint}", title="Not taken")
            return {self.files: None, self.list.status: status_html(f"{error.message} {error.hint}", trouble=True)}
        return {self.list.status: status_html("")}

    def tell(
        self, text: str, addresses: str, files: list[str] | None, window: str, number: float, length: str, model: str
    ) -> Iterator[Updates]:  # fmt: skip
        """The stories one by one, then the downloads. Nothing that was given or made is kept."""
        with tempfile.TemporaryDirectory() as folder:
            try:
                settings = self.site.settings(model, number, length, window, offline=self.site.public, min_articles=1)
                found = sources(self.site, text or "", addresses or "", files or [], Path(folder))
            except SummarizerError as error:
                yield {**self.list.empty(f"{error.message} {error.hint}".strip(), trouble=True), self.files_out: None}
                return
            run = Run(found, replace(settings, steady=False)).start()
            yield {self.files_out: None}
            for changed, last in self.list.stream(run, length=length):
                if last is not None and last.digest is not None:
                    made = Path(folder, "made")
                    made.mkdir(exist_ok=True)
                    changed[self.files_out] = downloads(last.digest, length, made)
                yield changed
