"""Shows answers as HTML, for the page.

Pure functions of their arguments. Nothing of a document reaches a page as it is: control characters
are replaced, HTML is escaped, and the one thing of a document that becomes a link is an `http(s)`
address, named by its host.
"""

import re
from collections.abc import Sequence
from html import escape
from pathlib import PurePath
from urllib.parse import urlsplit

from index.types import Document, Hit, Span
from qa.types import Answer, Citation, Claim
from ui.render import NEAREST, NOT_ANSWERED, SHORT, plain, shorten

_BLANK_LINES = re.compile(r"\n\s*\n")
_ADDRESS = re.compile(r"https?://[^\s\x00-\x20\x7f-\xa0\"'<>\\`]+", re.IGNORECASE)


def answer_to_html(answer: Answer, anchor: str = "answer") -> str:
    """The claims, their markers as links, and the sources with the cited sentence marked.

    Args:
        answer: what to show.
        anchor: begins the ids of the sources; must differ between the answers of one page, and
            hold only ASCII letters, digits and hyphens.

    Returns:
        HTML for the body of a page, without scripts, styles or handlers. Where the documents do
        not answer: a sentence that says so and the nearest passages, if any.

    Raises:
        ValueError: if `anchor` holds another character.
    """
    if not re.fullmatch(r"[A-Za-z0-9-]+", anchor):
        raise ValueError(f"an anchor holds letters, digits and hyphens, not {anchor!r}")
    notes = "".join(f'<p class="note">{text_to_html(note)}</p>' for note in answer.notes)
    if answer.back:
        return f'<p class="back" dir="auto">{text_to_html(answer.back)}</p>'
    if answer.abstained:
        nearest = _nearest_to_html(answer.hits[:NEAREST])
        return f'{notes}<p class="abstained">{NOT_ANSWERED}</p>{nearest}'
    claims = claims_to_html(answer, anchor)
    sources = "".join(
        _card(f'id="{anchor}-{n}" tabindex="-1"', f"[{n}]", s.document, s.span, _marked(answer, s))
        for n, s in enumerate(answer.sources, start=1)
    )
    return f'{notes}{claims}<h3>Sources</h3><ol class="sources">{sources}</ol>'


def claims_to_html(answer: Answer, anchor: str) -> str:
    """The claims alone, with their markers; `anchor` as for `answer_to_html`."""
    return "".join(_claim_to_html(answer, claim, anchor) for claim in answer.claims)


def text_to_html(text: str) -> str:
    """`text` made plain and escaped, for the inside of an element or of a quoted attribute."""
    return escape(plain(text))


def _claim_to_html(answer: Answer, claim: Claim, anchor: str) -> str:
    links = "".join(
        f'&nbsp;<a class="marker" href="#{anchor}-{n}" aria-label="Source {n}">[{n}]</a>'
        for n in answer.markers(claim)
    )
    return f'<p class="claim" dir="auto">{text_to_html(claim.text)}{links}</p>'


def _nearest_to_html(hits: Sequence[Hit]) -> str:
    if not hits:
        return ""
    cards = "".join(
        _card(
            'class="nearest"',
            "",
            hit.passage.document,
            hit.passage.span,
            text_to_html(_BLANK_LINES.sub("\n", shorten(hit.passage.text, 2 * SHORT))),
        )
        for hit in hits
    )
    return f'<h3>The nearest passages</h3><ol class="sources">{cards}</ol>'


def _card(attributes: str, marker: str, document: Document, span: Span, words: str) -> str:
    """One source: what is known about the document, then `words`, which is HTML."""
    name = _file_name(document.source)
    page = document.page(span.start)
    known = (
        f'<span class="marker">{marker}</span>' if marker else "",
        f'<cite dir="auto">{text_to_html(document.title)}</cite>',
        f"<time>{text_to_html(document.published)}</time>" if document.published else "",
        f"<span>page {page}</span>" if page else "",
        f'<span dir="auto">{text_to_html(name)}</span>' if name != document.title else "",
        _link(document.url),
    )
    about = " ".join(filter(None, known))
    return (
        f'<li {attributes}><p class="about">{about}</p><blockquote dir="auto">{words}'
        "</blockquote></li>"
    )


def _marked(answer: Answer, source: Citation) -> str:
    """The sentence in a `<mark>`, within the passage that it was found in, if it is a hit.

    In it the words that answer are in a `<b>`.
    """
    span, text = source.span, source.document.text
    around = next((h.passage.span for h in answer.hits if h.passage.span.contains(span)), span)
    before = text[around.start : span.start]
    if len(before) > SHORT:
        before = "… " + before[-SHORT:].partition(" ")[2]
    after = shorten(text[span.end : around.end], SHORT)
    before, after = _BLANK_LINES.sub("\n", before), _BLANK_LINES.sub("\n", after)
    return f"{text_to_html(before)}<mark>{_with_words(source)}</mark>{text_to_html(after)}"


def _with_words(source: Citation) -> str:
    """The quote with the words that answer in a `<b>`, unless that would change how it reads."""
    quote = source.quote
    start, end = (0, 0)
    if source.answer:
        start, end = source.answer.start - source.span.start, source.answer.end - source.span.start
    parts = [plain(part) for part in (quote[:start], quote[start:end], quote[end:])]
    if not parts[1] or "".join(parts) != plain(quote):
        return text_to_html(quote)
    return f"{escape(parts[0])}<b>{escape(parts[1])}</b>{escape(parts[2])}"


def _file_name(source: str) -> str:
    """The last part of the path, with the id of the document in the file, if it is one of many."""
    path, sign, place = source.partition("#")
    return PurePath(path).name + sign + place


def _link(url: str | None) -> str:
    """A link named by its host; "" unless the address is a whole `http` or `https` one."""
    if not url or not _ADDRESS.fullmatch(url):
        return ""
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return ""
    if not host:
        return ""
    return (
        f'<a href="{text_to_html(url)}" target="_blank" rel="noopener noreferrer nofollow">'
        f"{text_to_html(host)}</a>"
    )
