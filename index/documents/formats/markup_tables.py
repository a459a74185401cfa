"""Tables and lists of terms in a page → a line a row, a term with what it means."""

from collections.abc import Iterator

from index.documents.formats.elements import HEADINGS, INLINE, INVALID, ROW, Element, empty, flat
from index.documents.formats.lines import Row
from index.documents.formats.markup_lines import words
from index.documents.formats.rows import row_line, table_lines

_MOST_COLUMNS = 200
_MOST_CELLS = 200_000  # of a table; below, merged cells are taken for one
_LONG_CELL = 400
_MENU_CHARACTERS, _MENU_SHARE = 200, 0.8
_TERM_WORDS = 12


def write_terms(listing: Element) -> None:
    """Terms and what they mean → `term: meaning`, an item each."""
    terms: list[Element] = []
    name = ""  # that the terms above have together
    described = True
    for element in list(listing.iter("dt", "dd")):
        if next(element.iterancestors("dl"), None) is not listing:
            continue
        if element.tag == "dt":
            if described:
                terms = []
            terms.append(element)
            described = False
        elif not described:
            described = True
            name = _write_name(terms)
        if element.tag == "dd" and name:
            inner = element
            while not (inner.text or "").strip() and len(inner) and inner[0].tag not in INLINE:
                inner = inner[0]
            inner.text = f"{name}: {(inner.text or '').lstrip()}"
        element.tag = "li"
    listing.tag = "ul"


def _write_name(terms: list[Element]) -> str:
    """The name that terms have together; empty if they are sentences, which stay paragraphs."""
    name = ", ".join(filter(None, (flat(term).rstrip(" :") for term in terms)))
    if not name or len(name.split()) > _TERM_WORDS or name.endswith(("?", ".")):
        for term in terms:
            term.tag = "p"
        return ""
    for term in terms:
        empty(term)
    return name


def write_table(table: Element) -> None:
    """A table → a row a line, with the names of its columns; one that is for layout → blocks."""
    rows = [row for row in table.iter("tr") if next(row.iterancestors("table"), None) is table]
    numbers = [n for n, row in enumerate(rows, start=1) if _cells(row) and flat(row)]
    # a list, which forgets its last element first: lxml takes quadratic time the other way round
    rows = [rows[n - 1] for n in numbers]
    if _is_of_links(table):
        return
    if table.get("role") in ("presentation", "none") or _is_layout(table, rows):
        for element in [table, *table.iter("tbody", "thead", "tfoot", "tr", "td", "th", "caption")]:
            element.tag = "div"
        return
    captions = [flat(caption) for caption in table.iter("caption")]
    written = [*filter(None, captions), *_table_lines(rows)]
    empty(table)
    for line in written:
        row = table.makeelement("tr")
        cell = table.makeelement("td")
        cell.text = INVALID.sub("", line)
        if isinstance(line, Row):
            row.set(ROW, str(numbers[line.number - 1]))
        row.append(cell)
        table.append(row)


def _is_of_links(table: Element) -> bool:
    """Whether most of the words of a large table are links, as in a menu."""
    length = len(flat(table))
    linked = sum(len(flat(link)) for link in table.iter("a"))
    return length > _MENU_CHARACTERS and linked > length * _MENU_SHARE


def _is_layout(table: Element, rows: list[Element]) -> bool:
    """Whether a table only puts blocks beside each other."""
    if next(table.iterdescendants("table", *HEADINGS, "article", "main"), None) is not None:
        return True
    if any(row.find("th") is not None for row in rows) or table.find("caption") is not None:
        return False
    cells = [cell for row in rows for cell in row if cell.tag == "td"]
    width = max((len(row) for row in rows), default=0)
    if len(rows) < 2 or width < 2:
        return True
    return any(len(cell.findall("p")) > 1 or len(flat(cell)) > _LONG_CELL for cell in cells)


def _table_lines(rows: list[Element]) -> list[str]:
    """The lines of a table: of each row, and of each heading that goes over its width."""
    heads = 0
    for row in rows[:-1]:
        cells = _cells(row)
        of_head = row.getparent() is not None and row.getparent().tag == "thead"
        if len(cells) > 1 and (of_head or _are_names(cells)):
            heads += 1
        else:
            break
    grid = list(_grid(rows, repeated=heads > 0))
    if not heads and all(
        len(row) == 1 or (len(row) == 2 and _cells(of)[0].tag == "th")
        for row, of in zip(grid, rows, strict=False)
    ):
        named = (": ".join(filter(None, (row[0].rstrip(" :"), *row[1:]))) for row in grid)
        return [
            Row(row_line([line]), number) if ": " in line else line
            for number, line in enumerate(named, start=1)
            if line
        ]
    by_rows = not heads and any(row.find("th") is not None for row in rows)
    return table_lines(grid, heads or (0 if by_rows else None))


def _are_names(cells: list[Element]) -> bool:
    """Whether all cells of a row are marked as names; the first one may be empty."""
    corner = cells[0].tag == "td" and not flat(cells[0]) and len(cells) > 2
    return all(cell.tag == "th" or _is_bold(cell) for cell in cells[corner:])


def _cells(row: Element) -> list[Element]:
    return [cell for cell in row if cell.tag in ("td", "th")]


def _grid(rows: list[Element], *, repeated: bool) -> Iterator[list[str]]:
    """The words in each column of each row: a cell merged over rows stands in each of them.

    Args:
        rows: of a table.
        repeated: whether one merged over columns stands in each of them, too.
    """
    below: dict[int, tuple[int, str]] = {}
    room = _MOST_CELLS
    for row in rows:
        cells: list[str] = []
        following: dict[int, tuple[int, str]] = {}
        own = _cells(row)
        for cell in own:
            _fill(cells, below, following)
            text, across, down = words(cell), 1, 1
            if room > 0:
                across, down = _span(cell, "colspan"), _span(cell, "rowspan")
            for n in range(min(across, _MOST_COLUMNS - len(cells))):
                shown = text if n == 0 or (repeated and len(own) > 1) else ""
                if down > 1:
                    following[len(cells)] = (down - 1, shown)
                cells.append(shown)
        _fill(cells, below, following)
        below = following
        room -= len(cells)
        yield cells


def _fill(
    cells: list[str], below: dict[int, tuple[int, str]], following: dict[int, tuple[int, str]]
) -> None:
    """Puts the cells that reach down from the row above into their columns."""
    while (n := len(cells)) in below:
        left, text = below[n]
        cells.append(text)
        if left > 1:
            following[n] = (left - 1, text)


def _span(cell: Element, name: str) -> int:
    value = cell.get(name) or ""
    return max(1, int(value)) if value.isascii() and value.isdigit() and len(value) < 6 else 1


def _is_bold(cell: Element) -> bool:
    """Whether all the words of a cell are in bold."""
    bold = cell.find("b") if cell.find("b") is not None else cell.find("strong")
    return bold is not None and flat(bold) == flat(cell) != ""
