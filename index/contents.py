"""What a corpus holds, counted: by source, folder, type of file and month."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from index.paths import names_of_tops
from index.text.names import host, name_key

OFFERED = 12
"""How many sources, folders and types are named; of the others it is told how many there are."""

_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")
_LONGEST_TYPE = 10
"""Characters of an extension; what stands behind a point is more often a sentence."""


@dataclass(frozen=True, slots=True)
class Counted:
    """Names and how many documents have each.

    Attributes:
        names: (name, documents), most documents first, then by name; at most `OFFERED`.
        more: how many further names there are.
    """

    names: tuple[tuple[str, int], ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True)
class Contents:
    """What a corpus holds.

    Attributes:
        documents: how many there are.
        sources: who published them, by name or else by host.
        folders: that lie in what is mirrored; as a scope takes them.
        types: extensions of their files, without the point.
        months: (`YYYY-MM`, documents published in it), the earliest first.
        undated: documents without a month.
        first: date of the oldest that has one, ISO 8601; None if none has.
        last: of the newest.
    """

    documents: int = 0
    sources: Counted = Counted()
    folders: Counted = Counted()
    types: Counted = Counted()
    months: tuple[tuple[str, int], ...] = ()
    undated: int = 0
    first: str | None = None
    last: str | None = None


def by_source(rows: Iterable[tuple[str | None, str | None, int]]) -> list[tuple[str, int]]:
    """(name, documents) of each source, most documents first, then by name.

    Args:
        rows: publisher, the beginning of an address, and how many documents have both. Names that
            differ only in how they are written are one, as the first of them is written.
    """
    counted: Counter[str] = Counter()
    names: dict[str, str] = {}
    for publisher, url, count in rows:
        if name := publisher or host(url or ""):
            counted[name_key(name)] += count
            names.setdefault(name_key(name), name)
    order = sorted(counted, key=lambda key: (-counted[key], key))
    return [(names[key], counted[key]) for key in order]


def by_folder(counts: Mapping[str, int], roots: Iterable[str]) -> list[tuple[str, int]]:
    """(folder, documents in it) of what is mirrored, most documents first.

    Args:
        counts: of each folder that holds files, how many documents lie in it.
        roots: the folders and files that are mirrored. Where there is one, which lies in no other,
            its folders are told, and else they themselves, each by the name that paths which are
            shown begin with.
    """
    counted: Counter[str] = Counter()
    called = {f"{root.rstrip('/')}/": name for root, name in names_of_tops(roots).items()}
    for folder, count in counts.items():
        top = next((above for above in _above(folder) if above in called), "")
        if top:
            counted[called[top] or folder[len(top) :].partition("/")[0]] += count
    return sorted(
        ((name, count) for name, count in counted.items() if name and count),
        key=lambda item: (-item[1], item[0]),
    )


def _above(folder: str) -> Iterator[str]:
    """A folder that ends with a slash, and all that it lies in, the shortest first."""
    for n, character in enumerate(folder):
        if character == "/":
            yield folder[: n + 1]


def by_type(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """(extension in lower case, documents), most documents first; names without one are left out.

    Args:
        counts: of the ends of files' names, from the last point or slash on, how many documents.
    """
    counted: Counter[str] = Counter()
    for ending, count in counts.items():
        kind = ending[1:].lower()
        if ending.startswith(".") and kind.isalnum() and len(kind) <= _LONGEST_TYPE:
            counted[kind] += count
    return sorted(counted.items(), key=lambda item: (-item[1], item[0]))


def by_month(counts: Mapping[str | None, int]) -> list[tuple[str, int]]:
    """(`YYYY-MM`, documents), the earliest first, of whatever is a month."""
    return sorted(
        (month, count) for month, count in counts.items() if month and _MONTH.fullmatch(month)
    )


def counted(names: Sequence[tuple[str, int]]) -> Counted:
    """The first of the names, and how many more there are."""
    return Counted(tuple(names[:OFFERED]), max(0, len(names) - OFFERED))
