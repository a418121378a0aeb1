"""axe-core on every tab, with stories open, by day and by night: nothing serious."""

from typing import Any

import pytest

from tests.app.test_browser import CHROMIUM, browser, tab

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed"),
]
__all__ = ["browser"]
TABS = ("Today", "Your own", "Compare", "About")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_serious_violation_on_any_tab(browser: Any, address: str, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = browser.new_page(viewport={"width": 1200, "height": 900}, color_scheme=scheme)
    page.set_default_timeout(120_000)
    page.goto(address)
    page.locator("#today-story-10").wait_for()
    page.locator("#today-story-1 summary").click()
    page.get_by_role("button", name="Look at the day").first.click()
    page.get_by_role("button", name="Correct the stories").click()
    wrong = []
    for name in TABS:
        tab(page, name)
        page.get_by_role("tabpanel").locator("visible=true").first.wait_for()
        for found in axe.run(page).response["violations"]:
            if found["impact"] in ("serious", "critical"):
                wrong += [f"{name}: {found['id']}: {node['html'][:160]}" for node in found["nodes"]]
    page.close()
    assert not wrong, "\n".join(wrong)
