"""The first, the last or the next departure in a direction, out of the rows of a timetable.

Rows tell their direction by columns (`From`, `To`), by the stops that their columns are called by,
or by the heading of their table, "Hollin to Westmere". Where the days differ, so does the answer.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.text.words import words
from qa.english.asked_departures import (
    ARRIVALS,
    DEPARTURES,
    DIRECTION,
    ORIGINS,
    PIECES,
    SOME_DAYS,
    SOME_TIMES,
    STOPS,
    TARGETS,
    VEHICLES,
    DepartureAsked,
    departure_asked,
)
from qa.english.cells import clock_of
from qa.english.weekdays import days_of
from qa.evidence.rows.cells import forms_of, plain_name
from qa.evidence.rows.tables import about_of, headings_of
from qa.gather import Clock, Searched
from qa.kinds.listed import SURE, structured
from qa.kinds.rows.columns import OF_ONE_KIND, Cell, Columns
from qa.kinds.rows.tables import TableFound, tables_among
from qa.types import Answer, Claim, Kind
from qa.writing.verify import word_for_word

BY_DAY = "It is not the same on all days of the week."
OF_TABLE = "This is from “{}”."
_ALL_WEEK = frozenset(range(7))
_DAY, _EVENING, _SMALL_HOURS = 24 * 60, 20 * 60, 3 * 60


@dataclass(frozen=True, slots=True)
class _Departure:
    """A row that goes where it is asked for.

    Attributes:
        table: it stands in.
        row: its place.
        column: of the time that is asked for.
        minutes: since midnight, of the departure.
        days: of the week on which it goes, 0 for Monday; none if that is not told.
        heading: of its table, if that says where it goes; else empty.
        of: what else the heading says: two timetables may be of two seasons.
        plain: whether it says nothing else of when it goes: "not Sat", "until 31 Aug".
    """

    table: TableFound
    row: int
    column: str
    minutes: int
    days: frozenset[int]
    heading: str
    of: str
    plain: bool


def departure(question: str, searched: Searched, clock: Clock) -> Answer | None:
    """The departure that a question asks for; None where it asks for none, or none is certain.

    Args:
        question: as it was asked.
        searched: for it.
        clock: how long it took.
    """
    asked = departure_asked(question)
    if asked is None:
        return None
    among = [table for table in tables_among(searched.hits) if _is_of(table, asked)]
    tables = [_Timetable(table) for table in among]
    ends = (_meant(asked.origin, tables), _meant(asked.target, tables))
    found = [one for table in tables for one in _departures(asked, table, ends)]
    if not all(one.plain for one in found):
        return None
    if len({(one.table.document.id, one.of) for one in found}) != 1:
        return None
    if not (asked.origin or asked.target) and len({_way(one) for one in found}) > 1:
        return None
    chosen = _chosen(asked, found)
    claims = [claim for one in chosen if (claim := _claim(one))]
    if not chosen or len(claims) < len(chosen):
        return None
    answer = structured(question, searched, clock, claims, SURE, Kind.FACT)
    titles = dict.fromkeys(one.heading for one in chosen if one.heading)
    notes = [*([BY_DAY] if len(chosen) > 1 else []), *map(OF_TABLE.format, titles)]
    short = chosen[0].table.value(chosen[0].row, chosen[0].column)[0] if len(chosen) == 1 else ""
    return replace(answer, short=short, notes=(*answer.notes, *notes))


def _claim(one: _Departure) -> Claim | None:
    evidence = one.table.evidence(one.row, one.column, set(), SURE)
    return word_for_word(evidence[0]) if evidence else None


def _chosen(asked: DepartureAsked, found: Sequence[_Departure]) -> list[_Departure]:
    """The departures that are asked for: one, or where the days differ, one of each kind of day."""
    late = any(one.minutes >= _EVENING for one in found)
    chosen: dict[tuple[str, int], _Departure] = {}
    for day in sorted(asked.days or _ALL_WEEK):
        going = [
            (one.minutes + _DAY * (late and one.minutes < _SMALL_HOURS), n)
            for n, one in enumerate(found)
            if day in (one.days or _ALL_WEEK)
        ]
        going = [
            (at, n)
            for at, n in going
            if (asked.after is None or at > asked.after)
            and (asked.before is None or at < asked.before)
        ]
        if going:
            _, n = min(going) if asked.sign > 0 else max(going)
            chosen.setdefault((found[n].table.rows.document.id, n), found[n])
    silent = any(not one.days for one in chosen.values())
    return [] if asked.days and silent else list(chosen.values())


def _way(one: _Departure) -> tuple[str, ...]:
    """Where a departure goes, as far as its row or its table says so."""
    cells = one.table.rows.table.rows[one.row]
    ends = [cell for cell in cells if cell.column.lower() in ORIGINS | TARGETS]
    text = one.table.rows.document.slice(one.table.rows.spans[one.row])
    told = tuple(text[cell.start : cell.end] for cell in ends)
    return told or (one.heading,)


def _is_of(table: TableFound, asked: DepartureAsked) -> bool:
    """Whether a table may tell of what departs: another kind of vehicle is another table."""
    known = table.rows.table.about | table.rows.table.called | table.rows.table.around
    named = {word for word, stems in VEHICLES.items() if stems & known}
    return not asked.vehicle or not named or bool(named & asked.vehicle)


class _Timetable:
    """A table of which some columns tell times of the day.

    Attributes:
        table: it.
        columns: of it.
        clocks: names of those that tell times.
        titles: the heading above each of its rows.
    """

    def __init__(self, table: TableFound) -> None:
        self.table = table
        self.columns = Columns(table.rows.table, table.texts)
        self.clocks = [name for name in self.columns.table.columns if self._tells_clocks(name)]
        self.titles = tuple(headings_of(table.rows))

    def _tells_clocks(self, name: str) -> bool:
        """Whether a column tells times of the day."""
        cells = [cell.text for row in self.columns.rows for cell in row if cell.column == name]
        told = sum(clock_of(text.strip(" .")) is not None for text in cells)
        return bool(cells) and told >= OF_ONE_KIND * len(cells)

    @property
    def places(self) -> set[frozenset[str]]:
        """What is told of where something leaves from, or goes to: the terms of each place."""
        cells = [cell.forms for row in self.columns.rows for cell in row if _is_end(cell)]
        headings = map(_read_heading, dict.fromkeys(self.titles))
        ways = [DIRECTION.fullmatch(one.direction) for one in headings if one]
        ends = [end for way in ways if way for end in way.groups() if end]
        return {*cells, *map(_of_stop, self.clocks), *map(forms_of, ends)}

    def names_vehicle(self, row: int) -> bool:
        """Whether its title, its heading or its columns say what departs."""
        said = forms_of(f"{about_of(self.table.document)} {self.titles[row]}")
        return any(stems & (said | self.columns.table.called) for stems in VEHICLES.values())

    def tells_stops(self) -> bool:
        """Whether its rows are the stops of one journey, and no journeys."""
        return any(self.columns.stems(name) & STOPS for name in self.columns.table.columns)


def _is_end(cell: Cell) -> bool:
    """Whether a cell says where something leaves from, or goes to."""
    return cell.column.lower().strip(" :") in ORIGINS | TARGETS


def _meant(place: str, tables: Sequence[_Timetable]) -> frozenset[str]:
    """The terms of a place: as it is said, or where none is called so, of the only longer name."""
    said, told = forms_of(place), set[frozenset[str]]().union(*(one.places for one in tables))
    longer = [forms for forms in told if said < forms]
    return longer[0] if said and said not in told and len(longer) == 1 else said


def _departures(
    asked: DepartureAsked, timetable: _Timetable, ends: tuple[frozenset[str], frozenset[str]]
) -> Iterator[_Departure]:
    """The rows of a table that go where it is asked for, if the table says all that is asked."""
    table, columns, clocks = timetable.table, timetable.columns, timetable.clocks
    besides = forms_of(asked.rest) - columns.table.about - columns.table.called
    for n, (row, text) in enumerate(zip(columns.rows, timetable.titles, strict=True)):
        heading = _read_heading(text)
        way = _direction(ends, row, clocks, heading.direction) if heading else None
        leaves, arrives = way.times if way else ("", "")
        minutes = clock_of(next((c.text for c in row if c.column == leaves), ""))
        said = frozenset[str]().union(*(cell.forms for cell in row))
        asked_for = arrives if asked.arrives else leaves
        if not heading or not way or minutes is None or not besides <= said or not asked_for:
            continue
        if way.by_vehicle and (not timetable.names_vehicle(n) or timetable.tells_stops()):
            continue
        days, plain = _days([c.text for c in row if c.column not in clocks and not _is_end(c)])
        by = text if way.by_heading else ""
        days = days or heading.days
        yield _Departure(table, n, asked_for, minutes, days, by, heading.of, plain)


def _days(notes: Sequence[str]) -> tuple[frozenset[int], bool]:
    """The days of the week that some cells say, and whether they say nothing else of when."""
    told = [days_of(note) for note in notes]
    plain = all(days or not SOME_TIMES.search(note) for days, note in zip(told, notes, strict=True))
    return frozenset[int]().union(*told), plain


@dataclass(frozen=True, slots=True)
class _Heading:
    """What a heading says: a direction, days of the week, and what else."""

    direction: str
    days: frozenset[int]
    of: str


def _read_heading(text: str) -> _Heading | None:
    """What a heading says; None where it is for days which are not plain."""
    direction, days, others = "", frozenset[int](), list[str]()
    for piece in (one.strip(" .#*") for one in PIECES.split(text)):
        if told := days_of(piece):
            days |= told
        elif SOME_DAYS.search(piece):
            return None
        elif DIRECTION.fullmatch(piece):
            direction = piece
        else:
            others.append(piece)
    return _Heading(direction, days, " ".join(filter(None, others)))


@dataclass(frozen=True, slots=True)
class _Direction:
    """How a row goes where it is asked for.

    Attributes:
        times: the columns of the departure and of the arrival; "" where there is none.
        by_heading: whether only the heading says so.
        by_vehicle: whether it goes there only if the table is one of what departs.
    """

    times: tuple[str, str]
    by_heading: bool = False
    by_vehicle: bool = False


def _direction(
    asked: tuple[frozenset[str], frozenset[str]],
    row: Sequence[Cell],
    clocks: Sequence[str],
    heading: str,
) -> _Direction | None:
    """How a row goes where it is asked for; None where it does not, or does not say so."""
    origin, target = asked
    anywhere = not origin and not target
    stops = [cell.column for cell in row if cell.column in clocks]
    if _is_stop(origin, stops) or _is_stop(target, stops):
        return _between_stops(origin, target, stops)
    times = _times(stops)
    ends = [cell for cell in row if _is_end(cell)]
    if ends:
        starts = [cell.forms for cell in ends if cell.column.lower().strip(" :") in ORIGINS]
        goals = [cell.forms for cell in ends if cell.column.lower().strip(" :") in TARGETS]
        fits = _fits(origin, starts) and _fits(target, goals)
        return _Direction(times, by_vehicle=anywhere) if fits else None
    match = DIRECTION.fullmatch(heading)
    if match is None:
        return _Direction(times, by_vehicle=True) if anywhere else None
    starts = [forms_of(match["from"])] if match["from"] else []
    fits = _fits(origin, starts) and _fits(target, [forms_of(match["to"] or match["only"])])
    return _Direction(times, by_heading=True, by_vehicle=True) if fits else None


def _fits(place: frozenset[str], told: Sequence[frozenset[str]]) -> bool:
    """Whether a place is one of those that are told; where none is asked for, any is."""
    return not place or place in told


def _of_stop(stop: str) -> frozenset[str]:
    """The terms of a stop that a column is called by."""
    return forms_of(plain_name(stop))


def _is_stop(place: frozenset[str], stops: Sequence[str]) -> bool:
    return bool(place) and any(place == _of_stop(stop) for stop in stops)


def _between_stops(
    origin: frozenset[str], target: frozenset[str], stops: Sequence[str]
) -> _Direction | None:
    """How a row goes from one of the stops that its columns are called by to a later one."""
    starts = [n for n, stop in enumerate(stops) if not origin or origin == _of_stop(stop)]
    goals = [n for n, stop in enumerate(stops) if not target or target == _of_stop(stop)]
    if not starts or not goals or starts[0] >= goals[-1]:
        return None
    return _Direction((stops[starts[0]], stops[goals[-1]] if target else ""))


def _times(stops: Sequence[str]) -> tuple[str, str]:
    """The columns of the departure and of the arrival, by what they are called."""
    stems = {name: set(words(plain_name(name))) for name in stops}
    arrives = next((name for name in stops if stems[name] & ARRIVALS), "")
    leaves = next((name for name in stops if stems[name] & DEPARTURES and name != arrives), "")
    others = [name for name in stops if name != arrives]
    return leaves or (others[0] if len(others) == 1 else ""), arrives
