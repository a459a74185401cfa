"""Which browser a request is from, by a cookie that only we make and that holds nothing else."""

import hashlib
import hmac
import re
import secrets

_TOKEN = re.compile(r"([0-9a-f]{32})\.([0-9a-f]{64})")


class Visitors:
    """Makes cookies, and knows its own again."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)

    def new(self) -> str:
        """A name for a browser that has none."""
        name = secrets.token_hex(16)
        return f"{name}.{self._signed(name)}"

    def known(self, header: bytes, port: int) -> str:
        """The name in a Cookie header; empty if there is none of ours, or more than one."""
        wanted = cookie_name(port).encode()
        found = {
            value.strip()
            for part in header.split(b";")
            for key, _, value in (part.partition(b"="),)
            if key.strip() == wanted
        }
        if len(found) != 1:
            return ""
        match = _TOKEN.fullmatch(found.pop().decode("latin-1"))
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
    secure = "; Secure" if tls else ""
    return f"{cookie_name(port)}={value}; Path=/; HttpOnly; SameSite=Lax{secure}"
