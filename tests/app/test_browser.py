"""The demo in a real browser, as a reader uses it: mouse, keyboard, a phone, the dark, and no help from elsewhere.

Screenshots go to the folder that SUMMARIZE_SCREENSHOTS names, else to a temporary one; they are the run's output.
"""

import json
import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from summarizer.summaries.models import weights
from tests.app.conftest import STORM
from tests.app.serving import serving

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed"),
]
PATIENCE = 120_000
Shoot = Callable[[Any, str], None]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as running:
        opened = running.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def shoot(tmp_path_factory: pytest.TempPathFactory) -> Shoot:
    folder = Path(os.environ.get("SUMMARIZE_SCREENSHOTS") or tmp_path_factory.mktemp("screenshots"))
    folder.mkdir(parents=True, exist_ok=True)

    def take(page: Any, name: str) -> None:
        page.screenshot(path=folder / f"{name}.png")

    return take


@pytest.fixture
def page(browser: Any, address: str) -> Iterator[Any]:
    """The demo, opened, with the sample day told. Fails on a script's error and on any request to elsewhere."""
    opened = browser.new_page(viewport={"width": 1200, "height": 900})
    yield from _watched(opened, address)


def _watched(opened: Any, address: str) -> Iterator[Any]:
    wrong: list[str] = []
    opened.set_default_timeout(PATIENCE)
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("request", lambda r: wrong.append(r.url) if r.url.startswith("http") and address not in r.url else None)
    opened.on("dialog", lambda dialog: wrong.append(dialog.message))
    opened.goto(address)
    opened.locator("#today-story-10").wait_for()
    yield opened
    assert not wrong
    opened.close()


def tab(page: Any, name: str) -> None:
    page.get_by_role("tab", name=name, exact=True).click()


def listed(page: Any, suffix: str) -> Any:
    """The line of a file in the list that is shown."""
    return page.locator(f".file-preview tr:has(.ext:text-is('.{suffix}'))").locator("visible=true").first


def wait_for(page: Any, text: str) -> None:
    page.locator(".status:visible", has_text=text).first.wait_for()


def test_stories_stream_in_order_and_what_stands_stays(page: Any, shoot: Shoot) -> None:
    shoot(page, "today")
    assert page.locator("#today-story-1 h3").inner_text().startswith("1. ")
    assert page.locator(".story:visible").count() == 10
    assert page.locator("#today-story-1 .meta").first.inner_text().count("independent origin") == 1


def test_a_story_opens_and_the_mouse_marks_its_evidence(page: Any, shoot: Shoot) -> None:
    story = page.locator("#today-story-1")
    story.locator("summary").click()
    sentence = story.locator(".told .sentence").nth(1)
    sentence.hover(position={"x": 5, "y": 5})
    key = sentence.get_attribute("data-key")
    lit = story.locator("mark.lit")
    assert lit.count() >= 1
    assert all(key in (lit.nth(n).get_attribute("data-for") or "").split() for n in range(lit.count()))
    assert "support" in story.locator(".how").inner_text()
    box, pane = lit.first.bounding_box(), story.locator(".sources").bounding_box()
    assert pane["y"] - 1 <= box["y"] <= pane["y"] + pane["height"], "the evidence is scrolled into sight"
    assert story.locator(".source h4").first.is_visible()
    assert story.locator("a", has_text="read the article").first.get_attribute("href").startswith("https://")
    assert story.locator("caption", has_text=re.compile("sources disagree|changed over time")).count() >= 1
    shoot(page, "evidence-by-mouse")


def test_evidence_by_the_keyboard_alone(page: Any, shoot: Shoot) -> None:
    story = page.locator("#today-story-2")
    story.locator("summary").focus()
    page.keyboard.press("Enter")
    assert story.locator("details.more").evaluate("d => d.open")
    seen = set()
    for _ in range(4):
        page.keyboard.press("Tab")
        key = page.evaluate("document.activeElement.dataset.key")
        assert key, "the numbers follow the summary in the order of tabbing"
        lit = {e.get_attribute("data-for") for e in story.locator("mark.lit").all()}
        assert lit
        assert all(key in names.split() for names in lit)
        seen.add(key)
    assert len(seen) == 4
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none", "the focus can be seen"
    shoot(page, "evidence-by-keyboard")


def test_a_number_in_the_short_text_opens_the_story(page: Any) -> None:
    story = page.locator("#today-story-3")
    story.locator(".short .cite").first.click()
    assert story.locator("details.more").evaluate("d => d.open")
    assert story.locator("mark.lit").count() >= 1


