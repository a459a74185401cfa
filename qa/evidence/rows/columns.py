"""The column of a table that a question asks for, by what it is called and what stands in it.

A column may be called in a word of the question ("Who inspected it?": `Inspector`), in one that
answers such questions ("How heavy is it?": `Load (kg)`), or in one that is near in meaning, which
the encoder knows.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.documents.formats.cells import YEAR, kind_of
from index.encoders.encode import Encoder
from index.text.words import words
from qa.english.columns import (
    ANY,
    ASKED,
    MAIL,
    NO_VALUES,
    NUMBER,
    PERSON,
    PHONE,
    TIME,
    UNITS,
    WORDS,
)
from qa.english.questions import KINDS
from qa.english.verbs import ONLY_PAST, PAST
from qa.english.vocabulary import FUNCTION_STEMS
from qa.english.weekdays import days_in
from qa.evidence.rows.cells import Row, forms_of, plain_name
from qa.evidence.terms import terms

COLUMNS = 40
"""Columns of a table that are compared in meaning; of more, those that are called likely first."""

NAMED = 0.5
"""Share of a name from which a question says it: then the column is meant, though it is empty."""

NAMELESS = 0.68
"""Nearness of a column without a name whose value is of the kind that is asked for."""

_ALONE_NAMELESS = 0.17
"""What is added where only one value is of it."""

_CALLED_SO = 0.6
"""Where an address of mail or a number to dial is asked for, of columns that are called so."""

_MEANT, _SAID, _CALLED, _ALONE, _MISFIT = 0.7, 0.55, 0.3, 0.2, 0.5
"""What counts how much: likeness in meaning, the share of the name that the question says, that
such questions are answered by columns of that name, that no other value of the row is of the kind
that is asked for, and that its value is of another kind, or is
missing where the question does not say the name."""

READ, LEAST_READ, MOST_READ = 0.06, -6.0, 8.0
"""What a logit of the words of a cell counts when columns are compared; the lowest, the highest."""

_ANY_TIME = KINDS[1][1]
_PRESENT = {words(past)[0]: words(verb)[0] for past, verb in PAST.items() if past in ONLY_PAST}
"""Stem of a past tense → that of the verb: what one pays stands in `Fee paid`."""

_IN_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_SHORTEST = 4
_DIGITS = 3
"""Of a number that is dialled."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column that a question may ask for.

    Attributes:
        name: as it stands in the table; empty if its columns have no names.
        cell: place of its cell in the row; None if it is empty there, or if none fits.
        nearness: how near it is to what is asked for; higher is nearer.
        said: share of its name that the question says, in [0, 1].
    """

    name: str
    cell: int | None
    nearness: float
    said: float


def clipped(score: float) -> float:
    """A logit of the network, between `LEAST_READ` and `MOST_READ`."""
    return max(LEAST_READ, min(MOST_READ, score))


def nearest_column(
    rest: str,
    row: Row,
    text: str,
    columns: Sequence[str],
    said: frozenset[int],
    encoder: Encoder,
    read: Mapping[int, float] | None = None,
) -> Column | None:
    """The column that is nearest to what a question asks for; None if there is none.

    Args:
        rest: of the question, without the values of the row that it says.
        row: that it is about.
        text: of the row.
        columns: the names of all columns of the table.
        said: places of the cells whose values it says, whose columns are not asked for.
        encoder: which knows what is near in meaning.
        read: place of a cell → the logit that its words answer, where it was read.
    """
    read = read or {}
    own = {cell.column for cell in row}
    found = [
        (cell.column, n)
        for n, cell in enumerate(row)
        if cell.column and cell.end > cell.start and n not in said
    ]
    places = [*found, *((name, None) for name in columns if name not in own)]
    stems = {*words(rest), *forms_of(rest)}
    wanted = [(kind, names) for asks, kind, names in ASKED if asks.search(rest)]
    called = [
        _Called(name, place, stems, wanted, "" if place is None else _value(row, place, text))
        for name, place in places
    ]
    called = sorted(called, key=lambda one: -one.likely)[:COLUMNS]
    if not rest:
        return None
    if not called:
        return _nameless(row, text, said, wanted, read)
    vectors = encoder.encode([plain_name(one.name) for one in called])
    meant = vectors @ encoder.encode([rest], "query")[0]
    alone = [one for one in called if one.fits]
    near = [
        _MEANT * float(m) + one.likely + _ALONE * (alone == [one])
        for m, one in zip(meant, called, strict=True)
    ]
    is_told = any(one.value and one.said == 1.0 and not one.misfit for one in called)
    read_as = [_of_cell(read, one, is_told=is_told) for one in called]
    n = max(range(len(near)), key=lambda n: near[n] + read_as[n])
    return Column(called[n].name, called[n].place, near[n], called[n].said)


def _of_reading(read: Mapping[int, float], place: int | None) -> float:
    """What the reading of a cell counts; an empty one was read in vain."""
    if not read:
        return 0.0
    return READ * clipped(LEAST_READ if place is None else read.get(place, LEAST_READ))


def _of_cell(read: Mapping[int, float], one: "_Called", *, is_told: bool) -> float:
    """The same of a column; an empty one that the question calls by its whole name is meant.

    Not where it calls one so that holds what may answer (`is_told`): of "the delivery date", a day
    in `Date` may.
    """
    is_meant = one.place is None and one.said == 1.0 and not is_told
    return 0.0 if is_meant else _of_reading(read, one.place)


def _nameless(
    row: Row,
    text: str,
    said: frozenset[int],
    wanted: Sequence[tuple[str, frozenset[str]]],
    read: Mapping[int, float],
) -> Column | None:
    """Of a row whose columns have no names: which of the other cells may answer."""
    kind = _kind(wanted)
    values = {n: _value(row, n, text) for n in range(len(row)) if n not in said}
    fitting = {n for n, value in values.items() if value and _fits(kind, value)}
    filled = [n for n, value in values.items() if value]
    if not filled:
        return None
    if kind == PERSON:  # Osei, and not "returned"
        fitting = {n for n in fitting if values[n][:1].isupper()} or fitting
    is_only = len(filled) == 1
    alone = _ALONE_NAMELESS * (is_only or (kind != ANY and len(fitting) == 1))
    best = max(fitting or filled[:is_only], key=lambda n: _of_reading(read, n), default=None)
    return Column("", best, NAMELESS + alone - _MISFIT * (not fitting), 0.0)


class _Called:
    """What the name and the value of a column say, without their meaning."""

    def __init__(
        self,
        name: str,
        place: int | None,
        asked: set[str],
        wanted: Sequence[tuple[str, frozenset[str]]],
        value: str,
    ) -> None:
        self.name, self.place, self.value = name, place, value
        own = [(stem, _present(stem, name)) for stem in _stems_of(name)]
        said = [any(_alike(way, b) for way in ways for b in asked) for ways in own]
        self.said = sum(said) / max(1, len(own))
        called = set(words(plain_name(name)))
        by_name = any(called & names and _fits(kind, value) for kind, names in wanted)
        kind = _kind(wanted)
        self.misfit = not _fits(kind, value) or (place is None and self.said < NAMED)
        self.fits = bool(value) and kind != ANY and not self.misfit
        weight = _CALLED_SO if kind in (MAIL, PHONE) else _CALLED
        self.likely = _SAID * self.said + weight * by_name - _MISFIT * self.misfit


def _present(stem: str, name: str) -> str:
    """The stem of the verb whose past a column is called by; an `LED` is no lead."""
    return stem if name.isupper() else _PRESENT.get(stem, stem)


def _kind(wanted: Sequence[tuple[str, frozenset[str]]]) -> str:
    """What kind of value is asked for; `ANY` where the question does not show it."""
    return next((kind for kind, _ in wanted if kind != ANY), ANY)


def _value(row: Row, place: int, text: str) -> str:
    return text[row[place].start : row[place].end].strip()


def _stems_of(name: str) -> list[str]:
    """The stems of a name, without its unit and words that say nothing, if anything is left."""
    plain = plain_name(_IN_BRACKETS.sub(" ", name))
    stems = [one.form for one in terms(plain)] or words(plain)
    kept = [stem for stem in stems if stem not in FUNCTION_STEMS and stem not in UNITS]
    return kept or stems


def _alike(one: str, other: str) -> bool:
    """Whether two stems are of one word, or nearly: inspect, inspector."""
    least = min(len(one), len(other))
    if one == other or least < _SHORTEST or not (one.isalpha() and other.isalpha()):
        return one == other
    shared = max(_SHORTEST, least - 1)
    return one[:shared] == other[:shared]


def _fits(kind: str, value: str) -> bool:
    """Whether a value may answer who asks for that kind; an empty one may."""
    if not value or kind == ANY:
        return True
    digits = any(map(str.isdigit, value))
    if kind == NUMBER:
        return digits and kind_of(value) != "date"
    if kind == TIME:
        if kind_of(value) == "number":
            return bool(YEAR.fullmatch(value))
        return kind_of(value) == "date" or bool(_ANY_TIME.search(value))
    if kind == PERSON:
        return not digits and "@" not in value and not _is_tick(value) and not _is_day(value)
    if kind == MAIL:
        return "@" in value
    if kind == PHONE:
        return sum(map(str.isdigit, value)) >= _DIGITS and kind_of(value) != "date"
    return kind == WORDS and bool(_LETTERS.search(value)) and not _is_tick(value)


def _is_day(value: str) -> bool:
    """Whether a value is a day of the week alone, as no person is called."""
    return " " not in value and value.endswith("day") and bool(days_in(value))


def _is_tick(value: str) -> bool:
    """Whether a value only says that what its column is called is so, or is not."""
    return value.lower().strip(" .") in NO_VALUES
