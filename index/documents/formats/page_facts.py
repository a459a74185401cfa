"""What a web page says of itself: its title, its address, who wrote it, and whose page it is."""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from index.documents.formats.credits import author_of, publisher_of
from index.documents.formats.elements import HEADINGS, Element, breadcrumbs, start_of
from index.documents.formats.page_dates import head_of, published_of

_AUTHORS = (
    "author", "article:author", "parsely-author", "sailthru.author", "citation_author", "byl",
    "dc.creator", "dcterms.creator",
)  # fmt: skip
_PUBLISHERS = ("publisher", "citation_publisher", "dc.publisher", "application-name")
_BYLINE = re.compile(r"byline|author", re.I)
_STARTS_WITH_BY = re.compile(r"by\s", re.I)
_LONGEST_NAME = 80
_ADDRESSES = ("og:url", "twitter:url")
_NO_ARTICLES = re.compile(r"Comment|Person|Organi[sz]ation|Object|Review|Product|Event|Breadcrumb")
_ARTICLES = re.compile(r"(?:Article|Posting|Report)$")

_SEPARATOR = re.compile(r"\s+(?:[|–—·•»:-]|::|\|\|)\s+|\s*\|\s*")
_CUT_OFF = re.compile(r"\s*(?:\.\.\.|…)$")
_OF_SITES = re.compile(
    r"(?:.*\b)?(?:News|Times|Post|Herald|Tribune|Guardian|Journal|Daily|Magazine|Online|TV|Radio"
    r"|Wikipedia|Press|Gazette|Network|Telegraph|Mail|Chronicle|Courier|Independent|Review|Blog"
    r"|Standard|Reuters|Bloomberg)(?:\s[A-Z]\w+)?|[A-Z]{2,5}(?:\.com)?|[\w-]+\.(?:com|org|net|[a-z]{2})"
)
_NO_TITLE = re.compile(
    r"untitled(?: (?:document|page))?(?: ?\d+)?|new page(?: ?\d+)?|no title|page title", re.I
)
"""What programs write where nobody has written a title."""
_ENTRY_TITLE = re.compile(
    r"(?:^|\s)(?:entry-title|post-title|topic-title|article-title|p-name)(?:$|\s)"
)
_PARTED = re.compile(r"(?:[:|–—·•»…]|\s-)\s?$"), re.compile(r"\s?(?:[:|–—·•»…]|-\s|$)")
"""How what stands before a whole part of a title ends, and how what follows it begins."""
_ROOT = re.compile(r"(?:https?://[^/\s]{1,200})?(?:\./|/)?(?:index\.\w{3,5})?")
_TITLE_STYLE = re.compile(r"(?:^|\s)(?:title|MsoTitle)(?:$|\s)")
_NAME = re.compile(r"[^a-z0-9]+")

