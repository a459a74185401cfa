"""Everything at once on the page, for minutes: nobody honest is locked out, and nothing grows.

    python -m tests.bench.soak [--visitors 50] [--minutes 2]

Serves the seeds by `pincite serve`. Honest visitors ask questions whose answers are known, drop
files in and remove documents, while others choose a model server that misbehaves, hold connections
half-open, send wrong bodies, break off, and never read what they asked for. Prints the figures
beside the bars that they are to meet, and exits with 1 if one is missed. All of it stays on
loopback, is bounded in time, and leaves no process.
"""

import argparse
import asyncio
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import httpx

from index import Index
from tests.support import soak_visitors as visitors
from tests.support.paths import ROOT
from tests.support.serving import address_in, run
from tests.support.soak_model import WAYS
from tests.support.soak_visitors import Page, Site, Tally

SEEDS = ROOT / "seeds"
UPLOADERS = 4
QUESTIONS = 20
WARM_SECONDS = 20.0
SAMPLE_SECONDS = 1.0
_ROUND = "soak"


@dataclass(frozen=True)
class Held:
    """What a process holds: bytes of memory, threads and file descriptors."""

    memory: int
    threads: int
    files: int


@dataclass
class Samples:
    """Seconds that `GET /` and `/config` took, and what the server held, all along."""

    page: list[float] = field(default_factory=list)
    held: list[tuple[float, Held]] = field(default_factory=list)


class Report:
    """Prints figures beside their bars, and remembers which are missed."""

    def __init__(self, slack: float) -> None:
        self.slack = slack
        self.missed: list[str] = []

    def tell(self, name: str, value: float, bar: float, unit: str = "") -> None:
        late = value > bar
        print(f"{name:58}{value:9.3f} {unit:4} bar {bar:g}{'  MISSED' if late else ''}", flush=True)
        if late:
            self.missed.append(name)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--visitors", type=int, default=50)
    parser.add_argument("--minutes", type=float, default=2.0)
    arguments = parser.parse_args()
    return soak(arguments.visitors, 60 * arguments.minutes)


def soak(count: int, seconds: float, questions: int = QUESTIONS, slack: float = 1.0) -> int:
    """Serve the seeds and let everybody in.

    Args:
        count: honest visitors who ask.
        seconds: how long they do.
        questions: how many questions they know.
        slack: by how much bars of time and memory are wider, for a short run on a busy machine.

    Returns:
        0 if all bars are met, else 1.
    """
    print(
        f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, "
        f"{datetime.now():%Y-%m-%d %H:%M}; {count} visitors, {seconds:g} s"
    )
    report = Report(slack)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with Index.open(folder / "index") as index:
            index.sync(SEEDS / "documents")
        log = folder / "log"
        command = [sys.executable, "-m", "ui.cli", "serve", "--port", "0"]
        process = run(log, [*command, "--index", str(folder / "index")])
        try:
            address = address_in(log, process)
            with _model(seconds + 600) as model:
                asyncio.run(_soak(address, process.pid, model, count, seconds, questions, report))
            _end(process, folder / "index", report)
            _tell_log(log)
        finally:
            if process.poll() is None:
                process.kill()
                process.wait()
    if report.missed:
        print("MISSED: " + "; ".join(report.missed))
    return 1 if report.missed else 0


