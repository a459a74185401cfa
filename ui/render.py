"""Shows answers, hits and reports of indexing: as text, as JSON and as HTML.

Pure functions of their arguments: nothing is read, fetched or printed here. Documents are written
by strangers, so nothing of a document reaches a terminal or a page as it is: control characters are
replaced, HTML is escaped, and the one thing of a document that becomes a link is an `http(s)`
address, named by its host.
"""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from html import escape
from pathlib import PurePath
from typing import Any
from urllib.parse import urlsplit

from index.report import SyncReport
from index.types import Document, Hit, Span
from qa.types import Answer, Citation, Claim

NOT_ANSWERED = "The documents do not answer this question."
NEAREST = 3
"""How many of the hits are shown where the documents do not answer."""

_SHORT = 300
"""Characters of a passage on a terminal; and on the page, on either side of the sentence."""
_SKIPPED = 20
"""How many of the skipped files are named."""

_BLANK_LINES = re.compile(r"\n\s*\n")
_BREAK = re.compile(r"[\t\v\f\r\x85\u2028\u2029]")
_UNSAFE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202d\u202e\ud800-\udfff]")
_UNSAFE_IN_JSON = re.compile(r"[\x7f-\x9f\u2028\u2029\u202d\u202e\ud800-\udfff]")
_ADDRESS = re.compile(r"https?://[^\s\x00-\x20\x7f-\xa0\"'<>\\`]+", re.IGNORECASE)


def plain(text: str) -> str:
    r"""`text` without what a terminal would obey.

    Args:
        text: anything.

    Returns:
        As many characters; newlines and printable characters are kept, other white space that
        breaks lines becomes a space, and other control characters (escape sequences begin with
        one), overrides of the writing direction and lone surrogates become U+FFFD.
    """
    return _UNSAFE.sub("\N{REPLACEMENT CHARACTER}", _BREAK.sub(" ", text))


def to_json(value: object) -> str:
    """`value` as indented JSON that is safe on a terminal, and reads back the same.

    Raises:
        TypeError: if `value` is not made of dicts, lists, strings, numbers, booleans and None.
    """
    readable = json.dumps(value, ensure_ascii=False, indent=2)
    return _UNSAFE_IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", readable)


# Text, for a terminal


def answer_to_text(answer: Answer) -> str:
    """The claims with their markers, then the numbered sources; no newline at the end.

    Where the documents do not answer: a sentence that says so and the nearest passages, if any.
    """
    if answer.abstained:
        nearest = answer.hits[:NEAREST]
        if not nearest:
            return NOT_ANSWERED
        return f"{NOT_ANSWERED} The nearest passages:\n\n{hits_to_text(nearest)}"
    claims = (_line(claim.text) + _markers(answer, claim) for claim in answer.claims)
    sources = (_source_to_text(n, source) for n, source in enumerate(answer.sources, start=1))
    return "\n".join(claims) + "\n\n" + "\n".join(sources)


def hits_to_text(hits: Sequence[Hit]) -> str:
    """The passages by rank, shortened at a word; no newline at the end; "" if there are none."""
    return "\n".join(
        f"{rank}. {_about(hit.passage.document, hit.passage.span)}\n"
        f"   {_lines(shorten(plain(hit.passage.text), _SHORT), '   ')}\n"
        f"   {_line(hit.passage.document.source)}"
        for rank, hit in enumerate(hits, start=1)
    )


def report_to_text(report: SyncReport) -> str:
    """One line on the index and the run, then one for each of the first 20 skipped files."""
    counts = (
        _count(report.documents, "document"),
        _count(report.sentences, "sentence"),
        _count(report.passages, "passage"),
    )
    changes = f"{report.added:,} added, {report.removed:,} removed, {report.unchanged:,} unchanged"
    lines = [f"{', '.join(counts)} in {report.seconds:.1f} s ({changes})"]
    lines += [f"skipped {_line(s.source)}: {_line(s.reason)}" for s in report.skipped[:_SKIPPED]]
    if len(report.skipped) > _SKIPPED:
        lines.append(f"and {len(report.skipped) - _SKIPPED:,} more skipped")
    return "\n".join(lines)


