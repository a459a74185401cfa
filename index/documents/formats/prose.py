"""Which elements of a page hold prose: whole sentences, and not mainly links."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from index.documents.formats.elements import Element, flat
from index.documents.formats.markup_lines import lines
from index.documents.sentences import cut_line

_ENDS = re.compile(r"[.!?…][\"'”’»)\]]*$")
_NOT_TEXT = ("script", "style", "template", "noscript", "svg", "select", "textarea")
_FEWEST_WORDS = 3  # of a sentence


@dataclass(slots=True)
class _Held:
    """What an element holds beside the elements in it that are looked at by themselves.

    Attributes:
        apart: elements in it that are none of its words.
        told: how many whole sentences there are.
        length: characters of all that is said.
        linked: characters of links.
    """

    apart: list[Element] = field(default_factory=list)
    told: int = 0
    length: int = 0
    linked: int = 0


def prose(element: Element) -> list[str]:
    """The whole sentences in an element; none if most of it are links."""
    found = _said(element, list(element.iter(*_NOT_TEXT)))
    told = list(filter(_is_told, found))
    linked = sum(len(flat(link)) for link in element.iter("a"))
    return told if 2 * linked <= sum(map(len, found)) else []


def with_prose(elements: Iterable[Element]) -> frozenset[Element]:
    """Those of some elements of one tree that hold prose.

    Each stretch of the tree is gone through once, however deep the elements lie in each other.
    """
    held = {element: _Held() for element in elements}
    if not held:
        return frozenset()
    root = next(iter(held)).getroottree()
    for inner in root.iter("a", *_NOT_TEXT):
        if (outer := _around(inner, held)) is None:
            continue
        if inner.tag == "a":
            held[outer].linked += len(flat(inner))
        else:
            held[outer].apart.append(inner)
    for element in _inner_first(held):
        own = held[element]
        found = _said(element, own.apart)
        own.told += sum(map(_is_told, found))
        own.length += sum(map(len, found))
        if (outer := _around(element, held)) is not None:
            above = held[outer]
            above.apart.append(element)
            above.told += own.told
            above.length += own.length
            above.linked += own.linked
    return frozenset(e for e, own in held.items() if own.told and 2 * own.linked <= own.length)


def _inner_first(elements: Iterable[Element]) -> list[Element]:
    depths = [(sum(1 for _ in e.iterancestors()), e) for e in elements]
    return [element for _, element in sorted(depths, key=lambda pair: -pair[0])]


def _around(element: Element, elements: dict[Element, _Held]) -> Element | None:
    """The nearest of some elements that an element lies in."""
    return next((outer for outer in element.iterancestors() if outer in elements), None)


def _said(element: Element, apart: Sequence[Element]) -> list[str]:
    return [
        line[start:end]
        for line in lines(element, skipped=apart)
        for start, end in cut_line(line, 0, len(line))
    ]


def _is_told(sentence: str) -> bool:
    return bool(_ENDS.search(sentence)) and len(sentence.split()) >= _FEWEST_WORDS
