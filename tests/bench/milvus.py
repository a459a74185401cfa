"""What a corpus costs in Milvus: time, bytes and memory for each passage, and how fast it answers.

`python -m tests.bench.milvus [PASSAGES]` starts the server of the package `milvus` on loopback, in
a folder that is removed at the end. Vectors are random directions, of which no two are near, which
is harder than real ones; texts are random words of our own.
"""

import os
import platform
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from index import Index
from index.cluster.store import SharedStore
from index.types import TextKind, Vectors
from tests.support.milvus_servers import Server, running, unit_vectors

_PASSAGES = 50_000
_IN_DOCUMENT = 18  # passages of a news article, on average
_QUERIES = 200
_K = 100  # what the fusion takes


class RandomEncoder:
    """Gives any text a direction of its own."""

    name = "random"
    dimension = 384

    def __init__(self) -> None:
        self._drawn = 0

    def encode(self, texts: Sequence[str], kind: TextKind = "passage") -> Vectors:
        self._drawn += 1
        return unit_vectors(len(texts), self.dimension, self._drawn)


def write_documents(folder: Path, passages: int) -> None:
    """JSON lines with about so many passages, of which each has about sixty words."""
    draw = random.Random(1)
    letters = "bcdfghklmnprstvw"
    words = [
        "".join(draw.choice(letters) + draw.choice("aeiou") for _ in range(draw.randint(1, 4)))
        for _ in range(20_000)
    ]
    weights = [1 / (rank + 10) for rank in range(len(words))]
    folder.mkdir()
    with (folder / "articles.jsonl").open("w") as file:
        for number in range(passages // _IN_DOCUMENT):
            lines = (
                " ".join(draw.choices(words, weights, k=20)).capitalize() + "."
                for _ in range(3 * _IN_DOCUMENT)
            )
            file.write(f'{{"id": {number}, "title": "{number}", "text": "{" ".join(lines)}"}}\n')


def size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def resident(process: int) -> int:
    """Bytes of memory of a process."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) * 1024


def timed(index: Index, mode: str, queries: int) -> str:
    seconds = []
    for number in range(queries):
        started = time.perf_counter()
        index.search(f"bado kemi {number}", _K, mode)  # type: ignore[arg-type]
        seconds.append(time.perf_counter() - started)
    middle, slow = np.quantile(seconds, (0.5, 0.95)) * 1e3
    return f"median {middle:.1f} ms, p95 {slow:.1f} ms"


def measure(server: Server, folder: Path, passages: int) -> None:
    write_documents(folder / "documents", passages)
    place = server.address("bench")
    before = resident(server.process)
    os.environ["PINCITE_CACHE"] = str(folder / "writer")
    with Index.open(place, encoder=RandomEncoder()) as index:
        started = time.perf_counter()
        report = index.sync(folder / "documents")
        seconds = time.perf_counter() - started
        count = report.passages
        print(f"indexing: {report.documents:,} documents, {count:,} passages in {seconds:.0f} s")
        print(f"  {count / seconds:,.0f} passages a second, without making vectors")
        store = index._parts.writer
        assert isinstance(store, SharedStore)
        for what in ("documents", "passages", "changes"):
            store.milvus._call("flush", f"bench_{what}")
    os.environ["PINCITE_CACHE"] = str(folder / "reader")
    started = time.perf_counter()
    with Index.open(place, encoder=RandomEncoder()) as index:
        seconds = time.perf_counter() - started
        print(f"a new machine: {seconds:.1f} s, {count / seconds:,.0f} passages a second")
        replica = sum(path.stat().st_size for path in index.folder.glob("corpus.sqlite*"))
        words = size(index.folder / "lexical")
        print(f"  replica {replica / count:,.0f} bytes a passage, words {words / count:,.0f}")
        for mode in ("lexical", "dense", "fused"):
            print(f"search, {mode}: {timed(index, mode, _QUERIES if mode == 'fused' else 50)}")
        store = index._parts.writer
        assert isinstance(store, SharedStore)
        seconds_of = []
        for vector in unit_vectors(_QUERIES, RandomEncoder.dimension, 0):
            started = time.perf_counter()
            store.milvus.nearest(vector, _K, "auto", strong=False)
            seconds_of.append(time.perf_counter() - started)
        print(f"  of which vectors: median {statistics.median(seconds_of) * 1e3:.1f} ms")
    log = size(server.folder / "data" / "rocksmq")
    data = size(server.folder / "data") - log
    print(f"server: {data / count:,.0f} bytes a passage on disk")
    print(f"  and {log / count:,.0f} in its log of what it was sent, which it keeps for days")
    grown = resident(server.process) - before
    print(f"  {grown / count:,.0f} bytes a passage of memory more than when it was empty")


def main() -> None:
    passages = int(sys.argv[1]) if sys.argv[1:] else _PASSAGES
    print(f"{platform.machine()}, {os.cpu_count()} cores, {datetime.now(UTC):%Y-%m-%d %H:%M} UTC")
    with tempfile.TemporaryDirectory() as folder, running(Path(folder) / "server") as server:
        measure(server, Path(folder), passages)


if __name__ == "__main__":
    main()
