"""The earlier mails that a mail quotes, as far as it says who wrote them.

A quote is a mail of its own if a line above it (`On 14 May 2025 at 09:20, Ida Frost wrote:`) or its
head (`From: …`, `Sent: …`) names its sender. It may quote still earlier mails, which are told apart
in the same way. Nothing is taken over from the mail that quotes it.
"""

import re
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import dropwhile

from index.documents.formats.credits import author_of
from index.documents.formats.quoted import (
    LONGEST_ATTRIBUTION,
    MOST_ATTRIBUTION,
    SENDERS,
    Quote,
    is_rule,
    own_lines,
)
from index.text.dates import MONTH, iso_date
from index.text.names import is_somebody
from index.text.other_dates import OTHER_MONTHS

MAX_EARLIER = 50
"""Quoted mails of one mail, with those of the mails attached to it, that are read."""

_WROTE = re.compile(
    r"\s(?:wrote|writes|schrieb|schreibt|a\s(?:é|e\u0301)crit|écrivait|escribió|escribio|ha scritto"
    r"|schreef|escreveu)(?=\s|$)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"\(?\s?(?:<|\[)(?:mailto:)?\s?([^<>\[\]\s]{1,200}@[^<>\[\]\s]{1,200})[>\]]\)?"
)
"""An address behind a name."""
_BARE_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w.-]{1,200}")
_MONTHS = "|".join(sorted(OTHER_MONTHS, key=len, reverse=True))
_WHEN = re.compile(
    r"\b\d{4}([-/.])\d\d?\1\d\d?\b|\b\d\d?[:.h]\d\d(?::\d\d)?(?![\w./])|\b\d{4}(?![\w:])|\b\d\d?([-/.])\d\d?\2\d\d(?:\d\d)?\b"
    rf"|\b\d\d?(?:st|nd|rd|th|er|\.)?\s(?:de\s)?(?:{MONTH}|{_MONTHS})\b\.?"
    rf"|\b{MONTH}\.?\s\d\d?(?:st|nd|rd|th)?\b",
    re.IGNORECASE,
)
"""Parts of which a time consists: hour, year, day."""
_ZONE = re.compile(
    r"\s?(?:[ap]\.?m\b\.?|uhr\b|h\b|hrs\b|\(?(?:GMT|UTC|BST|IST|JST|WES?T|CES?T|EES?T|[AECMP][SD]T)\b"
    r"|[+-]\d\d:?\d\d\b|\))",
    re.IGNORECASE,
)
"""What may follow the hour."""
_BEFORE_WHEN = re.compile(r"(?:on|am|at|le|el|il giorno|op|em)\s", re.IGNORECASE)
_FIELD = re.compile(r"\*?([^\W\d_][\w -]{0,20}):\*?(?:\s.*)?")
_LONGEST_SENDER = 500
_NAMES = {
    "From": SENDERS,
    "To": ("to", "an", "à", "a", "para", "aan", "till", "til"),
    "Cc": ("cc", "kopie"),
    "Date": (
        "sent", "date", "gesendet", "datum", "envoyé", "enviado", "enviado el", "fecha", "inviato",
        "data", "verzonden", "skickat",
    ),
    "Subject": ("subject", "betreff", "objet", "asunto", "oggetto", "assunto", "onderwerp", "ämne"),
    "Bcc": ("bcc",),
    "Importance": ("importance", "priority", "wichtigkeit", "importancia"),
    "Attachments": ("attachments", "anlagen", "anhänge", "pièces jointes", "datos adjuntos"),
}  # fmt: skip
"""Names of the lines of a head → what programs of several languages call them."""
_PLAIN = {name: plain for plain, names in _NAMES.items() for name in names}


@dataclass(frozen=True, slots=True)
class EarlierMail:
    """A mail that another one quotes.

    Attributes:
        heads: names and values of what is known of it, in order.
        author: the name of its sender, or else the address.
        published: the day on which it was sent; None if that is not told.
        subject: what it is on; empty if that is not told.
        lines: that its sender wrote.
    """

    heads: tuple[tuple[str, str], ...]
    author: str
    published: str | None
    subject: str
    lines: Sequence[str]


def earlier_mails(quotes: Iterable[Quote], most: int) -> tuple[list[EarlierMail], int]:
    """The mails that are quoted, and in those, from the latest to the first.

    Args:
        quotes: of a mail.
        most: quotes that are looked into.

    Returns:
        The mails, and how many lines were left out.
    """
    waiting = deque(quotes)
    found: list[EarlierMail] = []
    left_out = 0
    while waiting:
        quote = waiting.popleft()
        told = _told(quote) if most > 0 else None
        if told is None:
            left_out += quote.count
            continue
        most -= 1
        mail, body = told
        own, inner = own_lines(body)
        waiting.extendleft(reversed(inner))
        if own := list(dropwhile(lambda line: not line.strip(), own)):
            found.append(EarlierMail(mail.heads, mail.author, mail.published, mail.subject, own))
    return found, left_out


