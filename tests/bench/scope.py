"""What a scope costs, and what it finds: on an index of invented passages.

    python -m tests.bench.scope --passages 1000000 [--work .bench/scope]

The passages are words drawn by how rare they are, ten to a document, and vectors drawn around a
thousand centres; nothing is embedded. Each document has a day, a source, an author, a folder and a
type. Measured for each scope, over many queries: hits outside of it; seconds of computing of a
search against one without a scope, the queries in turns; and of the hits, how many an index of that
part alone gives, too (the scopes of up to `--part` passages, each indexed anew).
"""

import argparse
import datetime
import json
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

from index import Index
from index.store.scopes import Scopes
from index.store.store import Store
from index.store.writer import StoreWriter
from index.types import Document, Passage, Scope, Sentence, Span, TextKind, Vectors

DIMENSION = 64
WORDS = 50_000
LENGTH = 40
PASSAGES = 10  # of a document
CENTRES = 1_000
DEPTH = 10


class Drawn:
    """An encoder that gives a query a vector by its hash, near to one of the centres."""

    name = "drawn"
    dimension = DIMENSION

    def encode(self, texts: Sequence[str], kind: TextKind = "passage") -> Vectors:
        rows = []
        for text in texts:
            chance = np.random.default_rng(abs(hash(text)) % 2**32)
            rows.append(drawn(chance, 1)[0])
        return np.stack(rows)


_MIDDLES = np.random.default_rng(0).normal(size=(CENTRES, DIMENSION))
_SHARES = np.cumsum(1 / np.arange(1, WORDS + 1))


def drawn(chance: np.random.Generator, count: int) -> Vectors:
    near = _MIDDLES[chance.integers(CENTRES, size=count)] + chance.normal(size=(count, DIMENSION))
    return (near / np.linalg.norm(near, axis=1, keepdims=True)).astype(np.float32)


def words(chance: np.random.Generator, count: int) -> list[str]:
    ranks = np.searchsorted(_SHARES, _SHARES[-1] * chance.random(count))
    return [f"w{rank}x" for rank in ranks.tolist()]


def document(number: int, texts: Sequence[str]) -> tuple[Document, list[Sentence], list[Passage]]:
    text = "\n".join(texts)
    day = datetime.date(2015, 1, 1) + datetime.timedelta(days=number * 7919 % 3650)
    ending = ("txt", "html", "pdf", "eml")[number % 4]
    made = Document(
        f"{number:016x}",
        text,
        f"/n/{number % 1000}/{number}.{ending}",
        f"Title {number}",
        None if number % 50 == 0 else day.isoformat(),
        f"https://www.site{number % 37}.example/{number}",
        author=f"Author {number * 31 % 5000}",
        publisher=f"Paper {number * 17 % 200}",
    )
    starts = np.cumsum([0, *(len(text) + 1 for text in texts)])[:-1].tolist()
    spans = [Span(made.id, at, at + len(t)) for at, t in zip(starts, texts, strict=True)]
    sentences = [Sentence(span) for span in spans]
    return made, sentences, [Passage(made, s, (Sentence(s),)) for s in spans]


def make(place: Path, numbers: Sequence[int]) -> None:
    """An index of the documents of these numbers; each is always the same."""
    place.mkdir(parents=True)
    store = Store(place / "corpus.sqlite")
    writer = StoreWriter(store)
    writer.put_encoder(Drawn.name)
    for first in range(0, len(numbers), 1000):
        some = numbers[first : first + 1000]
        vectors = []
        with writer.change() as change:
            for number in some:
                chance = np.random.default_rng(number)
                drawn_words = words(chance, PASSAGES * LENGTH)
                texts = [
                    " ".join(drawn_words[at : at + LENGTH])
                    for at in range(0, PASSAGES * LENGTH, LENGTH)
                ]
                made, sentences, passages = document(number, texts)
                change.add(made.source, made, sentences, passages)
                vectors.append(drawn(chance, PASSAGES))
        keys = store.vectors.pending(PASSAGES * len(some))
        store.vectors.put(keys, np.concatenate(vectors))
    with store.transaction():
        store.near_copies.put_compared(10**9)
    store.close()
    with Index.open(place, encoder=Drawn()) as index:
        index.sync([])


