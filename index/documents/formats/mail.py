"""Mail in text form (.eml) and mailboxes of it (.mbox) → documents, a mail each.

A mailbox is read mail by mail, however large it is. Nothing in a mail is opened, shown or fetched.
"""

import email
import email.utils
import re
from collections.abc import Iterator
from email.errors import HeaderParseError, MessageError
from email.header import decode_header
from email.message import Message
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from index.documents.formats import letter as letters
from index.documents.formats.budget import ask_for
from index.documents.formats.contents import open_file, read_bytes
from index.documents.formats.decode import decode
from index.documents.formats.invitations import event_lines
from index.documents.formats.letter import Attachment, Bounds, Letter, ReadFile
from index.documents.normalise import UnreadableError, one_line
from index.text.dates import iso_date
from index.types import Document, Skipped

MAX_MESSAGE_BYTES = 50_000_000
"""The largest mail of a mailbox that is read."""
MAX_PARTS = 2_000
"""Parts of a mail that are looked at."""

_SECONDS = 2.0  # that the next mail of a mailbox may take
_BLOCK = 1 << 16
_LONGEST_HEAD = 20_000
_LONGEST_KEY = 120
_SEPARATOR = re.compile(rb"From \S.{0,200}?\d\d?:\d\d.{0,60}\d{4}")
"""What a mailbox puts before each mail: a name, and when it came."""
_HEADER = re.compile(rb"[!-9;-~]{1,80}:|>From ")
_STUFFED = re.compile(rb">+From ")
_SEVEN_BITS = ("iso-2022", "utf-7", "hz")
_SILENT = (
    "application/pgp-signature", "application/pgp-keys", "application/pkcs7-signature",
    "application/x-pkcs7-signature", "message/delivery-status", "message/disposition-notification",
    "text/rfc822-headers", "message/feedback-report",
)  # fmt: skip
"""Kinds of parts that hold nothing to read."""
_CALENDARS = ("text/calendar", "application/ics")
_SECRET = ("application/pkcs7-mime", "application/x-pkcs7-mime")
_HEADS = ("From", "To", "Cc", "Date", "Subject")
_EXPUNGED = 0x0008
_ENDINGS = {
    "application/pdf": ".pdf", "text/csv": ".csv", "text/html": ".html", "text/plain": ".txt",
    "application/json": ".json", "text/markdown": ".md", "application/rtf": ".rtf",
    "text/rtf": ".rtf", "message/rfc822": ".eml",
}  # fmt: skip
"""Extensions for parts of which the sender gives no name."""


def read_eml(path: Path, source: str, read_file: ReadFile) -> Iterator[Document | Skipped]:
    """The documents in a mail: itself, the mails it quotes, and what is attached to it.

    Args:
        path: of the file.
        source: of the mail.
        read_file: reads attached files.

    Raises:
        UnreadableError: if it is no mail.
        OSError: if it cannot be read.
    """
    message = parse(read_bytes(path))
    if not any(message.get(name) for name in ("From", "Date", "Subject", "Received")):
        raise UnreadableError("It is not a mail, whatever its name says.")
    bounds = Bounds()
    yield from letters.documents(letter_of(message), source, path.stem, read_file, bounds)
    if bounds.quoted:
        yield Skipped(f"{source}#quoted", quoted_reason(bounds.quoted))


def read_mbox(path: Path, source: str, read_file: ReadFile) -> Iterator[Document | Skipped]:
    """The documents in a mailbox, in its order: each mail, and what it quotes and brings.

    What a mail quotes of one that stands before it in the mailbox is not read twice.

    Args:
        path: of the file.
        source: of the mailbox; that of a mail has its id or its number.
        read_file: reads attached files.

    Raises:
        UnreadableError: if it is no mailbox.
        OSError: if it cannot be read.
    """
    seen: set[str] = set()
    quoted = number = 0
    with open_file(path) as file:
        for number, data in enumerate(_messages(file), start=1):
            ask_for(_SECONDS)
            if data is None:
                yield Skipped(
                    f"{source}#mail {number}",
                    f"Mail {number} is larger than {MAX_MESSAGE_BYTES // 1_000_000} MB; save what"
                    " is attached to it as files.",
                )
                continue
            try:
                message = parse(data)
                if _is_expunged(message):
                    continue
                key = _key(message, number, seen)
                letter = letter_of(message)
            except UnreadableError as error:
                yield Skipped(f"{source}#mail {number}", f"Mail {number}: {error}")
                continue
            is_answer = bool(seen.intersection(_answered(message)))
            bounds = Bounds(earlier=0) if is_answer else Bounds()
            name = f"{path.stem}, mail {number}"
            yield from letters.documents(letter, f"{source}#{key}", name, read_file, bounds)
            if not is_answer:
                quoted += bounds.quoted
    if not number:
        raise UnreadableError("It is not a mailbox, or there is no mail in it.")
    if quoted:
        yield Skipped(f"{source}#quoted", quoted_reason(quoted))


