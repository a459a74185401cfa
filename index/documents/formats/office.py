"""Word, PowerPoint and EPUB files → documents, by llama-index's readers.

All three are zip archives of XML. Their texts are small; an archive that would unfold into a very
large one is refused before anything is read from it.
"""

import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from index.documents.formats.plain import markdown_lines
from index.documents.formats.quiet import quiet
from index.documents.formats.rows import row_line
from index.documents.normalise import UnreadableError, make_document, make_paged_document
from index.types import Document

MAX_UNPACKED_BYTES = 500_000_000
MAX_UNPACKED_RATIO = 200
MAX_PART_BYTES = 50_000_000
"""The largest part with words in it; parsed, XML takes about ten times its size."""
SMALL_BYTES = 20_000_000
"""An archive that unpacks to less than this may be as dense as it likes."""

_XML = (".xml", ".rels", ".xhtml", ".html", ".htm", ".opf", ".ncx")
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"


def read_docx(path: Path, source: str) -> Iterator[Document]:
    """The document in a Word file; a paragraph, heading or row of a table is a line.

    Raises:
        UnreadableError: if it is locked, broken, a zip bomb, or holds no text.
        OSError: if it cannot be read.
    """
    title = _checked_title(path)
    with quiet():
        from llama_index.readers.file import DocxReader  # type: ignore[import-untyped]

        text = "".join(str(part.text) for part in DocxReader().load_data(path))
        rows = _word_rows(path)
    yield make_document(source, _rows_joined(text, rows), title or path.stem)


def read_pptx(path: Path, source: str) -> Iterator[Document]:
    """The document in a PowerPoint file: one page a slide, its speaker's notes last.

    Raises:
        UnreadableError: if it is locked, broken, a zip bomb, or holds no text.
        OSError: if it cannot be read.
    """
    title = _checked_title(path)
    with quiet():
        from llama_index.readers.file import PptxReader

        reader = PptxReader(num_workers=0, raise_on_error=True)
        slides = [slide.metadata for slide in reader.load_data(path)]
    first = str(slides[0].get("title") or "") if slides else ""
    pages = ["\n".join(_slide_lines(slide)) for slide in slides]
    yield make_paged_document(source, pages, title or first or path.stem)


def read_epub(path: Path, source: str) -> Iterator[Document]:
    """The document in an EPUB file, its chapters one after the other.

    Raises:
        UnreadableError: if it is broken, a zip bomb, or holds no text.
        OSError: if it cannot be read.
    """
    title = _checked_title(path)
    with quiet():
        from llama_index.readers.file import EpubReader

        text = "\n\n".join(str(part.text) for part in EpubReader().load_data(path))
    lines, heading = markdown_lines(text)  # the reader writes Markdown
    yield make_document(source, "\n".join(lines), title or heading or path.stem)


def _checked_title(path: Path) -> str | None:
    """The title that the archive names for itself, once it is known to be harmless.

    Raises:
        UnreadableError: if it is no zip archive, or a bomb.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            _check_size(archive)
            return _title(archive)
    except zipfile.BadZipFile as error:
        raise UnreadableError("It is broken, or locked with a password; save it again.") from error


def _check_size(archive: zipfile.ZipFile) -> None:
    """Refuses an archive that unfolds into a very large one.

    The sizes are those of its directory; `zipfile` never unpacks more of a member than that.
    """
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    packed = max(1, sum(entry.compress_size for entry in entries))
    dense = unpacked > SMALL_BYTES and unpacked / packed > MAX_UNPACKED_RATIO
    largest = max((e.file_size for e in entries if e.filename.lower().endswith(_XML)), default=0)
    if dense or unpacked > MAX_UNPACKED_BYTES or largest > MAX_PART_BYTES:
        raise UnreadableError(
            f"It would unpack to {max(1, unpacked // 1_000_000)} MB, too much for a document."
        )


def _title(archive: zipfile.ZipFile) -> str | None:
    """The Dublin Core title of an office file or a book; None if there is none."""
    names = (n for n in archive.namelist() if n == "docProps/core.xml" or n.endswith(".opf"))
    for name in names:
        try:
            title = ElementTree.fromstring(archive.read(name)).findtext(f".//{_DUBLIN_CORE}title")
        except ElementTree.ParseError:
            continue
        if title and title.strip() not in ("", "PowerPoint Presentation", "Word Document"):
            return title.strip()
    return None


def _word_rows(path: Path) -> list[tuple[str, str]]:
    """Each row of a Word file's tables: as the reader writes it, and as one line."""
    from docx2txt.docx2txt import xml2text

    with zipfile.ZipFile(path) as archive:
        root = ElementTree.fromstring(archive.read("word/document.xml"))
    rows = []
    for row in root.iterfind(f"{_WORD}body/{_WORD}tbl/{_WORD}tr"):
        cells = [str(xml2text(ElementTree.tostring(cell))) for cell in row.iterfind(f"{_WORD}tc")]
        if len(cells) > 1:
            rows.append(("".join(cells).rstrip(), row_line(cells)))
    return rows


def _rows_joined(text: str, rows: Iterable[tuple[str, str]]) -> str:
    """The text with each row, in order, on one line. A row that is not found is left alone."""
    text = f"\n\n{text}\n\n"  # every paragraph now has blank lines on both sides
    parts: list[str] = []
    position = 0
    for written, line in rows:
        start = text.find(f"{written}\n\n", position) if written else -1
        if start >= 0:
            parts += [text[position:start], f"\n{line}"]
            position = start + len(written)
    return "".join([*parts, text[position:]])


def _slide_lines(slide: Mapping[str, Any]) -> list[str]:
    """Title and texts, tables, charts and notes of a slide, as lines."""
    lines = [str(section["content"]).strip() for section in slide["text_sections"]]
    for table in slide["tables"]:
        rows: Sequence[Sequence[str]] = [table["headers"], *table["data"]]
        lines += [row_line(row) for row in rows if any(row)]
    lines += [str(chart["description"]) for chart in slide["charts"]]
    notes = str(slide["notes"]).removeprefix("[Speaker Notes]: ")
    return [*lines, notes] if notes else lines
