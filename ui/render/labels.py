"""What a document is called beside its words: when it was published, and by whom.

Pure functions of their arguments. Nothing is guessed: what is not known is left out. The texts are
the document's own, and still have to be made plain or escaped.
"""

from collections.abc import Iterable
from urllib.parse import urlsplit

from index.text.dates import plain_date
from index.types import Document, Listed

_WWW = "www."


def date_of(document: Document | Listed) -> str:
    """When it was published, as `24 Oct 2025`; "" if that is not known."""
    return plain_date(document.published or "")


def publisher_of(document: Document) -> str:
    """Who published it, or else the host of its address; "" if neither is known."""
    return document.publisher or host_of(document.url or "")


def host_of(url: str) -> str:
    """The host of an `http` or `https` address, without `www.`; "" if it is none."""
    try:
        parts = urlsplit(url)
        host = parts.hostname if parts.scheme in ("http", "https") else None
    except ValueError:
        return ""
    return (host or "").removeprefix(_WWW)


def label(document: Document) -> str:
    """Date and publisher, as `24 Oct 2025, The Friday File`; without one, the title instead."""
    return ", ".join(filter(None, (date_of(document), publisher_of(document) or document.title)))


def label_below_title(document: Document) -> str:
    """The same where the title stands already: date and publisher; "" if neither is known."""
    return ", ".join(filter(None, (date_of(document), publisher_of(document))))


def labels_below(heading: str, documents: Iterable[Document]) -> list[str]:
    """What is told below a heading of each document whose title it is; the same only once."""
    return list(dict.fromkeys(label_below_title(one) for one in documents if one.title == heading))
