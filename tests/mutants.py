"""Would the tests notice? Breaks the product in one place at a time, and runs tests that guard it.

    python -m tests.mutants [--only WORDS] [--jobs 2]

Each mutation is made in a copy of the repository in a temporary folder, of which the named tests
are then run; the repository itself is only read. A mutation is killed if a test fails, and survives
if all pass. One that matches nothing, or more than one place, is an error: what it breaks has been
renamed, and `tests/mutations.py` must say where it is now. So is a run that neither passes nor
fails, such as one that cannot import.

Exits with 1 if a mutation survives, and with 2 after an error.
"""

import argparse
import hashlib
import json
import os
import queue
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

from tests.support.paths import ROOT

Outcome = Literal["killed", "SURVIVED", "ERROR"]

SECONDS = 300.0
"""A run of tests that takes longer is an error."""


class MutationError(Exception):
    """A mutation that cannot be made, or a run of tests that says neither yes nor no."""


class Mutation(Protocol):
    """One way to break the product.

    Attributes:
        name: what is broken.
        tests: files of tests, or single ones, that should see it.
    """

    @property
    def name(self) -> str: ...

    @property
    def tests(self) -> tuple[str, ...]: ...

    def edits(self, root: Path) -> dict[Path, str]:
        """The new contents of what it changes in the copy at `root`.

        Raises:
            MutationError: if it does not match exactly one place.
        """
        ...


@dataclass(frozen=True, slots=True)
class Replace:
    """A place in the code that a pattern finds, with something else in it.

    Attributes:
        where: a glob of the files in which to look, from the root, such as `qa/**/*.py`.
        pattern: matches exactly once in all of them.
        put: what takes its place, as in `re.sub`.
    """

    name: str
    where: str
    pattern: str
    put: str
    tests: tuple[str, ...]

    def edits(self, root: Path) -> dict[Path, str]:
        """See `Mutation.edits`."""
        pattern = re.compile(self.pattern, re.MULTILINE)
        texts = {path: path.read_text(encoding="utf-8") for path in sorted(root.glob(self.where))}
        counts = {path: len(pattern.findall(text)) for path, text in texts.items()}
        there = [path for path, count in counts.items() if count]
        if sum(counts.values()) != 1:
            places = ", ".join(str(path.relative_to(root)) for path in there) or "no file"
            raise MutationError(
                f"{self.pattern!r} matches {sum(counts.values())} places in {self.where}, not 1 "
                f"({places})"
            )
        changed = pattern.sub(self.put, texts[there[0]])
        if changed == texts[there[0]]:
            raise MutationError(f"{self.pattern!r} is replaced by itself")
        return {there[0]: changed}


