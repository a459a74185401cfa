"""An amount of the question names the row in whose range it lies.

"How much for a 7 year old?" is about `Age: 6 to 11 years`, and "the fee for 3 kg" about `Weight:
2–5 kg`.
"""

from collections.abc import Sequence
from dataclasses import replace

from qa.english.ranges import Amount, amounts_in, lies_in
from qa.evidence.rows.tables import Rows
from qa.evidence.terms import Term


def with_amounts(question: str, asked: Sequence[Term], rows: Rows) -> Rows:
    """The rows, whose ranges hold the amounts of a question that lie in them, and no other cell.

    Args:
        question: as it is asked.
        asked: its terms.
        rows: of a table.
    """
    held = {
        term.form: places
        for amount in amounts_in(question)
        for term in asked
        if term.start == amount.start and (places := _places(amount, rows))
    }
    if not held:
        return rows
    return replace(rows, table=replace(rows.table, held={**rows.table.held, **held}))


def _places(amount: Amount, rows: Rows) -> list[tuple[int, int]]:
    """The rows and cells in whose range an amount lies."""
    found: list[tuple[int, int]] = []
    for n, (span, row) in enumerate(zip(rows.spans, rows.table.rows, strict=True)):
        text = rows.document.slice(span)
        found += [
            (n, m)
            for m, cell in enumerate(row)
            if lies_in(amount, text[cell.start : cell.end], cell.column)
        ]
    return found
