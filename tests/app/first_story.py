"""How long a reader waits: seconds from opening the page to the first and the last story of the sample day.

    python -m tests.app.first_story [--model default] [--after 0]

Prints one JSON object. `--after`: seconds between the server's answering and the page's being opened.
"""

import argparse
import json
import shutil
import tempfile
import time
from pathlib import Path

from tests.app.serving import serving


def main() -> None:
    """Serve with nothing kept from before, open, wait, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", default="default")
    parser.add_argument("--after", type=float, default=0)
    args = parser.parse_args()
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(Path(folder), "--model", args.model) as address,
        sync_playwright() as running,
    ):
        browser = running.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        page.set_default_timeout(600_000)
        time.sleep(args.after)
        began = time.perf_counter()
        page.goto(address)
        page.locator("#today-story-1").wait_for()
        first = time.perf_counter() - began
        page.locator(".status", has_text="Done").first.wait_for()
        last = time.perf_counter() - began
        browser.close()
    print(json.dumps({"first": round(first, 1), "all": round(last, 1)}))  # noqa: T201 (its output)


if __name__ == "__main__":
    main()
