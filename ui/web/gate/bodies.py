"""Bodies of requests, read within limits of size and time."""

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import Message, Receive

LARGEST_BODY = 1_000_000
"""Bytes of a request that is no upload."""
BODY_SECONDS = 15.0
"""Seconds until such a request is whole."""
STEP_BYTES = 64_000
"""So much of an upload comes at least ..."""
STEP_SECONDS = 30.0
"""... in each of so many seconds."""


class BodyError(Exception):
    """A body that is too large, comes too slowly or breaks off; the message says which.

    Attributes:
        code: of HTTP.
    """

    def __init__(self, code: int, said: str) -> None:
        super().__init__(said)
        self.code = code


async def read_body(receive: "Receive", most: int = LARGEST_BODY) -> bytes:
    """The whole body of a request.

    Raises:
        BodyError: if there is none within the limits.
    """
    parts: list[bytes] = []
    size = 0
    try:
        async with asyncio.timeout(BODY_SECONDS):
            while True:
                message = await receive()
                if message["type"] != "http.request":
                    raise BodyError(400, "The request broke off.")
                parts.append(message.get("body", b""))
                size += len(parts[-1])
                if size > most:
                    raise BodyError(413, f"At most {most:,} bytes are taken.")
                if not message.get("more_body"):
                    return b"".join(parts)
    except TimeoutError:
        raise BodyError(408, "The request took too long.") from None


def steady(receive: "Receive", most: int) -> "Receive":
    """A `receive` that raises a BodyError after so many bytes, or when they come too slowly."""
    left = most
    came = 0
    until = asyncio.get_running_loop().time() + STEP_SECONDS

    async def limited() -> "Message":
        nonlocal left, came, until
        try:
            async with asyncio.timeout_at(until):
                message = await receive()
        except TimeoutError:
            raise BodyError(408, "The upload came too slowly.") from None
        size = len(message.get("body", b""))
        left -= size
        came += size
        if left < 0:
            raise BodyError(413, "It is larger than it said.")
        if came >= STEP_BYTES:
            came = 0
            until = asyncio.get_running_loop().time() + STEP_SECONDS
        return message

    return limited
