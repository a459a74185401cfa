"""A table as text, as values for JSON, as HTML and as CSV; `answer_sheet.py` makes a workbook.

Pure functions of their arguments; everything of a document is made plain or escaped. In CSV, a cell
that a spreadsheet would read as a formula begins with an apostrophe, as usual; in JSON it is exact.
"""

import csv
import io
import re
from collections.abc import Iterator
from typing import Any

from index.paths import file_name
from index.scopes import scope_to_dict
from index.types import Listed
from qa.tables.types import Cell, Row, Table
from qa.types import Citation
from ui.render.html import check_anchor, text_to_html
from ui.render.labels import date_of
from ui.render.original import original_button
from ui.render.scope import scope_to_text
from ui.render.sources import about_to_html, in_context
from ui.render.text import count, one_line, place_in_file, plain, shorten
from ui.render.values import citation_to_dict

_SHORT = 160
"""Characters of a sentence that stands in a cell of the page by itself."""

_FORMULA = re.compile(r"[\s\x00]*[=+\-@＝＋－＠]|[\t\r\n]")
"""What a spreadsheet reads as the beginning of a formula."""

NOT_READ = "(not read)"
"""What stands in a file where a cell was not read, so that it is not taken for an empty one."""

_DOCUMENT = ("Document", "Published", "Source")
_AGREED = "sure only since other documents say the same"


def size(table: Table) -> str:
    """How many documents and questions it has."""
    documents = count(len(table.documents), "document")
    questions = count(len(table.columns), "question")
    return f"{documents} × {questions}"


def headline(table: Table) -> str:
    """How large the table is, how many cells are filled, and what was not read; one line."""
    filled = f"{table.answered:,} of {count(table.read, 'cell')} answered"
    within = f"; {scope_to_text(table.scope)}" if table.scope else ""
    return f"{size(table)}: {filled}{within}{unread(table)}"


def unread(table: Table) -> str:
    """That documents were not read, or not for every question; "" if all were."""
    if table.complete:
        return ""
    one = len(table.unread) == 1
    return (
        f"; {count(len(table.unread), 'document')} {'was' if one else 'were'} not read to the end"
    )


def time_left(table: Table) -> str:
    """About how long the rest takes, in words; "" if that is not known, or nothing is left."""
    left = table.seconds_left
    if not left:
        return ""
    if left < 90:
        return f"about {max(round(left), 1)} s"
    return f"about {round(left / 60)} min" if left < 5400 else f"about {left / 3600:.1f} h"


def name_of(document: Listed) -> str:
    """Title and date of a document, and its file where that is not the title."""
    name = file_name(document.source)
    known = (document.title, date_of(document), name if name != document.title else "")
    return ", ".join(filter(None, map(one_line, known)))


def table_to_text(table: Table) -> str:
    """Each document with its answers and their sentences, then those that have none."""
    lines = [headline(table)]
    silent: list[str] = []
    for row in table.rows:
        if all(cell.empty for cell in row.cells):
            silent.append(f"  {name_of(row.document)}{_why(row)}")
            continue
        lines += ["", name_of(row.document)]
        for column, cell in zip(table.columns, row.cells, strict=False):
            if cell.citation:
                lines += list(_cell_to_text(one_line(column.heading), cell, cell.citation))
    if silent:
        lines += ["", f"No answer in {count(len(silent), 'document')}:", *silent]
    return "\n".join(lines)


def _cell_to_text(heading: str, cell: Cell, citation: Citation) -> Iterator[str]:
    """The answer with its heading, then the sentence and where it stands."""
    quote = one_line(cell.text)
    place = ", ".join([*place_in_file(citation.document, citation.span), *_signs(cell)])
    yield f"  {heading}{'' if heading.endswith('?') else ':'} {one_line(cell.answer) or quote}"
    if cell.answer:
        yield f"    “{quote}”{f' ({place})' if place else ''}"
    elif place:
        yield f"    ({place})"


def _why(row: Row) -> str:
    """Why a document has no answer, where it is the same for all questions and known."""
    reasons = {cell.reason for cell in row.cells}
    said = reasons.pop() if len(reasons) == 1 else ""
    return f": {one_line(said)}" if said else ""


def _signs(cell: Cell) -> list[str]:
    return [_AGREED] if cell.agreed else []


def table_to_dict(table: Table) -> dict[str, Any]:
    """What `pincite table --json` prints; text and offsets are exact.

    Returns:
        `questions` (each with `heading` and `question`); `rows` (each with `document` and `cells`:
        `answer`, the words that answer or ""; `citation`, null in an empty cell; `before`, the
        sentence that it leans on, or null; `probability` that the document's best sentence answers,
        whether it is shown or not; `agreed`, whether it was sure only since other documents say the
        same; `reason` why it is empty, or ""); `documents`, how many there are to be; `complete`;
        `unread`, documents that were not read to the end; `answered`, `as_of`, `scope`, `seconds`.
    """
    return {
        "questions": [
            {"heading": column.heading, "question": column.question} for column in table.columns
        ],
        "rows": [
            {
                "document": _document_to_dict(row.document),
                "cells": [
                    {
                        "answer": cell.answer,
                        "citation": citation_to_dict(cell.citation) if cell.citation else None,
                        "before": citation_to_dict(cell.before) if cell.before else None,
                        "probability": cell.probability,
                        "agreed": cell.agreed,
                        "reason": cell.reason,
                    }
                    for cell in row.cells
                ],
            }
            for row in table.rows
        ],
        "documents": len(table.documents),
        "complete": table.complete,
        "unread": list(map(_document_to_dict, table.unread)),
        "answered": table.answered,
        "as_of": table.as_of.isoformat() if table.as_of else None,
        "scope": scope_to_dict(table.scope),
        "seconds": round(table.seconds, 1),
    }


