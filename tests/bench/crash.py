"""Kill indexing at random moments, and read while another writes; nothing may be half or lost.

    python -m tests.bench.crash [--times 200] [--minutes 5] [--readers 4]

First a process adds, renews, moves and removes documents, is killed (`kill -9`) at a random moment,
and the index is looked at: it opens, every document is as one of its two states has it, every quote
is exact, and the doctor finds nothing broken. Then one process writes without pause while others
search: each search must find every document once, in its old or its new state, and never both.
The encoder is one that counts words, so that most of the time goes into writing, not into vectors.
"""

import argparse
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from index import Index
from tests.support.fake_models import FakeEncoder

DOCUMENTS = 40
SENTENCE = re.compile(r"Report \d+ keeper\d+ says state\d+ holds\.|Line \d of it stands here\.")
WRITER = """
import sys, random
from pathlib import Path
from tests.bench.crash import step
from tests.support.fake_models import FakeEncoder
from index import Index
folder, place, seed, steps = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
generator = random.Random(seed)
with Index.open(place, encoder=FakeEncoder()) as index:
    print("ready", flush=True)
    for n in range(steps):
        step(folder, generator)
        index.sync(folder)
"""
READER = """
import sys, time
from tests.bench.crash import halves
from tests.support.fake_models import FakeEncoder
from index import Index
until = time.monotonic() + float(sys.argv[2])
searches = 0
with Index.open(sys.argv[1], encoder=FakeEncoder(), create=False) as index:
    while time.monotonic() < until:
        for mode in ("lexical", "fused"):
            wrong = halves(index, mode)
            if wrong:
                print(wrong, flush=True)
                sys.exit(1)
            searches += 1
print(searches, flush=True)
"""


def text(number: int, state: int) -> str:
    """A document in one of its states: sentences that all say which."""
    said = f"Report {number} keeper{number} says state{state} holds."
    return "\n\n".join(f"{said} Line {line} of it stands here." for line in range(4)) + "\n"


def write(folder: Path, number: int, state: int) -> None:
    """Write a document at once, as an editor does."""
    partial = folder.parent / f"partial{os.getpid()}"
    partial.write_text(text(number, state))
    partial.replace(folder / f"{number}.txt")


def step(folder: Path, generator: random.Random) -> None:
    """Change the folder: renew, add, move or remove some documents."""
    for _ in range(generator.randint(1, 6)):
        number = generator.randrange(1, DOCUMENTS)  # the first always stays, and only changes state
        path = folder / f"{number}.txt"
        what = generator.choice(("renew", "renew", "add", "remove", "move"))
        if what in ("renew", "add"):
            write(folder, number, generator.randrange(1_000_000))
        elif what == "remove":
            path.unlink(missing_ok=True)
        elif path.exists():
            (folder / "moved").mkdir(exist_ok=True)
            path.replace(folder / "moved" / path.name)
    write(folder, 0, generator.randrange(1_000_000))


def states(sentences: str) -> set[str]:
    return {word for word in sentences.replace(".", " ").split() if word.startswith("state")}


def halves(index: Index, mode: str = "lexical") -> str:
    """What a search sees that is neither the old nor the new state; empty if nothing is."""
    hits = index.search("report keeper0 says state holds", 200, mode)  # type: ignore[arg-type]
    seen: dict[str, set[str]] = {}
    for hit in hits:
        document = hit.passage.document
        seen.setdefault(Path(document.source).name, set()).update(states(hit.passage.text))
        if any(not SENTENCE.fullmatch(document.slice(span)) for span in hit.passage.citable):
            return f"a quote of {document.source} is no sentence of it"
    if mode == "lexical" and "0.txt" not in seen:
        return f"document 0 is in neither state ({len(hits)} hits)"
    both = {name: found for name, found in seen.items() if len(found) > 1 and name == "0.txt"}
    return f"{both} are in two states" if both else ""


def look(place: Path) -> list[str]:
    """What is wrong with an index after a crash."""
    with Index.open(place, encoder=FakeEncoder(), create=False) as index:
        wrong = [halves(index)] if index.documents() else []
        for listed in index.listing():
            document = index.document(listed.id)
            if len(states(document.text)) != 1:
                wrong.append(f"{document.source} is in {len(states(document.text))} states")
            spans = [span for passage in index.passages(listed.id) for span in passage.citable]
            if not spans or not all(SENTENCE.fullmatch(document.slice(span)) for span in spans):
                wrong.append(f"a quote of {document.source} is no sentence of it")
        wrong += [f.what for f in index.examine() if f.severity == "broken"]
    return [what for what in wrong if what]


def crash(times: int, seed: int) -> int:
    """Kill a writer so many times; how often something was wrong after it."""
    generator = random.Random(seed)
    bad = 0
    with tempfile.TemporaryDirectory() as scratch:
        folder, place = Path(scratch, "documents"), Path(scratch, "index")
        folder.mkdir()
        for number in range(DOCUMENTS):
            write(folder, number, 0)
        with Index.open(place, encoder=FakeEncoder()) as index:
            index.sync(folder)
        for n in range(times):
            writer = _python(WRITER, str(folder), str(place), str(seed + n), "1000")
            assert writer.stdout
            writer.stdout.readline()
            time.sleep(generator.uniform(0, 0.4))
            writer.send_signal(signal.SIGKILL)
            writer.communicate()
            wrong = look(place)
            bad += bool(wrong)
            for what in wrong[:3]:
                print(f"  after kill {n}: {what}")
        with Index.open(place, encoder=FakeEncoder()) as index:
            index.sync(folder)
            left = [f for f in index.examine() if f.severity != "notice"]
            on_disk = sorted(p.read_text() for p in folder.rglob("*.txt"))
            held = sorted(index.document(line.id).text for line in index.listing())
        if left or [t.strip() for t in held] != [t.strip() for t in on_disk]:
            print(f"  at the end: {left}, {len(held)} documents of {len(on_disk)}")
            bad += 1
    print(f"kill -9, {times} times: {bad} with something wrong")
    return bad


def together(minutes: float, readers: int, seed: int) -> int:
    """Search in several processes while one writes; how many of them found something wrong."""
    with tempfile.TemporaryDirectory() as scratch:
        folder, place = Path(scratch, "documents"), Path(scratch, "index")
        folder.mkdir()
        for number in range(DOCUMENTS):
            write(folder, number, 0)
        with Index.open(place, encoder=FakeEncoder()) as index:
            index.sync(folder)
        writer = _python(WRITER, str(folder), str(place), str(seed), str(10**9))
        searching = [_python(READER, str(place), str(60 * minutes)) for _ in range(readers)]
        said = [reader.communicate() for reader in searching]
        alive = writer.poll() is None
        writer.kill()
        _, error = writer.communicate()
        with Index.open(place, encoder=FakeEncoder()) as index:
            changes = index._store.generation()
    bad = sum(reader.returncode != 0 for reader in searching) + (not alive)
    for out, wrong in said:
        print(f"  a reader: {out.strip()} {wrong.strip()[-300:]}")
    if not alive:
        print(f"  the writer ended: {error.strip()[-300:]}")
    print(f"one writer ({changes} changes), {readers} readers, {minutes} minutes: {bad} wrong")
    return bad


def _python(code: str, *arguments: str) -> "subprocess.Popen[str]":
    pipe = subprocess.PIPE
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument("--readers", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    bad = crash(options.times, options.seed) if options.times else 0
    if options.minutes:
        bad += together(options.minutes, options.readers, options.seed)
    sys.exit(bad > 0)


if __name__ == "__main__":
    main()
