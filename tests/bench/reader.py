"""How long it takes to read 32 passages, warm.

    python -m tests.bench.reader [--reader DIR]

Over an index of the seeds, for every gold question that has so many hits; once before, unmeasured.
"""

import argparse
import os
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

from index import Index
from qa.evaluation.gold import GoldFile
from qa.evidence.reader import PACKAGED, PackagedReader
from tests.support.paths import ROOT

READ = 32


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reader", type=Path, default=PACKAGED)
    reader = PackagedReader(parser.parse_args().reader)
    with tempfile.TemporaryDirectory() as folder, Index.open(Path(folder)) as index:
        index.sync(ROOT / "seeds" / "documents")
        asked = [gold.question for gold in GoldFile(ROOT / "seeds" / "gold.jsonl")]
        found = {question: index.search(question, READ) for question in asked}
    pairs = [(q, [h.passage for h in hits]) for q, hits in found.items() if len(hits) == READ]
    reader.read(*pairs[0])
    seconds = []
    for question, passages in pairs:
        started = perf_counter()
        reader.read(question, passages)
        seconds.append(perf_counter() - started)
    characters = median(sum(len(p.text) for p in passages) / READ for _, passages in pairs)
    seconds.sort()
    print(
        f"{len(pairs)} questions, {READ} passages each of {characters:.0f} characters on average, "
        f"{os.cpu_count()} cores: median {median(seconds) * 1000:.0f} ms, "
        f"95% under {seconds[int(len(seconds) * 0.95)] * 1000:.0f} ms"
    )


if __name__ == "__main__":
    main()
