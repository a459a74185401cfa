"""An HTTP client for a server that nobody vouches for.

It follows no redirect, since the question, the evidence and the key would go where nobody sent
them. It reads only what is not compressed, since a compressed response may unpack to a thousand
times its size; nothing of a response that is an error; and no more bytes than an answer can take.
Time is for the caller to limit: `asyncio.timeout` around all attempts.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import httpx

RESPONSE_BYTES = 2 * 1024 * 1024
"""Of all responses of a client together; an answer of 400 tokens takes about 0.2 MB."""

EVENT_BYTES = 64 * 1024
"""Of one event of a stream, which is held in memory."""

_SENT = frozenset(
    (
        *("accept", "accept-encoding", "authorization", "connection", "content-length"),
        *("content-type", "host", "transfer-encoding", "user-agent"),
    )
)
"""Names of the headers of a request."""

_EVENT_ENDS = (b"\n\n", b"\r\n\r\n")


class RefusedError(Exception):
    """A response that is not read; the message follows `The model server at ...`."""


def client(key: str, silent_seconds: float, connect_seconds: float) -> httpx.AsyncClient:
    """A client for one question.

    Args:
        key: the only secret that is sent: the library on top adds what the environment holds for
            other programs, which is taken out again.
        silent_seconds: how long the server may send nothing, or read nothing.
        connect_seconds: how long it may take to accept the connection.

    Returns:
        A client whose responses raise `RefusedError` while they are read, if they are compressed,
        have an event of more than `EVENT_BYTES`, or take more than `RESPONSE_BYTES` together.
    """
    budget = _Budget(RESPONSE_BYTES)

    async def strip(request: httpx.Request) -> None:
        for name in set(request.headers) - _SENT:
            del request.headers[name]
        request.headers["authorization"] = f"Bearer {key}"

    async def limit(response: httpx.Response) -> None:
        assert isinstance(response.stream, httpx.AsyncByteStream)
        if response.is_success:
            response.stream = _Limited(response.stream, budget, _encoding(response))
        else:
            response.stream = _Unread(response.stream)
        response.headers.pop("content-encoding", None)

    return httpx.AsyncClient(
        timeout=httpx.Timeout(silent_seconds, connect=connect_seconds),
        follow_redirects=False,
        headers={"accept-encoding": "identity"},
        event_hooks={"request": [strip], "response": [limit]},
    )


def _encoding(response: httpx.Response) -> str:
    """How a response is compressed; empty if it is not."""
    encoding = response.headers.get("content-encoding", "").strip().lower()
    return "" if encoding == "identity" else encoding


@dataclass(slots=True)
class _Budget:
    """Bytes that may still be read."""

    left: int

    def take(self, count: int) -> None:
        self.left -= count
        if self.left < 0:
            raise RefusedError(f"sends more than {RESPONSE_BYTES:,} bytes")


class _Limited(httpx.AsyncByteStream):
    """The body of a response in whole events, within the budget."""

    def __init__(self, stream: httpx.AsyncByteStream, budget: _Budget, encoding: str) -> None:
        self._stream = stream
        self._budget = budget
        self._encoding = encoding

    async def __aiter__(self) -> AsyncIterator[bytes]:
        if self._encoding:
            raise RefusedError("sends what is compressed")
        # the reader of events joins what it gets byte string by byte string, in quadratic time
        held = bytearray()
        async for chunk in self._stream:
            self._budget.take(len(chunk))
            seen = max(0, len(held) - max(map(len, _EVENT_ENDS)))
            held += chunk
            whole = max(
                place + len(end) if (place := held.rfind(end, seen)) >= 0 else 0
                for end in _EVENT_ENDS
            )
            if whole:
                yield bytes(held[:whole])
                del held[:whole]
            if len(held) > EVENT_BYTES:
                raise RefusedError(f"sends an event of more than {EVENT_BYTES:,} bytes")
        if held:
            yield bytes(held)

    async def aclose(self) -> None:
        await self._stream.aclose()


class _Unread(httpx.AsyncByteStream):
    """The body of a response that nobody reads."""

    def __init__(self, stream: httpx.AsyncByteStream) -> None:
        self._stream = stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for nothing in httpx.ByteStream(b""):
            yield nothing

    async def aclose(self) -> None:
        await self._stream.aclose()
