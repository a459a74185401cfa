"""Boxes in the article of a page, such as one with facts or a note, which belong to what it says.

What finds an article drops them by a part of their names, as `footer-note` or `social-work`. Those
that say by their whole name that readers, editors or sellers speak in them stay out, and are named.
"""

import re
from collections.abc import Iterator

from index.documents.formats.elements import Element
from index.documents.formats.markup_unseen import hidden_elements
from index.documents.formats.panels import prose
from index.documents.formats.surroundings import short_text

_SOLD = re.compile(
    r"(?:^|[\s_-])(?:newsletters?|subscri\w{1,8}|sign-?up|paywall|share|sharing"
    r"|social(?:-?(?:links?|media|share|icons?|bar|buttons?))?|follow|authors?|bio|byline"
    r"|promo\w{0,8}|ads?|advert\w{0,8}|sponsor\w{0,4}|banner|cookies?|breadcrumbs?|pagination"
    r"|video|player|rating|donat\w{1,5}|copyright|disclaimer|embed\w{0,4}|twitter|instagram"
    r"|facebook)(?:$|[\s_])",
    re.I,
)
"""Names of what asks readers to buy, share or follow, or tells who writes."""
_OTHERS = re.compile(
    r"(?:^|[\s_-])(?:comments?(?:-?(?:box|list|area|section|body|text|content))?|discussion"
    r"|disqus\w{0,10}|repl(?:y|ies)|related(?:-?(?:articles?|posts?|stories|links?|news|content"
    r"|topics))?|recommend\w{0,8}|read-?more|more-?(?:on|from)|most-?(?:read|popular)|trending"
    r"|popular|tags?|meta|caption|credits?|gallery)(?:$|[\s_])",
    re.I,
)
"""Names of what others say, or other pages."""
_LONGEST = 600  # characters of a box


def free_boxes(tree: Element) -> list[str]:
    """Takes their names off the boxes of an article, so that they are read with it.

    Returns:
        The sentences of those that stay out.
    """
    left: list[str] = []
    hidden = hidden_elements(tree)
    for box in list(_boxes(tree)):
        if box in hidden or not hidden.isdisjoint(box.iterancestors()):
            continue
        names = f"{box.get('class', '')[:300]} {box.get('id', '')[:100]}"
        if _OTHERS.search(names):
            left += prose(box)
        elif not _SOLD.search(names) and not _asks(box) and prose(box):
            box.attrib.pop("class", None)
            box.attrib.pop("id", None)
            box.tag = "div" if box.tag == "aside" else box.tag
    return left


def _asks(box: Element) -> bool:
    """Whether a box is a form or a menu."""
    return next(box.iter("form", "nav"), None) is not None


def _boxes(tree: Element) -> Iterator[Element]:
    """The small blocks with a name, or set apart, in the article of a page."""
    for article in tree.iter("article"):
        for box in article.iter("aside", "div", "section"):
            named = box.tag == "aside" or box.get("class") or box.get("id")
            if named and short_text(box, _LONGEST):
                yield box
