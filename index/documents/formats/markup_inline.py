"""Raised figures, marks of notes, quotation marks and breaks in the lines of a page → text."""

import re

from index.documents.formats.elements import DEEPEST, INLINE, Element, flat, kinds, write
from index.documents.formats.markup_pairs import are_short
from index.documents.formats.raised import lowered, raised

_NOTE_CLASS = re.compile(
    r"reference|footnote|noteref|(?:^|[\s_-])(?:fn|cite|note)(?:$|[\s_-])", re.I
)
_NOTE_MARK = re.compile(r"\[?\s?(?:\d{1,3}|[a-z*†‡§]{1,2})\s?\]?|[↑↩⏎↵⤴^¶#§][\ufe0e\ufe0f]?", re.I)
_PLACED = re.compile(r"vertical-align\s*:\s*(sup|sub)(?:er)?\b", re.I)
_ARROWS = "↑↩⏎↵⤴"
_SENTENCE_END = re.compile(r"[.!?…:;]['\"’”)\]]*\s*$")


def write_inline(tree: Element) -> None:
    """Raised and lowered figures, marks of notes, and quotation marks, as text."""
    styled: set[Element] = set()
    for element in tree.iter("span", "font"):
        if placed := _PLACED.search(element.get("style", "")[:500]):
            element.tag = placed[1].lower()
            styled.add(element)
    for element in list(tree.iter("sup", "sub")):
        before, text = _before(element), " ".join("".join(element.itertext()).split())
        if element.tag == "sup":
            noted = _is_noted(element)
            kept = element in styled and not noted
            text = raised(before, text, after=_after(element), linked=noted, kept=kept)
        else:
            text = lowered(before, text)
        write(element, text)
    for link in list(tree.iter("a")):
        if _is_note_link(link):
            write(link, "")
    for quote in list(tree.iter("q")):
        if len(quote):
            quote[-1].tail = (quote[-1].tail or "") + "”"
        else:
            quote.text = (quote.text or "") + "”"
        quote.text = "“" + (quote.text or "")
        quote.tag = "span"


def _is_note_link(link: Element) -> bool:
    """Whether a link is the mark of a note, or leads back from one."""
    path, _, place = (link.get("href") or "").partition("#")
    text = "".join(link.itertext()).strip()
    if not place or len(text) > 6 or not _NOTE_MARK.fullmatch(text):
        return False
    if not text[0].isalnum():
        return not path or text[0] in _ARROWS
    mark = f"{link.get('class', '')} {' '.join(kinds(link))}"
    return bool(_NOTE_CLASS.search(mark if path else f"{mark} {place}"))


def _is_noted(element: Element) -> bool:
    """Whether a raised element is the mark of a note, by its markup."""
    parent = element.getparent()
    inner = next(element.iter("a"), None)
    if inner is not None or (parent is not None and parent.tag == "a"):
        return True
    return bool(_NOTE_CLASS.search(f"{element.get('class', '')} {element.get('id', '')}"))


def _before(element: Element) -> str:
    """The piece of text right before an element, in the same block; empty if there is none."""
    for _ in range(DEEPEST):
        sibling = element.getprevious()
        if sibling is not None:
            return sibling.tail or _last_text(sibling)
        element = element.getparent()
        if element is None or element.text:
            return "" if element is None else str(element.text)
        if element.tag not in INLINE:
            break
    return ""


def _after(element: Element) -> str:
    """The piece of text right after an element."""
    if element.tail:
        return str(element.tail)
    sibling = element.getnext()
    return _first_text(sibling) if sibling is not None else ""


def _last_text(element: Element) -> str:
    while len(element):
        if element[-1].tail:
            return str(element[-1].tail)
        element = element[-1]
    return element.text or ""


def _first_text(element: Element) -> str:
    while not element.text and len(element):
        element = element[0]
    return element.text or ""


def part_lines(tree: Element) -> None:
    """Breaks inside a sentence go; a break comes between two texts that are glued together."""
    for br in list(tree.iter("br")):
        before, after = _before(br), _after(br).lstrip()
        if before.strip() and after[:1].islower() and not _SENTENCE_END.search(before[-20:]):
            write(br, " ")
    for caption in list(tree.iter("figcaption")):
        for child in list(caption.iterchildren(*INLINE)):
            words = f"{_before(child)[-1:]}{_first_text(child)[:1]}"
            if len(words) > 1 and words[0].isalnum() and words[1].isupper():
                child.addprevious(child.makeelement("br"))  # a credit, glued on
    for element in list(tree.iter("span", "strong", "b", "a", "em", "i", "label", "small")):
        following = element.getnext()
        if not element.tail and following is not None and following.tag in INLINE:
            _part(element, following)


def _part(element: Element, following: Element) -> None:
    """Puts a break or a space between two elements of a line that are glued together."""
    last, first = _last_text(element)[-80:], _first_text(following)[:80]
    if (
        (last[-1:].isalnum() or last[-1:] in tuple(".!?)”"))
        and (first[:1].isupper() or first[:1].isdigit())
        and len(last.split()) > 1
        and len(first.split()) > 1
    ):
        if element.tag in ("strong", "b") and _is_key(element, following):
            element.tail = ": "
        else:
            element.addnext(element.makeelement("br"))
    elif _is_pair(element) and last[-1:].islower() and not first[:1].islower():
        element.tail = " "
    elif last[-1:].isdigit() and first[:1] in tuple("€$£¥"):
        element.tail = " "  # the old price beside the new one


def _is_key(element: Element, following: Element) -> bool:
    """Whether an element is a key, and the next one its value, and both all that a block holds."""
    return _is_pair(element) and are_short(flat(element), flat(following))


def _is_pair(element: Element) -> bool:
    """Whether an element and the next one are all that a block holds, as a key and its value."""
    block = element.getparent()
    return (
        block is not None
        and block.tag in ("div", "li", "p", "dd", "td")
        and len(block) == 2
        and element.getprevious() is None
        and not ((block.text or "").strip() or (element.getnext().tail or "").strip())
        and len(_last_text(element).strip()) > 1
    )


def drop_anchors(heading: Element) -> None:
    """Empties what only links to a heading or the like, or edits it."""
    for child in list(heading.iter("a", "span")):
        shown = "".join(child.itertext()).strip()
        if shown in ("#", "¶", "§", "🔗") or "editsection" in (child.get("class") or ""):
            write(child, "")
