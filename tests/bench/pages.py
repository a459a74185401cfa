"""How well the article is told from the rest of a saved web page, beside plain trafilatura.

    python -m tests.bench.pages ../shared/data/pages

The measure is that of the article-extraction-benchmark (github.com/scrapinghub): shingles of four
words as a multiset; precision and recall of each page, averaged over the pages; F1 of the averages.
"""

import gzip
import json
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from statistics import mean

import trafilatura

from index.documents.load import load_file
from index.types import Document


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """The shingles of four words, or all the words if there are fewer; none for no words."""
    words = re.findall(r"\w+", text)
    found = (tuple(words[start : start + 4]) for start in range(max(1, len(words) - 3)))
    return Counter(shingle for shingle in found if shingle)


def measures(marked: str, extracted: str) -> tuple[float | None, float | None]:
    """Precision and recall of one page; None where the benchmark leaves the page out."""
    gold, ours = shingles(marked), shingles(extracted)
    common = (gold & ours).total()
    precision = common / ours.total() if ours else None
    recall = common / gold.total() if gold else None
    return precision, recall


def through_load_file(html: bytes) -> str:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.html"
        path.write_bytes(html)
        return "\n".join(part.text for part in load_file(path) if isinstance(part, Document))


def plain_trafilatura(html: bytes) -> str:
    return trafilatura.extract(html.decode("utf-8", "replace")) or ""


def main(folder: Path) -> None:
    gold = json.loads((folder / "ground-truth.json").read_text("utf-8"))
    pages = {name: gzip.decompress((folder / f"html/{name}.html.gz").read_bytes()) for name in gold}
    extractors: dict[str, Callable[[bytes], str]] = {
        "pincite": through_load_file,
        f"trafilatura {trafilatura.__version__}": plain_trafilatura,
    }
    print(f"{len(pages)} pages       precision  recall  F1")
    for name, extract in extractors.items():
        found = [measures(gold[page]["articleBody"], extract(html)) for page, html in pages.items()]
        precision = mean(value for value, _ in found if value is not None)
        recall = mean(value for _, value in found if value is not None)
        f1 = 2 * precision * recall / (precision + recall)
        print(f"{name:18} {precision:.4f}     {recall:.4f}  {f1:.4f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
