"""What of a page is dropped as decoration though it holds text, under names under which it stays.

Times, captions, posts that are quoted, and the lead of an article without a paragraph of its own.
"""

import re
from itertools import islice, takewhile

from index.documents.formats.elements import HEADINGS, INLINE, Element, empty, flat

_LEAD_NAMES = re.compile(
    r"(?:^|[\s_-])(?:summary|lead|lede|intro|standfirst|dek|subhead)(?:$|[\s_-])", re.I
)
_SAYING = ("p", "li", "td", "th", "dd", "dt", "blockquote", "figcaption", *HEADINGS)
_LONGEST_TIME = 40
_LONGEST_BYLINE = 60
_FIGURES = 3
_SIBLINGS = 100  # elements of which one is to be like a post
_WRAPPERS = 4  # elements around a post that is quoted
_BREAKS = 4  # with which a lead without paragraphs is written
_LONG = 60  # letters of a paragraph of text


def keep_what_is_said(tree: Element) -> None:
    """Gives the elements that are dropped as decoration, though they hold text, another name."""
    for time in list(tree.iter("time")):
        if next(time.iterancestors(*_SAYING), None) is not None:
            time.tag = "span"
        elif _put_into_post(time):
            empty(time)
        elif time.getparent() is not None:
            label = time.getparent()
            text = " ".join("".join(label.itertext()).split())
            if len(text) <= _LONGEST_BYLINE and label.tag in ("span", "small", "div"):
                empty(label)
    for caption in list(tree.iter("figcaption")):
        figure = next(caption.iterancestors("figure"), None)
        if figure is not None and not _is_in_gallery(figure):
            figure.tag, caption.tag = "div", "p"
    for quote in tree.iter("blockquote"):
        _free_quote(quote)
    for block in list(tree.iter("div", "section")):
        _wrap_lead(block)


def _free_quote(quote: Element) -> None:
    """Takes off a quote, and what wraps it alone, the name of the network that it is a post of."""
    quote.attrib.pop("class", None)
    for footer in list(quote.iterchildren("footer")):
        footer.tag = "p"
    for around in islice(quote.iterancestors("div"), _WRAPPERS):
        if len(flat(around)) > len(flat(quote)):
            break
        around.attrib.pop("class", None)


def _wrap_lead(block: Element) -> None:
    """Makes a paragraph of the words that a block begins with, before its first paragraph.

    So it does of a block that is named as the lead of an article.
    """
    if not (block.text or "").strip():
        return
    inside = list(takewhile(lambda e: e.tag in INLINE and e.tag != "br", block))
    words = [block.text or "", *(f"{flat(e)} {e.tail or ''}" for e in inside)]
    if len("".join(words).strip()) < _LONG or not _is_lead(block):
        return
    lead = block.makeelement("p")
    lead.text, block.text = block.text, None
    lead.extend(inside)  # with the words that follow each
    block.insert(0, lead)


def _is_lead(block: Element) -> bool:
    """Whether the words that a block begins with are a paragraph: by its name, or what follows."""
    if _LEAD_NAMES.search(block.get("class", "")[:300]):
        return True
    breaks = islice(block.iterchildren("br"), _BREAKS)
    following = islice(block.iterchildren("p"), _SIBLINGS)
    return len(list(breaks)) == _BREAKS or any(len(flat(p)) >= _LONG for p in following)


def _is_in_gallery(figure: Element) -> bool:
    """Whether a figure is one of many beside each other."""
    around = list(islice(figure.iterancestors(), 2))
    return any(
        len(list(islice(e.iterchildren("figure", "li"), _FIGURES + 1))) > _FIGURES for e in around
    )


def _put_into_post(time: Element) -> bool:
    """Writes the time of one of several posts on a page in front of its first paragraph.

    Returns:
        Whether it is the time of a post.
    """
    shown = " ".join("".join(time.itertext()).split())
    if not any(map(str.isdigit, shown)) or len(shown) > _LONGEST_TIME:
        return False
    post = time
    while (parent := post.getparent()) is not None and parent.tag != "html":
        if len(list(islice(post.iter("time"), 2))) > 1:
            break
        first = next((p for p in post.iter("p") if "".join(p.itertext()).strip()), None)
        if first is not None and first.get("data-time") is None:
            others = (e for e in islice(parent, _SIBLINGS) if e is not post and e.tag == post.tag)
            if any(e.find(".//p") is not None and e.find(".//time") is not None for e in others):
                first.set("data-time", shown)
                first.text = f"{shown}: {(first.text or '').lstrip()}"
                return True
        post = parent
    return False
