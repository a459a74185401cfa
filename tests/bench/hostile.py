"""Hostile files of each family beside honest ones in one folder: are the honest ones indexed?

    python -m tests.bench.hostile [--family html] [--count 112]

Shows for each family how many honest files were indexed, the slowest file (seconds by the clock,
and of computing in the process that reads), and the most memory that process and this one took. The
exit status is 1 if an honest file is missing, or a file took over 10 s of computing or 1 GB.
"""

import argparse
import os
import resource
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from index import Index
from index.documents import pool
from index.documents.read import Item
from tests.support.fake_models import FakeEncoder
from tests.support.hostile_families import FAMILIES, write_family, write_honest
from tests.support.hostile_files import COUNT

MOST_SECONDS = 10.0
MOST_BYTES = 1_000_000_000
_TICK = os.sysconf("SC_CLK_TCK")


class Watched:
    """Reads as the pool does, and notes what each file takes."""

    def __init__(self) -> None:
        self.slowest = (0.0, "")
        self.computed = (0.0, "")
        self.memory = 0
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def read(self, path: Path, known: str) -> Iterator[Item]:
        started, computed = time.monotonic(), _children()
        try:
            yield from pool.read_apart(path, known)
        finally:
            self.slowest = max(self.slowest, (time.monotonic() - started, path.name))
            self.computed = max(self.computed, (_children() - computed, path.name))

    def close(self) -> None:
        self._stop.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._stop.wait(0.02):
            for process in _workers():
                self.memory = max(self.memory, _memory(process))


def _workers() -> list[int]:
    return [worker.pid for worker in (*pool._POOL._busy, *pool._POOL._idle)]


def _memory(process: int) -> int:
    """The most memory that a process has taken, in bytes."""
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM")), 0)


def _children() -> float:
    """Seconds that processes that read have computed: those that ended, and those that live."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    total = used.ru_utime + used.ru_stime
    for process in _workers():
        try:
            fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        total += (int(fields[11]) + int(fields[12])) / _TICK
    return total


def measure(family: str, count: int) -> bool:
    """Index a family; whether all is as it must be."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "documents"
        folder.mkdir()
        honest = {str(path) for path in write_honest(family, folder)}
        hostile = write_family(family, folder, count)
        watched = Watched()
        with Index.open(Path(name) / "index", encoder=FakeEncoder()) as index:
            started = time.monotonic()
            report = index.sync(folder, read=watched.read)
            seconds = time.monotonic() - started
            indexed = {source.partition("#")[0] for _, source in index.sources()}
        watched.close()
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    missing = sorted(honest - indexed)
    right = (
        not missing
        and watched.computed[0] <= MOST_SECONDS
        and max(watched.memory, own) <= MOST_BYTES
    )
    print(
        f"{family}: {len(honest) - len(missing)}/{len(honest)} honest, {len(hostile)} hostile in "
        f"{seconds:.0f} s; slowest {watched.slowest[0]:.1f} s ({watched.slowest[1]}), "
        f"{watched.computed[0]:.1f} s of computing ({watched.computed[1]}); memory "
        f"{watched.memory / 1e6:.0f} MB to read, {own / 1e6:.0f} MB to index"
        f"{'' if right else '  <-- WRONG'}",
        flush=True,
    )
    reasons = Counter(skip.reason[:90] for skip in report.skipped)
    for reason, number in reasons.most_common():
        print(f"    {number:5} {reason}")
    for path in missing:
        print(f"    missing: {path}")
    return right


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--family", choices=FAMILIES, action="append")
    parser.add_argument("--count", type=int, default=COUNT)
    options = parser.parse_args()
    right = [measure(family, options.count) for family in options.family or FAMILIES]
    return 0 if all(right) else 1


if __name__ == "__main__":
    sys.exit(main())
