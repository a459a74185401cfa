"""A few small documents, and how they are written to a folder."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from index import Index
from index.documents.read import split
from index.types import Document
from tests.support.fake_models import FakeEncoder

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


@contextmanager
def index_of(texts: Mapping[str, str], place: Path) -> Iterator[Index]:
    """An index of texts.

    Args:
        texts: by the names of their files.
        place: an empty folder, for the files and the index.
    """
    folder = place / "texts"
    folder.mkdir()
    for name, text in texts.items():
        (folder / name).write_text(text)
    with Index.open(place / "index", encoder=FakeEncoder()) as index:
        index.sync(folder)
        yield index
