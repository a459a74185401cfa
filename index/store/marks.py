"""Numbers by which the word index tells documents of a scope from others.

What does not change while a document keeps its id has a number: who wrote it, who published it,
where, and the ending of its file. Where its file lies may change, and has none.
"""

import datetime
import hashlib

from index.text.names import host, name_key, name_keys
from index.types import Document, Scope


def marks_of(document: Document, file: str) -> list[int]:
    """The numbers of a document that was read from a file."""
    name = file.rpartition("/")[2].lower()
    endings = [name[at + 1 :] for at, letter in enumerate(name) if letter == "."]
    return [
        *(_number("source", name_key(text)) for text in [document.publisher] if text),
        *(_number("host", text) for text in [host(document.url or "")] if text),
        *(_number("author", key) for key in sorted(name_keys(document.author or ""))),
        *(_number("type", ending) for ending in endings),
    ]


def marks_of_scope(scope: Scope) -> tuple[tuple[int, ...], ...]:
    """Numbers of which a document of a scope has one of each group."""
    groups = (
        (
            *(_number("source", name_key(name)) for name in scope.sources),
            *(_number("host", host(name)) for name in scope.sources),
        ),
        tuple(_number("author", name_key(name)) for name in scope.authors),
        tuple(_number("type", type.lstrip(".").lower()) for type in scope.types),
    )
    return tuple(filter(None, groups))


def day_of(published: str | None) -> int:
    """A day as a number, later days as higher ones; 0 if there is none."""
    return datetime.date.fromisoformat(published[:10]).toordinal() if published else 0


def _number(kind: str, name: str) -> int:
    made = hashlib.blake2b(f"{kind} {name}".encode(), digest_size=8)
    return int.from_bytes(made.digest(), "big") >> 1
