"""The column of a row that a question asks for, by what it is called.

A reader of prose hardly tells a row that answers from one that does not. "How much barley did
Orvell export?" says a value of its row (Orvell) and means the column that is called barley: the
encoder knows which name is nearest in meaning to what is left of the question without that value.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.encoders.encode import Encoder
from index.text.words import words
from qa.english.questions import KINDS

SAID = 0.75
"""Share of the words of a value from which a question says it."""

NEAR = 0.3
"""Cosine from which a column is what is asked for: so near are .69 of the right rows of tables that
are drawn to train on, and .10 of near misses (`python -m qa.training.fit_columns`)."""

_LONGEST_NAME = 60
_DIGITS = 2
"""Of the kinds that questions ask for, the first ones are told in figures: number and time."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a row.

    Attributes:
        name: of its column.
        value: as it stands in the row.
    """

    name: str
    value: str


def cells(row: str) -> list[Cell]:
    """The cells of a row, `name: value; name: value`, that carry the names of their columns."""
    parts = (part.partition(": ") for part in row.strip().removesuffix(".").split("; "))
    return [
        Cell(name.strip(), value.strip())
        for name, mark, value in parts
        if mark and value.strip() and len(name) <= _LONGEST_NAME
    ]


def column_likeness(question: str, rows: Sequence[str], encoder: Encoder) -> NDArray[np.float32]:
    """How near the nearest column of each row is to what the question asks for; shape (rows,).

    A cosine in [0, 1]; 0 for what is no row, has no value that the question says, or no figure
    where it asks for one.
    """
    found = np.zeros(len(rows), np.float32)
    asked = [_asked(question, cells(row)) for row in rows]
    rests = list(dict.fromkeys(one[0] for one in asked if one))
    names = list(dict.fromkeys(name for one in asked if one for name in one[1]))
    if not rests or not names:
        return found
    queries = encoder.encode(rests, "query")
    vectors = encoder.encode(names)
    for n, one in enumerate(asked):
        if one:
            places = [names.index(name) for name in one[1]]
            nearest = float((vectors[places] @ queries[rests.index(one[0])]).max())
            found[n] = min(1.0, max(0.0, nearest))
    return found


def _asked(question: str, row: Sequence[Cell]) -> tuple[str, list[str]] | None:
    """What a question asks besides the values that it says, and the columns that may answer it."""
    asked = set(words(question))
    said = [cell for cell in row if _is_said(words(cell.value), asked)]
    if not said and len(row) > 1:
        return None
    stems = {stem for cell in said for stem in words(cell.value)}
    rest = " ".join(word for word in question.split() if not stems & set(words(word)))
    in_figures = any(asks.search(question) for asks, _ in KINDS[:_DIGITS])
    names = [
        cell.name.replace("_", " ")
        for cell in row
        if cell not in said and (not in_figures or any(map(str.isdigit, cell.value)))
    ]
    return (rest, names) if rest and names else None


def _is_said(value: Iterable[str], asked: set[str]) -> bool:
    stems = set(value)
    return bool(stems) and len(stems & asked) >= SAID * len(stems)
