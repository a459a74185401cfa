"""How fast the page is, how many it holds, and what it keeps.

    python -m tests.bench.page [--only PART] [--minutes 2] [--questions 500]

Serves the seeds by `pincite serve` and looks at it with Chromium and with eight clients. Prints the
figures beside the bars that they are to meet, and exits with 1 if one is missed. The visitors come
twice: to a page that remembers no question, as if each were asked for the first time, and to one as
it is served.
"""

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from index import Index
from tests.support.paths import ROOT
from tests.support.serving import ask, opened, run, served

SEEDS = ROOT / "seeds"
VISITORS = 8


PARTS = ("look", "visitors", "memory")
"""What is measured: the page in a browser, eight visitors at once, and what it keeps."""
_FORGETFUL = """
import sys
from qa.models import weights
weights._REMEMBERED = 0
from ui.cli.main import main
sys.exit(main())
"""
"""The command `pincite`, whose networks keep nothing of what they were asked."""
Tell = Callable[[str, float, float, str], None]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=PARTS, help="one part; by default all")
    parser.add_argument("--minutes", type=float, default=2.0)
    parser.add_argument("--questions", type=int, default=500)
    arguments = parser.parse_args()
    lines = (SEEDS / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    questions = [json.loads(line)["question"] for line in lines]
    print(
        f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, "
        f"{date.today()}"
    )
    parts = [arguments.only] if arguments.only else PARTS
    missed: list[str] = []

    def tell(name: str, value: float, bar: float, unit: str) -> None:
        late = "" if value <= bar else "  MISSED"
        print(f"{name:58}{value:9.3f} {unit:4} bar {bar:g}{late}", flush=True)
        if value > bar:
            missed.append(name)

    with tempfile.TemporaryDirectory() as folder:
        with Index.open(Path(folder) / "index") as index:
            index.sync(SEEDS / "documents")
        if "visitors" in parts:
            _visitors(Path(folder), questions, arguments.minutes, tell)
        if "look" in parts or "memory" in parts:
            _window(Path(folder), questions, arguments.questions, parts, tell)
    return 1 if missed else 0


@contextmanager
def _serving(folder: Path, *command: str) -> Iterator[tuple["subprocess.Popen[bytes]", str]]:
    """A page of the index in a folder, and its address."""
    log = folder / "log"
    serve = ["serve", "--port", "0", "--index", str(folder / "index")]
    process = run(log, [sys.executable, *command, *serve])
    with served(process, log) as address:
        yield process, address


def _window(
    folder: Path, questions: list[str], count: int, parts: Sequence[str], tell: Tell
) -> None:
    """The parts that are looked at in a browser."""
    with (
        _serving(folder, "-m", "ui.cli") as (process, address),
        sync_playwright() as driver,
        driver.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        ) as browser,
    ):
        if "look" in parts:
            seconds = _painted(browser.new_page(), address)
            tell("first paint after the process is up", seconds, 1.3, "s")
            page = opened(browser.new_context(), address)
            stages, answers = _asked(page, questions[:30])
            tell("stage visible after asking, median", statistics.median(stages), 0.1, "s")
            tell("answer on the page, median", statistics.median(answers), 0.8, "s")
        if "memory" in parts:
            _memory(browser, address, process, questions, count, tell)


def _painted(page: Page, address: str) -> float:
    """Seconds from asking for the page to its first words on the screen, and the box usable."""
    started = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.get_by_label("Question", exact=True).wait_for()
    usable = time.perf_counter() - started
    entry = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? -1"
    print(f"  (first contentful paint by the browser {page.evaluate(entry):.0f} ms)")
    return usable


def _asked(page: Page, questions: list[str]) -> tuple[list[float], list[float]]:
    """Seconds until a stage shows, and until the answer does, in the browser."""
    page.evaluate(_WATCH)
    for question in questions:
        ask(page, question)
    times = page.evaluate("window.times")
    return [t["stage"] / 1000 for t in times], [t["answer"] / 1000 for t in times]


