"""An answer as HTML for the page: what is said on one side, its sources on the other.

Pure functions of their arguments; everything of a document is escaped.
"""

import re
from collections.abc import Iterable, Sequence
from html import escape

from index.types import Document, Hit, Span
from qa.types import Answer, Citation, Claim
from ui.render.html import check_anchor, date_to_html, file_to_html, link_to_html, text_to_html
from ui.render.labels import label
from ui.render.original import original_button
from ui.render.scope import drawn_to_text, time_to_text
from ui.render.text import (
    NEAREST,
    NOT_ANSWERED,
    SHORT,
    elsewhere,
    headings,
    place_in_file,
    plain,
    reports,
    shorten,
)
from ui.render.versions import disagreement_to_html, versions_to_html

UNCITED = 8
"""Passages that were read but not cited, at most so many are shown."""

_LONG_WORD = 24
_BLANK_LINES = re.compile(r"\n\s*\n")


def answer_to_html(answer: Answer, anchor: str = "answer") -> str:
    """What is said, with its markers as buttons; the other half is `evidence_to_html`.

    Args:
        answer: what to show.
        anchor: begins the ids of the sources; must differ between the answers of one page, and
            hold only ASCII letters, digits and hyphens.

    Returns:
        HTML for the body of a page, without scripts, styles or handlers. Where the documents do
        not answer: sentences that say so, and why the best evidence is no answer.

    Raises:
        ValueError: if `anchor` holds another character.
    """
    notes = "".join(f'<p class="note">{text_to_html(note)}</p>' for note in answer.notes)
    notes += time_to_html(answer) + drawn_to_html(answer)
    if answer.instead:
        return f'<p class="back" dir="auto">{text_to_html(answer.instead)}</p>'
    if answer.abstained:
        said = f"<p>{NOT_ANSWERED}</p>{reason_to_html(answer)}{_advice(answer)}"
        return f'{notes}<div class="abstained">{said}</div>'
    return said_to_html(answer, anchor) + disagreement_to_html(answer) + notes


def said_to_html(answer: Answer, anchor: str) -> str:
    """In short, the items or the claims, and what is not answered; `anchor` as above.

    Claims on several things stand under what they are about.
    """
    check_anchor(anchor)
    said = f'<p class="short" dir="auto">{text_to_html(answer.short)}.</p>' if answer.short else ""
    if answer.items:
        said += items_to_html(answer, anchor)
    else:
        begins, heading = headings(answer), ""
        for place, claim in enumerate(answer.claims):
            if place in begins:
                heading = begins[place]
                said += f'<h3 class="about" dir="auto">{text_to_html(begins[place])}</h3>'
            said += _claim_to_html(answer, claim, anchor, heading)
    rest = (answer.extent, *answer.missing)
    return said + "".join(
        f'<p class="missing" dir="auto">{text_to_html(text)}</p>' for text in rest if text
    )


def items_to_html(answer: Answer, anchor: str) -> str:
    """The items of a list with the markers of their sources; `anchor` as above."""
    items = "".join(
        f'<li dir="auto">{text_to_html(item.text)}'
        f"{_markers_to_html(map(answer.marker, item.citations), anchor)}</li>"
        for item in answer.items
    )
    return f'<ul class="items">{items}</ul>'


def time_to_html(answer: Answer) -> str:
    """How the time in the question was read; "" where it names none."""
    read = time_to_text(answer)
    return f'<p class="note" dir="auto">{text_to_html(read)}</p>' if read else ""


def drawn_to_html(answer: Answer) -> str:
    """Which documents were looked in; "" where that was all of them."""
    if answer.instead or not (answer.scope or answer.inferred):
        return ""
    return f'<p class="note" dir="auto">{text_to_html(drawn_to_text(answer))}</p>'


def claims_to_html(answer: Answer, anchor: str) -> str:
    """The claims alone, with their markers; `anchor` as for `answer_to_html`."""
    check_anchor(anchor)
    return "".join(_claim_to_html(answer, claim, anchor) for claim in answer.claims)


def reason_to_html(answer: Answer) -> str:
    """Why the best evidence is no answer; "" where that is not known."""
    return f'<p dir="auto">{text_to_html(answer.reason)}</p>' if answer.reason else ""


def evidence_to_html(answer: Answer, anchor: str = "answer") -> str:
    """The sources by first use, the first one open, each sentence marked in its passage.

    Below them, folded away, what was read but not cited; without claims, the nearest passages.

    Args:
        answer: as for `answer_to_html`.
        anchor: as for `answer_to_html`.

    Raises:
        ValueError: if `anchor` holds another character than ASCII letters, digits and hyphens.
    """
    check_anchor(anchor)
    if answer.abstained:
        nearest = _hits_to_html(answer.hits[:NEAREST], anchor, "nearest", first_open=True)
        return f"<h3>The nearest passages</h3>{nearest}" if nearest else ""
    sources = "".join(
        _source_to_html(n, source, answer, anchor)
        for n, source in enumerate(answer.sources, start=1)
    )
    cited = {source.span for source in answer.sources}
    others = [
        hit for hit in answer.hits if not any(hit.passage.span.contains(span) for span in cited)
    ]
    unread = _hits_to_html(others[:UNCITED], anchor, "uncited")
    if unread:
        title = f"Read, but not cited ({len(others[:UNCITED])} of {len(others)})"
        unread = f'<details class="uncited"><summary>{title}</summary>{unread}</details>'
    held = reports(answer)
    note = f'<p class="note">{escape(held)}</p>' if held else ""
    return f'<h3>Sources</h3><ol class="sources">{sources}</ol>{note}{unread}'


