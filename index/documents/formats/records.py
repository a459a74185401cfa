"""Tables and records (CSV, TSV, JSON, JSON lines) → documents.

Where a record has a `text`, it is a document of its own, with `id`, `title`, `published` (or
`date`) and `url` where it has them. Any other table or tree becomes one document, a line a row.
"""

import csv
import gzip
import io
import json
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

from index.documents.formats.contents import read_bytes
from index.documents.formats.decode import decode
from index.documents.formats.rows import row_line
from index.documents.normalise import UnreadableError, make_document, one_line
from index.types import Document, Skipped

MAX_LINE_BYTES = 50_000_000
"""The longest line of a JSON lines file that is read."""

_LARGEST_FIELD = 2**31 - 1
_DELIMITERS = ",;\t|"
_SAMPLE_ROWS = 20

Record = Mapping[str, object]


class _Records:
    """Makes documents of the records of one file; no two get the same source."""

    def __init__(self, path: Path, source: str) -> None:
        self._name = path.name.split(".")[0] or path.name
        self._source = source
        self._seen: set[str] = set()

    def read(self, record: object, place: str) -> Document | Skipped:
        """The document in a record, or why there is none; `place` is where it is in its file."""
        text = record.get("text") if isinstance(record, dict) else None
        if not isinstance(record, dict) or not isinstance(text, str) or not text.strip():
            return self.skip(place, "It is not a record with a text.")
        key = self._key(record, place)
        published = record.get("published") or record.get("date")
        url = record.get("url")
        try:
            return make_document(
                f"{self._source}#{key}",
                text,
                self._title(record, key),
                published=published,
                url=url if isinstance(url, str) else None,
            )
        except UnreadableError as error:
            return self.skip(place, str(error))

    def skip(self, place: str, reason: str) -> Skipped:
        """What is said of a record that is not read."""
        return Skipped(f"{self._source}#{place}", f"{place.capitalize()}: {reason}")

    def _key(self, record: Record, place: str) -> str:
        """The id of a record, if it has one of its own; else its place."""
        value = record.get("id")
        key = one_line(str(value)) if isinstance(value, str | int) else ""
        if not key or key in self._seen:
            return place
        self._seen.add(key)
        return key

    def _title(self, record: Record, key: str) -> str:
        title = record.get("title")
        return title if isinstance(title, str) and title.strip() else f"{self._name}, {key}"


def read_jsonl(path: Path, source: str) -> Iterator[Document | Skipped]:
    """The documents in a file of JSON lines, compressed by gzip or not, one at a time.

    A line that is no record is skipped, by its number; the others are read. Of a compressed file
    that is cut off or damaged, what comes before the damage is read.

    Raises:
        OSError: if it cannot be read.
    """
    records = _Records(path, source)
    opener: Callable[[Path], BinaryIO] = _open_gzip if path.suffix.lower() == ".gz" else _open
    number = found = 0
    with opener(path) as file:
        try:
            while line := file.readline(MAX_LINE_BYTES + 1):
                number += 1
                if len(line) > MAX_LINE_BYTES:
                    yield records.skip(
                        f"line {number}", "It is too long; it and what follows were not read."
                    )
                    return
                if line.strip(b"\xef\xbb\xbf \t\r\n\f"):
                    found += 1
                    yield _parsed(records, line, number)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            if not number:
                raise UnreadableError("It is not a gzip file, or a broken one.") from error
            yield records.skip(
                f"line {number + 1}", "The file is cut off or damaged here; compress it again."
            )
    if not found:
        raise UnreadableError("It is empty.")


def _open(path: Path) -> BinaryIO:
    return path.open("rb")


def _open_gzip(path: Path) -> BinaryIO:
    return io.BufferedReader(gzip.open(path, "rb"))


def _parsed(records: _Records, line: bytes, number: int) -> Document | Skipped:
    """The document in a line, or why there is none."""
    place = f"line {number}"
    try:
        return records.read(json.loads(line.decode("utf-8-sig")), place)
    except UnicodeDecodeError:
        return records.skip(place, "It is not UTF-8.")
    except (ValueError, RecursionError):
        return records.skip(place, "It is not JSON.")