@contextmanager
def _model(seconds: float) -> Iterator[str]:
    """The address of a model server that misbehaves."""
    command = [sys.executable, "-m", "tests.support.soak_model", str(seconds)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        try:
            assert process.stdout
            yield f"http://127.0.0.1:{int(process.stdout.readline())}/v1"
        finally:
            process.kill()


async def _soak(
    address: str,
    pid: int,
    model: str,
    count: int,
    seconds: float,
    questions: int,
    report: Report,
) -> None:
    site = await visitors.site(address)
    right = await _known(site, _gold()[:questions])
    before = _held(pid)
    print(f"  ({len(right)} questions with one answer; at the start {_worded(before)})", flush=True)
    tally, samples = Tally(right), Samples()
    await _storm(site, pid, model, count, seconds, tally, samples)
    _tell(tally, samples, seconds, report)
    await _settled(site, pid)
    after = _held(pid)
    print(f"  (at the end {_worded(after)})")
    report.tell("threads at the end over the start", after.threads - before.threads, 16)
    report.tell("file descriptors at the end over the start", after.files - before.files, 16)
    wrong = await _wrong_now(site, right)
    report.tell("questions answered wrongly or not at all afterwards", len(wrong), 0)


def _gold() -> list[str]:
    lines = (SEEDS / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    return [found["question"] for found in map(json.loads, lines) if found["answerable"]]


async def _known(site: Site, questions: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Questions that get the same answer with and without what the uploaders drop in."""
    names = [f"calm-{number}-0.txt" for number in range(UPLOADERS)]
    async with visitors.client(site.address) as http:
        await http.get("/")
        first = {question: await _patiently(http, question) for question in questions}
        page = Page(site, http)
        for name in names:
            await visitors.upload(page, name)
        second = {question: await _patiently(http, question) for question in questions}
        for name in names:
            await visitors.remove(page, name)
    known = {q: claims for q, (_, claims) in first.items() if second[q] == first[q]}
    if len(known) < len(questions) / 2:
        raise ValueError(f"only {len(known)} of {len(questions)} answers stay the same")
    return known


async def _patiently(http: httpx.AsyncClient, question: str) -> tuple[str, tuple[str, ...]]:
    for _ in range(20):
        try:
            return await visitors.answer(http, question)
        except visitors.BusyError:
            await asyncio.sleep(1)
    raise visitors.BusyError


async def _storm(
    site: Site,
    pid: int,
    model: str,
    count: int,
    seconds: float,
    tally: Tally,
    samples: Samples,
) -> None:
    """All at once, until the time is over."""
    started = time.monotonic()
    until = started + seconds
    known = list(tally.right)

    def theirs(number: int) -> list[str]:
        place = number * len(known) // count
        return known[place:] + known[:place]

    programs = max(1, count // 5)
    half_open = 6 * count
    async with asyncio.TaskGroup() as group:
        group.create_task(_sample(site, pid, started, until, samples, tally))
        for number in range(count):
            visit = visitors.by_api if number < programs else visitors.by_page
            group.create_task(visit(site, tally, theirs(number), until))
        for number in range(UPLOADERS):
            group.create_task(visitors.uploads(site, tally, f"{_ROUND}-{number}", until))
        for number in range(max(3, count // 8)):
            chosen = (model, WAYS[number % len(WAYS)])
            group.create_task(visitors.with_model(site, tally, chosen, until))
        for _ in range(half_open):
            group.create_task(visitors.half_open(site, tally, until))
        for _ in range(max(2, count // 12)):
            group.create_task(visitors.cut(site, tally, until))
            group.create_task(visitors.never_reads(site, tally, until))
        group.create_task(visitors.wrong_bodies(site, tally, until))
        # later than the others, whose models it keeps from being tried
        half = started + seconds / 2
        group.create_task(visitors.crowds(site, tally, (model, "mute"), half, until))


async def _sample(
    site: Site, pid: int, started: float, until: float, samples: Samples, tally: Tally
) -> None:
    async with visitors.client(site.address) as http:
        while time.monotonic() < until:
            for place in ("/", "/config", "/health"):
                asked = time.monotonic()
                try:
                    response = await http.get(place)
                    if response.status_code != 200:
                        tally.fault("page", f"{response.status_code} for {place}")
                except httpx.HTTPError as error:
                    tally.fault("page", f"{type(error).__name__} for {place}")
                samples.page.append(time.monotonic() - asked)
            samples.held.append((time.monotonic() - started, _held(pid)))
            await asyncio.sleep(SAMPLE_SECONDS)


async def _settled(site: Site, pid: int) -> None:
    """Wait until what was under way has ended, which no more than a minute may take."""
    async with visitors.client(site.address) as http:
        for second in range(60):
            await http.get("/config")  # idle threads end when another begins to work
            await asyncio.sleep(1)
            if second >= 15 and _connections(pid) == 0:
                return


async def _wrong_now(site: Site, right: dict[str, tuple[str, ...]]) -> list[str]:
    async with visitors.client(site.address) as http:
        wrong = []
        for question, claims in list(right.items())[:8]:
            try:
                found = await _patiently(http, question)
            except (visitors.BusyError, visitors.WrongError, httpx.HTTPError) as error:
                wrong.append(f"{question}: {error!r}")
                continue
            if found != (question, claims):
                wrong.append(f"{question}: {found}")
    for what in wrong:
        print(f"  {what[:300]}")
    return wrong


def _tell(tally: Tally, samples: Samples, seconds: float, report: Report) -> None:
    counts = tally.counts
    for name, number in sorted(counts.items()):
        print(f"  {name:36}{number:8,}")
    for what in tally.wrong[:20]:
        print(f"  {what[:400]}")
    for name, found in [*tally.steps.items(), ("page or /config", samples.page)]:
        spread = f"median {statistics.median(found):.2f} s, longest {max(found):.2f} s"
        print(f"  {name:20} {len(found):6,} times, {spread}")
    asked = len(tally.seconds)
    print(
        f"  ({asked:,} questions: {counts['right']:,} right, {counts['busy']:,} told busy, "
        f"{counts['abstained']:,} abstained from while documents came and went)"
    )
    answered = counts["right"] + counts["abstained"] + counts["busy"]
    report.tell("honest questions neither answered nor told busy", 1 - answered / max(asked, 1), 0)
    report.tell(
        "honest question until an answer or busy, longest",
        max(tally.seconds),
        10 * report.slack,
        "s",
    )
    p95 = statistics.quantiles(tally.seconds, n=20)[-1]
    report.tell("the same, 95th percentile", p95, 10 * report.slack, "s")
    report.tell("errors of honest visitors other than busy", counts["error"], 0)
    report.tell("crossed answers", counts["crossed"], 0)
    report.tell("answers to wrong requests that are not proper", counts["probe"], 0)
    report.tell("GET / and /config, longest", max(samples.page), 5 * report.slack, "s")
    report.tell("GET / and /config, other than 200", counts["page"], 0)
    warm = next((h for at, h in samples.held if at >= min(WARM_SECONDS, seconds / 2)))
    last = samples.held[-1][1]
    course = [
        f"{held.memory / 1e6:.0f}" for _, held in samples.held[:: len(samples.held) // 12 + 1]
    ]
    print(f"  (memory in MB, from the beginning: {' '.join(course)})")
    print(f"  (warm {_worded(warm)}; last {_worded(last)})")
    report.tell(
        "memory at the end over that after 20 s", last.memory / warm.memory, 1 + 0.15 * report.slack
    )


def _end(process: "subprocess.Popen[bytes]", index: Path, report: Report) -> None:
    process.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        report.missed.append("the end after SIGTERM")
    left = [str(p) for folder in index.glob("pincite-*") for p in [folder, *folder.rglob("*")]]
    report.tell("left in the folder for uploads after SIGTERM", len(left), 0)


def _tell_log(log: Path) -> None:
    said = log.read_text(encoding="utf-8", errors="replace").splitlines()
    print(f"  (the server wrote {len(said):,} lines)")
    for line in [line for line in said if "Error" in line][-5:]:
        print(f"    {line[:200]}")


def _held(pid: int) -> Held:
    proc = Path(f"/proc/{pid}")
    pages = int((proc / "statm").read_text().split()[1])
    threads, files = (sum(1 for _ in (proc / name).iterdir()) for name in ("task", "fd"))
    return Held(pages * os.sysconf("SC_PAGE_SIZE"), threads, files)


def _connections(pid: int) -> int:
    """Open connections of a process, without the one that listens."""
    found = 0
    for entry in Path(f"/proc/{pid}/fd").iterdir():
        try:
            found += str(entry.readlink()).startswith("socket:")
        except OSError:
            continue
    return max(0, found - 3)  # it listens, and wakes its own loop by a pair


def _worded(held: Held) -> str:
    return f"{held.memory / 1e6:.0f} MB, {held.threads} threads, {held.files} descriptors"


if __name__ == "__main__":
    sys.exit(main())
