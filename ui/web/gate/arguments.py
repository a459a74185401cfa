"""Checks of what a browser or a program sends to a function of the page, by kind of value.

What passes is written anew, so that Gradio never sees a field that was not looked at: no file but
the caller's own uploads, no address, no stream.
"""

import json
import re
from collections.abc import Callable, Sequence
from typing import Any

LONGEST_TEXT = 10_000
"""Characters of a text, where a part of the page has no limit of its own."""
_LONGEST_EVENT = 4_000
_MOST_ITEMS = 100
_SESSION = re.compile(r"[A-Za-z0-9-]{1,64}")

Owns = Callable[[str], str | None]
"""Name of a file that the caller uploaded → where it lies; None for anything else."""
Check = Callable[[object, Owns], Any]
"""An argument as it may be used.

Raises:
    RefusedError: if it is something else than it should be.
"""


class RefusedError(Exception):
    """What a request holds is not what the page would send; the message says what is wrong."""


def session(value: object) -> str | None:
    """The name that a browser gave to what it shows.

    Raises:
        RefusedError: if it cannot be one.
    """
    if value is None or (isinstance(value, str) and _SESSION.fullmatch(value)):
        return value
    raise RefusedError("The session has no proper name.")


def event(value: object) -> dict[str, str]:
    """What happened on the page, as our own script tells it: words by their names.

    Raises:
        RefusedError: if it is anything else.
    """
    if not isinstance(value, dict) or len(value) > _MOST_ITEMS:
        raise RefusedError("The event is no object.")
    for name, said in value.items():
        if name in ("path", "url", "meta") or not isinstance(said, str):
            raise RefusedError("The event holds something else than words.")
        if len(said) > _LONGEST_EVENT:
            raise RefusedError("The event is too long.")
    return value


# The checks


def text(value: object, _: Owns, most: int = LONGEST_TEXT) -> str:
    """Words; none for null."""
    if value is None:
        return ""
    if not isinstance(value, str):
        raise RefusedError("It is no text.")
    if len(value) > most:
        raise RefusedError(f"It has {len(value):,} characters; at most {most:,} are taken.")
    return value


def given_text(value: object, owns: Owns, most: int = LONGEST_TEXT) -> str:
    """Words of a program, which may not leave them out."""
    if value is None:
        raise RefusedError("It is missing.")
    return text(value, owns, most)


def whole_number(value: object, _: Owns) -> int:
    """A whole number."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) >= 2**53:
        raise RefusedError("It is no whole number.")
    return value


def choice(values: Sequence[str]) -> Check:
    """A check that a value is one of these."""

    def check(value: object, _: Owns) -> str:
        if not isinstance(value, str) or value not in values:
            raise RefusedError("It is none of the choices.")
        return value

    return check


def texts(value: object, owns: Owns) -> list[str]:
    """Several texts; none for null."""
    if value is None:
        return []
    if not isinstance(value, list) or len(value) > _MOST_ITEMS:
        raise RefusedError("It is no list of choices.")
    return [text(item, owns) for item in value]


def boolean(value: object, _: Owns) -> bool:
    """Yes or no."""
    if not isinstance(value, bool):
        raise RefusedError("It is neither true nor false.")
    return value


def nothing(value: object, _: Owns) -> None:
    """A value that the server keeps, of which a browser knows nothing."""
    if value is not None:
        raise RefusedError("It is kept by the server, and not sent.")


def files(value: object, owns: Owns) -> list[dict[str, Any]]:
    """Files that the caller uploaded; only where they lie and what they are called is kept."""
    if value is None:
        return []
    items = value if isinstance(value, list) else [value]
    if len(items) > _MOST_ITEMS:
        raise RefusedError(f"At most {_MOST_ITEMS} files are taken at once.")
    found = []
    for item in items:
        given = item if isinstance(item, dict) else {}
        path, name = given.get("path"), given.get("orig_name")
        place = owns(path) if isinstance(path, str) else None
        if place is None:
            raise RefusedError("It is no file that you uploaded.")
        kept = {"path": place, "meta": {"_type": "gradio.FileData"}}
        found.append(kept | ({"orig_name": name[:300]} if isinstance(name, str) else {}))
    return found


def owns_nothing(_: str) -> None:
    """A caller who uploaded nothing."""


def parsed(body: bytes) -> Any:
    """The JSON of a request.

    Raises:
        RefusedError: if it is not JSON, or nested too deeply.
    """
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        raise RefusedError("It is not JSON.") from None
