"""Records (JSON, JSON lines) → documents.

A record with a text is a document of its own, with `id`, title, date and address where it has them,
whatever these are called (see `fields.py`), and however deep the list of the records lies. Records
of values become one document, a line a record.
"""

import gzip
import io
import json
import re
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

from index.documents.formats.contents import MAX_WHOLE_BYTES, read_bytes
from index.documents.formats.credits import author_of, publisher_of
from index.documents.formats.decode import decode
from index.documents.formats.fields import (
    ANY_DATE_KEYS,
    AUTHOR_KEYS,
    DATE_KEYS,
    ID_KEYS,
    PUBLISHER_KEYS,
    TITLE_KEYS,
    URL_KEYS,
    Record,
    date_of,
    has_empty_text,
    keys_seen,
    leaves,
    named,
    plain_key,
    text_of,
    texts_beside,
    unwrapped,
    values_of,
    words_of,
)
from index.documents.formats.known_trees import is_for_a_store, plainer, plainer_record
from index.documents.formats.lines import Line, bounded, placed
from index.documents.formats.messages import as_message
from index.documents.formats.rows import record_lines
from index.documents.formats.trees import record_lists, tree_lines
from index.documents.normalise import UnreadableError, make_document, one_line
from index.text.dates import iso_date
from index.types import Document, Skipped

MAX_LINE_BYTES = 50_000_000
"""The longest line of a JSON lines file that is read."""
MAX_ROWS_CHARACTERS = 10_000_000
"""Of the records of values that become one document; those that follow become another."""

_TEASER = 60  # characters of a summary that is the beginning of the text
_MARKS = b"\xef\xbb\xbf \t\r\n\f"
_PUBLISHED_KEYS = tuple(key for key in DATE_KEYS if key not in ANY_DATE_KEYS)
_WORDS = re.compile(r": [^\n;: ]*[^\W\d_][^\n;: ]* [^\n;: ]")
"""A value of two words or more."""
_COMMENT = re.compile(r"\s*(?://|/\*|#)")


class Records:
    """Makes documents of the records of one file; no two get the same source."""

    def __init__(self, path: Path, source: str) -> None:
        self._name = path.name.split(".")[0] or path.name
        self._stem = path.stem
        self._source = source
        self._seen: set[str] = set()
        self._lines: list[Line] = []
        self._characters = 0
        self._is_first = True
        self.passed_over = 0
        """The number of lines that hold no record, but only say what becomes of the next one."""

    def read(self, record: object, number: int, place: str) -> Iterator[Document | Skipped]:
        """The document in a record, or why there is none; nothing yet where it is a row of one.

        Args:
            record: any value.
            number: of its line or item, from 1.
            place: where it is in its file, in words.
        """
        if is_for_a_store(record):
            self.passed_over += 1
            return
        item = as_message(unwrapped(record))
        if not isinstance(item, dict):
            yield self.skip(place, "It is not a record with a text.")
        elif text_of(item) or has_empty_text(item):
            yield self.document(item, place)
        elif all(plain_key(name) in ID_KEYS for name in item):
            keys = keys_seen([item]) or "none"
            yield self.skip(place, f"It is a record without a text or values; its keys: {keys}.")
        else:
            added = list(record_lines(number, leaves("", item)))
            self._lines += added
            self._characters += sum(len(line.text) for line in added)
            if self._characters > MAX_ROWS_CHARACTERS:
                yield from self.rows()

    def document(self, record: Record, place: str) -> Document | Skipped:
        """The document in a record with a text, or why there is none."""
        found = text_of(record)
        if not found:
            return self.skip(place, "It is not a record with a text.")
        name, words = found
        title = named(record, TITLE_KEYS)
        values = [(n, v) for n, v in values_of(record, name) if v[:_TEASER] not in words]
        published = date_of(record)
        if published and iso_date(published) is None and (date := named(record, DATE_KEYS)):
            values += leaves(*date)
        subject = [(title[0], words_of(title[1]))] if title and values else []
        text = "\n".join((words, *texts_beside(record)))
        lines = [*(Line(1, line, is_row=False) for line in text.split("\n"))]
        lines += record_lines(1, [*subject, *values]) if values else []
        key = self._key(record, place)
        address = named(record, URL_KEYS)
        try:
            return make_document(
                f"{self._source}#{key}",
                "\n".join(line.text for line in lines),
                words_of(title[1] if title else "").strip() or f"{self._name}, {key}",
                published=published,
                url=words_of(address[1]).split("\n")[0] if address else None,
                author=author_of(_value(record, AUTHOR_KEYS)),
                publisher=publisher_of(_value(record, PUBLISHER_KEYS)),
            )
        except UnreadableError as error:
            return self.skip(place, str(error))

    def rows(self) -> Iterator[Document]:
        """The document of the records of values that were read since the last one, if any were."""
        lines, self._lines, self._characters = self._lines, [], 0
        text, places = placed(lines)
        if text:
            part = "" if self._is_first else f"#line {lines[0].number}"
            self._is_first = False
            yield make_document(f"{self._source}{part}", text, self._stem, places=places)

    def skip(self, place: str, reason: str) -> Skipped:
        """What is said of a record that is not read."""
        return Skipped(f"{self._source}#{place}", f"{place.capitalize()}: {reason}")

    def _key(self, record: Record, place: str) -> str:
        """The id of a record, if it has one of its own; else its place."""
        found = named(record, ID_KEYS)
        value = found[1] if found else None
        key = one_line(str(value)) if isinstance(value, str | int) else ""
        if not key or key in self._seen:
            return place
        self._seen.add(key)
        return key


