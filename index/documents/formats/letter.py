"""A mail, whatever file it came in → a document, one for each mail it quotes and file it brings.

The text starts with who wrote to whom, when, and on what, a line each; then comes what the sender
wrote. Quoted lines of earlier mails are no words of this mail: they are documents of their own
where it is told who wrote them, and else left out, as signatures are; a forwarded mail is kept.
Attached files are read by the readers of their own formats.
"""

import re
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from index.documents.formats.credits import sender_of
from index.documents.formats.earlier import MAX_EARLIER, EarlierMail, earlier_mails
from index.documents.formats.letter_page import Page, page_of
from index.documents.formats.lines import located
from index.documents.formats.quoted import Quote, own_lines
from index.documents.formats.unwrap import unwrapped
from index.documents.normalise import UnreadableError, make_document, normalise, one_line
from index.paths import quoted_place
from index.text.furniture import is_furniture
from index.types import Document, Skipped

MAX_DEPTH = 3
"""Of mails attached to mails."""
MAX_ATTACHMENTS = 100
"""Files of one mail, with those of the mails attached to it, that are read."""
MAX_ATTACHED_BYTES = 200_000_000
"""Of all of them together."""

TOO_DEEP = f"It is a mail in {MAX_DEPTH} other mails; save it as a file of its own."
"""What is said of a mail that is not read for its depth."""

FOLDER = "pincite-mail-"
"""The start of the names of the folders that attached files are read in."""

ReadFile = Callable[[Path, str], Iterator[Document | Skipped]]
"""Path and source of an attached file → its documents; errors of the file are told, not raised."""

_LONGEST_VALUE = 2_000
_LONGEST_STEM = 60
_UNSAFE = re.compile(r"[^\w .()+-]")
_FORWARDED = ("fw", "fwd", "wg", "tr", "rv", "vb", "enc")
"""How subjects of forwarded mails begin, in some languages."""
_STUB = 3
"""A text of the same mail in HTML that is so many times longer is the mail."""
_STUB_CHARACTERS = 2_000
_LONGEST_HINT = 300
_HINT = re.compile(
    r"(?=.*\bhtml\b)(?=.*\b(?:e-?mails?|mail\w*|messages?|newsletter|client|program\w*|reader|viewer"
    r"|browser|format|nachricht|courriel|correo|mensaje|messaggio|bericht)\b)"
    r"|(?=.*\b(?:view|read|see|open|display|show|click)\b)"
    r"(?=.*\b(?:browser|online|web\s?page|web\s?version)\b)",
    re.I,
)
"""What programs write into the plain text of a mail of which the text is in HTML."""
_SIGNED = "-----BEGIN PGP SIGNED MESSAGE-----\n"
_SIGNATURE = "\n-----BEGIN PGP SIGNATURE-----"
_CIPHERTEXT = "-----BEGIN PGP MESSAGE-----"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file attached to a mail.

    Attributes:
        name: as its sender calls it; may be empty.
        data: its bytes, or the mail that it is.
        reason: why it is not read, if that is known already; else empty.
    """

    name: str
    data: "bytes | Letter" = b""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail as it was sent.

    Attributes:
        heads: names and values of what is known of it, such as `From` and who that is, in order.
        subject: what it is on; may be empty.
        published: when it was sent, as its sender's clock has it; empty if it does not say so.
        plain: its text, as lines; empty if it has none.
        html: the same as a page; empty if it is none.
        attachments: the files that came with it.
        encrypted: whether its text cannot be read without a key.
        events: lines of what the calendar that came with it says.
    """

    heads: tuple[tuple[str, str], ...]
    subject: str = ""
    published: str = ""
    plain: str = ""
    html: str = ""
    attachments: tuple[Attachment, ...] = ()
    encrypted: bool = False
    events: tuple[str, ...] = ()


@dataclass(slots=True)
class Bounds:
    """What may still be read of what is attached to one mail.

    Attributes:
        files: how many files.
        size: how many bytes.
        earlier: how many mails that are quoted; 0 if they are read from elsewhere.
        quoted: lines of earlier mails that were left out so far.
    """

    files: int = MAX_ATTACHMENTS
    size: int = MAX_ATTACHED_BYTES
    earlier: int = MAX_EARLIER
    quoted: int = 0


