"""Who a request is from: what the handlers of the page are told of it."""

from collections.abc import MutableMapping
from dataclasses import dataclass
from typing import Any

from ui.web.access.roles import Role, allows

_KEY = "pincite.caller"


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks for something.

    Attributes:
        name: of the user; None where there are no users.
        role: what they may do.
        address: of their computer, as far as it is known.
        visitor: secret name of their browser; empty for a program.
        account: of the user, as `User.account`.
    """

    name: str | None
    role: Role
    address: str
    visitor: str = ""
    account: str = ""

    def may(self, role: Role) -> bool:
        """Whether they may do what this role may."""
        return allows(self.role, role)


NOBODY = Caller(None, "read", "")
"""Who asks where no gate said who it is: they may do least."""


def port_of(scope: MutableMapping[str, Any]) -> int:
    """The port that the page listens on; 0 if it is not known."""
    return int((scope.get("server") or ("", 0))[1] or 0)


def is_by_proxy(header: bytes) -> bool:
    """Whether a header is one that proxies add, by its name."""
    return header.startswith((b"x-forwarded-", b"x-real-", b"forwarded", b"via"))


def put_caller(scope: MutableMapping[str, Any], caller: Caller) -> None:
    """Say who a request is from."""
    scope[_KEY] = caller


def caller_of(request: Any) -> Caller:
    """Who a request of Gradio is from; `NOBODY` if it did not come through the gate."""
    scope = getattr(getattr(request, "request", None), "scope", {})
    caller = scope.get(_KEY)
    return caller if isinstance(caller, Caller) else NOBODY
