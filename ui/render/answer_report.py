"""An answer as one HTML page, to be printed, sent and kept: no script, nothing from the network.

Pure functions of their arguments. Questions and documents are written by strangers: all text is
escaped, and the page forbids itself whatever is not its own style.
"""

from collections.abc import Iterator, Sequence
from importlib import resources

from index.text.dates import plain_minute
from index.types import Document, Hit, Span
from qa.records.record import Record
from qa.types import Answer, Claim
from ui.render.answer import drawn_to_html, reason_to_html, time_to_html
from ui.render.cited import Numbered, by_document
from ui.render.html import date_to_html, file_to_html, link_to_html, page_to_html, text_to_html
from ui.render.printed import printed_to_html
from ui.render.sources import UNCITED, contexts_to_html, tidy
from ui.render.text import (
    NEAREST,
    NOT_ANSWERED,
    disagreement_to_text,
    elsewhere,
    place_in_file,
    reports,
    versions_to_text,
)


def answer_report_to_html(answer: Answer, record: Record) -> str:
    """The whole page: what is said, the check of it, its sources, and what was left out.

    Args:
        answer: what to show.
        record: of it, which says when it was given and by what.
    """
    style = resources.files("ui.render").joinpath("report.css").read_text(encoding="utf-8")
    parts = (_top(answer, record), _said(answer), _sources(answer), _left_out(answer))
    body = "".join(piece for part in (*parts, _others(answer), _about(record)) for piece in part)
    return page_to_html(answer.question, style, body)


def _top(answer: Answer, record: Record) -> Iterator[str]:
    yield f'<h1 dir="auto">{text_to_html(answer.question)}</h1>'
    asked = f"Asked {plain_minute(record.time)} of {record.documents:,} documents"
    yield f'<p class="about">{text_to_html(asked)} · confidence {answer.confidence:.0%}</p>'


def _said(answer: Answer) -> Iterator[str]:
    if answer.instead:
        yield f'<p class="notice" dir="auto">{text_to_html(answer.instead)}</p>'
    elif answer.abstained:
        yield f'<p class="notice">{NOT_ANSWERED}</p>{reason_to_html(answer)}'
    yield printed_to_html(answer, lambda claim: _checks(answer, claim))
    for note in filter(None, (disagreement_to_text(answer), *answer.notes)):
        yield f'<p class="notice">{text_to_html(note)}</p>'
    yield time_to_html(answer) + drawn_to_html(answer)


def _checks(answer: Answer, claim: Claim) -> str:
    checks = ", ".join(
        f"[{answer.marker(citation)}] {citation.support:.0%}" for citation in claim.citations
    )
    return f'<p class="quiet">Supported: {checks}</p>'


def _sources(answer: Answer) -> Iterator[str]:
    if not answer.sources:
        return
    yield "<h2>Sources</h2>"
    for cited in by_document(answer):
        yield _source(cited, answer)
    if held := reports(answer):
        yield f'<p class="quiet">{text_to_html(held)}</p>'


def _source(cited: Sequence[Numbered], answer: Answer) -> str:
    """A document, its cited sentences in their context, its near copies and versions."""
    numbers = " ".join(f"[{number}]" for number, _ in cited)
    _, first = cited[0]
    heading = _heading(f"{numbers} ", first.document, first.span if len(cited) == 1 else None)
    words = "".join(
        f'<blockquote dir="auto">{context}</blockquote>'
        for context in contexts_to_html(answer.hits, cited, "s")
    )
    beside = [f"Also in {text}" for text in elsewhere(*(one for _, one in cited))]
    for number, one in cited if len(cited) > 1 else ():
        place = ", ".join(place_in_file(one.document, one.span))
        beside += [f"[{number}] {place}"] if place else []
    beside += [text for _, one in cited for text in versions_to_text(one)]
    about = "".join(f'<p class="quiet">{text_to_html(text)}</p>' for text in beside)
    id = f' id="s{cited[0][0]}"' if len(cited) == 1 else ""
    return f'<div class="source"{id}>{heading}{words}{about}</div>'


def _heading(number: str, document: Document, span: Span | None) -> str:
    """Title of a document, and what is known of it and, where there is one, of a place in it."""
    known = (
        date_to_html(document),
        *(text_to_html(place) for place in (place_in_file(document, span) if span else ())),
        file_to_html(document),
        link_to_html(document.url),
        f"<small>{text_to_html(document.source)}</small>",
    )
    return (
        f'<p>{number}<cite dir="auto">{text_to_html(document.title)}</cite> '
        f'<span class="quiet">{" · ".join(filter(None, known))}</span></p>'
    )


def _left_out(answer: Answer) -> Iterator[str]:
    if not answer.dropped:
        return
    yield "<h2>Left out for want of support</h2><ul>"
    for one in answer.dropped:
        yield (
            f'<li dir="auto">{text_to_html(one.text)}'
            f'<p class="quiet">{text_to_html(one.reason)}</p></li>'
        )
    yield "</ul>"


def _others(answer: Answer) -> Iterator[str]:
    """What was read and not cited; the nearest passages where nothing is."""
    cited = [source.span for source in answer.sources]
    others = [
        hit for hit in answer.hits if not any(hit.passage.span.contains(span) for span in cited)
    ]
    shown = others[: NEAREST if answer.abstained else UNCITED]
    if not shown:
        return
    title = "The nearest passages" if answer.abstained else "Read, but not cited"
    yield f"<h2>{title} ({len(shown):,} of {len(others):,})</h2>"
    yield from map(_passage, shown)


def _passage(hit: Hit) -> str:
    heading = _heading("", hit.passage.document, hit.passage.span)
    words = tidy(hit.passage.text)
    return f'<div class="source">{heading}<blockquote dir="auto">{words}</blockquote></div>'


def _about(record: Record) -> Iterator[str]:
    """What it was answered by."""
    known = (f"{name} {version}" for name, version in record.versions.items() if version)
    yield f'<p class="about">{text_to_html(" · ".join(known))}</p>'
