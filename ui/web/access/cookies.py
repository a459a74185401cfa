"""Cookies of requests and responses: the one place where they are read and written."""

from collections.abc import Iterable
from typing import Literal

_LONGEST_HEADER = 65_536


def cookie_value(headers: Iterable[bytes], name: str) -> bytes | None:
    """The value of a cookie of a request; any bytes at all are understood.

    A browser has one cookie of a name. Where there are several that differ, another page on the
    same host planted one, and the order does not tell which is real: none of them counts.

    Args:
        headers: the values of all Cookie headers.
        name: of the cookie.

    Returns:
        The value; None if there is none, or there are several.
    """
    header = b";".join(headers)
    if len(header) > _LONGEST_HEADER:
        return None
    wanted = name.encode()
    values = set()
    for part in header.split(b";"):
        key, separator, value = part.partition(b"=")
        if separator and key.strip(b" \t") == wanted:
            values.add(value.strip(b" \t"))
    return values.pop() if len(values) == 1 else None


def set_cookie(
    name: str,
    value: str,
    *,
    tls: bool,
    same_site: Literal["Strict", "Lax"],
    seconds: int | None = None,
) -> str:
    """The value of a Set-Cookie header, of a cookie that no script can read.

    Args:
        name: of the cookie.
        value: of the cookie.
        tls: whether the browser reached the page by HTTPS; then it sends the cookie by nothing
            else.
        same_site: `Strict` if it does not come along by a link from elsewhere.
        seconds: how long the browser keeps it; None for as long as it is open.
    """
    age = "" if seconds is None else f" Max-Age={seconds};"
    secure = "; Secure" if tls else ""
    return f"{name}={value}; Path=/;{age} HttpOnly; SameSite={same_site}{secure}"