def test_the_time_line_opens_a_story_by_click_and_by_link(page: Any, shoot: Shoot) -> None:
    page.get_by_role("button", name="Look at the day").first.click()
    page.locator(".js-plotly-plot .point").first.wait_for()
    shoot(page, "time-line")
    page.locator(".js-plotly-plot:visible .point").nth(2).click(force=True)
    page.wait_for_function("document.querySelector('#today-story-3 details.more').open")
    page.locator("a.open[data-open='today-story-4']").focus()
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelector('#today-story-4 details.more').open")
    assert page.evaluate("document.activeElement.closest('.story').id") == "today-story-4"
    page.get_by_role("tab", name="By likeness").click()
    page.locator(".js-plotly-plot:visible .point").first.wait_for()
    shoot(page, "likeness")


def test_own_text_and_downloads(page: Any, shoot: Shoot, tmp_path: Path) -> None:
    tab(page, "Your own")
    page.get_by_label("Texts (part several").fill(
        f"Storm hits Vela\n\n{STORM}\n---\nStorm at Vela\n\n{STORM} It is over."
    )
    page.get_by_role("button", name="Summarize", exact=True).click()
    page.locator("#own-story-1").wait_for()
    wait_for(page, "Done:")
    assert "storm" in page.locator("#own-story-1").inner_text().lower()
    listed(page, "json").wait_for()
    shoot(page, "own")
    for name, part in (("json", '"schema": 1'), ("md", "Vela"), ("html", "<!doctype html>"), ("rss", "<rss")):
        link = listed(page, name).locator("td.download a").first
        with page.expect_download() as waiting:
            link.click()
        path = tmp_path / name
        waiting.value.save_as(path)
        assert part in path.read_text("utf-8")
    assert json.loads((tmp_path / "json").read_text("utf-8"))["counts"]["skipped"] == 0


def test_an_uploaded_file_and_a_hostile_one(page: Any, tmp_path: Path) -> None:
    bad = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    lines = [{"title": f"{bad} Storm", "text": f"{STORM} {bad}", "source": bad, "url": "javascript:alert(3)"}]
    (tmp_path / "news.jsonl").write_text("\n".join(map(json.dumps, lines)), "utf-8")
    (tmp_path / "blank.txt").write_text(" ", "utf-8")
    tab(page, "Your own")
    page.locator("input[type=file]").first.set_input_files([tmp_path / "news.jsonl", tmp_path / "blank.txt"])
    listed(page, "jsonl").wait_for()
    page.get_by_role("button", name="Summarize", exact=True).click()
    page.locator("#own-story-1").wait_for()
    page.locator("#own-story-1 summary").click()
    assert "<script>alert(1)" in page.locator("#own-story-1 .sources").inner_text()
    assert page.locator("#own-story-1 img, #own-story-1 script").count() == 0
    skipped = page.locator(".left:visible", has_text="skipped")
    skipped.locator("summary").click()
    assert "blank.txt" in skipped.inner_text()


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ("nonsense", "no web address"),
        ("http://127.0.0.1:9/feed", "private or reserved"),
        ("http://10.0.0.1/", "private"),
    ],
)
def test_bad_addresses_say_what_to_do(page: Any, shoot: Shoot, given: str, says: str) -> None:
    tab(page, "Your own")
    page.get_by_label("Addresses, one a line").fill(given)
    page.get_by_role("button", name="Summarize", exact=True).click()
    page.locator(".status.trouble", has_text=says).wait_for()
    shoot(page, f"address-{says.split()[0]}")
    page.get_by_label("Addresses, one a line").fill("")
    page.get_by_label("Texts (part several").fill(STORM)
    page.get_by_role("button", name="Summarize", exact=True).click()
    page.locator("#own-story-1").wait_for()


def test_a_correction_and_its_undo(page: Any, shoot: Shoot) -> None:
    before = page.locator("#today-story-1 .meta").first.inner_text()
    page.get_by_role("button", name="Correct the stories").click()
    for label, rank in (("Story", 1), ("Merge with", 2)):
        page.get_by_label(label, exact=True).click()
        page.get_by_role("option").filter(has_text=re.compile(rf"^\W*{rank}\. ")).first.click()
    page.get_by_role("button", name="Merge", exact=True).click()
    page.locator("#today-story-1 .meta", has_text="11 articles").first.wait_for()
    wait_for(page, "Done:")
    page.locator(".toc li", has_text="merge").wait_for()
    shoot(page, "corrected")
    page.reload()
    page.locator("#today-story-1 .meta", has_text="11 articles").first.wait_for()
    page.get_by_role("button", name="Correct the stories").click()
    page.get_by_role("button", name="Undo the last").click()
    page.locator("#today-story-1 .meta", has_text=before).first.wait_for()


