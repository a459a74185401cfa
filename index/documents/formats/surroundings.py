"""What stands around the paragraphs of a web page's article and is none of it.

That is what readers wrote below it, what asks for their consent, and links to other pages.
"""

import re
from itertools import islice

from index.documents.formats.elements import HEADINGS, Element, breadcrumbs, empty
from index.text.dates import MONTH, WEEKDAYS

_NAMES = re.compile(
    r"(?:^|[\s_-])(?:(?:user|reader|fb|facebook|post|article|disqus)?[_-]?comments?"
    r"(?:[_-]?(?:list|area|section|wrapper|container|thread|form|body|item|block|box))?"
    r"|disqus\w*|discussion|replies|respond|livefyre|talkback|guestbook|coral|viafoura|spot-?im"
    r"|(?:cookie|consent|gdpr|privacy)[_-]?(?:banner|bar|notice|consent|law|message|popup|modal"
    r"|dialog|overlay|policy|wall|layer|info|warning|alert)?s?|onetrust[\w-]*|didomi[\w-]*|cookiebot"
    r"|cmp(?:box|wrapper)?|jp-relatedposts|related-?posts?|sharedaddy|yarpp[\w-]*|outbrain"
    r"|taboola)(?:$|[\s_-])",
    re.I,
)
_READERS = re.compile(
    r"(?:(?:all|latest|recent|top|show|view|\d[\d,.]*)\s)?(?:(?:reader|user|viewer|visitor)s?['’]?\s)?"
    r"comments?(?:\s?\(?\d[\d,.]*\)?)?:?"
    r"|what (?:our |your )?(?:readers|users|people|you) (?:say|said|think|are saying)\W*"
    r"|(?:from )?(?:our|the) readers\W*|readers['’] (?:voices|views|letters|opinions)\W*"
    r"|(?:leave|post|write|add)(?: a| your)? (?:comment|reply|response)\W*"
    r"|join the (?:conversation|discussion|debate)\W*|have your say\W*"
    r"|(?:your|share your) (?:views|comments|thoughts|opinion)\W*"
    r"|\d[\d,.]* (?:responses|replies|thoughts|comments) (?:to|on)\b.{0,200}",
    re.I,
)
_CONSENT = re.compile(
    r"\b(?:we (?:and our (?:\d+ )?partners )?(?:also )?use (?:necessary |essential )?cookies"
    r"|(?:this|our) (?:web)?site (?:also )?uses cookies"
    r"|uses cookies to (?:improve|ensure|give|offer)"
    r"|by (?:continuing|using|browsing|clicking|closing)\b.{0,80}\b(?:cookies|agree|consent)"
    r"|(?:accept|reject|allow|manage) (?:all )?cookies|cookie (?:settings|preferences|policy)"
    r"|we (?:care about|value) your privacy|your privacy choices|store and/or access information"
    r"|(?:wir|diese (?:web)?seite) (?:und unsere (?:\d+ )?partner )?(?:verwende[nt]|nutz(?:en|t)"
    r"|setz(?:en|t)) (?:auch )?cookies|cookie-(?:einstellungen|richtlinie)|cookies akzeptieren"
    r"|(?:nous|ce site) (?:et nos (?:\d+ )?partenaires )?utilis(?:ons|e) des (?:cookies|traceurs)"
    r"|accepter (?:tous )?les cookies|nous respectons votre vie privée"
    r"|(?:nosotros y nuestros (?:\d+ )?socios |este sitio )?utiliza(?:mos)? cookies"
    r"|aceptar (?:todas )?las cookies|мы используем (?:файлы )?cookies?)",
    re.I | re.S,
)
_OFFERS = re.compile(
    r"(?:^|[\s_-])(?:newsletters?|sign-?up|subscribe|subscription)(?:$|[\s_-])", re.I
)
_LETTER = re.compile(
    r"\b(?:newsletters?|mailing list|(?:in|to) your inbox|subscribe|sign up|never miss)\b", re.I
)
_TELLS = re.compile(
    rf"[€$£¥]\s?\d|\d\s?(?:[€$£¥]|euros?\b|pounds?\b|dollars?\b)|\d\s?[ap]\.?m\b|\b\d\d?[:.]\d\d\b"
    rf"|\b\d\d?(?:st|nd|rd|th|\.)?\s{MONTH}\b|\b{MONTH}\s\d"
    rf"|(?<!every )(?<!each )\b(?:{'|'.join(WEEKDAYS)})\b",
    re.I,
)
"""A price, a day or an hour, which no box that asks for an address says."""
_LABEL = re.compile(r"[^.!?]{0,40}:|\W*|\W{0,3}\[?\w{1,12}\]?\W{0,3}")
_LONGEST_OFFER = 600
_LONGEST_LETTER_BOX = 250
_WRAPPERS = 4
_MOST_FIELDS = 50
_LONGEST_HEADING = 120
_LONGEST_NOTICE = 1_200
_LEFT = 100  # characters of paragraphs that stay, or a name does not stand for what readers wrote
_LONGEST_LABEL = 60
_LOOKED_AT, _SIBLINGS = 20, 20  # elements before one
_PARAGRAPH, _ENOUGH = 100, 3  # characters of a paragraph of text, and how many there must be
_LEAST_LINK = 12
_LINK_SHARE = 0.9
_LONGEST_TEASER = 250
_BLOCKS = ("div", "section", "aside", "p", "dialog", "footer", "header", "form", "ul", "ol", "li")


