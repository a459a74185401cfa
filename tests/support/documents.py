"""A few small documents, and how they are written to a folder."""

from pathlib import Path

from index.documents.read import split
from index.types import Document

TINY = {
    "rail.txt": (
        "Trains run late\n\n"
        "Trains between Lindau and Bregenz ran late on Friday. Repairs took eleven hours. "
        "The operator refunded 300 passengers.\n"
    ),
    "harbour.txt": (
        "The harbour of Lindau was closed for nine days in March. Ferries turned back empty.\n"
    ),
    "council/budget.md": (
        "# Budget\n\nThe council of Bregenz spent 4 million euros on schools. "
        "It spent nothing on the harbour.\n"
    ),
    "council/weather.txt": "Share this\n\nIt rained for a week. The lake rose by two metres.\n",
}
"""Files of `tiny_folder`: four documents, nine sentences that may be cited."""


def written(folder: Path) -> Path:
    for name, text in TINY.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def numbered_sentences(document: Document) -> list[tuple[int | None, str]]:
    """The sentences of a document, each with the number of the row of a table that it is."""
    return [
        (document.row(piece.span.start), document.slice(piece.span))
        for piece in split(document).sentences
        if piece.kind == "sentence"
    ]