def quoted_reason(count: int) -> str:
    """What is said of quoted lines of mails that are not read themselves."""
    lines = "A quoted line" if count == 1 else f"{count:,} quoted lines"
    return f"{lines} of earlier mails left out; add those mails to have them read."


def parse(data: bytes) -> Message:
    """A mail, taken apart.

    Raises:
        UnreadableError: if its parts are nested too deeply.
    """
    try:
        return email.message_from_bytes(data)
    except (RecursionError, MessageError, ValueError, LookupError) as error:
        raise UnreadableError("It is broken, or its parts are nested too deeply.") from error


def letter_of(message: Message) -> Letter:
    """A mail as the value that all kinds of mail become.

    Raises:
        UnreadableError: if its parts are nested too deeply.
    """
    contents = _Contents()
    try:
        contents.add(message)
    except RecursionError as error:
        raise UnreadableError("Its parts are nested too deeply.") from error
    heads = tuple((name, _head(message, name)) for name in _HEADS)
    return Letter(
        heads,
        subject=_head(message, "Subject"),
        published=_sent(message),
        plain="\n\n".join(contents.plain),
        html="\n".join(contents.html),
        attachments=tuple(contents.attachments),
        encrypted=contents.encrypted and not (contents.plain or contents.html),
        events=tuple(chain.from_iterable(contents.events)),
    )


class _Contents:
    """Gathers what a mail consists of.

    Attributes:
        plain: its texts.
        html: its texts as pages; no text that is there as plain text.
        attachments: the files attached to it.
        events: lines of each of the calendars that came with it.
        encrypted: whether a part of it cannot be read without a key.
    """

    def __init__(self) -> None:
        self.plain: list[str] = []
        self.html: list[str] = []
        self.attachments: list[Attachment] = []
        self.events: list[list[str]] = []
        self.encrypted = False
        self._parts = 0

    def add(self, part: Message) -> None:
        """Take up a part, and those in it."""
        self._parts += 1
        if self._parts > MAX_PARTS:
            return
        kind = part.get_content_type()
        smime = str(part.get_param("smime-type") or "").lower()
        if kind == "multipart/encrypted" or (kind in _SECRET and smime != "certs-only"):
            self.encrypted = True
        elif kind == "message/rfc822":
            self._mail(part)
        elif part.is_multipart() and not kind.startswith("message/"):
            for inner in part.get_payload():
                if isinstance(inner, Message):
                    self.add(inner)
        elif kind not in _SILENT:
            self._leaf(part, kind)

    def _mail(self, part: Message) -> None:
        inner = part.get_payload()
        if isinstance(inner, list) and inner and isinstance(inner[0], Message):
            self.attachments.append(Attachment(_name(part), letter_of(inner[0])))

    def _leaf(self, part: Message, kind: str) -> None:
        """Take up a part that is text, or a file."""
        disposition = str(part.get_content_disposition() or "")
        name = _name(part)
        if kind in ("text/plain", "text/html") and disposition != "attachment" and not name:
            text = _text(part)
            (self.plain if kind == "text/plain" else self.html).append(text)
        elif kind in _CALENDARS and (events := event_lines(_text(part))):
            if events not in self.events:  # it comes as a part of the text and as a file
                self.events.append(events)
        elif kind.startswith("image/") and (disposition == "inline" or part.get("Content-ID")):
            return  # a picture of the letter paper, as a rule
        elif kind == "message/external-body" or kind == "message/partial":
            reason = "It is a part of a mail that is kept elsewhere; save the whole of it."
            self.attachments.append(Attachment(name or kind, reason=reason))
        else:
            name = name or f"attachment{_ENDINGS.get(kind, '')}"
            data = part.get_payload(decode=True)
            self.attachments.append(Attachment(name, data if isinstance(data, bytes) else b""))


