"""The page's colours for gradio's widgets, as page.css has them; fonts of the system: nothing is loaded from elsewhere.

Contrasts: at least 4.5 for text, 3 for the edges of what can be used (WCAG 2.2, 1.4.3 and 1.4.11).
"""

from typing import Any

import gradio as gr

PAPER, INK, SOFT = ("#fffefb", "#1d1c19"), ("#1d1b18", "#ebe6dc"), ("#5b564f", "#b4ada2")
GROUND, EDGE = ("#f7f4ee", "#141310"), ("#8c857a", "#7d766a")
"""(by day, by night)"""
ACCENT, ACCENT_ON = ("#8a3410", "#f2a878"), ("#8a3410", "#8a3410")
WHITE, CLEAR = ("#ffffff", "#ffffff"), ("transparent", "transparent")
COLOURS = {
    "body_background_fill": GROUND,
    "body_text_color": INK,
    "body_text_color_subdued": SOFT,
    "background_fill_primary": PAPER,
    "background_fill_secondary": GROUND,
    "block_background_fill": CLEAR,
    "block_title_text_color": INK,
    "block_title_background_fill": CLEAR,
    "block_label_text_color": INK,
    "block_label_background_fill": CLEAR,
    "input_background_fill": PAPER,
    "input_border_color": EDGE,
    "button_primary_background_fill": ACCENT_ON,
    "button_primary_background_fill_hover": ("#6d2a0d", "#a2471f"),
    "button_primary_border_color": ACCENT_ON,
    "button_primary_text_color": WHITE,
    "button_secondary_background_fill": PAPER,
    "button_secondary_border_color": EDGE,
    "button_secondary_text_color": INK,
    "checkbox_background_color": PAPER,
    "checkbox_background_color_selected": ACCENT_ON,
    "checkbox_border_color": EDGE,
    "checkbox_border_color_selected": WHITE,
    "checkbox_label_background_fill": PAPER,
    "checkbox_label_background_fill_selected": ACCENT_ON,
    "checkbox_label_border_color": EDGE,
    "checkbox_label_text_color_selected": WHITE,
    "slider_color": ACCENT,
    "link_text_color": ACCENT,
}
WIDTHS = {"input_border_width": "1px", "button_border_width": "1px", "checkbox_label_border_width": "1px"}


def theme() -> Any:
    """Gradio's soft theme in these colours."""
    made = gr.themes.Soft(
        primary_hue="orange",
        neutral_hue="stone",
        font=["system-ui", "sans-serif"],
        font_mono=["ui-monospace", "monospace"],
    )
    by_day = {name: day for name, (day, _) in COLOURS.items()}
    by_night = {f"{name}_dark": night for name, (_, night) in COLOURS.items()}
    return made.set(**by_day, **by_night, **WIDTHS, color_accent=ACCENT[0])