def _claim_to_html(answer: Answer, claim: Claim, anchor: str, heading: str = "") -> str:
    """A claim with its markers; below it whose words these are, if no heading says that."""
    markers = _markers_to_html(answer.markers(claim), anchor)
    documents = [source.document for source in claim.citations]
    known = {label(document): None for document in documents if document.title != heading}
    said = "".join(f'<span class="label" dir="auto">{text_to_html(text)}</span>' for text in known)
    below = f'<p class="labels">{said}</p>' if said else ""
    words, space, last = claim.said.rpartition(" ")
    if len(last) > _LONG_WORD:
        return f'<p class="claim" dir="auto">{text_to_html(claim.said)}{markers}</p>{below}'
    # the markers stay on the line of the last word
    end = f'<span class="end">{text_to_html(last)}{markers}</span>'
    return f'<p class="claim" dir="auto">{text_to_html(words + space)}{end}</p>{below}'


def _markers_to_html(numbers: Iterable[int], anchor: str) -> str:
    return "".join(
        f'&nbsp;<button type="button" class="marker" data-source="{anchor}-{n}" '
        f'aria-controls="{anchor}-{n}" aria-label="Source {n}">{n}</button>'
        for n in numbers
    )


def _advice(answer: Answer) -> str:
    """What to do where nothing is said."""
    if not answer.hits:
        return "<p>There is nothing near it either. Are the right documents here?</p>"
    return (
        "<p>Nothing that was read answers it surely enough to be said. "
        "The nearest passages are shown instead; ask in other words, or add documents.</p>"
    )


def _source_to_html(number: int, source: Citation, answer: Answer, anchor: str) -> str:
    return _card(
        f'<span class="number">{number}</span>',
        source.document,
        source.span,
        in_context(answer.hits, source),
        below="".join(f'<p class="about">Also in {escape(text)}</p>' for text in elsewhere(source))
        + versions_to_html(source),
        attributes=f'id="{anchor}-{number}" name="{anchor}"{" open" if number == 1 else ""}',
    )


def _hits_to_html(hits: Sequence[Hit], anchor: str, kind: str, *, first_open: bool = False) -> str:
    """Passages as a list, each folded under its title; "" if there are none."""
    cards = "".join(
        _card(
            "",
            hit.passage.document,
            hit.passage.span,
            tidy(hit.passage.text),
            attributes=f'name="{anchor}-{kind}"{" open" if first_open and n == 0 else ""}',
        )
        for n, hit in enumerate(hits)
    )
    return f'<ol class="sources {kind}">{cards}</ol>' if cards else ""


def _card(
    number: str, document: Document, span: Span, words: str, *, attributes: str, below: str = ""
) -> str:
    """One source: its title, which unfolds what is known about it and `words`, which is HTML."""
    about = about_to_html(document, span)
    opens = original_button(span) if number else original_button(span, "Open at this place")
    title = f'<cite dir="auto">{text_to_html(document.title)}</cite>'
    return (
        f"<li><details {attributes}><summary>{number}{title}</summary>"
        + (f'<p class="about">{about}</p>' if about else "")
        + f'<blockquote dir="auto">{words}</blockquote>{below}'
        + f'<div class="actions">{opens}</div></details></li>'
    )


def about_to_html(document: Document, span: Span) -> str:
    """Date, place in the file, file and address, as far as they are known; "" if nothing is."""
    known = (
        date_to_html(document),
        *(f"<span>{escape(place)}</span>" for place in place_in_file(document, span)),
        file_to_html(document),
        link_to_html(document.url),
    )
    return " ".join(filter(None, known))


def in_context(hits: Sequence[Hit], source: Citation) -> str:
    """The passage of the hits with the sentence in a `<mark>`, between some words from around it.

    In the sentence the words that answer are in a `<b>`. Without a hit that holds the sentence,
    there are only the words around it.
    """
    span, text = source.span, source.document.text
    passage = next((h.passage.span for h in hits if h.passage.span.contains(span)), span)
    before, after = text[: passage.start], text[passage.end :]
    if len(before) > SHORT:
        before = "… " + before[-SHORT:].partition(" ")[2]
    parts = (
        _around(before),
        tidy(text[passage.start : span.start]),
        f"<mark>{_with_words(source)}</mark>",
        tidy(text[span.end : passage.end]),
        _around(shorten(after, SHORT)),
    )
    return "".join(parts)


def _around(text: str) -> str:
    """Words from before or after the passage."""
    return f'<span class="around">{tidy(text)}</span>' if text.strip() else ""


def tidy(text: str) -> str:
    """Words of a document with their lines, less empty ones."""
    return text_to_html(_BLANK_LINES.sub("\n", text))


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
