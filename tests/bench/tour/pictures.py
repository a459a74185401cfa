"""The two pictures of the README, made again from the page as it is.

    python -m tests.bench.tour.pictures

Serves the seeds by `pincite serve`, asks a question, and draws the answer with its source open: on
a wide window, light, and on a phone, dark.
"""

import io
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Page, expect, sync_playwright

from index import Index
from tests.support.paths import ROOT
from tests.support.serving import ask, opened, run, served, watched

QUESTION = "How many Ukrainian villages does Russia say it captured?"
PICTURES: dict[str, dict[str, Any]] = {
    "page.png": {"viewport": {"width": 1200, "height": 760}, "color_scheme": "light"},
    "phone.png": {
        "viewport": {"width": 375, "height": 667},
        "color_scheme": "dark",
        "device_scale_factor": 1.5,
    },
}
_COLOURS = 128
"""Of a picture: text and flat areas need no more, and the file is a third as large."""


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        index = Path(folder) / "index"
        with Index.open(index) as corpus:
            corpus.sync(ROOT / "seeds" / "documents")
        log = Path(folder) / "log"
        command = [sys.executable, "-m", "ui.cli", "serve", "--port", "0", "--no-browser"]
        with (
            served(run(log, [*command, "--index", str(index)]), log) as address,
            sync_playwright() as driver,
        ):
            browser = driver.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox"]
            )
            for name, view in PICTURES.items():
                with watched(browser, address, **view) as context:
                    page = opened(context, address)
                    expect(page.locator("#beginning .examples button").first).to_be_visible()
                    _draw(page, ROOT / "ui" / "pictures" / name)
            browser.close()


def _draw(page: Page, path: Path) -> None:
    ask(page, QUESTION)
    expect(page.locator("#conversation mark").first).to_be_visible()
    if page.evaluate("innerWidth") > 640:
        page.evaluate("window.scrollTo(0, 0)")
    page.mouse.move(0, 0)
    page.wait_for_timeout(500)  # what moves has come to rest
    picture = Image.open(io.BytesIO(page.screenshot()))
    picture.convert("RGB").quantize(_COLOURS).save(path, optimize=True)
    print(f"{path}: {path.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
