"""The elements of HTML that all its readers know, and what is asked of them everywhere."""

import re
from typing import Any

Element = Any
"""An element of lxml, which has no types."""

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_INLINE_TAGS = """
    a abbr acronym b bdi bdo big cite code data dfn em font i ins kbd mark nobr q s samp small span
    strong sub sup time tt u var wbr br img label del strike ruby rb rt rtc rp
    script style svg input
"""
INLINE = frozenset(_INLINE_TAGS.split())
"""Elements that stand in a line; all others end it."""
DEEPEST = 250
"""Elements in each other; the parser drops what lies deeper."""
ROW = "data-pincite-row"
"""The attribute that holds the number of a row in a prepared tree."""
INVALID = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""Characters that may not stand in a tree."""


_TRAIL = re.compile(r"(?:^|[\s_-])bread-?crumbs?(?:$|[\s_-])", re.I)
_LONGEST_TRAIL = 300
_LONGEST_START = 2_000  # characters


def breadcrumbs(tree: Element) -> list[Element]:
    """The trails of links from the start of a site down to a page, by their names."""
    return [
        element
        for element in tree.iter("div", "nav", "ol", "ul")
        if _TRAIL.search(f"{element.get('class', '')[:300]} {element.get('id', '')[:100]}")
        and next(element.iter("h1", "p", "article", "main"), None) is None
        and _is_trail(element)
    ]


def _is_trail(element: Element) -> bool:
    """Whether an element is short, and a list or mainly links."""
    text = start_of(element)
    if len(text) > _LONGEST_TRAIL:
        return False
    inner = element[0] if len(element) == 1 else element
    linked = sum(len(start_of(link)) for link in element.iter("a"))
    return "nav" in (element.tag, inner.tag) or inner.tag in ("ol", "ul") or 2 * linked >= len(text)


def empty(element: Element) -> None:
    """Takes out all that is in an element; what follows it stays."""
    element.clear(keep_tail=True)


def write(element: Element, text: str) -> None:
    """Puts a text in the place of an element in a line."""
    empty(element)
    element.tag = "span"
    element.text = INVALID.sub("", text) or None


def kinds(element: Element) -> frozenset[str]:
    """What an element is in a book: the words of `epub:type` and `role`, without `doc-`."""
    named = f"{element.get('epub:type') or ''} {element.get('role') or ''}".split()
    return frozenset(kind.removeprefix("doc-") for kind in named)


def flat(element: Element) -> str:
    """All that stands in an element, on one line."""
    return " ".join("".join(element.itertext()).split())


def start_of(element: Element | None) -> str:
    """The start of the words in an element, on one line; empty for None."""
    if element is None:
        return ""
    parts: list[str] = []
    length = 0
    for part in element.itertext():
        parts.append(part)
        length += len(part)
        if length > _LONGEST_START:
            break
    return " ".join("".join(parts).split())
