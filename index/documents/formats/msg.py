"""Mail as Outlook saves it (.msg) → documents, by python-oxmsg."""

from collections.abc import Iterator
from email.utils import format_datetime
from pathlib import Path
from typing import TYPE_CHECKING

from index.documents.formats import letter as letters
from index.documents.formats.contents import read_bytes
from index.documents.formats.decode import decode
from index.documents.formats.letter import Attachment, Bounds, Letter, ReadFile
from index.documents.formats.mail import decoded, quoted_reason
from index.documents.formats.office import OLE
from index.documents.formats.rtf import rtf_lines
from index.documents.normalise import UnreadableError
from index.text.dates import iso_date
from index.types import Document, Skipped

if TYPE_CHECKING:
    from oxmsg.properties import Properties
    from oxmsg.storage import Storage

_SUBJECT, _BODY, _HTML, _HEADERS, _SENT, _CLASS = 0x0037, 0x1000, 0x1013, 0x007D, 0x0039, 0x001A
_SENDER_NAME, _SENDER_ADDRESS, _SENDER_SMTP = 0x0C1A, 0x0C1F, 0x5D01
_TO, _CC = 0x0E04, 0x0E03
_LONG_NAME, _SHORT_NAME, _SHOWN_NAME, _DATA, _CONTENT_ID = 0x3707, 0x3704, 0x3001, 0x3701, 0x3712
_MAIL = "__substg1.0_3701000D"  # the storage of a mail that is attached
_OUTER, _INNER, _ATTACHED = 32, 24, 8  # bytes before the properties of each kind of storage
_MOST_DEPTH = 8
_RTF = 0x1009
_PACKED, _NOT_PACKED = b"LZFu", b"MELA"
_MOST_RTF_BYTES = 20_000_000
_KNOWN = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript "
    rb"\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0"
    b"\r\n"
    rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)
"""What packed rich text may refer to from its start (MS-OXRTFCP, 2.1.2.1)."""
_WINDOW = 4096


def read_msg(path: Path, source: str, read_file: ReadFile) -> Iterator[Document | Skipped]:
    """The documents in a mail that Outlook saved: itself, and what is attached to it.

    Args:
        path: of the file.
        source: of the mail.
        read_file: reads attached files.

    Raises:
        UnreadableError: if it is no such mail.
        OSError: if it cannot be read.
    """
    data = read_bytes(path)
    if not data.startswith(OLE):
        raise UnreadableError("It is not a mail of Outlook, whatever its name says.")
    from olefile import OleFileIO
    from oxmsg.storage import Storage

    with OleFileIO(data) as ole:
        root = Storage.from_ole(ole)
    bounds = Bounds()
    letter = _letter(root, _OUTER, 0)
    yield from letters.documents(letter, source, path.stem, read_file, bounds)
    if bounds.quoted:
        yield Skipped(f"{source}#quoted", quoted_reason(bounds.quoted))


def _letter(storage: "Storage", offset: int, depth: int) -> Letter:
    from oxmsg.properties import Properties

    known = Properties(storage, properties_header_offset=offset)
    subject = known.str_prop_value(_SUBJECT) or ""
    headers = _headers(known)
    sent = known.date_prop_value(_SENT)
    stated = headers.get("date", "")
    date = stated or (format_datetime(sent) if sent else "")
    plain = (known.str_prop_value(_BODY) or "").replace("\r\n", "\n")
    html = _html(known)
    if not (plain.strip() or html) and (packed := known.binary_prop_value(_RTF)):
        plain = "\n".join(rtf_lines(unpacked(packed)))
    heads = (
        ("From", headers.get("from", "") or _sender(known)),
        ("To", headers.get("to", "") or known.str_prop_value(_TO) or ""),
        ("Cc", headers.get("cc", "") or known.str_prop_value(_CC) or ""),
        ("Date", date),
        ("Subject", subject),
    )
    return Letter(
        heads,
        subject=subject,
        published=iso_date(stated) or (sent.date().isoformat() if sent else ""),
        plain=plain,
        html=html,
        attachments=tuple(_attachments(storage, depth)),
        encrypted=(known.str_prop_value(_CLASS) or "").lower() == "ipm.note.smime",
    )


def unpacked(data: bytes) -> bytes:
    """Rich text as Outlook keeps it, unpacked (MS-OXRTFCP); empty if it is broken."""
    if data[8:12] == _NOT_PACKED:
        return data[16:]
    if data[8:12] != _PACKED:
        return b""
    text = bytearray(_KNOWN)
    at = 16
    while at < len(data) and len(text) < _MOST_RTF_BYTES:
        kinds, at = data[at], at + 1
        for bit in range(8):
            if kinds >> bit & 1:
                place = int.from_bytes(data[at : at + 2], "big")
                back = (len(text) - (place >> 4)) % _WINDOW
                at += 2
                if not back or at > len(data):
                    return bytes(text[len(_KNOWN) :])
                for _ in range((place & 15) + 2):
                    text.append(text[-back] if back <= len(text) else 32)
            else:
                text += data[at : at + 1]
                at += 1
    return bytes(text[len(_KNOWN) :])


def _headers(known: "Properties") -> dict[str, str]:
    """The lines of the head as they came over the net, by their names in lower case."""
    from email.parser import HeaderParser

    message = HeaderParser().parsestr(known.str_prop_value(_HEADERS) or "")
    return {name.lower(): decoded(str(value)) for name, value in [*message.raw_items()][::-1]}


def _sender(known: "Properties") -> str:
    name = known.str_prop_value(_SENDER_NAME) or ""
    address = known.str_prop_value(_SENDER_SMTP) or known.str_prop_value(_SENDER_ADDRESS) or ""
    if "@" not in address or address == name:
        return name or address
    return f"{name} <{address}>" if name else address


def _html(known: "Properties") -> str:
    data = known.binary_prop_value(_HTML)
    if data:
        return decode(data, known.body_encoding)
    return known.str_prop_value(_HTML) or ""


def _attachments(storage: "Storage", depth: int) -> Iterator[Attachment]:
    from oxmsg.properties import Properties

    for inner in storage.iter_attachment_storages():
        known = Properties(inner, properties_header_offset=_ATTACHED)
        names = (known.str_prop_value(pid) for pid in (_LONG_NAME, _SHOWN_NAME, _SHORT_NAME))
        name = next(filter(None, names), "")
        mail = next((part for part in inner.storages if part.name == _MAIL), None)
        if mail is not None and depth < _MOST_DEPTH:
            yield Attachment(name, _letter(mail, _INNER, depth + 1))
            continue
        is_picture = name.lower().endswith((".png", ".gif", ".jpg", ".jpeg", ".bmp"))
        if is_picture and known.str_prop_value(_CONTENT_ID):
            continue  # a picture of the letter paper, as a rule
        data = known.binary_prop_value(_DATA)
        reason = "" if data else "It is not in the mail, only linked; save it as a file."
        yield Attachment(name, data or b"", reason)
