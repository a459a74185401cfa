"""Which row of a table a question names, by the values of its cells.

A question about a row says one or more of its values: "How much was released from Lower Teal in
October?" is about the row with `Reservoir: Lower Teal` and `Month: October 2025`. Where no row has
all of them, the question is about none.
"""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from index.text.words import words
from qa.english.columns import BEFORE_HOURS, QUARTER
from qa.english.names import TITLES
from qa.english.ordinals import ORDINAL_NUMBERS
from qa.english.vocabulary import EMPTY_WORDS
from qa.evidence.rows.cells import FEWEST_CROSSED, Table, first_cell, may_be_code
from qa.evidence.terms import Term, terms

_EMPTY = frozenset(words(" ".join(EMPTY_WORDS))) | TITLES
_ACRONYM = re.compile(r"[A-Z]{2,}")
_CLOCK = re.compile(r"(\d\d?)(?:\.([0-5]\d))?")
_HOURS = 24
_WORD_BEFORE = 20
_SHORT = 4
"""Terms of a value of which a half is enough."""

_LEAST = 0.5
"""Share of the terms of a value that a question says at least, if none is a name or number."""

_LEAST_NAMED = 0.2
"""Likewise if it does: "Kern" names Ada Kern, and not a note of twelve words."""


@dataclass(frozen=True, slots=True)
class Named:
    """What a question names of a table.

    Attributes:
        rows: places of the rows that it may be about, none better than another; none if it says no
            value of any, or several that no row has together.
        said: of the first of these rows, the places of the cells whose values it says.
        terms: the terms of the question that are values of these rows.
        names: how many of them are names or numbers.
        whole: whether one of the values is said as a whole, or is a name or a number.
        unknown: names and numbers of the question that stand nowhere in the document.
        elsewhere: those that do, and in no row.
        apart: whether it says names or numbers of several rows that none of them has together, or a
            name of which a row has one word and the title another.
        words_apart: whether it says words so.
    """

    rows: tuple[int, ...] = ()
    said: frozenset[int] = frozenset()
    terms: frozenset[int] = frozenset()
    names: int = 0
    whole: bool = False
    unknown: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    apart: bool = False
    words_apart: bool = False

    @property
    def row(self) -> int | None:
        """The one row that it is about, where nothing that it names is missing; else None."""
        missing = self.unknown or self.elsewhere or self.apart or self.words_apart
        return self.rows[0] if len(self.rows) == 1 and self.whole and not missing else None


def sought(question: str) -> list[Term]:
    """The terms of a question that say something of their own.

    Its first word is no name, nor are capitals as in "the IP address", unless a name goes on there.
    """
    found = [term for term in terms(question) if term.form not in _EMPTY]
    return [_in_place(term, question) for term in found]


def _in_place(term: Term, question: str) -> Term:
    """A term with what its place in the question says of it."""
    before = question[max(0, term.start - _WORD_BEFORE) : term.start].split()[-1:]
    word = before[0].lower() if before else ""
    clock = _CLOCK.fullmatch(question[term.start : term.end])
    hour = bool(clock) and word in BEFORE_HOURS and int(clock[1]) < _HOURS if clock else False
    also = (f"{int(clock[1])}:{clock[2] or '00'}",) if clock and hour else ()
    if term.form == QUARTER and word in ORDINAL_NUMBERS:
        also = (f"q{ORDINAL_NUMBERS[word]}",)
    return replace(term, named=term.named and _names(term, question), also=also, before=word)


def _names(term: Term, question: str) -> bool:
    """Whether a term with a capital or a digit is a name or a number."""
    word = question[term.start : term.end]
    if any(map(str.isdigit, word)):
        return True
    follows = question[term.end : term.end + 2].strip()
    return term.start > 0 and (not _ACRONYM.fullmatch(word) or follows[:1].isupper())


def find_named(asked: Sequence[Term], table: Table) -> Named:
    """What a question names of a table.

    Args:
        asked: the terms of the question, as `sought` has them.
        table: any.
    """
    said = _said(asked, table)
    covered = {
        row: {n for places, _ in cells.values() for n in places} for row, cells in said.items()
    }
    in_rows = set[int]().union(*covered.values())
    names = {n for n, one in enumerate(asked) if one.named}
    free = {n for n, one in enumerate(asked) if one.form in table.about | table.called}
    missing = [asked[n].form for n in sorted(names - in_rows - free)]
    unknown = tuple(form for form in missing if form not in table.around)
    elsewhere = tuple(form for form in missing if form in table.around)
    if table.crossed and (key := _crossing(asked, said, table)):
        row, cell, terms_said = key
        of_row = (frozenset({cell}), terms_said, len(terms_said & names))
        return Named((row,), *of_row, True, unknown, elsewhere)
    needed = (names & in_rows) - free
    fitting = [row for row in said if needed <= covered[row]]
    if not fitting:
        return Named(unknown=unknown, elsewhere=elsewhere, apart=bool(needed))
    weights = {row: _weight(said[row]) for row in fitting}
    most = max(weights.values())
    best = [row for row in fitting if weights[row] == most]
    whole = _whole_words(said)
    terms_said = frozenset[int]().union(*(covered[row] for row in best))
    return Named(
        tuple(best),
        _naming(asked, said[best[0]]),
        terms_said,
        len(terms_said & names),
        bool(terms_said & names) or _is_whole(asked, said[best[0]], table, best[0]),
        unknown,
        elsewhere,
        apart=_is_of_another_name(asked, names & terms_said - whole, names & free - terms_said),
        words_apart=not any(whole - free <= covered[row] for row in best),
    )


