"""Which rows of a table are the names of its columns, told by how they differ from the others."""

import re
from collections import Counter
from collections.abc import Sequence

from index.documents.formats.cells import (
    ENDS,
    LONGEST_NAME,
    YEAR,
    filled_cells,
    is_alone,
    kind_of,
    unit_of,
)
from index.text.columns import is_column_name, is_no_value

LOOKED_AT = 100
"""Rows of a table that are looked at to recognise its names."""

_LAST_UNITS = 6  # rows of a table, among which one of units may be
_FEW = 0.6
_MOST = 0.8
_UNNAMED = re.compile(r"unnamed: ?\d+(?:_level_\d+)?", re.I)  # what pandas writes
_UNIT = re.compile(r"[^\W\d_].{0,11}|[%°€$£¥‰]\S{0,3}")
_OF_DAYS = re.compile(r"\b(?:dates?|days?|deadlines?|due)\b", re.I)
"""What names days that stand at its side, and not what stands below it."""
_DIGITS = re.compile(r"\d+")


def find_names(
    rows: Sequence[list[str]], width: int, *, weakly: bool, strictly: bool = False
) -> tuple[int, int]:
    """How many rows stand above the names, and how many rows of names there are.

    Args:
        rows: the first rows of a table.
        width: of the table.
        weakly: whether rows of words alone may have names: no names stand above.
        strictly: whether such names have to stand apart from the words below them.
    """
    for at, row in enumerate(rows[: LOOKED_AT // 4]):
        if not _is_full(row, width):
            continue
        body = [r for r in rows[at + 1 :] if r != row and (width == 1 or not is_alone(r))]
        below = rows[at + 1] if at + 1 < len(rows) else []
        next_are_names = may_be_names(below) and _are_names(below, body[1:])
        next_are_years = _has_years(below) and _are_names(below, body[1:])
        if (next_are_names or next_are_years) and _spans(row, below):
            return at, 2
        if next_are_names and filled_cells(below) > filled_cells(row):
            continue
        if _are_days(row, body) or _are_names(row, body, weakly, strictly):
            over = at > 0 and _spans(rows[at - 1], row)
            return (at - 1, 2) if over else (at, 1)
        if filled_cells(row) >= width:
            break
    return 0, 0


def find_names_over_units(
    rows: Sequence[list[str]], width: int, *, weakly: bool, strictly: bool = False
) -> tuple[int, int]:
    """As `find_names`, also where a row of units stands between the names and a few rows."""
    found = find_names(rows, width, weakly=weakly, strictly=strictly)
    if found[1]:
        return found
    for at in range(1, min(_LAST_UNITS, len(rows) - 1)):
        if with_units(rows[at - 1], rows[at], rows[at + 1 :]):
            rest = [*rows[:at], *rows[at + 1 :]]
            above, heads = find_names(rest, width, weakly=weakly, strictly=strictly)
            return (above, heads) if above + heads == at else found
    return found


def _is_full(row: Sequence[str], width: int) -> bool:
    """Whether as many cells are filled as in the row of names; its corner may be empty."""
    filled = filled_cells(row) + (width > 1 and not row[0])
    return filled >= max(1 if width == 1 else 2, _FEW * width)


def _has_years(row: Sequence[str]) -> bool:
    """Whether a row holds years, and no other number."""
    years = sum(bool(YEAR.fullmatch(cell)) for cell in row)
    return years > 1 and all(kind_of(c) in ("text", "") or YEAR.fullmatch(c) for c in row)


def _are_days(row: Sequence[str], body: Sequence[Sequence[str]]) -> bool:
    """Whether a row is the days, years or hours of a plan, below which no such stand.

    Its first cell is empty or names what stands below it, as in `Room | 9:00 | 10:00`; where the
    others below it are names too, or it names the days, each row has its name at its side.
    """
    corner, *days = row
    is_named = not corner or (kind_of(corner) == "text" and is_column_name(corner))
    if not is_named or len(days) < 2 or len(set(days)) < len(days) or not body:
        return False
    if not all(kind_of(day) == "date" or YEAR.fullmatch(day) for day in days):
        return False
    sides = [other[0] for other in body if other and other[0]]
    if corner and (_OF_DAYS.search(corner) or any(map(is_column_name, sides))):
        return False
    begins = corner.lower().split()[:1]
    if begins and any(side.lower().split()[:1] == begins for side in sides):
        return False
    below = [kind_of(cell) for other in body for cell in other[1:] if cell]
    return "text" in below and "date" not in below


def _spans(upper: Sequence[str], lower: Sequence[str]) -> bool:
    """Whether the upper row names groups of the columns that the lower row names."""
    if not all(kind_of(cell) in ("text", "") or YEAR.fullmatch(cell) for cell in upper):
        return False
    if not all(kind_of(cell) in ("text", "") or YEAR.fullmatch(cell) for cell in lower):
        return False
    if upper and lower and upper[0] and lower[0] and upper[0] != lower[0]:
        return False
    gaps = [
        n
        for n, cell in enumerate(lower)
        if n and cell and any(upper[:n]) and (n >= len(upper) or upper[n] in ("", upper[n - 1]))
    ]
    return bool(gaps) and len(upper) > 1 and any(upper[1:])


def joined_names(rows: Sequence[Sequence[str]]) -> list[str]:
    """The names of the columns; where they take several rows, those of a group come first."""
    width = max(map(len, rows))
    names = [""] * width
    for depth, row in enumerate(rows, start=1):
        last = ""
        for n in range(width):
            cell = row[n] if n < len(row) else ""
            if depth < len(rows) and not cell:
                # a name that stands over several columns stands in the first
                cell = last if any(n < len(r) and r[n] for r in rows[depth:]) else ""
            last = cell
            if cell and cell != names[n]:
                names[n] = f"{names[n]} {cell}".strip()
    return ["" if _UNNAMED.fullmatch(name) else name.rstrip(" :") for name in names]


def with_units(
    names: Sequence[str], row: Sequence[str], body: Sequence[Sequence[str]]
) -> list[str]:
    """The names with the units in the row below them, `depth (m)`; empty if it holds none.

    Args:
        names: of the columns.
        row: below the names; a name that is merged with its cell stands in it again.
        body: the rows that follow.
    """
    own = {n: cell for n, cell in enumerate(row) if cell and names[n : n + 1] != [cell]}
    units = {n: cell.strip("()[]") for n, cell in own.items()}
    bracketed = all(cell[0] in "([" for cell in own.values())
    if not units or (len(units) < 2 and not bracketed) or max(units) >= len(names):
        return []
    for n, unit in units.items():
        below = [other[n] for other in body if n < len(other) and other[n]]
        kinds = set(map(kind_of, below))
        if (
            not below
            or not kinds <= {"number", "date"}
            or not _UNIT.fullmatch(unit)
            or is_no_value(unit)
        ):
            return []
    return [f"{name} ({units[n]})" if n in units else name for n, name in enumerate(names)]


def may_be_names(row: Sequence[str]) -> bool:
    """Whether a row is several words, each in a cell of its own, and nothing else."""
    filled = [cell for cell in row if cell]
    return len(filled) > 1 and all(kind_of(cell) == "text" for cell in filled)


def _are_names(
    row: Sequence[str], body: Sequence[Sequence[str]], weakly: bool = False, strictly: bool = False
) -> bool:
    """Whether a row holds the names of columns and not values, as the rows below it do."""
    filled = [(n, cell) for n, cell in enumerate(row) if cell]
    if not body or any(len(cell) > LONGEST_NAME for _, cell in filled):
        return False
    if row[0].endswith(":") and all(other[0].endswith(":") for other in body if other and other[0]):
        return False  # each row has its own name, as in a form
    votes = 0
    for n, cell in filled:
        vote = _vote(cell, _below(n, body), n == 0)
        if vote is None:
            return False
        votes += vote
    width = max(map(len, body))
    named = sum(is_column_name(cell) or bool(_UNNAMED.fullmatch(cell)) for _, cell in filled)
    if width == 1:
        return bool(named) and (votes > 0 or row[0].islower()) and not row[0].endswith(ENDS)
    if width == 2 and named < len(filled):
        keys = [other[0] for other in body if other]
        few = len(body) < 2 and votes < len(filled)
        if few or sum(map(is_column_name, keys)) * 2 >= len(keys):
            return False
    if named * 2 > len(filled) or _has_empty_corner(row, body):
        votes += 1
    if votes:
        return votes > 0
    return weakly and _are_words(filled, body, strictly=strictly and not named)


def _are_words(
    filled: Sequence[tuple[int, str]], body: Sequence[Sequence[str]], *, strictly: bool
) -> bool:
    """Whether the filled cells of a row are several different names of few words.

    Args:
        filled: the cells, each with the number of its column.
        body: the rows below.
        strictly: whether one of them has to stand apart from its column.
    """
    words = {cell.lower() for _, cell in filled if len(cell.split()) <= 4}
    if len(filled) < 3 or len(words) < len(filled):
        return False
    return not strictly or any(_stands_apart(cell, _below(n, body)) for n, cell in filled)


def _below(place: int, body: Sequence[Sequence[str]]) -> list[str]:
    """What stands in a column below its first row."""
    return [row[place] for row in body if place < len(row) and row[place]]


def _stands_apart(cell: str, below: Sequence[str]) -> bool:
    """Whether a cell of words is unlike all others of its column: in their length, or their case.

    Or it is none of a few words that come again and again there.
    """
    if not below:
        return True
    lengths = {len(other.split()) for other in below}
    small = {other.islower() for other in below}
    again = len(set(below)) * 2 <= len(below) and cell not in below
    return again or lengths.isdisjoint({len(cell.split())}) or small.isdisjoint({cell.islower()})


def _has_empty_corner(row: Sequence[str], body: Sequence[Sequence[str]]) -> bool:
    """Whether only the first cell is empty, and below it stands what each row tells."""
    keys = [other[0] for other in body if other]
    below = {word for other in body for cell in other[1:] for word in cell.lower().split()}
    told = not any(below.intersection(cell.lower().split()) for cell in row[1:])
    return not row[0] and all(row[1:]) and all(keys) and len(set(keys)) == len(keys) > 1 and told


def _vote(cell: str, below: Sequence[str], first: bool) -> int | None:
    """What a cell says of its row: 1 for a name, -1 for a value, 0 for neither; None: no names."""
    kind = kind_of(cell)
    kinds = Counter(map(kind_of, below))
    common, count = kinds.most_common(1)[0] if kinds else ("", 0)
    uniform = count >= _MOST * len(below)
    if kind in ("number", "date"):
        years = bool(YEAR.fullmatch(cell)) or kind == "date"
        fits = years and not first and common in ("number", "measure", "flag", "")
        return int(uniform) if fits and not all(map(YEAR.fullmatch, below)) else None
    if kind in ("flag", "address"):
        return None
    if kind == "measure":
        return None if common == "measure" else 0
    if cell in below:
        return -1
    if uniform and common in ("number", "date", "flag", "address"):
        return 1
    if uniform and common == "measure":
        return 1 if len({unit_of(other) for other in below}) == 1 else 0
    return _vote_of_words(cell, below)


def _vote_of_words(cell: str, below: Sequence[str]) -> int:
    """The vote of a cell of words over cells of words."""
    if not below or is_column_name(cell):
        return 0
    shape = _DIGITS.sub("0", cell)
    if shape != cell and any(_DIGITS.sub("0", other) == shape for other in below):
        return -1
    if cell.islower() and sum(other[0].isupper() for other in below) > len(below) / 2:
        return 1
    words = len(cell.split())
    alike = cell.istitle() and all(o.istitle() and len(o.split()) == words for o in below)
    return -1 if alike and words > 1 and len(below) > 1 else 0
