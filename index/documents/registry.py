"""The one list of formats: what reads a file, how a file is recognised, and what it may take.

Loading, syncing, the process that reads, and uploading all ask here; a new format is one more line
of `FORMATS`, and a file in `formats/`.
"""

import codecs
import errno
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from index.documents.formats import (
    calendars,
    delimited,
    docx,
    epub,
    mail,
    markdown,
    msg,
    ocr,
    odt,
    office,
    old,
    pdf,
    plain,
    pptx,
    records,
    rtf,
    scans,
    sheets,
    subtitles,
    web,
    web_archive,
)
from index.documents.formats import letter as letters
from index.documents.formats.contents import MAX_FILE_BYTES, MAX_WHOLE_BYTES, too_large
from index.documents.normalise import UnreadableError
from index.types import Document, Skipped

Reader = Callable[[Path, str], Iterator[Document | Skipped]]
"""Path and source of a file → its documents, and what was skipped of it."""

_LOOKED_AT = 65_536  # bytes
_SIGNATURE_WITHIN = 1_024  # bytes
_BINARY = (b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"\x7fELF", b"MZ\x90")
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_UNKNOWN = (
    "It is not a kind of file that pincite reads; if there is text in it, save that as .txt, .docx "
    "or .pdf."
)
_OF_CONTENTS = (None, errno.EINVAL)
"""Numbers of the errors of the system that libraries raise for what is in a file."""


@dataclass(frozen=True, slots=True)
class Format:
    """How files of one extension are read, recognised and limited.

    Attributes:
        read: the reader.
        signature: bytes near the start of such a file, one of which it must have; empty for text,
            which must not start as a known binary file does, nor hold a zero byte.
        member: a file that every such zip archive holds, or a folder and a stroke; empty for what
            is no archive.
        mimetype: what the member `mimetype` of such an archive says; empty for any, or for none.
        anything: whether the reader tells by itself what the file is.
        uploadable: whether the page takes such a file.
        most_bytes: of the largest file that is read; None for a file that is read line by line.
        seconds_a_mb: of computing that each MB may take: several times what an honest file takes.
        in_steps: whether that time is given bit by bit: by pages, or by the documents read so far.
        libraries: what the reader imports, which is no fault of the file.
    """

    read: Reader
    signature: bytes | tuple[bytes, ...] = b""
    member: str = ""
    mimetype: bytes = b""
    anything: bool = False
    uploadable: bool = True
    most_bytes: int | None = MAX_WHOLE_BYTES
    seconds_a_mb: float = 1.0
    in_steps: bool = False
    libraries: tuple[str, ...] = ()

    def recognises(self, file: Path) -> bool:
        """Whether the contents of a file are of this format.

        Raises:
            OSError: if it cannot be read.
        """
        if self.anything:
            return True
        if self.member:
            try:
                with zipfile.ZipFile(file) as archive:
                    if not any(_is_member(name, self.member) for name in archive.namelist()):
                        return False
                    return not self.mimetype or archive.read("mimetype").startswith(self.mimetype)
            except KeyError:
                return False
            except zipfile.BadZipFile:
                return office.is_locked(file)  # the reader says what it is
        with file.open("rb") as opened:
            start = opened.read(_LOOKED_AT)
        if self.signature:
            known = self.signature if isinstance(self.signature, tuple) else (self.signature,)
            return any(signature in start[:_SIGNATURE_WITHIN] for signature in known)
        return start.startswith(_UTF16) or not (start.startswith(_BINARY) or b"\0" in start)


def _is_member(name: str, member: str) -> bool:
    name = name.replace("\\", "/").lstrip("/")
    return name.startswith(member) if member.endswith("/") else name == member


def _archive(read: Reader, member: str, *, mimetype: bytes = b"") -> Format:
    """A zip archive of XML."""
    return Format(
        read,
        member=member,
        mimetype=mimetype,
        most_bytes=MAX_FILE_BYTES,
        seconds_a_mb=5.0,
        libraries=("lxml.etree",),
    )


def _sheets(*, signature: bytes = b"", member: str = "", mimetype: bytes = b"") -> Format:
    """A file of sheets."""
    return Format(
        sheets.read_sheets,
        signature=signature,
        member=member,
        mimetype=mimetype,
        seconds_a_mb=15.0,
        libraries=("python_calamine",),
    )


