"""The original of a source: its page as a picture with the sentence lit, or its text around it.

Pure functions of their arguments; everything of a document is escaped. The picture is ours, drawn
by the server, and stands in the page as data.
"""

import base64
from collections.abc import Iterator
from dataclasses import dataclass, replace

from index.documents.pages import DrawnPage
from index.types import Box, Document, Span
from ui.render.html import date_to_html, is_address, link_to_html, text_to_html
from ui.render.text import count

AROUND = 2_500
"""Characters of the text that are shown before and after the sentence at first."""
STEP = 10_000
"""How many more are shown each time."""
MOST = 200_000
"""The most that are shown on one side."""
LONGEST_MARK = 20_000
"""Characters of the longest stretch that is marked."""

_SHARES = 10_000  # of the side of a page, in which boxes are drawn
_TITLE = "original-title"
_OWN_TEXT = "Shown is the text as it was indexed."
_ROUGHLY = "Whole lines are marked: where on them the words stand is not known."


@dataclass(frozen=True, slots=True)
class Original:
    """What is shown of a document.

    Attributes:
        document: as the index has it.
        span: of the sentence.
        page: of its file, drawn; None if it has none.
        before: characters of the text that are shown before the sentence, where that is shown.
        after: the same after it.
        whole: whether the document is opened and no sentence of it, so that nothing is marked.
    """

    document: Document
    span: Span
    page: DrawnPage | None = None
    before: int = AROUND
    after: int = AROUND
    whole: bool = False


def original_button(span: Span, name: str = "Open at the sentence", *, whole: bool = False) -> str:
    """What opens the original at a sentence, or another stretch; `page.js` reads which.

    Args:
        span: to open it at.
        name: of the button.
        whole: whether nothing is marked there.
    """
    return (
        f'<button type="button" class="action open-original" {_place(span, whole)}>{name}</button>'
    )


def original_to_html(original: Original) -> str:
    """The inside of a dialog: what the document is, and the page or the text at the sentence."""
    drawn = original.page
    document, span = original.document, original.span
    if drawn and drawn.png and original.whole:
        body = _sheet_to_html(document, span, replace(drawn, boxes=()), whole=True)
    elif drawn and drawn.png:
        body = _why(drawn.why) + _page_to_html(document, span, drawn)
    else:
        why = _why(f"{drawn.why} {_OWN_TEXT}".strip()) if drawn else ""
        body = why + _text_to_html(original)
    return _view_to_html(document.title, _about(document, span), body)


def _why(text: str) -> str:
    """Why it is shown as it is; "" where there is nothing to say."""
    return f'<p class="note" role="status">{text_to_html(text)}</p>' if text else ""


def failure_in_dialog(text: str) -> str:
    """The inside of the dialog where nothing can be shown."""
    said = f'<p class="note" role="alert">{text_to_html(text)}</p>'
    return _view_to_html("The original", "", said)


def _view_to_html(title: str, about: str, body: str) -> str:
    return (
        f'<div class="original-view"><header><div><h2 id="{_TITLE}" dir="auto">'
        f"{text_to_html(title)}</h2>{about}</div>"
        '<button type="button" class="action" data-close="" aria-label="Close">Close</button>'
        f"</header>{body}</div>"
    )


def _about(document: Document, span: Span) -> str:
    """When it was published, and where it is from: its file and its address, as they are."""
    row = document.row(span.start)
    known = (
        date_to_html(document),
        f"<span>row {row:,}</span>" if row else "",
        f"<span>at {clock}</span>" if (clock := document.clock(span.start)) else "",
        f'<code dir="auto">{text_to_html(document.source)}</code>',
        _address(document.url),
    )
    return f'<p class="about">{" ".join(filter(None, known))}</p>'


def _address(url: str | None) -> str:
    """The address as it is written, which is a link if it is one of the web."""
    if not url:
        return ""
    if is_address(url):
        return link_to_html(url, whole=True)
    return f'<code dir="auto">{text_to_html(url)}</code>'


# A page


def _page_to_html(document: Document, span: Span, drawn: DrawnPage) -> str:
    note = f'<p class="note quiet">{_ROUGHLY}</p>' if drawn.roughly and drawn.boxes else ""
    pages = sorted({page for page, _ in document.boxes(span)})
    if len(pages) > 1:
        note += (
            f'<p class="note quiet">The sentence runs from page {pages[0]:,} to {pages[-1]:,}.</p>'
        )
    return _sheet_to_html(document, span, drawn, note) + _quote(document, span)


