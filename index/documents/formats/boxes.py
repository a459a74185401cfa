"""Boxes in the article of a page, such as one with facts or a note, which belong to what it says.

What finds an article drops them by a part of their names, as `footer-note` or `social-work`. Those
that say by their whole name that readers, editors or sellers speak in them stay out, and are named.
"""

import re
from collections.abc import Iterator

from index.documents.formats.asides import captions_of
from index.documents.formats.elements import Element, flat
from index.documents.formats.markup_unseen import hidden_elements
from index.documents.formats.prose import prose
from index.documents.formats.surroundings import short_text
from index.text.statements import STATES

_SOLD = re.compile(
    r"(?:^|[\s_-])(?:newsletters?|subscri\w{1,8}(?:-(?:widget|form|box|prompt)[\w-]{0,20})?|sign-?up|paywall|share|sharing"
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
_SET_APART = re.compile(
    r"(?:^|[\s_-])(?:(?:fact|info|text|side|call-?out|explainer)[_-]?box|box|sidebar|call-?out"
    r"|explainer|facts|fact-?file|factsheet|background|foot(?:er)?-?notes?|info-?panel"
    r"|related(?:-?(?:articles?|posts?|stories|content))?)(?:$|[\s_])",
    re.I,
)
"""Names of long boxes; other long blocks are what wraps the article, or stand beside it."""
_OF_FACTS = re.compile(
    r"(?:^|[\s_-])(?:info-?box|fact[_-]?(?:box|file|sheet)|key-?facts|quick-?facts)(?:$|[\s_-])",
    re.I,
)
"""Names of boxes of keys and values, which stay wherever they stand in a page."""
_LONGEST = 600  # characters of a box
_LONGEST_SET_APART = 4_000  # of one that says so
_LEAST_BESIDE = 300  # characters of an article beside such a box, or the box is the article


def free_boxes(tree: Element) -> list[str]:
    """Takes their names off the boxes of an article, so that they are read with it.

    Returns:
        The sentences of those that stay out, of its footers, and of the captions of its pictures.
    """
    left = [*_said_in_footers(tree)]
    left += [words for caption in captions_of(tree) for words in _told(caption)]
    hidden = hidden_elements(tree)
    for box in list(_boxes(tree)):
        if box in hidden or not hidden.isdisjoint(box.iterancestors()):
            continue
        names = _names(box)
        if _OTHERS.search(names) or _is_beside(box):
            left += prose(box)
        elif not _SOLD.search(names) and not _asks(box) and (prose(box) or _OF_FACTS.search(names)):
            box.attrib.pop("class", None)
            box.attrib.pop("id", None)
            box.tag = "div" if box.tag == "aside" else box.tag
    return left


def _said_in_footers(tree: Element) -> Iterator[str]:
    """The sentences of the short footers of articles, which stay out."""
    for footer in tree.iter("footer"):
        inside = next(footer.iterancestors("article", "main"), None) is not None
        names = _names(footer)
        apart = _SOLD.search(names) or _OTHERS.search(names) or _asks(footer)
        quoted = next(footer.iterancestors("blockquote", "aside", "nav", "li"), None) is not None
        if inside and not apart and not quoted and short_text(footer, _LONGEST):
            yield from prose(footer)


def _is_beside(box: Element) -> bool:
    """Whether a long block stands beside an article and does not say by its name what it is."""
    is_named = box.tag != "aside" or _SET_APART.search(_names(box))
    return not is_named and not short_text(box, _LONGEST)


def _told(caption: Element) -> list[str]:
    """The sentences of a caption in an article, if there is one with a verb or a full stop."""
    if next(caption.iterancestors("article", "main"), None) is None:
        return []
    words = flat(caption)
    return prose(caption) or ([words] if STATES.match(words[:_LONGEST]) else [])


def _asks(box: Element) -> bool:
    """Whether a box is a form or a menu."""
    return next(box.iter("form", "nav"), None) is not None


def _boxes(tree: Element) -> Iterator[Element]:
    """The small blocks with a name, and the longer ones set apart, in the article of a page.

    Boxes of facts are wherever they stand.
    """
    for aside in tree.iter("aside"):
        if _OF_FACTS.search(_names(aside)) and short_text(aside, _LONGEST_SET_APART):
            yield aside
    for article in tree.iter("article"):
        most = -1
        for box in article.iter("aside", "div", "section"):
            named = box.tag == "aside" or box.get("class") or box.get("id")
            if named and short_text(box, _LONGEST):
                yield box
            elif named and (box.tag == "aside" or _SET_APART.search(_names(box))):
                most = len(flat(article)) - _LEAST_BESIDE if most < 0 else most
                if 0 < len(short_text(box, _LONGEST_SET_APART)) <= most:
                    yield box


def _names(element: Element) -> str:
    return f"{element.get('class', '')[:300]} {element.get('id', '')[:100]}"