def _picture(*signatures: bytes) -> Format:
    """Pictures of pages; the time for each is asked for when it is read."""
    return Format(
        scans.read_scan,
        signature=signatures,
        most_bytes=MAX_FILE_BYTES,
        libraries=("PIL.Image", *ocr.LIBRARIES),
    )


def _read_text(path: Path, source: str) -> Iterator[Document | Skipped]:
    """What is in a text file: a text, or a web page that was saved under such a name.

    Raises:
        UnreadableError, OSError: as the reader of it.
    """
    with path.open("rb") as opened:
        start = opened.read(_LOOKED_AT).removeprefix(codecs.BOM_UTF8).lstrip().lower()
    is_page = start.startswith((b"<!doctype html", b"<html"))
    return web.read_page(path, source) if is_page else plain.read_text(path, source)


_TEXT = Format(_read_text)
_MARKDOWN = Format(
    markdown.read_markdown, seconds_a_mb=5.0, libraries=("markdown_it", "yaml", "lxml")
)
_PAGE = Format(web.read_page, seconds_a_mb=3.0, libraries=("trafilatura", "lxml"))
_PAGE_ARCHIVE = Format(
    web_archive.read_web_archive, seconds_a_mb=3.0, libraries=("trafilatura", "lxml")
)
_PDF = Format(
    pdf.read_pdf,
    signature=b"%PDF-",
    most_bytes=MAX_FILE_BYTES,
    seconds_a_mb=15.0,
    in_steps=True,
    libraries=("pypdf", "pypdfium2"),
)
_WORD = _archive(docx.read_docx, "word/")
_SLIDES = _archive(pptx.read_pptx, "ppt/")
_TEXTS = _archive(odt.read_odt, "content.xml", mimetype=_OPEN_DOCUMENT + b"text")
_TABLE = Format(delimited.read_csv, seconds_a_mb=3.0)
_TREE = Format(records.read_json, seconds_a_mb=2.0, libraries=("lxml.etree",))
_SUBTITLES = Format(subtitles.read_subtitles)
_JPEG = _picture(b"\xff\xd8\xff")
_TIFF = _picture(b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
_LINES = Format(records.read_jsonl, most_bytes=None, seconds_a_mb=2.0, in_steps=True)
_PACKED_LINES = Format(
    records.read_jsonl,
    signature=b"\x1f\x8b",
    uploadable=False,
    most_bytes=None,
    seconds_a_mb=4.0,
    in_steps=True,
)

FORMATS: dict[str, Format] = {
    "": Format(_read_text, uploadable=False),
    ".txt": _TEXT,
    ".text": _TEXT,
    ".log": _TEXT,
    ".srt": _SUBTITLES,
    ".vtt": _SUBTITLES,
    ".md": _MARKDOWN,
    ".markdown": _MARKDOWN,
    ".html": _PAGE,
    ".htm": _PAGE,
    ".xhtml": _PAGE,
    ".mhtml": _PAGE_ARCHIVE,
    ".mht": _PAGE_ARCHIVE,
    ".pdf": _PDF,
    ".docx": _WORD,
    ".docm": _WORD,
    ".dotx": _WORD,
    ".dotm": _WORD,
    ".pptx": _SLIDES,
    ".pptm": _SLIDES,
    ".ppsx": _SLIDES,
    ".ppsm": _SLIDES,
    ".potx": _SLIDES,
    ".odt": _TEXTS,
    ".ott": _TEXTS,
    ".odp": _archive(odt.read_odp, "content.xml", mimetype=_OPEN_DOCUMENT + b"presentation"),
    ".rtf": Format(rtf.read_rtf, signature=rtf.SIGNATURE, seconds_a_mb=10.0),
    ".doc": Format(old.read_doc, anything=True, seconds_a_mb=10.0, libraries=("trafilatura",)),
    ".epub": _archive(epub.read_epub, epub.CONTAINER),
    ".xlsx": _sheets(member="xl/workbook.xml"),
    ".xlsm": _sheets(member="xl/workbook.xml"),
    ".xls": _sheets(signature=office.OLE),
    ".ods": _sheets(member="content.xml", mimetype=_OPEN_DOCUMENT + b"spreadsheet"),
    ".png": _picture(b"\x89PNG\r\n"),
    ".jpg": _JPEG,
    ".jpeg": _JPEG,
    ".tif": _TIFF,
    ".tiff": _TIFF,
    ".webp": _picture(b"WEBP"),
    ".bmp": _picture(b"BM"),
    ".ics": Format(calendars.read_ics, seconds_a_mb=2.0),
    ".csv": _TABLE,
    ".tsv": _TABLE,
    ".json": _TREE,
    ".geojson": _TREE,
    ".jsonl": _LINES,
    ".ndjson": _LINES,
    ".jsonl.gz": _PACKED_LINES,
    ".ndjson.gz": _PACKED_LINES,
}
"""The format for each extension, in lower case; the empty one is for files without one."""


def _read_mail(
    read: Callable[[Path, str, letters.ReadFile], Iterator[Document | Skipped]], depth: int = 0
) -> Reader:
    """The reader of a kind of mail, whose attached files are read by the readers of this list."""

    def read_attached(path: Path, source: str) -> Iterator[Document | Skipped]:
        name = extension(path)
        format = FORMATS.get(name)
        if not format:
            yield Skipped(source, unknown_reason(path))
        elif format.most_bytes and path.stat().st_size > format.most_bytes:
            yield Skipped(source, str(too_large(format.most_bytes)))
        elif name not in _MAILS:
            yield from guarded(format.read, path, source)
        elif depth + 1 >= letters.MAX_DEPTH:
            yield Skipped(source, letters.TOO_DEEP)
        else:
            yield from guarded(_read_mail(_MAILS[name], depth + 1), path, source)

    return lambda path, source: read(path, source, read_attached)


_MAILS = {
    ".eml": mail.read_eml,
    ".msg": msg.read_msg,
    ".mbox": mail.read_mbox,
    ".mbx": mail.read_mbox,
}
_MAILBOX = Format(_read_mail(mail.read_mbox), most_bytes=None, seconds_a_mb=15.0, in_steps=True)
FORMATS |= {
    ".eml": Format(_read_mail(mail.read_eml), seconds_a_mb=15.0),
    ".msg": Format(
        _read_mail(msg.read_msg), signature=office.OLE, seconds_a_mb=15.0, libraries=("oxmsg",)
    ),
    ".mbox": _MAILBOX,
    ".mbx": _MAILBOX,
}


def guarded(read: Reader, path: Path, source: str) -> Iterator[Document | Skipped]:
    """What a reader gives; whatever is wrong with the file is told as `Skipped`.

    Raises:
        OSError: if the system does not give it.
        MemoryError: if there is not enough.
    """
    try:
        yield from read(path, source)
    except MemoryError:
        raise
    except UnreadableError as error:
        yield Skipped(source, str(error))
    except ImportError as error:
        yield Skipped(source, f"A library that reads it is missing; install pincite again: {error}")
    except Exception as error:
        if isinstance(error, OSError) and error.errno not in _OF_CONTENTS:
            raise
        # readers of many formats, and the libraries below them, fail in more ways than can be
        # listed here; one bad file must not stop the rest
        reason = " ".join(str(error).split())[:200] or type(error).__name__
        yield Skipped(source, f"It could not be read, and may be broken: {reason}")


def unknown_reason(path: Path) -> str:
    """What is said of a file of a kind that is not read, and how it can be made one that is."""
    return old.HINTS.get(extension(path), _UNKNOWN)


def extension(path: Path) -> str:
    """The extension in lower case, `.jsonl.gz` as one."""
    suffixes = Path(path.name.lower()).suffixes
    both = "".join(suffixes[-2:])
    return both if both in FORMATS else "".join(suffixes[-1:])


def format_of(path: Path) -> Format | None:
    """The format that the extension of a file stands for; None if pincite reads no such files."""
    return FORMATS.get(extension(path))


def uploadable() -> tuple[str, ...]:
    """The extensions of the files that the page takes; sorted."""
    return tuple(sorted(name for name, format in FORMATS.items() if format.uploadable))
