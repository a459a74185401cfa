"""Answers, hits and reports of indexing as text for a terminal.

Pure functions of their arguments. Documents are written by strangers, so nothing of a document
reaches a terminal as it is: control characters are replaced.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from index.progress import SyncReport
from index.text.dates import plain_date
from index.types import Document, Hit, Span
from qa.types import Answer, Change, Citation, Claim, Kind, Side, Version
from ui.render.cited import Numbered, by_document
from ui.render.labels import date_of, labels_below, publisher_of

NOT_ANSWERED = "The documents do not answer this question."
GROUPED = (Kind.OVERVIEW, Kind.COMPARISON)
"""Kinds of answers whose claims stand under what they are about."""

NEAREST = 3
"""How many of the hits are shown where the documents do not answer."""

SHORT = 300
"""Characters of a passage on a terminal; and on a page, on either side of the sentence."""
_COPIES = 3
"""How many near copies of a source are named."""

VERSIONS = 3
"""How many versions of a source are shown."""

_LONGEST_STEM = 60
"""Characters of the name of a file, without its extension."""

_VALUE = 80
"""Characters of an answer in the line on a disagreement."""

AGES = {-1: "was, in", 1: "now, in", 0: "otherwise in"}
"""What a version is, by its order, in front of its title."""

BEFORE = "was, until {}, in"
"""The same of what a file held before it was renewed."""

UNDATED = "nothing says which is newer"
DISAGREE = "The documents disagree:"
LATER = "The documents give different answers; the latest:"
CLAIMED = "Different speakers say different things:"

_SKIPPED = 20
"""How many of the skipped files are named."""

_BREAK = re.compile(r"[\t\v\f\r\x85\u2028\u2029]")
_UNSAFE = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u206f\ud800-\udfff]"
)
_INVISIBLE = re.compile(
    r"[\u061c\u180e\u200b\u200e\u200f\u2060-\u2065\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)


def plain(text: str) -> str:
    r"""`text` without what a terminal would obey, or what shows it in another order than it has.

    Args:
        text: anything.

    Returns:
        As many characters; newlines and printable characters are kept, other white space that
        breaks lines becomes a space, and other control characters (escape sequences begin with
        one), what sets the direction of writing and lone surrogates become U+FFFD. Characters that
        nobody sees, which honest texts hold too (marks of direction, zero-width spaces, tags),
        become U+200C, which does nothing there. That one and U+200D are kept: Persian and emoji
        are written with them.
    """
    text = _UNSAFE.sub("\N{REPLACEMENT CHARACTER}", _BREAK.sub(" ", text))
    return _INVISIBLE.sub("\N{ZERO WIDTH NON-JOINER}", text)


def said_to_text(answer: Answer) -> str:
    """What is said, a line each: in short, the items or the claims, and what is not answered.

    Claims on several things stand under what they are about. Empty where nothing is claimed.
    """
    if answer.abstained:
        return ""
    lines = [f"{one_line(answer.short)}."] if answer.short else []
    if answer.items:
        lines += [
            f"- {one_line(item.text)}{markers_to_text(answer, item.citations)}"
            for item in answer.items
        ]
    else:
        begins = dated_headings(answer)
        for place, claim in enumerate(answer.claims):
            lines += ["", f"{one_line(begins[place])}:"] if place in begins else []
            lines.append(claim_to_text(answer, claim))
    lines += [one_line(text) for text in (answer.extent, *answer.missing) if text]
    return "\n".join(lines).strip("\n")


def headings(answer: Answer) -> dict[int, str]:
    """Place of a claim → what it and those after it are about, where claims stand under that."""
    if answer.kind not in GROUPED:
        return {}
    begins: dict[int, str] = {}
    for part in answer.parts:
        if part.claims:
            first = part.claims[0]
            begins[first] = f"{begins[first]} and {part.about}" if first in begins else part.about
    return begins


def dated_headings(answer: Answer) -> dict[int, str]:
    """The same, those that are titles with when the document was published, and by whom."""
    begins = headings(answer)
    for place, about in begins.items():
        cited = (source.document for source in answer.claims[place].citations)
        if known := "; ".join(filter(None, labels_below(about, cited))):
            begins[place] = f"{about} ({known})"
    return begins


def markers_to_text(answer: Answer, citations: Iterable[Citation]) -> str:
    """Numbers of citations of an answer, each after a space."""
    return "".join(f" [{answer.marker(citation)}]" for citation in citations)


def claim_to_text(answer: Answer, claim: Claim) -> str:
    """A claim of the answer and its markers, on one line."""
    return one_line(claim.said) + markers_to_text(answer, claim.citations)


def end_to_text(answer: Answer) -> str:
    """What follows the claims: the sources; without claims, what is to be said instead."""
    nearest = answer.hits[:NEAREST]
    if answer.instead:
        shown = f" The nearest passages:\n\n{hits_to_text(nearest)}" if nearest else ""
        return one_line(answer.instead) + shown
    if answer.abstained and not nearest:
        return not_answered(answer)
    if answer.abstained:
        return f"{not_answered(answer)} The nearest passages:\n\n{hits_to_text(nearest)}"
    sources = map(_source_to_text, by_document(answer))
    disagreement = disagreement_to_text(answer)
    lines = [*([disagreement, ""] if disagreement else []), *sources, reports(answer)]
    return "\n" + "\n".join(lines).rstrip("\n")


def not_answered(answer: Answer) -> str:
    """That the documents do not answer, and why not as far as it is known, on one line."""
    if answer.kind is Kind.DOCUMENTS and answer.reason:
        return one_line(answer.reason)  # that none does is an answer
    return " ".join(filter(None, (NOT_ANSWERED, one_line(answer.reason))))


def dropped_to_text(answer: Answer) -> str:
    """What was written but not supported, with the reasons; no newline at the end."""
    return "\n".join(
        f"left out: {one_line(d.text)}\n          {one_line(d.reason)}" for d in answer.dropped
    )


def hits_to_text(hits: Sequence[Hit]) -> str:
    """The passages by rank, shortened at a word; no newline at the end; "" if there are none."""
    return "\n".join(
        f"{rank}. {_details_to_text(hit.passage.document, hit.passage.span)}\n"
        f"   {_lines(shorten(plain(hit.passage.text), SHORT), '   ')}\n"
        f"   {one_line(hit.passage.document.source)}"
        for rank, hit in enumerate(hits, start=1)
    )


def report_to_text(report: SyncReport) -> str:
    """One line on the index and the run, then what was kept, and the first 20 skipped files."""
    counts = (
        count(report.documents, "document"),
        count(report.sentences, "sentence"),
        count(report.passages, "passage"),
    )
    changes = f"{report.added:,} added, {report.removed:,} removed, {report.unchanged:,} unchanged"
    lines = [f"{', '.join(counts)} in {report.seconds:.1f} s ({changes})"]
    lines += [
        f"kept {count(k.documents, 'document')} of {one_line(k.place)}: {one_line(k.reason)}"
        for k in report.kept[:_SKIPPED]
    ]
    if len(report.kept) > _SKIPPED:
        lines.append(f"and {len(report.kept) - _SKIPPED:,} more places whose documents were kept")
    lines += [
        f"skipped {one_line(s.source)}: {one_line(s.reason)}" for s in report.skipped[:_SKIPPED]
    ]
    if len(report.skipped) > _SKIPPED:
        lines.append(f"and {len(report.skipped) - _SKIPPED:,} more skipped")
    return "\n".join(lines)


def isolated(text: str) -> str:
    """Words that run the way they are written, whatever stands beside them.

    For where no HTML is: the two characters that say so are shown as nothing.
    """
    return f"\u2068{text}\u2069"


def file_name_for(title: str, usual: str) -> str:
    """A name for a file that every system takes: ASCII letters, digits and hyphens.

    Args:
        title: what the file is about.
        usual: a name with the extension; its stem stands where nothing of the title can be written.
    """
    stem, dot, extension = usual.partition(".")
    ascii = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    words = re.sub("[^A-Za-z0-9]+", "-", ascii).strip("-")
    if len(words) > _LONGEST_STEM:
        between = words.rfind("-", _LONGEST_STEM // 2, _LONGEST_STEM + 1)
        words = words[: between if between > 0 else _LONGEST_STEM]
    return f"{words or stem}{dot}{extension}"


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


def one_line(text: str) -> str:
    """The text made plain, on one line."""
    return re.sub(r"\s*\n\s*", " ", plain(text)).strip()


def _lines(text: str, indent: str) -> str:
    """`text` with its lines, less empty ones, below each other."""
    return re.sub(r"\s*\n\s*", f"\n{indent}", text).strip()


def count(number: int, noun: str, nouns: str = "") -> str:
    """A number with what it counts; `nouns` where the plural is more than an s."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {nouns or noun + 's'}"


