"""Which browser a request is from, by a cookie that only we make and that holds nothing else."""

import hashlib
import hmac
import re
import secrets
from collections.abc import Iterable

from ui.web.access.cookies import cookie_value, set_cookie

_TOKEN = re.compile(r"([0-9a-f]{32})\.([0-9a-f]{64})")


class Visitors:
    """Makes such cookies, and recognises those that it made."""

    def __init__(self) -> None:
        """Draw the key that cookies are signed with."""
        self._key = secrets.token_bytes(32)

    def new(self) -> str:
        """A name for a browser that has none."""
        name = secrets.token_hex(16)
        return f"{name}.{self._signed(name)}"

    def name_of(self, headers: Iterable[bytes], port: int) -> str:
        """The name in the Cookie headers; empty if there is none of ours, or more than one."""
        value = cookie_value(headers, cookie_name(port)) or b""
        match = _TOKEN.fullmatch(value.decode("latin-1"))
        if not match or not hmac.compare_digest(self._signed(match[1]), match[2]):
            return ""
        return match[1]

    def _signed(self, name: str) -> str:
        return hmac.new(self._key, name.encode(), hashlib.sha256).hexdigest()


def cookie_name(port: int) -> str:
    """The cookie's name: cookies do not tell apart the ports of a computer."""
    return f"pincite_visitor_{port}"


def cookie_of(value: str, *, port: int, tls: bool) -> str:
    """The value of Set-Cookie. It comes along by a link from elsewhere too, as to an open page."""
    return set_cookie(cookie_name(port), value, tls=tls, same_site="Lax")
