"""How long the list of many documents takes on the page: read, filtered, sorted, counted.

    python -m tests.bench.shelf [DOCUMENTS]

Documents are invented, in one file; vectors are the fake encoder's, which the list never asks.
"""

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from index import Index
from tests.support.fake_models import FakeEncoder
from ui.render.document_list import ORDERS, View, list_to_html
from ui.web.library import Library
from ui.web.tasks import Tasks

_TEXT = (
    "The harbour of Lindau was closed for {n} days in {year}, and {n} ships waited on the lake. "
    "Nobody was late for the ferry of that day, said the harbour master.\n\nShare this article"
)


def main(number: int) -> None:
    """Print the seconds of each step, as JSON."""
    with tempfile.TemporaryDirectory() as folder:
        lines = (
            {
                "id": str(n),
                "title": f"Report {n} of the harbour",
                "text": _TEXT.format(n=n, year=1990 + n % 35),
                "date": f"{1990 + n % 35}-03-{n % 28 + 1:02}",
            }
            for n in range(number)
        )
        file = Path(folder) / "documents.jsonl"
        file.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
        with Index.open(Path(folder) / "index", encoder=FakeEncoder()) as index:
            index.sync(file)
            print(json.dumps(_measured(index)))


def _measured(index: Index) -> dict[str, object]:
    library = Library(index, Tasks(), lambda: None)
    first = _seconds(library.entries)
    entries = library.entries()
    shown = [
        _seconds(
            lambda order=order: list_to_html(entries, View("harbour 7", order), may_remove=True)
        )  # type: ignore[misc]
        for order in ORDERS
    ]
    lines = _seconds(library.count_lines)
    return {
        "documents": len(entries),
        "first_list_seconds": round(first, 3),
        "filtered_and_sorted_median_seconds": round(statistics.median(shown), 3),
        "filtered_and_sorted_worst_seconds": round(max(shown), 3),
        "roots_seconds": round(_seconds(library.roots), 3),
        "lines_never_cited_seconds": round(lines, 3),
    }


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
