"""When a page was published, as it states it: to programs, in its address, or to its readers.

A date is taken only from where a page states it, never guessed: a wrong date is worse than none.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice

from index.documents.formats.elements import HEADINGS, Element, start_of
from index.documents.formats.stated_dates import named_day
from index.text.dates import MONTH, iso_date, month_number
from index.text.furniture import is_date, is_furniture
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
_IN_ADDRESS = re.compile(
    r"(?<!\d)((?:19|20)\d\d)([/-])(\d\d?|[a-z]{3})\2(\d\d?)(?!\d)"
    r"|(?<!\d)((?:19|20)\d\d)([01]\d)([0-3]\d)(?!\d)",
    re.I,
)
_DATE_CLASS = re.compile(
    r"date|time(?!line)|publish|posted|byline|(?:^|[\s_-])meta(?:data)?(?:$|[\s_-])", re.I
)
_OF_EVENT = re.compile(r"event|start|end(?:$|[\s_-]|date)|expir|deadline|copyright", re.I)
_OF_CHANGE = re.compile(r"updat|modif|revis|aktualis|geändert|mis à jour|actualiz", re.I)
_STATED = re.compile(
    r"\W{0,3}(?:(?:first )?published|posted|by|from|written|filed|created|(?:last )?(?:updated"
    r"|modified)"
    r"|dated?|stand(?=:)|zuletzt|aktualisiert|veröffentlicht|erstellt am|mis à jour|publié"
    r"|publicado|actualizado)\b",
    re.I,
)
_FROM_DAY = re.compile(rf"\W{{0,3}}(?:by|from)\s+(?:the\s+)?(?:\d|{MONTH}\b)", re.I)
"""How a line begins that says when something begins or ends."""
_DAY = (
    rf"(?:\d\d?(?:st|nd|rd|th)?\s+{MONTH}\.?,?\s+\d{{4}}"
    rf"|{MONTH}\.?\s+\d\d?,?\s+\d{{4}}|\d{{4}}-\d\d-\d\d|\d\d?\.\d\d?\.\d{{4}})"
)
_ALONE = re.compile(rf"(?:[A-Za-z]{{3,9}}day,?\s+)?{_DAY}(?:[,\sT|·•–-].{{0,40}})?", re.I)
_LEAD = re.compile(
    r"(?:^|[\s_-])(?:summary|lead|lede|intro|standfirst|dek|sub-?head(?:line)?|sub-?title)(?:$|[\s_-])",
    re.I,
)
"""What pages call the paragraph below the heading, above who wrote the text and when."""
_OTHER_DAY = re.compile(
    r"\b(?:clos(?:es|ing)|deadline|due|expir\w+|valid|until|starts?|ends?|begins|born|next|when)\b",
    re.I,
)
"""What the label of a day says that is none of publication."""
_CHANGED = re.compile(
    r"(?:^|[.|·•;]\s?)(?:this (?:page|article|entry|document) (?:was|has been) )?"
    r"(?:(?:page |content )?last (?:updated|edited|modified|revised|reviewed|changed)|updated)"
    r"(?: on| at)?\s?:?\s(?P<date>.{6,40}?)\s?(?:\(utc\))?\.?\s?(?:$|[|·•;©])",
    re.I,
)
"""How a page says below its text when it was last changed."""
_OF_A_CHANGE = re.compile(r"\b(?:updated|edited|modified|revised|reviewed|changed)\b", re.I)
_DATELINE = re.compile(
    rf"(?:\(?[A-Z][A-Z.'’ -]{{1,30}}[A-Z.](?:,\s[A-Z][\w. ]{{1,20}})?,?\s\(?)?({_DAY})\)?"
    r"\s?(?:\([\w ]{2,20}\)\s?)?[—–:-]"
)
_LONG_PARAGRAPH = 150
_LONGEST_BYLINE = 160
_HEAD_ELEMENTS = 120
_LONGEST_LABEL = 40
_LONGEST_STATEMENT = 200


def published_of(
    tree: Element,
    metas: Mapping[str, str],
    nodes: Sequence[Mapping[str, object]],
    heading: Element | None,
    url: str | None,
) -> str | None:
    """When a page was published, or else last changed, in ISO 8601; None if it does not say.

    Args:
        tree: of the page, as it was parsed.
        metas: what its `<meta>` say, by name in lower case.
        nodes: what its JSON-LD describes, articles first.
        heading: of the article, if it has one.
        url: the address of the page, if it is known.
    """
    return (
        _first_date(metas, _PUBLISHED)
        or _json_date(nodes, "datePublished", "datePosted")
        or _marked_date(tree)
        or _date_in_address(url)
        or _json_date(nodes, "dateCreated")
        or _date_in_head(tree, heading)
        or named_day(start_of(heading))
        or _dateline(tree)
        or _first_date(metas, _MODIFIED)
        or _json_date(nodes, "dateModified")
        or _date_of_change(tree)
    )


def _first_date(metas: Mapping[str, str], names: list[str]) -> str | None:
    return next(filter(None, (iso_date(metas.get(name)) for name in names)), None)


def _json_date(nodes: Sequence[Mapping[str, object]], *names: str) -> str | None:
    stated = (iso_date(node.get(name)) for name in names for node in nodes)
    return next(filter(None, stated), None)


def _marked_date(tree: Element) -> str | None:
    """The date of an element that is marked as the date of publication."""
    for element in tree.iterfind(".//*[@itemprop='datePublished']"):
        if next(element.iterancestors("aside", "footer", "nav"), None) is None:
            stated = element.get("datetime") or element.get("content") or start_of(element)
            if date := iso_date(stated):
                return date
    for element in tree.iterfind(".//time[@pubdate]"):
        if date := iso_date(element.get("datetime") or start_of(element)):
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
    for element in head_of(tree, heading):
        names = " ".join(
            f"{e.get('class', '')} {e.get('id', '')} {e.get('itemprop', '')}"
            for e in (element, *islice(element.iterancestors(), 2))
        )
        if _OF_EVENT.search(names):
            continue
        date, text = _stated_by(element)
        if date and (_OF_CHANGE.search(names) or _is_of_change(text)):
            changed = changed or date
        elif date:
            return date
    return changed


def _stated_by(element: Element) -> tuple[str | None, str]:
    """The date that an element states, if it does, and the words with which it states it."""
    own = " ".join((element.get("class") or "", element.get("id") or ""))
    text = in_english(start_of(element))
    if _OTHER_DAY.search(_label_of(element)):
        return None, text
    if element.tag == "time":
        date = iso_date(element.get("datetime")) or iso_date(text)
        return date, f"{start_of(element.getparent())[:40]} {text}"
    is_stated = len(text) <= _LONGEST_BYLINE and (
        _DATE_CLASS.search(own) or _STATED.match(text) or _ALONE.fullmatch(text)
    )
    return iso_date(text) if is_stated else None, text


def _label_of(element: Element) -> str:
    """The short words right before an element in what holds it; empty if there are others."""
    before, around = element.getprevious(), element.getparent()
    if before is None:
        label = (around.text if around is not None else "") or ""
    else:
        label = "" if before.tag in HEADINGS else start_of(before)
    return label if len(label) <= _LONGEST_LABEL else ""


def _date_of_change(tree: Element) -> str | None:
    """The day that a page names anywhere as that of its last change, if it names only one."""
    dates: set[str] = set()
    for element in tree.iter():
        if not isinstance(element.tag, str) or element.tag in ("script", "style", "title"):
            continue
        for around, text in ((element, element.text), (element.getparent(), element.tail)):
            if not text or around is None or not _OF_A_CHANGE.search(text[:_LONGEST_STATEMENT]):
                continue
            if not _is_in_table(around):
                dates.update(filter(None, [_changed(around)]))
    return dates.pop() if len(dates) == 1 else None


def _changed(element: Element) -> str | None:
    """The day on which an element says that the page was changed."""
    said = start_of(element)
    if len(said) <= _LONGEST_LABEL and not any(map(str.isdigit, said)):
        said = f"{said} {start_of(element.getnext())}"  # a label and its value
    found = _CHANGED.search(in_english(said)) if len(said) <= _LONGEST_STATEMENT else None
    return iso_date(found["date"]) if found and is_date(found["date"]) else None


def _is_in_table(element: Element) -> bool:
    """Whether an element stands in a table that is not in the footer of a page."""
    around = [element, *element.iterancestors()]
    in_cell = any(e.tag in ("td", "th") for e in around)
    return in_cell and not any(
        e.tag == "footer" or "footer" in f"{e.get('class')} {e.get('id')}".lower() for e in around
    )


def _is_of_change(text: str) -> bool:
    change = _OF_CHANGE.search(text)
    return bool(change) and not re.search(
        r"publish|posted", text[: change.start() if change else 0]
    )


def head_of(tree: Element, heading: Element | None) -> Iterator[Element]:
    """The elements around a page's heading, down to its first long paragraph.

    Without a heading, those at the start of its article. Below a lead only those, down to the next
    heading, that are marked as who wrote the text or when.
    """
    above: Sequence[Element] = ()
    if heading is None:
        start = next(tree.iter("article", "main"), None)
        below = start.iter() if start is not None else iter(())
    else:
        above = heading.xpath("preceding-sibling::*[position() <= 3]/descendant-or-self::*")
        below = iter(heading.xpath(f"following::*[position() <= {_HEAD_ELEMENTS}]"))
    is_led = False
    for number, element in enumerate(islice(chain(above, below), _HEAD_ELEMENTS)):
        if is_led and element.tag in HEADINGS:
            return
        if element.tag == "p" and _is_told(element):
            if number >= len(above) and not _is_in_head(element, heading):
                return
            is_led = is_led or number >= len(above)
            continue
        if is_led and not _is_marked(element):
            continue
        if next(element.iterancestors("aside", "footer", "nav", "table"), None) is None:
            yield element


def _is_marked(element: Element) -> bool:
    """Whether an element below a lead says, by its kind or its words, who wrote a text or when."""
    holds = element.tag == "li" or next(element.iter(*HEADINGS), None) is not None
    if holds or next(element.iterancestors("li"), None) is not None:
        return False
    names = " ".join(element.get(name, "") for name in ("class", "id", "itemprop", "rel"))
    if _DATE_CLASS.search(names) or "author" in names.lower():
        return True
    text = start_of(element)
    if element.tag == "time":
        parent = element.getparent()
        around = start_of(parent)
        in_text = parent is not None and parent.tag == "p" and around.endswith(".")
        return not in_text or bool(_STATED.match(around))
    return _is_stated_alone(in_english(text))


def _is_stated_alone(text: str) -> bool:
    """Whether a line says who wrote a text or when, and is no sentence."""
    is_sentence = text.endswith((".", "!", "?")) and not is_furniture(text[:-1])
    return bool(_STATED.match(text)) and not (is_sentence or _FROM_DAY.match(text))


def _is_in_head(paragraph: Element, heading: Element | None) -> bool:
    """Whether a paragraph is the lead of an article, in its head or by its name."""
    if _LEAD.search(paragraph.get("class", "")[:300]):
        return True
    header = next(paragraph.iterancestors("header", "hgroup"), None)
    return header is not None and heading is not None and header in heading.iterancestors()


def _is_told(paragraph: Element) -> bool:
    """Whether a paragraph is of the text and not of what stands above it."""
    text = in_english(start_of(paragraph))
    return len(text) > _LONG_PARAGRAPH or (len(text) > 60 and not _STATED.match(text))


def _dateline(tree: Element) -> str | None:
    """The date with which the first long paragraph starts: `LINDAU, 3 March 2024 —`."""
    for paragraph in islice(tree.iter("p"), 30):
        text = in_english(start_of(paragraph))
        if len(text) > 60 and (found := _DATELINE.match(text[:_LONGEST_BYLINE])):
            return iso_date(found[1])
        if len(text) > _LONG_PARAGRAPH:
            break
    return None
