"""The rows of a table → lines, the same for all formats; a row can be cited alone.

Each row carries the names of its columns: `date: 2024-03-01; event: Pump replaced; cost: 1900.` The
row of names is told by the format, or recognised: names differ in kind from what stands below them.
What stands above it, below the table, or in a row of its own stays as it is.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby, islice
from statistics import median

from index.documents.normalise import normalise
from index.text.columns import is_column_name
from index.text.dates import iso_date
from index.types import Place

MAX_ROW_CHARACTERS = 1_000
"""A longer row becomes several lines, each with the first cell of the row."""
MAX_CELL_CHARACTERS = 600
"""A longer cell is a text of its own, below the line of its row."""
MAX_TABLE_CHARACTERS = 50_000_000
"""Of the lines of one table; what follows is not read."""

_LOOKED_AT = 100  # rows of a table, to recognise its names
_LONGEST_NAME = 80
_LONGEST_DATE = 30
_LONGEST_KEY = 60
_ENDS = (".", "!", "?", "…", "。")
_FEW = 0.6
_MOST = 0.8
_UNNAMED = re.compile(r"unnamed: ?\d+(?:_level_\d+)?", re.I)  # what pandas writes
_TOTAL = re.compile(r"(?:grand |sub-?)?(?:total|sum)s?\b", re.I)
_NOTE = re.compile(r"[*†‡§¹²³]|\(?\d\)\s|notes?\b|source\b", re.I)
_NUMBER = re.compile(r"[-+−(~<>≤≥]{0,2} ?[€$£¥]? ?\d[\d.,'’ \u00a0]*(?: ?[%‰€$£¥])?\)?")
_DATE = re.compile(r"\d[\d.:/–-]+\d(?:[T ]\d[\d:.]*)?(?:Z|[+-]\d\d:?\d\d)?")
_MEASURE = re.compile(r"[-+−~<>≤≥]?\d[\d.,'’–-]*(?: \d{3})* ?([^\W\d_°]{1,12}|°[CF]?|m[²³])\.?")
_YEAR = re.compile(r"(?:19|20)\d\d(?:[/–-]\d\d(?:\d\d)?)?")
_FLAG = re.compile(r"(?:yes|no|true|false|x|✓|✗|✔|✘)", re.I)
_ADDRESS = re.compile(r"\S+@\S+\.\w+|\w+://\S+|www\.\S+")
_DIGITS = re.compile(r"\d+")


def row_line(cells: Iterable[str]) -> str:
    """The cells as `a; b; c.`, without the empty ones; empty if all are.

    The full stop keeps a row from running into the next one when sentences are told apart.
    """
    return _stopped("; ".join(filter(None, map(_clean, cells))))


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table.

    Attributes:
        number: of its row among those that were given, from 1.
        text: one line.
        is_row: whether it is cells of a row, and one sentence, whatever stands in them; else it is
            text that stands in the table, or around it.
    """

    number: int
    text: str
    is_row: bool = True


def table_lines(rows: Iterable[Sequence[str]], header: int | None = None) -> list[str]:
    """The lines of a table, without its row of names; see `numbered_lines`."""
    return [line.text for line in numbered_lines(rows, header)]


def numbered_lines(rows: Iterable[Sequence[str]], header: int | None = None) -> Iterator[Line]:
    """The lines of the tables in these rows, in order; blank rows part one table from the next.

    A row of names is no line where rows carry its names. Two columns without names are keys and
    values: `Weight: 3 tonnes.` Empty cells are left out. No row is lost: one that is not a row of
    a table is text.

    Args:
        rows: the cells of each row, which may be of different lengths, and are read one by one.
        header: how many of the first rows are names, where the format tells (0 for none); None to
            recognise them.
    """
    numbered = ((number, _cells(row)) for number, row in enumerate(rows, start=1))
    table: _Table | None = None
    held: list[tuple[int, list[str]]] = []
    for filled, group in groupby(numbered, key=lambda row: any(row[1])):
        if not filled:
            continue
        first = [*held, *islice(group, _LOOKED_AT)]
        lonely = not held and header is None and len(first) == 1 and _may_be_names(first[0][1])
        if lonely and not (table and table.goes_on([first[0][1]])):
            held = first  # a blank row may stand between the names and their rows
            continue
        held = []
        if len(first) == 1 and table and table.goes_on([first[0][1]]):
            yield from table.lines(*first[0])  # one row: none of names
            continue
        table = _Table([row for _, row in first], header, table)
        header = 0 if header is not None else None
        for number, row in chain(first, group):
            yield from table.lines(number, row)
    for number, row in held:
        yield from _Table([row], 0).lines(number, row)


