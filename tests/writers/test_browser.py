"""The page in a real browser: evidence opens by keyboard and on hover, and nothing overflows a phone."""

import shutil
from collections.abc import Iterator
from typing import Any

import pytest

from summarizer.testing import sample_digest
from summarizer.writers import write

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as running:
        opened = running.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


@pytest.fixture
def phone(browser: Any) -> Iterator[Any]:
    page = browser.new_page(viewport={"width": 360, "height": 740}, color_scheme="dark")
    page.set_content(write(sample_digest(), "html").decode("utf-8"))
    yield page
    page.close()


def test_evidence_opens_by_keyboard_and_closes_when_left(phone: Any) -> None:
    tip = phone.locator("#e-1-headline")
    assert not tip.is_visible()
    for _ in range(10):
        phone.keyboard.press("Tab")
        if tip.is_visible():
            break
    assert tip.is_visible(), "reached by the tabulator key"
    phone.keyboard.press("Tab")
    assert tip.is_visible(), "its links can be reached"
    assert phone.evaluate("document.activeElement.href") == "https://herald.example/bridge"
    for _ in range(2):
        phone.keyboard.press("Tab")
    assert not tip.is_visible()


def test_evidence_opens_on_hover_within_the_screen(phone: Any) -> None:
    for name in ("e-1-headline", "e-1-short-1", "e-1-long-1", "e-1-long-2", "e-2-short-1"):
        mark = phone.locator(f"[aria-describedby='{name}']")
        mark.hover()
        box = phone.locator(f"#{name}").bounding_box()
        assert box is not None
        assert box["width"] > 200
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 360


def test_nothing_is_wider_than_a_phone(phone: Any) -> None:
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360


def test_dark_and_light_differ_and_can_be_read(browser: Any) -> None:
    colours = {}
    for scheme in ("light", "dark"):
        page = browser.new_page(color_scheme=scheme)
        page.set_content(write(sample_digest(), "html").decode("utf-8"))
        script = "s => { const c = getComputedStyle(document.querySelector(s)); return [c.color, c.backgroundColor]; }"
        colours[scheme] = [
            page.evaluate(script, "body"),
            page.evaluate(script, ".meta"),
            page.evaluate(script, ".cite"),
        ]
        page.close()
    assert colours["light"] != colours["dark"]
    for found in colours.values():
        ground = found[0][1]
        for ink, _ in found:
            assert contrast(ink, ground) >= 4.5, (ink, ground)


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two "rgb(r, g, b)" colours, as WCAG 2 defines it."""

    def luminance(colour: str) -> float:
        parts = [int(part) / 255 for part in colour[4:-1].split(",")]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((luminance(first), luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)