def details(document: Document, span: Span | None) -> list[str]:
    """When and by whom it was published, and the place in the file, as far as they are known.

    Args:
        document: of which it is told.
        span: at the place; None for the document as a whole.
    """
    place = place_in_file(document, span) if span else ()
    known = (date_of(document), publisher_of(document), *place)
    return [text for text in known if text]


def place_in_file(document: Document, span: Span) -> list[str]:
    """Page, row, time in a recording, and how surely it was read off a picture, where known."""
    page, row = document.page(span.start), document.row(span.start)
    printed = document.page_label(span.start)
    certainty = document.certainty(span)
    return [
        *([f"page {page}{f' (printed {one_line(printed)})' if printed else ''}"] if page else []),
        *([f"row {row}"] if row else []),
        *([f"at {clock}"] if (clock := document.clock(span.start)) else []),
        *([f"read by OCR, {certainty:.0%} certain"] if certainty is not None else []),
    ]


def _details_to_text(document: Document, span: Span | None) -> str:
    return ", ".join(filter(None, map(one_line, (document.title, *details(document, span)))))


def _source_to_text(cited: Sequence[Numbered]) -> str:
    """A document, and each of its cited sentences, by its number where there are several."""
    alone = len(cited) == 1
    number, first = cited[0]
    document, span = first.document, first.span if alone else None
    lines = [f"{''.join(f'[{n}] ' for n, _ in cited)}{_details_to_text(document, span)}"]
    indent = " " * (len(str(number)) + 3)
    for number, source in cited:
        place = "" if alone else ", ".join(place_in_file(document, source.span))
        marker = "" if alone else f"[{number}] {place}{': ' if place else ''}"
        lines.append(f"{marker}“{one_line(source.quote)}”")
        lines += [f"{'' if alone else '    '}{text}" for text in versions_to_text(source)]
    lines.append(one_line(document.source))
    lines += [f"also in {copy}" for copy in elsewhere(*(source for _, source in cited))]
    return f"\n{indent}".join(lines)


