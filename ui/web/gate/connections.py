"""Connections that say nothing are closed, so that they cannot keep others out.

uvicorn waits for ever for the first request of a connection, and for the rest of one that has
begun. Here a connection has some seconds to say all of what it wants.
"""

import asyncio
import ctypes
import resource
from contextlib import suppress
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

HEADER_SECONDS = 15.0
MOST_SILENT = 400
"""Connections that may be without a request; the oldest is closed for one more."""

_FILES = 8_192
_ARENAS = -8  # M_ARENA_MAX of glibc; elsewhere unknown, and passed over

_silent: dict["Protocol", None] = {}  # in the order in which they came


class Protocol(H11Protocol):
    """HTTP as uvicorn speaks it, with a limit of time until a request is whole."""

    _limit: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """A connection begins."""
        super().connection_made(transport)
        self._listen()

    def data_received(self, data: bytes) -> None:
        """Something was said."""
        super().data_received(data)
        if self.cycle is not None and not self.cycle.response_complete:
            self._stop_listening()
        else:
            self._listen()

    def connection_lost(self, exc: Exception | None) -> None:
        """A connection ends."""
        self._stop_listening()
        super().connection_lost(exc)

    def _listen(self) -> None:
        if self._limit is None and not self.transport.is_closing():
            self._limit = self.loop.call_later(HEADER_SECONDS, self._hang_up)
            _silent[self] = None
            if len(_silent) > MOST_SILENT:
                next(iter(_silent))._hang_up()

    def _stop_listening(self) -> None:
        _silent.pop(self, None)
        if self._limit is not None:
            self._limit.cancel()
            self._limit = None

    def _hang_up(self) -> None:
        self._stop_listening()
        self.transport.abort()


def allow_many() -> int:
    """Let this process hold as many open files as the system allows it; how many that are."""
    now, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _FILES if most == resource.RLIM_INFINITY else min(most, _FILES)
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(now, wanted), most))
    return max(now, wanted)


def share_memory() -> None:
    """Let threads share what the C library keeps of freed memory.

    It has a store of its own for every thread, and a page has a hundred; each keeps what its thread
    once needed at the most.
    """
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).mallopt(_ARENAS, 2)


def options() -> dict[str, Any]:
    """How uvicorn is to be set up for it."""
    return {"http": Protocol, "ws": "none", "timeout_keep_alive": 10, "backlog": 1024}
