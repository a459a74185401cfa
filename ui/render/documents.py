"""The documents of an index as HTML: the list of them, one of them, and what a run did.

Pure functions of their arguments; everything of a document is escaped.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from index.paths import file_name
from index.progress import Progress
from index.types import Document, Listed, Skipped
from ui.render.html import date_to_html, file_to_html, link_to_html, text_to_html
from ui.render.labels import date_of
from ui.render.text import count

SHOWN = 200
"""Documents that are listed; the search finds the others."""
LONGEST = 200_000
"""Characters of a document that are shown."""

_STAGES = {
    "reading": "Reading",
    "comparing": "Looking for near copies",
    "embedding": "They can be asked about; making their vectors",
}


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of files that were dropped in.

    Attributes:
        added: documents that are new.
        skipped: what was not indexed, and why.
    """

    added: int
    skipped: tuple[Skipped, ...] = ()


def filter_documents(documents: Sequence[Listed], words: str) -> list[Listed]:
    """The documents whose title, file or date holds every word, whatever its case."""
    wanted = words.casefold().split()
    return [
        document for document in documents if all(word in _searchable(document) for word in wanted)
    ]


def listing_to_html(documents: Sequence[Listed], found: Sequence[Listed], chosen: str = "") -> str:
    """The list, each document a button that opens it.

    Args:
        documents: all there are.
        found: those to show.
        chosen: id of the one that is open.
    """
    if not documents:
        return '<p class="empty">There are no documents yet. Drop some files above.</p>'
    if not found:
        return '<p class="empty">No document has these words in its title, file or date.</p>'
    rows = "".join(_row(document, document.id == chosen) for document in found[:SHOWN])
    shown = count(len(found), "document")
    if len(found) < len(documents):
        shown = f"{len(found):,} of {count(len(documents), 'document')}"
    if len(found) > SHOWN:
        shown += f"; the first {SHOWN} are shown, search for the others"
    return f'<p class="count">{shown}</p><ul class="documents">{rows}</ul>'


def document_to_html(document: Document, sentences: int) -> str:
    """A whole document: title, what is known about it, its text."""
    known = (
        date_to_html(document),
        f"<span>{count(sentences, 'sentence')}</span>",
        f"<span>{count(len(document.pages), 'page')}</span>" if document.pages else "",
        f'<span dir="auto">{text_to_html(file_name(document.source))}</span>',
        link_to_html(document.url),
    )
    text = document.text[:LONGEST]
    rest = len(document.text) - len(text)
    more = f'<p class="about">And {rest:,} more characters.</p>' if rest else ""
    return (
        f'<article class="document" tabindex="-1" aria-label="The document">'
        f'<h3 dir="auto">{text_to_html(document.title)}</h3>'
        f'<p class="about">{" ".join(filter(None, known))}</p>'
        f'<div class="text" dir="auto">{text_to_html(text)}</div>{more}</article>'
    )


def progress_to_html(progress: Progress | None, files: int) -> str:
    """How far a run has come; None before it begins."""
    if progress is None or not progress.total:
        return f'<p class="working">Reading {count(files, "file")} …</p>'
    share = round(100 * progress.done / progress.total)
    return (
        f'<p class="working"><progress max="100" value="{share}" aria-label="Indexing"></progress> '
        f"{_STAGES[progress.stage]}: {share}% of {count(progress.documents, 'document')}</p>"
    )


def taken_to_html(taken: Taken) -> str:
    """What was added, and what was not and why."""
    added = f"<p>{count(taken.added, 'document')} added. Ask about them.</p>"
    if not taken.skipped:
        return added
    reasons = "".join(
        f'<li><b dir="auto">{text_to_html(file_name(skipped.source))}</b>: '
        f"{text_to_html(skipped.reason)}</li>"
        for skipped in taken.skipped
    )
    return (added if taken.added else "<p>Nothing was added.</p>") + (
        f'<p>Skipped:</p><ul class="skipped">{reasons}</ul>'
    )


def _row(document: Listed, chosen: bool) -> str:
    known = (
        date_to_html(document),
        f"<span>{count(document.sentences, 'sentence')}</span>",
        file_to_html(document),
    )
    current = ' aria-current="true"' if chosen else ""
    return (
        f'<li><button type="button" data-document="{text_to_html(document.id)}"{current}>'
        f'<cite dir="auto">{text_to_html(document.title)}</cite>'
        f'<span class="about">{" ".join(filter(None, known))}</span></button></li>'
    )


def _searchable(document: Listed) -> str:
    return " ".join(
        (
            document.title,
            file_name(document.source),
            document.published or "",
            date_of(document),
        )
    ).casefold()