def record_lines(number: int, fields: Iterable[tuple[str, str]]) -> Iterator[Line]:
    """The line of a record that is not part of a table, `name: value; name: value.`, or more.

    Args:
        number: of the record, from 1.
        fields: their names and values; those without a value are left out.
    """
    yield from _row_lines(number, [_named(_clean(name), _clean(value)) for name, value in fields])


def bounded(lines: Iterable[Line], left: list[int]) -> Iterator[Line]:
    """Lines of no more than `MAX_TABLE_CHARACTERS`; the first row that is left goes to `left`."""
    room = MAX_TABLE_CHARACTERS
    for line in lines:
        room -= len(line.text) + 1
        if room < 0:
            left.append(line.number)
            return
        yield line


def placed(lines: Iterable[Line]) -> tuple[str, list[Place]]:
    """The normalised text of lines, and the places of the rows among them.

    Places of rows that follow each other, in the text and in the table, are one.
    """
    texts: list[str] = []
    places: list[Place] = []
    at = 0
    start, end, row, following = 0, -1, 0, 0  # of the rows that are not in `places` yet
    for line in lines:
        plain = line.text.isascii() and line.text.isprintable()
        if not (text := line.text if plain else normalise(line.text)):
            continue
        texts.append(text)
        if line.is_row and not (end == at - 1 and following == line.number):
            if end > start:
                places.append(Place(start, end, row=row))
            start, row = at, line.number
        if line.is_row:
            end, following = at + len(text), line.number + 1
        at += len(text) + 1
    if end > start:
        places.append(Place(start, end, row=row))
    return "\n".join(texts), places


