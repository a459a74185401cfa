"""The page on which users log in, and what it sends.

A static page without a script, which asks for nothing of another address. After a login one always
lands on the page itself, of the same corpus: addresses are relative to the one that was asked for,
and none to go on to is ever taken from a request.
"""

import html
import urllib.parse
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from ui.web.access.passwords import LONGEST_PASSWORD
from ui.web.access.records import LONGEST_NAME

LOGIN = "/login"
"""Path of the page, and of what it sends."""
LARGEST_FORM = 16_384
"""Bytes that the form has at most; the longest name and password, percent-encoded, need fewer."""

_TYPE = "application/x-www-form-urlencoded"
_MOST_FIELDS = 8
_ERROR = "<!-- error -->"
_LOGIN = "<!-- login -->"


@dataclass(frozen=True, slots=True)
class Entered:
    """What somebody typed into the page."""

    name: str
    password: str = field(repr=False)


def login_to_html(error: str = "", path: str = LOGIN) -> bytes:
    """The page.

    Args:
        error: one sentence for the person; empty for none.
        path: that was asked for, of the page of a corpus; only how deep it lies counts.

    Returns:
        A whole HTML page, in UTF-8.
    """
    said = f'<p role="alert">{html.escape(error)}</p>' if error else ""
    up = "../" * (path.count("/") - 1)
    page = _template().replace(_ERROR, said).replace(_LOGIN, f"{up}{LOGIN.lstrip('/')}")
    return page.encode("utf-8", "replace")


@cache
def _template() -> str:
    return Path(__file__).parents[1].joinpath("static", "login.html").read_text("utf-8")


def read_form(body: bytes, content_type: str) -> Entered | None:
    """What the page sent; None if it cannot have been this page.

    Args:
        body: of the request; anything.
        content_type: of the request; another than a form's is refused.
    """
    if content_type.partition(";")[0].strip().lower() != _TYPE or len(body) > LARGEST_FORM:
        return None
    try:
        fields = urllib.parse.parse_qs(
            body.decode("ascii"),
            keep_blank_values=True,
            strict_parsing=True,
            errors="strict",
            max_num_fields=_MOST_FIELDS,
        )
    except ValueError:  # and UnicodeDecodeError
        return None
    names, passwords = fields.get("name", []), fields.get("password", [])
    if len(names) != 1 or len(passwords) != 1:
        return None
    (name,), (password,) = names, passwords
    if len(name) > LONGEST_NAME or len(password) > LONGEST_PASSWORD:
        return None
    return Entered(name, password)
