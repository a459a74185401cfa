"""Names under which a page may be asked for, so that another site's name does not lead here.

A page of the internet may let its own name point to this computer, and its scripts would then be
from the same site (DNS rebinding). An address of numbers, or a name of this computer, cannot be
such a name.
"""

import ipaddress
import socket
from collections.abc import Callable, Iterable

LOOPBACK = ("127.0.0.1", "localhost", "::1")


def names_of(host: str, names: Iterable[str], *, users: bool) -> Callable[[bytes], bool]:
    """Which names a page may be asked for under, given the Host header.

    Args:
        host: where the page listens. On this computer only, it has only names of that.
        names: further ones.
        users: whether people log in; no session comes along under another name then, so that any
            name will do.
    """
    given = {name.lower() for name in names}
    if host in LOOPBACK:
        known = given.union(LOOPBACK)
        return lambda header: _name(header) in known
    if users:
        return lambda header: True
    own = socket.gethostname().lower()
    known = given | {"localhost", own, own.partition(".")[0], f"{own.partition('.')[0]}.local"}
    return lambda header: _name(header) in known or _is_address(_name(header))


def _name(header: bytes) -> str:
    """A Host header without its port."""
    host = header.decode("latin-1").lower()
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0]


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