def test_models_are_compared(page: Any, shoot: Shoot) -> None:
    tab(page, "Compare")
    page.get_by_label("default", exact=True).uncheck()
    page.get_by_label("lead", exact=True).check()
    page.get_by_role("button", name="Compare", exact=True).click()
    page.locator("#compare-1-story-1").wait_for()
    wait_for(page, "Done.")
    assert page.locator("table.scores tbody tr").count() == 2
    page.locator(".js-plotly-plot:visible .point").first.wait_for()
    shoot(page, "compare")


def test_stop_leaves_the_page_usable(page: Any, tmp_path: Path, shoot: Shoot) -> None:
    lines = [
        json.dumps(
            {"title": f"Event {n}", "text": f"Event {n}: {'Words ' * 30}{n} fell at place{n}. " * 8, "source": "S"}
        )
        for n in range(2000)
    ]
    (tmp_path / "many.jsonl").write_text("\n".join(lines), "utf-8")
    tab(page, "Your own")
    page.locator("input[type=file]").first.set_input_files(tmp_path / "many.jsonl")
    listed(page, "jsonl").wait_for()
    page.get_by_role("button", name="Summarize", exact=True).click()
    page.locator(".status:visible", has_text="…").first.wait_for()
    page.get_by_role("button", name="Stop", exact=True).locator("visible=true").click()
    wait_for(page, "Stopped.")
    shoot(page, "stopped")
    # The comparison waits for the same place in the queue: it is free again.
    tab(page, "Compare")
    page.get_by_label("default", exact=True).uncheck()
    page.get_by_role("button", name="Compare", exact=True).click()
    wait_for(page, "Done.")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_by_day_and_by_night(browser: Any, address: str, shoot: Shoot, scheme: str) -> None:
    opened = browser.new_page(viewport={"width": 360, "height": 740}, color_scheme=scheme)
    for page in _watched(opened, address):
        page.locator("#today-story-1 summary").click()
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        page.locator("#today-story-1").scroll_into_view_if_needed()
        shoot(page, f"phone-{scheme}")
        ink, ground = page.locator("#today-story-1").evaluate(
            "s => [getComputedStyle(s).color, getComputedStyle(s).backgroundColor]"
        )
        assert (sum(_rgb(ink)) > sum(_rgb(ground))) is (scheme == "dark")


def _rgb(colour: str) -> list[int]:
    return [int(part) for part in colour[4:-1].split(",")]


def test_a_public_page_has_no_addresses_and_no_corrections(browser: Any, public_address: str) -> None:
    opened = browser.new_page()
    for page in _watched(opened, public_address):
        assert page.get_by_role("button", name="Correct the stories").count() == 0
        tab(page, "Your own")
        assert page.get_by_label("Addresses, one a line").count() == 0


@pytest.mark.weights
@pytest.mark.skipif(weights.find("smollm2-135m") is None, reason="the weights of smollm2-135m are not installed")
def test_the_embedded_model_tells_the_day(browser: Any, tmp_path: Path, shoot: Shoot) -> None:
    """With the model as it ships: the first story stays as it is, open, while the second one is written."""
    with serving(tmp_path) as address:
        opened = browser.new_page(viewport={"width": 1200, "height": 900})
        opened.set_default_timeout(2 * PATIENCE)
        opened.goto(address)
        opened.locator("#today-story-1").wait_for()
        opened.locator("#today-story-1 summary").click()
        opened.evaluate("window.first = document.querySelector('#today-story-1')")
        opened.evaluate("window.scrollTo(0, 120)")
        before = opened.evaluate("window.scrollY")
        opened.locator("#today-story-2").wait_for()
        assert opened.evaluate("window.first === document.querySelector('#today-story-1')"), "the same element stands"
        assert opened.locator("#today-story-1 details.more").evaluate("d => d.open")
        assert opened.evaluate("window.scrollY") == before
        shoot(opened, "embedded")
        opened.get_by_role("button", name="Stop", exact=True).locator("visible=true").click()
        opened.close()
