"""The panels of accordions and tabs, which a page hides until a reader opens them.

They are what the page says, and whoever saves it seldom opens them all. What else is hidden, such
as a menu, a dialog or a banner, stays so.
"""

import re
from collections.abc import Iterable
from itertools import islice

from index.documents.formats.elements import HEADINGS, Element, flat, kinds
from index.documents.formats.prose import with_prose

_PANEL = re.compile(
    r"(?:^|[\s_-])(?:accordions?|collaps\w{0,10}|panels?|tabs?|tabpanel|faqs?|answers?|expandable)"
    r"(?:$|[\s_-])",
    re.I,
)
_GROUP = re.compile(r"(?:^|[\s_-])(?:accordions?|faqs?)(?:$|[\s_-])", re.I)
_APART = re.compile(
    r"(?:^|[\s_-])(?:modals?|dialogs?|pop-?ups?|popovers?|tooltips?|overlay|lightbox|drawer"
    r"|off-?canvas|cookies?|consent|gdpr|menus?|submenu|nav|navbar|navigation|dropdown"
    r"|newsletters?|subscri\w{1,8}|search|log-?in|sign-?(?:in|up)|comments?|errors?|alert|success"
    r"|toast|spinner|loading|loader|banner|cart|basket|related|promo|ads?|advert\w{0,8}|preheader)"
    r"(?:$|[\s_-])",
    re.I,
)
_APART_KINDS_LIST = """
    dialog alertdialog alert status menu menubar navigation search listbox tooltip banner
"""
_APART_KINDS = frozenset(_APART_KINDS_LIST.split())
_APART_TAGS = ("nav", "dialog", "form", "menu", "footer")
_OPENERS = (*HEADINGS[1:], "button", "dt", "summary")
_OPENING_KINDS = frozenset(("button", "tab", "heading"))
_MORE = re.compile(
    r"(?:show|read|see|view|load|learn|open|close|expand|toggle|hide)\b.{0,30}|more|menu|details"
    r"|\W*",
    re.I,
)
_FEWEST_WORDS = 3  # of a list with figures
_LONGEST_HEADING = 200
_GROUPS = 4  # elements around a panel that may be named as a group of them
_WRAPPERS = 3  # elements that wrap a panel, or what opens it, alone
_MOST_CONTROLLED = 10_000


def controlled(tree: Element) -> frozenset[str]:
    """The ids of what the buttons and links of a page open."""
    found: set[str] = set()
    for element in islice(tree.iter("button", "a", "div", "span", "li", *HEADINGS), 50_000):
        names = [element.get(name) for name in ("aria-controls", "data-target", "data-bs-target")]
        if element.get("data-toggle") or element.get("data-bs-toggle"):
            names.append(element.get("href"))
        for name in filter(None, names):
            found.update(part.removeprefix("#") for part in name[:500].split())
        if len(found) > _MOST_CONTROLLED:
            break
    return frozenset(found)


def panels_of(hidden: Iterable[Element], ids: frozenset[str]) -> list[Element]:
    """The hidden elements that are panels with a text, which a reader of the page may open.

    Args:
        hidden: elements of one tree.
        ids: of what is opened, as `controlled` has them.
    """
    found = [element for element in hidden if not is_apart(element)]
    told = with_prose(found)
    return [
        element
        for element in found
        if (
            element in told or _has_figures(element) or _answers(element)
            if _is_named(element, ids) or _is_grouped(element)
            else element in told and opener(element) is not None
        )
    ]


def reveal(panel: Element) -> None:
    """Shows a panel, and makes a heading of the button that opens it."""
    for name in ("hidden", "aria-hidden", "style", "class", "id"):
        panel.attrib.pop(name, None)
    head(panel)


def head(panel: Element) -> None:
    """Makes a heading of the button that opens a panel, unless it only says that there is more."""
    button = opener(panel)
    if button is None or button.tag in (*HEADINGS, "dt", "summary"):
        return
    words = flat(button)
    if len(words) <= _LONGEST_HEADING and not _MORE.fullmatch(words):
        button.tag = "h4"
        button.attrib.pop("hidden", None)


def headed(tree: Element, ids: frozenset[str]) -> list[Element]:
    """The panels of a page, hidden or not, that are marked as such, and hold prose."""
    named = [
        element
        for element in tree.iter("div", "section", "p", "ul", "ol", "article")
        if element.attrib and _is_named(element, ids) and not is_apart(element)
    ]
    told = with_prose(named)
    return [element for element in named if element in told]


def is_apart(element: Element) -> bool:
    """Whether an element is a menu, a dialog, a notice or a form, or stands in one."""
    for one in (element, *islice(element.iterancestors(), 1)):
        names = f"{one.get('class', '')[:300]} {one.get('id', '')[:100]}"
        if one.tag not in ("body", "html", "main", "article") and _APART.search(names):
            return True
    if next(element.iter("form", "nav"), None) is not None or element.tag in _APART_TAGS:
        return True
    around = (element, *element.iterancestors())
    return any(e.tag in _APART_TAGS or not _APART_KINDS.isdisjoint(kinds(e)) for e in around)


def opener(panel: Element) -> Element | None:
    """The heading or button right before a panel; None if something else stands there."""
    for _ in range(_WRAPPERS):
        before = panel.getprevious()
        if before is not None:
            return None if (before.tail or "").strip() else _only_opener(before)
        panel = panel.getparent()
        if panel is None or panel.tag in ("body", "html") or (panel.text or "").strip():
            return None
    return None


def _only_opener(element: Element) -> Element | None:
    """What of an element opens something, if it wraps nothing else."""
    for _ in range(_WRAPPERS + 1):
        if element.tag in _OPENERS or not _OPENING_KINDS.isdisjoint(kinds(element)):
            return element
        if len(element) != 1 or (element.text or "").strip() or (element[0].tail or "").strip():
            return None
        element = element[0]
    return None


def _is_named(element: Element, ids: frozenset[str]) -> bool:
    """Whether an element says of itself, or a button of it, that it is a panel."""
    if element.get("id") in ids or "tabpanel" in kinds(element):
        return True
    return bool(_PANEL.search(element.get("class", "")[:300]))


def _is_grouped(element: Element) -> bool:
    """Whether an element is right below a heading or button in a group of panels."""
    around: Iterable[Element] = islice(element.iterancestors(), _GROUPS)
    named = any(e.tag != "body" and _GROUP.search(e.get("class", "")[:300]) for e in around)
    return named and opener(element) is not None


def _answers(element: Element) -> bool:
    """Whether a panel is what a question opens, however short it is, and not mainly links."""
    button = opener(element)
    words = flat(element)
    linked = sum(len(flat(link)) for link in element.iter("a"))
    asked = button is not None and flat(button).endswith("?")
    return asked and bool(words) and 2 * linked <= len(words)


def _has_figures(element: Element) -> bool:
    """Whether a panel holds a list or table with figures, and not mainly links."""
    words = flat(element)
    linked = sum(len(flat(link)) for link in element.iter("a"))
    has_figures = any(map(str.isdigit, words)) and len(words.split()) >= _FEWEST_WORDS
    return has_figures and 2 * linked <= len(words)
