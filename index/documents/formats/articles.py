"""The articles of a page on which there are several: which are read, and how they are headed."""

from itertools import islice

from index.documents.formats.elements import HEADINGS, Element
from index.documents.formats.lines import Heading
from index.documents.formats.markup_lines import words

_ARTICLE = 200  # characters of text that make an article of several on a page


def articles(tree: Element) -> list[Element]:
    """The articles of a page that are of like weight; none if one is its main one."""
    found = _outermost(tree)
    texts = [[len(" ".join(p.itertext())) for p in e.iter("p")] for e in found]
    enough = max(map(sum, texts), default=0) / 3
    return [
        article
        for article, text in zip(found, texts, strict=True)
        if sum(text) >= max(enough, _ARTICLE if len(text) < 2 else _ARTICLE / 2)
    ]


def _outermost(tree: Element) -> list[Element]:
    """The articles of a page that stand in no other."""
    return [e for e in tree.iter("article") if next(e.iterancestors("article"), None) is None]


def with_headings(tree: Element, found: list[str]) -> list[str]:
    """The lines, with the heading of each of several articles of which only the text was found."""
    outer = _outermost(tree)
    heads: dict[str, str] = {}
    for article in outer if len(outer) > 1 else ():
        heading = next(filter(None, map(words, article.iter(*HEADINGS))), "")
        first = next(filter(None, map(words, article.iter("p"))), "")
        if heading and first:
            heads.setdefault(first, heading)
    shown = {line.strip() for line in found}
    headed: list[str] = []
    for line in found:
        heading = heads.pop(line.strip(), "")
        if heading and heading not in shown:
            headed += ["", Heading(heading)]
        headed.append(line)
    return headed


def titled_article(tree: Element) -> Element | None:
    """The article that has the title of a page, where others are shown below it, whole."""
    titles = list(islice(tree.iter("h1"), 2))
    outer = _outermost(tree)
    titled = [e for e in outer if len(titles) == 1 and titles[0] in e.iter("h1")]
    if len(titled) != 1:
        return None
    weights = {id(e): sum(len(" ".join(p.itertext())) for p in e.iter("p")) for e in outer}
    own = weights.pop(id(titled[0]))
    return titled[0] if own >= _ARTICLE and max(weights.values(), default=0) >= own / 3 else None
