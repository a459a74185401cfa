"""The column that a question orders rows by, and what each row has in it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from index.text.dates import iso_date
from qa.english.cells import NO_COST, Amount, amount_of, clock_of, in_one_unit, year_of
from qa.english.scales import (
    COST,
    RANKS,
    RATING,
    Scale,
    head_of_measure,
    is_all_said,
    stems_of_measure,
    tells,
)
from qa.kinds.rows.columns import OF_ONE_KIND, SHARE, Cell, Columns

TIME, DAY = "time of the day", "day"
"""Units of what is not counted."""

_SMALL_HOURS = 5 * 60
_DAY = Decimal(24 * 60)


@dataclass(frozen=True, slots=True)
class Measure:
    """What rows are ordered by.

    Attributes:
        column: its name.
        sign: 1 where the row with most of it comes first, -1 where that with least does.
        unit: in which the values are; `TIME` or `DAY` of those, or what is measured in several.
        values: place of a row → what it has, as it compares; of the others it is not told.
        said: likewise → as the cell says it.
    """

    column: str
    sign: int
    unit: str
    values: dict[int, Decimal]
    said: dict[int, str]


def is_judged(measure: Measure, question: str) -> bool:
    """Whether a measure is a judgement, which a question for a rate does not ask for."""
    return bool(RATING.search(measure.column)) and not RATING.search(question)


_Values = tuple[str, dict[int, Decimal]]
"""A unit, and what each row has in it."""


def measure_of(
    columns: Columns,
    scale: Scale,
    stems: Sequence[str],
    behind: Sequence[str],
    *,
    across: bool = False,
) -> Measure | None:
    """The column that orders the rows; None where none tells, or several may.

    Args:
        columns: of the table.
        scale: what the question orders by.
        stems: of the question's other words, by which it may name a column.
        behind: of those right behind the word for the order: "the highest population".
        across: whether these are rows that were turned on their side, each of which tells of
            another thing: half of its cells may, and its name may say more than the question.
    """
    named = [name for stem in stems for name in columns.named_by(stem)]
    found: dict[str, _Values] = {}
    for name in _telling(columns, scale, stems, behind, across=across):
        if values := _values(columns, name, scale, SHARE if across else OF_ONE_KIND):
            found[name] = values
    most = max(map(named.count, found), default=0)
    best = [name for name in found if named.count(name) == most]
    best = best if len(best) == 1 else [name for name in best if is_all_said(name, stems)]
    if len(best) != 1:
        return None
    name = best[0]
    against = bool(columns.stems(name) & scale.against)
    said = {n: cell.text.strip(" .") for n, cell in _cells(columns, name)}
    return Measure(name, -scale.sign if against else scale.sign, *found[name], said)


def _telling(
    columns: Columns, scale: Scale, stems: Sequence[str], behind: Sequence[str], *, across: bool
) -> list[str]:
    """The columns that a question may order by: as it says, or as they are called."""
    some = [name for name in columns.table.columns if not columns.stems(name) & RANKS]
    next_to = [
        name
        for name in some[1:]
        if behind and behind[0] in (own := stems_of_measure(name)) and own <= set(behind)
    ]
    if across and not next_to:
        next_to = [name for name in some[1:] if head_of_measure(name) in behind]
    scaled = [name for name in some if tells(name, scale, stems)]
    if scaled and not (scale.of_any and next_to):
        return scaled
    if scale.names | scale.against and not scale.of_any:
        return next_to
    return next_to or [name for name in some if any(name in columns.named_by(s) for s in stems)]


def _cells(columns: Columns, name: str) -> Iterator[tuple[int, Cell]]:
    for n, row in enumerate(columns.rows):
        yield from ((n, cell) for cell in row if cell.column == name)


def _values(columns: Columns, name: str, scale: Scale, share: float) -> _Values | None:
    """What the rows have in a column; None where too few have what can be ordered."""
    cells = {n: cell.text.strip(" .") for n, cell in _cells(columns, name)}
    costs = bool(columns.stems(name) & COST)
    against = bool(columns.stems(name) & scale.against)
    years = scale.timed or against
    clocks = _clocks(cells) if not against else (TIME, {})
    for unit, values in (clocks, _days(cells), _amounts(cells, costs=costs, years=years)):
        if values and len(values) >= share * len(cells):
            return unit, values
    return None


def _clocks(cells: Mapping[int, str]) -> _Values:
    """Row → minutes; where most are of the afternoon, the small hours are those of the next day."""
    found = {n: Decimal(told) for n, text in cells.items() if (told := clock_of(text)) is not None}
    if sum(value >= _DAY / 2 for value in found.values()) * 2 > len(found):
        found = {n: value + _DAY * (value < _SMALL_HOURS) for n, value in found.items()}
    return TIME, found


def _days(cells: Mapping[int, str]) -> _Values:
    """Row → a day as a number that grows with it."""
    days = {n: iso_date(text) for n, text in cells.items()}
    return DAY, {n: Decimal(day.replace("-", "")) for n, day in days.items() if day}


def _amounts(cells: Mapping[int, str], *, costs: bool, years: bool) -> _Values:
    """Row → a number; none where their units cannot be compared."""
    told: dict[int, Amount] = {}
    for n, text in cells.items():
        amount = amount_of(text)
        if amount and not (years and (amount.unit or year_of(text) is None)):
            told[n] = amount
    compared = in_one_unit(list(told.values()))
    if compared is None:
        return "", {}
    free = {n: Decimal(0) for n, text in cells.items() if costs and text.lower() in NO_COST}
    return compared[0], dict(zip(told, compared[1], strict=True)) | free
