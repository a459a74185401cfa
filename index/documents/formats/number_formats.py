"""How a spreadsheet shows its numbers: 0.125 as `12.5%`, 1900.5 as `1900.50 €`, 31 as `31 km`.

Only what a number is of is taken from its format: a sign of percent, a currency or unit, and the
zeros it starts with. A number is never rounded, and dates are read elsewhere.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from index.documents.formats.office import Package, attribute, local, number

MOST_RUNS = 100_000
"""Of cells under each other with one format, in a sheet; those past it show plain numbers."""

PERCENT_IDS = (9, 10)
"""Numbers of formats that every file knows."""
_PARTS = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|\[\$(?P<currency>[^\]-]*)[^\]]*\]|\[[^\]]*\]'
    r"|[_*].|(?P<digits>[0#?][0#?.,]*)|(?P<date>[dmyhs]|General|@|[Ee][+-]|/)|(?P<plain>.)",
    re.IGNORECASE | re.DOTALL,
)
_CURRENCY = re.compile(rb"office:currency=[\"']([A-Z]{3})[\"']")
_LONGEST_CODE = 255
_LONGEST_WORD = 20
_UNITS = re.compile(r"[^\W\d_]|[$€£¥₽₹₺₩%°‰]")


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """What is written around a number.

    Attributes:
        before: what stands before it, such as `$`.
        after: what stands after it, such as ` km`.
        percent: whether it is shown as hundredths.
        digits: the fewest before its point.
        decimals: the fewest after its point.
    """

    before: str = ""
    after: str = ""
    percent: bool = False
    digits: int = 1
    decimals: int = 0

    def shown(self, value: str) -> str:
        """A number in figures, as a reader of the sheet sees it, but whole."""
        sign, value = ("-", value[1:]) if value.startswith("-") else ("", value)
        if self.percent:
            value = f"{float(value) * 100:.12g}"
        if "e" in value:
            return f"{sign}{self.before}{value}{self.after}"
        whole, _, rest = value.partition(".")
        if not self.percent:
            whole, rest = whole.zfill(self.digits), rest.ljust(self.decimals, "0")
        point = "." if rest else ""
        return f"{sign}{self.before}{whole}{point}{rest}{self.after}"


def read_format(code: str) -> NumberFormat | None:
    """What a format code writes around a number; None if that is nothing, or it is of a date."""
    before, after, digits = "", "", ""
    percent = False
    for part in _PARTS.finditer(code[:_LONGEST_CODE]):
        if part["plain"] == ";":
            break
        if part["date"]:
            return None
        if part["digits"]:
            digits += part["digits"]
            continue
        percent = percent or part["plain"] == "%"
        text = part["quoted"] or part["escaped"] or part["currency"] or part["plain"] or ""
        if digits:
            after += text
        else:
            before += text
    if not digits or digits.endswith(","):  # a comma at the end leaves thousands out
        return None
    before, after = _word(before), _word(after)
    whole, _, rest = digits.partition(".")
    zeros = len(whole) if set(whole) == {"0"} else 1
    if not (before or after or zeros > 1):
        return None
    return NumberFormat(before, after, percent, zeros, rest.count("0") if not percent else 0)


def is_of_days(code: str) -> bool:
    """Whether a format code shows a number as a day, such as `mmm yy`."""
    found = {(part["date"] or "").lower() for part in _PARTS.finditer(code[:_LONGEST_CODE])}
    return bool(found & {"d", "y"}) and "general" not in found


def _word(text: str) -> str:
    """A sign or unit, with the space between it and the number; empty if it is none."""
    text = re.sub(r"\s", " ", text)
    found = _UNITS.search(text) and len(text) <= _LONGEST_WORD
    return text.strip("()-+*") if found else ""


def read_formats(package: Package) -> dict[int, NumberFormat]:
    """The formats of cells, by the numbers that the cells of an .xlsx file call them by."""
    root = package.xml_or_none("xl/styles.xml")
    codes: dict[int, NumberFormat | None] = dict.fromkeys(
        PERCENT_IDS, NumberFormat("", "%", percent=True)
    )
    found: dict[int, NumberFormat] = {}
    for group in root if root is not None else ():
        if local(group) == "numFmts":
            for one in group:
                codes[number(attribute(one, "numFmtId"), -1)] = read_format(
                    attribute(one, "formatCode")
                )
        elif local(group) == "cellXfs":
            for place, one in enumerate(group):
                if format := codes.get(number(attribute(one, "numFmtId"), -1)):
                    found[place] = format
    return found


def stated_format(attributes: bytes, formats: dict[int, NumberFormat]) -> int:
    """The number of the format that a cell of an .ods file states; -1 for that of a plain number.

    Args:
        attributes: of the cell.
        formats: those that are known, by their numbers; a new one is added.
    """
    if b'"percentage"' in attributes:
        format = NumberFormat("", "%", percent=True)
    elif currency := _CURRENCY.search(attributes):
        format = NumberFormat("", f" {currency[1].decode()}")
    else:
        return -1
    known = next((one for one, other in formats.items() if other == format), len(formats))
    formats[known] = format
    return known


@dataclass(slots=True)
class FormatRuns:
    """The formats of the cells of a sheet, as runs of cells under each other.

    Rows and columns are counted from 1.
    """

    formats: Mapping[int, NumberFormat] = field(default_factory=dict)
    columns: dict[int, list[tuple[int, int, int]]] = field(default_factory=dict)
    _runs: int = 0

    def add(self, row: int, column: int, style: int) -> None:
        """Record the style of a cell; those of a column come from top to bottom."""
        if style not in self.formats:
            return
        runs = self.columns.setdefault(column, [])
        if runs and runs[-1][1:] == (row - 1, style):
            runs[-1] = (runs[-1][0], row, style)
        elif self._runs < MOST_RUNS:
            self._runs += 1
            runs.append((row, row, style))

    def reader(self) -> "FormatReader":
        """What tells the formats of cells, row by row from the first."""
        return FormatReader(self)


class FormatReader:
    """The formats of cells that are asked for from top to bottom."""

    def __init__(self, runs: FormatRuns) -> None:
        """Start at the first row."""
        self._formats = runs.formats
        self._runs = {column: iter(of) for column, of in runs.columns.items()}
        self._now = {column: next(of) for column, of in self._runs.items()}

    def of(self, row: int, column: int) -> NumberFormat | None:
        """The format of a cell, if it is of one that shows more than figures."""
        now = self._now.get(column)
        while now and now[1] < row:
            now = next(self._runs[column], None)
            if now:
                self._now[column] = now
            else:
                del self._now[column]
        return self._formats[now[2]] if now and now[0] <= row else None
