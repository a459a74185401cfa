"""The functions of the page that can be called from outside, and the checks of their arguments.

The checks are made from the page itself: each function has one for each of its inputs, by the kind
of component. A kind without a check is a mistake of ours and stops the page from being built, so a
new function cannot come without one.
"""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from ui.web.access.roles import Role
from ui.web.gate.arguments import (
    LONGEST_TEXT,
    Check,
    Owns,
    RefusedError,
    boolean,
    choice,
    files,
    given_text,
    nothing,
    owns_nothing,
    text,
    texts,
    whole_number,
)


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


def _by_component(function: Any) -> dict[str, Check]:
    """The checks of a function that the page calls."""
    found: dict[str, Check] = {}
    for number, part in enumerate(function.inputs):
        kind = type(part).__name__
        if kind == "Textbox":
            check: Check = _text_of(part.max_length or LONGEST_TEXT)
        elif kind == "Radio":
            check = choice([value for _, value in part.choices])
        elif kind in _CHECKS:
            check = _CHECKS[kind]
        else:
            raise ValueError(f"nothing checks a {kind}, an input of {function.name}")
        found[f"{number}, {kind}"] = check
    return found


def _text_of(most: int) -> Check:
    return lambda value, owns: text(value, owns, most)


_CHECKS: Mapping[str, Check] = {
    "CheckboxGroup": texts,
    "Checkbox": boolean,
    "State": nothing,
    "File": files,
}


def _by_annotation(function: Callable[..., Any]) -> tuple[dict[str, Check], tuple[Any, ...]]:
    """The checks and defaults of a function for programs."""
    known: Mapping[object, Check] = {str: given_text, int: whole_number}
    parameters = inspect.signature(function, eval_str=True).parameters
    checks: dict[str, Check] = {}
    defaults = []
    for name, parameter in parameters.items():
        check = _long_text(parameter.annotation) or known.get(parameter.annotation)
        if check is None:
            raise ValueError(f"nothing checks {name}, a parameter of {function.__name__}")
        if parameter.default is not inspect.Parameter.empty:
            defaults.append(parameter.default)
            check = _or_default(check, parameter.default)
        checks[name] = check
    return checks, tuple(defaults)


def _long_text(annotation: object) -> Check | None:
    """The check of a text that may be longer than others, as `Annotated[str, characters]`."""
    match get_args(annotation):
        case (kind, int(most)) if kind is str:
            return lambda value, owns: given_text(value, owns, most)
    return None


def _or_default(check: Check, default: object) -> Check:
    return lambda value, owns: check(default if value is None else value, owns)


def _takes_event(function: Callable[..., Any]) -> bool:
    found = inspect.signature(function, eval_str=True).parameters.values()
    return any(getattr(p.annotation, "__name__", "") == "EventData" for p in found)
