"""Which lines of a page stand beside its text: captions, and headlines of other pages.

They stay, since a reader of the page sees them; but who wrote the text does not state them there.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from index.documents.formats.elements import HEADINGS, Element, flat
from index.documents.formats.lines import Aside, Heading, Row
from index.documents.formats.markup_lines import lines, words
from index.documents.formats.surroundings import is_link
from index.text.furniture import is_furniture

_CAPTION = re.compile(
    r"(?:^|[\s_-])(?:(?:wp-|image-?|img-?|photo-?|picture-?|media-?|figure-?)?caption(?:-text)?"
    r"|(?:image|photo|picture)-?credits?|figcaption)(?:$|\s)",
    re.I,
)
_ELSEWHERE = re.compile(
    r"(?:related|recommended|trending|most (?:read|popular)|popular|more|latest|top)"
    r"(?: (?:stories|articles|posts|news|reading|headlines|links|content|on this(?: story)?"
    r"|from .{1,40}|like this))?:?"
    r"|(?:you (?:may|might) also like|(?:read|see|also) (?:also|more|read|next|this)):?",
    re.I,
)
_ENDS = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,4}\.?\s+")
_LONGEST_HEADLINE = 160
_LONGEST_LABEL = 60
_LONGEST_CAPTION = 500
_SIBLINGS = 30
_LEAST = 100  # characters of text without which a page is nothing but such lines


def asides_of(tree: Element) -> frozenset[str]:
    """The words of the lines in a prepared tree that stand beside the text of the page.

    None are where there is hardly more: then they are what the page says.
    """
    beside = [*captions_of(tree), *_lone_links(tree), *_headlines(tree), *_contents(tree)]
    found = {line for element in beside for line in lines(element) if line}
    inside = {inner for element in beside for inner in element.iter()}
    others = {words(e) for e in tree.iter("p", "td", "li") if e not in inside}
    if sum(map(len, others)) < max(_LEAST, sum(map(len, found))):
        return frozenset()
    return frozenset(found - others)


def marked(found: Sequence[str], asides: frozenset[str]) -> list[str]:
    """Lines, of which those that stand beside the text know it."""
    return [
        Aside(line) if _is_among(line, asides) and not isinstance(line, Row | Heading) else line
        for line in found
    ]


def _is_among(line: str, asides: frozenset[str]) -> bool:
    return line.strip().removeprefix("- ") in asides


def captions_of(tree: Element) -> Iterator[Element]:
    """The captions of pictures, by their tag or their name."""
    yield from tree.iter("figcaption")
    for element in tree.iter("p", "div", "span"):
        if not _CAPTION.search(element.get("class", "")[:300]):
            continue
        others = next(element.iter(*HEADINGS, "table", "figcaption"), None)
        if others is None and len(flat(element)) <= _LONGEST_CAPTION:
            yield element


def _lone_links(tree: Element) -> Iterator[Element]:
    """Paragraphs that are nothing but a link to another page, and no sentence."""
    for paragraph in tree.iter("p"):
        if not _ENDS.search(flat(paragraph)) and is_link(paragraph):
            yield paragraph


def _headlines(tree: Element) -> Iterator[Element]:
    """What stands below a heading that announces other pages, until a sentence or a heading."""
    for heading in tree.iter(*HEADINGS[1:], "p", "div", "strong"):
        label = words(heading) if len(flat(heading)) <= _LONGEST_LABEL else ""
        if not label or not _ELSEWHERE.fullmatch(label):
            continue
        for element in islice(heading.itersiblings(), _SIBLINGS):
            said = [line for line in lines(element) if line]
            if element.tag in HEADINGS or any(map(_is_text, said)):
                break
            yield element


def _contents(tree: Element) -> Iterator[Element]:
    """Lists of the headings of the page, numbered or linked."""
    headings = set(filter(None, map(words, tree.iter(*HEADINGS))))
    for listing in tree.iter("ul", "ol"):
        items = list(filter(None, lines(listing))) if len(headings) > 1 else []
        names = [_NUMBER.sub("", item) for item in items]
        is_marked = names != items or any(
            (link.get("href") or "").startswith("#") for link in listing.iter("a")
        )
        if len(items) > 1 and is_marked and headings.issuperset(names):
            yield listing


def _is_text(line: str) -> bool:
    """Whether a line is more than a headline."""
    if is_furniture(line):
        return False
    return bool(_ENDS.search(line)) or len(line) > _LONGEST_HEADLINE
