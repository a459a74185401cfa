"""Calls of functions: which one is meant, whether the caller may, and its body written anew."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from ui.web.access.caller import Caller
from ui.web.gate.answers import Status, busy
from ui.web.gate.arguments import RefusedError, event, owns_nothing, parsed, session
from ui.web.gate.deposits import Deposits
from ui.web.gate.functions import Function
from ui.web.gate.origin import from_the_page
from ui.web.gate.owners import Owners
from ui.web.turns import Turns

if TYPE_CHECKING:
    from starlette.types import Scope

_PROGRAMS = "programs_"
"""The session of calls that have none: Gradio would make one for each, which keeps all waiting.
Endpoints keep nothing in it, and no caller may give a session such a name."""
_METHODS = ("initialize", "ping", "tools/list", "prompts/list", "resources/list")


class Calls:
    """Looks at what is called."""

    def __init__(
        self,
        functions: Mapping[int, Function],
        owners: Owners,
        deposits: Deposits,
        turns: Turns,
    ) -> None:
        """Know the functions.

        Args:
            functions: what can be called.
            owners: whose what is.
            deposits: files that were uploaded.
            turns: where questions wait.
        """
        self._functions = functions
        self._endpoints = {f.endpoint: f for f in functions.values() if f.endpoint}
        self._owners = owners
        self._deposits = deposits
        self._turns = turns

    def is_endpoint(self, name: str) -> bool:
        """Whether a program may call a function by this name."""
        return name in self._endpoints

    def by_name(
        self, name: str, how: str, body: bytes, caller: Caller
    ) -> tuple[Function, dict[str, Any]]:
        """The function that a program calls by its name, and the body that Gradio may see.

        Raises:
            Status: if it is refused.
        """
        function = self._endpoints.get(name)
        if function is None:
            raise Status(404, "There is no such endpoint.")
        self._allow(caller, function)
        sent = checked(parsed, body)
        if _field(sent, "fn_index") not in (None, function.id):
            raise Status(422, "This is the number of another function.")
        if how == "call/v2":
            return function, checked(function.checked_by_name, sent)
        clean = {"data": checked(function.checked, _field(sent, "data"), owns_nothing)}
        if named := checked(session, _field(sent, "session_hash")):
            clean["session_hash"] = self._owners.session(named, caller)
        elif how in ("run", "api"):
            clean["session_hash"] = _PROGRAMS
        return function, clean

    def by_number(
        self, sent: object, caller: Caller, scope: "Scope"
    ) -> tuple[Function, dict[str, Any]]:
        """The function whose number a body holds, and the body that Gradio may see.

        Those that are no endpoints answer to the page only.

        Raises:
            Status: if it is refused.
        """
        id = _field(sent, "fn_index")
        function = self._functions.get(id) if _is_number(id) else None
        if function is None:
            raise Status(404, "There is no such function.")
        from_page = bool(caller.visitor) and from_the_page(dict(scope["headers"]))
        if function.endpoint is None and not from_page:
            raise Status(403, "Only the page itself may call this.")
        self._allow(caller, function)
        name = checked(session, _field(sent, "session_hash"))
        if not name:
            raise Status(422, "The session has no name.")
        trigger = _field(sent, "trigger_id")
        return function, {
            "data": checked(
                function.checked,
                _field(sent, "data"),
                lambda token: self._deposits.path(caller.visitor, token),
            ),
            "fn_index": function.id,
            "session_hash": self._owners.session(name, caller),
            "trigger_id": trigger if _is_number(trigger) else None,
            "event_data": checked(event, _field(sent, "event_data")) if function.event else None,
        }

    def as_tool(self, body: bytes, caller: Caller) -> Any:
        """A message of an assistant, or several, whose calls hold words and numbers only.

        Raises:
            Status: if it is refused.
        """
        sent = checked(parsed, body)
        for message in sent if isinstance(sent, list) else [sent]:
            self._check_message(message, caller)
        return sent

    def _check_message(self, message: object, caller: Caller) -> None:
        """Check a message of an assistant, and write the call in it anew."""
        method, asked = _field(message, "method"), _field(message, "params")
        if method == "tools/call" and isinstance(asked, dict):
            name = asked.get("name")
            function = self._endpoints.get(name) if isinstance(name, str) else None
            if function is None:
                raise Status(404, "There is no such tool.")
            self._allow(caller, function)
            given = asked.get("arguments")
            clean = checked(function.checked_by_name, {} if given is None else given)
            asked.clear()
            asked.update(name=name, arguments=clean)
        elif isinstance(method, str) and not _is_harmless(method):
            raise Status(400, "There is no such method.")

    def ended(self, body: bytes, caller: Caller) -> dict[str, Any]:
        """What is to be stopped, as Gradio may see it; only what the caller asked.

        Raises:
            Status: if it is another's.
        """
        sent = checked(parsed, body)
        name = checked(session, _field(sent, "session_hash"))
        asked = checked(session, _field(sent, "event_id"))
        id = _field(sent, "fn_index")
        clean: dict[str, Any] = {"event_id": self._owners.event(asked, caller) if asked else ""}
        if name:
            clean["session_hash"] = self._owners.session(name, caller)
        if _is_number(id):
            clean["fn_index"] = id
        return clean

    def _allow(self, caller: Caller, function: Function) -> None:
        """Refuse what a caller may not do, and a question of a program where too many wait."""
        if not caller.may(function.role):
            raise Status(403, "You may not do this; ask who runs pincite here.")
        if function.endpoint and function.role == "ask" and self._turns.full:
            raise busy()


def checked(check: Callable[..., Any], *values: object) -> Any:
    """What a check gives.

    Raises:
        Status: what it refuses is answered with 422.
    """
    try:
        return check(*values)
    except RefusedError as error:
        raise Status(422, str(error)) from None


def _field(body: object, name: str) -> Any:
    return body.get(name) if isinstance(body, dict) else None


def _is_harmless(method: str) -> bool:
    """Whether a method of MCP calls nothing."""
    return method in _METHODS or method.startswith("notifications/")


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**6
