"""The list of documents as HTML: those that are looked for, in an order, a page of them at a time.

Pure functions of their arguments; everything of a document is escaped. A document is known by the
part of its path that lies below what is mirrored, so that no one reads where that lies.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.documents.registry import extension
from index.types import Listed
from ui.render.html import date_to_html, text_to_html
from ui.render.labels import date_of
from ui.render.text import count

ON_A_PAGE = 100
"""Documents on a page of the list."""
_TYPES = 12
"""Types of file that have a button; the others are found by their words."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A document as it stands in the list.

    Attributes:
        listed: what is known of it.
        place: its file, from below what is mirrored.
        type: extension of the file, without the dot; "" if it has none.
        words: all that is looked in, in lower case.
    """

    listed: Listed
    place: str
    type: str
    words: str


@dataclass(frozen=True, slots=True)
class View:
    """What is looked for in the list, and how it is shown.

    Attributes:
        words: each must stand in the title, the file, the date or the type.
        order: one of `ORDERS`.
        type: of the file; "" for any.
        page: from 0.
        chosen: id of the document that is open.
    """

    words: str = ""
    order: str = "came"
    type: str = ""
    page: int = 0
    chosen: str = ""


ORDERS: Mapping[str, tuple[str, Callable[[Entry], tuple[object, ...]], bool]] = {
    "came": ("Added last", lambda entry: (), False),
    "title": ("Title, A to Z", lambda entry: (entry.listed.title.casefold(),), False),
    "title-down": ("Title, Z to A", lambda entry: (entry.listed.title.casefold(),), True),
    "newest": ("Date, newest first", lambda entry: (entry.listed.published or "",), True),
    "oldest": (
        "Date, oldest first",
        lambda entry: (not entry.listed.published, entry.listed.published or ""),
        False,
    ),
    "source": ("Folder and file", lambda entry: (entry.place.casefold(),), False),
    "most": ("Most sentences", lambda entry: (entry.listed.sentences,), True),
    "fewest": ("Fewest sentences", lambda entry: (entry.listed.sentences,), False),
}
"""Order → its name, what it goes by, and whether from the greatest; documents without a date are
last, and those that are alike stay as they came."""


def entries_of(documents: Iterable[Listed], roots: Iterable[str]) -> list[Entry]:
    """Documents as they stand in the list.

    Args:
        documents: those that came last first.
        roots: sources of what is mirrored.
    """
    folders = set(roots)
    return [_entry(listed, folders) for listed in documents]


def find_entries(entries: Sequence[Entry], words: str) -> list[Entry]:
    """Those that hold every word, whatever its case, in the order that they had."""
    wanted = words.casefold().split()
    return [entry for entry in entries if all(word in entry.words for word in wanted)]


def list_to_html(entries: Sequence[Entry], view: View, *, may_remove: bool = False) -> str:
    """A page of the list, each document a button that opens it.

    Args:
        entries: all documents, those that came last first.
        view: which to show; a page that there is not is the nearest that there is.
        may_remove: whether documents can be marked, to be removed.
    """
    if not entries:
        return '<p class="empty">There are no documents yet. Drop some files above.</p>'
    found = find_entries(entries, view.words)
    kinds = Counter(entry.type for entry in found)
    shown = [entry for entry in found if not view.type or entry.type == view.type]
    _, key, down = ORDERS.get(view.order, ORDERS["came"])
    shown = sorted(shown, key=key, reverse=down)
    page = min(max(view.page, 0), max(len(shown) - 1, 0) // ON_A_PAGE)
    some = shown[page * ON_A_PAGE : (page + 1) * ON_A_PAGE]
    rows = "".join(_row(entry, entry.listed.id == view.chosen, may_remove) for entry in some)
    none = '<p class="empty">No document has these words in its title, file, date or type.</p>'
    return (
        _head(len(shown), len(entries), view)
        + _types(kinds, view.type)
        + (f'<ul class="documents">{rows}</ul>' if rows else none)
        + (_several() if rows and may_remove else "")
        + _pages(page, len(shown))
    )


def _entry(listed: Listed, roots: set[str]) -> Entry:
    path, sign, part = listed.source.partition("#")
    type = extension(Path(path)).removeprefix(".")
    place = _below(path, roots) + sign + part
    known = (listed.title, place, listed.published or "", date_of(listed), type)
    return Entry(listed, place, type, " ".join(known).casefold())


def _below(path: str, roots: set[str]) -> str:
    """The part of a path below the nearest of some folders; its name if it is below none."""
    place = path if path not in roots else ""
    while place and place not in roots:
        place = place.rpartition("/")[0]
    return path[len(place) + 1 :] if place else path.rpartition("/")[2]


def _head(shown: int, all: int, view: View) -> str:
    """How many are shown of how many, by which words, and the order."""
    number = count(all, "document")
    if shown < all:
        number = f"{shown:,} of {number}"
    orders = "".join(
        f'<option value="{order}"{" selected" * (order == view.order)}>{name}</option>'
        for order, (name, _, _) in ORDERS.items()
    )
    return (
        f'<div class="list-head" data-words="{text_to_html(view.words)}">'
        f'<p class="count" role="status">{number}</p>'
        f"<label>Order <select data-order>{orders}</select></label></div>"
    )


def _types(kinds: Mapping[str, int], chosen: str) -> str:
    """A button for each type of file, with how many there are; "" where there is one only."""
    if len(kinds) < 2 and not chosen:
        return ""
    most = sorted(kinds, key=lambda kind: (-kinds[kind], kind))
    names = [kind for kind in most if kind][:_TYPES]
    if chosen and chosen not in names:
        names.append(chosen)
    buttons = [("", "All", sum(kinds.values()))]
    buttons += [(name, name, kinds.get(name, 0)) for name in names]
    rest = sum(number for kind, number in kinds.items() if kind not in names)
    more = f"<span>{rest:,} of other types</span>" if rest else ""
    return (
        '<div class="kinds" role="group" aria-label="Type of file">'
        + "".join(
            f'<button type="button" data-type="{text_to_html(type)}" '
            f'aria-pressed="{str(type == chosen).lower()}">{text_to_html(name)} '
            f"<span>{number:,}</span></button>"
            for type, name, number in buttons
        )
        + f"{more}</div>"
    )


def _row(entry: Entry, chosen: bool, may_remove: bool) -> str:
    listed = entry.listed
    title = text_to_html(listed.title)
    place = f'<span dir="auto">{text_to_html(entry.place)}</span>'
    known = (
        date_to_html(listed),
        f"<span>{count(listed.sentences, 'sentence')}</span>",
        place if entry.place != listed.title else "",
    )
    id = text_to_html(listed.id)
    current = ' aria-current="true"' if chosen else ""
    mark = (
        f'<input type="checkbox" data-mark="{id}" aria-label="Mark {title}">' if may_remove else ""
    )
    return (
        f'<li>{mark}<button type="button" data-document="{id}"{current}>'
        f'<cite dir="auto">{title}</cite>'
        f'<span class="about">{" ".join(filter(None, known))}</span></button></li>'
    )


def _several() -> str:
    return (
        '<div class="several"><label><input type="checkbox" data-mark-all> All on this page</label>'
        '<button type="button" class="action" data-remove-marked disabled>Remove those marked'
        "</button></div>"
    )


def _pages(page: int, shown: int) -> str:
    """Where one is in the list, and the way on; "" where there is one page only."""
    last = max(shown - 1, 0) // ON_A_PAGE
    if not last:
        return ""
    steps = (
        ("First", 0, page > 0),
        ("Back", page - 1, page > 0),
        ("On", page + 1, page < last),
        ("Last", last, page < last),
    )
    first, second, third, fourth = (
        f'<button type="button" class="action" data-page="{number}"{"" if may else " disabled"}>'
        f"{name}</button>"
        for name, number, may in steps
    )
    here = (
        f"<span>{page * ON_A_PAGE + 1:,} to {min((page + 1) * ON_A_PAGE, shown):,} "
        f"of {shown:,}</span>"
    )
    return (
        f'<nav class="pages" aria-label="Pages of the list">{first}{second}{here}{third}{fourth}'
        "</nav>"
    )
