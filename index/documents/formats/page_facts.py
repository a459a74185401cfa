"""What a web page says of itself: its title, its address, and when it was published.

A date is taken only from where a page states it, never guessed: a wrong date is worse than none.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice

from index.documents.formats.credits import author_of, publisher_of
from index.documents.formats.elements import HEADINGS, Element
from index.text.dates import MONTH, iso_date, month_number
from index.text.other_dates import in_english

_PUBLISHED_NAMES = """
    article:published_time article:published og:published_time og:article:published_time
    datepublished date_published published publishdate publish-date publish_date pubdate
    publication_date publication-date originalpublicationdate article_date_original bt:pubdate
    sailthru.date parsely-pub-date cxenseparse:recs:publishtime citation_publication_date
    citation_online_date dc.date.issued dcterms.issued dc.date.created dcterms.created
    dc.created citation_date dc.date dcterms.date date datecreated rnews:datepublished
    displaydate article.published created prism.publicationdate
"""
_PUBLISHED = _PUBLISHED_NAMES.split()
_MODIFIED_NAMES = """
    article:modified_time og:updated_time datemodified last-modified lastmod dcterms.modified
    dc.date.modified
"""
_MODIFIED = _MODIFIED_NAMES.split()
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

_IN_ADDRESS = re.compile(
    r"(?<!\d)((?:19|20)\d\d)([/-])(\d\d?|[a-z]{3})\2(\d\d?)(?!\d)"
    r"|(?<!\d)((?:19|20)\d\d)([01]\d)([0-3]\d)(?!\d)",
    re.I,
)
_DATE_CLASS = re.compile(
    r"date|time|publish|posted|byline|(?:^|[\s_-])meta(?:data)?(?:$|[\s_-])", re.I
)
_OF_EVENT = re.compile(r"event|start|end(?:$|[\s_-]|date)|expir|deadline|copyright", re.I)
_OF_CHANGE = re.compile(r"updat|modif|revis", re.I)
_STATED = re.compile(
    r"\W{0,3}(?:(?:first )?published|posted|by|from|written|filed|created|(?:last )?(?:updated"
    r"|modified)"
    r"|dated?)\b",
    re.I,
)
_DAY = (
    rf"(?:\d\d?(?:st|nd|rd|th)?\s+{MONTH}\.?,?\s+\d{{4}}"
    rf"|{MONTH}\.?\s+\d\d?,?\s+\d{{4}}|\d{{4}}-\d\d-\d\d)"
)
_ALONE = re.compile(rf"(?:[A-Za-z]{{3,9}}day,?\s+)?{_DAY}(?:[,\sT|·•–-].{{0,40}})?", re.I)
_DATELINE = re.compile(
    rf"(?:\(?[A-Z][A-Z.'’ -]{{1,30}}[A-Z.](?:,\s[A-Z][\w. ]{{1,20}})?,?\s\(?)?({_DAY})\)?"
    r"\s?(?:\([\w ]{2,20}\)\s?)?[—–:-]"
)
_SEPARATOR = re.compile(r"\s+(?:[|–—·•»:-]|::|\|\|)\s+|\s*\|\s*")
_CUT_OFF = re.compile(r"\s*(?:\.\.\.|…)$")
_OF_SITES = re.compile(
    r"(?:.*\b)?(?:News|Times|Post|Herald|Tribune|Guardian|Journal|Daily|Magazine|Online|TV|Radio"
    r"|Wikipedia|Press|Gazette|Network|Telegraph|Mail|Chronicle|Courier|Independent|Review|Blog"
    r"|Standard|Reuters|Bloomberg)(?:\s[A-Z]\w+)?|[A-Z]{2,5}(?:\.com)?|[\w-]+\.(?:com|org|net|[a-z]{2})"
)
_NAME = re.compile(r"[^a-z0-9]+")

_LONG_PARAGRAPH = 150
_LONGEST_TITLE = 1_000
_LONGEST_BYLINE = 160
_HEAD_ELEMENTS = 120
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
    published = (
        _first_date(metas, _PUBLISHED)
        or _json_date(nodes, "datePublished")
        or _marked_date(tree)
        or _date_in_address(url)
        or _json_date(nodes, "dateCreated")
        or _date_in_head(tree, heading)
        or _dateline(tree)
        or _first_date(metas, _MODIFIED)
        or _json_date(nodes, "dateModified")
    )
    return PageFacts(
        _title(tree, metas, nodes, heading, url),
        published,
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
    for element in _head(tree, heading):
        text = _text(element)
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


def _first_date(metas: Mapping[str, str], names: list[str]) -> str | None:
    return next(filter(None, (iso_date(metas.get(name)) for name in names)), None)


def _json_date(nodes: list[Mapping[str, object]], field: str) -> str | None:
    return next(filter(None, (iso_date(node.get(field)) for node in nodes)), None)


def _marked_date(tree: Element) -> str | None:
    """The date of an element that is marked as the date of publication."""
    for element in tree.iterfind(".//*[@itemprop='datePublished']"):
        if next(element.iterancestors("aside", "footer", "nav"), None) is None:
            stated = element.get("datetime") or element.get("content") or _text(element)
            if date := iso_date(stated):
                return date
    for element in tree.iterfind(".//time[@pubdate]"):
        if date := iso_date(element.get("datetime") or _text(element)):
            return date
    return None


def _date_in_address(url: str | None) -> str | None:
    for found in _IN_ADDRESS.finditer((url or "")[:2_000]):
        year, month, day = (found[1], found[3], found[4]) if found[1] else found.group(5, 6, 7)
        if month.isalpha():
            try:
                month = str(month_number(month))
            except KeyError:
                continue
        if date := iso_date(f"{year}-{month}-{day}"):
            return date
    return None


def _date_in_head(tree: Element, heading: Element | None) -> str | None:
    """A date that stands as one between the heading and the text, or right above the heading."""
    changed = None
    for element in _head(tree, heading):
        names = " ".join(
            f"{e.get('class', '')} {e.get('id', '')} {e.get('itemprop', '')}"
            for e in (element, *islice(element.iterancestors(), 2))
        )
        if _OF_EVENT.search(names):
            continue
        own = " ".join((element.get("class") or "", element.get("id") or ""))
        text = in_english(_text(element))
        date = None
        if element.tag == "time":
            date = iso_date(element.get("datetime")) or iso_date(text)
            text = f"{_text(element.getparent())[:40]} {text}"
        elif len(text) <= _LONGEST_BYLINE and (
            _DATE_CLASS.search(own) or _STATED.match(text) or _ALONE.fullmatch(text)
        ):
            date = iso_date(text)
        if date and (_OF_CHANGE.search(names) or _is_of_change(text)):
            changed = changed or date
        elif date:
            return date
    return changed


def _is_of_change(text: str) -> bool:
    change = _OF_CHANGE.search(text)
    return bool(change) and not re.search(
        r"publish|posted", text[: change.start() if change else 0]
    )


def _head(tree: Element, heading: Element | None) -> Iterator[Element]:
    """The elements around a page's heading, down to its first long paragraph.

    Without a heading, those at the start of its article.
    """
    if heading is None:
        start = next(tree.iter("article", "main"), None)
        around = start.iter() if start is not None else iter(())
    else:
        above = heading.xpath("preceding-sibling::*[position() <= 3]/descendant-or-self::*")
        around = chain(above, heading.xpath(f"following::*[position() <= {_HEAD_ELEMENTS}]"))
    for element in islice(around, _HEAD_ELEMENTS):
        if element.tag == "p" and _is_told(element):
            return
        if next(element.iterancestors("aside", "footer", "nav", "table"), None) is None:
            yield element


def _is_told(paragraph: Element) -> bool:
    """Whether a paragraph is of the text and not of what stands above it."""
    text = in_english(_text(paragraph))
    return len(text) > _LONG_PARAGRAPH or (len(text) > 60 and not _STATED.match(text))


def _dateline(tree: Element) -> str | None:
    """The date with which the first long paragraph starts: `LINDAU, 3 March 2024 —`."""
    for paragraph in islice(tree.iter("p"), 30):
        text = in_english(_text(paragraph))
        if len(text) > 60 and (found := _DATELINE.match(text[:_LONGEST_BYLINE])):
            return iso_date(found[1])
        if len(text) > _LONG_PARAGRAPH:
            break
    return None


def _text(element: Element | None) -> str:
    """The start of the words in an element."""
    if element is None:
        return ""
    parts: list[str] = []
    length = 0
    for part in element.itertext():
        parts.append(part)
        length += len(part)
        if length > 2_000:
            break
    return " ".join("".join(parts).split())


def _url(tree: Element, metas: Mapping[str, str]) -> str | None:
    links = (
        e.get("href") for e in tree.iter("link") if (e.get("rel") or "").lower() == "canonical"
    )
    candidates = [*links, *(metas.get(name) for name in _ADDRESSES)]
    whole = re.compile(r"https?://[^\s<>\"']{3,2000}", re.I)
    return next((url for url in candidates if url and whole.fullmatch(url)), None)


def _heading(tree: Element) -> Element | None:
    """The first `<h1>` that stands in the article, or at least not in a menu."""
    found = [e for e in tree.iter("h1") if _text(e)]
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
    titles = [_text(e) for e in tree.iter("title") if next(e.iterancestors("svg"), None) is None]
    headline = next((str(n["headline"]) for n in nodes if isinstance(n.get("headline"), str)), "")
    stated = [
        " ".join(title[:_LONGEST_TITLE].split())
        for title in (metas.get("og:title"), metas.get("twitter:title"), headline, *titles[:1])
        if title and title.strip()
    ]
    sites = {_key(metas[name]) for name in ("og:site_name", "application-name") if name in metas}
    host = re.match(r"https?://(?:www\.)?([^/:]+)", url or "")
    sites |= {_key(host[1]), *map(_key, host[1].split("."))} if host else set()
    shown = _text(heading)
    if shown and _key(shown) not in sites and not any(_ends_with(t, shown) for t in stated):
        same = any(_key(_CUT_OFF.sub("", title))[:20] in _key(shown) for title in stated)
        only = sum(1 for e in tree.iter("h1") if _text(e)) == 1
        if same or only or not stated:
            return shown
    whole = [title for title in stated if not _CUT_OFF.search(title)]
    cleaned = [_without_site(title, sites, stated) for title in whole or stated]
    below = next((_text(e) for e in tree.iter(*HEADINGS) if _text(e)), "") if not cleaned else ""
    return _CUT_OFF.sub("", cleaned[0]) if cleaned else below or shown or None


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
