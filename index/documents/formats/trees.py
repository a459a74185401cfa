"""Trees of values (as JSON has them) → the lists of records in them, or a line a record."""

import re
from collections import deque
from collections.abc import Collection, Iterator, Sequence

from index.documents.formats.fields import (
    TEXT_KEYS,
    Record,
    branches,
    leaf_words,
    leaves,
    plain_key,
    scalar,
    text_of,
    texts_beside,
    unwrapped,
)
from index.documents.formats.lines import Line
from index.documents.formats.rows import MAX_ROW_CHARACTERS, numbered_lines, record_lines

_DEEPEST = 8  # list of records
_LONG_VALUE = 200  # characters
_SENTENCES = 2  # ends of sentences in it, at least
_SENTENCE_END = re.compile(r"[^\W\d_]{2,}[.!?…][\"'”’»)\]]*\s+[\"'“‘«(\[]*[A-ZÀ-Þ]")


class _Named(list[object]):
    """The rows of a table, of which the first is the names of its columns."""


_COLUMNS = ("columns", "columnnames", "headers", "header", "fields")


def record_lists(tree: object) -> Iterator[tuple[object, Sequence[object]]]:
    """The lists of records in a tree, the ones nearest to its root first.

    Each comes with the value of the tree that it is made of.

    A tree that is a record itself is a list of one. Records that are named by their ids in a record
    are a list too. Lists within records are none; but a list of one thing without a text wraps it.
    """
    waiting: deque[tuple[object, int]] = deque([(tree, 0)])
    while waiting:
        value, depth = waiting.popleft()
        if isinstance(value, list):
            if len(value) == 1 and not text_of(_record(value[0])):
                waiting.append((value[0], depth + 1))
            elif any(isinstance(item, dict) for item in value):
                yield value, value
            continue
        if not isinstance(value, dict):
            continue
        record = unwrapped(value) if any(plain_key(key) in TEXT_KEYS for key in value) else value
        if isinstance(record, dict) and text_of(record) and not _holds_texts(value):
            yield value, [value]
            continue
        inner = list(value.values())
        if len(inner) > 1 and all(isinstance(item, dict) and text_of(item) for item in inner):
            yield value, [{"id": key, **item} for key, item in value.items()]
        elif depth < _DEEPEST:
            waiting += [(item, depth + 1) for item in inner if isinstance(item, dict | list)]


def _record(item: object) -> Record:
    """A value as a record, without an envelope around it; an empty one if it is none."""
    record = unwrapped(item)
    return record if isinstance(record, dict) else {}


def _holds_texts(record: dict[str, object]) -> bool:
    """Whether what looks like the text of a record is a list of records with texts.

    A feed may have a description, and a list of articles beside it. What an article has beside its
    text is shorter than that: its corrections, or its pictures.
    """
    beside = sum(map(len, texts_beside(record)))
    own = text_of(record) if beside else None
    is_article = own and plain_key(own[0]) in TEXT_KEYS and len(own[1]) > beside
    return bool(beside) and not is_article


def tree_lines(tree: object, without: Collection[int] = ()) -> Iterator[Line]:
    """A line a record, `name: value; name: value.`, with the paths of what lies deeper in it.

    The name of a list of records is a line above them. Lists of lists are tables.

    Args:
        tree: any value.
        without: the `id`s of values that are left out.
    """
    number = 0
    if id(tree) in without:
        return
    tree = _left(tree, without, _DEEPEST + 1) if without else tree
    waiting: list[tuple[str, object, str]] = [("", tree, "")]  # path, value, record that it is of
    while waiting:
        path, value, owner = waiting.pop()
        if isinstance(value, list) and not _is_plain(value):
            if path:
                yield Line(number + 1, path, is_row=False)
            if all(isinstance(item, list) and _is_plain(item) for item in value):
                rows = [[scalar(cell) for cell in row] for row in value]
                header = 1 if isinstance(value, _Named) else None
                for line in numbered_lines(rows, header):
                    yield Line(number + line.number, line.text, line.is_row)
                number += len(value)
            else:
                waiting += [("", unwrapped(item), owner) for item in reversed(value)]
            continue
        if isinstance(value, list) and value is tree:
            yield from (Line(at, scalar(item), is_row=False) for at, item in enumerate(value, 1))
            continue
        if not isinstance(value, dict):
            number += 1
            yield from record_lines(number, [("", owner), (path, leaf_words(value))])
            continue
        within = bool(owner) or not (path or value is tree)
        plain, deep = _parts(path, value, within=within)
        if plain:
            number += 1
            yield from _lines_of_record(number, owner, plain, within=within)
        first = owner or (f"{plain[0][0]}: {plain[0][1]}" if plain and tree is not value else "")
        waiting += [(name, inner, first[:200]) for name, inner in reversed(deep)]