@dataclass(frozen=True, slots=True)
class Recalibrate:
    """A number in the calibration of a model, and its hash in the manifest.

    Attributes:
        file: the calibration, in `qa/models`.
        key: names of objects down to the number.
        change: the number → the one in its place.
    """

    name: str
    file: str
    key: tuple[str, ...]
    change: Callable[[float], float]
    tests: tuple[str, ...]

    def edits(self, root: Path) -> dict[Path, str]:
        """See `Mutation.edits`."""
        calibration = root / "qa" / "models" / self.file
        manifest = calibration.with_name("manifest.json")
        try:
            values = json.loads(calibration.read_text(encoding="utf-8"))
            about = json.loads(manifest.read_text(encoding="utf-8"))
            holder = values
            for key in self.key[:-1]:
                holder = holder[key]
            before = holder[self.key[-1]]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise MutationError(f"{self.file} has no {'.'.join(self.key)} ({error!r})") from error
        holder[self.key[-1]] = round(self.change(before), 6)
        if holder[self.key[-1]] == before:
            raise MutationError(f"{'.'.join(self.key)} of {self.file} stays {before}")
        text = json.dumps(values, indent=1) + "\n"
        about["sha256"][calibration.name] = hashlib.sha256(text.encode()).hexdigest()
        return {calibration: text, manifest: json.dumps(about, indent=1) + "\n"}


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a mutation."""

    mutation: Mutation
    outcome: Outcome
    said: str = ""


@contextmanager
def applied(mutation: Mutation, root: Path) -> Iterator[None]:
    """The copy at `root` with a mutation in it, and afterwards as it was.

    Raises:
        MutationError: if it does not match exactly one place; nothing is changed.
    """
    edits = mutation.edits(root)
    before = {path: path.read_bytes() for path in edits}
    try:
        for path, text in edits.items():
            path.write_text(text, encoding="utf-8")
        yield
    finally:
        for path, content in before.items():
            path.write_bytes(content)


def passes(root: Path, tests: Iterable[str]) -> bool:
    """Whether tests pass in the copy at `root`.

    Raises:
        MutationError: if they neither pass nor fail.
    """
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests]
    # without compiled files, which a change of the same size in the same second would not renew
    environment = {**os.environ, "PYTHONPATH": str(root), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        run = subprocess.run(
            command,
            cwd=root,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise MutationError(f"the tests took more than {SECONDS:.0f} s") from error
    if run.returncode not in (0, 1):
        last = "\n".join(run.stdout.splitlines()[-15:])
        raise MutationError(f"pytest ended with {run.returncode}:\n{last}")
    return run.returncode == 0


def tried(mutation: Mutation, root: Path) -> Result:
    """What becomes of one mutation in the copy at `root`."""
    try:
        with applied(mutation, root):
            survived = passes(root, mutation.tests)
    except MutationError as error:
        return Result(mutation, "ERROR", str(error))
    return Result(mutation, "SURVIVED" if survived else "killed")


def copied(repository: Path, to: Path) -> None:
    """Copy what git knows of a repository, and what it would be told of, as it is now."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=repository,
        stdout=subprocess.PIPE,
        check=True,
    )
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (repository / name).is_file():  # and not deleted, or a link to a folder
            (to / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(repository / name, to / name)


def try_all(
    mutations: Sequence[Mutation], repository: Path, work: Path, jobs: int
) -> Iterator[Result]:
    """What becomes of each mutation, in their order.

    Args:
        mutations: to try.
        repository: which is only read.
        work: an empty folder, for the copies.
        jobs: how many are tried at a time, each in a copy of its own.

    Raises:
        MutationError: if a test fails although nothing is mutated.
    """
    copies: queue.Queue[Path] = queue.Queue()
    for n in range(jobs):
        copied(repository, work / str(n))
        copies.put(work / str(n))
    tests = sorted({test for mutation in mutations for test in mutation.tests})
    if not passes(work / "0", tests):
        raise MutationError("A test fails although nothing is mutated: " + " ".join(tests))

    def one(mutation: Mutation) -> Result:
        copy = copies.get()
        try:
            return tried(mutation, copy)
        finally:
            copies.put(copy)

    with ThreadPoolExecutor(jobs) as pool:
        yield from pool.map(one, mutations)


def main(mutations: Sequence[Mutation] | None = None, repository: Path = ROOT) -> int:
    """Run the command; the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="mutations whose name holds this")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="at the same time")
    options = parser.parse_args()
    if mutations is None:
        from tests.mutations import MUTATIONS

        mutations = MUTATIONS
    chosen = [mutation for mutation in mutations if options.only in mutation.name]
    if not chosen:
        parser.error(f"no mutation has {options.only!r} in its name")
    counts = {"killed": 0, "SURVIVED": 0, "ERROR": 0}
    with tempfile.TemporaryDirectory(prefix="pincite-mutants-") as work:
        try:
            for result in try_all(chosen, repository, Path(work), max(1, options.jobs)):
                counts[result.outcome] += 1
                print(f"{result.outcome:<9} {result.mutation.name}", flush=True)
                if result.said:
                    print(f"          {result.said}", flush=True)
        except MutationError as error:
            print(error)
            return 2
    print(", ".join(f"{count} {outcome.lower()}" for outcome, count in counts.items()))
    return 2 if counts["ERROR"] else int(counts["SURVIVED"] > 0)


if __name__ == "__main__":
    from tests import mutants  # the same module, and error, that the mutations know

    sys.exit(mutants.main())