_WATCH = """() => {
    window.times = [];
    let now = null;
    let last = '';
    document.addEventListener('keydown', (event) => {
        if (event.key === 'Enter') now = {asked: performance.now()};
    }, true);
    new MutationObserver(() => {
        if (!now) return;
        const at = performance.now() - now.asked;
        if (!now.stage && document.querySelector('#running .pending')) now.stage = at;
        const all = document.querySelectorAll('#conversation .exchange');
        const id = all.length ? all[all.length - 1].id : '';
        if (id && id !== last) {
            last = id;
            window.times.push({stage: now.stage ?? at, answer: at});
            now = null;
        }
    }).observe(document.body, {childList: true, subtree: true, characterData: true});
}"""


def _client(address: str) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from gradio_client import Client

        return Client(address, verbose=False)


def _visitors(folder: Path, questions: list[str], minutes: float, tell: Tell) -> None:
    """Eight at once, whose answers are known from a page that only one asks."""
    with _serving(folder, "-m", "ui.cli") as (process, address):
        alone = _client(address)
        right = {question: alone.predict(question, api_name="/ask") for question in questions}
        as_served = _Load(process, address, questions, right, minutes)
    with _serving(folder, "-c", _FORGETFUL) as (process, address):
        first = _Load(process, address, questions, right, minutes)
    for load, which in ((first, "asked for the first time"), (as_served, "asked before")):
        print(f"  ({VISITORS} visitors, {which}: {load})")
        tell(f"errors and crossed answers, {which}", len(load.wrong), 0, "")
        tell(f"95th percentile, {which}", load.percentile(95), 5, "s")


class _Load:
    """Visitors who ask at once; each knows what the answer to its question is."""

    def __init__(
        self,
        process: "subprocess.Popen[bytes]",
        address: str,
        questions: list[str],
        right: dict[str, Any],
        minutes: float,
    ) -> None:
        """Let them ask for some minutes.

        Args:
            process: that serves the page.
            address: of the page.
            questions: one after the other, from another place on for each visitor.
            right: what is answered to each.
            minutes: how long.
        """
        self.seconds: list[float] = []
        self.wrong: list[str] = []
        clients = [_client(address) for _ in range(VISITORS)]
        clients[0].predict("Is everything loaded?", api_name="/ask")
        busy, began = _busy(process.pid), time.monotonic()
        until = began + 60 * minutes

        def visit(number: int) -> None:
            place = number * len(questions) // VISITORS
            while time.monotonic() < until:
                question = questions[place % len(questions)]
                place += 1
                started = time.monotonic()
                try:
                    found = clients[number].predict(question, api_name="/ask")
                except Exception as error:
                    self.wrong.append(f"{type(error).__name__}: {error}")
                    continue
                self.seconds.append(time.monotonic() - started)
                if found["question"] != question or found["claims"] != right[question]["claims"]:
                    self.wrong.append(f"crossed: {question}")

        threads = [threading.Thread(target=visit, args=(n,)) for n in range(VISITORS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.lasted = time.monotonic() - began
        self.busy = _busy(process.pid) - busy

    def percentile(self, which: int) -> float:
        """Seconds within which so many of 100 were answered."""
        return statistics.quantiles(self.seconds, n=100)[which - 1]

    def __str__(self) -> str:
        count = len(self.seconds)
        return (
            f"{count} answers in {self.lasted:.0f} s, median {self.percentile(50):.2f} s, "
            f"{self.busy / count:.2f} s of a core each, {self.busy / self.lasted:.2f} cores busy; "
            f"{len(self.wrong)} wrong {self.wrong[:3]}"
        )


def _busy(pid: int) -> float:
    """Seconds for which a process has used a core."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _memory(
    browser: Browser,
    address: str,
    process: "subprocess.Popen[bytes]",
    questions: list[str],
    count: int,
    tell: Tell,
) -> None:
    """What the process holds after 50 questions on a page of its own, and after all."""
    page = opened(browser.new_context(), address)
    early = 0.0
    for number in range(count):
        ask(page, questions[number % len(questions)])
        if number == 49:
            early = _resident(process.pid)
    late = _resident(process.pid)
    print(f"  ({early / 1e6:.0f} MB after 50, {late / 1e6:.0f} MB after {count} questions)")
    tell(f"memory after {count} questions / after 50", late / early, 1.05, "")


def _resident(pid: int) -> float:
    """Bytes of a process in memory."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return float(pages * os.sysconf("SC_PAGE_SIZE"))


if __name__ == "__main__":
    sys.exit(main())
