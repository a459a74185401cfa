"""Whether a request comes from the page itself, from a program, or from another site's page."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from ui.web.access.login import LOGIN
from ui.web.gate.routes import SHARED


def from_elsewhere(method: str, path: str, headers: Mapping[bytes, bytes]) -> bool:
    """Whether a page of another site asks, which is never answered.

    Browsers say so in `Sec-Fetch-Site`, which no script can change; where they do not (over plain
    HTTP to another computer), `Origin` is compared with the name that was asked. Another port of
    this computer is another site. A link that leads here is followed, to the page and to what
    was shared by a link.

    Args:
        method: of HTTP.
        path: without the query.
        headers: their names in lower case.
    """
    site = headers.get(b"sec-fetch-site")
    if site is not None:
        link = headers.get(b"sec-fetch-mode") == b"navigate" and method == "GET"
        if site not in (b"same-origin", b"none"):
            return not (link and (path in ("/", LOGIN) or path.startswith(SHARED)))
        if site == b"same-origin":
            return False
    origin = headers.get(b"origin")
    return origin is not None and not _same(origin, headers.get(b"host", b""))


def from_the_page(headers: Mapping[bytes, bytes]) -> bool:
    """Whether a script of this very page asks."""
    site = headers.get(b"sec-fetch-site")
    if site is not None:
        return site == b"same-origin"
    origin = headers.get(b"origin")
    return origin is not None and _same(origin, headers.get(b"host", b""))


def _same(origin: bytes, host: bytes) -> bool:
    try:
        found = urlsplit(origin.decode("ascii"))
    except (UnicodeDecodeError, ValueError):
        return False
    return found.scheme in ("http", "https") and found.netloc.lower().encode() == host.lower()
