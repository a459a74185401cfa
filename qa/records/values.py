"""Values of our classes as JSON and back, read strictly by what the classes say of themselves.

What is read comes from a file that anybody may have written: every value has the kind that its
field names, within limits of length and number, no field is missing (but those that were added
since, with a default) and none is left over; and a class checks what it is made of itself.
Documents are written by their place in a table of their own, since many citations are of the same.
"""

import sys
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import index.types
from index.text.halves import HALF
from index.types import Document

LONGEST = 200_000
"""Characters of a text."""
MOST = 10_000
"""Values in a list."""
_LARGEST = sys.float_info.max

Place = Callable[[Document], int]
"""A document → its place in the table."""
Find = Callable[[int], Document]
"""The other way round.

Raises:
    ValueError: if there is none at that place.
"""


_ADDED: Mapping[type, frozenset[str]] = {index.types.Place: frozenset({"heading", "second"})}
"""Fields with a default that classes have had since files were written without them."""


class WrongValueError(Exception):
    """What is read is not what it should be; the message says where, and what is wrong."""


def to_values(value: Any, place: Place) -> Any:
    """What JSON can hold of a value: of a dataclass, an enum, a date, or several of them.

    Raises:
        TypeError: if it is of another kind.
    """
    if value is None or isinstance(value, bool | int | float) or type(value) is str:
        return value
    if isinstance(value, Document):
        return place(value)
    if is_dataclass(value):
        return {one.name: to_values(getattr(value, one.name), place) for one in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [to_values(one, place) for one in value]
    if isinstance(value, frozenset):
        return sorted(to_values(one, place) for one in value)
    if isinstance(value, Mapping):
        return {str(name): to_values(one, place) for name, one in value.items()}
    raise TypeError(f"no way is known to keep a {type(value).__name__}")


def from_values(kind: Any, value: object, find: Find, where: str = "it") -> Any:
    """The value of a kind that JSON held: the inverse of `to_values`.

    Args:
        kind: a class, or what `typing` makes of some.
        value: as JSON gave it.
        find: the document of a place in the table.
        where: what is read, for the message of an error.

    Raises:
        WrongValueError: if it is of no such kind, or breaks a limit, or a rule of its class.
    """
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        kinds = get_args(kind)
        if value is None and NoneType in kinds:
            return None
        (kind,) = (one for one in kinds if one is not NoneType)
        return from_values(kind, value, find, where)
    if origin is Literal:
        return _checked(value in get_args(kind) and not isinstance(value, bool), value, where)
    if origin is tuple:
        return _tuple(get_args(kind), value, find, where)
    if origin is frozenset:
        return frozenset(_tuple((*get_args(kind), ...), value, find, where))
    if origin is not None and issubclass(origin, Mapping):
        return _mapping(get_args(kind)[1], value, find, where)
    if kind is Document:
        return _document(value, find, where)
    if is_dataclass(kind):
        return _dataclass(kind, value, find, where)
    return _single(kind, value, where)


def _single(kind: Any, value: object, where: str) -> Any:
    """A text, a number, a date, or one of an enum."""
    if kind is str:
        _checked(isinstance(value, str) and len(value) <= LONGEST, value, where)
        return _checked(not HALF.search(str(value)), value, where)
    if kind is bool:
        return _checked(isinstance(value, bool), value, where)
    if kind is int:
        is_whole = isinstance(value, int) and not isinstance(value, bool)
        return _checked(is_whole and abs(value) < 2**53, value, where)  # type: ignore[arg-type]
    if kind is float:
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        # a whole number may be too large for one: this compares, and does not convert it
        is_finite = is_number and -_LARGEST <= value <= _LARGEST  # type: ignore[operator]
        return float(_checked(is_finite, value, where))
    try:
        if kind is date:
            return date.fromisoformat(_checked(isinstance(value, str), value, where))
        return kind(value)
    except (ValueError, TypeError):
        raise WrongValueError(f"{where} is not what it should be") from None


def _dataclass(kind: Any, value: object, find: Find, where: str) -> Any:
    kinds = _kinds(kind)
    given: dict[str, Any] = _checked(isinstance(value, dict), value, where)
    missing = _ADDED.get(kind, frozenset()) - given.keys()
    if given.keys() | missing != kinds.keys():
        raise WrongValueError(f"{where} has other fields than a {kind.__name__} has")
    found = {
        name: from_values(kinds[name], given[name], find, name) for name in kinds.keys() - missing
    }
    try:
        return kind(**found)
    except ValueError as error:
        raise WrongValueError(f"{where}: {error}") from None


@cache
def _kinds(kind: Any) -> dict[str, Any]:
    """Name of each field → its kind, in their order."""
    hints = get_type_hints(kind)
    return {one.name: hints[one.name] for one in fields(kind)}


def _tuple(kinds: tuple[Any, ...], value: object, find: Find, where: str) -> tuple[Any, ...]:
    given: list[Any] = _checked(isinstance(value, list) and len(value) <= MOST, value, where)
    if kinds[-1] is Ellipsis:
        return tuple(from_values(kinds[0], one, find, where) for one in given)
    _checked(len(given) == len(kinds), value, where)
    return tuple(from_values(k, v, find, where) for k, v in zip(kinds, given, strict=True))


def _mapping(kind: Any, value: object, find: Find, where: str) -> dict[str, Any]:
    given: dict[str, Any] = _checked(isinstance(value, dict) and len(value) <= MOST, value, where)
    return {name: from_values(kind, one, find, where) for name, one in given.items()}


def _document(value: object, find: Find, where: str) -> Document:
    try:
        return find(from_values(int, value, find, where))
    except ValueError as error:
        raise WrongValueError(f"{where}: {error}") from None


def _checked(is_right: bool, value: Any, where: str) -> Any:
    """The value itself.

    Raises:
        WrongValueError: if it is not right.
    """
    if not is_right:
        raise WrongValueError(f"{where} is not what it should be")
    return value
