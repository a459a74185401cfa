"""Delimited tables (CSV, TSV) → documents.

Where a column holds texts, each row is a document of its own; else a table is one document, a line
a row, each of which carries the names of its columns.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path

from index.documents.formats.decode import read_decoded
from index.documents.formats.fields import TEXT_KEYS, plain_key
from index.documents.formats.lines import bounded, placed
from index.documents.formats.records import Records
from index.documents.formats.rows import numbered_lines
from index.documents.normalise import make_document
from index.types import Document, Skipped

_LARGEST_FIELD = 2**31 - 1
_DELIMITERS = ",;\t|"
_SAMPLE_CHARACTERS = 20_000
_SAMPLE_ROWS = 20
_LONG_TEXT = 200
"""Characters of the cells of a column that holds texts, whatever it is called, on the average."""
_SWALLOWED_LINES = 3


def read_csv(path: Path, source: str) -> Iterator[Document | Skipped]:
    """The documents in a CSV or TSV file: one a row if a column holds texts, else one.

    Rows are numbered as a spreadsheet program shows them: the row of names is one, and a blank line
    too; a first line such as `sep=;` is none.

    Raises:
        UnreadableError: if it is not text, or has no rows.
        OSError: if it cannot be read.
    """
    csv.field_size_limit(_LARGEST_FIELD)
    text, guess = read_decoded(path, source)
    text, delimiter = _named_delimiter(text)
    if not delimiter:
        delimiter = "\t" if path.suffix.lower() == ".tsv" else _delimiter(text)
    rows = _rows(text, delimiter)
    first = list(islice(rows, _SAMPLE_ROWS))
    rows = chain(first, rows)
    if _holds_texts(first):
        header = [name.strip().lower() for name in next(rows)]
        yield from _row_documents(Records(path, source), header, rows)
        yield from guess
        return
    left: list[int] = []
    lines, places = placed(bounded(numbered_lines(rows), left))
    yield make_document(source, lines, path.stem, places=places)
    if left:
        yield Skipped(
            source, f"Row {left[0]} and what follows were not read: cut the table into parts."
        )
    yield from guess


def _named_delimiter(text: str) -> tuple[str, str]:
    """The text without a first line that names the delimiter, as Excel writes it; and that."""
    line, _, rest = text[:20].partition("\n")
    line = line.strip().strip('"')
    if line.lower().startswith("sep=") and len(line) == len("sep=;"):
        return text[text.index("\n") + 1 :] if rest or "\n" in text[:20] else "", line[-1]
    if line.lower() == "sep=":  # a tab, which was stripped
        return text[text.index("\n") + 1 :] if "\n" in text[:20] else "", "\t"
    return text, ""


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    """The cells of each row; a quotation mark that is never closed is a character like others.

    Such a mark makes one cell of all that follows it.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    before = 0
    for row in reader:
        if reader.line_num - before > _SWALLOWED_LINES and _is_swallowed(text, row):
            break
        before = reader.line_num
        yield row
    else:
        return
    lines = islice(io.StringIO(text, newline=""), before, None)
    for row in csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE):
        yield [cell.strip().removeprefix('"').removesuffix('"') for cell in row]


def _is_swallowed(text: str, row: Sequence[str]) -> bool:
    """Whether the last cell of a row goes on to the end of the text, where no mark closes it."""
    end = row[-1].rstrip()
    return "\n" in end and text.rstrip().endswith(end[-100:]) and not text.rstrip().endswith('"')


def _holds_texts(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first row names a column of texts: `text`, or another with long cells."""
    for column, name in enumerate(rows[0] if rows else ()):
        key = plain_key(name)
        if key == "text":
            return True
        if key in TEXT_KEYS:
            cells = [row[column].strip() for row in rows[1:] if column < len(row)]
            cells = [cell for cell in cells if cell]
            if cells and sum(map(len, cells)) >= _LONG_TEXT * len(cells):
                return True
    return False


def _row_documents(
    records: Records, columns: Sequence[str], rows: Iterable[Sequence[str]]
) -> Iterator[Document | Skipped]:
    """The document in each row that is not empty; the first of them is row 2 of the file."""
    for number, row in enumerate(rows, start=2):
        if any(cell.strip() for cell in row):
            record = {name: cell for name, cell in zip(columns, row, strict=False) if cell.strip()}
            yield records.document(record, f"row {number}")


def _delimiter(text: str) -> str:
    """The character that cuts the first rows into the same number of cells; a comma if none does.

    Of several, the one that most rows agree on, then the one that gives most cells.
    """
    start = text[:_SAMPLE_CHARACTERS]

    def agreement(delimiter: str) -> tuple[float, int]:
        rows = csv.reader(io.StringIO(start, newline=""), delimiter=delimiter)
        widths = _widths(rows)
        wide = [width for width in widths if width > 1]
        if not wide:
            return 0.0, 1
        width, count = Counter(wide).most_common(1)[0]
        return count / len(widths), width

    best = max(_DELIMITERS, key=agreement)
    return best if agreement(best)[0] else ","


def _widths(rows: Iterable[Sequence[str]]) -> list[int]:
    """The numbers of cells of the first rows that are not empty."""
    filled = (len(row) for row in rows if row)
    return list(islice(filled, _SAMPLE_ROWS))
