"""A table as a workbook: the answers on one sheet, every answer with its sentence on another.

Every cell is written as text, so that nothing of a document is a formula, a link or a number there.
"""

import io
from collections.abc import Sequence

from qa.tables.types import Cell, Table
from ui.render.answer_table import NOT_READ, about
from ui.render.text import one_line, place_in_file, plain

_LONGEST = 32_767
"""Characters that a cell of a workbook may have."""

_ANSWERS = ("Document", "Published", "Source")
_SENTENCES = (
    *("Document", "Question", "Answer", "Sentence", "Place", "Probability", "Source", "Link"),
    *("First character", "Last character"),
)
_WIDE, _MIDDLE, _NARROW = 48, 28, 14


def table_to_xlsx(table: Table) -> bytes:
    """The content of an .xlsx file; needs no disk."""
    import xlsxwriter

    content = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(content, options) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        for name, lines, widths in (
            (
                "Answers",
                _answers(table),
                [_WIDE, _NARROW, _MIDDLE, *[_MIDDLE] * len(table.columns)],
            ),
            ("Sentences", _sentences(table), [_MIDDLE, _MIDDLE, _MIDDLE, 2 * _WIDE]),
        ):
            sheet = book.add_worksheet(name)
            for n, width in enumerate(widths):
                sheet.set_column(n, n, width)
            for row, line in enumerate(lines):
                for column, text in enumerate(line):
                    if text:
                        sheet.write_string(row, column, _cut(text), wrapped if row else bold)
            sheet.freeze_panes(1, 1)
    return content.getvalue()


def _answers(table: Table) -> list[Sequence[str]]:
    """A line a document; where the words that answer are not known, the sentence."""
    head = (*_ANSWERS, *(column.heading for column in table.columns))
    return [
        head,
        *(
            (
                *about(row.document),
                *(cell.answer or cell.text for cell in row.cells),
                *[NOT_READ] * (len(table.columns) - len(row.cells)),
            )
            for row in table.rows
        ),
    ]


def _sentences(table: Table) -> list[Sequence[str]]:
    """A line for each cell that is not empty."""
    return [
        _SENTENCES,
        *(
            (row.document.title, column.question, cell.answer, cell.text, *_place(cell))
            for row in table.rows
            for column, cell in zip(table.columns, row.cells, strict=False)
            if not cell.empty
        ),
    ]


def _place(cell: Cell) -> Sequence[str]:
    """Where the sentence stands, and how probable it is that it answers."""
    citation = cell.citation
    assert citation
    document, span = citation.document, citation.span
    return (
        ", ".join(place_in_file(document, span)),
        f"{cell.probability:.2f}",
        document.source,
        one_line(document.url or ""),
        str(span.start),
        str(span.end),
    )


def _cut(text: str) -> str:
    """`text` made plain, and marked where a cell has no room for the rest."""
    shown = plain(text)
    return shown if len(shown) <= _LONGEST else shown[: _LONGEST - 1] + "…"