def _sheet_to_html(
    document: Document, span: Span, drawn: DrawnPage, note: str = "", *, whole: bool = False
) -> str:
    """The page with its boxes, below what turns it and a note."""
    what = f"Page {drawn.number:,} of {drawn.count:,}"
    printed = f", printed as “{text_to_html(drawn.label)}”" if drawn.label else ""
    boxes = "".join(map(_rectangle, drawn.boxes))
    picture = base64.b64encode(drawn.png).decode("ascii")
    lit = "" if whole else "; the sentence is marked" if boxes else "; nothing is marked"
    return (
        f"{_turning(document, span, drawn, f'{what}{printed}', whole)}{note}"
        f'<div class="paper" tabindex="0" role="region" aria-label="{what}{lit}">'
        f'<div class="sheet"><img alt="{what}, as a picture" width="{drawn.width}" '
        f'height="{drawn.height}" src="data:image/png;base64,{picture}">'
        f'<svg viewBox="0 0 {_SHARES} {_SHARES}" preserveAspectRatio="none" aria-hidden="true">'
        f"{boxes}</svg></div></div>"
    )


def _turning(document: Document, span: Span, drawn: DrawnPage, what: str, whole: bool) -> str:
    """The buttons that turn pages, and where one is."""
    own = document.page(span.start) or 1
    before = drawn.number - 1 if drawn.number > 1 else None
    after = drawn.number + 1 if drawn.number < drawn.count else None
    away = drawn.number != own and not whole
    back = _turn(span, own, "Back to the sentence", "back") if away else ""
    turns = ""
    if drawn.count > 1:
        turns = _turn(span, before, "Previous page", "before", whole) + _turn(
            span, after, "Next page", "after", whole
        )
    larger = (
        '<button type="button" class="action" data-larger="" aria-pressed="false">Larger</button>'
    )
    return (
        f'<nav class="turning" aria-label="Pages"><span role="status">{what}</span>'
        f"{turns}{back}{larger}</nav>"
    )


def _turn(span: Span, page: int | None, name: str, key: str, whole: bool = False) -> str:
    off = "" if page else " disabled"
    return (
        f'<button type="button" class="action" data-turn="{key}" {_place(span, whole)} '
        f'data-page="{page or ""}"{off}>{name}</button>'
    )


def _rectangle(box: Box) -> str:
    left, top, right, bottom = (round(share * _SHARES) for share in box)
    return (
        f'<rect class="lit" x="{left}" y="{top}" width="{right - left}" '
        f'height="{bottom - top}" rx="12"/>'
    )


def _quote(document: Document, span: Span) -> str:
    """The sentence in words, which a picture has none of."""
    words = text_to_html(" ".join(document.slice(span).split()))
    return f'<blockquote dir="auto" tabindex="0"><mark>{words}</mark></blockquote>'


# A text


def _text_to_html(original: Original) -> str:
    text, span = original.document.text, original.span
    start = _line_start(text, max(0, span.start - min(original.before, MOST)))
    end = _line_end(text, min(len(text), span.end + min(original.after, MOST)))
    marked = (0, 0) if original.whole else (span.start, span.end)
    lines = "".join(_lines(text, start, end, *marked))
    above, below = _more(original, start, "before"), _more(original, len(text) - end, "after")
    return (
        '<div class="paper words" tabindex="0" role="region" aria-label="The text of the document">'
        f"{above}{lines}{below}</div>"
    )


def _lines(text: str, start: int, end: int, begun: int, ended: int) -> Iterator[str]:
    """The lines of a stretch, each a paragraph; what is from `begun` to `ended` in a `<mark>`."""
    at = start
    for line in text[start:end].split("\n"):
        if line.strip():
            first = min(max(begun - at, 0), len(line))
            last = min(max(ended - at, 0), len(line))
            parts = [text_to_html(part) for part in (line[:first], line[first:last], line[last:])]
            mark = f'<mark class="lit">{parts[1]}</mark>' if first < last else ""
            yield f'<p dir="auto">{parts[0]}{mark}{parts[2]}</p>'
        at += len(line) + 1


def _more(original: Original, left: int, side: str) -> str:
    """What shows more of the text on a side, or says how much is not shown; "" if all of it is."""
    if left <= 0:
        return ""
    shown = {"before": original.before, "after": original.after}
    if shown[side] >= MOST:
        return f'<p class="note">{count(left, "character")} more {side} are not shown.</p>'
    shown[side] = min(shown[side] + STEP, MOST)
    place = _place(original.span, original.whole)
    return (
        f'<button type="button" class="action" data-turn="{side}" {place} '
        f'data-before="{shown["before"]}" data-after="{shown["after"]}">'
        f"More {side} ({count(left, 'character')})</button>"
    )


def _line_start(text: str, at: int) -> int:
    """The start of the line that holds an offset, if it is near."""
    start = text.rfind("\n", max(0, at - AROUND), at) + 1
    return start if start else (0 if at <= AROUND else at)


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at, at + AROUND)
    return end if end >= 0 else (len(text) if len(text) - at <= AROUND else at)


def _place(span: Span, whole: bool = False) -> str:
    flag = ' data-whole="yes"' if whole else ""
    return (
        f'data-original="{text_to_html(span.doc_id)}" data-start="{span.start}" '
        f'data-end="{span.end}"{flag}'
    )
