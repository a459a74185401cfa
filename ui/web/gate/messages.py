"""What is put around the `receive` and `send` of a request (ASGI) on its way through the gate."""

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ui.web.gate.answers import RETRY_SECONDS

if TYPE_CHECKING:
    from starlette.types import Message, Receive, Scope, Send


def replayed(scope: "Scope", body: Any, receive: "Receive") -> "Receive":
    """A `receive` that gives a body in place of the one that was sent; the headers fit it."""
    data = json.dumps(body).encode()
    fitting = {b"content-length": str(len(data)).encode(), b"content-type": b"application/json"}
    dropped = {*fitting, b"transfer-encoding", b"content-encoding"}
    kept = [(name, value) for name, value in scope["headers"] if name not in dropped]
    scope["headers"] = [*kept, *fitting.items()]
    waiting = [data]

    async def replay() -> "Message":
        if waiting:
            return {"type": "http.request", "body": waiting.pop(), "more_body": False}
        return await receive()

    return replay


class KeptResponse:
    """A `send` that keeps a short response until it is looked at."""

    def __init__(self, send: "Send") -> None:
        self._send = send
        self._messages: list[Message] = []

    async def __call__(self, message: "Message") -> None:
        """Keep a message."""
        self._messages.append(message)

    @property
    def code(self) -> int:
        """The status."""
        return int(self._messages[0]["status"]) if self._messages else 0

    def json(self) -> Mapping[str, Any]:
        """The body; empty if it is no object of JSON."""
        body = b"".join(message.get("body", b"") for message in self._messages[1:])
        found = json.loads(body) if body.startswith(b"{") else {}
        return found if isinstance(found, dict) else {}

    async def send(self) -> None:
        """Send it."""
        for message in self._messages:
            await self._send(message)


def with_header(send: "Send", name: bytes, value: bytes) -> "Send":
    """A `send` that adds a header to the response."""

    async def sending(message: "Message") -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message["headers"], (name, value)]}
        await send(message)

    return sending


def not_stored(send: "Send") -> "Send":
    """A `send` whose response no browser and no proxy keeps."""
    return with_header(send, b"cache-control", b"no-store")


def busy_as_503(send: "Send") -> "Send":
    """A `send` that gives an answer for want of a turn the status that says so."""
    started: list[Message] = []

    async def passing(message: "Message") -> None:
        if message["type"] == "http.response.start" and message["status"] == 500:
            started.append(message)
            return
        if started:
            start = started.pop()
            if b"pincite is busy" in message.get("body", b""):
                retry = (b"retry-after", str(RETRY_SECONDS).encode())
                start = {**start, "status": 503, "headers": [*start["headers"], retry]}
            await send(start)
        await send(message)

    return passing