class _Table:
    """Rows that stand together, of which the first were looked at."""

    def __init__(
        self,
        rows: Sequence[list[str]] = (),
        header: int | None = None,
        before: "_Table | None" = None,
    ) -> None:
        self._is_first = before is None  # of all tables
        self._above = 0  # rows above the names
        self._heads = 0  # rows of names
        self._at = 0
        self._section = self._key = ""
        self.width = _width(rows)
        self.names: list[str] = []
        goes_on = before is not None and before.goes_on(rows)
        if header:
            self._heads = min(header, len(rows))
        elif header is None and self.width:
            self._above, self._heads = _heads(rows, self.width, weakly=not goes_on)
        start = self._above + self._heads
        body = [row for row in rows[start:] if not _is_alone(row)]
        if self._heads:
            self.names = _joined_names(rows[self._above : start])
        elif before and (goes_on or header == 0):
            self.names = before.names  # the same table goes on below a blank row
            self.width = before.width
        self._pairs = not self.names and _are_pairs(body, self.width)
        self._has_sections = (
            self.width > 2 and bool(self.names) and len(rows) > start + 1 and _is_alone(rows[start])
        )
        self._carries = bool(self.names) and _has_gaps(body)
        self._kinds = _column_kinds(body)
        if before and goes_on and not self._heads:
            self._kinds = before._kinds

    def goes_on(self, rows: Sequence[list[str]]) -> bool:
        """Whether rows below a blank one are of this table: no more cells, of the same kinds."""
        width = _width(rows)
        fits = bool(self.names) and 1 < width <= self.width
        return fits and all(self._fits(row) for row in rows if not _is_alone(row))

    def _fits(self, row: Sequence[str]) -> bool:
        """Whether no cell is a word where the column holds numbers or dates."""
        return not any(
            kind in ("number", "date") and _kind(cell) == "text" and len(cell) > 3
            for kind, cell in zip(self._kinds, row, strict=False)
        )

    def lines(self, number: int, row: list[str]) -> Iterator[Line]:
        """The lines of the next row of the table."""
        at, self._at = self._at, self._at + 1
        if at < self._above:
            yield from self._lines_above(number, row)
        elif at >= self._above + self._heads:
            yield from self._body_lines(number, row)

    def _lines_above(self, number: int, row: list[str]) -> Iterator[Line]:
        """The line of a row above the names: a title, or a key and its value."""
        cells = [cell for cell in row if cell]
        if len(cells) == 1:
            yield self._text_line(number, cells[0])
        elif len(cells) == 2 and len(cells[0]) <= _LONGEST_KEY:
            yield from _row_lines(number, [_named(cells[0].rstrip(" :"), cells[1])])
        else:
            yield from _row_lines(number, cells)

    def _text_line(self, number: int, text: str) -> Line:
        """A line that is no row; the first of all is a title, and has no full stop."""
        is_title = self._is_first and self._at == 1
        return Line(number, text if is_title else _stopped(text), is_row=False)

    def _body_lines(self, number: int, row: list[str]) -> Iterator[Line]:
        if self.names and row[: len(self.names)] == self.names:
            return  # the names again, as on each page of a printed table
        if self._is_text(row):
            is_section = self._is_section(row)
            self._section = row[0] if is_section else ""
            yield Line(number, row[0], False) if is_section else self._text_line(number, row[0])
            return
        is_pair = self.width > 3 and row[0] and len(row) == 2 and not self._fits(row)
        if self._pairs or (self.names and is_pair):
            cells = [_named(row[0].rstrip(" :"), " ".join(filter(None, row[1:])))]
        else:
            cells = [self._section, *self._named_cells(row)]
        yield from _row_lines(number, cells)

    def _named_cells(self, row: list[str]) -> Iterator[str]:
        if self._carries and row[0]:
            self._key = row[0]
        elif self._carries and len(row) > 1 and row[1] and not _TOTAL.match(row[1]):
            yield _named(self.names[0], self._key)
        for name, cell in zip(chain(self.names, [""] * len(row)), row, strict=False):
            yield _named(name, cell)

    def _is_text(self, row: list[str]) -> bool:
        """Whether a row is a line of text: a note, or what the rows below it have in common."""
        if not _is_alone(row):
            return False
        if self.width < 2:
            return not self.names
        note = len(row[0]) > _LONGEST_NAME or row[0].endswith((*_ENDS, ":")) or _NOTE.match(row[0])
        return self.width > 2 or len(row) == 1 or bool(note)

    def _is_section(self, row: list[str]) -> bool:
        return self._has_sections and len(row[0]) <= _LONGEST_KEY and not row[0].endswith(_ENDS)


def _cells(row: Sequence[str]) -> list[str]:
    """The cells of a row on one line each, without the empty ones at its end."""
    cells = [_clean(cell) for cell in row]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _clean(cell: str) -> str:
    return " ".join(cell.split())


def _stopped(line: str) -> str:
    return line + "." if line and not line.endswith(_ENDS) else line


def _named(name: str, cell: str) -> str:
    return f"{name}: {cell}" if name and cell else cell


def _is_alone(row: Sequence[str]) -> bool:
    """Whether nothing but the first cell of a row is filled."""
    return bool(row) and bool(row[0]) and not any(row[1:])


def _row_lines(number: int, cells: Iterable[str]) -> Iterator[Line]:
    """The line of a row, or its lines if it is long, of which each begins with the first cell."""
    filled = [cell for cell in cells if cell]
    line = "; ".join(filled)
    if len(line) < MAX_CELL_CHARACTERS:
        if line:
            yield Line(number, _stopped(line))
        return
    part: list[str] = []
    length = 0
    for cell in (cell for cell in filled if len(cell) <= MAX_CELL_CHARACTERS):
        if part and length + len(cell) >= MAX_ROW_CHARACTERS - 1:
            yield Line(number, _stopped("; ".join(part)))
            part = part[:1] if len(part[0]) <= _LONGEST_NAME else []
            length = sum(len(other) + 2 for other in part)
        part.append(cell)
        length += len(cell) + 2
    if part:
        yield Line(number, _stopped("; ".join(part)))
    for text in (cell for cell in filled if len(cell) > MAX_CELL_CHARACTERS):
        yield Line(number, _stopped(text), is_row=False)


