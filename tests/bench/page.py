"""How fast the page is, how many it holds, and what it keeps.

    python -m tests.bench.page [--minutes 2] [--questions 500]

Serves the seeds by `pincite serve` and looks at it with Chromium and with eight clients. Prints the
figures beside the bars that they are to meet, and exits with 1 if one is missed.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import warnings
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from index import Index
from tests.support.paths import ROOT
from tests.support.serving import ask, opened, run, served

SEEDS = ROOT / "seeds"
VISITORS = 8


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=2.0)
    parser.add_argument("--questions", type=int, default=500)
    arguments = parser.parse_args()
    lines = (SEEDS / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    questions = [json.loads(line)["question"] for line in lines]
    print(
        f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, "
        f"{date.today()}"
    )
    missed: list[str] = []

    def tell(name: str, value: float, bar: float, unit: str) -> None:
        print(f"{name:58}{value:9.3f} {unit:4} bar {bar:g}{'' if value <= bar else '  MISSED'}")
        if value > bar:
            missed.append(name)

    with tempfile.TemporaryDirectory() as folder:
        with Index.open(Path(folder) / "index") as index:
            index.sync(SEEDS / "documents")
        log = Path(folder) / "log"
        command = [sys.executable, "-m", "ui.cli", "serve", "--port", "0"]
        process = run(log, [*command, "--index", str(Path(folder) / "index")])
        with served(process, log) as address, sync_playwright() as driver:
            browser = driver.chromium.launch(
                executable_path="/usr/bin/chromium", args=["--no-sandbox"]
            )
            tell(
                "first paint after the process is up", _painted(browser.new_page(), address), 2, "s"
            )
            page = opened(browser.new_context(), address)
            stages, answers = _asked(page, questions[:30])
            tell("stage visible after asking, median", statistics.median(stages), 0.3, "s")
            tell("answer on the page, median", statistics.median(answers), 1.5, "s")
            _load(address, questions, arguments.minutes, tell)
            _memory(browser, address, process, questions, arguments.questions, tell)
            browser.close()
    return 1 if missed else 0


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


def _load(address: str, questions: list[str], minutes: float, tell: Callable[..., None]) -> None:
    """Visitors who ask at once; each knows what the answer to its question is."""
    alone = _client(address)
    right = {question: alone.predict(question, api_name="/ask") for question in questions}
    until = time.monotonic() + 60 * minutes
    seconds: list[float] = []
    wrong: list[str] = []

    def visit(number: int) -> None:
        client = _client(address)
        place = number * len(questions) // VISITORS
        while time.monotonic() < until:
            question = questions[place % len(questions)]
            place += 1
            started = time.monotonic()
            try:
                found = client.predict(question, api_name="/ask")
            except Exception as error:
                wrong.append(f"{type(error).__name__}: {error}")
                continue
            seconds.append(time.monotonic() - started)
            if found["question"] != question or found["claims"] != right[question]["claims"]:
                wrong.append(f"crossed: {question}")

    threads = [threading.Thread(target=visit, args=(n,)) for n in range(VISITORS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(f"  ({len(seconds):,} questions by {VISITORS} visitors, {len(wrong)} wrong {wrong[:3]})")
    tell("errors and crossed answers of 8 visitors at once", len(wrong), 0, "")
    tell("95th percentile of their answers", statistics.quantiles(seconds, n=20)[-1], 8, "s")


def _memory(
    browser: Browser,
    address: str,
    process: "subprocess.Popen[bytes]",
    questions: list[str],
    count: int,
    tell: Callable[..., None],
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
    tell(f"memory after {count} questions / after 50", late / early, 1.1, "")


def _resident(pid: int) -> float:
    """Bytes of a process in memory."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return float(pages * os.sysconf("SC_PAGE_SIZE"))


if __name__ == "__main__":
    sys.exit(main())