def _document_to_dict(document: Listed) -> dict[str, Any]:
    return {
        "id": document.id,
        "title": document.title,
        "published": document.published,
        "source": document.source,
    }


def table_to_csv(table: Table) -> str:
    """A line a document: what it is, then of each question the answer and its sentence.

    Where the words that answer are not known, the sentence stands in the place of the answer, too.
    Lines end as RFC 4180 has it.
    """
    text = io.StringIO()
    lines = csv.writer(text, quoting=csv.QUOTE_MINIMAL)
    headings = [name for c in table.columns for name in (c.heading, f"{c.heading} (sentence)")]
    lines.writerow(map(_defused, (*_DOCUMENT, *headings)))
    for row in table.rows:
        found = [text for cell in row.cells for text in (cell.answer or cell.text, cell.text)]
        missing = 2 * len(table.columns) - len(found)
        lines.writerow(map(_defused, (*about(row.document), *found, *[NOT_READ] * missing)))
    return text.getvalue()


def about(document: Listed) -> tuple[str, str, str]:
    """Title, date (ISO 8601) and source of a document."""
    return document.title, document.published or "", document.source


def _defused(text: str) -> str:
    """`text` made plain, with an apostrophe before it if a spreadsheet would compute it."""
    shown = plain(text)
    return f"'{shown}" if _FORMULA.match(shown) else shown


def table_to_html(table: Table, anchor: str = "cell", *, growing: bool = True) -> str:
    """Documents down, questions across; a cell opens its sentence, lit in its passage.

    Args:
        table: what to show; cells that were not read yet are marked.
        anchor: begins the ids of the cells, by which they stay open as the table grows; ASCII
            letters, digits and hyphens.
        growing: whether more of it is to come.

    Returns:
        HTML for the body of a page, without scripts, styles or handlers.

    Raises:
        ValueError: if `anchor` holds another character.
    """
    check_anchor(anchor)
    heads = "".join(f'<th scope="col">{_head(c.heading, c.question)}</th>' for c in table.columns)
    body = "".join(_row_to_html(table, n, row, anchor) for n, row in enumerate(table.rows))
    counts = _count_to_html(table, growing)
    return (
        f'<section class="table" aria-label="Table"><p class="count">{counts}</p>'
        f'<div class="scroll" tabindex="0" role="region" aria-label="Table"><table><thead><tr>'
        f'<th scope="col">Document</th>{heads}</tr></thead><tbody>{body}</tbody></table></div>'
        "</section>"
    )


def _count_to_html(table: Table, growing: bool) -> str:
    if not growing:
        return text_to_html(headline(table))
    left = time_left(table)
    done = f"{table.read:,} of {count(table.size, 'cell')} read, {table.answered:,} answered"
    return text_to_html(f"{size(table)}: {done}{f'; {left} left' if left else ''} …")


def _head(heading: str, question: str) -> str:
    """The heading, and below it the question if that is another."""
    asked = f"<small>{text_to_html(question)}</small>" if heading != question else ""
    return f'<span dir="auto">{text_to_html(heading)}</span>{asked}'


def _row_to_html(table: Table, number: int, row: Row, anchor: str) -> str:
    document = row.document
    date = f"<small>{text_to_html(date_of(document))}</small>" if date_of(document) else ""
    cells = [_cell_to_html(f"{anchor}-{number}-{n}", cell) for n, cell in enumerate(row.cells)]
    cells += ['<td class="unread">…</td>'] * (len(table.columns) - len(cells))
    return (
        f'<tr><th scope="row"><span dir="auto">{text_to_html(document.title)}</span>{date}</th>'
        f"{''.join(cells)}</tr>"
    )


def _cell_to_html(id: str, cell: Cell) -> str:
    if not cell.citation:
        why = text_to_html(cell.reason or "It does not say.")
        return f'<td class="empty" title="{why}"><span aria-label="No answer">–</span></td>'
    document = cell.citation.document
    sentence = text_to_html(shorten(one_line(cell.text), _SHORT))
    if cell.answer:
        sentence = f'<b dir="auto">{text_to_html(cell.answer)}</b><small>{sentence}</small>'
    agreed = f'<p class="about">{_AGREED[0].upper()}{_AGREED[1:]}.</p>' if cell.agreed else ""
    return (
        f'<td><details id="{id}"><summary><span class="told" dir="auto">{sentence}</span>'
        f'</summary><p class="about">{about_to_html(document, cell.citation.span)}</p>'
        f'<blockquote dir="auto">{in_context(cell.hits, cell.citation)}</blockquote>{agreed}'
        f'<div class="actions">{original_button(cell.citation.span)}</div>'
        "</details></td>"
    )
