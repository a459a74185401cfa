"""Flip single bits anywhere in an index; nothing may be quoted that no document says.

    python -m tests.bench.flips [--flips 200] [--seed 1] [--questions 8]

The seeds are indexed once, by the networks that ship. Then, for each of so many places in the files
of the index, one bit of a copy is flipped, and gold questions are asked of the copy. Allowed is the
answer of before, or an error that says that the index is damaged. Then the doctor looks, puts right
what can be, the seeds are indexed again, and the answer is that of before, or the doctor says that
it is beyond repair and what to do. Every file is hit in proportion to its size, and a few times at
least.
"""

import argparse
import json
import logging
import random
import shutil
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index import Index
from index.encoders.encode import Encoder, open_encoder
from index.errors import DamagedError, UserError
from index.types import Passage, TextKind, Vectors
from qa import Assistant
from qa.evidence.reader import PackagedReader, Reader, Reading
from tests.support.paths import ROOT

SEEDS = ROOT / "seeds"
AT_LEAST = 3  # flips in each file
KINDS = ("same answer", "damaged, said", "WRONG")
AFTER = ("nothing to mend", "mended", "remedy said", "WRONG")

Told = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
"""Claims, each with its citations: name of the file, quote."""


class Remembering:
    """An encoder and a reader that do not read the same twice: most copies hold the same."""

    def __init__(self, encoder: Encoder, reader: Reader) -> None:
        self.name = encoder.name
        self.dimension = encoder.dimension
        self._encoder = encoder
        self._reader = reader
        self.calibration = reader.calibration
        self._vectors: dict[tuple[str, str], Vectors] = {}
        self._readings: dict[tuple[str, Passage], Reading] = {}

    def encode(self, texts: Sequence[str], kind: TextKind = "passage") -> Vectors:
        new = [text for text in dict.fromkeys(texts) if (text, kind) not in self._vectors]
        if new:
            for text, vector in zip(new, self._encoder.encode(new, kind), strict=True):
                self._vectors[text, kind] = vector
        return np.stack([self._vectors[text, kind] for text in texts])

    def read(self, question: str, passages: Sequence[Passage]) -> list[Reading]:
        new = [p for p in dict.fromkeys(passages) if (question, p) not in self._readings]
        if new:
            for passage, reading in zip(new, self._reader.read(question, new), strict=True):
                self._readings[question, passage] = reading
        return [self._readings[question, passage] for passage in passages]


@dataclass(frozen=True)
class Outcome:
    """What came of a flip: when asked, found by the doctor or not, and when mended."""

    file: str
    asked: str
    found: bool
    mended: str
    why: str = ""


def told(index: Index, networks: Remembering, questions: Sequence[str]) -> list[Told]:
    """What is answered."""
    assistant = Assistant(index, reader=networks)
    return [
        tuple(
            (claim.text, tuple((Path(c.document.source).name, c.quote) for c in claim.citations))
            for claim in assistant.ask(question).claims
        )
        for question in questions
    ]


def ask(place: Path, networks: Remembering, questions: Sequence[str], before: list[Told]) -> str:
    """How a copy answers: as before, by saying that it is damaged, or wrongly."""
    try:
        with Index.open(place, encoder=networks, create=False) as index:
            answers = told(index, networks, questions)
            index.listing()
            index.status()
    except UserError as error:
        said = isinstance(error, DamagedError) and "damaged" in str(error)
        return KINDS[1] if said else f"{KINDS[2]}: {error}"
    except Exception:
        return f"{KINDS[2]}: {traceback.format_exc()}"
    if answers == before:
        return KINDS[0]
    wrong = next(n for n, answer in enumerate(answers) if answer != before[n])
    return f"{KINDS[2]}: {questions[wrong]} → {answers[wrong]}, not {before[wrong]}"


def examined(place: Path, networks: Remembering, *, fix: bool) -> tuple[bool, list[str]]:
    """Whether the doctor found something, and the remedies of what is broken."""
    try:
        with Index.open(place, encoder=networks, create=False) as index:
            found = index.examine(fix=fix)
    except DamagedError as error:
        return True, [error.remedy]
    bad = [f for f in found if f.severity != "notice"]
    return bool(bad), [finding.remedy for finding in bad if finding.severity == "broken"]


def mend(place: Path, networks: Remembering, questions: Sequence[str], before: list[Told]) -> str:
    """What comes of it after `doctor --fix` and another run of indexing."""
    try:
        _, remedies = examined(place, networks, fix=True)
        if remedies:
            return AFTER[2] if all(remedies) else f"{AFTER[3]}: no remedy"
        with Index.open(place, encoder=networks, create=False) as index:
            index.sync()
            answers = told(index, networks, questions)
            left = [f for f in index.examine() if f.severity != "notice"]
    except Exception:
        return f"{AFTER[3]}: {traceback.format_exc()}"
    if answers != before or left:
        return f"{AFTER[3]}: {left or 'another answer'}"
    return AFTER[1]


