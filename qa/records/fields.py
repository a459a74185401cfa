"""The values of an object in the file of a record, each read strictly, by its kind and limits."""

import re
from collections.abc import Callable
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any, TypeVar

from index.text.halves import HALF

_T = TypeVar("_T")

LONGEST_NAME = 4_096
"""Characters of a title, a source or a version."""
_LONGEST = 20_000
_MOST_CHARACTERS = 2**40
_HEX = re.compile("[0-9a-f]{8,64}")
_BELOW = re.compile("[^/]+(?:/[^/]+)*")


class FieldError(Exception):
    """A value that no record has; says which and why."""


class Fields:
    """The values of an object in a record; each is taken once, and nothing may be left over."""

    def __init__(self, values: object, where: str) -> None:
        if not isinstance(values, dict):
            raise FieldError(f"{where} is no object")
        self._values = dict(values)
        self._where = where

    def text(self, name: str, most: int = _LONGEST, *, empty: bool = False) -> str:
        """Words; valid, and not empty unless that is said."""
        value = self._take(name)
        if not isinstance(value, str) or HALF.search(value) or "\0" in value:
            raise self._wrong(name, "a text")
        if len(value) > most:
            raise self._wrong(name, f"a text of at most {most:,} characters")
        if not value.strip() and not empty:
            raise self._wrong(name, "a text that is not empty")
        return value

    def optional_text(self, name: str) -> str | None:
        """Words or nothing."""
        return self.text(name, 100) if self._given(name) else None

    def digest(self, name: str, *, empty: bool = False) -> str:
        """Hexadecimal digits."""
        value = self.text(name, empty=empty)
        if value or not empty:
            self._must_be_hex(name, value)
        return value

    def source(self, name: str) -> str:
        """The source of a document, which is only ever compared.

        It is an absolute path; or one from the folder that is mirrored, as the page saves it.
        """
        value = self.text(name, LONGEST_NAME)
        path = value.partition("#")[0]
        parts = (*PurePosixPath(path).parts, *PureWindowsPath(path).parts)
        absolute = PurePosixPath(path).is_absolute() or PureWindowsPath(path).is_absolute()
        if ".." in parts or not (absolute or _BELOW.fullmatch(path or value)):
            raise self._wrong(name, "the path of a file")
        return value

    def number(self, name: str, least: int, most: int = _MOST_CHARACTERS) -> int:
        """A whole number."""
        value = self._take(name)
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise self._wrong(name, f"a whole number from {least} on")
        return value

    def optional_number(self, name: str) -> int | None:
        """A number from 1 or nothing."""
        return self.number(name, 1) if self._given(name) else None

    def share(self, name: str) -> float:
        """A number in [0, 1]."""
        value = self._take(name)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self._wrong(name, "a number from 0 to 1")
        if not 0 <= value <= 1:  # which no number that is none is
            raise self._wrong(name, "a number from 0 to 1")
        return float(value)

    def digests(self, name: str, most: int) -> tuple[str, ...]:
        """Several digests."""
        found = self._list(name, most)
        for value in found:
            self._must_be_hex(name, value)
        return tuple(found)

    def texts(self, name: str, most: int) -> tuple[str, ...]:
        """Several texts."""
        found = self._list(name, most)
        return tuple(Fields({name: value}, self._where).text(name, empty=True) for value in found)

    def objects(self, name: str, most: int, read: "Callable[[Fields], _T]") -> tuple[_T, ...]:
        """Several objects, each as `read` gives it."""
        found = self._list(name, most)
        return tuple(whole(Fields(value, f"one of {name}"), read) for value in found)

    def one(self, name: str, read: "Callable[[Fields], _T]") -> _T:
        """One object, as `read` gives it."""
        return whole(Fields(self._take(name), name), read)

    def must_be_empty(self) -> None:
        """See that nothing is left over."""
        if self._values:
            raise FieldError(f"{self._where} has an unknown {str(min(self._values))[:40]!r}")

    def _given(self, name: str) -> bool:
        """Whether a value is not null, which is taken here."""
        if self._values.get(name, 0) is not None:
            return True
        self._values.pop(name)
        return False

    def _take(self, name: str) -> Any:
        if name not in self._values:
            raise FieldError(f"{self._where} has no {name}")
        return self._values.pop(name)

    def _list(self, name: str, most: int) -> list[Any]:
        value = self._take(name)
        if not isinstance(value, list | tuple) or len(value) > most:
            raise self._wrong(name, f"a list of at most {most:,}")
        return list(value)

    def _must_be_hex(self, name: str, value: object) -> None:
        if not isinstance(value, str) or not _HEX.fullmatch(value):
            raise self._wrong(name, "a digest")

    def _wrong(self, name: str, wanted: str) -> FieldError:
        return FieldError(f"{name} of {self._where} is not {wanted}")


def whole(fields: Fields, read: Callable[[Fields], _T]) -> _T:
    """What `read` makes of an object, of which it must take every value."""
    found = read(fields)
    fields.must_be_empty()
    return found
