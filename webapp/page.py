"""The page: tabs over the other parts, and the server behind it."""

from pathlib import Path
from typing import Any

import gradio as gr
from gradio.utils import get_upload_folder
from starlette.middleware import Middleware

from webapp.about import ABOUT
from webapp.api import Api
from webapp.compare import CompareTab
from webapp.days import Days
from webapp.guard import Guard
from webapp.own import OwnTab
from webapp.site import MOST_BYTES, MOST_FILES, MOST_KEPT, Site
from webapp.theme import theme
from webapp.today import TodayTab

PARTS = Path(__file__).parent


def build(site: Site, days: Days) -> gr.Blocks:
    """The page. Nothing runs until someone opens it."""
    # What was uploaded or made for download goes after an hour at most.
    with gr.Blocks(title="News summarizer", delete_cache=(600, 3600)) as page:
        gr.Markdown("# News summarizer\nThe day's stories; every sentence shows the sources it rests on.")
        # Wrapped: in gradio's menu for tabs that find no room they are no tabs for the keyboard and the screen reader.
        with gr.Tabs(overflow_behavior="wrap"):
            with gr.Tab("Today"):
                gr.HTML("<h2>Today</h2>", elem_classes="unseen")
                today = TodayTab(site, days)
            with gr.Tab("Your own"):
                gr.HTML("<h2>Your own</h2>", elem_classes="unseen")
                OwnTab(site)
            with gr.Tab("Compare"):
                gr.HTML("<h2>Compare models</h2>", elem_classes="unseen")
                CompareTab(site)
            with gr.Tab("About"):
                gr.Markdown(ABOUT)
        Api(site, days).add()
        today.listen(page)
    page.queue(max_size=64)
    return page


def launch(site: Site, days: Days, **more: Any) -> tuple[gr.Blocks, str]:
    """Serve the page; returns it and its address. `more` goes to gradio's launch."""
    page = build(site, days)
    guard = Middleware(Guard, most=MOST_BYTES * MOST_FILES, most_kept=MOST_KEPT, folder=Path(get_upload_folder()))
    given = {
        "max_file_size": MOST_BYTES,
        "app_kwargs": {"middleware": [guard]},
        "footer_links": ["api"],
        "theme": theme(),
        "css": (PARTS / "page.css").read_text("utf-8"),
        "head": f"<style>{(PARTS / 'narrow.css').read_text('utf-8')}</style>",
        "js": (PARTS / "page.js").read_text("utf-8"),
        "ssr_mode": False,
        "enable_monitoring": False,
        **more,
    }
    _, address, _ = page.launch(**given)
    return page, address