def flip(path: Path, bit: int) -> None:
    """Flip one bit of a file."""
    with path.open("r+b") as file:
        file.seek(bit // 8)
        (byte,) = file.read(1)
        file.seek(bit // 8)
        file.write(bytes([byte ^ 1 << bit % 8]))


def places(
    folder: Path, flips: int, generator: random.Random, only: str = ""
) -> list[tuple[str, int]]:
    """(name of a file in the folder, bit of it): by size, and some of each file at least."""
    sizes = {
        str(path.relative_to(folder)): path.stat().st_size
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.stat().st_size and only in path.name
    }
    chosen = [name for name in sizes for _ in range(AT_LEAST)][:flips]
    chosen += generator.choices(list(sizes), list(sizes.values()), k=flips - len(chosen))
    return [(name, generator.randrange(8 * sizes[name])) for name in chosen]


def run(flips: int, seed: int, asked: int, networks: Remembering, only: str = "") -> list[Outcome]:
    """Flip so many bits; what came of each."""
    generator = random.Random(seed)
    gold = [json.loads(line) for line in (SEEDS / "gold.jsonl").read_text().splitlines()]
    questions = [line["question"] for line in generator.sample(gold, asked)]
    outcomes = []
    with tempfile.TemporaryDirectory() as scratch:
        documents, whole = Path(scratch, "documents"), Path(scratch, "whole")
        shutil.copytree(SEEDS / "documents", documents)
        make(whole, documents, networks)
        with Index.open(whole, encoder=networks) as index:
            before = told(index, networks, questions)
        for file in ("corpus.sqlite-wal", "corpus.sqlite-shm"):
            assert not (whole / file).exists()
        for n, (name, bit) in enumerate(places(whole, flips, generator, only)):
            copy = Path(scratch, f"copy{n}")
            shutil.copytree(whole, copy)
            flip(copy / name, bit)
            outcomes.append(outcome(copy, name, bit, networks, questions, before))
            shutil.rmtree(copy)
            if (n + 1) % 50 == 0:
                print(f"  {n + 1} flips", flush=True)
    return outcomes


def make(place: Path, documents: Path, networks: Remembering) -> None:
    """Index documents, with a base of vectors, as a larger index has it."""
    with Index.open(place, encoder=networks) as index:
        index.sync(documents)
        index._parts.engine.base.make()


def outcome(
    copy: Path,
    name: str,
    bit: int,
    networks: Remembering,
    questions: Sequence[str],
    before: list[Told],
) -> Outcome:
    """Ask, let the doctor look, let him mend it, and ask again."""
    looked_at = copy.with_name("looked-at")
    shutil.copytree(copy, looked_at)
    try:
        answer = ask(copy, networks, questions, before)
        try:
            found, _ = examined(looked_at, networks, fix=False)
        except Exception:
            found, answer = True, f"{KINDS[2]}: the doctor: {traceback.format_exc()}"
        after = mend(looked_at, networks, questions, before) if found else AFTER[0]
    finally:
        shutil.rmtree(looked_at)
    if answer == KINDS[1] and not found:
        answer = f"{KINDS[2]}: it says that it is damaged, the doctor finds nothing"
    why = "\n".join(x for x in (answer, after) if "WRONG" in x)
    return Outcome(
        name, answer.split(":")[0], found, after.split(":")[0], f"{name}, bit {bit}: {why}"
    )


def table(outcomes: Sequence[Outcome]) -> str:
    """How many of each kind, by file; segments of the word index by their endings."""
    lines = [
        f"{'file':28}"
        + "".join(f"{head:>17}" for head in ("flips", *KINDS, "doctor finds", *AFTER))
    ]
    kinds: dict[str, list[Outcome]] = {}
    for one in outcomes:
        name = one.file
        if "lexical/" in name and "json" not in name:
            name = f"lexical/*{Path(name).suffix}"
        kinds.setdefault(name, []).append(one)
    kinds["all"] = list(outcomes)
    for name, some in kinds.items():
        asked, mended = Counter(o.asked for o in some), Counter(o.mended for o in some)
        counts = [len(some), *(asked[kind] for kind in KINDS), sum(o.found for o in some)]
        counts += [mended[kind] for kind in AFTER]
        lines.append(f"{name:28}" + "".join(f"{count:17,}" for count in counts))
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--flips", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--questions", type=int, default=8)
    parser.add_argument("--file", default="", help="flip only in files of this name")
    options = parser.parse_args()
    logging.getLogger("pincite").setLevel(logging.ERROR)  # it says what it mends
    started = time.perf_counter()
    networks = Remembering(open_encoder(None), PackagedReader())
    outcomes = run(options.flips, options.seed, options.questions, networks, options.file)
    print(table(outcomes))
    wrong = [one for one in outcomes if "WRONG" in (one.asked, one.mended)]
    for one in wrong:
        print(one.why)
    print(f"{len(outcomes)} flips in {time.perf_counter() - started:.0f} s: {len(wrong)} wrong")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
