"""The rows that a comparison names, beside one another."""

from collections.abc import Sequence
from dataclasses import replace

from qa.english.asked_overviews import ComparisonAsked
from qa.english.enumerations import joined
from qa.evidence.rows.keys import sought
from qa.gather import Clock, Searched
from qa.kinds.listed import SURE, structured
from qa.kinds.rows.columns import Columns
from qa.kinds.rows.extremes import FIGURES
from qa.kinds.rows.ordering import side_of
from qa.kinds.rows.tables import TableFound, tables_among
from qa.types import Answer, Claim, Kind, Part
from qa.writing.verify import word_for_word


def may_be_rows(asked: ComparisonAsked) -> bool:
    """Whether a comparison names rows at all: two sides, and not what somebody says of them."""
    return not asked.said and len(asked.sides) > 1


def rows_beside(asked: ComparisonAsked, searched: Searched, clock: Clock) -> Answer | None:
    """The rows of one table that a comparison names; None where there are none, or it is not plain.

    Args:
        asked: what is compared; in what, it must say as columns are called, if at all.
        searched: for it.
        clock: how long it took.
    """
    found = [one for table in tables_among(searched.hits) if (one := _read(asked, table))]
    if len(found) != 1:
        return None
    claims, notes = found[0]
    answer = structured(searched.question, searched, clock, claims, SURE, Kind.COMPARISON)
    parts = tuple(Part(side, (n,)) for n, side in enumerate(asked.sides))
    claims = [replace(claim, part=n) for n, claim in enumerate(claims)]
    return replace(
        answer, claims=tuple(claims), parts=parts, notes=(*answer.notes, *notes), time=None
    )


def _read(
    asked: ComparisonAsked, table: TableFound
) -> tuple[Sequence[Claim], Sequence[str]] | None:
    """A claim for each side, and what each says in the columns that are compared."""
    columns = Columns(table.rows.table, table.texts)
    sides = [side_of(side, columns) for side in asked.sides]
    rows = [side.row for side in sides if side and not side.besides]
    compared = _compared(asked.about, columns)
    if len(set(rows)) < len(asked.sides) or compared is None:
        return None
    told = {n: {cell.column: cell.text for cell in columns.rows[n]} for n in rows}
    if not all(column in told[n] for n in rows for column in compared):
        return None
    claims = []
    for n in rows:
        first = (compared or list(told[n]))[0]
        claims += list(filter(None, map(word_for_word, table.evidence(n, first, set(), SURE))))[:1]
    if len(claims) < len(rows):
        return None
    values = [(column, joined([told[n][column] for n in rows])) for column in compared]
    return claims, [FIGURES.format(*value) for value in values]


def _compared(about: str, columns: Columns) -> list[str] | None:
    """The columns that rows are compared in; none for all of them, None where one is not known."""
    found: list[str] = []
    for term in sought(f"the {about}") if about else ():
        named = columns.named_by(term.form)
        if len(named) != 1:
            return None
        found += named
    return list(dict.fromkeys(found))
