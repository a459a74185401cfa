"""What was fetched, as a file that is dropped in: a name with the extension of its kind.

A web page becomes the archive that a browser would save (MHTML), since that says where the page was
and in which encoding; its bytes stay as they came.
"""

import base64
import codecs
import re
from email.mime.multipart import MIMEMultipart
from email.mime.nonmultipart import MIMENonMultipart
from email.policy import compat32
from pathlib import Path
from urllib.parse import unquote

from index.documents.registry import FORMATS, extension, uploadable
from index.errors import UserError
from ui.web.fetching.hosts import Target
from ui.web.uploads import safe_path

PAGE = ".mhtml"
"""The extension of a web page that was fetched."""

_PAGES = ("text/html", "application/xhtml+xml")
_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"
_KINDS = {
    **dict.fromkeys(_PAGES, PAGE),
    "text/markdown": ".md",
    "text/x-markdown": ".md",
    "text/csv": ".csv",
    "text/tab-separated-values": ".tsv",
    "text/vtt": ".vtt",
    "application/x-subrip": ".srt",
    "application/json": ".json",
    "application/ld+json": ".json",
    "application/geo+json": ".geojson",
    "application/x-ndjson": ".jsonl",
    "application/jsonl": ".jsonl",
    "application/pdf": ".pdf",
    "application/x-pdf": ".pdf",
    "application/rtf": ".rtf",
    "text/rtf": ".rtf",
    "application/msword": ".doc",
    "application/vnd.ms-excel": ".xls",
    "application/vnd.ms-outlook": ".msg",
    "application/epub+zip": ".epub",
    "message/rfc822": ".eml",
    "multipart/related": PAGE,
    "application/mbox": ".mbox",
    f"{_OFFICE}.wordprocessingml.document": ".docx",
    f"{_OFFICE}.presentationml.presentation": ".pptx",
    f"{_OFFICE}.spreadsheetml.sheet": ".xlsx",
    f"{_OPEN}.text": ".odt",
    f"{_OPEN}.presentation": ".odp",
    f"{_OPEN}.spreadsheet": ".ods",
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/tiff": ".tiff",
    "image/webp": ".webp",
    "image/bmp": ".bmp",
}
"""Media type → extension."""
_BY_NAME = {
    "text/plain": ".txt",
    "": "",
    "application/octet-stream": "",
    "binary/octet-stream": "",
    "application/x-download": "",
    "application/force-download": "",
    "application/zip": "",
}
"""Media types that say little: the name goes before; else the extension, if there is one."""
_EXTENSION = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,5}\Z")
_TYPE = re.compile(r"[a-z0-9.+-]{1,100}/[a-z0-9.+-]{1,100}")


def media_type(header: str) -> str:
    """What the header `Content-Type` says, without its parameters; empty if that is no type."""
    named = header[:1_000].partition(";")[0].strip().lower()
    return named if _TYPE.fullmatch(named) else ""


def name_of(target: Target, media: str) -> tuple[str, bool]:
    """What a file is called: its host as a folder, the end of its path, its kind's extension.

    Args:
        target: where it was fetched from.
        media: type that its server names, as of `media_type`.

    Returns:
        The name, and whether it is a page, which is to be put into an archive.

    Raises:
        UserError: if it is of no kind that is read here.
    """
    last = unquote(target.url.path.rstrip("/")).replace("\\", "/").rpartition("/")[2]
    known = extension(Path(last))
    end = known if known in uploadable() else (_EXTENSION.search(last) or [""])[0].lower()
    kind = _KINDS.get(media, "")
    if media in _BY_NAME:
        kind = end if end in uploadable() else _BY_NAME[media]
    if not kind:
        raise UserError(
            f"What is at this address is {media or 'of no kind that its server names'}, "
            "which is not read here.",
            "Paste the address of a page or a document, or save it as one and drop it in.",
        )
    is_page = media in _PAGES or FORMATS[kind] is FORMATS[".html"]
    if is_page:
        kind = PAGE
    elif end in uploadable() and FORMATS[end] is FORMATS[kind]:
        kind = end  # .jpeg is as good as .jpg
    stem = last[: len(last) - len(end)].strip(" .") or (target.name if not last else "document")
    return str(safe_path(f"{target.name}/{stem}{kind}")), is_page


def page_archive(html: bytes, address: str, content_type: str) -> bytes:
    """A page as one file that says where it was; the same page always gives the same bytes.

    Args:
        html: as it came.
        address: where from.
        content_type: the header, of which the encoding is kept.
    """
    page = MIMENonMultipart("text", "html")
    if charset := _charset(content_type):
        page.set_param("charset", charset)
    page["Content-Location"] = address
    page["Content-Transfer-Encoding"] = "base64"
    page.set_payload(base64.encodebytes(html).decode("ascii"))
    archive = MIMEMultipart("related", boundary="pincite-page", type="text/html")
    archive["Snapshot-Content-Location"] = address
    archive.attach(page)
    # an address is one line, however long
    return archive.as_bytes(policy=compat32.clone(max_line_length=0))


def _charset(content_type: str) -> str | None:
    """The encoding that a header names, if there is such a one."""
    found = re.search(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", content_type[:1_000], re.I | re.A)
    try:
        return codecs.lookup(found[1]).name if found else None
    except LookupError:
        return None