def drop_surroundings(tree: Element) -> None:
    """Empties what readers wrote and what asks for consent, wherever it stands."""
    if not _is_forum(tree):
        _drop_named(tree)
        _drop_headed(tree)
    for trail in breadcrumbs(tree):
        empty(trail)
    for element in list(tree.iter("div", "section", "p", "dialog", "aside", "form")):
        _drop_notice(element)
    _drop_offers(tree)
    _drop_letter_boxes(tree)
    _drop_links(tree)


def _is_forum(tree: Element) -> bool:
    """Whether what readers wrote is what the page is about."""
    scripts = (e.text or "" for e in tree.iter("script") if "ld+json" in (e.get("type") or ""))
    return any("DiscussionForumPosting" in text or "QAPage" in text for text in scripts)


def _drop_named(tree: Element) -> None:
    named = [
        element
        for element in tree.iter(*_BLOCKS)
        if _NAMES.search(f"{element.get('class', '')[:500]} {element.get('id', '')[:100]}")
        and element.tag not in ("article", "main")
        and next(element.iter("h1", "main"), None) is None
    ]
    if not named:
        return
    left = {id(element) for element in named}
    outside = 0
    for paragraph in tree.iter("p", "li", "td", "h1", "h2"):
        if not any(id(above) in left for above in paragraph.iterancestors()):
            outside += _length(paragraph)
    if outside >= _LEFT:
        for element in named:
            empty(element)


def _drop_headed(tree: Element) -> None:
    """Empties what stands below a heading that announces what readers wrote."""
    before = 0
    for element in list(tree.iter(*HEADINGS, "p", "div", "span", "strong", "summary", "button")):
        text = short_text(element)
        if not text or not _READERS.fullmatch(text):
            before += _length(element) if element.tag == "p" else 0
            continue
        if before < _LEFT:
            continue
        heading = element
        parent = heading.getparent()
        while parent is not None and parent.tag not in ("body", "article", "main", "html"):
            # the heading may be wrapped, alone
            if short_text(parent) != text:
                break
            heading, parent = parent, parent.getparent()
        if parent is None:
            continue
        opens = _is_first(heading)
        if (
            opens
            and parent.tag not in ("body", "article", "main", "html")
            and not _has_title(parent)
        ):
            empty(parent)
            continue
        level = element.tag if element.tag in HEADINGS else "h6"
        following = heading.getnext()
        while following is not None:
            ends = following.tag in HEADINGS and following.tag <= level
            if ends or following.tag in ("footer", "article", "main") or _has_title(following):
                break
            empty(following)
            following = following.getnext()
        empty(heading)


def _has_title(element: Element) -> bool:
    return next(element.iter("h1"), None) is not None


def _is_first(element: Element) -> bool:
    """Whether no text stands before an element in its parent."""
    parent = element.getparent()
    if (parent.text or "").strip():
        return False
    return not any(
        "".join(islice(e.itertext(), 20)).strip()
        for e in islice(element.itersiblings(preceding=True), _SIBLINGS)
    )


def _drop_notice(element: Element) -> None:
    """Empties a block that asks for consent, with what it stands in alone."""
    text = short_text(element, _LONGEST_NOTICE)
    if not text or not _CONSENT.search(text) or element.getparent() is None:
        return
    asks = next(element.iter("button", "a", "input"), None) is not None
    inside = next(element.iterancestors("article", "main"), None) is not None
    if _has_title(element) or (inside and not asks) or len(element.findall(".//p")) > 4:
        return
    sentences = text.count(". ") + 1
    if inside and sentences > 4:
        return
    empty(element)


def _drop_offers(tree: Element) -> None:
    """Empties the small blocks that offer a newsletter."""
    for element in list(tree.iter(*_BLOCKS)):
        names = f"{element.get('class', '')[:300]} {element.get('id', '')[:100]}"
        if (
            _OFFERS.search(names)
            and short_text(element, _LONGEST_OFFER)
            and not _has_title(element)
        ):
            empty(element)


