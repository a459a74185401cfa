"""Which column of a table comes first by what one of its rows tells.

"Which year had the highest net debt?" of a table with the years as columns, "Who is cheapest over
36 months?" of one with the bidders so. Such a table is turned on its side, with the rows that may
be meant, and then ordered as any. That is so only where its columns are what the question compares,
and where every other word of it stands in front of one row, in the heading or in the title.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from index.text.words import words
from qa.english.asked_extremes import ExtremeAsked
from qa.english.asked_rows import HAVING, asks_who
from qa.english.cells import number_of
from qa.english.compared_columns import (
    CALLED_ANYHOW,
    CORNERS,
    FREE,
    OVERALL,
    THINGS,
    TIMES,
    are_names,
    by_size,
    is_beside,
    may_be_beside,
    may_be_of,
)
from qa.english.scales import head_of_measure, tells
from qa.evidence.rows.cells import forms_of
from qa.evidence.rows.keys import sought
from qa.evidence.rows.tables import about_of, with_heading
from qa.evidence.rows.turned import on_side
from qa.evidence.rows.under_headings import NAME
from qa.kinds.rows.columns import SHARE, Cell, Columns
from qa.kinds.rows.measures import Measure, is_judged, measure_of
from qa.kinds.rows.ordering import COMPARED, Ordering
from qa.kinds.rows.tables import TableFound

FEWEST = 2
"""Columns with a number that are compared at least."""


def orderings_across(
    asked: ExtremeAsked, tables: Sequence[TableFound]
) -> list[tuple[TableFound, Ordering]]:
    """The tables on their sides, in the order of a question; none where they tell of several.

    Args:
        asked: which of all comes first.
        tables: in any order; two that share a figure of the same column go on in one another.
    """
    found = [one for one in (_ordering(asked, table) for table in tables) if one]
    told = [{(t.value(n, NAME)[0], o.measure.said.get(n)) for n in o.rows} for t, o in found]
    joined = all(any(one & other for other in told[:n]) for n, one in enumerate(told) if n)
    return found if joined else []


def _ordering(asked: ExtremeAsked, table: TableFound) -> tuple[TableFound, Ordering] | None:
    """A table on its side, with its columns in the order of a question; None if it asks for none.

    Args:
        asked: which of all comes first.
        table: as it stands in its document: one that is written anew has no such columns.
    """
    if asked.sides or table.places or not table.rows.table.columns:
        return None
    asked_for = {term.form for term in sought(asked.rest)} | asked.scale.names
    if asked_for.isdisjoint(table.rows.table.held):
        return None  # a quick look, before the whole one
    return _Across(asked, table).ordering()


def _heading(row: Sequence[Cell]) -> frozenset[str]:
    """The forms of the line above the table of a row."""
    return frozenset().union(*(cell.forms for cell in row if not cell.text))


class _Across:
    """What is made of a question over the columns of one table."""

    def __init__(self, asked: ExtremeAsked, table: TableFound) -> None:
        self._asked, self._table = asked, table
        self._columns = Columns(table.rows.table, table.texts)
        self._forms = [term.form for term in sought(asked.rest)]
        called = set(words(" ".join(COMPARED.findall(asked.rest)))) & (THINGS | TIMES.keys())
        self._times = next((TIMES[stem] for stem in called if stem in TIMES), None)
        self._stems = [form for form in self._forms if form not in called]
        self._compared = self._compared_columns()
        self._corner = self._label_column()
        self._labels = self._labels_of_rows()

    def ordering(self) -> tuple[TableFound, Ordering] | None:
        """The table on its side, and the order of its rows then."""
        if len(self._compared) < FEWEST or not any(self._labels) or self._says_some():
            return None
        turned = self._on_side()
        columns = Columns(turned.rows.table, turned.texts)
        measure = self._measure(columns)
        if measure is None or not self._is_about(measure, columns):
            return None
        asked = measure.column if self._asks_value(measure) else NAME
        rows = tuple(range(len(columns.rows)))
        return turned, Ordering(rows, NAME, measure, frozenset(), asked)

    def _compared_columns(self) -> dict[str, str]:
        """The columns that may be compared → what they are called, without a unit; none if unsure.

        They hold numbers. Times come before all else: what stands beside them tells of them.
        """
        told = {name: self._numbers(name) for name in self._columns.table.columns}
        count = Counter(row for rows in told.values() for row in rows)
        rows = {row for row, numbers in count.items() if numbers >= FEWEST}
        holding = [name for name in told if len(told[name] & rows) >= max(1, SHARE * len(rows))]
        for pattern in [self._times] if self._times else TIMES.values():
            matches = {name: pattern.fullmatch(name.strip()) for name in holding}
            called = {name: match["said"].strip() for name, match in matches.items() if match}
            if len(called) >= FEWEST:
                return called
        things = [name for name in holding if not is_beside(name)]
        if self._times or self._asked.values or any(map(may_be_beside, things)):
            return {}
        return {name: name for name in things}

    def _says_some(self) -> bool:
        """Whether a question names some of the columns, and so does not compare all of them."""
        count = Counter(stem for name in self._compared for stem in set(words(name)))
        return any(0 < count[form] < len(self._compared) for form in self._forms)

    def _numbers(self, column: str) -> set[int]:
        """The rows that hold a number in a column."""
        return {
            n
            for n, row in enumerate(self._columns.rows)
            if any(cell.column == column and number_of(cell.text) is not None for cell in row)
        }

    def _label_column(self) -> str | None:
        """The column that says what each row tells; "" where it has no name, None where unsure."""
        rows = [[cell for cell in row if cell.text] for row in self._columns.rows]
        if all(not row[0].column for row in rows if len(row) > 1):
            return ""
        found: dict[str, int] = {}
        for name in self._columns.table.columns:
            if name in self._compared:
                break
            if not is_beside(name) and not self._columns.is_numeric(name):
                texts = {cell.text for row in rows for cell in row if cell.column == name}
                found[name] = len(texts)
        return max(found, key=lambda name: found[name], default=None)

    def _labels_of_rows(self) -> list[str]:
        """What each row tells, of those that may be meant; empty of the others, and of any twice.

        Those of a table are not meant where the heading of another is said, if not in the title.
        """
        rows, said = self._columns.rows, set(self._forms)
        headings = [_heading(row) for row in rows]
        apart = said.intersection(frozenset().union(*headings))
        apart -= forms_of(about_of(self._table.document))
        labels = [
            label if apart <= heading | set(words(label)) and self._may_be_meant(label) else ""
            for label, heading in zip(map(self._label, rows), headings, strict=True)
        ]
        count = Counter(labels)
        return [label if count[label] == 1 else "" for label in labels]

    def _may_be_meant(self, label: str) -> bool:
        """Whether a question says a word of a label, or how things are ordered tells it."""
        said = set(words(label)).intersection(self._stems)
        return bool(said) or tells(label, self._asked.scale, self._stems)

    def _label(self, row: Sequence[Cell]) -> str:
        filled = [cell for cell in row if cell.text]
        if self._corner == "":
            return filled[0].text.strip() if filled and not filled[0].column else ""
        return next((cell.text.strip() for cell in filled if cell.column == self._corner), "")

    def _on_side(self) -> TableFound:
        """The columns as rows, with what the rows tell that may be meant."""
        rows = self._table.rows
        drawn = on_side(rows, self._labels, self._compared, NAME)
        first = next(n for n, label in enumerate(self._labels) if label)
        titled = with_heading(rows.document, rows.spans[first])
        turned = replace(drawn.rows, document=replace(drawn.rows.document, title=titled.title))
        return TableFound(self._table.document, turned, drawn.places, turned=True)

    def _measure(self, columns: Columns) -> Measure | None:
        """What the columns are compared by: one row that the question calls by what it measures."""
        asked = self._asked
        stems = [*self._stems, *(OVERALL if OVERALL.intersection(self._stems) else ())]
        scale = by_size(asked.scale, asked.behind)
        measure = measure_of(columns, scale, stems, words(asked.behind), across=True)
        if measure is None or len(measure.values) < FEWEST or is_judged(measure, asked.question):
            return None
        if tells(measure.column, asked.scale, stems):
            return measure
        told = columns.units(measure.column) | self._in_front(measure)
        has_unit = bool(measure.unit) or "(" in measure.column
        may_be = may_be_of(asked.scale, asked.behind, told, has_unit=has_unit)
        return measure if may_be and head_of_measure(measure.column) in stems else None

    def _row(self, measure: Measure) -> int:
        """The place of the row by which the columns are compared."""
        return self._labels.index(measure.column)

    def _in_front(self, measure: Measure) -> set[str]:
        """The stems of what stands in front of the numbers of a row: its label, its unit."""
        row = self._columns.rows[self._row(measure)]
        in_front = takewhile(lambda cell: cell.column not in self._compared, row)
        return set(words(" ".join(cell.text for cell in in_front)))

    def _is_about(self, measure: Measure, columns: Columns) -> bool:
        """Whether each word is known but for one, and the columns may be called by that."""
        about, own = self._table.rows.table.about, self._in_front(measure)
        heading = _heading(self._columns.rows[self._row(measure)])
        having = HAVING - set(words(self._asked.behind))  # the price score is not the price
        known = own | about | heading | having | FREE | OVERALL | columns.units(measure.column)
        left = {
            form
            for form in self._forms
            if form not in known and measure.column not in columns.named_by(form)
        }
        if len(left) > 1 or not (own.intersection(self._stems) or self._are_called_there()):
            return False
        if self._are_times():
            return self._are_called(left) and not asks_who(self._asked.question)
        return self._may_be_things(left)

    def _are_times(self) -> bool:
        return any(all(map(one.fullmatch, self._compared)) for one in TIMES.values())

    def _are_called(self, left: set[str]) -> bool:
        """Whether what is left of a question, if anything, are times as the columns are."""
        return all(
            form in TIMES and all(map(TIMES[form].fullmatch, self._compared)) for form in left
        )

    def _may_be_things(self, left: set[str]) -> bool:
        """Whether the columns may be what is compared, by the word for it and by their names."""
        columns, table = self._columns, self._table.rows.table
        names = set(words(" ".join(self._compared)))
        corner = columns.stems(self._corner or "")
        called = names | corner
        if not left <= THINGS | table.around | called or (corner - CORNERS - left):
            return False
        asked = set(self._forms)
        return bool(asked & (CALLED_ANYHOW | called)) or are_names(list(self._compared))

    def _are_called_there(self) -> bool:
        """Whether the document itself calls the columns as the question does."""
        corner = self._columns.stems(self._corner or "")
        called = self._table.rows.table.about | corner | set(words(" ".join(self._compared)))
        return bool(THINGS.intersection(self._forms) & called)

    def _asks_value(self, measure: Measure) -> bool:
        """Whether the value itself is asked for, and not which column has it."""
        asked, own = self._asked, self._in_front(measure)
        things = {form for form in self._forms if form in THINGS or form in TIMES} - own
        return bool(asked.how or asked.of or asked.what == "does" or (asked.what and not things))
