"""Texts, links and pages as HTML.

Pure functions of their arguments. Nothing of a document reaches a page as it is: control characters
are replaced, HTML is escaped, and the one thing of a document that becomes a link is an `http(s)`
address, named by its host.
"""

import re
from html import escape
from urllib.parse import urlsplit

from index.paths import file_name
from index.types import Document, Listed
from ui.render.labels import date_of
from ui.render.text import plain

_ADDRESS = re.compile(r"https?://[^\s\x00-\x20\x7f-\xa0\"'<>\\`]+", re.IGNORECASE)


def text_to_html(text: str) -> str:
    """`text` made plain and escaped, for the inside of an element or of a quoted attribute."""
    return escape(plain(text))


def check_anchor(anchor: str) -> None:
    """What ids and groups of elements begin with.

    Raises:
        ValueError: if it holds another character than ASCII letters, digits and hyphens.
    """
    if not re.fullmatch(r"[A-Za-z0-9-]+", anchor):
        raise ValueError(f"an anchor holds letters, digits and hyphens, not {anchor!r}")


def is_address(url: str) -> bool:
    """Whether it is a whole `http` or `https` address, with a host."""
    if not _ADDRESS.fullmatch(url):
        return False
    try:
        return bool(urlsplit(url).hostname)
    except ValueError:
        return False


def link_to_html(url: str | None, *, whole: bool = False) -> str:
    """A link named by its host; "" unless the address is a whole `http` or `https` one.

    Args:
        url: where it leads.
        whole: whether it is named by the whole address instead.
    """
    if not url or not is_address(url):
        return ""
    name = url if whole else urlsplit(url).hostname or ""
    return (
        f'<a href="{text_to_html(url)}" target="_blank" rel="noopener noreferrer nofollow">'
        f"{text_to_html(name)}</a>"
    )


def page_to_html(title: str, style: str, body: str) -> str:
    """A whole page, which forbids itself whatever is not its own style.

    Args:
        title: as text.
        style: a style sheet, which is trusted.
        body: HTML, which is trusted.
    """
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{text_to_html(title)}</title><style>{style}</style></head>"
        f"<body>{body}</body></html>\n"
    )


def date_to_html(document: Document | Listed) -> str:
    """When a document was published; "" if that is not known."""
    shown = date_of(document)
    if not shown or shown == document.published:  # which is then no date that a machine can read
        return f"<time>{text_to_html(shown)}</time>" if shown else ""
    return f'<time datetime="{text_to_html(document.published or "")}">{text_to_html(shown)}</time>'


def file_to_html(document: Document | Listed) -> str:
    """The name of a document's file; "" where it is the title."""
    name = file_name(document.source)
    return f'<span dir="auto">{text_to_html(name)}</span>' if name != document.title else ""
