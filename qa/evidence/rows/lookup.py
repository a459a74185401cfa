"""The row of a table that a question names answers it, where one column is what is asked for.

A reader of prose hardly tells a row from the next. So structure decides which row a question is
about (`keys.py`): one that has each value that the question says, alone among the rows of its
table. The network then reads that row alone, which it does far better than among others, and the
name of the nearest column (`columns.py`) is the other half of what makes it probable.

Rows of a table that lacks a value that is asked for (another year, another place) answer nothing,
nor do the others of a table of which one is named. Nothing but rows is touched.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import inf

from index.encoders.encode import Encoder
from index.types import Document, Hit, Span
from qa.english.columns import OVER_ROWS
from qa.english.polar import asks_yes_or_no
from qa.english.weekdays import days_in
from qa.evidence.reader import Reader
from qa.evidence.rows.aligned import aligned_rows
from qa.evidence.rows.amounts import with_amounts
from qa.evidence.rows.answer import Answering, read_row_alone
from qa.evidence.rows.cells import Table, forms_of
from qa.evidence.rows.keys import Named, find_named, sought
from qa.evidence.rows.tables import Place, Redrawn, Rows, alone, rows_of
from qa.evidence.rows.turned import turn
from qa.evidence.rows.under_headings import rows_under_headings
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

_BARS = 8
"""Characters around a line that a sentence of it has at most."""

SURE_WORDS = 10.0
"""Logit of the words of a cell that the network and the name of its column both point at."""


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
    tables = sorted(_tables(question, asked, hits), key=lambda one: _rank(one.named))
    if not tables:
        return list(evidence)
    named = [one for one in tables if one.named.row is not None][:READ]
    most = _about_most(asked, named)
    answering: dict[Span, Answering] = {}
    for one in named:
        given = (question, asked, one.read, one.named, reader, encoder, calibration)
        answer = one.in_document(read_row_alone(*given))
        if answer:
            doubted = 1.0 if one.document.id in most else DOUBTED
            answering[answer.row] = replace(answer, probability=doubted * answer.probability)
    left = {span: _left(question, one.named, one.read.table) for one in tables for span in one.rows}
    found = [
        _judged(one, left[one.span], answering.get(one.span)) if one.span in left else one
        for one in evidence
    ]
    there = {one.span for one in found}
    documents = {one.document.id: one.document for one in named}
    found += [
        _new(documents[span.doc_id], span, answer)
        for span, answer in answering.items()
        if span not in there
    ]
    return sorted(found, key=lambda one: -one.probability)


@dataclass(frozen=True, slots=True)
class _Looked:
    """A table in which a row was looked for.

    Attributes:
        document: it stands in.
        read: its rows as they are read: as they stand there, or written anew.
        named: what the question names of these.
        rows: the sentences of the document that are rows.
        places: see `Redrawn`; empty for rows as they stand there.
    """

    document: Document
    read: Rows
    named: Named
    rows: tuple[Span, ...]
    places: tuple[tuple[Place | None, ...], ...] = ()

    def in_document(self, answering: Answering) -> Answering | None:
        """What answers as it stands in the document; None if it stands in no row of that."""
        if not self.places or self.named.row is None:
            return answering
        places = self.places[self.named.row]
        for cell in self._telling(answering.cell, places):
            place = places[cell]
            row = next((span for span in self.rows if place and span.contains(place[0])), None)
            if place and row:
                answer = place[1] if cell == answering.cell else row
                return replace(answering, row=row, answer=answer)
        return None

    def _telling(self, answering: int | None, places: Sequence[Place | None]) -> Iterator[int]:
        """The cells of a row in the order in which they may be cited for the one that answers.

        Where that is the name of a section, a line says more: the one that the question is about.
        """
        of_own = len({place[0] for place in places if place}) > 1
        said = sorted(self.named.said - {answering})
        first = [] if answering is None else [answering]
        yield from [*said, *first] if of_own and answering == 0 else [*first, *said]
        yield from range(len(places))


def _tables(question: str, asked: Sequence[Term], hits: Sequence[Hit]) -> Iterator[_Looked]:
    """The tables among the hits, with what is named of them; on their sides if more is, so."""
    known: set[str] = set()
    for given in rows_of(hits):
        rows = with_amounts(question, asked, given)
        document = rows.document
        known.add(document.id)
        named = find_named(asked, rows.table)
        turned = turn(rows) if named.row is None else None
        of_side = find_named(asked, turned.rows.table) if turned else Named()
        if turned and of_side.row is not None and 0 in of_side.said:  # by the name of the row
            yield _Looked(document, turned.rows, of_side, rows.spans, turned.places)
        else:
            yield _Looked(document, rows, named, rows.spans)
    citable: dict[Document, set[Span]] = {}
    for hit in hits:
        if hit.passage.document.id not in known:
            citable.setdefault(hit.passage.document, set()).update(hit.passage.citable)
    for document, sentences in citable.items():
        if redrawn := aligned_rows(document) or rows_under_headings(document):
            spans = tuple(_lines_of(redrawn, sentences))
            named = find_named(asked, redrawn.rows.table)
            yield _Looked(document, redrawn.rows, named, spans, redrawn.places)


def _lines_of(redrawn: Redrawn, sentences: Iterable[Span]) -> Iterator[Span]:
    """The sentences that are one line each of those that make rows."""
    ordered = sorted(sentences)
    starts = [span.start for span in ordered]
    lines = dict.fromkeys(place[0] for places in redrawn.places for place in places if place)
    for line in lines:
        n = bisect_right(starts, line.start) - 1
        if n >= 0 and ordered[n].contains(line) and _is_line(ordered[n], line):
            yield ordered[n]


def _is_line(sentence: Span, line: Span) -> bool:
    """Whether a sentence is no more than a line, with what stands around it, such as bars."""
    return (sentence.end - sentence.start) - (line.end - line.start) <= _BARS


def _about_most(asked: Sequence[Term], tables: Sequence[_Looked]) -> set[str]:
    """The documents of the tables that no other has more of the question than, in row and title.

    "At the winter camp" is in the name of one sheet, and all else in both.
    """
    has = [
        one.named.terms | {n for n, term in enumerate(asked) if term.form in _words_of(one)}
        for one in tables
    ]
    pairs = zip(tables, has, strict=True)
    return {one.document.id for one, own in pairs if not any(own < other for other in has)}


def _words_of(looked: _Looked) -> frozenset[str]:
    """What a table is about, and what its columns are called."""
    return looked.read.table.about | looked.read.table.called


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
    if named.row is not None or named.apart or any(map(_is_exact, named.unknown)):
        return NOT_NAMED
    if named.unknown or named.words_apart:
        return DOUBTED
    over = forms_of(" ".join(OVER_ROWS.findall(question)))
    return OF_NO_ROW if over - table.called - table.about else 1.0


def _is_exact(form: str) -> bool:
    """Whether what is missing cannot be called otherwise: a number, a code, a day of the week."""
    return any(map(str.isdigit, form)) or bool(days_in(form.title()))


def _new(document: Document, span: Span, answer: Answering) -> Evidence:
    """A row that was not among the evidence, as a passage by itself."""
    return Evidence(
        alone(document, span),
        span,
        answer.probability,
        answer.answer,
        answer_score=SURE_WORDS if answer.sure else -inf,
    )
