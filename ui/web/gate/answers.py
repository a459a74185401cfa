"""What the gate answers by itself, in JSON."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

RETRY_SECONDS = 5


class Status(Exception):  # noqa: N818 (it is an answer, not always an error)
    """How a request is answered instead of being passed on.

    Attributes:
        code: of HTTP.
        headers: of the answer.
    """

    def __init__(self, code: int, said: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(said)
        self.code = code
        self.headers = dict(headers or {})


def busy() -> Status:
    """More is asked than can be answered."""
    said = "pincite is busy. Ask again in a few seconds."
    return Status(503, said, {"Retry-After": str(RETRY_SECONDS)})


def too_often() -> Status:
    """Somebody does something too often."""
    return Status(429, "Too much at once. Wait a minute.", {"Retry-After": "60"})


async def answer(status: Status, scope: "Scope", receive: "Receive", send: "Send") -> None:
    """Send an answer."""
    from starlette.responses import JSONResponse

    response = JSONResponse({"detail": str(status)}, status.code, status.headers)
    await response(scope, receive, send)
