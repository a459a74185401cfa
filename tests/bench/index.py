"""How fast an index is made, renewed, opened and searched; small, and with a million passages.

    python -m tests.bench.index ../shared/data/realtimeqa --index .bench/news [--only PART ...]

`--index` holds the news articles and their vectors (made first if they are not there: some twenty
minutes). Parts: `unchanged` (a second run over 10,000 files), `first` (the first of the articles
can be found, and all of them by their words), `copies` (the pairs that are said to be near copies),
`kinds` (hit@10 of the questions on the articles, with exact and with compressed vectors), `million`
(renewing and removing one document; opening, searching, memory and recall with 10,000 and 1,000,000
passages). The million are the articles again and again, each time with some words replaced by
others of the corpus and the vectors turned nearly as far as that turns them (`cosine` is of both);
they are not embedded anew, which takes hours, nor compared.
"""

import argparse
import gzip
import json
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import numpy as np

from index import Index
from index.encoders.encode import open_encoder
from index.progress import Progress
from index.store.store import Store
from index.store.writer import StoreWriter
from index.types import Document, Vectors
from qa.english.answers import normalise
from qa.evaluation.measures import holds_answer
from tests.support.fake_models import FakeEncoder

REPLACED = 0.1
"""Share of the words of a passage that a repeated one has others for."""

TURN = 0.35
"""Length of what is added to a unit vector; see `turn`, which measures it."""

PARTS = ["unchanged", "first", "copies", "kinds", "million"]

_WORD = re.compile(r"[a-z]{4,}")


def unchanged(files: int = 10_000) -> dict[str, float]:
    """Seconds of the second run over a folder in which nothing changed."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch, "documents")
        for n in range(files):
            path = folder / f"{n % 100}" / f"{n}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"The report of day {n} says that {n * 7} boats left the harbour.\n")
        with Index.open(Path(scratch, "index"), encoder=FakeEncoder()) as index:
            first = index.sync(folder).seconds
        started = time.perf_counter()
        with Index.open(Path(scratch, "index"), encoder=FakeEncoder()) as index:
            index.sync(folder)
        return {"files": files, "first": first, "second": time.perf_counter() - started}


READER = """
import sys, time
from index import Index, UserError
while True:
    try:
        with Index.open(sys.argv[1], create=False) as index:
            while not index.search("president election", mode="lexical"):
                time.sleep(0.02)
        break
    except (UserError, OSError):
        time.sleep(0.02)
