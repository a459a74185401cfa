"""The rows of a table that a question compares, and the column that it compares them by.

Every word of the question that says something must be found in the table, as for lists
(`matching.py`). Besides, something must say what is compared: the name of the column by which the
rows are called, a title that names them in the plural, a value that they share, people, or the rows
themselves.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.text.words import words
from qa.english.asked_extremes import ExtremeAsked
from qa.english.asked_lists import is_plural
from qa.english.asked_rows import HAVING, HOW_MANY, PERSONS, TITLES, RowsAsked, asks_who
from qa.english.cells import OF_ALL_ROWS
from qa.english.columns import ASKED, GENERIC
from qa.english.scales import of_people
from qa.evidence.rows.keys import find_named, sought
from qa.evidence.rows.tables import about_of
from qa.evidence.terms import Term
from qa.kinds.rows.columns import Cell, Columns
from qa.kinds.rows.conditions import says
from qa.kinds.rows.matching import Reading, by_value
from qa.kinds.rows.measures import Measure, is_judged, measure_of
from qa.kinds.rows.tables import TableFound, title_of

COMPARED = re.compile(r"(?:which|what) (\w+)", re.IGNORECASE)
"""What a question compares: years, of "Which year had"; they are not ordered by themselves."""


@dataclass(frozen=True, slots=True)
class Side:
    """A row that some words name.

    Attributes:
        row: its place.
        besides: the terms that are none of its values: "cost" of "the tent cost".
    """

    row: int
    besides: tuple[Term, ...]


def side_of(said: str, columns: Columns) -> Side | None:
    """The one row that some words name; None where they name none, or several.

    A row that is called so comes before one whose name is but a part of it.
    """
    terms = sought(f"the {said}")
    forms = frozenset(term.form for term in terms)
    key = columns.key()
    called = [
        n
        for n, row in enumerate(columns.rows)
        if any(cell.column == key and cell.forms == forms for cell in row)
    ]
    if len(called) == 1:
        return Side(called[0], ())
    named = find_named(terms, columns.table)
    if named.row is None:
        return None
    if not any(cell.column == key and cell.forms & forms for cell in columns.rows[named.row]):
        return None  # a boat in Pell is not called so
    return Side(named.row, tuple(term for n, term in enumerate(terms) if n not in named.terms))


@dataclass(frozen=True, slots=True)
class Ordering:
    """The rows of a table as a question orders them.

    Attributes:
        rows: places of those that are compared, in the order of the sides where it names these.
        key: the column by which they are called.
        measure: what they are compared by.
        narrowing: the columns by whose values they are chosen.
        asked: another column whose value is asked for; empty if none is.
    """

    rows: tuple[int, ...]
    key: str
    measure: Measure
    narrowing: frozenset[str]
    asked: str


def ordering(asked: ExtremeAsked, table: TableFound) -> Ordering | None:
    """The rows of a table that a question compares; None where it is not all about them."""
    names = table.rows.table.columns
    if not names or not _may_be_told(asked, table):
        return None
    reading = _Reading(asked, table, Columns(table.rows.table, table.texts))
    return reading.of_sides() if asked.sides else reading.of_all()


def _may_be_told(asked: ExtremeAsked, table: TableFound) -> bool:
    """Whether the sides may stand in a table: a quick look, before the whole one."""
    held = table.rows.table.held
    return all(any(term.form in held for term in sought(f"the {said}")) for said in asked.sides)


def _is_called(row: Sequence[Cell], key: str) -> bool:
    """Whether a row has a name of its own, and is not what all of them come to."""
    return any(cell.column == key and not OF_ALL_ROWS.match(cell.text) for cell in row)


class _Reading:
    """What is made of a question over one table."""

    def __init__(self, asked: ExtremeAsked, table: TableFound, columns: Columns) -> None:
        self._asked, self._table, self._columns = asked, table, columns
        self._who = asks_who(asked.question) and not asked.of
        opening = len(asked.rest) - len(asked.rest.partition(" ")[2])
        given = RowsAsked(
            *(asked.rest, "", self._who, False, False, False, opening, opening),
        )
        self._reading = Reading(given, columns)

    def of_sides(self) -> Ordering | None:
        """The rows that are named, if each word besides is accounted for."""
        rows: list[int] = []
        besides: list[Term] = []
        for said in self._asked.sides:
            side = side_of(said, self._columns)
            if side is None or side.row in rows:
                return None
            rows.append(side.row)
            besides += side.besides
        rest = [*self._reading.rest.values(), *besides]
        key = self._columns.key()
        measure = self._measure([term.form for term in rest], key)
        if measure is None or not all(self._is_known(term, measure, key) for term in rest):
            return None
        return Ordering(tuple(rows), key, measure, frozenset(), "")

    def of_all(self) -> Ordering | None:
        """All rows that fit, if each word is accounted for, and something says what they are."""
        columns, reading = self._columns, self._reading
        if not reading.by_bounds():
            return None
        rest = reading.rest
        things = set(words(" ".join(COMPARED.findall(self._asked.rest))))
        stems = [term.form for term in rest.values() if term.form not in things]
        measure = self._measure(stems, columns.key())
        if measure is None:
            return None
        key = self._key(rest, measure)
        left = {n: t for n, t in rest.items() if not self._names(t, measure, key)}
        asked = self._asked_column(left, measure)
        if asked is None:
            return None
        left = {n: t for n, t in left.items() if not (asked and asked in columns.named_by(t.form))}
        values = by_value(left, columns)
        if values is None or not key:
            return None
        known = values[1]
        if not all(n in known or self._is_known(term, measure, key) for n, term in left.items()):
            return None
        if not self._says_what(rest, known, key, measure):
            return None
        narrowing = frozenset(name for name, _ in values[0]) | reading.bounded
        tests = [*reading.tests, *(says(name, forms, either=False) for name, forms in values[0])]
        rows = tuple(
            n
            for n, row in enumerate(columns.rows)
            if all(test(row) for test in tests) and _is_called(row, key)
        )
        return Ordering(rows, key, measure, narrowing, asked) if rows else None

    def _measure(self, stems: Sequence[str], key: str) -> Measure | None:
        """The column that the rows are compared by; people are as old as they were born."""
        asked, columns = self._asked, self._columns
        people = self._who or columns.stems(key) & PERSONS - TITLES
        scale = of_people(asked.scale) if people else asked.scale
        measure = measure_of(columns, scale, stems, words(asked.behind))
        return None if measure and is_judged(measure, asked.question) else measure

    def _key(self, rest: Mapping[int, Term], measure: Measure) -> str:
        """The column by which the rows are called: of people, or as the question says, or usual."""
        columns = self._columns
        usual = columns.key()
        if self._who:
            return columns.of_people() or (usual if columns.tells_people(usual) else "")
        of = set(words(self._asked.of))
        named = [n for t in rest.values() if t.form not in of for n in columns.called(t.form)]
        first = columns.table.columns[0]
        fit = [n for n in named if n == first or not columns.is_numeric(n)]
        return next((name for name in fit if name != measure.column), usual)

    def _names(self, term: Term, measure: Measure, key: str) -> bool:
        """Whether a word names what is compared by, or the rows."""
        named = self._columns.named_by(term.form)
        return measure.column in named or key in self._columns.called(term.form)

    def _asked_column(self, left: Mapping[int, Term], measure: Measure) -> str | None:
        """The column that is asked for of the row that comes first; "" if none is, None if which.

        "The price of the cheapest" is the measure's; "how high is the oldest" is another's.
        """
        columns, how = self._columns, self._asked.how
        if self._asked.what and self._is_said(measure):
            return measure.column
        if self._asked.what == "does":
            named = {name for term in left.values() for name in columns.named_by(term.form)}
            return named.pop() if len(named) == 1 else None
        if not how or HOW_MANY.fullmatch(how):
            stems = set(words(self._asked.of)) if not how else {t.form for t in left.values()}
            named = {name for stem in stems for name in columns.named_by(stem)}
            if not named - {measure.column}:
                return measure.column if how or named else ""
        else:
            asks = [names for asking, _, names in ASKED if asking.search(how)]
            stems = set().union(*asks)
            named = {name for name in columns.table.columns if columns.stems(name) & stems}
            if measure.column in named:
                return measure.column
        return named.pop() if len(named) == 1 else None

    def _is_said(self, measure: Measure) -> bool:
        """Whether a question names what is compared by, and not in the name of the rows."""
        columns = self._columns
        named = [columns.named_by(stem) for stem in words(self._asked.rest)]
        return any(measure.column in some and columns.key() not in some for some in named)

    def _is_known(self, term: Term, measure: Measure, key: str) -> bool:
        """Whether a word asks for nothing that a row must say."""
        if self._names(term, measure, key) or term.form in self._table.rows.table.about:
            return True
        return term.form in HAVING or term.form in self._columns.units(measure.column)

    def _says_what(
        self, rest: Mapping[int, Term], values: set[int], key: str, measure: Measure
    ) -> bool:
        """Whether a question says what it compares, as the table calls it."""
        columns = self._columns
        whole = {
            form
            for (_, form), share in columns.shares({rest[n].form for n in values}).items()
            if share == 1.0
        }
        if self._who or any(not rest[n].named and rest[n].form in whole for n in values):
            return True
        if any(key in columns.called(term.form) for term in rest.values()):
            return True
        title = f"{about_of(self._table.document)} {title_of(self._table.rows)}"
        things = set(words(" ".join(one for one in title.split() if is_plural(one.lower()))))
        if columns.stems(key) <= GENERIC and any(t.form in things for t in rest.values()):
            return True
        named = [self._names(t, measure, key) for t in rest.values()]
        return bool(named) and all(named)
