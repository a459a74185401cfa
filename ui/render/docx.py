"""Answers as a Word document in which every citation is a footnote.

Written by hand, part by part: the text, its styles, and the footnotes, each with the cited sentence
and its document. Pure functions of their arguments: the same answers give the same bytes. Nothing
of a document is a field or a link; addresses are words.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html import escape

from qa.types import Answer, Citation
from ui.render.bibliography import file_of
from ui.render.conversation import Exchange
from ui.render.conversation_export import understood
from ui.render.html import link_to_html
from ui.render.scope import drawn_to_text, time_to_text
from ui.render.text import (
    dated_headings,
    details,
    disagreement_to_text,
    elsewhere,
    not_answered,
    one_line,
    reports,
    versions_to_text,
)

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TIME = (1980, 1, 1, 0, 0, 0)  # the same bytes whenever it is written
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FIRST_NOTE = 1  # 0 and -1 are the lines that separate notes from the text

_STYLES = (
    ("Normal", "Normal", '<w:spacing w:after="120"/>', '<w:sz w:val="22"/>'),
    ("Title", "Title", '<w:spacing w:after="240"/>', '<w:b/><w:sz w:val="36"/>'),
    (
        "Heading1",
        "heading 1",
        '<w:keepNext/><w:spacing w:before="360" w:after="120"/><w:outlineLvl w:val="0"/>',
        '<w:b/><w:sz w:val="28"/>',
    ),
    (
        "Heading2",
        "heading 2",
        '<w:keepNext/><w:spacing w:before="200" w:after="80"/><w:outlineLvl w:val="1"/>',
        '<w:b/><w:sz w:val="24"/>',
    ),
    (
        "ListBullet",
        "List Bullet",
        '<w:spacing w:after="60"/><w:ind w:left="360" w:hanging="240"/>',
        "",
    ),
    ("Note", "Note", '<w:spacing w:after="80"/>', '<w:color w:val="595959"/><w:sz w:val="20"/>'),
    ("FootnoteText", "footnote text", '<w:spacing w:after="40"/>', '<w:sz w:val="18"/>'),
)
"""Id, name, and properties of paragraphs and of their words."""


@dataclass
class _Text:
    """What has been written so far."""

    paragraphs: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add(
        self, words: str, style: str = "Normal", citations: Sequence[Citation] = (), bold: str = ""
    ) -> None:
        """Add a paragraph, with a footnote for each citation at its end."""
        runs = [_run(bold, "<w:b/>")] if bold else []
        runs.append(_run(one_line(words)))
        for citation in citations:
            self.notes.append(_note(citation, _FIRST_NOTE + len(self.notes)))
            number = _FIRST_NOTE + len(self.notes) - 1
            runs.append(
                '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
                f'<w:footnoteReference w:id="{number}"/></w:r>'
            )
        self.paragraphs.append(_paragraph("".join(runs), style))


def answer_to_docx(answer: Answer) -> bytes:
    """An answer as a document, under its question."""
    text = _Text()
    text.add(answer.question, "Title")
    _add_answer(text, answer)
    return _package(answer.question, text)


def conversation_to_docx(title: str, exchanges: Iterable[Exchange]) -> bytes:
    """A conversation as a document, with each question as a heading.

    Args:
        title: of the conversation.
        exchanges: in order; those without an answer are left out.
    """
    text = _Text()
    text.add(title, "Title")
    for exchange in exchanges:
        if exchange.answer:
            text.add(exchange.question, "Heading1")
            if read := understood(exchange):
                text.add(read, "Note")
            _add_answer(text, exchange.answer)
    return _package(title, text)


def _add_answer(text: _Text, answer: Answer) -> None:
    if answer.instead or answer.abstained:
        text.add(answer.instead or not_answered(answer))
    if answer.short:
        text.add("", bold=f"{one_line(answer.short)}.")
    for item in answer.items:
        text.add(f"• {one_line(item.text)}", "ListBullet", item.citations)
    begins = dated_headings(answer)
    for place, claim in enumerate(answer.claims if not answer.items else ()):
        if place in begins:
            text.add(begins[place], "Heading2")
        text.add(claim.said, "Normal", claim.citations)
    for said in _below(answer):
        text.add(said, "Note")


def _below(answer: Answer) -> Iterator[str]:
    """What stands below the claims."""
    drawn = drawn_to_text(answer) if answer.scope or answer.inferred else ""
    yield from filter(
        None,
        (
            answer.extent,
            *answer.missing,
            disagreement_to_text(answer),
            *answer.notes,
            reports(answer),
            time_to_text(answer),
            "" if answer.instead else drawn,
        ),
    )


def _note(citation: Citation, number: int) -> str:
    """A footnote: the document, where in it, and the sentence."""
    document = citation.document
    address = document.url if link_to_html(document.url) else ""
    known = (document.title, *details(document, citation.span), address or file_of(document))
    about = ", ".join(one_line(text) for text in known if text)
    beside = [f"Also in {text}" for text in elsewhere(citation)]
    beside += [text[0].upper() + text[1:] for text in versions_to_text(citation)]
    words = f" {about}: “{one_line(citation.quote)}”" + "".join(f" {one}." for one in beside)
    mark = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
    paragraph = _paragraph(mark + _run(words), "FootnoteText")
    return f'<w:footnote w:id="{number}">{paragraph}</w:footnote>'


def _paragraph(runs: str, style: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}</w:p>'


def _run(words: str, properties: str = "") -> str:
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{_xml(words)}</w:t></w:r>'


def _xml(words: str) -> str:
    return escape(_CONTROL.sub("\N{REPLACEMENT CHARACTER}", words))


# The parts of the file


def _package(title: str, text: _Text) -> bytes:
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(
            (f"{_OFFICE}/officeDocument", "word/document.xml"),
            (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ),
        "docProps/core.xml": (
            f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"<dc:title>{_xml(one_line(title))}</dc:title><dc:creator>pincite</dc:creator>"
            "</cp:coreProperties>"
        ),
        "word/_rels/document.xml.rels": _relations(
            (f"{_OFFICE}/styles", "styles.xml"), (f"{_OFFICE}/footnotes", "footnotes.xml")
        ),
        "word/document.xml": (
            f'<w:document xmlns:w="{_W}"><w:body>{"".join(text.paragraphs)}<w:sectPr/>'
            "</w:body></w:document>"
        ),
        "word/footnotes.xml": _footnotes(text.notes),
        "word/styles.xml": _styles(),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, _TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, _HEAD + content)
    return out.getvalue()


def _content_types() -> str:
    overrides = {
        "/word/document.xml": f"{_WORD}.document.main+xml",
        "/word/styles.xml": f"{_WORD}.styles+xml",
        "/word/footnotes.xml": f"{_WORD}.footnotes+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    }
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + "".join(
            f'<Override PartName="{name}" ContentType="{kind}"/>'
            for name, kind in overrides.items()
        )
        + "</Types>"
    )


def _relations(*relations: tuple[str, str]) -> str:
    return (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        + "".join(
            f'<Relationship Id="r{number}" Type="{kind}" Target="{target}"/>'
            for number, (kind, target) in enumerate(relations, start=1)
        )
        + "</Relationships>"
    )


def _footnotes(notes: Sequence[str]) -> str:
    separators = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p>'
        "</w:footnote>"
        for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
    )
    return f'<w:footnotes xmlns:w="{_W}">{separators}{"".join(notes)}</w:footnotes>'


def _styles() -> str:
    paragraphs = "".join(
        f'<w:style w:type="paragraph" w:styleId="{id}"'
        + (' w:default="1">' if id == "Normal" else ">")
        + f'<w:name w:val="{name}"/>'
        + ("" if id == "Normal" else '<w:basedOn w:val="Normal"/>')
        + f"<w:pPr>{of_paragraph}</w:pPr><w:rPr>{of_words}</w:rPr></w:style>"
        for id, name, of_paragraph, of_words in _STYLES
    )
    reference = (
        '<w:style w:type="character" w:styleId="FootnoteReference">'
        '<w:name w:val="footnote reference"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
        "</w:style>"
    )
    fonts = '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/>'
    defaults = f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts}</w:rPr></w:rPrDefault></w:docDefaults>"
    return f'<w:styles xmlns:w="{_W}">{defaults}{paragraphs}{reference}</w:styles>'
