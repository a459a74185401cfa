"""A document as HTML, and what became of files that were dropped in.

Pure functions of their arguments; everything of a document is escaped.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from index.documents.pages import DRAWN
from index.paths import file_name
from index.progress import LeftOut, Progress
from index.types import Document, Skipped, Span
from ui.render.html import date_to_html, is_address, link_to_html, text_to_html
from ui.render.original import original_button
from ui.render.shelf import document_lines_to_html
from ui.render.text import count

LONGEST = 200_000
"""Characters of a document that are shown."""

_FIRST_LINE = re.compile(r"\s*(\S[^\n]{,200})")
"""The first line that says something, and where it stands."""

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


def document_to_html(document: Document, sentences: int, left_out: LeftOut | None = None) -> str:
    """A whole document: title, what is known about it, what of it is never cited, its text."""
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
        f'<p class="about">{" ".join(filter(None, known))}</p>{_pages_button(document)}'
        f'<div class="text" dir="auto">{text_to_html(text)}</div>{more}'
        f"{document_lines_to_html(left_out)}</article>"
    )


def _pages_button(document: Document) -> str:
    """What opens the pages of a file at the first line of its text; "" where it has none to draw.

    What is attached to a mail, which is named behind a `#`, is of the mail.
    """
    file = Path(document.source.partition("#")[0])
    if file.suffix.lower() not in DRAWN or is_address(document.source):
        return ""
    first = _FIRST_LINE.match(document.text) if document.pages else None
    if first is None:
        return ""
    span = Span(document.id, *first.span(1))
    opens = original_button(span, "Open its pages", whole=True)
    return f'<div class="actions">{opens}</div>'


@dataclass(frozen=True, slots=True)
class Job:
    """Files that are read, or wait until others are.

    Attributes:
        files: how many; 0 for folders that are mirrored.
        progress: how far it has come; None before it begins.
    """

    files: int
    progress: Progress | None = None


def progress_to_html(progress: Progress | None, files: int) -> str:
    """How far a run has come; None before it begins."""
    if progress is None or not progress.total:
        return f'<p class="working">Reading {count(files, "file") if files else "folders"} …</p>'
    share = round(100 * progress.done / progress.total)
    return (
        f'<p class="working"><progress max="100" value="{share}" aria-label="Indexing"></progress> '
        f"{_STAGES[progress.stage]}: {share}% of {count(progress.documents, 'document')}</p>"
    )


def jobs_to_html(jobs: Sequence[Job]) -> str:
    """What is being read for whoever began it, and what waits; "" for nothing."""
    if not jobs:
        return ""
    begun = next((job for job in jobs if job.progress), jobs[0])
    waiting = sum(job.files for job in jobs) - begun.files
    more = f"<p>{count(waiting, 'more file waits', 'more files wait')}.</p>" if waiting else ""
    return progress_to_html(begun.progress, begun.files) + more


def fetching_to_html(host: str, came: int) -> str:
    """How much of a page or a file has come from a host, in bytes."""
    much = f" {came / 2**20:.1f} MB" if came else ""
    return f'<p class="working">Fetching from {text_to_html(host)} …{much}</p>'


def taken_to_html(taken: Taken) -> str:
    """How much was added, and how much was not: which and why, the notices below it tell."""
    about = "it" if taken.added == 1 else "them"
    added = f"{count(taken.added, 'document')} added. Ask about {about}."
    if not taken.skipped and not taken.added:
        return "<p>Nothing new was added: it is in the index already.</p>"
    if not taken.skipped:
        return f"<p>{added}</p>"
    number = count(len(taken.skipped), "file or part of a file", "files or parts of files")
    return (
        f"<p>{added if taken.added else 'Nothing was added.'} {number} not taken in; "
        "the reasons are below.</p>"
    )
