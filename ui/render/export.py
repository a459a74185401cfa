"""An answer, a timeline or quotes to keep or to send: as Markdown, a page of its own, and JSON.

Pure functions of their arguments. What a document says stays words: in Markdown every character
that could begin a link, a picture or a tag is escaped; the page is escaped, has no script and
forbids itself whatever is not its own style.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from index.types import Document, Span
from qa.quotes.types import Quotes
from qa.timeline import Timeline
from qa.types import Answer, Citation
from ui.render import quotes as said
from ui.render.answer import drawn_to_html, reason_to_html, time_to_html
from ui.render.bibliography import file_of
from ui.render.cited import Numbered, by_document
from ui.render.html import link_to_html, page_to_html, text_to_html
from ui.render.labels import date_of, host_of
from ui.render.printed import printed_to_html
from ui.render.scope import drawn_to_text, time_to_text
from ui.render.text import (
    NOT_ANSWERED,
    dated_headings,
    details,
    disagreement_to_text,
    elsewhere,
    place_in_file,
    plain,
    reports,
    versions_to_text,
)
from ui.render.timeline import about, headline, left_out, sign, timeline_to_dict, when
from ui.render.timeline import elsewhere as also_in
from ui.render.values import answer_to_dict, to_json
from ui.render.versions import disagreement_to_html, versions_to_html

_MARKDOWN = re.compile(r"([\\`*_\[\]<>#|~&!])")
_AT_THE_START = re.compile(r"^(\d*)([.)+=-])")
STYLE = (
    ":root{color-scheme:light dark}body{max-width:46rem;margin:2rem auto;padding:0 1rem;"
    "font:17px/1.6 system-ui,sans-serif;overflow-wrap:anywhere}blockquote{margin:.3rem 0 1rem;"
    "padding-left:1rem;border-left:3px solid #8a93a3}cite{font-style:normal;font-weight:600}"
    "ul.sources{padding:0;list-style:none}.sources :target{border-color:#b45309}"
    ".sources [id]{margin-top:.3rem;scroll-margin-top:3rem}"
)


def answer_to_markdown(answer: Answer) -> str:
    """The question, the claims with their markers, and the sources with their sentences."""
    return f"**{_escape(answer.question)}**\n\n{body_to_markdown(answer)}"


def body_to_markdown(answer: Answer) -> str:
    """The same without the question."""
    lines: list[str] = []
    if answer.abstained:
        said = _escape(answer.instead) or f"{NOT_ANSWERED} {_escape(answer.reason)}"
        lines += [said.strip(), ""]
    lines += _said_to_markdown(answer)
    if answer.disagreement:
        lines += [_escape(disagreement_to_text(answer)), ""]
    for cited in by_document(answer):
        lines += _source_to_markdown(cited)
    about = [*answer.notes, reports(answer), time_to_text(answer)]
    if answer.scope or answer.inferred:
        about.append(drawn_to_text(answer))
    lines += [f"{_escape(text)}\n" for text in about if text]
    return "\n".join(lines).strip() + "\n"


def _said_to_markdown(answer: Answer) -> Iterator[str]:
    """In short, the items or the claims, and what is not answered."""
    if answer.short:
        yield from (f"**{_escape(answer.short)}.**", "")
    for item in answer.items:
        yield f"- {_escape(item.text)}{_markers(answer, item.citations)}"
    begins = dated_headings(answer)
    for place, claim in enumerate(answer.claims if not answer.items else ()):
        if place in begins:
            yield from (f"**{_escape(begins[place])}**", "")
        yield from (_escape(claim.said) + _markers(answer, claim.citations), "")
    for text in filter(None, (answer.extent, *answer.missing)):
        yield from ("", _escape(text), "")


def _source_to_markdown(cited: Sequence[Numbered]) -> Iterator[str]:
    """An entry of the list of sources: a document, and each of its sentences by its number."""
    alone = len(cited) == 1
    _, first = cited[0]
    numbers = " ".join(f"\\[{number}\\]" for number, _ in cited)
    yield f"- {numbers} {_details_to_markdown(first.document, first.span if alone else None)}"
    for number, source in cited:
        marker = "" if alone else f"\\[{number}\\] "
        place = "" if alone else ", ".join(place_in_file(source.document, source.span))
        said = f"{marker}{_escape(place)}: " if place else marker
        yield from (f"   > {said}{_escape(source.quote)}", "")
        for text in versions_to_text(source):
            yield f"   {_escape(text[0].upper() + text[1:])}\n"
    for text in elsewhere(*(source for _, source in cited)):
        yield f"   Also in {_escape(text)}\n"


def _markers(answer: Answer, citations: Iterable[Citation]) -> str:
    return "".join(f" \\[{answer.marker(citation)}\\]" for citation in citations)


def heading_to_markdown(text: str, level: int = 1) -> str:
    """A heading of words that may be anybody's."""
    return f"{'#' * level} {_escape(text)}\n"


def paragraph_to_markdown(text: str) -> str:
    """A paragraph of words that may be anybody's."""
    return f"{_escape(text)}\n"


