"""The tree of a page → the lines of its article, by trafilatura, or of all that the page says.

The article is read from the markup where that says which it is, or where trafilatura leaves out a
part of it; a page without an article is read whole, without its menus.
"""

import re
from collections import deque
from collections.abc import Mapping
from copy import deepcopy
from itertools import islice

from index.documents.formats.articles import articles, titled_article
from index.documents.formats.elements import HEADINGS, ROW, Element, empty, flat
from index.documents.formats.lines import Heading, Row
from index.documents.formats.markup_lines import lines, words
from index.documents.formats.quiet import quiet

_MENU_ROLES = frozenset(("navigation", "banner", "contentinfo", "search", "menu", "menubar"))
_MENU_NAMES = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|breadcrumbs?|share|sharing|social|footer|sidebar"
    r"|newsletter|related|pagination|skip-?links?|toc|table-of-contents)(?:$|[\s_-])",
    re.I,
)
_MOST_ROWS = 5_000
_PARAGRAPHS = ("p", "div", "td", "section", "blockquote", *HEADINGS)
_MOST_PARAGRAPHS = 5_000
"""Of more, no second way to find the article is tried, which takes time quadratic in them."""
_FEW = 250  # characters of an article that may be only a piece of one
_LONG = 60  # letters of a paragraph of text
_MOST_LETTERS = 300_000
_PLAIN = 20_000  # letters of a page that may be read whole
_MOST_OF_PLAIN = 0.9  # of it, which is found where nothing is lost
_FEW_NAMES = 3  # elements of it that have a class or an id
_MOST_PIECES = 2_000  # elements that it has
_CUT = 0.3  # of what was found: as much is missing where an article is cut
_MOST_OF = 0.6  # of a short article, which may hold the menus
_LINK_SHARE = 0.9
_SHORT_LINK = 30


def article_lines(tree: Element) -> list[str]:
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
