"""Where the page listens: a socket, and the address under which a browser finds it."""

import errno
import socket

from index.errors import UserError

_BACKLOG = 1_024


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens; taken before the page is built, so that a mistake shows at once."""
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listening = socket.socket(family, kind, protocol)
        try:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.bind(place)
            listening.listen(_BACKLOG)
        except OSError:
            listening.close()
            raise
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise UserError(
                f"Port {port} is in use.", "Choose another with --port, or 0 for a free one."
            ) from error
        raise UserError(
            f"Cannot listen on {host}, port {port}: {error.strerror}.",
            "Choose another --host or --port.",
        ) from error
    return listening


def address_of(host: str, port: int) -> str:
    """What to open in a browser on this computer."""
    here = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}.get(host, host)
    return f"http://[{here}]:{port}" if ":" in here else f"http://{here}:{port}"