def documents(
    letter: Letter, source: str, name: str, read_file: ReadFile, bounds: Bounds, depth: int = 0
) -> Iterator[Document | Skipped]:
    """The document of a mail, then those of the mails it quotes and of the files attached to it.

    Args:
        letter: the mail.
        source: of its document.
        name: its title, if it has no subject.
        read_file: reads attached files.
        bounds: what may be read; is counted down.
        depth: of mails that this one is attached to.
    """
    title = one_line(letter.subject) or name
    taken: set[str] = set()
    if letter.encrypted or _CIPHERTEXT in letter.plain:
        yield Skipped(
            source, f"The mail “{title}” is encrypted; save it decrypted in your mail program."
        )
    else:
        body = _body(letter)
        yield _document(letter, source, title, body.lines)
        earlier, left = earlier_mails(body.quotes, bounds.earlier)
        bounds.earlier -= len(earlier)
        bounds.quoted += left + body.left_out
        for number, mail in enumerate(earlier, start=1):
            taken.add(place := quoted_place(number))
            lines = _unwrapped(mail.lines) if body.is_wrapped else mail.lines
            yield _of_earlier(mail, lines, _place(source, place), title)
    yield from _attached(letter, source, title, read_file, bounds, depth, taken)


def _place(source: str, name: str) -> str:
    """The source of what came with a mail."""
    return f"{source}{'/' if '#' in source else '#'}{name}"


def _document(letter: Letter, source: str, title: str, own: list[str]) -> Document | Skipped:
    said = {" ".join(line.split()) for line in own}
    body = [*own, "", *(line for line in letter.events if line not in said)]
    author = sender_of(dict(letter.heads).get("From"))
    return _made(letter.heads, body, source, title, letter.published, author)


def _of_earlier(
    mail: EarlierMail, body: Sequence[str], source: str, title: str
) -> Document | Skipped:
    """The document of a quoted mail, whose title says that it is one."""
    title = one_line(f"{mail.subject or title} (quoted from {mail.author})")
    return _made(mail.heads, body, source, title, mail.published, mail.author)


def _made(
    heads: Sequence[tuple[str, str]],
    body: Sequence[str],
    source: str,
    title: str,
    published: str | None,
    author: str | None,
) -> Document | Skipped:
    """The document of a head and a text."""
    lines = [f"{name}: {_short(value)}" for name, value in heads if value and value.strip()]
    text, places = located([*lines, "", *body])
    try:
        return make_document(source, text, title, published=published, places=places, author=author)
    except UnreadableError as error:
        return Skipped(source, str(error))


def _short(value: str) -> str:
    value = " ".join(value.split())
    return value if len(value) <= _LONGEST_VALUE else value[: _LONGEST_VALUE - 1] + "…"


# the text


@dataclass(frozen=True, slots=True)
class _Body:
    """What a mail says.

    Attributes:
        lines: that its sender wrote.
        quotes: the earlier mails that it quotes.
        left_out: how many lines of earlier mails are in no quote.
        is_wrapped: whether its lines may be broken to a width.
    """

    lines: list[str]
    quotes: Sequence[Quote]
    left_out: int = 0
    is_wrapped: bool = False


def _body(letter: Letter) -> _Body:
    forwarded = letter.subject.partition(":")[0].strip().lower() in _FORWARDED
    plain = _unsigned(normalise(letter.plain))
    lines = plain.split("\n") if plain.strip() else []
    if letter.html and (not lines or len(plain) <= _STUB_CHARACTERS):
        page = page_of(letter.html, forwarded=forwarded)
        size = sum(map(len, page.own))
        if not lines or size > _STUB * len(plain) or (size and _is_stub(plain)):
            own, quotes = _own_of_page(page, forwarded=forwarded)
            return _Body(own, quotes, page.left_out)
    own, quotes = _own(lines, forwarded=forwarded)
    return _Body(_unwrapped(own), quotes, is_wrapped=True)


def _own_of_page(page: Page, *, forwarded: bool) -> tuple[list[str], list[Quote]]:
    """As `_own`; what the page itself says is quoted never becomes the sender's own."""
    own, quotes = _own([*page.own, *page.quoted], forwarded=forwarded)
    filled = list(filter(str.strip, own))
    if filled == list(filter(str.strip, page.own))[: len(filled)]:
        return own, quotes
    own, quotes = _own(page.own, forwarded=forwarded)
    count = sum(bool(line.strip("> ")) for line in page.quoted)
    return own, [*quotes, *([Quote("", tuple(page.quoted), count)] if count else [])]


