"""A mail that is a page → the lines that its sender wrote, and those of the mails it quotes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.documents.formats.earlier import MAX_EARLIER
from index.documents.formats.markup import parse, prepare
from index.documents.formats.markup_lines import lines
from index.documents.formats.office import Element, local

_QUOTES = ("gmail_quote", "yahoo_quoted", "moz-cite-prefix", "outlookmessageheader")
_SIGNATURES = ("gmail_signature", "moz-signature")
_ENDS = ("appendonsend", "divrplyfwdmsg", "stopspelling")
"""Ids of elements after which a mail program puts the mail that is answered."""
_OPENS, _CLOSES, _DEEPER, _BACK = "\ue0f0", "\ue0f1", "\ue0f2", "\ue0f3"
"""Lines that are put around what is quoted, and what is quoted in that, while lines are made."""
_STEPS = {_OPENS: (1, 0), _CLOSES: (-1, 0), _DEEPER: (0, 1), _BACK: (0, -1)}


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says.

    Attributes:
        own: the lines that its sender wrote.
        quoted: those of earlier mails below, with a mark (`>`) for each quote they stand in.
        left_out: how many lines of earlier mails are in neither.
    """

    own: list[str]
    quoted: Sequence[str] = ()
    left_out: int = 0


def page_of(html: str, *, forwarded: bool) -> Page:
    """The lines of a page; of a mail that is forwarded all are its own."""
    root = parse(html)
    if root is None:
        return Page([])
    prepare(root)
    quotes = [] if forwarded else list(_quotes(root))
    signatures = [element for element in root.iter() if _classes(element, _SIGNATURES)]
    own = lines(root, "- ", [*quotes, *signatures])
    if not quotes:
        return Page(own)
    if not any(own):
        return Page(lines(root, "- "))
    left_out = sum(bool(line) for quote in quotes for line in lines(quote))
    quoted = _quoted_below(root, quotes, signatures)
    return Page(own, left_out=left_out) if quoted is None else Page(own, quoted)


def _quoted_below(
    root: Element, quotes: Sequence[Element], signatures: Sequence[Element]
) -> list[str] | None:
    """The lines of quotes with their marks; None if the sender writes below or between them."""
    for quote in quotes:
        for cited in list(filter(_is_cited, quote.iter())):
            _put_around(cited, _DEEPER, _BACK)
        _put_around(quote, _OPENS, _CLOSES)
    quoted: list[str] = []
    inside = depth = 0
    for line in lines(root, "- ", signatures):
        if step := _STEPS.get(line):
            inside, depth = inside + step[0], depth + step[1]
        elif inside > 0:
            quoted.append(f"{'>' * min(depth, MAX_EARLIER + 1)} {line}" if depth > 0 else line)
        elif line and quoted:
            return None
    return quoted


def _put_around(element: Element, before: str, after: str) -> None:
    for text, put in ((before, element.addprevious), (after, element.addnext)):
        mark = element.makeelement("p")
        mark.text = text
        put(mark)


def _is_cited(element: Element) -> bool:
    """Whether an element holds an earlier mail, without the words that say who wrote it."""
    if local(element).lower() != "blockquote":
        return False
    return element.get("type") == "cite" or _classes(element, _QUOTES)


def _quotes(root: Element) -> Iterator[Element]:
    """The outermost elements of a page that hold earlier mails."""
    inside: set[Element] = set()
    for element in root.iter():
        parent = element.getparent()
        if element in inside or (parent is not None and parent in inside):
            inside.add(element)
            continue
        if _is_cited(element) or _classes(element, _QUOTES):
            inside.add(element)
            yield element
        elif local(element) and (element.get("id") or "").lower() in _ENDS:
            for quote in (element, *element.itersiblings()):
                if quote not in inside and local(quote):
                    inside.add(quote)
                    yield quote


def _classes(element: Element, names: Sequence[str]) -> bool:
    if not local(element):
        return False
    return any(name in names for name in (element.get("class") or "").lower().split())
