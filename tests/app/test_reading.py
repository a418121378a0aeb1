"""Read without a mouse or with the page enlarged: 200% zoom, the keyboard alone, and what a screen reader is told."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest

from tests.app.conftest import STORM
from tests.app.test_browser import CHROMIUM, Shoot, _watched, browser, shoot, tab, wait_for

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed"),
]
__all__ = ["browser", "shoot"]
TABS = ("Today", "Your own", "Compare", "About")


@pytest.fixture
def enlarged(browser: Any, address: str) -> Iterator[Any]:
    """A window of 1280 x 800 at 200%."""
    opened = browser.new_page(viewport={"width": 640, "height": 400}, device_scale_factor=2)
    yield from _watched(opened, address)


def test_nothing_is_cut_off_at_double_size(enlarged: Any, shoot: Shoot) -> None:
    page = enlarged
    story = page.locator("#today-story-1")
    story.locator("summary").click()
    page.get_by_role("button", name="Look at the day").click()
    page.get_by_role("button", name="Settings").click()
    for name in TABS:
        tab(page, name)
        assert page.evaluate("document.documentElement.scrollWidth") <= 640, name
        shoot(page, f"zoom-{name.replace(' ', '-').lower()}")
    tab(page, "Today")
    told, sources = story.locator(".told").bounding_box(), story.locator(".sources").bounding_box()
    assert sources["y"] >= told["y"] + told["height"] - 1, "the sources are below the text, not squeezed beside it"
    assert story.locator(".short").evaluate("p => p.scrollWidth <= p.clientWidth + 1")


def test_a_run_by_keyboard_alone(enlarged: Any, shoot: Shoot) -> None:
    """From the top of the page to one's own text told and its evidence marked, by Tab and Enter."""
    page, keys = enlarged, enlarged.keyboard

    def go_to(look: str, most: int = 40) -> None:
        for _ in range(most):
            if page.evaluate(f"(() => {{ const e = document.activeElement; return Boolean({look}); }})()"):
                style = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
                assert style != "none", f"the focus is seen at {look}"
                return
            keys.press("Tab")
        raise AssertionError(f"Tab never comes to {look}")

    page.evaluate("document.activeElement.blur()")
    go_to("e.role === 'tab' && e.textContent.trim() === 'Your own'")
    keys.press("Enter")
    page.get_by_label("Texts (part several").wait_for()
    go_to("e.tagName === 'TEXTAREA'")
    keys.type(f"Storm hits Vela\n\n{STORM}")
    go_to("e.tagName === 'BUTTON' && e.textContent.trim() === 'Summarize'")
    keys.press("Enter")
    page.locator("#own-story-1").wait_for()
    wait_for(page, "Done:")
    go_to("e.matches('#own-story-1 .cite')")
    keys.press("Enter")
    assert page.locator("#own-story-1 details.more").evaluate("d => d.open")
    assert page.locator("#own-story-1 mark.lit").count() >= 1
    shoot(page, "keyboard-own")


def _headings(tree: str) -> list[int]:
    return [int(level) for level in re.findall(r"- heading .*\[level=(\d)\]", tree)]


def test_what_a_screen_reader_is_told(enlarged: Any) -> None:
    page = enlarged
    page.locator("#today-story-1 summary").click()
    for name in TABS:
        tab(page, name)
        page.get_by_role("tab", name=name, exact=True, selected=True).wait_for()
        tree = page.locator("body").aria_snapshot()
        levels = _headings(tree)
        assert levels[:2] == [1, 2], f"{name} has its heading below the page's"
        assert levels.count(1) == 1
        assert all(deeper <= level + 1 for level, deeper in pairwise(levels)), (name, levels)
        bare = re.findall(
            r"^ *- (?:button|textbox|combobox|checkbox|radio|slider|link|region)(?: \[.*)?:?$", tree, re.M
        )
        assert not bare, f"{name}: what can be used has a name: {bare}"
    tab(page, "Today")
    tree = page.locator("body").aria_snapshot()
    assert re.search(r'- article "1\. .+":\n', tree), "a story is named by its headline"
    assert re.search(r"- status: .*Done: 10 stories", tree), "progress is read out"
    assert re.search(r'- button "Evidence in sources? [\d, ]+\. (Quoted word for word|Written from the sources)', tree)
    assert re.search(r'- region "Sources of story 1"', tree)
    fold = page.get_by_role("button", name="Settings")
    assert fold.get_attribute("aria-expanded") == "false"
    fold.click()
    page.get_by_role("button", name="Settings", expanded=True).wait_for()
    for label in ("News from", "Time window", "Model"):
        page.get_by_role("combobox", name=label, exact=True).wait_for()