def _text(part: Message) -> str:
    """The text of a part; empty if it is none."""
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    try:
        charset = part.get_content_charset() or ""
    except (LookupError, ValueError, UnicodeError):
        charset = ""
    try:
        if charset.startswith(_SEVEN_BITS):
            text = data.decode(charset, "replace")
        else:
            text = decode(data, charset)
    except (LookupError, UnreadableError):
        return ""
    if part.get_param("format") == "flowed" and part.get_content_type() == "text/plain":
        return _unflowed(text, delete=str(part.get_param("delsp") or "").lower() == "yes")
    return text


def _unflowed(text: str, *, delete: bool) -> str:
    """A text of which lines that end in a space go on in the next one (RFC 3676)."""
    lines: list[str] = []
    flows = False
    depth = 0
    for line in text.replace("\r\n", "\n").split("\n"):
        content = line.lstrip(">")
        level = len(line) - len(content)
        content = content.removeprefix(" ")
        is_mark = content in ("-- ", "--")
        if flows and level == depth and not is_mark:
            before = lines.pop()
            content = (before[:-1] if delete else before) + content
        elif level:
            content = f"{'>' * level} {content}"
        lines.append(content)
        flows, depth = content.endswith(" ") and not is_mark, level
    return "\n".join(lines)


def _head(message: Message, name: str) -> str:
    """A line of the head of a mail, in plain text; empty if there is none."""
    raw = next((value for key, value in message.raw_items() if key.lower() == name.lower()), "")
    return decoded(str(raw)[:_LONGEST_HEAD])


def decoded(raw: str) -> str:
    """A line of a head in plain text: encoded words (RFC 2047) are decoded."""
    try:
        raw.encode("ascii")
    except UnicodeEncodeError:  # bytes that should not be there
        try:
            raw = decode(raw.encode("utf-8", "surrogateescape"))
        except UnreadableError:
            return ""
    try:
        parts = decode_header(raw.replace("\r", "").replace("\n", ""))
    except (HeaderParseError, ValueError):
        parts = [(raw, None)]
    return " ".join("".join(_words(*part) for part in parts).split())


def _words(text: str | bytes, charset: str | None) -> str:
    if isinstance(text, str):
        return text
    try:
        return text.decode(charset or "utf-8", "replace")
    except LookupError:
        return text.decode("utf-8", "replace")


def _name(part: Message) -> str:
    """What a part is called; empty if it has no name."""
    try:
        return decoded(part.get_filename() or "")
    except (LookupError, ValueError, UnicodeError):
        return "attachment"


def _sent(message: Message) -> str:
    """The day on which a mail was sent, where its sender was; empty if it does not say so."""
    stated = _head(message, "Date") or _head(message, "Received").rpartition(";")[2]
    try:
        return email.utils.parsedate_to_datetime(stated).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return iso_date(stated) or ""


def _answered(message: Message) -> set[str]:
    """The ids of the mails that a mail answers."""
    named = f"{_head(message, 'In-Reply-To')} {_head(message, 'References')}"
    return {id.strip("<>") for id in named.split()}


def _key(message: Message, number: int, seen: set[str]) -> str:
    """The id of a mail, if it has one of its own; else its number."""
    id = _head(message, "Message-ID").strip("<> ")
    key = one_line(id).replace("#", "_")[:_LONGEST_KEY]
    if not key or id in seen:
        return f"mail {number}"
    seen.add(id)
    return key


def _is_expunged(message: Message) -> bool:
    """Whether the mail was deleted, and its program has not tidied up yet."""
    try:
        return bool(int(_head(message, "X-Mozilla-Status") or "0", 16) & _EXPUNGED)
    except ValueError:
        return False


def _messages(file: BinaryIO) -> Iterator[bytes | None]:
    """The mails of a mailbox, one at a time; None for one that is too large."""
    held: list[bytes] = []
    size = 0
    inside = False
    whole = True
    line = file.readline(_BLOCK)
    while line:
        following = file.readline(_BLOCK)
        starts = whole and _SEPARATOR.match(line) and _HEADER.match(following)
        if starts:
            if inside:
                yield b"".join(held) if size <= MAX_MESSAGE_BYTES else None
            held, size, inside = [], 0, True
        elif inside:
            if whole and _STUFFED.match(line):
                line = line[1:]
            size += len(line)
            if size <= MAX_MESSAGE_BYTES:
                held.append(line)
            else:
                held.clear()
        elif line.strip(b"\xef\xbb\xbf \t\r\n"):
            return  # what comes before the first mail is no mailbox
        whole = line.endswith(b"\n")
        line = following
    if inside:
        yield b"".join(held) if size <= MAX_MESSAGE_BYTES else None
