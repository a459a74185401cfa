"""The one list of formats: what reads a file, how a file is recognised, and what it may take.

Loading, syncing, the process that reads, and uploading all ask here; a new format is one more line
of `FORMATS`, and a file in `formats/`.
"""

import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from index.documents.formats import delimited, office, pdf, plain, records, sheets, web
from index.documents.formats.contents import MAX_FILE_BYTES, MAX_WHOLE_BYTES
from index.types import Document, Skipped

Reader = Callable[[Path, str], Iterator[Document | Skipped]]
"""Path and source of a file → its documents, and what was skipped of it."""

_LOOKED_AT = 65_536  # bytes
_SIGNATURE_WITHIN = 1_024  # bytes
_BINARY = (b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"\x7fELF", b"MZ\x90")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Format:
    """How files of one extension are read, recognised and limited.

    Attributes:
        read: the reader.
        signature: bytes near the start of every such file; empty for text, which must not start
            as a known binary file does, nor hold a zero byte.
        member: a file that every such zip archive holds; empty for what is no archive.
        mimetype: what the member `mimetype` of such an archive says; empty for any, or for none.
        uploadable: whether the page takes such a file.
        most_bytes: of the largest file that is read; None for a file that is read line by line.
        seconds_a_mb: of computing that each MB may take: several times what an honest file takes.
        in_steps: whether that time is given bit by bit: by pages, or by the documents read so far.
        libraries: what the reader imports, which is no fault of the file.
    """

    read: Reader
    signature: bytes = b""
    member: str = ""
    mimetype: bytes = b""
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
        if self.member:
            try:
                with zipfile.ZipFile(file) as archive:
                    if self.member not in archive.namelist():
                        return False
                    return not self.mimetype or archive.read("mimetype").startswith(self.mimetype)
            except (zipfile.BadZipFile, KeyError):
                return False
        with file.open("rb") as opened:
            start = opened.read(_LOOKED_AT)
        if self.signature:
            return self.signature in start[:_SIGNATURE_WITHIN]
        return start.startswith(_UTF16) or not (start.startswith(_BINARY) or b"\0" in start)


def _archive(read: Reader, member: str, *libraries: str) -> Format:
    """A zip archive of XML, read by a library."""
    return Format(
        read,
        member=member,
        most_bytes=MAX_FILE_BYTES,
        seconds_a_mb=5.0,
        libraries=(*libraries, "llama_index.readers.file"),
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


_TEXT = Format(plain.read_text)
_MARKDOWN = Format(plain.read_markdown, seconds_a_mb=5.0, libraries=("markdown_it", "yaml"))
_PAGE = Format(web.read_page, libraries=("trafilatura",))
_PDF = Format(
    pdf.read_pdf,
    signature=b"%PDF-",
    most_bytes=MAX_FILE_BYTES,
    seconds_a_mb=15.0,
    in_steps=True,
    libraries=("pypdf", "llama_index.readers.file"),
)
_TABLE = Format(delimited.read_csv, seconds_a_mb=3.0)
_TREE = Format(records.read_json, seconds_a_mb=2.0, libraries=("lxml.etree",))
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
    "": Format(plain.read_text, uploadable=False),
    ".txt": _TEXT,
    ".text": _TEXT,
    ".md": _MARKDOWN,
    ".markdown": _MARKDOWN,
    ".html": _PAGE,
    ".htm": _PAGE,
    ".pdf": _PDF,
    ".docx": _archive(office.read_docx, "word/document.xml", "docx2txt"),
    ".pptx": _archive(office.read_pptx, "ppt/presentation.xml", "pptx"),
    ".epub": _archive(
        office.read_epub, "META-INF/container.xml", "ebooklib", "html2text", "markdown_it"
    ),
    ".xlsx": _sheets(member="xl/workbook.xml"),
    ".xlsm": _sheets(member="xl/workbook.xml"),
    ".xls": _sheets(signature=b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    ".ods": _sheets(
        member="content.xml", mimetype=b"application/vnd.oasis.opendocument.spreadsheet"
    ),
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