print(time.time(), flush=True)
"""


def first(documents: Path) -> dict[str, float]:
    """Seconds until another process finds the first of the articles, and all are read."""
    with tempfile.TemporaryDirectory() as scratch:
        place = str(Path(scratch, "index"))
        reader = subprocess.Popen(
            [sys.executable, "-c", READER, place], stdout=subprocess.PIPE, text=True
        )
        started = time.time()
        read = 0.0

        class EnoughError(Exception):
            pass

        def progress(now: Progress) -> None:
            nonlocal read
            if now.stage != "reading":
                read = time.time() - started
                raise EnoughError

        with Index.open(place) as index:
            with suppress(EnoughError):
                index.sync(documents, progress=progress)
            found = len(index.search("president election", 1000, "lexical"))
        assert found and reader.stdout
        return {"first": float(reader.stdout.readline()) - started, "all": read}


def turn(vectors: Vectors, generator: np.random.Generator) -> Vectors:
    """Unit vectors near to these, each turned towards another one of them by chance."""
    other = vectors[generator.permutation(len(vectors))]
    noise = generator.normal(size=vectors.shape).astype(np.float32)
    noise /= np.linalg.norm(noise, axis=1, keepdims=True)
    moved = vectors + TURN * (0.7 * other + 0.7 * noise)
    made: Vectors = moved / np.linalg.norm(moved, axis=1, keepdims=True)
    return made


def reworded(text: str, vocabulary: list[str], generator: random.Random) -> str:
    """The text with some of its words replaced by others, of the same length in characters."""

    def other(match: re.Match[str]) -> str:
        word = match.group()
        if generator.random() >= REPLACED:
            return word
        return generator.choice(vocabulary)[: len(word)].ljust(len(word), "e")

    return _WORD.sub(other, text)


def measured_turn(index: Index, vocabulary: list[str]) -> dict[str, float]:
    """Cosine of a passage to itself with words replaced, embedded; and to its turned vector."""
    encoder, generator = open_encoder(), random.Random(1)
    texts = []
    for listed in index.listing()[:40]:
        texts += [p.text for p in index.passages(listed.id)[:5]]
    before = encoder.encode(texts)
    after = encoder.encode([reworded(text, vocabulary, generator) for text in texts])
    turned = turn(before, np.random.default_rng(1))
    return {
        "reworded": float(np.median((before * after).sum(1))),
        "turned": float(np.median((before * turned).sum(1))),
    }


def repeated(index: Index, count: int, target: Path) -> int:
    """Make an index of so many passages, of the documents of another, over and over."""
    generator, chance = random.Random(1), np.random.default_rng(1)
    vocabulary = _vocabulary(index)
    store = Store(target / "corpus.sqlite")
    writer = StoreWriter(store)
    writer.put_encoder(open_encoder().name)
    made = number = 0
    listed = index.listing()
    while made < count:
        added = []
        with writer.change() as change:
            for one in listed[number % len(listed) :][:200]:
                document = index.document(one.id)
                keys, vectors = index._store.vectors.of(one.id)
                if not len(keys):
                    continue
                text = document.text
                if number >= len(listed):
                    text = reworded(text, vocabulary, generator)
                    vectors = turn(vectors, chance)
                number += 1
                copy = Document(f"{number:016x}", text, f"/n/{number}", document.title)
                parts = index.passages(one.id)
                pieces = index._store.documents.read(_number(index, one.id)).pieces
                change.add(f"/n/{number}", copy, pieces, parts)
                new = store.vectors.pending(len(parts))
                added.append((new, vectors))
                store.vectors.end_pending(new[0], new[-1])
                made += len(new)
                if made >= count:
                    break
        for new, vectors in added:
            store.vectors.put(new, vectors)
    with store.transaction():
        store.near_copies.put_compared(number)  # they are near copies of one another by intent
    store.close()
    return number


def _number(index: Index, id: str) -> int:
    return int(index._store.database.rows("SELECT number FROM documents WHERE id = ?", id)[0][0])


def _vocabulary(index: Index) -> list[str]:
    texts = [index.document(listed.id).text for listed in index.listing()[:300]]
    return sorted({word for text in texts for word in _WORD.findall(text)})


SEARCH = """
import json, resource, sys, time
from index import Index
started = time.perf_counter()
index = Index.open(sys.argv[1], create=False)
index.search("warm", 10)
opened = time.perf_counter() - started
times, found = [], []
for query in json.load(sys.stdin):
    before = time.perf_counter()
    index.search(query, 10)
    times.append(time.perf_counter() - before)
