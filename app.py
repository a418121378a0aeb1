"""The web demo: widgets and streaming handlers over summarizer.pipeline. Importing it loads no model.

    python app.py [--public]      then open http://127.0.0.1:7860

`--public` (or SUMMARIZE_PUBLIC=1) turns fetching by address off, for a page on the open internet.
"""

import os

os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")

import argparse
import json
import re
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import gradio as gr

from summarizer import pipeline, writers
from summarizer.config import Settings
from summarizer.errors import NothingToSummarize, SummarizerError
from summarizer.types import Digest, Story

SAMPLES = Path(__file__).parent / "samples" / "articles"
MODELS = ["default", "coverage", "lexrank", "lead"]
SUFFIXES = {".html", ".htm", ".jsonl", ".json", ".txt", ".opml", ".xml", ".rss", ".atom"}
MOST_FILES, MOST_TEXT, MOST_ADDRESSES = 20, 200_000, 10
PUBLIC = os.environ.get("SUMMARIZE_PUBLIC", "") not in ("", "0")

ABOUT = """
## What this is
Articles are grouped into stories; a small model (SmolLM2-135M with an adapter, on this machine) writes a headline, a
short and a long summary for each. Every sentence shows the sources it rests on, and what no source says is not printed.

## Limits
The model has 135 million parameters and writes English only; stories in other languages are quoted. It can merge or
swap subjects: read the evidence behind the numbers. The sample day is invented.

## Where texts go
Nowhere. What you paste or drop is read here, kept for the run only, and sent to no one.
"""


def render(digest: Digest | None, note: str) -> str:
    """The stories so far as HTML, everything escaped by the page writer's template."""
    if digest is None:
        return f"<p role='status'>{_escape(note)}</p>"
    page = writers.write(digest, "html").decode("utf-8")
    # Without it, a link to a story of the page would open the demo inside its own frame.
    page = page.replace("<head>", "<head><base href='about:srcdoc'>", 1)
    # A sandboxed frame: no script can run in it, and its style cannot touch the demo's.
    return (
        f"<p role='status' aria-live='polite'>{_escape(note)}</p>"
        f"<iframe title='Stories' sandbox='allow-popups' style='width:100%;height:80vh;border:0' "
        f'srcdoc="{_escape(page)}"></iframe>'
    )


def _listed(model: str) -> None:
    """Refuse any other name: it could be an address or a path of this machine."""
    if model not in MODELS:
        raise gr.Error(f"There is no model {model[:60]!r} here. Use one of: {', '.join(MODELS)}.")


def _escape(text: str) -> str:
    import html

    return html.escape(text, quote=True)


def run(sources: Sequence[str], settings: Settings) -> Iterator[tuple[str, Digest | None]]:
    """The page after each story, then the finished digest. Raises gr.Error: what happened, what to do."""
    _listed(settings.model)
    stories: list[Story] = []
    try:
        yield render(None, "Reading and grouping articles …"), None
        gathered = pipeline.gather(sources, settings)
        total = len(gathered.clusters)
        for story in pipeline.tell(gathered, settings):
            stories.append(story)
            yield render(pipeline.finish(gathered, stories, settings), f"{len(stories)} of {total} stories"), None
        digest = pipeline.finish(gathered, stories, settings)
    except NothingToSummarize as error:
        reasons = "; ".join(f"{item.item}: {item.reason}" for item in gathered.skipped[:5])
        raise gr.Error(f"{error.message} {reasons}".strip()) from error
    except SummarizerError as error:
        raise gr.Error(f"{error.message} {error.hint}".strip()) from error
    yield render(digest, f"Done: {len(stories)} stories."), digest


def today(model: str, number: float) -> Iterator[str]:
    """The samples' day, story by story."""
    settings = Settings(offline=True, cluster="24h", model=model, stories=int(number))
    for page, _ in run([str(SAMPLES)], settings):
        yield page


def own(
    text: str, addresses: str, files: list[str] | None, when: str, number: float, length: str, model: str
) -> Iterator[tuple[str, list[str] | None]]:
    """A reader's own texts, addresses and files; the results as files to download at the end."""
    with tempfile.TemporaryDirectory() as folder:
        sources = _sources(text, addresses, files or [], Path(folder))
        settings = Settings(
            offline=PUBLIC,
            cluster=when,
            model=model,
            stories=int(number),
            length=length,
            min_articles=1,
            max_bytes=4_000_000,
        )
        for page, digest in run(sources, settings):
            yield page, _downloads(digest, length) if digest is not None else None


def _sources(text: str, addresses: str, files: Sequence[str], folder: Path) -> list[str]:
    found = [line.strip() for line in addresses.splitlines() if line.strip()]
    if found and PUBLIC:
        raise gr.Error("Fetching by address is turned off on this public page. Paste the text or drop a file.")
    if len(found) > MOST_ADDRESSES or len(files) > MOST_FILES or len(text) > MOST_TEXT:
        raise gr.Error(
            f"Too much at once: at most {MOST_ADDRESSES} addresses, {MOST_FILES} files, {MOST_TEXT} characters."
        )
    for address in found:
        if not address.lower().startswith(("http://", "https://")):
            raise gr.Error(f"{address[:100]!r} is no web address; it should begin with https://.")
    for name in files:
        if Path(name).suffix.lower() not in SUFFIXES:
            raise gr.Error(f"{Path(name).name}: files of this kind are not read. Use {', '.join(sorted(SUFFIXES))}.")
    for number, part in enumerate(filter(str.strip, re.split(r"\n\s*-{3,}\s*\n", text))):
        path = folder / f"text-{number}.txt"
        path.write_text(part, "utf-8")
        found.append(str(path))
    found += list(files)
    if not found:
        raise gr.Error("There is nothing to read. Paste a text, give an address or drop a file.")
    return found


