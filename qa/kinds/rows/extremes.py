"""Which row of a table comes first in an order, which of two, and by how much.

"Which hotel is the cheapest?" is answered by no row alone. As for lists (`matching.py`), structure
decides: one column must tell what the rows are ordered by, every other word must be found in the
table, and a row without a value is named and left out.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from qa.english.asked_extremes import ExtremeAsked, Form, extreme_asked
from qa.english.cells import CONVERTED, with_number
from qa.english.enumerations import joined
from qa.gather import Clock, Searched
from qa.kinds.listed import SURE, structured
from qa.kinds.rows.across import orderings_across
from qa.kinds.rows.measures import DAY, TIME
from qa.kinds.rows.ordering import Ordering, ordering
from qa.kinds.rows.tables import TableFound, tables_among, title_of
from qa.types import Answer, Claim, Kind, Verdict
from qa.writing.verify import word_for_word

MOST = 8
"""Rows that share a place and are given; of more, none is."""

COMPARED = "Compared by “{}”, over {} of {}."
LEFT_OUT = "Left out, as no value can be read there: {}."
FIGURES = "“{}”: {}."
OTHER_WAY = "It is the other way round: {}"
SAME = "They are equal."
ROWS, COLUMNS = ("1 row", "{:,} rows"), ("1 column", "{:,} columns")
FEW = 5


@dataclass(frozen=True, slots=True)
class _Told:
    """A row with what it is compared by."""

    table: TableFound
    order: Ordering
    row: int

    @property
    def name(self) -> str:
        """What it is called."""
        return self.table.value(self.row, self.order.key)[0]

    @property
    def said(self) -> str:
        """What it says of the measure; empty if nothing."""
        return self.order.measure.said.get(self.row, "")

    @property
    def number(self) -> Decimal | None:
        """The same as it compares; None where that is not told."""
        return self.order.measure.values.get(self.row)

    def claim(self, column: str) -> Claim | None:
        """The row as a claim, of which a column answers; None where it has no such cell."""
        telling = self.order.narrowing | {self.order.measure.column}
        for one in self.table.evidence(self.row, column, telling, SURE):
            if claim := word_for_word(one):
                return claim
        return None


def extreme(question: str, searched: Searched, clock: Clock) -> Answer | None:
    """The row that comes first, or what two rows come to; None where a question asks for neither.

    Args:
        question: as it was asked.
        searched: for it.
        clock: how long it took.
    """
    asked = extreme_asked(question)
    if asked is None:
        return None
    rows = _rows(asked, searched)
    if not rows:
        return None
    found = _of_sides(asked, rows) if asked.form is not Form.FIRST else _first(asked, rows)
    if found is None:
        return None
    answer = structured(question, searched, clock, found.claims, SURE, found.kind)
    notes = (*answer.notes, *found.notes)
    return replace(answer, short=found.short, notes=notes, verdict=found.verdict)


@dataclass(frozen=True, slots=True)
class _Found:
    """What is answered."""

    claims: Sequence[Claim]
    short: str
    notes: Sequence[str]
    kind: Kind = Kind.FACT
    verdict: Verdict | None = None


def _rows(asked: ExtremeAsked, searched: Searched) -> list[_Told]:
    """The rows that are compared, of one table or of several of the same shape; none of others.

    Where one thing has several rows, none of them says what it comes to.
    """
    tables = list(tables_among(searched.hits))
    by_rows = [(table, order) for table in tables if (order := ordering(asked, table))]
    orders = by_rows or orderings_across(asked, tables)
    shapes = {(order.key, order.measure.column, order.measure.unit) for _, order in orders}
    if len(shapes) != 1:
        return []
    known: dict[tuple[str, str], _Told] = {}
    for table, order in orders:
        for row in order.rows:
            told = _Told(table, order, row)
            known.setdefault((told.name, told.said), told)  # of a copy of the table
    names = [name for name, _ in known]
    return list(known.values()) if len(set(names)) == len(names) else []


def _first(asked: ExtremeAsked, rows: Sequence[_Told]) -> _Found | None:
    """The rows in the place that is asked for, if it is certain which they are."""
    told = [one for one in rows if one.number is not None]
    silent = [one for one in rows if one.number is None]
    if not told or len(silent) > len(told) or (asked.sides and silent):
        return None
    if any(map(str.isdigit, "".join(one.said for one in silent))):
        return None  # "from €60" may come first
    if any(any(map(str.isdigit, one.said)) for one in silent):
        return None
    chosen = _placed(asked, told)
    column = _asked_column(asked, told[0].order)
    claims = [claim for one in chosen if (claim := one.claim(column))]
    if not chosen or len(claims) < len(chosen):
        return None
    values = list(dict.fromkeys(one.table.value(one.row, column)[0] for one in chosen))
    notes = [_compared(rows)]
    if len(chosen) > asked.count:
        notes.append(SAME)
    if silent:
        notes.append(_left_out(silent))
    return _Found(_each_once(claims), joined(values), notes)


def _each_once(claims: Sequence[Claim]) -> list[Claim]:
    """The claims; of the same row, of which several cells answer, that with the first of these."""
    found: dict[str, Claim] = {}
    for claim in claims:
        found.setdefault(claim.text, claim)
    return list(found.values())


def _placed(asked: ExtremeAsked, told: Sequence[_Told]) -> list[_Told]:
    """The rows in a place; none where others share one before it, or too many share it."""
    sign = told[0].order.measure.sign
    groups: dict[Decimal, list[_Told]] = {}
    for one in told:
        groups.setdefault(sign * (one.number or Decimal(0)), []).append(one)
    ranked = [groups[value] for value in sorted(groups, reverse=True)]
    before = ranked[: asked.nth - 1]
    if any(len(group) > 1 for group in before):
        return []
    chosen: list[_Told] = []
    for group in ranked[asked.nth - 1 :]:
        if len(chosen) < asked.count:
            chosen += group
    return chosen if len(chosen) <= MOST else []


def _asked_column(asked: ExtremeAsked, order: Ordering) -> str:
    """The column whose values answer."""
    if order.asked:
        return order.asked
    return order.measure.column if asked.values else order.key


def _of_sides(asked: ExtremeAsked, rows: Sequence[_Told]) -> _Found | None:
    """Whether one row comes before another, or by how much."""
    one, other = rows[0], rows[-1]
    measure = one.order.measure
    if len(rows) != len(asked.sides) or one.number is None or other.number is None:
        return None
    claims = [claim for row in rows if (claim := row.claim(measure.column))]
    if len(claims) < len(rows):
        return None
    apart = measure.sign * (one.number - other.number)
    figures = FIGURES.format(measure.column, joined([row.said for row in rows]))
    if asked.form is Form.POLAR:
        verdict = Verdict.YES if apart > 0 else Verdict.NO
        notes = [figures, *([SAME] if not apart else [])]
        return _Found(claims, verdict.value, notes, Kind.YES_NO, verdict)
    if measure.unit in (TIME, DAY, *CONVERTED):
        return None
    return _Found(claims, _difference(asked, apart, one, other), [figures])


def _difference(asked: ExtremeAsked, apart: Decimal, one: _Told, other: _Told) -> str:
    """By how much one row comes before the other, and what was taken from what."""
    high, low = sorted((one, other), key=lambda row: row.number or Decimal(0), reverse=True)
    said = f"{with_number(high.said, abs(apart))} ({high.said} − {low.said})"
    return said if apart >= 0 or asked.values else OTHER_WAY.format(said)


def _compared(rows: Sequence[_Told]) -> str:
    """What the rows were compared by, and how many of which tables."""
    titles = dict.fromkeys(f"“{title_of(row.table.rows)}”" for row in rows)
    counted = COLUMNS if rows[0].table.turned else ROWS
    count = counted[len(rows) > 1].format(len(rows))
    return COMPARED.format(rows[0].order.measure.column, count, " and ".join(titles))


def _left_out(rows: Sequence[_Told]) -> str:
    """Which rows are left out, and what they say in place of a value."""
    named = [f"“{row.name}”" + (f" ({row.said})" if row.said else "") for row in rows[:FEW]]
    more = [f"{len(rows) - FEW} more"] if len(rows) > FEW else []
    return LEFT_OUT.format(", ".join([*named, *more]))
