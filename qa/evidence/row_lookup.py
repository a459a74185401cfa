"""The row of a table that a question names answers it, where one column is what is asked for.

A reader of prose hardly tells a row from the next. So structure decides which row a question is
about (`row_keys.py`): one that has each value that the question says, alone among the rows of its
table. The network then reads that row alone, which it does far better than among others, and the
name of the nearest column (`row_columns.py`) is the other half of what makes it probable.

Rows of a table that lacks a value that is asked for (another year, another place) answer nothing,
nor do the others of a table of which one is named. Nothing but rows is touched.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import inf
from pathlib import PurePath

from index.encoders.encode import Encoder
from index.types import Document, Hit, Passage, Sentence, Span
from qa.english.columns import OVER_ROWS
from qa.english.polar import asks_yes_or_no
from qa.evidence.reader import Reader
from qa.evidence.row_columns import nearest_column
from qa.evidence.row_keys import (
    Named,
    Row,
    Table,
    Value,
    find_named,
    forms_of,
    make_table,
    read_row,
    sought,
)
from qa.evidence.select import Evidence
from qa.evidence.terms import Term
from qa.models.rows import RowCalibration

WHOLE = 100_000
"""Characters of a document of which every row is looked at; of a longer one, those in the hits."""

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

SURE_WORDS = 10.0
"""Logit of the words of a cell that the network and the name of its column both point at."""

_ABOVE = 80
_BEFORE = 500
_AROUND = 20_000
"""Characters that are looked at: for the heading of a table, in front of the first, and beside."""



@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a document.

    Attributes:
        table: they make.
        spans: of each of them.
    """

    table: Table
    spans: tuple[Span, ...]


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
    rows = dict(_rows_of(hits))
    if not rows:
        return list(evidence)
    named = {document: find_named(asked, found.table) for document, found in rows.items()}
    answering: dict[Span, Answering] = {}
    for document in sorted(named, key=lambda one: _rank(named[one]))[:READ]:
        row = named[document].row
        if row is not None:
            answering[rows[document].spans[row]] = _answering(
                *(question, asked, document, rows[document], named[document], row),
                *(reader, encoder, calibration),
            )
    over = bool(OVER_ROWS.search(question))
    found = [
        _judged(one, named.get(one.passage.document), answering, over=over) for one in evidence
    ]
    known = {one.span for one in found}
    documents = {document.id: document for document in named}
    found += [
        _new(documents[span.doc_id], span, answer)
        for span, answer in answering.items()
        if span not in known
    ]
    return sorted(found, key=lambda one: -one.probability)


def _rank(named: Named) -> tuple[bool, int, int]:
    """Tables of which one row is named come first, those that have most of the question."""
    return named.row is None, -named.names, -len(named.terms)


def _judged(
    one: Evidence, named: Named | None, answering: Mapping[Span, Answering], *, over: bool
) -> Evidence:
    """A sentence with what the question names of its table."""
    if named is None or not one.passage.document.in_table(one.span.start):
        return one
    if answer := answering.get(one.span):
        words = SURE_WORDS if answer.sure else -inf
        return replace(
            one, probability=answer.probability, answer=answer.answer, answer_score=words
        )
    return replace(one, probability=one.probability * _left(named, over=over))


def _left(named: Named, *, over: bool) -> float:
    """What is left of the probability of a row that is not named alone."""
    if named.row is not None or named.apart or any(map(_has_digit, named.unknown)):
        return NOT_NAMED
    if named.unknown or named.words_apart:
        return DOUBTED
    return OF_NO_ROW if over else 1.0


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


def alone(document: Document, span: Span) -> Passage:
    """A sentence as a passage by itself."""
    return Passage(document, span, (Sentence(span),))


def _answering(
    question: str,
    asked: Sequence[Term],
    document: Document,
    rows: Rows,
    named: Named,
    row: int,
    reader: Reader,
    encoder: Encoder,
    calibration: RowCalibration,
) -> Answering:
    """How probable it is that the row which a question names answers it, and in which words."""
    span, cells = rows.spans[row], rows.table.rows[row]
    text = document.slice(span)
    column = nearest_column(
        *(rest_of(question, asked, rows.table, named), cells, text),
        *(rows.table.columns, named.said, encoder),
    )
    if column is None:
        return Answering(EMPTY, span, sure=False)
    (reading,) = reader.read(question, [alone(_with_heading(document, span), span)])
    read = reading.sentences[0]
    place = next(
        (n for n, c in enumerate(cells) if span.start + c.end > read.answer.start), None
    )
    if column.cell is None and column.said:
        return Answering(EMPTY, read.answer, sure=False)
    probability = calibration.probability(read.answer_score, column.nearness)
    if place is None or place != column.cell:
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


def _rows_of(hits: Sequence[Hit]) -> Iterator[tuple[Document, Rows]]:
    """The rows of each document that has some among the hits."""
    found: dict[str, list[Passage]] = {}
    for hit in hits:
        if any(hit.passage.document.in_table(span.start) for span in hit.passage.citable):
            found.setdefault(hit.passage.document.id, []).append(hit.passage)
    for passages in found.values():
        document = passages[0].document
        if len(document.text) <= WHOLE:
            yield document, _all_rows(document)
        else:
            spans = {span for passage in passages for span in passage.citable}
            rows = sorted(span for span in spans if document.in_table(span.start))
            yield document, _rows(document, rows)


@lru_cache(16)
def _all_rows(document: Document) -> Rows:
    """Every row of a document."""
    spans = []
    for place in document.places:
        start = place.start
        for line in document.text[place.start : place.end].split("\n") if place.row else ():
            if line.strip():
                spans.append(Span(document.id, start, start + len(line)))
            start += len(line) + 1
    return _rows(document, spans)


def _rows(document: Document, spans: Sequence[Span]) -> Rows:
    """The rows at some places; each has the line above its table as a cell without a name."""
    above: dict[int, Row] = {}
    rows: list[Row] = []
    for span in spans:
        start = document.places_of(span)[0].start
        if start not in above:
            forms = forms_of(_line_above(document.text, start))
            above[start] = (Value("", 0, 0, forms, len(forms)),) if forms else ()
        rows.append((*above[start], *read_row(document.slice(span))))
    file = PurePath(document.source.partition("#")[0]).stem
    first = document.text[: spans[0].start][:_BEFORE] if spans else ""
    about = " ".join((document.title, file, (document.published or "")[:4], first))
    table = make_table(rows, about.replace("_", " "), _between(document)[:_AROUND])
    return Rows(table, tuple(spans))


def _line_above(text: str, start: int) -> str:
    """The heading of a table, or another short line in front of it."""
    return text[max(0, start - _ABOVE) : start].rstrip().rpartition("\n")[2].strip()


def _with_heading(document: Document, span: Span) -> Document:
    """The document, with the heading of the table of a row in its title."""
    heading = _line_above(document.text, document.places_of(span)[0].start)
    if not heading or heading in document.title:
        return document
    return replace(document, title=f"{document.title}: {heading}")


def _between(document: Document) -> str:
    """The text of a document that stands in no row."""
    kept: list[str] = []
    end = 0
    for place in document.places:
        if place.row is not None:
            kept.append(document.text[end : place.start])
            end = place.end
    return "\n".join([*kept, document.text[end:]])
