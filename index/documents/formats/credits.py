"""Who wrote a document and who published it, as files name them.

A file names people as a text, a list, or a thing with a name. What is no name, such as the address
of a profile or what programs write by themselves, is none.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from email.errors import MessageError
from email.utils import getaddresses
from itertools import islice

from index.documents.normalise import one_line
from index.text.names import name_key, without_by

LONGEST_NAME = 200
"""Characters of the names of a document's authors; what is longer is no name."""
_MOST_NAMES = 20
_ADDRESS = re.compile(r"(?:https?:)?//|www\.|^@?\S+\.(?:com|org|net)/", re.IGNORECASE)
_AUTOMATIC = re.compile(
    r"(?:administrator|admin|user|owner|author|unknown|anonymous|none|null|n/?a|python-docx"
    r"|(?:microsoft office|windows|default|libreoffice|openpyxl) ?(?:user)?|steve canny)",
    re.IGNORECASE,
)
_NAMED = ("name", "@value", "title", "rendered")


def author_of(value: object) -> str | None:
    """The authors that a value names, `; ` between them; None if it names none."""
    names: dict[str, str] = {}
    for text in _texts(value):
        if name := _name(without_by(text)):
            names.setdefault(name_key(name), name)
    return _bounded("; ".join(names.values()))


def publisher_of(value: object) -> str | None:
    """The publisher that a value names; None if it names none."""
    return next((_bounded(name) for text in _texts(value) if (name := _name(text))), None)


def sender_of(value: str | None) -> str | None:
    """The name in the `From` of a mail, or else its address; None if there is neither."""
    try:
        senders = getaddresses([value or ""])
    except (MessageError, ValueError, IndexError):
        return None
    return author_of([name or address for name, address in senders])


def _texts(value: object) -> Iterator[str]:
    """The texts in a value that is one, a list of such, or has a name."""
    if isinstance(value, str):
        yield value[: 2 * LONGEST_NAME]
    elif isinstance(value, Mapping):
        found = next((value[key] for key in _NAMED if isinstance(value.get(key), str)), "")
        yield str(found)[: 2 * LONGEST_NAME]
    elif isinstance(value, Sequence):
        for inner in islice(value, _MOST_NAMES):
            if isinstance(inner, str | Mapping):
                yield from _texts(inner)


def _name(text: str) -> str:
    """A text as a name; empty if it is none."""
    name = one_line(text).strip(" ,;|")
    is_none = _ADDRESS.search(name) or _AUTOMATIC.fullmatch(name.strip("()[]<>"))
    return "" if is_none or not any(map(str.isalpha, name)) else name


def _bounded(name: str) -> str | None:
    return name if 0 < len(name) <= LONGEST_NAME else None