def _lines_of_record(
    number: int, owner: str, plain: Sequence[tuple[str, str]], *, within: bool
) -> Iterator[Line]:
    """The line of a record; what it says at length, if it is none of a list, in lines of its own.

    Args:
        number: of the record.
        owner: what the record that it is of is called; "" if it is of none.
        plain: names and values.
        within: whether it is one of a list: then what it says needs the rest of its line.
    """
    prose = [] if within else [(name, words) for name, words in plain if _is_prose(words)]
    yield from record_lines(number, [("", owner), *(part for part in plain if part not in prose)])
    for name, words in prose:
        yield Line(number, " ".join(f"{name}: {words}".split()), is_row=False)


def _is_prose(words: str) -> bool:
    """Whether a value is sentences, each of which is to be cited by itself."""
    return len(words) >= _LONG_VALUE and len(_SENTENCE_END.findall(words)) >= _SENTENCES


def _left(tree: object, without: Collection[int], depth: int) -> object:
    """A tree without the values that `record_lists` has found in it."""
    if depth and isinstance(tree, dict):
        inner = ((key, value) for key, value in tree.items() if id(value) not in without)
        return {key: _left(value, without, depth - 1) for key, value in inner}
    if depth and isinstance(tree, list) and len(tree) == 1:
        return [_left(value, without, depth - 1) for value in tree if id(value) not in without]
    return tree


def _parts(
    path: str, record: dict[str, object], *, within: bool
) -> tuple[list[tuple[str, str]], list[tuple[str, object]]]:
    """Names and values that make up the line of a record, and what becomes lines of its own.

    Args:
        path: of the record in the tree.
        record: any.
        within: whether it is one of a list: then its own lists are a part of its line, if short.
    """
    if within:
        everything = list(leaves(path, record))
        if sum(len(name) + len(words) + 4 for name, words in everything) <= MAX_ROW_CHARACTERS:
            return everything, []
    plain: list[tuple[str, str]] = []
    deep: list[tuple[str, object]] = []
    record = _with_names(record)
    parts = branches(path, record) or []
    for name, value in parts:
        is_list = isinstance(value, list) and not _is_plain(value)
        if is_list or (isinstance(value, dict) and (len(parts) == 1 or _holds_lists(value))):
            deep.append((name, value))
        else:
            plain += leaves(name, value)
    if sum(len(name) + len(words) + 4 for name, words in plain) > MAX_ROW_CHARACTERS:
        nested = [part for part in parts if isinstance(part[1], dict)]
        lists = [part for part in deep if isinstance(part[1], list)]
        values = [part for part in parts if not isinstance(part[1], dict) and _is_plain(part[1])]
        return [leaf for part in values for leaf in leaves(*part)], [*lists, *nested]
    return plain, deep


def _with_names(record: dict[str, object]) -> dict[str, object]:
    """A record of a table and the names of its columns: with these as the first row."""
    for key, names in record.items():
        if plain_key(key) not in _COLUMNS or not isinstance(names, list) or not _is_plain(names):
            continue
        for other, rows in record.items():
            if isinstance(rows, list) and all(
                isinstance(row, list) and len(row) == len(names) for row in rows
            ):
                return {other: _Named([names, *rows])}
    return record


def _holds_lists(value: object) -> bool:
    """Whether there is a list of records or of lists anywhere in a tree."""
    waiting = [value]
    while waiting:
        inner = waiting.pop()
        if isinstance(inner, dict):
            waiting += inner.values()
        elif isinstance(inner, list) and not _is_plain(inner):
            return True
    return False


def _is_plain(value: object) -> bool:
    """Whether a value is no list of records or lists."""
    return not isinstance(value, list) or not any(isinstance(item, dict | list) for item in value)
