"""What a reader of a page does not see, and what is struck out → nothing."""

import re
from collections.abc import Iterable, Iterator

from index.documents.formats import panels
from index.documents.formats.elements import HEADINGS, ROW, Element, empty, flat, kinds
from index.documents.formats.prose import prose

# not `embed`: it holds nothing, and the parser puts into it what follows it
_UNSEEN_TAGS = """
    script style template noscript iframe frame object applet svg canvas audio video select
    input textarea datalist map area rp rt rtc link meta noframes head
"""
_UNSEEN = frozenset(_UNSEEN_TAGS.split())
_TELLING = ("p", "li", "td", "dd")
_NO_WORD = re.compile(r"(?:^|[\s_-])(?:note|fn|footnote|info|tooltip|copy|share)", re.I)
_WORD = re.compile(r"[^\W\d_]{2}")
_BEFORE_WORD = tuple("\"'“‘„«([ \n\t\xa0")
_AFTER_WORD = tuple("\"'”’“»)] \n\t\xa0.,;:!?")
_STRUCK = ("del", "s", "strike")
_GUIDES = frozenset(("pagebreak", "toc", "landmarks", "page-list", "pagelist", "backlink"))
"""What leads through a book, by its kind, which may begin with `doc-`."""
_NOT_SHOWN = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", re.I
)
_NO_SIZE = re.compile(r"(?:^|;)\s*font-size\s*:\s*0(?!\.?\d)", re.I)
_FOR_SCREEN_READERS = frozenset(
    ("sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "screen-reader-only")
)
_MEDIA = re.compile(r"@media[^{]{0,200}\{(?:[^{}]{0,2000}\{[^{}]{0,2000}\}){0,200}\s*\}", re.I)
_RULE = re.compile(r"([.#][\w-]{1,60})\s*\{([^{}]{0,500})\}")


def drop_unseen(tree: Element) -> list[str]:
    """Empties what a reader of the page does not see, and what is struck out.

    Panels that a reader may open stay.

    Returns:
        The sentences that are hidden, without those of menus, dialogs and the like.
    """
    hidden = _hiding_rules(tree)
    _open_panels(tree, hidden)
    for control in list(tree.iter("button", "label")):
        if _is_in_sentence(control):
            control.tag = "span"
    unseen: list[str] = []
    for element in _outer_ones(tree):
        tag = element.tag
        element.attrib.pop(ROW, None)
        if tag not in _UNSEEN and _is_hidden(element, hidden):
            unseen += [] if _is_for_listeners(element) else _missed(element)
            empty(element)
        elif (
            tag in _UNSEEN
            or tag in _STRUCK
            or not _GUIDES.isdisjoint(kinds(element))
            or (tag == "button" and not _opens_text(element))
        ):
            empty(element)
        elif tag == "button":
            element.tag = "span"
    return unseen


def hidden_elements(tree: Element) -> frozenset[Element]:
    """The elements that a reader of the page does not see; not all that is in them."""
    rules = _hiding_rules(tree)
    return frozenset(e for e in tree.iter() if isinstance(e.tag, str) and _is_hidden(e, rules))


def _open_panels(tree: Element, rules: frozenset[str]) -> None:
    """Shows the panels that a reader of the page may open, below what opens them."""
    ids = panels.controlled(tree)
    unseen = [
        element
        for element in tree.iter()
        if isinstance(element.tag, str)
        and element.tag not in (*_UNSEEN, "button")
        and _is_hidden(element, rules)
        and not _is_for_listeners(element)
    ]
    for panel in panels.panels_of(unseen, ids):
        panels.reveal(panel)
    for panel in panels.headed(tree, ids):
        panels.head(panel)


def _outer_ones(tree: Element) -> Iterator[Element]:
    """The elements of a tree, without those that were taken out of it meanwhile."""
    gone: set[Element] = set()
    for element in list(tree.iter()):
        parent = element.getparent()
        if element is not tree and (parent is None or parent in gone):
            gone.add(element)
        elif isinstance(element.tag, str) and element.tag not in ("html", "body"):
            yield element


def _is_for_listeners(element: Element) -> bool:
    """Whether an element is only for who has the page read aloud."""
    return not _FOR_SCREEN_READERS.isdisjoint((element.get("class") or "").split())


def _missed(element: Element) -> list[str]:
    """The sentences of a hidden element that a reader of the page could miss."""
    return [] if panels.is_apart(element) else prose(element)


def _hiding_rules(tree: Element) -> frozenset[str]:
    """The classes (`.name`) and ids (`#name`) that a style sheet in the page hides everywhere."""
    sheets = (sheet.text or "" for sheet in tree.iter("style") if not sheet.get("media"))
    return frozenset(
        rule[1]
        for sheet in sheets
        for rule in _RULE.finditer(_MEDIA.sub("", sheet[:200_000]))
        if _NOT_SHOWN.search(rule[2]) and sheet[: rule.start()].rstrip()[-1:] in ("", "}", "/")
    )


def _is_hidden(element: Element, rules: frozenset[str]) -> bool:
    attributes = element.attrib
    if not attributes:
        return False
    names = (attributes.get("class") or "").split()
    if _is_for_listeners(element):
        return True
    if (
        ("hidden" in attributes and attributes["hidden"] != "until-found")
        or attributes.get("aria-hidden") == "true"
        or _hides(element, attributes.get("style") or "")
        or (rules and (f"#{attributes.get('id')}" in rules or _any_rule(names, rules)))
    ):
        # a dialog that lay over the page when it was saved hides the article in it
        return next(element.iter("article", "main", "h1"), None) is None
    return False


def _hides(element: Element, style: str) -> bool:
    """Whether a style shows nothing of an element; what is in it may have a size of its own."""
    if not style:
        return False
    if _NOT_SHOWN.search(style):
        return True
    inner = (e.get("style") or "" for e in element.iterdescendants())
    return bool(_NO_SIZE.search(style)) and not any("font" in other for other in inner)


def _any_rule(names: Iterable[str], rules: frozenset[str]) -> bool:
    return any(f".{name}" in rules for name in names)


def _is_in_sentence(control: Element) -> bool:
    """Whether a button or a label is shown in the midst of a sentence that speaks of it."""
    around, previous = control.getparent(), control.getprevious()
    if around is None or around.tag not in _TELLING or len(control):
        return False
    if not _WORD.search(flat(control)) or _NO_WORD.search(control.get("class", "")[:300]):
        return False
    before = (around.text if previous is None else previous.tail) or ""
    after = control.tail or ""
    parted = before.endswith(_BEFORE_WORD) and after.startswith(_AFTER_WORD)
    return parted and bool(before.strip()) and bool(after.strip())


def _opens_text(button: Element) -> bool:
    """Whether a button is the heading of a text that it opens."""
    return next(button.iterancestors(*HEADINGS, "summary", "dt"), None) is not None