def _unwrapped(lines: Sequence[str]) -> list[str]:
    return unwrapped("\n".join(lines)).split("\n")


def _is_stub(plain: str) -> bool:
    """Whether a text says nothing but that, and where, there is another one to read."""
    for paragraph in re.split(r"\n\s*\n", plain.strip()):
        lines = [line.strip() for line in paragraph.split("\n")]
        if not _is_hint(" ".join(lines)) and not all(map(_is_hint, lines)):
            return False
    return True


def _is_hint(line: str) -> bool:
    return is_furniture(line) or (len(line) <= _LONGEST_HINT and _HINT.match(line) is not None)


def _unsigned(text: str) -> str:
    """The text without the signature of PGP around it."""
    _, mark, signed = text.partition(_SIGNED)
    _, _, signed = signed.partition("\n\n" if not signed.startswith("\n") else "\n")
    signed, end, _ = signed.partition(_SIGNATURE)
    return re.sub(r"^- ", "", signed, flags=re.M) if mark and end else text


def _own(lines: list[str], *, forwarded: bool) -> tuple[list[str], list[Quote]]:
    """The lines that are the sender's own, and the quotes; all of them if none is left."""
    if not forwarded:
        own, quotes = own_lines(lines)
        if not quotes or any(line.strip() for line in own):
            return own, quotes
    return [line.lstrip("> ") if line.startswith(">") else line for line in lines], []


# attached files


def _attached(
    letter: Letter,
    source: str,
    title: str,
    read_file: ReadFile,
    bounds: Bounds,
    depth: int,
    taken: set[str],
) -> Iterator[Document | Skipped]:
    for attachment in letter.attachments:
        name = _free_name(attachment, taken)
        place = _place(source, name)
        if bounds.files <= 0:
            yield Skipped(
                place,
                f"More than {MAX_ATTACHMENTS} files are attached to the mail; save the others from"
                " it to have them read.",
            )
            return
        bounds.files -= 1
        if attachment.reason:
            yield Skipped(place, attachment.reason)
        elif isinstance(attachment.data, Letter):
            if depth + 1 >= MAX_DEPTH:
                yield Skipped(place, TOO_DEEP)
            else:
                yield from documents(attachment.data, place, name, read_file, bounds, depth + 1)
        elif len(attachment.data) > bounds.size:
            yield Skipped(place, "Too much is attached to the mail; save this file from it.")
        elif attachment.data:
            bounds.size -= len(attachment.data)
            yield from _of_file(attachment.data, name, place, title, read_file)


def _of_file(
    data: bytes, name: str, source: str, subject: str, read_file: ReadFile
) -> Iterator[Document | Skipped]:
    """The documents in an attached file, which name the mail it came with."""
    with tempfile.TemporaryDirectory(prefix=FOLDER) as folder:
        path = Path(folder) / _safe(name)
        path.write_bytes(data)
        for found in read_file(path, source):
            if isinstance(found, Document):
                own = name if found.title in (path.stem, path.name) else found.title
                yield replace(found, title=one_line(f"{own} (attached to: {subject})"))
            else:
                yield found


def _free_name(attachment: Attachment, taken: set[str]) -> str:
    """The name of an attached file, which no other file of the mail has."""
    own = attachment.name.replace("\\", "/")
    if isinstance(attachment.data, Letter):
        own = own or attachment.data.subject
    name = one_line(PurePosixPath(own).name)[:120] or "attachment"
    free, count = name, 1
    while free in taken:
        count += 1
        free = f"{name} ({count})"
    taken.add(free)
    return free


def _safe(name: str) -> str:
    """A name for a file that means nothing to the system but its extension."""
    name = re.sub(r" \(\d+\)\Z", "", name)
    stem, dot, end = name.rpartition(".") if "." in name else (name, "", "")
    if stem.lower().endswith(".jsonl") and end.lower() == "gz":
        stem, end = stem[:-6], f"jsonl.{end}"
    stem = _UNSAFE.sub("_", stem).strip(" .").encode()[:_LONGEST_STEM].decode("utf-8", "ignore")
    return f"{stem or 'attachment'}{dot}{_UNSAFE.sub('_', end)[:16]}"