def _told(quote: Quote) -> tuple[EarlierMail, Sequence[str]] | None:
    """What is told of a quoted mail, and its lines; None if it is not told who wrote it."""
    if quote.attribution:
        mail = _of_attribution(quote.attribution)
        return (mail, quote.lines) if mail else None
    if told := _attributed_inside(quote.lines):
        return told
    fields, end = _head(quote.lines)
    mail = _of_head(fields)
    return (mail, quote.lines[end:]) if mail else None


# who wrote it, as a line above it tells


def _attributed_inside(lines: Sequence[str]) -> tuple[EarlierMail, Sequence[str]] | None:
    """As `_told`, of a quote that starts with its own attribution, as Apple's programs have it."""
    start = next((n for n, line in enumerate(lines) if line.strip()), len(lines))
    for end in range(start + 1, min(start + MOST_ATTRIBUTION, len(lines)) + 1):
        if lines[end - 1].rstrip().endswith(":"):
            mail = _of_attribution(" ".join(lines[start:end]))
            below = next(filter(str.strip, lines[end:]), ">")
            return (mail, lines[end:]) if mail and not below.startswith(">") else None
    return None


def _of_attribution(text: str) -> EarlierMail | None:
    """What a line such as `On 14 May 2025, Ida Frost <ida@x> wrote:` tells."""
    if len(text) > LONGEST_ATTRIBUTION:
        return None
    text = " ".join(text.split()).rstrip(": ")
    wrote = _WROTE.search(f"{text} ")
    before, after = (text, "") if not wrote else (text[: wrote.start()], text[wrote.end() :])
    before, after = before.strip(" ,"), after.strip(" ,")
    if after:
        is_last = _names_more(after, before)
        who, when = (after, before) if is_last else (before, after)
    else:
        end = _end_of_when(before)
        who, when = before[end:].strip(" ,"), before[:end]
    author = _sender(who)
    if author is None or not (wrote or _ADDRESS.search(who)):
        return None
    said = when[start.end() :] if (start := _BEFORE_WHEN.match(when)) else when
    said = said[1:].removesuffix(")") if said.startswith("(") else said
    heads = (("From", who), ("Date", said.strip(" ,")))
    return EarlierMail(heads, author, iso_date(when), "", ())


def _end_of_when(text: str) -> int:
    """Where the time ends that a text begins with; 0 if there is none."""
    end = max((match.end() for match in _WHEN.finditer(_ADDRESS.sub(_blank, text))), default=0)
    while zone := _ZONE.match(text, end):
        end = zone.end()
    return end


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _names_more(one: str, other: str) -> bool:
    """Whether of two texts the first one names who wrote a mail, and the second one when."""
    if bool(_ADDRESS.search(one)) != bool(_ADDRESS.search(other)):
        return _ADDRESS.search(one) is not None
    return _WHEN.search(other) is not None and not _WHEN.search(one)


def _sender(text: str) -> str | None:
    """The name in an attribution, or else the address; None if it names nobody for sure."""
    address = _ADDRESS.search(text)
    if _WHEN.search(_ADDRESS.sub("", text)) or _BEFORE_WHEN.match(text):
        return None
    if address and address.end() == len(text):
        return _name_or_address(text)
    is_name = is_somebody(text) or _BARE_ADDRESS.fullmatch(text)
    return _name_or_address(text) if is_name else None


def _name_or_address(text: str) -> str | None:
    """The name in what tells who sent a mail, or else the address; None if there is neither."""
    text = text[:_LONGEST_SENDER]
    address = _ADDRESS.search(text)
    name = (text[: address.start()] if address else text).strip(" ,;\"'")
    return author_of(name or (address[1] if address else ""))


# who wrote it, as its head tells


def _head(lines: Sequence[str]) -> tuple[dict[str, str], int]:
    """The head that a quoted mail starts with, as programs put it there.

    Returns:
        Its values by their names, and the line that it ends before.
    """
    fields: dict[str, str] = {}
    end = 0
    for place, line in enumerate(lines):
        if not line.strip() or (not fields and is_rule(line.strip())):
            continue
        field = _FIELD.fullmatch(line)
        name = _PLAIN.get(field[1].lower().strip()) if field else None
        if name is None or name in fields:
            break
        fields[name] = line.partition(":")[2].strip("* ")
        end = place + 1
    return fields, end


def _of_head(fields: dict[str, str]) -> EarlierMail | None:
    """What a head tells; None if it names nobody."""
    author = _name_or_address(fields.get("From", ""))
    if author is None:
        return None
    published = iso_date(fields.get("Date"))
    return EarlierMail(tuple(fields.items()), author, published, fields.get("Subject", ""), ())
