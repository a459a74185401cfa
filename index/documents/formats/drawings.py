"""Charts and diagrams in Word and PowerPoint files → lines of text."""

import datetime
import re
from collections.abc import Iterator, Mapping

from index.documents.formats.docx_styles import is_on
from index.documents.formats.number_formats import is_of_days, read_format
from index.documents.formats.office import (
    Element,
    Package,
    Relation,
    attribute,
    child,
    descendants,
    local,
    number,
)
from index.documents.formats.rows import table_lines

_MOST_CELLS = 200  # of a row of a chart
_FIRST_DAY = datetime.date(1899, 12, 30)  # what the days of a chart are counted from
_FIRST_OF_1904 = datetime.date(1904, 1, 1)  # the same, in files of older Macs
_YEAR = re.compile(r"(?:\[[^\]]*\])?yy(?:yy)?(?:;@)?", re.I)


def drawing_lines(
    package: Package, relations: Mapping[str, Relation], element: Element
) -> Iterator[str]:
    """The lines of the chart or the diagram that an element points to; none of any other.

    Args:
        package: that holds it.
        relations: of the part in which the element stands.
        element: `chart` or `relIds`.
    """
    name = local(element)
    pointer = {"chart": "id", "relIds": "dm"}.get(name)
    relation = relations.get(attribute(element, pointer)) if pointer else None
    part = package.xml_or_none(relation.target) if relation else None
    if part is None:
        return
    if name == "relIds":
        yield from _diagram_lines(part)
        return
    title, rows = _chart_rows(part)
    yield from filter(None, [title, *table_lines(rows, 1)])


def _chart_rows(root: Element) -> tuple[str, list[list[str]]]:
    """The title of a chart, and its figures as rows: names of series, then a category each."""
    title = child(root, "chart", "title")
    words = "".join(t.text or "" for t in descendants(title, "t")) if title is not None else ""
    series = list(descendants(root, "ser"))[:_MOST_CELLS]
    stated = child(root, "date1904")
    first = _FIRST_OF_1904 if stated is not None and is_on(stated) else _FIRST_DAY
    names = [" ".join(_points(child(one, "tx"), first).values()) for one in series]
    values = [
        _points(child(one, "val"), first) or _points(child(one, "yVal"), first) for one in series
    ]
    categories: dict[int, str] = {}
    for one in series:
        categories = (
            categories or _points(child(one, "cat"), first) or _points(child(one, "xVal"), first)
        )
    places = sorted(set(categories).union(*values))
    rows = [["", *names]]
    rows += [[categories.get(n, ""), *(points.get(n, "") for points in values)] for n in places]
    return words, rows if places else []


def _diagram_lines(root: Element) -> Iterator[str]:
    """The words of a diagram (SmartArt), a point a line."""
    for point in descendants(root, "pt"):
        for paragraph in descendants(point, "p"):
            words = "".join(t.text or "" for t in descendants(paragraph, "t")).strip()
            if words:
                yield words


def _points(element: Element | None, first: datetime.date) -> dict[int, str]:
    """The values that a chart keeps of the cells it was made of; days count from the first one."""
    if element is None:
        return {}
    found = {}
    usual = next((str(one.text or "") for one in descendants(element, "formatCode")), "")
    for point in descendants(element, "pt"):
        value = child(point, "v")
        if value is not None and (value.text or "").strip():
            code = attribute(point, "formatCode") or usual
            found[number(attribute(point, "idx"))] = _figure(value.text.strip(), code, first)
    return found


def _figure(text: str, code: str, first: datetime.date) -> str:
    """A value as its format code shows it, such as `12%`; text as it is.

    It is without the noise of binary fractions: `4.2` for `4.2000000000000002`.
    """
    try:
        value = float(text)
        if is_of_days(code):
            day = first + datetime.timedelta(days=int(value))
            return str(day.year) if _YEAR.fullmatch(code) else day.isoformat()
    except (ValueError, OverflowError):
        return text
    text = f"{value:.10g}" if "." in text and len(text) > 12 else text
    format = read_format(code)
    return format.shown(text) if format else text