def read_json(path: Path, source: str) -> Iterator[Document | Skipped]:
    """The documents in a JSON file; one that lists its values if it holds no records.

    Raises:
        UnreadableError: if it is not JSON, or empty.
        OSError: if it cannot be read.
    """
    try:
        tree = json.loads(decode(read_bytes(path)))
    except (ValueError, RecursionError) as error:
        raise UnreadableError("It is not JSON, or nested too deeply.") from error
    items = tree if isinstance(tree, list) else [tree]
    if any(isinstance(item, dict) and isinstance(item.get("text"), str) for item in items):
        records = _Records(path, source)
        for number, item in enumerate(items, start=1):
            yield records.read(item, f"item {number}")
    else:
        yield make_document(source, "\n".join(_flat(tree)), path.stem)


def _flat(tree: object) -> Iterator[str]:
    """A line `path: value.` for each value of a tree; lists of plain values are one line."""
    waiting: list[tuple[str, object]] = [("", tree)]
    while waiting:
        name, value = waiting.pop()
        branches = _branches(name, value)
        if branches is not None:
            waiting += reversed(branches)
        elif words := row_line(map(_scalar, value if isinstance(value, list) else [value])):
            yield f"{name}: {words}" if name else words


def _branches(name: str, value: object) -> list[tuple[str, object]] | None:
    """Path and value of each branch; None for a leaf: a plain value, or a list of such."""
    if isinstance(value, dict):
        prefix = f"{name}." if name else ""
        return [(f"{prefix}{key}", inner) for key, inner in value.items()]
    if isinstance(value, list) and any(isinstance(inner, dict | list) for inner in value):
        return [(f"{name}[{i}]", inner) for i, inner in enumerate(value)]
    return None


def _scalar(value: object) -> str:
    """A plain JSON value in words; none for null."""
    if isinstance(value, str):
        return value
    return "" if value is None else json.dumps(value)


def read_csv(path: Path, source: str) -> Iterator[Document | Skipped]:
    """The documents in a CSV or TSV file: one a row if there is a column `text`, else one.

    The first row names the columns.

    Raises:
        UnreadableError: if it is not text, or has no rows below the first.
        OSError: if it cannot be read.
    """
    csv.field_size_limit(_LARGEST_FIELD)
    text = decode(read_bytes(path))
    delimiter = "\t" if path.suffix.lower() == ".tsv" else _delimiter(text)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    header = [name.strip() for name in next(rows, [])]
    columns = [name.lower() for name in header]
    if "text" in columns:
        yield from _row_documents(_Records(path, source), columns, rows)
    else:
        lines = (row_line(_named(header, row)) for row in rows)
        yield make_document(source, "\n".join(line for line in lines if line), path.stem)


def _row_documents(
    records: _Records, columns: Sequence[str], rows: Iterable[Sequence[str]]
) -> Iterator[Document | Skipped]:
    """The document in each row that is not empty; the first of them is row 2 of the file."""
    for number, row in enumerate(rows, start=2):
        if any(cell.strip() for cell in row):
            yield records.read(dict(zip(columns, row, strict=False)), f"row {number}")


def _named(header: Sequence[str], row: Sequence[str]) -> Iterator[str]:
    """The cells of a row that are not empty, each with the name of its column."""
    for number, cell in enumerate(row):
        if cell.strip():
            name = header[number] if number < len(header) else ""
            yield f"{name}: {cell}" if name else cell


def _delimiter(text: str) -> str:
    """The character that cuts the first rows into the same number of cells; a comma if none does.

    Of several, the one that most rows agree on, then the one that gives most cells.
    """
    start = text[:20_000]

    def agreement(delimiter: str) -> tuple[float, int]:
        rows = csv.reader(io.StringIO(start, newline=""), delimiter=delimiter)
        widths = _widths(rows)
        width, count = Counter(widths).most_common(1)[0] if widths else (1, 0)
        return (count / len(widths), width) if width > 1 else (0.0, 1)

    best = max(_DELIMITERS, key=agreement)
    return best if agreement(best)[0] else ","


def _widths(rows: Iterable[Sequence[str]]) -> list[int]:
    """The numbers of cells of the first rows that are not empty."""
    widths: list[int] = []
    for row in rows:
        if row:
            widths.append(len(row))
        if len(widths) == _SAMPLE_ROWS:
            break
    return widths
