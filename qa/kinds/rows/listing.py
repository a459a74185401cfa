"""A list or a count out of a table: all rows that fit, each cited, and how many of how many.

"Which surgeons are there?" is answered by no sentence, but by some rows of a table together. Which
these are is decided by structure (`matching.py`); no network reads them, so that nothing is
missed among the rows of the table, and the count of them is true.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from index.types import Hit, Span
from qa.english.asked_rows import RowsAsked, rows_asked
from qa.evidence.rows.tables import Rows
from qa.evidence.select import Evidence
from qa.gather import Clock, Searched
from qa.kinds.listed import SURE, listed
from qa.kinds.rows.counted_elsewhere import counted_elsewhere
from qa.kinds.rows.matching import Fitting, fitting
from qa.kinds.rows.tables import TableFound, tables_among, title_of
from qa.types import Answer, Claim, Item
from qa.writing.verify import cite, word_for_word

MOST = 60
"""Rows that are cited; of more, it is said how many there are."""

FIT = "{} of the {} rows of “{}” fit."
ALL = "These are all {} rows of “{}”."
VALUES = "{} in the {} rows of “{}”, which are all."
SHOWN = " The first {} of them are shown."
SILENT = " {} more {} no value to tell by."
OTHERWISE = " Another number is told above."
FURTHER = " Rows of {} fit as well, and are not counted."


@dataclass(frozen=True, slots=True)
class _Found:
    """A table with the rows of it that fit."""

    table: TableFound
    fits: Fitting

    @property
    def rows(self) -> Rows:
        """Of the table."""
        return self.table.rows

    def value(self, row: int) -> str:
        """What a row says in the column that is asked for."""
        return self.table.value(row, self.fits.column)[0]

    def evidence(self, row: int) -> list[Evidence]:
        """The sentences that tell that a row fits."""
        return self.table.evidence(row, self.fits.column, self.fits.narrowing, SURE)


def row_list(question: str, searched: Searched, clock: Clock) -> Answer | None:
    """The rows of a table that a question asks for; None where it asks for none, or none fit.

    Args:
        question: as it was asked.
        searched: for it.
        clock: how long it took.
    """
    asked = rows_asked(question)
    if asked is None:
        return None
    tables = list(_tables(asked, searched.hits))
    if not tables:
        return None
    found, fits = tables[0], tables[0].fits
    items = _items(found, question)
    if items is None:
        return None
    count = len(items) if fits.distinct else len(fits.rows)
    others = counted_elsewhere(asked, count, searched.hits) if asked.count else []
    claims: dict[Span, Claim] = {}
    for one in chain(others, (one for _, some in items for one in some)):
        if len(claims) == MOST:
            break
        if one.span not in claims and (claim := word_for_word(one)):
            claims[one.span] = claim
    shown = [
        Item(text, tuple(cite(one, SURE) for one in some if one.span in claims))
        for text, some in items
        if any(one.span in claims for one in some)
    ]
    if not shown:
        return None
    further = [title_of(other.rows) for other in tables[1:]]
    extent = _extent(found.rows, fits, len(items), len(claims), further)
    if others:
        extent += OTHERWISE
    short = f"{count:,}" if asked.count and not others else ""
    return listed(question, searched, clock, claims.values(), shown, extent, SURE, short)


def _tables(asked: RowsAsked, hits: Sequence[Hit]) -> Iterator[_Found]:
    """The tables that have rows which fit, in the order of the hits; only what is read as a whole.

    A single row that only values name is left to what reads it.
    """
    for table in tables_among(hits):
        fits = fitting(asked, table.rows.table, table.texts)
        if fits is None or not fits.rows:
            continue
        single = len(fits.rows) == 1 and fits.by_value and not asked.head and not asked.count
        if not single:
            yield _Found(table, fits)


def _items(found: _Found, question: str) -> list[tuple[str, list[Evidence]]] | None:
    """The values that are asked for, each once, with what tells them; the first if distinct.

    None where they are but what the question says.
    """
    fits = found.fits
    values: dict[str, list[Evidence]] = {}
    for row in fits.rows:
        known = values.setdefault(found.value(row), [])
        if not (known and fits.distinct and not fits.bound):
            known += found.evidence(row)
    own = question.casefold()
    if all(text.casefold() in own for text in values):
        return None
    return list(values.items())


def _extent(rows: Rows, fits: Fitting, items: int, cited: int, others: Sequence[str]) -> str:
    """How complete the list is, in a sentence or several."""
    title = title_of(rows)
    count = len(fits.rows)
    if fits.distinct and not fits.bound and items < fits.total:
        said = VALUES.format(items, f"{fits.total:,}", title)
    elif count == fits.total:
        said = ALL.format(f"{count:,}", title)
    else:
        said = FIT.format(f"{count:,}", f"{fits.total:,}", title)
    if cited == MOST < count:
        said += SHOWN.format(cited)
    if fits.silent:
        silent = len(fits.silent)
        said += SILENT.format(f"{silent:,}", "has" if silent == 1 else "have")
    if others:
        named = " and ".join(f"“{title}”" for title in dict.fromkeys(others))
        said += FURTHER.format(named)
    return said
