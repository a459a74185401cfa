"""Checks every argument that a browser or a program sends to a function of the page.

The checks are made from the page itself: each function has one for each of its inputs, by the kind
of component. A kind without a check is a mistake of ours and stops the page from being built, so a
new function cannot come without one. What passes is written anew, so that Gradio never sees a
field that was not looked at: no file but the caller's own uploads, no address, no stream.
"""

import inspect
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ui.web.access.roles import Role

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


@dataclass(frozen=True, slots=True)
class Function:
    """A function that can be called from outside.

    Attributes:
        id: its number in the page.
        endpoint: its name for programs; None if only the page itself may call it.
        role: what one must be allowed to call it.
        checks: name of each parameter → its check, in order.
        defaults: values of the last parameters, where they may be left out.
        event: whether it is told what happened on the page.
        queued: whether it waits in Gradio's queue.
    """

    id: int
    endpoint: str | None
    role: Role
    checks: Mapping[str, Check]
    defaults: tuple[Any, ...] = ()
    event: bool = False
    queued: bool = True

    def checked(self, arguments: object, owns: Owns) -> list[Any]:
        """The arguments, each checked.

        Raises:
            RefusedError: if they are too few or too many, or one is not what it should be.
        """
        if not isinstance(arguments, list):
            raise RefusedError("The arguments are no list.")
        missing = len(self.checks) - len(arguments)
        if not 0 <= missing <= len(self.defaults):
            raise RefusedError(f"It takes {len(self.checks)} arguments, not {len(arguments)}.")
        given = [*arguments, *self.defaults[len(self.defaults) - missing :]]
        found = []
        for (name, check), value in zip(self.checks.items(), given, strict=True):
            try:
                found.append(check(value, owns))
            except RefusedError as error:
                raise RefusedError(f"{name}: {error}") from None
        return found

    def checked_by_name(self, arguments: object) -> dict[str, Any]:
        """The same for arguments by their names; those that have a default may be left out.

        Raises:
            RefusedError: as `checked`, or if one has a name that there is not.
        """
        if not isinstance(arguments, dict):
            raise RefusedError("The arguments are no object.")
        if unknown := set(arguments) - set(self.checks):
            raise RefusedError(f"There is no argument {min(unknown)[:80]!r}.")
        needed = list(self.checks)[: len(self.checks) - len(self.defaults)]
        if missing := set(needed) - set(arguments):
            raise RefusedError(f"The argument {min(missing)!r} is missing.")
        given = [arguments.get(name) for name in self.checks]
        return dict(zip(self.checks, self.checked(given, owns_nothing), strict=True))


def functions(page: Any, roles: Mapping[str, Role]) -> dict[int, Function]:
    """The functions of a page of Gradio by their numbers.

    Args:
        page: a `gradio.Blocks`.
        roles: name of a function → what one must be allowed to call it; for any other, `edit`.

    Raises:
        ValueError: if a function has an input of a kind that there is no check for.
    """
    found = {}
    for id, function in page.fns.items():
        if function.fn is None:  # it runs in the browser only
            continue
        public = function.api_visibility == "public"
        found[id] = Function(
            id,
            function.api_name if public else None,
            roles.get(function.name, "edit"),
            *(_by_annotation(function.fn) if public else (_by_component(function), ())),
            event=_takes_event(function.fn),
            queued=bool(function.queue),
        )
    return found


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


def _given_text(value: object, owns: Owns) -> str:
    """Words of a program, which may not leave them out."""
    if value is None:
        raise RefusedError("It is missing.")
    return text(value, owns)


def whole_number(value: object, _: Owns) -> int:
    """A whole number."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) >= 2**53:
        raise RefusedError("It is no whole number.")
    return value


def _choice(values: Sequence[str]) -> Check:
    def check(value: object, _: Owns) -> str:
        if not isinstance(value, str) or value not in values:
            raise RefusedError("It is none of the choices.")
        return value

    return check


def _texts(value: object, owns: Owns) -> list[str]:
    if value is None:
        return []
    if not isinstance(value, list) or len(value) > _MOST_ITEMS:
        raise RefusedError("It is no list of choices.")
    return [text(item, owns) for item in value]


def _boolean(value: object, _: Owns) -> bool:
    if not isinstance(value, bool):
        raise RefusedError("It is neither true nor false.")
    return value


def _nothing(value: object, _: Owns) -> None:
    """A value that the server keeps, of which a browser knows nothing."""
    if value is not None:
        raise RefusedError("It is kept by the server, and not sent.")


def _files(value: object, owns: Owns) -> list[dict[str, Any]]:
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


def _by_component(function: Any) -> dict[str, Check]:
    """The checks of a function that the page calls."""
    found: dict[str, Check] = {}
    for number, part in enumerate(function.inputs):
        kind = type(part).__name__
        if kind == "Textbox":
            check: Check = _text_of(part.max_length or LONGEST_TEXT)
        elif kind == "Radio":
            check = _choice([value for _, value in part.choices])
        elif kind in _CHECKS:
            check = _CHECKS[kind]
        else:
            raise ValueError(f"nothing checks a {kind}, an input of {function.name}")
        found[f"{number}, {kind}"] = check
    return found


def _text_of(most: int) -> Check:
    return lambda value, owns: text(value, owns, most)


_CHECKS: Mapping[str, Check] = {
    "CheckboxGroup": _texts,
    "Checkbox": _boolean,
    "State": _nothing,
    "File": _files,
}


def _by_annotation(function: Callable[..., Any]) -> tuple[dict[str, Check], tuple[Any, ...]]:
    """The checks and defaults of a function for programs."""
    known: Mapping[object, Check] = {str: _given_text, int: whole_number}
    parameters = inspect.signature(function, eval_str=True).parameters
    checks: dict[str, Check] = {}
    defaults = []
    for name, parameter in parameters.items():
        if parameter.annotation not in known:
            raise ValueError(f"nothing checks {name}, a parameter of {function.__name__}")
        check = known[parameter.annotation]
        if parameter.default is not inspect.Parameter.empty:
            defaults.append(parameter.default)
            check = _or_default(check, parameter.default)
        checks[name] = check
    return checks, tuple(defaults)


def _or_default(check: Check, default: object) -> Check:
    return lambda value, owns: check(default if value is None else value, owns)


def _takes_event(function: Callable[..., Any]) -> bool:
    found = inspect.signature(function, eval_str=True).parameters.values()
    return any(getattr(p.annotation, "__name__", "") == "EventData" for p in found)


# Bodies of requests


def parsed(body: bytes) -> Any:
    """The JSON of a request.

    Raises:
        RefusedError: if it is not JSON, or nested too deeply.
    """
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        raise RefusedError("It is not JSON.") from None
