"""How probable it is that the row which a question names answers it, and in which words.

The network reads the row alone, which it does far better than among others, and says of each cell
how well its words answer; the name of a column, and what stands in it, say as much
(`columns.py`). Where the column that is asked for is empty, nothing answers.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.encoders.encode import Encoder
from index.types import Document, Passage, Sentence, Span
from qa.english.verbs import AUXILIARIES, BEHIND_A_NOUN, DETERMINERS
from qa.evidence.reader import Reader
from qa.evidence.rows.cells import Row, Table, Value, first_cell, forms_of, plain_name
from qa.evidence.rows.columns import LEAST_READ, NAMED, clipped, nearest_column
from qa.evidence.rows.keys import Named
from qa.evidence.rows.tables import Rows, with_heading
from qa.evidence.terms import Term
from qa.models.rows import RowCalibration

CELLS = 100
"""Cells of a row that are read, the first ones."""

EMPTY = 0.03
"""The probability of a row in which the column that is asked for is empty."""

_BEFORE_A_NOUN = DETERMINERS | AUXILIARIES | BEHIND_A_NOUN | {"of", "do", "does", "did"}
"""Words behind which "order 71" is no verb: "When did Lund order 71?" has none of them there."""

NAMELESS_WORDS = 4.0
"""Logit of words from which they are sure without the name of their column."""


@dataclass(frozen=True, slots=True)
class Answering:
    """What is made of the row that a question names.

    Attributes:
        row: where it stands.
        probability: that it answers, in [0, 1].
        answer: the words that do.
        sure: whether these are sure.
        cell: place of their cell in the row; None if they are of none.
    """

    row: Span
    probability: float
    answer: Span
    sure: bool
    cell: int | None = None


def read_row_alone(
    question: str,
    asked: Sequence[Term],
    rows: Rows,
    named: Named,
    reader: Reader,
    encoder: Encoder,
    calibration: RowCalibration,
) -> Answering:
    """How probable it is that the row which a question names answers it, and in which words.

    Raises:
        ValueError: if it names none.
    """
    if named.row is None:
        raise ValueError("the question names no row")
    document, span, cells = rows.document, rows.spans[named.row], rows.table.rows[named.row]
    text = document.slice(span)
    read = read_cells(question, with_heading(document, span), span, cells, reader)
    rest, columns = rest_of(question, asked, rows.table, named), rows.table.columns
    column = nearest_column(rest, cells, text, columns, named.said, encoder, read)
    if column is None or (column.cell is None and column.said >= NAMED):
        return Answering(span, EMPTY, span, sure=False)
    if column.cell is None:
        probability = calibration.probability(LEAST_READ, column.nearness)
        return Answering(span, probability, span, sure=False)
    score = clipped(read.get(column.cell, LEAST_READ))
    cell = cells[column.cell]
    answer = Span(span.doc_id, span.start + cell.start, span.start + cell.end)
    sure = bool(column.name) or score >= NAMELESS_WORDS
    probability = calibration.probability(score, column.nearness)
    return Answering(span, probability, answer, sure, column.cell)


def read_cells(
    question: str, document: Document, span: Span, cells: Row, reader: Reader
) -> dict[int, float]:
    """Place of a cell of a row → the logit that its words answer, as the row is read alone."""
    places = [n for n, cell in enumerate(cells) if cell.end > cell.start][:CELLS]
    spans = [
        Span(span.doc_id, span.start + cells[n].start, span.start + cells[n].end) for n in places
    ]
    last = max((one.end for one in spans), default=span.start + 1)
    whole = Span(span.doc_id, span.start, span.end if len(places) < CELLS else last)
    (reading,) = reader.read(question, [Passage(document, whole, tuple(map(Sentence, spans)))])
    scores = (sentence.answer_score for sentence in reading.sentences)
    return dict(zip(places, scores, strict=True))


def rest_of(question: str, asked: Sequence[Term], table: Table, named: Named) -> str:
    """The question without the values that it says, and without the names in the title."""
    context = (table.about | table.around) - table.called
    of_title = {n for n, term in enumerate(asked) if term.named and term.form in context}
    own = {form for cell in _cells_of(table, named) for form in cell.forms} - table.called
    said = {n for n in named.terms if asked[n].named or own & {asked[n].form, *asked[n].also}}
    kept: list[str] = []
    end = 0
    for n in sorted({*said, *of_title, *_calling_it(asked, said, table, named)}):
        kept.append(question[end : asked[n].start])
        end = max(end, asked[n].end)
    return " ".join("".join([*kept, question[end:]]).split())


def _calling_it(
    asked: Sequence[Term], said: Collection[int], table: Table, named: Named
) -> Iterator[int]:
    """The terms beside a value that call the row what the table does, and ask for no column.

    That is the name of the value's own column in front of it ("order 40021" of `Order no.`), and
    that of the first column behind it ("the humidity sensor" of `Sensor`). Not a verb, nor a part
    of what another column is called ("the Blue room size" of `Room size`).
    """
    row = table.rows[named.rows[0]] if named.rows else ()
    own = forms_of(plain_name(" ; ".join(row[n].column for n in named.said)))
    first = forms_of(plain_name(" ; ".join(cell.column for cell in first_cell(row))))
    led = False
    for n, (one, other) in enumerate(pairwise(asked)):
        led = n in said and (led or one.before in DETERMINERS)
        if other.start - one.end > 1:
            led = False
        elif n + 1 in said and n not in said:
            yield from _in_front(asked, n + 1, own)
        elif led and other.form in first and not _calls_another(asked, n + 1, table, row):
            yield n + 1


def _in_front(asked: Sequence[Term], n: int, own: Collection[str]) -> range:
    """The terms in front of a value that are of its column's name: "order number 40021"."""
    start = n
    while start and asked[start - 1].form in own and asked[start].start - asked[start - 1].end <= 1:
        start -= 1
    return range(start, n if asked[start].before in _BEFORE_A_NOUN else start)


def _calls_another(asked: Sequence[Term], n: int, table: Table, row: Row) -> bool:
    """Whether a term and another of the question are of the name of one other column."""
    form = asked[n].form
    others = {term.form for term in asked} - {form}
    own = {cell.column for cell in first_cell(row)}
    names = [forms_of(plain_name(name)) for name in table.columns if name not in own]
    return any(form in name and others & name for name in names)


def _cells_of(table: Table, named: Named) -> list[Value]:
    """The cells of the row that is named, but not the line above its table: "Costs of 2025"."""
    row = table.rows[named.rows[0]] if named.rows else ()
    return [cell for cell in row if cell.end > cell.start]