def shorten(text: str, limit: int) -> str:
    """The beginning of `text`, cut between words and marked with "…" if it is too long.

    Args:
        text: one line.
        limit: characters kept at most, not counting the mark; a word longer than half of it is cut.

    Returns:
        `text` itself if it is short enough.
    """
    if len(text) <= limit:
        return text
    cut = text.rfind(" ", limit // 2, limit + 1)
    return text[: cut if cut > 0 else limit].rstrip() + " …"


def _line(text: str) -> str:
    """`text` made plain, on one line."""
    return re.sub(r"\s*\n\s*", " ", plain(text)).strip()


def _lines(text: str, indent: str) -> str:
    """`text` with its lines, less empty ones, below each other."""
    return re.sub(r"\s*\n\s*", f"\n{indent}", text).strip()


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _markers(answer: Answer, claim: Claim) -> str:
    return "".join(f" [{n}]" for n in answer.markers(claim))


def _about(document: Document, span: Span) -> str:
    """Title, date and page, as far as they are known."""
    page = document.page(span.start)
    known = (document.title, document.published, f"page {page}" if page else None)
    return ", ".join(_line(text) for text in known if text)


def _source_to_text(number: int, source: Citation) -> str:
    indent = " " * (len(str(number)) + 3)
    return (
        f"[{number}] {_about(source.document, source.span)}\n"
        f"{indent}“{_line(source.quote)}”\n"
        f"{indent}{_line(source.document.source)}"
    )


# Values for JSON


def answer_to_dict(answer: Answer) -> dict[str, Any]:
    """What `pincite ask --json` prints; text and offsets are exact.

    Returns:
        `question`, `abstained`, `confidence`, `claims` (each with `text`, `markers` and
        `citations`, one for each marker, with the words that answer as `answer`), and `nearest`:
        the first hits where the documents do not answer, else empty.
    """
    return {
        "question": answer.question,
        "abstained": answer.abstained,
        "confidence": answer.confidence,
        "claims": [_claim_to_dict(answer, claim) for claim in answer.claims],
        "nearest": hits_to_list(answer.hits[:NEAREST] if answer.abstained else ()),
    }


def hits_to_list(hits: Iterable[Hit]) -> list[dict[str, Any]]:
    """What `pincite search --json` prints: whole passages, best first."""
    return [
        {
            "rank": rank,
            "score": hit.score,
            "document": _document_to_dict(hit.passage.document, hit.passage.span),
            "start": hit.passage.span.start,
            "end": hit.passage.span.end,
            "text": hit.passage.text,
        }
        for rank, hit in enumerate(hits, start=1)
    ]


def report_to_dict(report: SyncReport) -> dict[str, Any]:
    """What `pincite index --json` prints: the fields of the report, every skipped file named."""
    return {**asdict(report), "skipped": [asdict(skipped) for skipped in report.skipped]}


def _claim_to_dict(answer: Answer, claim: Claim) -> dict[str, Any]:
    return {
        "text": claim.text,
        "markers": list(answer.markers(claim)),
        "citations": [_citation_to_dict(citation) for citation in claim.citations],
    }


def _citation_to_dict(citation: Citation) -> dict[str, Any]:
    return {
        "document": _document_to_dict(citation.document, citation.span),
        "start": citation.span.start,
        "end": citation.span.end,
        "quote": citation.quote,
        "support": citation.support,
        "answer": _words_to_dict(citation),
    }


def _words_to_dict(citation: Citation) -> dict[str, Any] | None:
    span = citation.answer
    return {"start": span.start, "end": span.end, "text": citation.words} if span else None


def _document_to_dict(document: Document, span: Span) -> dict[str, Any]:
    return {
        "id": document.id,
        "title": document.title,
        "source": document.source,
        "published": document.published,
        "url": document.url,
        "page": document.page(span.start),
    }


# HTML, for the page


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
    if answer.abstained:
        return f'<p class="abstained">{NOT_ANSWERED}</p>' + _nearest_to_html(answer.hits[:NEAREST])
    claims = "".join(_claim_to_html(answer, claim, anchor) for claim in answer.claims)
    sources = "".join(
        _card(f'id="{anchor}-{n}" tabindex="-1"', f"[{n}]", s.document, s.span, _marked(answer, s))
        for n, s in enumerate(answer.sources, start=1)
    )
    return f'{claims}<h3>Sources</h3><ol class="sources">{sources}</ol>'


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
            text_to_html(_BLANK_LINES.sub("\n", shorten(hit.passage.text, 2 * _SHORT))),
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
    if len(before) > _SHORT:
        before = "… " + before[-_SHORT:].partition(" ")[2]
    after = shorten(text[span.end : around.end], _SHORT)
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
