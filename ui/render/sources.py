"""What an answer rests on, as HTML for the page: a card for each document that it cites.

Pure functions of their arguments; everything of a document is escaped.
"""

import re
from collections.abc import Iterator, Sequence
from html import escape

from index.types import Document, Hit, Span
from qa.types import Answer, Citation
from ui.render.cited import Numbered, by_document
from ui.render.html import check_anchor, date_to_html, file_to_html, link_to_html, text_to_html
from ui.render.labels import host_of
from ui.render.original import original_button
from ui.render.text import (
    NEAREST,
    SHORT,
    count,
    disagreement_at,
    elsewhere,
    place_in_file,
    plain,
    reports,
    shorten,
)
from ui.render.versions import versions_to_html

UNCITED = 8
"""Passages that were read but not cited, at most so many are shown."""

_BLANK_LINES = re.compile(r"\n\s*\n")


def evidence_to_html(answer: Answer, anchor: str = "answer") -> str:
    """The cited documents by first use, the first one open, each cited sentence marked.

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
    cards = "".join(
        _cited_to_html(place, cited, answer, anchor)
        for place, cited in enumerate(by_document(answer), start=1)
    )
    spans = {source.span for source in answer.sources}
    others = [
        hit for hit in answer.hits if not any(hit.passage.span.contains(span) for span in spans)
    ]
    unread = _hits_to_html(others[:UNCITED], anchor, "uncited")
    if unread:
        title = f"Read, but not cited ({len(others[:UNCITED])} of {count(len(others), 'passage')})"
        unread = f'<details class="uncited"><summary>{title}</summary>{unread}</details>'
    held = reports(answer)
    note = f'<p class="note">{escape(held)}</p>' if held else ""
    return f'<h3>Sources</h3><ol class="sources">{cards}</ol>{note}{unread}'


def _cited_to_html(place: int, cited: Sequence[Numbered], answer: Answer, anchor: str) -> str:
    """The card of a document: its cited sentences in the order of its text, each with its place."""
    document, alone = cited[0][1].document, len(cited) == 1
    body = ""
    for passage, inside in _stretches(answer.hits, cited):
        words = _stretch_to_html(passage, [(_mark(n, anchor, alone), one) for n, one in inside])
        body += f'<blockquote dir="auto">{words}</blockquote>'
        if not alone:
            body += "".join(_place(number, one) for number, one in inside)
    also = elsewhere(*(one for _, one in cited))
    body += "".join(f'<p class="about">Also in {escape(text)}</p>' for text in also)
    if differs := disagreement_at(answer, document):
        body += f'<p class="about" dir="auto">{text_to_html(differs)}</p>'
    if alone:
        (_, only) = cited[0]
        opens = original_button(only.span)
        body += f'{versions_to_html(only)}<div class="actions">{opens}</div>'
    numbers = ", ".join(str(number) for number, _ in cited)
    return _card(
        f'<span class="number">{numbers}</span>',
        document,
        about_to_html(document, cited[0][1].span if alone else None),
        body,
        attributes=f'id="{anchor}-d{place}" name="{anchor}"{" open" if place == 1 else ""}',
    )


def _mark(number: int, anchor: str, alone: bool) -> str:
    """What begins a sentence; the number in front of it where there are several."""
    named = "" if alone else f'<span class="number">{number}</span>&nbsp;'
    return f'{named}<mark id="{anchor}-{number}" tabindex="-1">'


def _place(number: int, source: Citation) -> str:
    """What opens the original at one of several sentences, where that is, and its versions."""
    opens = original_button(source.span, f"Open at the sentence {number}")
    places = "".join(
        f"<span>{escape(text)}</span>" for text in place_in_file(source.document, source.span)
    )
    return f'<div class="actions">{opens}{places}</div>{versions_to_html(source)}'


def _hits_to_html(hits: Sequence[Hit], anchor: str, kind: str, *, first_open: bool = False) -> str:
    """Passages as a list, each folded under its title; "" if there are none."""
    cards = ""
    for n, hit in enumerate(hits):
        document, span = hit.passage.document, hit.passage.span
        opens = original_button(span, "Open at this place")
        cards += _card(
            "",
            document,
            about_to_html(document, span),
            f'<blockquote dir="auto">{tidy(hit.passage.text)}</blockquote>'
            f'<div class="actions">{opens}</div>',
            attributes=f'name="{anchor}-{kind}"{" open" if first_open and n == 0 else ""}',
        )
    return f'<ol class="sources {kind}">{cards}</ol>' if cards else ""


def _card(number: str, document: Document, about: str, body: str, *, attributes: str) -> str:
    """A document: its title, which unfolds what is known about it, and a body."""
    title = f'<cite dir="auto">{text_to_html(document.title)}</cite>'
    return (
        f"<li><details {attributes}><summary>{number}{title}</summary>"
        + (f'<p class="about">{about}</p>' if about else "")
        + f"{body}</details></li>"
    )


def about_to_html(document: Document, span: Span | None) -> str:
    """Date, publisher, place in the file, file and address, as far as they are known, or "".

    Args:
        document: of which it is told.
        span: at the place; None for the document as a whole.
    """
    publisher = document.publisher or ""
    named = "" if publisher == host_of(document.url or "") else text_to_html(publisher)
    places = place_in_file(document, span) if span else ()
    known = (
        date_to_html(document),
        f'<span dir="auto">{named}</span>' if named else "",
        *(f"<span>{escape(place)}</span>" for place in places),
        file_to_html(document),
        link_to_html(document.url),
    )
    return " ".join(filter(None, known))


# Sentences in their context


def in_context(hits: Sequence[Hit], source: Citation) -> str:
    """The passage of the hits with the sentence in a `<mark>`, between some words from around it.

    In the sentence the words that answer are in a `<b>`. Without a hit that holds the sentence,
    there are only the words around it.
    """
    return _stretch_to_html(_passage(hits, source), [("<mark>", source)])


def contexts_to_html(hits: Sequence[Hit], cited: Sequence[Numbered], anchor: str) -> Iterator[str]:
    """The cited sentences of one document in their context, as `in_context` shows one.

    Those that stand near each other are shown together. In front of each stands its number, with
    an id of `anchor` and that, unless there is only one.
    """
    for passage, inside in _stretches(hits, cited):
        marks = [(f'<span id="{anchor}{n}">[{n}]</span> <mark>', source) for n, source in inside]
        yield _stretch_to_html(passage, marks if len(cited) > 1 else [("<mark>", inside[0][1])])


def _stretches(hits: Sequence[Hit], cited: Sequence[Numbered]) -> list[tuple[Span, list[Numbered]]]:
    """Stretches of one document, each with the sentences in it; by where the sentences begin.

    Passages between which no words would be left out are one stretch; sentences that overlap stand
    in different ones.
    """
    found: list[tuple[Span, list[Numbered]]] = []
    for number, source in sorted(cited, key=lambda one: (one[1].span.start, one[1].span.end)):
        passage = _passage(hits, source)
        if found:
            last, inside = found[-1]
            near = passage.start - last.end <= 2 * SHORT
            if near and inside[-1][1].span.end <= source.span.start:
                whole = (min(last.start, passage.start), max(last.end, passage.end))
                found[-1] = Span(last.doc_id, *whole), [*inside, (number, source)]
                continue
        found.append((passage, [(number, source)]))
    return found


def _passage(hits: Sequence[Hit], source: Citation) -> Span:
    """The first passage that holds a sentence; the sentence itself if none does."""
    held = (hit.passage.span for hit in hits if hit.passage.span.contains(source.span))
    return next(held, source.span)


def _stretch_to_html(passage: Span, marked: Sequence[tuple[str, Citation]]) -> str:
    """A stretch of a document with sentences in it, between some words from around it.

    Args:
        passage: the stretch.
        marked: what begins each sentence, `<mark>` at its end, and the sentence; in order.
    """
    text, at = marked[0][1].document.text, passage.start
    before, after = text[: passage.start], text[passage.end :]
    if len(before) > SHORT:
        before = "… " + before[-SHORT:].partition(" ")[2]
    parts = [_around(before)]
    for mark, source in marked:
        parts += [tidy(text[at : source.span.start]), mark, _with_words(source), "</mark>"]
        at = source.span.end
    return "".join([*parts, tidy(text[at : passage.end]), _around(shorten(after, SHORT))])


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
