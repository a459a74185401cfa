"""Every benchmark whose files are found, in one table; the rest in a line that says so."""

import argparse
import json
import os
import platform
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from time import perf_counter

import platformdirs

from index import UserError, __version__
from index.encoders.encode import Encoder
from qa.evidence.load import open_selector
from qa.evidence.reader import Reader
from qa.evidence.select import Selector
from tests.bench import clapnq, near_misses, newsroom, published, qed, realtimeqa, spans, squad
from tests.bench.read import Setting
from tests.bench.table import Table

Run = Callable[[Path, Setting], list[Table]]

BENCHMARKS: dict[str, tuple[Sequence[str], Run]] = {
    "realtimeqa": (realtimeqa.FILES, realtimeqa.run),
    "squad": (squad.FILES, squad.run),
    "clapnq": (clapnq.FILES, clapnq.run),
    "qed": (qed.FILES, qed.run),
    "spans": (spans.FILES, spans.run),
    "near": (near_misses.FILES, near_misses.run),
    "newsroom": (newsroom.FILES, newsroom.run),
}


def main(
    arguments: Sequence[str] | None = None,
    encoder: Encoder | None = None,
    reader: Reader | Selector | None = None,
) -> int:
    """Run the command; `encoder` and `reader` take the place of the packaged ones."""
    options = _parser().parse_args(arguments)
    selector = open_selector(reader or options.reader, fast=options.fast)
    setting = Setting(
        options.work, options.questions, options.index, options.weeks, encoder, selector
    )
    tables: list[Table] = []
    seconds: dict[str, float] = {}
    for name in options.only:
        files, run = BENCHMARKS[name]
        missing = [file for file in files if not (options.folder / file).exists()]
        if missing:
            print(f"== {name}: absent, {options.folder / missing[0]} is not there\n")
            continue
        started = perf_counter()
        found = run(options.folder, setting)
        seconds[name] = perf_counter() - started
        tables += found
        for table in found:
            print(f"{table}\n", flush=True)
    print(published.text())
    for name, taken in seconds.items():
        print(f"{name}: {taken:.0f} s in all", file=sys.stderr)
    if options.output:
        _write(options.output, options.questions, tables, seconds)
    return 0


def _write(
    path: Path, questions: int | None, tables: Sequence[Table], seconds: dict[str, float]
) -> None:
    """The tables; only `seconds` differ from run to run."""
    results = {
        "about": {
            "pincite": __version__,
            "python": platform.python_version(),
            "machine": f"{platform.machine()}, {os.cpu_count()} cores",
            "questions": questions,
        },
        "tables": [table.to_dict() for table in tables],
        "published, not run here": [asdict(row) for row in published.PUBLISHED],
        "seconds": seconds,
    }
    text = json.dumps(results, indent=1, ensure_ascii=False, allow_nan=False)
    path.write_text(text + "\n", encoding="utf-8")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m tests.bench", description=__doc__)
    parser.add_argument("folder", type=Path, help="where the public data lies")
    parser.add_argument(
        "--only", type=_names, default=list(BENCHMARKS), help=f"of {','.join(BENCHMARKS)}"
    )
    parser.add_argument("--questions", type=_count, help="of each at most; all if left out")
    parser.add_argument("--index", type=Path, help="a ready index of all RealTimeQA articles")
    parser.add_argument(
        "--weeks", choices=("odd", "even"), default="odd", help="half of RealTimeQA to ask"
    )
    work = Path(platformdirs.user_cache_dir("pincite"), "bench")
    parser.add_argument("--work", type=Path, default=work, help=f"what is kept ({work})")
    parser.add_argument("--reader", type=Path, help="folder of another reader's model")
    parser.add_argument("--fast", action="store_true", help="leave the base network out")
    parser.add_argument("--output", type=Path, help="results as JSON")
    return parser


def _names(value: str) -> list[str]:
    names = value.split(",")
    unknown = [name for name in names if name not in BENCHMARKS]
    if unknown:
        raise argparse.ArgumentTypeError(f"there is no {unknown[0]}, only {', '.join(BENCHMARKS)}")
    return names


def _count(value: str) -> int:
    count = int(value)
    if count < 1:
        raise argparse.ArgumentTypeError("at least one question is needed")
    return count


if __name__ == "__main__":
    try:
        sys.exit(main())
    except UserError as error:
        sys.exit(str(error))