def _downloads(digest: Digest, length: str) -> list[str]:
    folder = Path(tempfile.mkdtemp(prefix="digest-"))
    names = {"digest.md": "markdown", "digest.html": "html", "digest.json": "json", "digest.rss": "rss"}
    for name, kind in names.items():
        (folder / name).write_bytes(writers.write(digest, kind, length=length))
    return [str(folder / name) for name in names]


def summarize_text(text: str, model: str = "coverage") -> dict[str, Any]:
    """Articles (texts parted by lines of ---, or JSON lines) -> the digest as JSON, schema 1."""
    if len(text) > MOST_TEXT:
        raise gr.Error(f"Too much at once: at most {MOST_TEXT} characters.")
    with tempfile.TemporaryDirectory() as folder:
        if text.lstrip().startswith("{"):
            path = Path(folder) / "articles.jsonl"
            path.write_text(text, "utf-8")
            sources = [str(path)]
        else:
            sources = _sources(text, "", [], Path(folder))
        settings = Settings(offline=True, cluster="all", model=model, min_articles=1)
        digest = [digest for _, digest in run(sources, settings)][-1]
    assert digest is not None
    answer: dict[str, Any] = json.loads(writers.write(digest, "json", with_text=True))
    return answer


def compare(story: float, left: str, right: str) -> Iterator[tuple[str, str]]:
    """One story of the samples, written by two models, with the seconds each took."""
    import time

    pages: list[str] = ["", ""]
    for place, model in enumerate((left, right)):
        _listed(model)
        settings = Settings(offline=True, cluster="24h", model=model, stories=15)
        try:
            gathered = pipeline.gather([str(SAMPLES)], settings)
            chosen = gathered.clusters[min(int(story), len(gathered.clusters)) - 1]
            from dataclasses import replace

            began = time.perf_counter()
            told = list(pipeline.tell(replace(gathered, clusters=(chosen,)), settings))
            seconds = time.perf_counter() - began
            made = pipeline.finish(gathered, told, settings)
        except SummarizerError as error:
            raise gr.Error(f"{model}: {error}") from error
        pages[place] = render(made, f"{model}: {seconds:.1f} s")
        yield pages[0], pages[1]


def build() -> gr.Blocks:
    """The page; nothing runs until someone asks for it."""
    with gr.Blocks(title="News summarizer") as page:
        gr.Markdown("# News summarizer\nEvery sentence shows the sources it rests on.")
        with gr.Tab("Today"):
            model = gr.Dropdown(MODELS, value="default", label="Model")
            number = gr.Slider(1, 15, value=10, step=1, label="Number of stories")
            with gr.Row():
                start = gr.Button("Summarize the sample day", variant="primary")
                stop = gr.Button("Stop")
            out = gr.HTML(label="Stories")
            event = start.click(
                today, [model, number], out, api_name="today", concurrency_id="model", concurrency_limit=1
            )
            stop.click(None, cancels=[event], api_name=False)
        with gr.Tab("Your own"):
            text = gr.Textbox(label="Texts (part several with a line of ---)", lines=8)
            addresses = gr.Textbox(label="Addresses, one a line", lines=2, visible=not PUBLIC)
            files = gr.File(label="Files (HTML, JSONL, OPML, feeds, text)", file_count="multiple", type="filepath")
            with gr.Row():
                when = gr.Dropdown(["all", "today", "24h", "7d"], value="all", label="Time window")
                count = gr.Slider(1, 30, value=10, step=1, label="Number of stories")
                length = gr.Radio(["short", "long", "both"], value="both", label="Length")
                own_model = gr.Dropdown(MODELS, value="default", label="Model")
            with gr.Row():
                go = gr.Button("Summarize", variant="primary")
                halt = gr.Button("Stop")
            own_out = gr.HTML(label="Stories")
            downloads = gr.File(label="Downloads", file_count="multiple", interactive=False)
            inputs = [text, addresses, files, when, count, length, own_model]
            running = go.click(
                own, inputs, [own_out, downloads], api_name="own", concurrency_id="model", concurrency_limit=1
            )
            halt.click(None, cancels=[running], api_name=False)
        with gr.Tab("Compare models"):
            which = gr.Slider(1, 15, value=1, step=1, label="Story")
            with gr.Row():
                left = gr.Dropdown(MODELS, value="coverage", label="First model")
                right = gr.Dropdown(MODELS, value="default", label="Second model")
            against = gr.Button("Compare", variant="primary")
            with gr.Row():
                first, second = gr.HTML(label="First"), gr.HTML(label="Second")
            against.click(
                compare,
                [which, left, right],
                [first, second],
                api_name="compare",
                concurrency_id="model",
                concurrency_limit=1,
            )
        with gr.Tab("About"):
            gr.Markdown(ABOUT)
        gr.api(summarize_text, api_name="summarize", concurrency_id="model", concurrency_limit=1)
    page.queue(max_size=32)
    return page


def main() -> None:
    """Serve the page on this machine."""
    global PUBLIC
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--public", action="store_true", help="no fetching by address")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=7860)
    args = parser.parse_args()
    PUBLIC = PUBLIC or args.public
    build().launch(
        server_name=args.host, server_port=args.port, max_file_size="5mb", footer_links=["api"], theme=gr.themes.Soft()
    )


if __name__ == "__main__":
    main()