def _width(rows: Sequence[Sequence[str]]) -> int:
    """How many cells a row of the table has as a rule: the median of those with more than one."""
    widths = [len(row) for row in rows if len(row) > 1 and not _is_alone(row)]
    return int(median(widths)) if widths else min(1, len(rows))


def _are_pairs(rows: Sequence[Sequence[str]], width: int) -> bool:
    """Whether rows without names are keys and their values."""
    keys = [row[0] for row in rows if row]
    return (
        width == 2
        and bool(keys)
        and all(1 <= len(key) <= _LONGEST_KEY and not key[0].isdigit() for key in keys)
        and all(_kind(key) == "text" and not key.endswith(_ENDS) for key in keys)
        and len(set(keys)) > len(keys) / 2
    )


def _column_kinds(rows: Sequence[Sequence[str]]) -> list[str]:
    """What most cells of each column hold; empty where they differ."""
    kinds = []
    for n in range(max(map(len, rows), default=0)):
        cells = [_kind(row[n]) for row in rows if n < len(row) and row[n]]
        kind, count = Counter(cells).most_common(1)[0] if cells else ("", 0)
        kinds.append(kind if count >= _FEW * len(cells) else "")
    return kinds


def _has_gaps(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first cell holds for the rows below it too, in which it is left empty."""
    if len(rows) < 2 or not rows[0][0]:
        return False
    below = [row for row in rows if not row[0]]
    keys = [row[0] for row in rows if row[0]]
    return (
        len(below) * 3 >= len(rows)
        and len(set(keys)) == len(keys)
        and all(_kind(key) in ("text", "date") for key in keys)
        and sum(bool(row[1:] and row[1]) for row in below) > len(below) / 2
    )


def _heads(rows: Sequence[list[str]], width: int, *, weakly: bool) -> tuple[int, int]:
    """How many rows stand above the names, and how many rows of names there are.

    Args:
        rows: the first rows of a table.
        width: of the table.
        weakly: whether rows of words alone may have names: no names stand above.
    """
    for at, row in enumerate(rows[: _LOOKED_AT // 4]):
        if not _is_full(row, width):
            continue
        body = [r for r in rows[at + 1 :] if r != row and (width == 1 or not _is_alone(r))]
        below = rows[at + 1] if at + 1 < len(rows) else []
        next_are_names = _may_be_names(below) and _are_names(below, body[1:], weakly=False)
        if next_are_names and _spans(row, below):
            return at, 2
        if next_are_names and _filled(below) > _filled(row):
            continue
        if _are_names(row, body, weakly=weakly):
            over = at > 0 and _spans(rows[at - 1], row)
            return (at - 1, 2) if over else (at, 1)
        if _filled(row) >= width:
            break
    return 0, 0


def _filled(row: Sequence[str]) -> int:
    return sum(map(bool, row))


def _is_full(row: Sequence[str], width: int) -> bool:
    """Whether as many cells are filled as in the row of names; its corner may be empty."""
    filled = _filled(row) + (width > 1 and not row[0])
    return filled >= max(1 if width == 1 else 2, _FEW * width)


def _spans(upper: Sequence[str], lower: Sequence[str]) -> bool:
    """Whether the upper row names groups of the columns that the lower row names."""
    if not all(_kind(cell) in ("text", "") or _YEAR.fullmatch(cell) for cell in upper):
        return False
    if not all(_kind(cell) in ("text", "") for cell in lower):
        return False
    if upper and lower and upper[0] and lower[0] and upper[0] != lower[0]:
        return False
    gaps = [
        n
        for n, cell in enumerate(lower)
        if n and cell and any(upper[:n]) and (n >= len(upper) or upper[n] in ("", upper[n - 1]))
    ]
    return bool(gaps) and len(upper) > 1 and any(upper[1:])


def _joined_names(rows: Sequence[Sequence[str]]) -> list[str]:
    """The names of the columns; where they take several rows, those of a group come first."""
    width = max(map(len, rows))
    names = [""] * width
    for depth, row in enumerate(rows, start=1):
        last = ""
        for n in range(width):
            cell = row[n] if n < len(row) else ""
            if depth < len(rows) and not cell and any(n < len(r) and r[n] for r in rows[depth:]):
                cell = last  # a name that stands over several columns stands in the first
            last = cell or last
            if cell and cell != names[n]:
                names[n] = f"{names[n]} {cell}".strip()
    return ["" if _UNNAMED.fullmatch(name) else name.rstrip(" :") for name in names]


def _may_be_names(row: Sequence[str]) -> bool:
    filled = [cell for cell in row if cell]
    return len(filled) > 1 and all(_kind(cell) == "text" for cell in filled)


def _are_names(row: Sequence[str], body: Sequence[Sequence[str]], *, weakly: bool) -> bool:
    """Whether a row holds the names of columns and not values, as the rows below it do."""
    filled = [(n, cell) for n, cell in enumerate(row) if cell]
    if not body or any(len(cell) > _LONGEST_NAME for _, cell in filled):
        return False
    votes = 0
    for n, cell in filled:
        vote = _vote(cell, [other[n] for other in body if n < len(other) and other[n]], n == 0)
        if vote is None:
            return False
        votes += vote
    width = max(map(len, body))
    named = sum(is_column_name(cell) or bool(_UNNAMED.fullmatch(cell)) for _, cell in filled)
    if width == 1:
        return bool(named) and (votes > 0 or row[0].islower()) and not row[0].endswith(_ENDS)
    if width == 2 and named < len(filled):
        keys = [other[0] for other in body if other]
        few = len(body) < 2 and votes < len(filled)
        if few or sum(map(is_column_name, keys)) * 2 >= len(keys):
            return False
    if named * 2 > len(filled):
        votes += 1
    if votes:
        return votes > 0
    words = {cell.lower() for _, cell in filled if len(cell.split()) <= 4}
    return weakly and len(filled) > 2 and len(words) == len(filled)


def _vote(cell: str, below: Sequence[str], first: bool) -> int | None:
    """What a cell says of its row: 1 for a name, -1 for a value, 0 for neither; None: no names."""
    kind = _kind(cell)
    kinds = Counter(map(_kind, below))
    common, count = kinds.most_common(1)[0] if kinds else ("", 0)
    uniform = count >= _MOST * len(below)
    if kind in ("number", "date"):
        years = bool(_YEAR.fullmatch(cell)) or kind == "date"
        fits = years and not first and common in ("number", "measure", "flag", "")
        return int(uniform) if fits and not all(map(_YEAR.fullmatch, below)) else None
    if kind in ("flag", "address"):
        return None
    if kind == "measure":
        return None if common == "measure" else 0
    if cell in below:
        return -1
    if uniform and common in ("number", "date", "flag", "address"):
        return 1
    if uniform and common == "measure":
        return 1 if len({_unit(other) for other in below}) == 1 else 0
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


def _kind(cell: str) -> str:
    """What a cell holds: a number, date, measure, flag or address, or text; empty if nothing."""
    if len(cell) > _LONGEST_NAME:
        return "text"
    if not cell:
        return ""
    for kind, pattern in _KINDS:
        if pattern.fullmatch(cell):
            return kind
    digits = any(map(str.isdigit, cell))
    is_date = digits and len(cell) <= _LONGEST_DATE and bool(iso_date(cell))
    return "date" if is_date else "text"


def _unit(cell: str) -> str:
    match = _MEASURE.fullmatch(cell)
    return match[1] if match else ""


_KINDS = (
    ("number", _NUMBER),
    ("date", _DATE),
    ("measure", _MEASURE),
    ("flag", _FLAG),
    ("address", _ADDRESS),
)
