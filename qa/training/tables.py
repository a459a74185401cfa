"""Invented tables → texts with questions, other ones in every epoch.

Of each table the rows stand as the index writes them, a line each: `column: value; column: value.`
Questions name a row by its keys and ask for one of its values. Near misses come in two ways: what
no column says, asked of the table; and a question asked of the same table without the row that
answers, or without the column, where all other rows look just like it.

The kinds of tables, their words and the questions stand in `tables.json`; values are drawn. The
last of them are kept for the fitting of calibrations.
"""

import datetime
import json
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from qa.training.examples import Offsets
from qa.training.sources import Question, Text

KINDS = Path(__file__).parent / "tables.json"

TABLES = 120
"""Tables of an epoch; each is shown with all its columns, and once more with something gone."""

ASKED = 4
"""Questions on a table."""

NOT_SAID = 0.25
"""Share of the tables that are also asked what no column says."""

NO_NAMES = 0.08
"""Share of the tables whose columns have no names."""

NOTED = 0.4
"""Share of the tables with a line of text above the rows."""

FITTED = 5
"""Kinds, the last of the file, that are kept for the fitting."""

_ROWS = (4, 14)
_FIRST, _DAYS = datetime.date(2021, 1, 1), 2_200
_DOMAINS = ("example.org", "mail.example", "works.example")

Row = dict[int, str]
"""Number of the column → value; keys come first."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table that was drawn.

    Attributes:
        kind: as in `tables.json`.
        names: of the columns; empty strings where they have none.
        rows: all different in their keys.
    """

    kind: Mapping[str, Any]
    names: tuple[str, ...]
    rows: tuple[Row, ...]

    def lines(self, gone: int | None = None) -> tuple[str, ...]:
        """The rows as the index writes them, without the column `gone`."""
        return tuple(
            "; ".join(
                f"{name}: {row[n]}" if name else row[n]
                for n, name in enumerate(self.names)
                if n != gone
            )
            + "."
            for row in self.rows
        )


def epoch(
    chance: random.Random, tables: int = TABLES, half: Literal["trained", "fitted"] = "trained"
) -> Iterator[Text]:
    """The texts of an epoch; the same for the same state of `chance`.

    Args:
        chance: draws tables and questions.
        tables: how many.
        half: which kinds.
    """
    kinds = _kinds()["kinds"]
    chosen = kinds[:-FITTED] if half == "trained" else kinds[-FITTED:]
    for _ in range(tables):
        table = _draw(chance.choice(chosen), chance)
        title = chance.choice(table.kind["titles"])
        note = chance.choice(table.kind["notes"]) if chance.random() < NOTED else ""
        keys = len(table.kind["keys"])
        columns = range(keys, len(table.names))
        asked = [
            (row, chance.choice(columns))
            for row in chance.sample(range(len(table.rows)), min(ASKED, len(table.rows)))
        ]
        questions = [(_wording(table, row, column, chance), row, column) for row, column in asked]
        yield _text(title, note, table, questions, _not_said(table, chance))
        wording, row, column = chance.choice(questions)
        if chance.random() < 0.5:
            left = (*table.rows[:row], *table.rows[row + 1 :])
            yield _text(title, note, Table(table.kind, table.names, left), [], [wording])
        else:
            yield _text(title, note, table, [], [wording], gone=column)


def _draw(kind: Mapping[str, Any], chance: random.Random) -> Table:
    keys, others = kind["keys"], kind["columns"]
    columns = [*keys, *chance.sample(others, chance.randint(2, len(others)))]
    columns[len(keys) :] = sorted(columns[len(keys) :], key=others.index)
    style = chance.randrange(3)  # which of its names each column has
    nameless = chance.random() < NO_NAMES
    names = tuple("" if nameless else column["names"][style] for column in columns)
    rows: dict[tuple[str, ...], Row] = {}
    few = [chance.sample(key["values"], min(4, len(key["values"]))) for key in keys[1:]]
    for _ in range(chance.randint(*_ROWS)):
        first = _value(keys[0].get("value", keys[0].get("values")), chance)
        own = (first, *(chance.choice(values) for values in few))
        drawn = [_value(column["value"], chance) for column in columns[len(keys) :]]
        rows.setdefault(own, dict(enumerate([*own, *drawn])))
    found = sorted(rows.values(), key=lambda row: row[0]) if style else list(rows.values())
    kept = {**kind, "columns": columns[len(keys) :]}
    return Table(kept, names, tuple(found))