SCOPES = {
    "half by date": Scope(datetime.date(2020, 1, 1)),
    "a month": Scope(datetime.date(2020, 3, 1), datetime.date(2020, 3, 31)),
    "a type": Scope(types=("pdf",)),
    "a source": Scope(sources=("paper 17",)),
    "a host": Scope(sources=("site5.example",)),
    "an author": Scope(authors=("author 31",)),
    "a folder": Scope(folders=("/n/7",)),
    "thirty folders": Scope(folders=tuple(f"/n/{n}" for n in range(30))),
    "a hundred folders": Scope(folders=tuple(f"/n/{n}" for n in range(0, 1000, 10))),
    "date, type and source": Scope(
        datetime.date(2018, 1, 1), types=("html", "txt"), sources=("paper 17", "paper 34")
    ),
}


def measure(place: Path, queries: Sequence[str], part: int, work: Path) -> None:
    with Index.open(place, encoder=Drawn()) as index:
        for query in queries[:10]:
            index.search(query)
        for name, scope in SCOPES.items():
            started = time.perf_counter()
            index.search(queries[0], scope=scope)
            first = time.perf_counter() - started
            inside = _ids(index, scope)
            said: dict[str, Any] = {"documents": len(inside), "first": round(first, 3)}
            for mode in ("fused", "dense", "lexical"):
                times: dict[str, list[float]] = {"all": [], "scope": []}
                outside = 0
                for n, query in enumerate(queries):
                    for kind in ("all", "scope") if n % 2 else ("scope", "all"):
                        chosen = scope if kind == "scope" else Scope()
                        started = time.process_time()
                        hits = index.search(query, DEPTH, mode, chosen)  # type: ignore[arg-type]
                        times[kind].append(time.process_time() - started)
                        if kind == "scope":
                            outside += sum(h.passage.document.id not in inside for h in hits)
                ratio = median(times["scope"]) / median(times["all"])
                said[mode] = {
                    "outside": outside,
                    "all": round(median(times["all"]), 4),
                    "scope": round(median(times["scope"]), 4),
                    "ratio": round(ratio, 3),
                }
            if len(inside) * PASSAGES <= part:
                with tempfile.TemporaryDirectory(dir=work) as scratch:
                    alone = Path(scratch, "part")
                    make(alone, sorted(int(id, 16) for id in inside))
                    with Index.open(alone, encoder=Drawn()) as other:
                        for mode in ("fused", "dense", "lexical"):
                            shared = total = same = 0
                            for query in queries:
                                ours = _places(index.search(query, DEPTH, mode, scope))  # type: ignore[arg-type]
                                theirs = _places(other.search(query, DEPTH, mode))  # type: ignore[arg-type]
                                shared += len(set(ours) & set(theirs))
                                total += len(theirs)
                                same += ours == theirs
                            said[mode]["shared"] = round(shared / max(total, 1), 4)
                            said[mode]["same order"] = round(same / len(queries), 3)
            print(name, json.dumps(said), flush=True)


def _ids(index: Index, scope: Scope) -> set[str]:
    scopes: Scopes = index._store.scopes
    return scopes.within(scope, [listed.id for listed in index.listing()])


def _places(hits: Sequence[Any]) -> list[Span]:
    return [hit.passage.span for hit in hits]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--passages", type=int, default=1_000_000)
    parser.add_argument("--queries", type=int, default=40)
    parser.add_argument("--part", type=int, default=30_000, help="passages of a part made alone")
    parser.add_argument("--work", type=Path, default=Path(".bench/scope"))
    options = parser.parse_args()
    place = options.work / f"{options.passages}"
    if not place.exists():
        started = time.perf_counter()
        make(place, range(1, options.passages // PASSAGES + 1))
        print("made in", round(time.perf_counter() - started), "s", flush=True)
    chance = np.random.default_rng(10**9)
    queries = [" ".join(words(chance, 8)) for _ in range(options.queries)]
    measure(place, queries, options.part, options.work)


if __name__ == "__main__":
    main()