def _drop_letter_boxes(tree: Element) -> None:
    """Empties the small blocks that ask for an address to send a newsletter to."""
    for field in list(islice(filter(_is_for_address, tree.iter("input")), _MOST_FIELDS)):
        asks = None
        for around in islice(field.iterancestors("div", "section", "form", "aside"), _WRAPPERS):
            text = short_text(around, _LONGEST_LETTER_BOX)
            if not text or _has_title(around) or _TELLS.search(text):
                break
            if _LETTER.search(text):
                asks = around
        if asks is not None:
            empty(asks)


def _is_for_address(field: Element) -> bool:
    """Whether a field takes up an address for mail."""
    names = (field.get(name) or "" for name in ("type", "name", "placeholder"))
    return "mail" in " ".join(names).lower()


def _drop_links(tree: Element) -> None:
    """Empties what between paragraphs of text only links to other pages.

    Where a page is hardly more than links they are what it says, and stay.
    """
    paragraphs = [(p, _length(p)) for p in tree.iter("p")]
    long = [length for _, length in paragraphs if length >= _PARAGRAPH]
    if len(long) < _ENOUGH:
        return
    for box in list(tree.iterfind(".//p//span")):
        if _is_box(box):
            empty(box)
    links = [p for p, length in paragraphs if length and is_link(p)]
    lists = [e for e in tree.iter("ul", "ol") if _is_link_list(e)]
    linked = sum(map(_length, links)) + sum(map(_length, lists))
    if linked > sum(long):
        return
    for element in (*links, *lists):
        before = islice(element.itersiblings(preceding=True), _LOOKED_AT)
        above = next((e for e in before if _length(e)), None)
        if above is not None and above.tag in ("p", *HEADINGS):
            text = short_text(above, _LONGEST_LABEL)
            if text and (
                above.tag != "p" or not text.endswith((".", "!", "?")) or text[-3:] == "..."
            ):
                empty(above)
        empty(element)


def is_link(paragraph: Element) -> bool:
    """Whether a paragraph is a link to another page, with at most a label before or after it."""
    links = list(paragraph.iter("a"))
    if not links or any(not _leads_away(link) for link in links):
        return False
    if next(paragraph.iterancestors("li", "td", "th", "blockquote", "figure"), None) is not None:
        return False
    length = _length(paragraph)
    linked = sum(map(_length, links))
    if linked < _LEAST_LINK or linked < length / 2:
        return False
    rest = "".join(paragraph.itertext())
    for link in links:
        rest = rest.replace("".join(link.itertext()), "\n", 1)
    return all(_LABEL.fullmatch(part.strip()) for part in rest.split("\n"))


def _is_link_list(element: Element) -> bool:
    """Whether each item of a list is a link to another page."""
    items = [item for item in element if item.tag == "li" and _length(item)]
    if len(items) < 2 or next(element.iterancestors("table", "li"), None) is not None:
        return False
    for item in items:
        links = list(item.iter("a"))
        if not links or not all(map(_leads_away, links)):
            return False
        linked = sum(map(_length, links))
        if linked < _LINK_SHARE * _length(item) and not _is_teaser(item, len(items)):
            return False
    return True


def _is_teaser(item: Element, count: int) -> bool:
    """Whether an item, one of so many, is the linked headline of another page and a few words."""
    headline = next(item.iter(*HEADINGS), None)
    linked = headline is not None and next(headline.iter("a"), None) is not None
    return linked and count >= _ENOUGH and _length(item) <= _LONGEST_TEASER


def _leads_away(link: Element) -> bool:
    href = (link.get("href") or "").strip().lower()
    return bool(href) and not href.startswith(("#", "mailto:", "tel:", "javascript:"))


def _is_box(element: Element) -> bool:
    """Whether an element in a paragraph is a box of links, glued to the word that it is about."""
    about = element.getprevious()
    if about is None or about.tail or not _length(about):
        return False
    links = list(element.iter("a"))
    length = _length(element)
    return len(links) > 1 and length > _PARAGRAPH and sum(map(_length, links)) > 0.8 * length


def short_text(element: Element, longest: int = _LONGEST_HEADING) -> str:
    """The words in an element; empty if there are more than a heading has."""
    parts: list[str] = []
    length = 0
    for part in element.itertext():
        length += len(part)
        if length > 4 * longest:
            return ""
        parts.append(part)
    text = " ".join("".join(parts).split())
    return text if len(text) <= longest else ""


def _length(element: Element) -> int:
    return sum(len(part.strip()) for part in element.itertext())