def _text(
    title: str,
    note: str,
    table: Table,
    questions: Sequence[tuple[str, int, int]],
    unanswered: Sequence[str],
    gone: int | None = None,
) -> Text:
    """A text of the rows, with the places of the values that answer."""
    lines = [*([note] if note else []), *table.lines(gone)]
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    first = len(lines) - len(table.rows)
    places = tuple((start, start + len(line)) for start, line in zip(starts, lines, strict=False))
    answered = (
        Question(wording, (_place(table, row, column, starts[first + row]),))
        for wording, row, column in questions
    )
    asked = (*answered, *(Question(wording, ()) for wording in unanswered))
    return Text(title, "\n".join(lines), places, asked)


def _place(table: Table, row: int, column: int, start: int) -> Offsets:
    """Where the value of a column stands in the text, whose row begins at `start`."""
    cells = [
        f"{name}: {table.rows[row][n]}" if name else table.rows[row][n]
        for n, name in enumerate(table.names[: column + 1])
    ]
    end = start + len("; ".join(cells))
    return end - len(table.rows[row][column]), end


def _wording(table: Table, row: int, column: int, chance: random.Random) -> str:
    keys = table.kind["keys"]
    asked = table.kind["columns"][column - len(keys)]["ask"]
    return _filled(chance.choice(asked), table, table.rows[row])


def _not_said(table: Table, chance: random.Random) -> list[str]:
    """A question that no column answers, for some tables; or of a row that there is none of."""
    if chance.random() >= NOT_SAID:
        return []
    return [_filled(chance.choice(table.kind["missing"]), table, chance.choice(table.rows))]


def _filled(wording: str, table: Table, row: Row) -> str:
    """A question about a row: its keys with the preposition that belongs to them."""
    keys = [key.get("in", "{}").format(row[n]) for n, key in enumerate(table.kind["keys"])]
    return wording.format(*keys)


def _value(values: Sequence[str] | str, chance: random.Random) -> str:
    """One of some values, or one drawn by its form, such as `int LOW HIGH [UNIT]`."""
    if not isinstance(values, str):
        return chance.choice(values)
    form, *numbers = values.split()
    return _DRAWN[form](chance, numbers)


def _int(chance: random.Random, numbers: Sequence[str]) -> str:
    low, high, *unit = numbers
    return " ".join([str(chance.randint(int(low), int(high))), *unit])


def _decimal(chance: random.Random, numbers: Sequence[str]) -> str:
    low, high, places, *unit = numbers
    number = f"{chance.uniform(float(low), float(high)):.{places}f}"
    return " ".join([number, *unit])


def _date(chance: random.Random, _: Sequence[str]) -> str:
    day = _FIRST + datetime.timedelta(chance.randrange(_DAYS))
    return day.isoformat() if chance.random() < 0.7 else f"{day.day} {day:%B %Y}"


def _person(chance: random.Random, _: Sequence[str]) -> str:
    words = _kinds()
    return f"{chance.choice(words['first'])} {chance.choice(words['last'])}"


def _mail(chance: random.Random, _: Sequence[str]) -> str:
    first, last = _person(chance, ()).lower().split()
    return f"{first[0]}.{last}@{chance.choice(_DOMAINS)}"


_DRAWN: Mapping[str, Callable[[random.Random, Sequence[str]], str]] = {
    "int": _int,
    "dec": _decimal,
    "date": _date,
    "person": _person,
    "mail": _mail,
    "year": lambda chance, _: str(chance.randint(1998, 2025)),
    "oldyear": lambda chance, _: str(chance.randint(1720, 1960)),
    "time": lambda chance, _: f"{chance.randint(5, 23):02}:{chance.randrange(60):02}",
    "clock": lambda chance, _: (
        f"{chance.randint(0, 3)}:{chance.randrange(60):02}:{chance.randrange(60):02}"
    ),
    "ip": lambda chance, _: (
        f"10.{chance.randrange(20)}.{chance.randrange(256)}.{chance.randrange(1, 255)}"
    ),
    "code": lambda chance, _: f"{chance.choice('ABGKMRT')}-{chance.randint(100, 9999):04}",
}
"""Form of a value → what draws it from the numbers that follow."""


@cache
def _kinds() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(KINDS.read_text(encoding="utf-8"))
    return found