for query in json.load(open(sys.argv[2])):
    vector = index.encoder.encode([query], "query")[0]
    found.append([key for key, _ in index._parts.engine.view().dense(vector, 10)])
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
print(json.dumps({"opened": opened, "times": times, "memory": memory, "found": found}))
"""


def searched(place: Path, queries: list[str]) -> dict[str, Any]:
    """Open an index in a process of its own, and search it."""
    with tempfile.NamedTemporaryFile("w", suffix=".json") as recalled:
        json.dump(queries[:100], recalled)
        recalled.flush()
        run = subprocess.run(
            [sys.executable, "-c", SEARCH, str(place), recalled.name],
            input=json.dumps(queries),
            capture_output=True,
            text=True,
            check=True,
        )
    said = json.loads(run.stdout)
    return {
        "open": said["opened"],
        "median": median(said["times"]),
        "p95": quantiles(said["times"], n=20)[-1],
        "memory": said["memory"],
        "found": said["found"],
    }


def exact(place: Path, queries: list[str], k: int = 10) -> list[list[int]]:
    """The k nearest passages of each query, by all vectors."""
    vectors = open_encoder().encode(queries, "query")
    store = Store(place / "corpus.sqlite")
    best: list[list[tuple[float, int]]] = [[] for _ in queries]
    for keys, matrix in store.vectors.after():
        for n, scores in enumerate(vectors @ matrix.T):
            top = np.argsort(-scores)[:k]
            best[n] = sorted([*best[n], *((-float(scores[t]), keys[t]) for t in top)])[:k]
    store.close()
    return [[key for _, key in found] for found in best]


def one_of_many(place: Path) -> dict[str, float]:
    """Seconds to renew and to remove one document, until another open index shows it."""
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch, "one.txt")
        path.write_text("The quokka of Rottnest was counted on Monday.\n")
        with Index.open(place) as index, Index.open(place) as reader:
            index.sync(path)
            reader.search("quokka")
            path.write_text("The quokka of Rottnest was counted on Tuesday by Zaphod.\n")
            took = {}
            started = time.perf_counter()
            index.sync(path)
            hit = reader.search("quokka zaphod", 1)[0]
            took["renew"] = time.perf_counter() - started
            assert "Zaphod" in hit.passage.text
            started = time.perf_counter()
            assert index.remove([hit.passage.document.id]) == 1
            left = reader.search("quokka zaphod", 3)
            took["remove"] = time.perf_counter() - started
            assert not any("Zaphod" in hit.passage.text for hit in left)
    return took


def million(news: Path, data: Path, work: Path, sizes: list[int]) -> Iterator[dict[str, Any]]:
    """What indexes of several sizes take."""
    questions = _questions(data)
    with Index.open(news) as index:
        yield {"cosine": measured_turn(index, _vocabulary(index))}
        for size in sizes:
            place = work / f"repeated-{size}"
            if not place.exists():
                place.mkdir(parents=True)
                repeated(index, size, place)
            with Index.open(place) as made:
                yield _timed("prepare", size, made.sync)
                yield {"size": size, "documents": made.documents(), "mb": made.status().bytes / 1e6}
                yield {"size": size, **one_of_many(place)}
            found = searched(place, questions)
            expected = exact(place, questions[:100])
            shared = [
                len(set(a) & set(b)) for a, b in zip(found.pop("found"), expected, strict=True)
            ]
            yield {"size": size, **found, "recall@10": sum(shared) / sum(map(len, expected))}


def kinds(place: Path, data: Path) -> Iterator[dict[str, Any]]:
    """Share of the questions with an answer in the corpus, for which a hit holds it; by kind."""
    corpus = [f" {normalise(row['text'])} " for row in _rows(data / "documents.jsonl.gz")]
    asked = []
    for row in _rows(data / "questions.jsonl.gz"):
        answers = [f" {answer} " for answer in map(normalise, row["answers"]) if answer]
        if any(answer in text for answer in answers for text in corpus):
            asked.append((row["question"], row["answers"]))
    with Index.open(place) as index:
        chosen = index.vectors
        for kind in ("exact", "compressed"):
            index.vectors = kind
            index.sync([])
            assert index.status().vectors == kind
            for mode in ("fused", "dense"):
                right = sum(
                    any(holds_answer(hit.passage.text, answers) for hit in found)
                    for question, answers in asked
                    for found in (index.search(question, 10, mode),)  # type: ignore[arg-type]
                )
                yield {"vectors": kind, "mode": mode, "hit@10": right / len(asked)}
        index.vectors = chosen
        index.sync([])


def copies(place: Path, data: Path) -> dict[str, float]:
    """Pairs that are said to be near copies: found of every second one; all that were found."""
    pairs = _rows(data / "near_duplicates.jsonl.gz")
    with Index.open(place) as index:
        listed = index.listing()
        ids = {one.source.partition("#")[2]: one.id for one in listed}
        titles = {one.id: one.title for one in listed}
        found = index.copies(titles)
    together = {frozenset((id, other.id)) for id, others in found.items() for other in others}
    said = {frozenset((ids[pair["a"]], ids[pair["b"]])) for pair in pairs[1::2]}
    every = {frozenset((ids[pair["a"]], ids[pair["b"]])) for pair in pairs}
    sample = random.Random(1).sample(sorted(together, key=sorted), 100)
    for pair in sample:
        if pair not in every:
            print("   not among the pairs:", " | ".join(titles[id][:60] for id in sorted(pair)))
    share = len(said & together) / len(said)
    return {"pairs found": share, "of": len(said), "all pairs": len(together)}


def _rows(path: Path) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _timed(name: str, size: int, run: Callable[..., object]) -> dict[str, float]:
    started = time.perf_counter()
    run([])
    return {"size": size, name: time.perf_counter() - started}


def _questions(data: Path) -> list[str]:
    return [row["question"] for row in _rows(data / "questions.jsonl.gz")][:300]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("data", type=Path, help="folder of the news articles")
    parser.add_argument("--index", type=Path, default=Path(".bench/news"))
    parser.add_argument("--work", type=Path, default=Path(".bench"))
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 1_000_000])
    parser.add_argument("--only", nargs="+", default=PARTS)
    options = parser.parse_args()
    if "unchanged" in options.only:
        _print("unchanged", unchanged())
    if "first" in options.only:
        _print("first", first(options.data / "documents.jsonl.gz"))
    if {"kinds", "copies", "million"} & set(options.only):
        with Index.open(options.index) as index:
            index.sync(options.data / "documents.jsonl.gz")
    if "copies" in options.only:
        _print("copies", copies(options.index, options.data))
    if "kinds" in options.only:
        for found in kinds(options.index, options.data):
            _print("kinds", found)
    if "million" in options.only:
        for found in million(options.index, options.data, options.work, options.sizes):
            _print("million", found)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    print(f"peak memory of this process: {memory:.2f} GB")


def _print(part: str, found: dict[str, Any]) -> None:
    print(part, json.dumps(found), flush=True)


if __name__ == "__main__":
    main()