_LONGEST_TITLE = 1_000
_MOST_JSON = 2_000_000  # characters of one script
_MOST_NODES = 2_000


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What a page says of itself; each is None where it does not say.

    Attributes:
        title: of the article, without the name of the site.
        published: ISO 8601.
        url: the address of the page.
        author: who wrote it.
        publisher: whose page it is.
    """

    title: str | None
    published: str | None
    url: str | None
    author: str | None = None
    publisher: str | None = None


def read_facts(tree: Element, address: str | None = None) -> PageFacts:
    """What a page says of itself.

    Args:
        tree: of the page, as it was parsed.
        address: of the page, where it is known from elsewhere; the page's own goes before.
    """
    metas = _metas(tree)
    nodes = sorted(_json_nodes(tree), key=lambda node: not _ARTICLES.search(_kind(node)))
    heading = _heading(tree)
    url = _url(tree, metas) or address
    return PageFacts(
        _title(tree, metas, nodes, heading, url),
        published_of(tree, metas, nodes, heading, url),
        url,
        _author(tree, metas, nodes, heading),
        _publisher(metas, nodes),
    )


def _author(
    tree: Element,
    metas: Mapping[str, str],
    nodes: list[Mapping[str, object]],
    heading: Element | None,
) -> str | None:
    """Who wrote the article: as the page tells programs, or else readers, near its heading."""
    stated = chain(
        (node.get("author") for node in nodes if _ARTICLES.search(_kind(node))),
        (metas.get(name) for name in _AUTHORS),
    )
    if found := next(filter(None, map(author_of, stated)), None):
        return found
    for element in head_of(tree, heading):
        text = start_of(element)
        marked = element.get("itemprop") == "author" or element.get("rel") == "author"
        by = _BYLINE.search(element.get("class") or "") and _STARTS_WITH_BY.match(text)
        if (marked or by) and len(text) <= _LONGEST_NAME and not any(map(str.isdigit, text)):
            return author_of(text)
    return None


def _publisher(metas: Mapping[str, str], nodes: list[Mapping[str, object]]) -> str | None:
    """Whose page it is."""
    stated = chain(
        [metas.get("og:site_name")],
        (node.get("publisher") for node in nodes if _ARTICLES.search(_kind(node))),
        (metas.get(name) for name in _PUBLISHERS),
    )
    return next(filter(None, map(publisher_of, stated)), None)


def _metas(tree: Element) -> Mapping[str, str]:
    """What the page's `<meta>` say, by name in lower case; the first of a name counts."""
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        content = (meta.get("content") or "").strip()
        for attribute in ("property", "name", "itemprop"):
            if content and (name := meta.get(attribute)):
                found.setdefault(name.strip().lower(), content)
    return found


def _json_nodes(tree: Element) -> Iterator[Mapping[str, object]]:
    """The things that the page's JSON-LD describes and that may be the page's article."""
    for script in tree.iter("script"):
        text = script.text or ""
        if "ld+json" not in (script.get("type") or "") or len(text) > _MOST_JSON:
            continue
        try:
            waiting = [json.loads(text, strict=False)]
        except (ValueError, RecursionError):
            continue
        for _ in range(_MOST_NODES):
            if not waiting:
                break
            node = waiting.pop(0)
            if isinstance(node, list):
                waiting += node[:_MOST_NODES]
            elif isinstance(node, dict):
                waiting += [node[key] for key in ("@graph", "mainEntity") if key in node]
                if not _NO_ARTICLES.search(_kind(node)):
                    yield node


def _kind(node: Mapping[str, object]) -> str:
    kind = node.get("@type")
    return str(kind[0] if isinstance(kind, list) and kind else kind)


def _url(tree: Element, metas: Mapping[str, str]) -> str | None:
    links = (
        e.get("href") for e in tree.iter("link") if (e.get("rel") or "").lower() == "canonical"
    )
    candidates = [*links, *(metas.get(name) for name in _ADDRESSES)]
    whole = re.compile(r"https?://[^\s<>\"']{3,2000}", re.I)
    return next((url for url in candidates if url and whole.fullmatch(url)), None)


def _heading(tree: Element) -> Element | None:
    """The first `<h1>` that stands in the article, or at least not in a menu."""
    found = [e for e in tree.iter("h1") if start_of(e)]
    inside = [e for e in found if next(e.iterancestors("article", "main"), None) is not None]
    outside = [e for e in found if next(e.iterancestors("nav", "footer", "aside"), None) is None]
    return next(iter(inside or outside), None)


def _title(
    tree: Element,
    metas: Mapping[str, str],
    nodes: list[Mapping[str, object]],
    heading: Element | None,
    url: str | None,
) -> str | None:
    titles = [start_of(e) for e in tree.iter("title") if next(e.iterancestors("svg"), None) is None]
    headline = next((str(n["headline"]) for n in nodes if isinstance(n.get("headline"), str)), "")
    stated = [
        " ".join(title[:_LONGEST_TITLE].split())
        for title in (metas.get("og:title"), metas.get("twitter:title"), headline, *titles[:1])
        if title and title.strip() and not _NO_TITLE.fullmatch(title.strip())
    ]
    sites = {_key(metas[name]) for name in ("og:site_name", "application-name") if name in metas}
    host = re.match(r"https?://(?:www\.)?([^/:]+)", url or "")
    sites |= {_key(host[1]), *map(_key, host[1].split("."))} if host else set()
    if marked := _marked_title(tree, stated):
        return marked
    shown = start_of(heading)
    if shown and _key(shown) not in sites and not any(_ends_with(t, shown) for t in stated):
        same = any(_key(_CUT_OFF.sub("", title))[:20] in _key(shown) for title in stated)
        only = sum(1 for e in tree.iter("h1") if start_of(e)) == 1
        if same or only or not stated:
            return _below_trail(shown, tree, sites)
    whole = [title for title in stated if not _CUT_OFF.search(title)]
    cleaned = [_without_site(title, sites, stated) for title in whole or stated]
    if cleaned:
        return _CUT_OFF.sub("", cleaned[0])
    return next(filter(None, map(start_of, chain(tree.iter(*HEADINGS), _styled_title(tree)))), None)


