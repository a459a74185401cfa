"""The columns of a table: what they are called, and what kind of values they hold."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from index.text.words import words
from qa.english.asked_rows import (
    COUNTS,
    DOER,
    OF_ITS_TIME,
    OF_TIMES,
    PERFORMERS,
    PERSONS,
    RELATED,
    SPAN_ENDS,
    SPAN_STARTS,
    TITLES,
    UNITS,
    Bound,
)
from qa.english.cells import (
    BRACKETED,
    ELEMENTS,
    OFF,
    clock_of,
    number_of,
    range_of,
    time_of,
    unit_of,
    year_of,
)
from qa.english.columns import ASKED
from qa.english.weekdays import days_of
from qa.evidence.rows.cells import Table, forms_of, plain_name

SHARE = 0.5
"""Share of the terms of a value, or of one of several in a cell, from which a question says it."""

OF_ONE_KIND = 0.7
"""Share of the values of a column from which all are of a kind: numbers, days."""

PREFIX = 4
"""Letters from which a verb is the name of a column: "teaches" and `Teacher`."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a row.

    Attributes:
        column: its name; empty for the line above the table.
        text: its value.
        start: where that begins, in characters of the row.
        forms: of its terms.
    """

    column: str
    text: str
    start: int
    forms: frozenset[str]

    @property
    def values(self) -> tuple[frozenset[str], ...]:
        """The forms of each of several values in it, "Boats, Birds"; its own where it is one.

        Of "Rare (1 in 1,000)" the words in front of the bracket are a value, too.
        """
        plain = BRACKETED.sub("", self.text)
        parts = [*ELEMENTS.split(self.text), *([plain] if plain != self.text else [])]
        several = tuple(filter(None, map(forms_of, parts))) if len(parts) > 1 else ()
        return several or (self.forms,)


class Columns:
    """The columns of a table.

    Attributes:
        table: it.
        rows: its rows, as cells with their texts.
    """

    def __init__(self, table: Table, texts: Sequence[str]) -> None:
        """Look at a table.

        Args:
            table: with the names of its columns.
            texts: of its rows.
        """
        self.table = table
        self.rows = [
            [Cell(cell.column, text[cell.start : cell.end], cell.start, cell.forms) for cell in row]
            for row, text in zip(table.rows, texts, strict=True)
        ]
        self._stems = {name: set(words(plain_name(name))) for name in table.columns}

    @cached_property
    def _texts(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {name: [] for name in self.table.columns}
        for row in self.rows:
            for cell in row:
                if cell.column:
                    found[cell.column].append(cell.text)
        return found

    def stems(self, column: str) -> set[str]:
        """The stems of the name of a column; none of one that is not there."""
        return self._stems.get(column, set())

    def called(self, stem: str) -> list[str]:
        """The columns in whose name a stem stands."""
        return [name for name, stems in self._stems.items() if stem in stems]

    def named_by(self, form: str) -> list[str]:
        """The columns that a word names by itself, or a verb that goes with them: "costs"."""
        same = self.called(form) or self.called(form.removesuffix("e"))  # buses: "buse"
        others = RELATED.get(form, frozenset())
        return same or [name for name, stems in self._stems.items() if stems & others]

    def of_word(self, form: str) -> list[str]:
        """The columns that a word names: by itself, or as a verb does, "teaches" for `Teacher`."""
        named = self.named_by(form)
        if named or len(form) < PREFIX:
            return named
        return [
            name
            for name, stems in self._stems.items()
            if any(
                len(stem) >= PREFIX and (stem.startswith(form) or form.startswith(stem))
                for stem in stems
            )
        ]

    def is_numeric(self, column: str) -> bool:
        """Whether its values are numbers, all of the same unit: 900 g are not more than 5 kg."""
        units = {unit_of(text) for text in self._texts.get(column, [])} - {""}
        stems = {stem for unit in units for stem in words(unit) or [unit]}
        return len(stems) <= 1 and self._are(column, lambda text: number_of(text) is not None)

    def tells_people(self, column: str) -> bool:
        """Whether it is called as who does something is, and has no figures, as names have none."""
        plain = self._are(column, lambda text: not any(map(str.isdigit, text)))
        return plain and bool(DOER.search(plain_name(column)))

    def tells_days(self, column: str) -> bool:
        """Whether its values are days of the week."""
        return self._are(column, lambda text: bool(days_of(text)))

    def tells_times(self, column: str) -> bool:
        """Whether its values are times of the day, which "9.30" is where its name says so."""
        read = time_of if self.stems(column) & OF_TIMES else clock_of
        return self._are(column, lambda text: read(text) is not None)

    def has_gaps(self, column: str) -> bool:
        """Whether some rows have nothing in it, or a dash."""
        texts = self._texts.get(column, [])
        filled = [text for text in texts if text.strip(" .").lower() not in OFF]
        return 0 < len(filled) < len(self.rows)

    def spread(self) -> list[str]:
        """The columns whose values are ranges of numbers or years."""
        return [name for name in self.table.columns if self._tells_ranges(name)]

    def _tells_ranges(self, column: str) -> bool:
        """Whether its values are ranges of numbers or years, not all of one number."""
        texts = self._texts.get(column, [])
        several = any(number_of(text) is None and range_of(text) is not None for text in texts)
        return several and self._are(column, lambda text: range_of(text) is not None)

    def _is_of_its_time(self, column: str) -> bool:
        """Whether a column says of which year its row tells."""
        stems = self.stems(column)
        return bool(stems) and stems <= OF_ITS_TIME and not self._tells_ranges(column)

    def ends(self) -> tuple[str, str] | None:
        """The columns of the first and the last year of what rows tell; None where none are plain.

        The last year may be empty, or told in words such as "present".
        """
        starts, ends = (
            [name for name in self.table.columns if name.lower().partition(" ")[0] in heads]
            for heads in (SPAN_STARTS, SPAN_ENDS)
        )
        if len(starts) != 1 or len(ends) != 1:
            return None
        years = [year_of(text) for text in self._texts[ends[0]]]
        of_years = self._are(starts[0], lambda text: year_of(text) is not None)
        return (starts[0], ends[0]) if of_years and any(years) else None

    def counts(self, column: str) -> bool:
        """Whether it counts by itself: `Number of visitors`."""
        return bool(self.stems(column) & COUNTS) and self.is_numeric(column)

    def units(self, column: str) -> set[str]:
        """The stems of the name of a column, and of the units of its values, as in `UNITS`."""
        signs = {UNITS[sign] for sign in column if sign in UNITS and not sign.isalpha()}
        own = {UNITS.get(stem, stem) for stem in self.stems(column)} | signs
        told = {unit_of(text) for text in self._texts.get(column, [])} - {""}
        return own | {UNITS.get(stem, stem) for unit in told for stem in words(unit) or [unit]}

    def of_performers(self) -> str:
        """The one column that tells who performs; empty if there is none."""
        found = [name for name, stems in self._stems.items() if stems & PERFORMERS]
        return found[0] if len(found) == 1 else ""

    def of_people(self) -> str:
        """The column that tells people; empty where there is none, or several."""
        found = [
            name
            for name, stems in self._stems.items()
            if stems & PERSONS and not self.is_numeric(name)
        ]
        alone = [name for name in found if self.stems(name) <= PERSONS] or found
        return alone[0] if len(alone) == 1 else ""

    def key(self) -> str:
        """The column by which the rows are called: that of names, or the first that has words."""
        words_only = [name for name in self.table.columns if not self.is_numeric(name)]
        titled = [name for name in words_only if self.stems(name) & TITLES]
        return (titled or words_only or [""])[0]

    def beside(self, column: str) -> str:
        """The other column of a table of two; empty if it has more."""
        others = [name for name in self.table.columns if name != column]
        return others[0] if len(others) == 1 else ""

    def everywhere(self, form: str) -> bool:
        """Whether a term stands in all rows, and so narrows nothing."""
        return len({row for row, _ in self.table.held.get(form, ())}) == len(self.rows)

    def shares(self, forms: set[str]) -> dict[tuple[str, str], float]:
        """Column and term → the most of a value of the column that terms say, from `SHARE`.

        Args:
            forms: of the terms of a question.
        """
        found: dict[tuple[str, str], float] = {}
        for row, place in {one for form in forms for one in self.table.held.get(form, ())}:
            cell = self.rows[row][place]
            for value in (cell.forms, *cell.values):
                said = value & forms
                share = len(said) / len(value) if value else 0.0
                if share >= SHARE:
                    for form in said:
                        at = (cell.column, form)
                        found[at] = max(found.get(at, 0.0), share)
        return found

    def bounded(self, bound: Bound, question: str) -> str | None:
        """The column whose numbers a question sets bounds to; None where that is not plain."""
        stems = set(words(question))
        answering = set[str]().union(*(names for asks, _, names in ASKED if asks.search(question)))
        scores: dict[str, int] = {}
        for name in self.table.columns:
            own = self.units(name)
            if bound.years:
                if not self._are(name, lambda text: year_of(text) is not None):
                    continue
                score = 1
            elif self.is_numeric(name):
                score = 0
            else:
                continue
            unit = bool(bound.unit) and bound.unit in own
            if bound.unit and not unit and own & set(UNITS.values()):
                continue  # told in something else
            related = any(name in self.of_word(stem) for stem in stems)
            if bound.is_one_year and not (related or self._is_of_its_time(name)):
                continue  # what was in that year need not have begun then
            score += 2 * unit + 2 * related + bool(self.stems(name) & answering)
            if score:
                scores[name] = score
        best = [name for name, score in scores.items() if score == max(scores.values())]
        return best[0] if len(best) == 1 else None

    def _are(self, column: str, fits: Callable[[str], bool]) -> bool:
        texts = self._texts.get(column, [])
        return bool(texts) and sum(map(fits, texts)) >= OF_ONE_KIND * len(texts)
