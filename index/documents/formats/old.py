"""Files called .doc: in the old format of Word, which is not read, or in another by that name.

Many a program writes rich text, a web page, or a page with its pictures as `.doc`, since Word opens
those too.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from index.documents.formats.contents import read_bytes
from index.documents.formats.docx import read_docx
from index.documents.formats.lines import located
from index.documents.formats.mail import letter_of, parse
from index.documents.formats.markup import first_heading, prepare
from index.documents.formats.markup import parse as page_tree
from index.documents.formats.markup_lines import lines
from index.documents.formats.office import OLE, is_locked
from index.documents.formats.plain import read_text
from index.documents.formats.rtf import SIGNATURE, read_rtf
from index.documents.formats.web import read_page
from index.documents.normalise import UnreadableError, make_document
from index.types import Document, Skipped

HINTS = {
    ".ppt": "It is in an old format of PowerPoint; open it and save it as .pptx.",
    ".pps": "It is in an old format of PowerPoint; open it and save it as .pptx.",
    ".pages": "It is a file of Pages; open it and export it as .docx or .pdf.",
    ".numbers": "It is a file of Numbers; open it and export it as .csv.",
    ".key": "It is a file of Keynote; open it and export it as .pptx or .pdf.",
    ".wpd": "It is a file of WordPerfect; open it and save it as .docx or .pdf.",
    ".wps": "It is a file of Works; open it and save it as .docx or .pdf.",
    ".pst": "It is a store of Outlook; export the mails as .eml, .msg or .mbox.",
    ".ost": "It is a store of Outlook; export the mails as .eml, .msg or .mbox.",
    ".mobi": "It is a book for Kindle; convert it to .epub.",
    ".azw3": "It is a book for Kindle; convert it to .epub.",
    ".tex": "It is a source of LaTeX; make a .pdf of it.",
    ".fb2": "It is a book of FictionBook; convert it to .epub.",
    ".ipynb": "It is a notebook; save it as .html or .md.",
    ".vcf": "It holds contacts; export them as .csv.",
    ".xlsb": "It is a binary file of Excel; open it and save it as .xlsx.",
    ".hwp": "It is a file of Hangul; open it and save it as .docx or .pdf.",
    ".one": "It is a file of OneNote; export it as .docx or .pdf.",
    **dict.fromkeys(
        (".xml", ".rss", ".atom", ".opml", ".fodt"),
        "It is XML; open it in the program that it is for and save it as .html, .docx or .txt.",
    ),
    **dict.fromkeys(
        (".rst", ".org", ".adoc", ".yaml", ".yml", ".toml", ".ini"),
        "It is a text with marks that are not read; if its words matter, save it as .txt or .md.",
    ),
    **dict.fromkeys(
        (".sqlite", ".db", ".mdb", ".accdb", ".parquet", ".sav", ".dta"),
        "It is a file of data; export its tables as .csv or .xlsx.",
    ),
    **dict.fromkeys(
        (".djvu", ".xps", ".oxps", ".ps", ".eps", ".indd", ".pub", ".vsdx", ".odg"),
        "It is a file of pages of a kind that is not read; save it as .pdf.",
    ),
    **dict.fromkeys(
        (".zip", ".7z", ".rar", ".tar", ".tgz", ".gz", ".bz2", ".xz"),
        "It is an archive; unpack it into the folder.",
    ),
    **dict.fromkeys(
        (".mp3", ".m4a", ".wav", ".ogg", ".flac", ".mp4", ".m4v", ".mov", ".mkv", ".avi", ".webm"),
        "It is sound or film; put its words beside it, as .srt, .vtt or .txt.",
    ),
    **dict.fromkeys(
        (".heic", ".heif", ".avif", ".gif", ".svg", ".psd"),
        "It is a picture of a kind that is not read; save it as .png or .jpg.",
    ),
}
"""What is said of files of other kinds that hold text, by their extensions."""

_LOOKED_AT = 1024
_PAGE = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html|head|body|\?xml|meta)", re.I)
_WITH_PICTURES = re.compile(rb"(?:.*\n){0,9}?MIME-Version:", re.I)


def read_doc(path: Path, source: str) -> Iterator[Document | Skipped]:
    """The documents in a file called .doc, if it is in a format that is read.

    Raises:
        UnreadableError: if it is in the old format of Word, or broken.
        OSError: if it cannot be read.
    """
    with path.open("rb") as file:
        start = file.read(_LOOKED_AT)
    if start.startswith(OLE):
        if is_locked(path):
            raise UnreadableError("It is locked with a password; save it without one.")
        raise UnreadableError("It is in the old format of Word; open it and save it as .docx.")
    if start.startswith(b"PK\x03\x04"):
        yield from read_docx(path, source)
    elif SIGNATURE in start:
        yield from read_rtf(path, source)
    elif _PAGE.match(start):
        yield from read_page(path, source)
    elif _WITH_PICTURES.match(start):
        letter = letter_of(parse(read_bytes(path)))
        tree = page_tree(letter.html or letter.plain)
        if tree is None:
            raise UnreadableError("It holds no text.")
        title = letter.subject or first_heading(tree) or path.stem
        text, places = located(lines(prepare(tree), "- "))
        yield make_document(source, text, title, places=places)
    elif b"\0" in start:
        raise UnreadableError("It is in the old format of Word; open it and save it as .docx.")
    else:
        yield from read_text(path, source)
