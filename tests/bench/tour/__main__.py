"""A tour of the page in a real browser, with a picture of each stop.

    python -m tests.bench.tour --pictures DIR [--only PART]

Serves the seeds, with a document in Arabic and one in Hebrew beside them, by `pincite serve`, and
does what the page is for: on a wide window and on a phone, light and dark, at 200% and by keyboard
alone; then with users who log in. Says of each stop whether it was done and in how many seconds,
draws it into a PNG, and exits with 1 if one was not.
"""

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from index import Index
from tests.bench.tour.stops import ALL, WITH_USERS
from tests.bench.tour.visit import Stop, Visit
from tests.support.paths import ROOT
from tests.support.servers import Server, says, serving
from tests.support.serving import opened, run, served, watched

PASSWORD = "lake-water-stone"
VIEWS: dict[str, dict[str, Any]] = {
    "wide-light": {"viewport": {"width": 1280, "height": 860}, "color_scheme": "light"},
    "wide-dark": {"viewport": {"width": 1280, "height": 860}, "color_scheme": "dark"},
    "phone-light": {"viewport": {"width": 375, "height": 720}, "color_scheme": "light"},
    "phone-dark": {"viewport": {"width": 375, "height": 720}, "color_scheme": "dark"},
    # a window of 1280 × 860 at 200%
    "zoomed": {"viewport": {"width": 640, "height": 430}, "color_scheme": "light"},
}
WRITTEN = ("harbour-arabic.txt", "library-hebrew.txt")
"""Documents of the folder beside this file, which are written from right to left."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pictures", type=Path, required=True, help="a folder for the PNGs")
    parser.add_argument("--only", default="", help="views whose name holds this; or: users")
    arguments = parser.parse_args()
    arguments.pictures.mkdir(parents=True, exist_ok=True)
    print(
        f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, "
        f"{date.today()}"
    )
    missed = 0
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        work = Path(folder)
        index = _indexed(work)
        server = stack.enter_context(serving(says(*_DRAFT, pause=0.4)))
        driver = stack.enter_context(sync_playwright())
        browser = driver.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=[
                "--no-sandbox",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
            ],
        )
        for name, view in VIEWS.items():
            if arguments.only in name:
                with _serving_pincite(_copied(index, name), work) as address:
                    missed += _tour(
                        browser, address, name, view, ALL, arguments.pictures, work, server
                    )
        if arguments.only in "users":
            _add_users(index)
            with _serving_pincite(index, work) as address:
                view = VIEWS["wide-light"]
                missed += _tour(
                    browser, address, "users", view, WITH_USERS, arguments.pictures, work, server
                )
        browser.close()
    print(f"{missed} stops missed" if missed else "every stop was made")
    return 1 if missed else 0


_DRAFT = tuple(
    f"{word} " for word in ("The ministry claimed ten villages this week [1]. " * 12).split()
)
"""What the model that is not there writes, a word at a time, for about half a minute."""


def _indexed(work: Path) -> Path:
    """A new index of the seeds and what is written from right to left."""
    documents = work / "documents"
    shutil.copytree(ROOT / "seeds" / "documents", documents)
    for name in WRITTEN:
        shutil.copy(Path(__file__).with_name(name), documents)
    with Index.open(work / "index") as index:
        index.sync(documents)
    return work / "index"


def _copied(index: Path, name: str) -> Path:
    """An index of its own for a view, since conversations and documents stay in it."""
    return Path(shutil.copytree(index, index.with_name(f"index-{name}")))


def _add_users(index: Path) -> None:
    command = [sys.executable, "-m", "ui.cli", "user", "add"]
    for name, role in (("ada", "edit"), ("ben", "read")):
        subprocess.run(
            [*command, name, "--role", role, "--password-stdin", "--index", str(index)],
            input=PASSWORD.encode(),
            check=True,
            cwd=ROOT,
            capture_output=True,
        )


@contextmanager
def _serving_pincite(index: Path, work: Path) -> Iterator[str]:
    log = work / "log"
    command = [sys.executable, "-m", "ui.cli", "serve", "--port", "0", "--index", str(index)]
    process = run(log, [*command, "--no-browser"])
    with served(process, log) as address:
        yield address


def _tour(
    browser: Browser,
    address: str,
    name: str,
    view: dict[str, Any],
    stops: Sequence[Stop],
    pictures: Path,
    work: Path,
    server: Server,
) -> int:
    """Make the stops one after the other in one window; returns how many were missed."""
    missed = 0
    with watched(browser, address, **view) as context:
        context.set_default_timeout(30_000)
        if stops is WITH_USERS:
            page = context.new_page()
            page.goto(address)
        else:
            page = opened(context, address)
        visit = Visit(page, context, address, server.url, work / name, PASSWORD)
        visit.folder.mkdir()
        for stop in stops:
            started = time.perf_counter()
            try:
                stop.make(visit)
                said = "done"
            except Exception as error:  # the tour goes on, and says so at the end
                said = f"NOT DONE: {type(error).__name__}: {str(error).splitlines()[0][:150]}"
                missed += 1
            seconds = time.perf_counter() - started
            print(f"{name:12} {stop.number:>4} {stop.name:48} {seconds:6.1f} s  {said}", flush=True)
            page.wait_for_timeout(250)  # what moves has come to rest
            page.screenshot(path=pictures / f"{stop.number}-{stop.key}-{name}.png")
            if said != "done":
                page.keyboard.press("Escape")  # nothing that is open is in the way of the next
    return missed


if __name__ == "__main__":
    sys.exit(main())