def read_jsonl(path: Path, source: str) -> Iterator[Document | Skipped]:
    """The documents in a file of JSON lines, compressed by gzip or not, one at a time.

    A line that is no record is skipped, by its number; the others are read. Of a compressed file
    that is cut off or damaged, what comes before the damage is read. A file that is one JSON value
    over several lines is read as such.

    Raises:
        OSError: if it cannot be read.
    """
    packed = path.suffix.lower() == ".gz"
    if not packed and _is_one_value(path):
        yield from read_json(path, source)
        return
    records = Records(path, source)
    opener: Callable[[Path], BinaryIO] = _open_gzip if packed else _open
    with opener(path) as file:
        yield from _lines(records, file)
    yield from records.rows()


def _lines(records: Records, file: BinaryIO) -> Iterator[Document | Skipped]:
    """The documents in the lines of a file; records of values are left to `records`."""
    number = found = 0
    try:
        while line := file.readline(MAX_LINE_BYTES + 1):
            number += 1
            if len(line) > MAX_LINE_BYTES:
                yield records.skip(
                    f"line {number}", "It is too long; it and what follows were not read."
                )
                return
            if line.strip(_MARKS):
                found += 1
                yield from _parsed(records, line, number)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        if not number:
            raise UnreadableError("It is not a gzip file, or a broken one.") from error
        yield records.skip(
            f"line {number + 1}", "The file is cut off or damaged here; compress it again."
        )
    if found == records.passed_over:
        raise UnreadableError("It is empty.")


def _is_one_value(path: Path) -> bool:
    """Whether a file begins with a bracket that its first line does not close."""
    with path.open("rb") as file:
        line = file.readline(1_000).strip(_MARKS)
    return line in (b"[", b"{", b"[{") and path.stat().st_size <= MAX_WHOLE_BYTES


def _open(path: Path) -> BinaryIO:
    return path.open("rb")


def _open_gzip(path: Path) -> BinaryIO:
    return io.BufferedReader(gzip.open(path, "rb"))


def _parsed(records: Records, line: bytes, number: int) -> Iterator[Document | Skipped]:
    """The document in a line, or why there is none."""
    place = f"line {number}"
    try:
        record = plainer_record(json.loads(line.decode("utf-8-sig")))
    except UnicodeDecodeError:
        yield records.skip(place, "It is not UTF-8.")
    except (ValueError, RecursionError):
        yield records.skip(place, "It is not JSON.")
    else:
        yield from records.read(record, number, place)