def _is_of_another_name(asked: Sequence[Term], said: Set[int], others: Set[int]) -> bool:
    """Whether a word that a row says is of a name of which it lacks the other word.

    In a table of the club FC Arden, the question "Who coaches FC Arden?" does not name FC Lauen.
    """
    return any(
        m in others and 0 <= asked[max(n, m)].start - asked[min(n, m)].end <= 1
        for n in said
        for m in (n - 1, n + 1)
    )


def _crossing(
    asked: Sequence[Term], said: "Mapping[int, Said]", table: Table
) -> tuple[int, int, frozenset[int]] | None:
    """Of several rows whose names a question says, the one that it goes from; the rest are columns.

    That is the one behind the name of the first column, as in "from", or else the first.

    Returns:
        The row, its first cell, and the terms of the question that are of it; None if the question
        does not name two rows.
    """
    found: list[tuple[bool, int, int, int]] = []
    for row, cells in said.items():
        for cell, (places, share) in cells.items():
            value = table.rows[row][cell]
            if share == 1.0 and value in first_cell(table.rows[row]):
                at = min(places)
                found.append((asked[at].before != value.column.lower(), at, row, cell))
    if len(found) < FEWEST_CROSSED:
        return None
    _, _, row, cell = min(found)
    return row, cell, frozenset(said[row][cell][0])


def _is_whole(asked: Sequence[Term], said: "Said", table: Table, row: int) -> bool:
    """Whether a value is said as a whole, or enough of a short one: "the kitchen" of its use.

    Not where another word stands in front that the table lacks: a copper beech is no purple one.
    """
    known = table.held.keys() | table.called | table.about

    def stands_alone(n: int) -> bool:
        one = asked[n]
        before = asked[n - 1] if n else None
        return not before or one.start - before.end > 1 or before.form in known

    return any(
        share == 1.0 or (table.rows[row][cell].size <= _SHORT and all(map(stands_alone, places)))
        for cell, (places, share) in said.items()
    )


def _whole_words(said: "Mapping[int, Said]") -> set[int]:
    """The terms of the question that are whole values of some row."""
    return {
        n
        for cells in said.values()
        for places, share in cells.values()
        if share == 1.0
        for n in places
    }


Said = dict[int, tuple[set[int], float]]
"""Place of a cell → the terms of the question that are of its value, and their share of it."""


def _said(asked: Sequence[Term], table: Table) -> dict[int, Said]:
    """Row → what a question says of its cells."""
    places: dict[tuple[int, int], set[int]] = {}
    for form, of_question in _ways(asked):
        for place in table.held.get(form, ()):
            places.setdefault(place, set()).update(of_question)
    found: dict[int, Said] = {}
    for (row, cell), numbers in places.items():
        size = max(1, table.rows[row][cell].size)
        share = min(1.0, len({asked[n].form for n in numbers}) / size)
        least = _LEAST_NAMED if any(asked[n].named for n in numbers) else _LEAST
        if share >= least:
            found.setdefault(row, {})[cell] = (numbers, share)
    return found


def _naming(asked: Sequence[Term], said: Said) -> frozenset[int]:
    """The cells that name the row: not `a.kern@…` beside `Ada Kern`, nor a word beside a name.

    "Which club does Ada Kern run for?" does not name Running Sisters.
    """
    best: dict[int, float] = {}
    for numbers, share in said.values():
        for n in numbers:
            best[n] = max(best.get(n, 0.0), share)
    most = {c: ns for c, (ns, share) in said.items() if any(share == best[n] for n in ns)}
    named = {c for c, ns in most.items() if said[c][1] == 1.0 or any(asked[n].named for n in ns)}
    return frozenset(named or most)


def _weight(said: Said) -> tuple[int, float]:
    """How much of the question a row says, and how much of that is whole values."""
    best: dict[int, float] = {}
    for numbers, share in said.values():
        for n in numbers:
            best[n] = max(best.get(n, 0.0), share)
    return len(best), round(sum(best.values()), 6)


def _ways(asked: Sequence[Term]) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Each term, and two that stand together where they may be one code: "px 88120"."""
    for n, one in enumerate(asked):
        for form in (one.form, *one.also):
            yield form, (n,)
        if n + 1 < len(asked) and may_be_code(one, asked[n + 1]):
            yield one.form + asked[n + 1].form, (n, n + 1)