def answer_to_page(answer: Answer) -> str:
    """The same as a whole HTML page."""
    asked = f'<h1 dir="auto">{text_to_html(answer.question)}</h1>'
    return page_to_html(answer.question, STYLE, asked + body_to_html(answer))


def body_to_html(answer: Answer, anchor: str = "s") -> str:
    """What is said, and the sources, for a page without scripts.

    Args:
        answer: what to show.
        anchor: begins the ids of the sources; must differ between the answers of one page.
    """
    if answer.instead:
        said = f'<p dir="auto">{text_to_html(answer.instead)}</p>'
    elif answer.abstained:
        said = f"<p>{NOT_ANSWERED}</p>{reason_to_html(answer)}"
    else:
        said = printed_to_html(answer, anchor=anchor) + disagreement_to_html(answer)
    sources = "".join(_source(cited, anchor) for cited in by_document(answer))
    listed = f'<ul class="sources">{sources}</ul>' if sources else ""
    about = "".join(
        f"<p>{text_to_html(note)}</p>" for note in (*answer.notes, reports(answer)) if note
    )
    read = time_to_html(answer) + drawn_to_html(answer)
    return f"{said}{listed}{about}{read}"


def timeline_to_markdown(timeline: Timeline) -> str:
    """The entries as a list, each with its sentence and source."""
    lines = [f"# {_escape(timeline.topic)}", "", _escape(headline(timeline)), ""]
    for entry in timeline.entries:
        time = f"{when(entry)} ({sign(entry)})" if sign(entry) else when(entry)
        source = "; ".join(filter(None, (", ".join(about(entry.citation)), also_in(entry))))
        lines += [f"- **{time}**: {_escape(entry.citation.quote)}  ", f"  {_escape(source)}"]
    if without := left_out(timeline.left_out):
        lines += ["", without]
    return "\n".join(lines).strip() + "\n"


def timeline_to_json(timeline: Timeline) -> str:
    """What `pincite timeline --json` prints."""
    return to_json(timeline_to_dict(timeline)) + "\n"


def quotes_to_markdown(quotes: Quotes) -> str:
    """The entries as a list, each with its sentences and source."""
    lines = [f"# {_escape(said.asked(quotes))}", "", _escape(said.headline(quotes)), ""]
    for quote in quotes.entries:
        one, first = quote.attribution, quote.citations[0]
        source = "; ".join(filter(None, (", ".join(about(first)), said.elsewhere(quote))))
        who = f"{date_of(quote.document) or 'undated'}, {said.speaker(one)} ({said.kind(one)})"
        words = " ".join(citation.quote for citation in quote.citations)
        lines += [f"- **{_escape(who)}**: {_escape(words)}  ", f"  {_escape(source)}"]
    if without := said.left_out(quotes.left_out):
        lines += ["", _escape(without)]
    return "\n".join(lines).strip() + "\n"


def quotes_to_json(quotes: Quotes) -> str:
    """What `pincite quotes --json` prints."""
    return to_json(said.quotes_to_dict(quotes)) + "\n"


def answer_to_json(answer: Answer) -> str:
    """What `pincite ask --json` prints."""
    return to_json(answer_to_dict(answer)) + "\n"


def _source(cited: Sequence[Numbered], anchor: str) -> str:
    """A document, and each of its sentences, whose id is `anchor` and its number."""
    alone = len(cited) == 1
    _, first = cited[0]
    about = [*details(first.document, first.span if alone else None), file_of(first.document)]
    known = ", ".join(filter(None, about))
    numbers = " ".join(f"[{number}]" for number, _ in cited)
    sentences = "".join(_sentence(number, one, anchor, alone) for number, one in cited)
    also = elsewhere(*(one for _, one in cited))
    return (
        f'<li>{numbers} <cite dir="auto">{text_to_html(first.document.title)}</cite> '
        f"{text_to_html(known)} {link_to_html(first.document.url)}{sentences}"
        + "".join(f"<p>Also in {text_to_html(text)}</p>" for text in also)
        + (versions_to_html(first) if alone else "")
        + "</li>"
    )


def _sentence(number: int, source: Citation, anchor: str, alone: bool) -> str:
    """A cited sentence; of several with its number, where it stands and its versions."""
    quote = text_to_html(source.quote)
    if alone:
        return f'<blockquote id="{anchor}{number}" dir="auto">{quote}</blockquote>'
    place = f"[{number}] {', '.join(place_in_file(source.document, source.span))}"
    return (
        f'<p id="{anchor}{number}">{text_to_html(place.strip())}</p><blockquote dir="auto">{quote}'
        f"</blockquote>{versions_to_html(source)}"
    )


def _details_to_markdown(document: Document, span: Span | None) -> str:
    """Title, date, publisher, page and address, or else the file, as far as they are known."""
    address = document.url if link_to_html(document.url) else None
    host = host_of(address or "")  # which the address says already
    known = (document.title, *details(document, span), address or file_of(document))
    return _escape(", ".join(text for text in known if text and text != host))


def _escape(text: str) -> str:
    """`text` on one line, so that Markdown shows it as it stands."""
    line = " ".join(plain(text).split())
    return _AT_THE_START.sub(r"\1\\\2", _MARKDOWN.sub(r"\\\1", line))