def read_json(path: Path, source: str) -> Iterator[Document | Skipped]:
    """The documents in a JSON file: of each record with a text, and one of all other values.

    A file of JSON lines that is called `.json` is read as such.

    Raises:
        UnreadableError: if it is not JSON, or empty.
        OSError: if it cannot be read.
    """
    text = decode(read_bytes(path))
    try:
        tree = plainer(json.loads(text))
    except RecursionError as error:
        raise UnreadableError("It is JSON that is nested too deeply.") from error
    except json.JSONDecodeError as error:
        if error.msg == "Extra data" and "\n" in text[: error.pos]:
            records = Records(path, source)
            yield from _lines(records, io.BytesIO(text.encode("utf-8", "replace")))
            yield from records.rows()
            return
        raise UnreadableError(_why_not_json(text, error)) from error
    except ValueError as error:
        raise UnreadableError("It is not JSON: a number in it is too long.") from error
    del text
    yield from _documents(tree, path, source)


def _documents(tree: object, path: Path, source: str) -> Iterator[Document | Skipped]:
    """The documents in a tree of values."""
    records = Records(path, source)
    number = 0
    read: set[int] = set()
    for value, items in record_lists(tree):
        if any(map(_has_text, items)):
            read.add(id(value))
            for item in items:
                number += 1
                yield from records.read(item, number, f"item {number}")
    yield from records.rows()
    left: list[int] = []
    text, places = placed(bounded(tree_lines(tree, read), left))
    if read and not _WORDS.search(text):
        return  # nothing but what a service says of its answer: how many there are, and so on
    if not text or all(plain_key(path.split(".")[-1]) in ID_KEYS for path, _ in leaves("", tree)):
        keys = keys_seen(tree if isinstance(tree, list) else [tree])
        said = f"its keys are {keys}" if keys else "it has no keys"
        raise UnreadableError(f"It holds no text and no values: {said}.")
    only = _only_record(tree)
    title, day = _title(only) or path.stem, date_of(only, _PUBLISHED_KEYS)
    yield make_document(source, text, title, published=day, places=places)
    if left:
        yield Skipped(
            source, f"Record {left[0]} and what follows were not read: cut it into parts."
        )


def _value(record: Record, keys: Sequence[str]) -> object:
    found = named(record, keys)
    return found[1] if found else None


def _has_text(item: object) -> bool:
    record = unwrapped(item)
    return isinstance(record, dict) and bool(text_of(record))


def _only_record(tree: object) -> Record:
    """The only record of a file; an empty one if it has several, or none."""
    record = unwrapped(tree[0] if isinstance(tree, list) and len(tree) == 1 else tree)
    return record if isinstance(record, Mapping) else {}


def _title(record: Record) -> str:
    """The title of a record; empty if it has none."""
    found = named(record, TITLE_KEYS)
    return words_of(found[1]).strip() if found else ""


def _why_not_json(text: str, error: json.JSONDecodeError) -> str:
    """The reason why a text is not JSON, in a sentence that says what to do."""
    if not text.strip():
        return "It is empty."
    where = f"line {error.lineno}, column {error.colno}"
    before = text[: error.pos].rstrip()[-1:]
    if _COMMENT.match(text[error.pos : error.pos + 1000]):
        return f"It is not JSON: there is a comment at {where}; take comments out."
    if before == "," and text[error.pos : error.pos + 1] in ("}", "]"):
        return f"It is not JSON: there is a comma too many before {where}; take it out."
    if before == "" or error.pos == 0:
        return f"It is not JSON: it begins with {text.strip()[:20]!r}."
    if error.pos >= len(text.rstrip()):
        return f"It is not JSON: it is cut off at {where}."
    return f"It is not JSON: {error.msg[:1].lower()}{error.msg[1:]} at {where}."
