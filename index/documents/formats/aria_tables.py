"""Tables that a page draws with other elements, which say by their roles what they are → tables."""

from index.documents.formats.elements import Element, flat

_TABLES = ("table", "grid", "treegrid")
_PARTS = {
    "row": "tr",
    "columnheader": "th",
    "rowheader": "th",
    "cell": "td",
    "gridcell": "td",
    "caption": "caption",
}
_CELLS = tuple(role for role in _PARTS if role != "row")
_FEWEST = 2  # rows
_OWN = ("table", "thead", "tbody", "tfoot", "tr", "th", "td", "caption")


def write_aria_tables(tree: Element) -> None:
    """Gives the tables that are told by their roles, and their rows and cells, the tags of such."""
    for table in list(tree.iter()):
        if isinstance(table.tag, str) and table.tag not in _OWN and table.get("role") in _TABLES:
            _write(table)


def _write(table: Element) -> None:
    rows = [element for element in table.iter() if element.get("role") == "row"]
    if len(rows) < _FEWEST or next(table.iter("table"), None) is not None:
        return
    if any(_has_words_of_its_own(row) for row in rows):
        return
    for element in table.iterdescendants():
        tag = _PARTS.get(element.get("role") or "")
        if tag and element.tag not in _OWN:
            element.tag = tag
    table.tag = "table"
    table.attrib.pop("role")
    for row in rows:
        _with_cells_alone(row)


def _has_words_of_its_own(row: Element) -> bool:
    """Whether words of a row stand outside its cells, where they would be lost."""
    cells = [cell for cell in row.iter() if cell.get("role") in _CELLS or cell.tag in ("td", "th")]
    return sum(len(flat(cell).replace(" ", "")) for cell in cells) < len(flat(row).replace(" ", ""))


def _with_cells_alone(row: Element) -> None:
    """Puts the cells of a row right into it, out of what wraps them."""
    cells = list(row.iter("td", "th"))
    if cells and any(cell.getparent() is not row for cell in cells):
        for cell in cells:
            row.append(cell)