def elsewhere(*sources: Citation) -> list[str]:
    """The near copies of one cited document, the first of them named; one line each."""
    copies = list({copy.id: copy for source in sources for copy in source.elsewhere}.values())
    named = [
        ", ".join(one_line(text) for text in (copy.title, date_of(copy), copy.source) if text)
        for copy in copies[:_COPIES]
    ]
    more = len(copies) - len(named)
    return [*named, f"{count(more, 'more document')}"] if more else named


def reports(answer: Answer) -> str:
    """How many reports an answer rests on, where that is not just its sources; else empty."""
    documents = {source.document.id for source in answer.sources}
    documents.update(copy.id for source in answer.sources for copy in source.elsewhere)
    if len(documents) == answer.reports:
        return ""
    held = f"{len(documents):,} documents hold {'it' if answer.reports == 1 else 'them'}"
    return f"{count(answer.reports, 'independent report')}; {held}."


def versions_to_text(source: Citation) -> list[str]:
    """The other versions of a source, the first of them shown; one line each."""
    lines = [
        f"{age(version)} {_about(version)}: “{one_line(version.quote)}”{_differs(version)}"
        for version in source.versions[:VERSIONS]
    ]
    more = len(source.versions) - len(lines)
    return [*lines, f"{count(more, 'more version')}"] if more else lines


def disagreement_to_text(answer: Answer) -> str:
    """One line on the answers that differ, each with who gives it; empty if none do."""
    found = answer.disagreement
    if not found:
        return ""
    said = LATER if found.later else CLAIMED if found.claimed else DISAGREE
    return f"{said} {'; '.join(_sides(answer))}."


def disagreement_at(answer: Answer, document: Document) -> str:
    """What a document says where answers differ, and what others say; "" if it is on no side."""
    sides = answer.disagreement.sides if answer.disagreement else ()
    values = {True: "", False: ""}
    for side, said in zip(sides, _sides(answer) if sides else (), strict=True):
        own = any(one.document.id == document.id for one in side.citations)
        said = f"“{shorten(one_line(side.value), _VALUE)}”" if own else said
        values[own] = "; ".join(filter(None, (values[own], said)))
    return f"Says {values[True]}; others say {values[False]}." if all(values.values()) else ""


def age(version: Version) -> str:
    """What a version is, in front of its title."""
    return BEFORE.format(plain_date(version.until)) if version.until else AGES[version.order]


def _about(version: Version) -> str:
    known = (version.document.title, plain_date(version.document.published or ""))
    return ", ".join(one_line(text) for text in known if text)


def _differs(version: Version) -> str:
    """What differs, from the older to the newer words, in brackets."""
    told = [_change(change, version.order) for change in version.changes]
    told += [] if version.order else [UNDATED]
    return f" ({'; '.join(told)})" if told else ""


def _change(change: Change, order: int) -> str:
    old, new = (one_line(text) for text in (change.there, change.cited)[:: -order or 1])
    if not order:
        return f"{old or '…'} / {new or '…'}"
    if not old:
        return f"+ {new}"
    return f"{old} → {new}" if new else f"- {old}"


def _sides(answer: Answer) -> Iterator[str]:
    assert answer.disagreement
    for side in answer.disagreement.sides:
        value = shorten(one_line(side.value), _VALUE)
        yield f"{value} ({_behind(side)}) [{answer.marker(side.citations[0])}]"


def _behind(side: Side) -> str:
    """How many reports give an answer, and when."""
    newest = plain_date(one_line(side.published)) if side.published else ""
    if newest and side.reports > 1:
        newest = f"newest {newest}"
    return ", ".join(filter(None, (count(side.reports, "report"), newest)))
