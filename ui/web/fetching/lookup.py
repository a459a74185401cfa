"""Where the name of a host leads: its IP addresses, each of which must be such as may be asked."""

import asyncio
import ipaddress
import socket
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import Any, Protocol

from index.errors import UserError
from ui.web.fetching.hosts import Target, leads_inside

_MOST_ADDRESSES = 4


class LookUp(Protocol):
    """Tells the IP addresses of a host; may take long."""

    def __call__(self, name: str, port: int) -> Sequence[str]:
        """The addresses.

        Raises:
            OSError: if there are none.
        """


def look_up(name: str, port: int) -> list[str]:
    """The IP addresses of a host as this computer looks them up, each once."""
    found = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(place[0]) for *_, place in found))


async def addresses_of(target: Target, find: LookUp) -> list[str]:
    """The IP addresses of a host, looked up once; all of them such as may be asked.

    Args:
        target: what is to be fetched.
        find: how addresses are found.

    Raises:
        UserError: if there are none, or one lies inside.
    """
    try:
        found = await _in_background(lambda: find(target.name, target.port))
        ips = [ipaddress.ip_address(text.partition("%")[0]) for text in found]
    except (OSError, UnicodeError, ValueError):
        ips = []
    if not ips:
        raise UserError(f"There is no host {target.name}.", "Check the address.")
    if target.may_lie_inside:
        allowed = [ip.is_loopback or str(ip) == target.name for ip in ips]
    else:
        allowed = [not leads_inside(ip) for ip in ips]
    if not all(allowed):
        raise UserError(
            f"{target.name} leads into this network, from which nothing is fetched.",
            "Save the page and drop it in; who runs pincite may name an IP address with its "
            "port: --allow-fetch 10.0.0.5:80.",
        )
    return list(map(str, ips[:_MOST_ADDRESSES]))


async def _in_background(work: Callable[[], Any]) -> Any:
    """What comes of work in a thread that nobody waits for at the end, as of a name server."""
    found: Future[Any] = Future()

    def run() -> None:
        found.set_running_or_notify_cancel()  # from now on it cannot be cancelled
        try:
            found.set_result(work())
        except BaseException as error:
            found.set_exception(error)

    threading.Thread(target=run, daemon=True, name="look up").start()
    return await asyncio.wrap_future(found)
