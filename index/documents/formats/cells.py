"""What a cell of a table holds: a number, a date, a measure, or words."""

import re
from collections.abc import Sequence

from index.text.dates import iso_date

LONGEST_NAME = 80
"""Characters of the name of a column."""
ENDS = (".", "!", "?", "…", "。")
"""What ends a sentence."""
YEAR = re.compile(r"(?:19|20)\d\d(?:[/–-]\d\d(?:\d\d)?)?")

_LONGEST_DATE = 30
_NUMBER = re.compile(r"[-+−(~<>≤≥]{0,2} ?[€$£¥]? ?\d[\d.,'’ \u00a0]*(?: ?[%‰€$£¥])?\)?")
_DATE = re.compile(r"\d[\d.:/–-]+\d(?:[T ]\d[\d:.]*)?(?:Z|[+-]\d\d:?\d\d)?")
_MEASURE = re.compile(r"[-+−~<>≤≥]?\d[\d.,'’–-]*(?: \d{3})* ?([^\W\d_°]{1,12}|°[CF]?|m[²³])\.?")
_FLAG = re.compile(r"(?:yes|no|true|false|x|✓|✗|✔|✘)", re.I)
_ADDRESS = re.compile(r"\S+@\S+\.\w+|\w+://\S+|www\.\S+")


def kind_of(cell: str) -> str:
    """What a cell holds: a number, date, measure, flag or address, or text; empty if nothing."""
    if len(cell) > LONGEST_NAME:
        return "text"
    if not cell:
        return ""
    for kind, pattern in _KINDS:
        if pattern.fullmatch(cell):
            return kind
    digits = any(map(str.isdigit, cell))
    is_date = digits and len(cell) <= _LONGEST_DATE and bool(iso_date(cell))
    return "date" if is_date else "text"


def unit_of(cell: str) -> str:
    """The unit of a measure; empty for anything else."""
    match = _MEASURE.fullmatch(cell)
    return match[1] if match else ""


def is_alone(row: Sequence[str]) -> bool:
    """Whether nothing but the first cell of a row is filled."""
    return bool(row) and bool(row[0]) and not any(row[1:])


def filled_cells(row: Sequence[str]) -> int:
    """How many cells of a row hold something."""
    return sum(map(bool, row))


_KINDS = (
    ("number", _NUMBER),
    ("date", _DATE),
    ("measure", _MEASURE),
    ("flag", _FLAG),
    ("address", _ADDRESS),
)
