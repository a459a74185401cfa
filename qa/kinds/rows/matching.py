"""Which rows of a table fit a question, decided by structure alone.

Every word of the question that says something must be found in the table: as a value of its rows,
as the name of a column, in its title, or as a bound on a number or a day. Where one is not, it is
not known what the question means by it, and the table answers nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from qa.english.asked_hours import times_meant
from qa.english.asked_rows import (
    BEGUN_OR_ENDED,
    BODIES,
    DAY,
    EITHER,
    HOW_OFTEN,
    IN_STOCK,
    LIGHT,
    OR,
    OUT_OF_STOCK,
    RELATED,
    TITLES,
    UNITS,
    RowsAsked,
    bounds,
    days_asked,
    numbers_asked,
    times_asked,
)
from qa.english.cells import time_of
from qa.english.columns import ASKED
from qa.english.weekdays import days_of
from qa.evidence.rows.cells import Table
from qa.evidence.rows.keys import sought
from qa.evidence.terms import Term
from qa.kinds.rows.columns import PREFIX, Columns
from qa.kinds.rows.conditions import (
    Test,
    covers,
    is_at,
    is_none,
    is_on,
    is_some,
    lasted,
    on_days,
    says,
    within,
)


@dataclass(frozen=True, slots=True)
class Fitting:
    """The rows of a table that fit a question.

    Attributes:
        rows: their places, in order.
        silent: places of those that may fit, but have no value where one is needed.
        column: whose values are asked for.
        total: how many rows are told of at all.
        bound: whether any condition narrows them.
        by_value: whether all conditions are values that the question says.
        distinct: whether each value counts once.
        narrowing: the columns by whose values they are chosen.
    """

    rows: tuple[int, ...]
    silent: tuple[int, ...]
    column: str
    total: int
    bound: bool
    by_value: bool
    distinct: bool
    narrowing: frozenset[str]


def fitting(asked: RowsAsked, table: Table, texts: Sequence[str]) -> Fitting | None:
    """The rows of a table that fit a question; None where it is not all about them.

    Args:
        asked: what is asked.
        table: all rows of a document.
        texts: of its rows.
    """
    if not _may_be_told(asked, table):
        return None
    reading = Reading(asked, Columns(table, texts))
    return reading.fitting() if table.columns and reading.by_bounds() else None


def _may_be_told(asked: RowsAsked, table: Table) -> bool:
    """Whether each word of a question may stand in a table: a quick look, before the whole one."""
    question = asked.question
    if any(map(str.isdigit, question)) or days_asked(question) or IN_STOCK.search(question):
        return True
    known = table.held.keys() | table.about | table.called | LIGHT | BODIES | RELATED.keys()
    starts = {form[:PREFIX] for form in table.called}
    return all(
        term.form in known
        or term.form.removesuffix("e") in known
        or term.form[:PREFIX] in starts
        or (term.end == asked.end and (asked.kind or asked.people or asked.rows))
        for term in sought(question)
        if term.start >= asked.start and not OUT_OF_STOCK.search(question)
    )


class Reading:
    """What is made of a question over one table, step by step."""

    def __init__(self, asked: RowsAsked, columns: Columns) -> None:
        self._asked = asked
        self._question = asked.question
        self._columns = columns
        found = enumerate(sought(asked.question))
        self._terms = {n: term for n, term in found if term.start >= asked.start}
        self._known: set[int] = set()  # places of the terms that are accounted for
        self._tests: list[Test] = []
        self._bounded: set[str] = set()  # columns
        self._narrowing: set[str] = set()

    def by_bounds(self) -> bool:
        """Note the bounds on numbers and days; False where it is not plain what they bound."""
        asked, columns = self._asked, self._columns
        for bound in bounds(asked.question):
            column = columns.bounded(bound, asked.question)
            if column is None and bound.is_one_year and (columns.spread() or columns.ends()):
                continue
            if column is None and bound.is_one_year and f"{bound.low:.0f}" in columns.table.about:
                self._cover(bound.start, bound.end)
                continue  # the whole table is of that year
            if column is None:
                return False
            self._tests.append(within(column, bound))
            self._bounded.add(column)
            self._cover(bound.start, bound.end)
        for pattern, test in ((OUT_OF_STOCK, is_none), (IN_STOCK, is_some)):
            stock, match = columns.called("stock"), pattern.search(asked.question)
            if match and asked.count:
                return False  # how many pieces there are, or how many kinds
            if match and len(stock) == 1:
                self._tests.append(test(stock[0]))
                self._bounded.add(stock[0])
                self._cover(*match.span())
        self._by_days()
        return self._by_times() and self._by_numbers()

    def _by_times(self) -> bool:
        """Note the times of the day; False where both halves of the day have such a time."""
        named = [name for name in self._columns.table.columns if self._columns.tells_times(name)]
        for said, start, end in times_asked(self._question) if len(named) == 1 else ():
            rows = [row for row in self._columns.rows if all(test(row) for test in self._tests)]
            told = {time_of(cell.text) for row in rows for cell in row if cell.column == named[0]}
            meant = times_meant(said) & told
            if len(meant) > 1:
                return False
            self._tests.append(is_at(named[0], frozenset(meant)))
            self._cover(start, end)
        return True

    def _by_numbers(self) -> bool:
        """Note the years that rows cover; False where it asks for the first or the last of them."""
        asked, columns = self._asked, self._columns
        spread, ends = columns.spread(), columns.ends()
        told = {term.start for n, term in self._terms.items() if n in self._known}
        numbers = [one for one in numbers_asked(asked.question) if one[1] not in told]
        if numbers and (spread or ends) and self._is_of_an_end(ends or ()):
            return False
        for number, start, end in numbers:
            if len(spread) == 1:
                self._tests.append(covers(spread[0], number))
                self._cover(start, end)
            elif ends and not spread:
                self._tests.append(lasted(*ends, number))
                self._cover(start, end)
        return True

    def _is_of_an_end(self, ends: Sequence[str]) -> bool:
        """Whether a question asks when something began or ended, and not while it was so."""
        return any(
            term.form in BEGUN_OR_ENDED or set(self._columns.called(term.form)) & set(ends)
            for term in self._terms.values()
        )

    def _by_days(self) -> None:
        """Note the days of the week: as columns are called, or as one column tells."""
        asked, columns = self._asked, self._columns
        days = [one for one in days_asked(asked.question) if one[1] >= asked.end]
        called = {min(days_of(name)): name for name in columns.table.columns if days_of(name)}
        by_name = [one for one in days if one[0] in called]
        if by_name and not (len(by_name) > 1 and OR.search(asked.question)):
            for day, start, end in by_name:
                self._tests.append(is_on(called[day]))
                self._cover(start, end)
            return
        of_days = [name for name in columns.table.columns if columns.tells_days(name)]
        if days and len(of_days) == 1:
            said = asked.question[days[0][1] : days[-1][2]]
            either = bool(OR.search(said))
            named = days_of(said) or frozenset(day for day, _, _ in days)
            self._tests.append(on_days(of_days[0], named, either=either))
            for _, start, end in days:
                self._cover(start, end)

    @property
    def rest(self) -> dict[int, Term]:
        """The terms that are not accounted for, by their places."""
        return {n: term for n, term in self._terms.items() if n not in self._known}

    @property
    def tests(self) -> tuple[Test, ...]:
        """The conditions that are known so far."""
        return tuple(self._tests)

    @property
    def bounded(self) -> frozenset[str]:
        """The columns by whose values the rows are bounded."""
        return frozenset(self._bounded)

    def _cover(self, start: int, end: int) -> None:
        self._known |= {n for n, term in self._terms.items() if start <= term.start < end}

    def fitting(self) -> Fitting | None:
        """The rows that fit, if every word is accounted for."""
        asked, columns = self._asked, self._columns
        only_values = not self._tests
        head = next((n for n, term in self._terms.items() if term.end == asked.end), None)
        column, by_name = _head(asked, columns, None if head is None else self._terms[head])
        if by_name and head is not None:
            self._known.add(head)
        rest = self.rest
        values = by_value(rest, columns)
        if values is None:
            return None
        self._bounded |= {name for name, _ in values[0] if columns.is_numeric(name)}
        self._narrowing = self._bounded | {name for name, _ in values[0]}
        own = self._terms[head].form if head is not None else ""
        column = column if by_name else self._unless_it_says_how_often(column, own)
        if asked.count and any(n == columns.key() and own in forms for n, forms in values[0]):
            return None  # how many hand trowels: a cell says that
        self._tests += [self._says(name, forms) for name, forms in values[0]]
        self._known |= values[1]
        known = self._known | ({head} if asked.kind and head is not None else set())
        verbs = [self._named_by(term) for n, term in rest.items() if n not in known]
        if None in verbs:
            return None
        named = [name for name in verbs if name and not (asked.kind and name == columns.key())]
        everywhere = head is not None and columns.everywhere(own)
        if not by_name and asked.head and head not in self._known and not everywhere:
            if not asked.kind or len(named) != 1:
                return None
            column, by_name = named[0], True  # in which countries they are made: "Made in"
        if not asked.head:
            column = self._of_people(named) or column
        if not column or self._counts_otherwise(column, by_name=by_name):
            return None
        if not self._by_gaps(rest.values(), column):
            return None
        return self._outcome(column, by_value=only_values, distinct=by_name and not asked.rows)

    def _counts_otherwise(self, column: str, *, by_name: bool) -> bool:
        """Whether its rows are not what is counted: a column counts, or each row has several."""
        columns = self._columns
        counting = any(columns.counts(name) for name in columns.table.columns)
        counting = counting or bool(columns.stems(column) & HOW_OFTEN)
        return self._asked.count and not by_name and counting

    def _of_people(self, named: Sequence[str]) -> str:
        """The column of people that is named, or of who performs where rows are chosen; or empty.

        Who is on duty may stand in several columns, each of one kind of people.
        """
        columns = self._columns
        found = next(filter(columns.tells_people, named), "")
        chosen = self._tests and not columns.of_people()
        return found or (columns.of_performers() if chosen else "")

    def _unless_it_says_how_often(self, column: str, own: str) -> str:
        """The column, or the other of two where this one says how often: "Rare" and "Nausea".

        Args:
            column: by which the rows are called.
            own: the word for what is asked for, which is what the table is about.
        """
        columns = self._columns
        often = column in self._narrowing or columns.stems(column) & HOW_OFTEN
        listed = often and not self._asked.count and own in columns.table.about
        return (columns.beside(column) if listed else "") or column

    def _by_gaps(self, terms: Iterable[Term], asked: str) -> bool:
        """Note the columns that are named and must have a value; False where it is not plain which.

        "On which days is there early swimming?" asks for the rows with no dash in that column.
        """
        columns, forms = self._columns, {term.form for term in terms}
        found: set[str] = set()
        for form in forms:
            named = [name for name in columns.of_word(form) if name != asked]
            whole = [name for name in named if columns.stems(name) <= forms]
            most = [n for n in whole if not any(columns.stems(n) < columns.stems(o) for o in whole)]
            chosen = most or named
            gaps = [name for name in chosen if columns.has_gaps(name)]
            if gaps and len(chosen) > 1:
                return False
            found.update(gaps)
        self._tests += [is_on(name) for name in sorted(found - self._bounded)]
        self._narrowing |= found
        return True

    def _says(self, column: str, forms: frozenset[str]) -> Test:
        """Whether a row says terms in a column; one of them where no row can say all."""
        every = says(column, forms, either=False)
        if len(forms) == 1 or not EITHER.search(self._question):
            return every
        return says(column, forms, either=not any(map(every, self._columns.rows)))

    def _named_by(self, term: Term) -> str | None:
        """The column that a word names; "" if it names none and asks for nothing; else None."""
        columns = self._columns
        named = columns.of_word(term.form)
        if named and self._asked.count and any(map(columns.is_numeric, named)):
            return "" if self._bounded.intersection(named) else None  # a cell says how many
        if len(named) == 1 and not columns.is_numeric(named[0]):
            return named[0]
        return "" if named or self._is_free(term) else None

    def _is_free(self, term: Term) -> bool:
        """Whether a word asks for nothing that a row must say."""
        if term.form in self._columns.table.about or term.form in LIGHT:
            return True
        if term.form in BODIES and not term.named:
            return True
        unit = UNITS.get(term.form, term.form)
        if any(unit in self._columns.units(name) for name in self._bounded):
            return True
        return any(
            match.start() <= term.start < match.end()
            for pattern, _, names in ASKED
            if any(names & self._columns.stems(name) for name in self._bounded)
            for match in pattern.finditer(self._question)
        )

    def _outcome(self, column: str, *, by_value: bool, distinct: bool) -> Fitting:
        told = [
            (n, [test(row) for test in self._tests])
            for n, row in enumerate(self._columns.rows)
            if any(cell.column == column for cell in row)
        ]
        return Fitting(
            tuple(n for n, outcome in told if all(outcome)),
            tuple(n for n, outcome in told if None in outcome and False not in outcome),
            *(column, len(told), bool(self._tests), by_value, distinct, frozenset(self._narrowing)),
        )


def _head(asked: RowsAsked, columns: Columns, head: Term | None) -> tuple[str, bool]:
    """The column whose values are asked for, or "", and whether a name tells so."""
    if asked.people or not asked.head:
        return columns.of_people(), True
    if asked.rows or head is None:
        return columns.key(), asked.rows
    first = columns.table.columns[0]
    named = [n for n in columns.of_word(head.form) if n == first or not columns.is_numeric(n)]
    alone = [name for name in named if columns.stems(name) == {head.form}] or named
    if named:
        return (alone[0], True) if len(alone) == 1 else ("", False)
    if head.form == DAY:
        return "", False
    key = columns.key()
    whole = any(share == 1.0 for share in columns.shares({head.form}).values())
    titled = head.form in columns.table.about and bool(columns.stems(key) & TITLES)
    return key, titled and not whole


def by_value(
    terms: Mapping[int, Term], columns: Columns
) -> tuple[list[tuple[str, frozenset[str]]], set[int]] | None:
    """The columns whose values a question says, with their terms; and which of its terms these are.

    None where a value may be of either of two columns.
    """
    forms = {term.form for term in terms.values()}
    shares = columns.shares(forms)
    found: dict[str, set[str]] = {}
    known: set[int] = set()
    for n, term in terms.items():
        having = {name: share for (name, form), share in shares.items() if form == term.form}
        if not having:
            continue
        best = max(having.values())
        of_table = term.form in columns.table.about or term.form in columns.table.called
        if of_table and (best < 1.0 or columns.everywhere(term.form)):
            continue
        chosen = [name for name, share in having.items() if share == best]
        if len(chosen) > 1:
            return None
        found.setdefault(chosen[0], set()).add(term.form)
        known.add(n)
    return [(name, frozenset(forms)) for name, forms in found.items()], known
