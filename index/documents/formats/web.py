"""A saved web page → the article in it, by trafilatura. Nothing is ever fetched.

What a page shows is written into its tree first (`markup`), so that the words of the article are
the same whichever way it is found; a page without an article is read whole, without its menus.
"""

import re
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from itertools import islice, takewhile
from pathlib import Path

from index.documents.formats.articles import articles, titled_article, with_headings
from index.documents.formats.asides import asides_of, marked
from index.documents.formats.boxes import free_boxes
from index.documents.formats.contents import read_bytes
from index.documents.formats.decode import decode
from index.documents.formats.elements import HEADINGS, INLINE, ROW, Element, empty, flat
from index.documents.formats.lines import Heading, Row, located
from index.documents.formats.markup import parse, prepare
from index.documents.formats.markup_inline import drop_anchors
from index.documents.formats.markup_lines import lines, words
from index.documents.formats.page_facts import read_facts
from index.documents.formats.quiet import quiet
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
_MENU_ROLES = frozenset(("navigation", "banner", "contentinfo", "search", "menu", "menubar"))
_MENU_NAMES = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|breadcrumbs?|share|sharing|social|footer|sidebar"
    r"|newsletter|related|pagination|skip-?links?|toc|table-of-contents)(?:$|[\s_-])",
    re.I,
)
_LEAD_NAMES = re.compile(
    r"(?:^|[\s_-])(?:summary|lead|lede|intro|standfirst|dek|subhead)(?:$|[\s_-])", re.I
)
_SAYING = ("p", "li", "td", "th", "dd", "dt", "blockquote", "figcaption", *HEADINGS)
_LONGEST_TIME = 40
_LONGEST_BYLINE = 60
_FIGURES = 3
_MOST_ROWS = 5_000
_PARAGRAPHS = ("p", "div", "td", "section", "blockquote", *HEADINGS)
_MOST_PARAGRAPHS = 5_000
"""Of more, no second way to find the article is tried, which takes time quadratic in them."""
_SIBLINGS = 100  # elements of which one is to be like a post
_FEW = 250  # characters of an article that may be only a piece of one
_LONG = 60  # letters of a paragraph of text
_MOST_LETTERS = 300_000
_FIRST = 4  # long lines with which an article may begin, and the fewest that it has
_PLAIN = 20_000  # letters of a page that may be read whole
_MOST_OF_PLAIN = 0.9  # of it, which is found where nothing is lost
_FEW_NAMES = 3  # elements of it that have a class or an id
_MOST_PIECES = 2_000  # elements that it has
_CUT = 0.3  # of what was found: as much is missing where an article is cut
_MOST_OF = 0.6  # of a short article, which may hold the menus
_WRAPPERS = 4  # elements around a post that is quoted
_LINK_SHARE = 0.9
_SHORT_LINK = 30


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
    _keep_what_is_said(tree)
    title = facts.title or name
    whole = with_headings(tree, _article_lines(tree))
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


def _keep_what_is_said(tree: Element) -> None:
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
    breaks = islice(block.iterchildren("br"), _FIRST)
    following = islice(block.iterchildren("p"), _SIBLINGS)
    return len(list(breaks)) == _FIRST or any(len(flat(p)) >= _LONG for p in following)


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


def _article_lines(tree: Element) -> list[str]:
    """The lines of the article, or of all that the page says if there is none."""
    if len(list(islice(tree.iter("tr", "li", "br"), _MOST_ROWS + 1))) > _MOST_ROWS:
        return lines(_without_menus(_main(tree)), "- ")  # trafilatura takes time quadratic in them
    article = _extracted(tree)
    length = _weight(article)
    several = articles(tree)
    titled = titled_article(tree)
    if titled is not None:
        return lines(_without_menus(titled), "- ")
    if len(several) > 1:
        found = [line for one in several for line in ["", *lines(_without_menus(one), "- ")]][1:]
        if _says_all_of(found, article):
            return found
    main = _main(tree)
    plain = _is_plain(main)
    if length < _FEW or plain or _is_cut(tree, article):
        whole = lines(_without_menus(main), "- ")
        if plain and length >= max(_FEW, _MOST_OF_PLAIN * _weight(whole)):
            return article
        # of a short page trafilatura gives all there is, with its menus and its lines in pieces
        enough = _MOST_OF * length if main.tag not in ("body", "html") else length
        if _weight(whole) >= enough:
            return whole
    return article


def _is_plain(main: Element) -> bool:
    """Whether a page is small, and its elements have no names: all of it is its text.

    Of such a page trafilatura leaves out headings and short items of lists.
    """
    elements = list(islice(main.iter(), _MOST_PIECES))
    named = sum(bool(e.get("class") or e.get("id")) for e in elements if isinstance(e.tag, str))
    letters = sum(len(e.text or "") + len(e.tail or "") for e in elements)
    return len(elements) < _MOST_PIECES and named <= _FEW_NAMES and letters <= _PLAIN


