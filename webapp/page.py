"""The page: tabs over the other parts, its looks, and the server behind it."""

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
from webapp.today import TodayTab

PARTS = Path(__file__).parent


def build(site: Site, days: Days) -> gr.Blocks:
    """The page. Nothing runs until someone opens it."""
    # What was uploaded or made for download goes after an hour at most.
    with gr.Blocks(title="News summarizer", delete_cache=(600, 3600)) as page:
        gr.Markdown("# News summarizer\nThe day's stories; every sentence shows the sources it rests on.")
        with gr.Tab("Today"):
            gr.HTML('<h2 class="unseen">Today</h2>')
            today = TodayTab(site, days)
        with gr.Tab("Your own"):
            gr.HTML('<h2 class="unseen">Your own</h2>')
            OwnTab(site)
        with gr.Tab("Compare models"):
            gr.HTML('<h2 class="unseen">Compare models</h2>')
            CompareTab(site)
        with gr.Tab("About"):
            gr.Markdown(ABOUT)
        Api(site, days).add()
        today.listen(page)
    page.queue(max_size=64)
    return page


def theme() -> Any:
    """Gradio's soft theme in the colours of page.css, with the system's fonts: nothing is loaded from elsewhere."""
    made = gr.themes.Soft(font=["system-ui", "sans-serif"], font_mono=["ui-monospace", "monospace"])
    ink: dict[str, str] = {}
    for name in ("block_title", "block_label"):
        ink |= {f"{name}_text_color": "*neutral_800", f"{name}_text_color_dark": "*neutral_100"}
        ink |= {f"{name}_background_fill": "transparent", f"{name}_background_fill_dark": "transparent"}
    for name in ("button_primary", "checkbox_label"):
        chosen = "_selected" if name == "checkbox_label" else ""
        ink |= {f"{name}_background_fill{chosen}": "#8a3410", f"{name}_background_fill{chosen}_dark": "#8a3410"}
        ink |= {f"{name}_text_color{chosen}": "#ffffff", f"{name}_text_color{chosen}_dark": "#ffffff"}
    ink |= {"button_primary_background_fill_hover": "#6d2a0d", "button_primary_background_fill_hover_dark": "#a2471f"}
    ink |= {"slider_color": "#8a3410", "slider_color_dark": "#f2a878", "color_accent": "#8a3410"}
    # Grey enough to be read: contrast of at least 4.5.
    ink |= {"body_text_color_subdued": "#5b564f", "body_text_color_subdued_dark": "#b4ada2"}
    return made.set(**ink)


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
        **more,
    }
    _, address, _ = page.launch(**given)
    return page, address
