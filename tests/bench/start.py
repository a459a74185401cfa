"""From the start of the process to an answer on the seeds, and to the command's help.

    python -m tests.bench.start [--runs 5]

Prints medians of wall and processor seconds, after one run that is not counted.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from statistics import median

from tests.support.paths import ROOT

QUESTION = "How many Ukrainian villages does Russia say it captured over the past week?"


def seconds(arguments: Sequence[str]) -> tuple[float, float]:
    """Wall and processor seconds of one run of pincite."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "ui.cli", *arguments], cwd=ROOT, check=True, capture_output=True
    )
    wall = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as index:
        seconds(["index", "seeds/documents", "--index", index])
        for arguments in (["ask", QUESTION, "--index", index], ["--help"]):
            runs = [seconds(arguments) for _ in range(options.runs + 1)][1:]
            wall, used = (median(column) for column in zip(*runs, strict=True))
            print(f"pincite {arguments[0]}: {wall:.2f} s wall, {used:.2f} s of CPU")


if __name__ == "__main__":
    main()
