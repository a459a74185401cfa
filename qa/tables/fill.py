"""Documents × questions → a table: each cell is answered from its one document, or stays empty.

A document's own passages → read for the question → held against its time → sure enough? One
document has few passages, so all of them are read; of a long one, those that a search over it
finds. When all documents are read, a cell that was nearly sure is filled where others say the same.
"""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from time import perf_counter

from index.errors import UserError
from index.types import EVERYWHERE, Hit, Listed, Scope
from qa.assistant import Assistant
from qa.compose import NOTHING_IN_SCOPE
from qa.evidence import when
from qa.evidence.certainty import NEARLY, agreed, least_of, least_probability, words_that_answer
from qa.evidence.one_document import hits_of
from qa.evidence.select import Evidence
from qa.models.calibration import ReaderCalibration
from qa.tables.questions import Column, columns_of
from qa.tables.types import Cell, Row, Table
from qa.writing.verify import cite

MOST_CELLS = 10_000
"""Documents × questions of one table, where no other number is asked for."""

NOTHING_TO_CITE = "It has no sentence that can be cited."
ANOTHER_TIME = "It tells of no day of “{}”."
NO_DOCUMENT = "The index has no documents."


def table(
    assistant: Assistant,
    questions: Iterable[str | Column],
    *,
    scope: Scope = EVERYWHERE,
    as_of: datetime.date | None = None,
    careful: bool = False,
    most: int = MOST_CELLS,
) -> Table:
    """What each document says to each question.

    Args:
        assistant: reads the documents; a language model that it has is not asked.
        questions: each stands alone; `Deaths: How many people died?` has a heading.
        scope: which documents; by default all.
        as_of: the day to take for today in "last week", "now"; by default the day it is.
        careful: whether as much is asked of a cell as of an answer, so that fewer are filled.
        most: cells at most.

    Raises:
        UserError: if there is no question, one cannot be asked, there are more cells than `most`,
            there is no document, or the scope names what no document has.
    """
    *_, made = stream(assistant, questions, scope=scope, as_of=as_of, careful=careful, most=most)
    return made


def stream(
    assistant: Assistant,
    questions: Iterable[str | Column],
    *,
    scope: Scope = EVERYWHERE,
    as_of: datetime.date | None = None,
    careful: bool = False,
    most: int = MOST_CELLS,
) -> Iterator[Table]:
    """The same table as it grows.

    Args:
        assistant: as for `table`, and so on.
        questions: likewise.
        scope: likewise.
        as_of: likewise.
        careful: likewise.
        most: likewise.

    Yields:
        It without a row, which says how large it is to be; then with one more cell each time. The
        last one is complete. Whoever stops has in the last one what was done.

    Raises:
        UserError: as `table`, before anything is read.
    """
    columns = columns_of(questions)
    documents = tuple(assistant.index.listing(scope))
    _check_size(documents, columns, scope, most)
    made = Table(columns, documents, (), scope, as_of or datetime.date.today())
    yield made
    began = perf_counter()
    read: list[list[_Reading]] = [[] for _ in columns]
    for document in documents:
        before = made.rows
        passages = assistant.index.passages(document.id)
        cells: list[Cell] = []
        for column, readings in zip(columns, read, strict=True):
            hits = hits_of(assistant.index, document, passages, column.question)
            reading = _read(assistant, column.question, hits, as_of, careful=careful)
            readings.append(reading)
            cells.append(reading.cell)
            rows = (*before, Row(document, tuple(cells)))
            made = replace(made, rows=rows, seconds=perf_counter() - began)
            yield made
            began = perf_counter() - made.seconds  # it may be gone on with much later
    calibration = assistant.selector.calibration
    rows = tuple(_with_agreed(made.rows, read, calibration, careful=careful))
    yield replace(made, rows=rows)


def _check_size(
    documents: Sequence[Listed], columns: Sequence[Column], scope: Scope, most: int
) -> None:
    """See that there is something to fill, and not too much.

    Raises:
        UserError: if not.
    """
    if not documents:
        if scope:
            raise UserError(NOTHING_IN_SCOPE, "Look in more: leave a part of it out.")
        raise UserError(NO_DOCUMENT, "Take some in first: pincite index FOLDER.")
    cells = len(documents) * len(columns)
    if cells > most:
        raise UserError(
            f"{len(documents):,} documents × {len(columns):,} questions are {cells:,} cells, and "
            f"at most {most:,} are filled at once.",
            "Ask fewer questions, or look in fewer documents: in a folder, a source, or a time.",
        )


@dataclass(frozen=True, slots=True)
class _Reading:
    """A cell, and what it was made of.

    Attributes:
        cell: as the document by itself fills it.
        best: its best sentence; None if that is not to be looked at again.
    """

    cell: Cell
    best: Evidence | None = None


def _read(
    assistant: Assistant,
    question: str,
    hits: Sequence[Hit],
    as_of: datetime.date | None,
    *,
    careful: bool,
) -> _Reading:
    """What the passages of one document say to a question."""
    evidence, time = assistant.evidence(question, hits, as_of=as_of)
    best = next((one for one in evidence if one.claimable), None)
    if best is None:
        return _Reading(Cell(0.0, reason="" if evidence else NOTHING_TO_CITE))
    if time.loose:  # it tells of no day of "last week"
        return _Reading(Cell(best.probability, reason=ANOTHER_TIME.format(time.phrase)))
    calibration = assistant.selector.calibration
    if best.probability >= least_probability(question, best, calibration, careful=careful):
        return _Reading(_filled(best), best)
    nearly = best.probability >= NEARLY * least_of(calibration, careful=careful)
    return _Reading(
        Cell(best.probability, reason=when.reason(best, time)), best if nearly else None
    )


def _with_agreed(
    rows: Sequence[Row],
    read: Sequence[Sequence[_Reading]],
    calibration: ReaderCalibration,
    *,
    careful: bool,
) -> Iterator[Row]:
    """The rows with the empty cells filled that are sure since other documents say the same.

    Args:
        rows: all of them.
        read: of each column the readings, in the order of the rows.
        calibration: of the reader.
        careful: as for `table`.
    """
    least = least_of(calibration, careful=careful)
    filled: dict[tuple[int, int], Cell] = {}
    for c, readings in enumerate(read):
        sure = [one.best for one in readings if one.best and not one.cell.empty]
        for n, one in enumerate(readings):
            if one.best and one.cell.empty:
                raised = agreed(one.best, sure, calibration)
                if raised >= least:
                    filled[n, c] = _filled(replace(one.best, probability=raised), agreed=True)
    for n, row in enumerate(rows):
        cells = [filled.get((n, c), cell) for c, cell in enumerate(row.cells)]
        yield replace(row, cells=tuple(cells))


def _filled(best: Evidence, *, agreed: bool = False) -> Cell:
    citation = cite(best, best.probability)
    before = best.before
    lead = replace(citation, span=before, answer=None, versions=()) if before else None
    answer = words_that_answer(best)
    return Cell(best.probability, citation, best.passage, answer, lead, agreed)