def _styled_title(tree: Element) -> Iterator[Element]:
    """The first paragraph that a text program has given its style of titles."""
    return islice((e for e in tree.iter("p") if _TITLE_STYLE.search(e.get("class", ""))), 1)


def _marked_title(tree: Element, stated: Sequence[str]) -> str | None:
    """The only heading that is named as the title of an entry, if it stands in the page's title."""
    named = (
        e
        for e in tree.iter(*HEADINGS[:3])
        if _ENTRY_TITLE.search(e.get("class", "")[:300])
        and next(e.iterancestors("aside", "nav", "footer", "li"), None) is None
    )
    found = [start_of(e) for e in islice(named, 2)]
    if len(found) != 1 or len(found[0]) <= 3 or any(map(_holds_more(found[0]), tree.iter("h1"))):
        return None
    return found[0] if any(_is_part(found[0], title) for title in stated) else None


def _holds_more(title: str) -> Callable[[Element], bool]:
    """Tells whether a heading holds a title, and more."""
    return lambda heading: title in (text := start_of(heading)) and text != title


def _is_part(name: str, title: str) -> bool:
    """Whether a name is a whole part of a title, between its marks."""
    before, found, after = title.partition(name)
    opens, closes = _PARTED
    return bool(found) and (not before or bool(opens.search(before))) and bool(closes.match(after))


def _below_trail(title: str, tree: Element, sites: set[str]) -> str:
    """A title without the name of the site before it, with which the page's breadcrumbs begin."""
    for trail in breadcrumbs(tree):
        first = next((text.strip() for text in trail.itertext() if text.strip()), "")
        marks = _SEPARATOR.match(title, len(first))
        link = next(trail.iter("a"), None)
        at_root = link is not None and start_of(link) == first and _is_root(link)
        if not first or not (at_root or _is_site(first, sites)):
            continue
        if title.startswith(first) and marks and title[marks.end() :]:
            return title[marks.end() :]
    return title


def _is_root(link: Element) -> bool:
    """Whether a link leads to the start of its site."""
    address = (link.get("href") or "").strip()
    return bool(address) and bool(_ROOT.fullmatch(address))


def _ends_with(title: str, name: str) -> bool:
    """Whether a name is what follows the last separator of a title: that of the site."""
    parts = _SEPARATOR.split(title)
    return len(parts) > 1 and _key(parts[-1]) == _key(name) and len(parts[0]) > len(name)


def _without_site(title: str, sites: set[str], others: list[str]) -> str:
    """A title without the names of its site and sections around it."""
    for _ in range(3):
        marks = list(_SEPARATOR.finditer(title))
        if not marks:
            return title
        last, first = marks[-1], marks[0]
        head, tail = title[: last.start()], title[last.end() :]
        named = len(tail.split()) <= 4 and _OF_SITES.fullmatch(tail)
        if named or _is_site(tail, sites) or "|" in last[0] or _key(head) in map(_key, others):
            if "|" in last[0] and len(tail) > 2 * len(head) and not _is_site(tail, sites):
                head = tail  # the site stands first
            title = head
        elif _is_site(title[: first.start()], sites):
            title = title[first.end() :]
        else:
            return title
    return title


def _is_site(name: str, sites: set[str]) -> bool:
    key = _key(name)
    return bool(key) and any(key == site or (len(key) > 3 and key in site) for site in sites)


def _key(text: str) -> str:
    return _NAME.sub("", text.lower())
