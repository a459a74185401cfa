"""A saved web page → the article in it, by trafilatura. Nothing is ever fetched.

What a page shows is written into its tree first (`markup`), so that the words of the article are
the same whichever way it is found; a page without an article is read whole, without its menus.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from index.documents.formats.articles import with_headings
from index.documents.formats.asides import asides_of, marked
from index.documents.formats.boxes import free_boxes
from index.documents.formats.contents import read_bytes
from index.documents.formats.decode import decode
from index.documents.formats.kept import keep_what_is_said
from index.documents.formats.lines import located
from index.documents.formats.main_text import article_lines
from index.documents.formats.markup import parse, prepare
from index.documents.formats.markup_inline import drop_anchors
from index.documents.formats.page_facts import read_facts
from index.documents.formats.surroundings import drop_surroundings
from index.documents.normalise import UnreadableError, make_document, one_line
from index.documents.sentences import cut_line
from index.types import Document, Skipped

MAX_PAGE_BYTES = 20_000_000
"""The largest page that is read; the limit that trafilatura sets for its own downloads."""

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.I)
_XML_CHARSET = re.compile(rb"""\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})""", re.I)
_ADDRESS_OR_TIME = re.compile(r"https?://\S+|\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:?\d\d)?")
_NEEDS_SCRIPTS = re.compile(
    r"(?:enable|turn on|requires?|needs?|without|activate)\b.{0,40}\bjava ?script|"
    r"java ?script\b.{0,40}\b(?:disabled|required|enabled|not enabled)",
    re.I,
)
_FEW = 250  # characters of an article that may be only a piece of one
_LONG = 60  # letters of a paragraph of text
_FIRST = 4  # long lines with which an article may begin, and the fewest that it has


def read_page(path: Path, source: str) -> Iterator[Document | Skipped]:
    """The article in an HTML file; headings and rows of tables are lines of their own.

    What the page hides, if it is prose, is named as skipped.

    Raises:
        UnreadableError: if the page is too large, or there is no text in it.
        OSError: if it cannot be read.
    """
    if path.stat().st_size > MAX_PAGE_BYTES:
        raise UnreadableError(
            f"The page is larger than {MAX_PAGE_BYTES // 1_000_000} MB; save the article as text."
        )
    left: list[str] = []
    document = page_document(decode_page(read_bytes(path)), source, path.stem, left=left)
    yield document
    yield from not_read(document, left)


def not_read(document: Document, left: Sequence[str]) -> Iterator[Skipped]:
    """What is said of the sentences of a page that are not in its document, if there are any.

    Args:
        document: of the page.
        left: sentences that were left out, of which some may be in the document all the same.
    """
    lines = document.text.split("\n")
    read = {line[a:b] for line in lines for a, b in cut_line(line, 0, len(line))}
    missing = [sentence for sentence in dict.fromkeys(left) if sentence not in read]
    if missing:
        first = one_line(missing[0])
        what = "1 sentence" if len(missing) == 1 else f"{len(missing):,} sentences"
        are = "was" if len(missing) == 1 else "were"
        yield Skipped(
            f"{document.source}#left out",
            f"{what} that the page hides or sets apart {are} not read; it begins: {first}",
        )


def decode_page(data: bytes, declared: str | None = None) -> str:
    """The text of a page, in the encoding that it names.

    Args:
        data: the whole page.
        declared: the encoding that is named outside of it, which goes before.

    Raises:
        UnreadableError: if the bytes are not text.
    """
    named = _XML_CHARSET.match(data[:400]) or _CHARSET.search(data[:4096])
    return decode(data, declared or (named[1].decode("ascii", "replace") if named else None))


def page_document(
    html: str,
    source: str,
    name: str,
    address: str | None = None,
    *,
    left: list[str] | None = None,
) -> Document:
    """The document in a page.

    Args:
        html: the page.
        source: as in `Document.source`.
        name: its title where it has none.
        address: where it was saved from, if that is known.
        left: takes up the sentences that are left out, if it is given.

    Raises:
        UnreadableError: if there is no text in the page.
    """
    tree = parse(html)
    if tree is None:
        raise UnreadableError("No article text was found in the page; it is empty.")
    for heading in tree.iter("h1"):
        drop_anchors(heading)
    facts = read_facts(tree, address)
    said = " ".join(tree.itertext("noscript", "body", "p", "div", "h1"))[:5_000]
    framed = next(tree.iter("frameset"), None) is not None
    apart = free_boxes(tree)
    drop_surroundings(tree)
    prepare(tree, left)
    if left is not None:
        left += apart
    asides = asides_of(tree)
    keep_what_is_said(tree)
    title = facts.title or name
    whole = with_headings(tree, article_lines(tree))
    found = [line for line in _without_copies(whole) if not _is_no_text(line, title)]
    text, places = located(marked(found, asides))
    if not any(map(str.isalnum, text)) or (_NEEDS_SCRIPTS.search(said) and len(text) < _FEW):
        raise UnreadableError(_why_nothing(said, framed=framed))
    return make_document(
        source,
        text,
        title,
        published=facts.published,
        url=facts.url,
        places=places,
        author=facts.author,
        publisher=facts.publisher,
    )


def _without_copies(lines: list[str]) -> list[str]:
    """The lines without what follows where the article begins once more, word for word."""
    long = [(n, line) for n, line in enumerate(lines) if len(line) >= _LONG]
    words = [line for _, line in long]
    for start, first in enumerate(words[:_FIRST]):
        if first in words[start + _FIRST :]:
            again = words.index(first, start + _FIRST)
            if words[start:again] == words[again : 2 * again - start]:
                return lines[: long[again][0]]
    return lines


def _is_no_text(line: str, title: str) -> bool:
    """Whether a line says the title again, which a document has by itself, or is for programs."""
    line = line.strip()
    return line == title or bool(_ADDRESS_OR_TIME.fullmatch(line))


def _why_nothing(said: str, *, framed: bool) -> str:
    if framed:
        return "No article text was found in the page, which is a set of frames; save the frame."
    if _NEEDS_SCRIPTS.search(said):
        return (
            "No article text was found in the page, which shows it only by running scripts; "
            "print it to a PDF in a browser."
        )
    return "No article text was found in the page; save the article as text."
