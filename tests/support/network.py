"""A guard that keeps tests off the network; loopback stays open."""

import ipaddress
import socket
from collections.abc import Callable
from typing import Any


class NetworkError(RuntimeError):
    """A test tried to leave the machine."""


def guarded(method: Callable[..., Any]) -> Callable[..., Any]:
    def guarded(self: socket.socket, *args: Any) -> Any:
        if self.family != socket.AF_UNIX:
            address = args[-1]
            refuse_outside(address[0] if isinstance(address, tuple) else address)
        return method(self, *args)

    return guarded


def refuse_outside(host: Any) -> None:
    name = host.decode() if isinstance(host, bytes) else host
    if name in (None, "", "localhost"):
        return
    try:
        local = ipaddress.ip_address(name).is_loopback
    except ValueError:
        local = False
    if not local:
        raise NetworkError(f"a test tried to reach {host!r}")
