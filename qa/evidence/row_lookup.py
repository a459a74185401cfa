"""The row of a table that a question names answers it, where one column is what is asked for.

A reader of prose hardly tells a row from the next. So structure decides which row a question is
about (`row_keys.py`): one that has each value that the question says, alone among the rows of its
table. The network then reads that row alone, which it does far better than among others, and the
name of the nearest column (`row_columns.py`) is the other half of what makes it probable.

Rows of a table that lacks a value that is asked for (another year, another place) answer nothing,
nor do the others of a table of which one is named. Nothing but rows is touched.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import inf

from index.encoders.encode import Encoder
from index.types import Document, Hit, Span
from qa.english.columns import OVER_ROWS
from qa.english.polar import asks_yes_or_no
from qa.evidence.reader import Reader
from qa.evidence.row_columns import NAMED, nearest_column
from qa.evidence.row_keys import Named, Table, find_named, forms_of, sought
from qa.evidence.row_tables import Rows, alone, rows_of, with_heading
from qa.evidence.select import Evidence
from qa.evidence.terms import Term
from qa.models.rows import RowCalibration

READ = 3
"""Rows of as many tables that are read alone, those that have most of the question."""

NOT_NAMED = 0.15
"""What is left of the probability of a row that is not the one which is named, or of a table that
lacks what is named."""

DOUBTED = 0.4
"""Likewise where a word with a capital is missing, which may be called otherwise there."""

OF_NO_ROW = 0.25
"""Likewise where the first or the last of all rows is asked for, or what they come to."""

EMPTY = 0.03
"""The probability of a row in which the column that is asked for is empty."""

NAMELESS_WORDS = 4.0
"""Logit of words from which they are sure without the name of their column."""

SURE_WORDS = 10.0
"""Logit of the words of a cell that the network and the name of its column both point at."""


@dataclass(frozen=True, slots=True)
class Answering:
    """What is made of the row that a question names.

    Attributes:
        probability: that it answers, in [0, 1].
        answer: the words that do.
        sure: whether these are sure.
    """

    probability: float
    answer: Span
    sure: bool


def look_up(
    question: str,
    hits: Sequence[Hit],
    evidence: Sequence[Evidence],
    *,
    reader: Reader,
    encoder: Encoder,
    calibration: RowCalibration,
) -> list[Evidence]:
    """The evidence, in which the rows of tables are as probable as what the question names of them.

    Args:
        question: as it is asked, with its time; one for yes or no leaves everything as it is.
        hits: what was searched.
        evidence: sentences of them, the most probable first.
        reader: reads the row that is named, alone.
        encoder: which knows what columns are near in meaning.
        calibration: of the reader.

    Returns:
        The most probable first. A row that is named and was not among the evidence is among it.
    """
    asked = sought(question)
    if not asked or asks_yes_or_no(question):
        return list(evidence)
    rows = {found.document.id: found for found in rows_of(hits)}
    if not rows:
        return list(evidence)
    named = {id: find_named(asked, found.table) for id, found in rows.items()}
    answering: dict[Span, Answering] = {}
    for id in sorted(named, key=lambda id: _rank(named[id]))[:READ]:
        row = named[id].row
        if row is not None:
            answering[rows[id].spans[row]] = _answering(
                *(question, asked, rows[id], named[id], row, reader, encoder, calibration)
            )
    left = {id: _left(question, named[id], rows[id].table) for id in named}
    found = [
        _judged(one, left[one.span.doc_id], answering.get(one.span))
        if one.span.doc_id in rows and one.passage.document.in_table(one.span.start)
        else one
        for one in evidence
    ]
    known = {one.span for one in found}
    found += [
        _new(rows[span.doc_id].document, span, answer)
        for span, answer in answering.items()
        if span not in known
    ]
    return sorted(found, key=lambda one: -one.probability)


def _rank(named: Named) -> tuple[bool, int, int]:
    """Tables of which one row is named come first, those that have most of the question."""
    return named.row is None, -named.names, -len(named.terms)


def _judged(one: Evidence, left: float, answering: Answering | None) -> Evidence:
    """A row, with what is left of its probability, or as it answers where it is named."""
    if answering is None:
        return replace(one, probability=left * one.probability)
    return replace(
        one,
        probability=answering.probability,
        answer=answering.answer,
        answer_score=SURE_WORDS if answering.sure else -inf,
    )


def _left(question: str, named: Named, table: Table) -> float:
    """What is left of the probability of the rows that a question does not name alone."""
    if named.row is not None or named.apart or any(map(_has_digit, named.unknown)):
        return NOT_NAMED
    if named.unknown or named.words_apart:
        return DOUBTED
    over = forms_of(" ".join(OVER_ROWS.findall(question)))
    return OF_NO_ROW if over - table.called - table.about else 1.0


def _has_digit(form: str) -> bool:
    return any(map(str.isdigit, form))


def _new(document: Document, span: Span, answer: Answering) -> Evidence:
    """A row that was not among the evidence, as a passage by itself."""
    return Evidence(
        alone(document, span),
        span,
        answer.probability,
        answer.answer,
        answer_score=SURE_WORDS if answer.sure else -inf,
    )


def _answering(
    question: str,
    asked: Sequence[Term],
    rows: Rows,
    named: Named,
    row: int,
    reader: Reader,
    encoder: Encoder,
    calibration: RowCalibration,
) -> Answering:
    """How probable it is that the row which a question names answers it, and in which words."""
    document, span, cells = rows.document, rows.spans[row], rows.table.rows[row]
    text = document.slice(span)
    column = nearest_column(
        *(rest_of(question, asked, rows.table, named), cells, text),
        *(rows.table.columns, named.said, encoder),
    )
    if column is None:
        return Answering(EMPTY, span, sure=False)
    (reading,) = reader.read(question, [alone(with_heading(document, span), span)])
    read = reading.sentences[0]
    place = next((n for n, c in enumerate(cells) if span.start + c.end > read.answer.start), None)
    if column.cell is None and column.said >= NAMED:
        return Answering(EMPTY, read.answer, sure=False)
    probability = calibration.probability(read.answer_score, column.nearness)
    if place is None or place in named.said or (column.name and place != column.cell):
        return Answering(probability, read.answer, sure=False)
    if not column.name and read.answer_score < NAMELESS_WORDS:
        return Answering(probability, read.answer, sure=False)
    cell = cells[place]
    answer = Span(span.doc_id, span.start + cell.start, span.start + cell.end)
    return Answering(probability, answer, sure=True)


def rest_of(question: str, asked: Sequence[Term], table: Table, named: Named) -> str:
    """The question without the values that it says, and without the names in the title."""
    context = (table.about | table.around) - table.called
    of_title = {n for n, term in enumerate(asked) if term.named and term.form in context}
    kept: list[str] = []
    end = 0
    for n in sorted(named.terms | of_title):
        kept.append(question[end : asked[n].start])
        end = max(end, asked[n].end)
    return " ".join("".join([*kept, question[end:]]).split())