def _is_cut(tree: Element, article: list[str]) -> bool:
    """Whether the article stands in several blocks of one name, of which only some were found.

    So it is where something else, such as an advertisement, stands between its parts.
    """
    main = _main(tree)
    if main.tag not in ("main", "article"):
        return False
    found = _letters("".join(article))
    if len(found) > _MOST_LETTERS:
        return False  # to look for each paragraph takes time quadratic in them
    names: set[str] = set()
    missing: list[tuple[str, int]] = []
    length = 0
    for paragraph in islice(main.iter("p"), _MOST_PARAGRAPHS):
        words = _letters("".join(paragraph.itertext()))
        name = paragraph.getparent().get("class")
        if len(words) < _LONG or not name:
            continue
        if words[:_LONG] in found:
            names.add(name)
            length += len(words)
        else:
            missing.append((name, len(words)))
    return sum(size for name, size in missing if name in names) > _CUT * length > 0


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _weight(lines: list[str]) -> int:
    """How much lines say: their characters without the spaces, which gluing them adds."""
    return sum(len("".join(line.split())) for line in lines)


def _says_all_of(lines: list[str], others: list[str]) -> bool:
    """Whether nearly all long lines are among some others."""
    long = [other for other in others if len(other) > _SHORT_LINK]
    words = {" ".join(line.split()) for line in lines}
    return sum(" ".join(other.split()) in words for other in long) >= 0.9 * len(long)


def _extracted(tree: Element) -> list[str]:
    """The lines of the article that trafilatura finds; empty if it finds none."""
    numbers = _numbers_of_rows(tree)
    with quiet():
        from trafilatura import bare_extraction
        from trafilatura.settings import Document as ExtractedPage

        many = len(list(islice(tree.iter(*_PARAGRAPHS), _MOST_PARAGRAPHS + 1))) > _MOST_PARAGRAPHS
        found = bare_extraction(tree, include_comments=False, with_metadata=False, fast=many)
    if not isinstance(found, ExtractedPage):
        return []
    headings = set(filter(None, map(words, tree.iter(*HEADINGS))))
    plain = (_plain_row(line, numbers) for line in (found.text or "").split("\n"))
    return [Heading(line) if line.strip() in headings else line for line in plain]


def _numbers_of_rows(tree: Element) -> dict[str, deque[int]]:
    """The numbers of the rows in a prepared tree, by their words, in the order of the page."""
    numbers: dict[str, deque[int]] = {}
    for row in tree.iter("tr"):
        if number := row.get(ROW):
            numbers.setdefault(flat(row), deque()).append(int(number))
    return numbers


def _plain_row(line: str, numbers: Mapping[str, deque[int]]) -> str:
    """A line; that of a table without the bars around its only cell, and with its number."""
    stripped = line.strip()
    if not (stripped.startswith("|") and stripped.endswith("|")):
        return line
    words = " ".join(stripped.strip("| ").replace("\\|", "|").split())
    of_row = numbers.get(words)
    return Row(words, of_row.popleft()) if of_row else words


def _main(tree: Element) -> Element:
    """What a page is mainly about, by its markup."""
    for element in tree.iter("main", "article"):
        if len("".join(element.itertext()).split()) > 5:
            return element
    marked = tree.find(".//*[@role='main']")
    if marked is not None:
        return marked
    body = tree.find("body")
    return tree if body is None else body


def _without_menus(element: Element) -> Element:
    """A copy of an element without menus, headers and footers of the page, and lists of links."""
    element = deepcopy(element)
    for inner in list(element.iterdescendants()):
        if not isinstance(inner.tag, str) or inner.getparent() is None:
            continue
        names = f"{inner.get('class', '')[:300]} {inner.get('id', '')[:100]}"
        if (
            inner.tag in ("nav", "menu", "aside", "footer", "button", "dialog", "label")
            or (inner.tag == "header" and next(inner.iter("h1", "h2", "p"), None) is None)
            or inner.get("role") in _MENU_ROLES
            or (_MENU_NAMES.search(names) and next(inner.iter("h1"), None) is None)
            or (inner.tag in ("ul", "ol") and _is_link_list(inner))
        ):
            empty(inner)
    return element


def _is_link_list(element: Element) -> bool:
    """Whether a list holds short links and nothing else, as a menu does."""
    links = [len(" ".join("".join(a.itertext()).split())) for a in element.iter("a")]
    total = len(" ".join("".join(element.itertext()).split()))
    if len(links) < 2 or not total:
        return False
    return sum(links) > _LINK_SHARE * total and sum(links) / len(links) < _SHORT_LINK
