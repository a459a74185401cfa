"""Tables made by hand."""

from index.types import Document, Listed, Passage, Sentence, Span
from qa.tables import Cell, Column, Row, Table
from qa.types import Citation

EMPTY = Cell(0.01)


def filled(text: str, answer: str = "", *, agreed: bool = False, title: str = "Dam") -> Cell:
    """A cell of a document that says just this."""
    id = f"{abs(hash((text, title))):016x}"[:16]
    document = Document(id, text, f"/news/{title}.txt", title, "2025-10-24")
    span = Span(id, 0, len(text))
    start = text.find(answer) if answer else -1
    words = Span(id, start, start + len(answer)) if start >= 0 else None
    citation = Citation(document, span, 0.9, words)
    return Cell(0.9, citation, Passage(document, span, (Sentence(span),)), answer, agreed=agreed)


def listed(title: str = "Dam", sentences: int = 3, published: str | None = "2025-10-24") -> Listed:
    return Listed(f"{title:0<16}"[:16], title, f"/news/{title}.txt", published, sentences)


def made(*rows: tuple[Cell, ...], questions: tuple[str, ...] = ("Who died?",)) -> Table:
    """A complete table of these rows."""
    documents = tuple(listed(f"Doc {n}") for n in range(len(rows)))
    lines = tuple(Row(d, cells) for d, cells in zip(documents, rows, strict=True))
    return Table(tuple(Column(q, q) for q in questions), documents, lines)
