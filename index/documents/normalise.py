r"""Raw text → `Document`: the one place where a text is changed, before any offset exists.

After `normalise`, a text is NFC; its only control characters are `\n` and `\t`; no line ends in
white space; and no more than two blank lines follow each other. Nothing else is touched: what is
furniture and what is a sentence is for others to say.
"""

import datetime
import hashlib
import itertools
import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from pathlib import PurePath

from index.types import Document

MAX_TITLE_CHARACTERS = 300

_NEWLINE = re.compile("\r\n|[\r\f\v\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_INVISIBLE = re.compile("[\ufeff\u00ad]")  # byte order mark, soft hyphen
_SURROGATE = re.compile("[\ud800-\udfff]")  # half a character: cannot be written as UTF-8
_BLANK_LINES = re.compile("\n{4,}")
_MARKS = re.compile(
    "[\u0300-\u302f\u3099\u309a\ua66f-\uabed\ufb1e\ufe20-\ufe2f\U000101fd-\U0001e94a]{31,}"
)  # where there may be more than thirty marks on one letter; quicker than to look at each character
_HYPHENATED = re.compile(r"[^\W\d_]-\Z")

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})([-/.])(\d\d?)\2(\d\d?)(?!\d)")
_COMPACT = re.compile(r"\s*(\d{4})(\d\d)(\d\d)\s*\Z")
_DAY_FIRST = re.compile(rf"(?<!\d)(\d\d?)(?:st|nd|rd|th)?\s+{_MONTH},?\s+(\d{{4}})(?!\d)", re.I)
_MONTH_FIRST = re.compile(rf"\b{_MONTH}\s+(\d\d?)(?:st|nd|rd|th)?,?\s+(\d{{4}})(?!\d)", re.I)
_NUMBERS = re.compile(r"(?<!\d)(\d\d?)([-/.])(\d\d?)\2(\d{4})(?!\d)")
_LONGEST_DATE = 100


class UnreadableError(Exception):
    """A file that cannot become a document; the message is the sentence that the user reads."""


def normalise(text: str) -> str:
    """The text as it is kept: see the top of this file. Leading and final blank lines go too."""
    text = _INVISIBLE.sub("", _NEWLINE.sub("\n", text))
    text = _SURROGATE.sub("\ufffd", _CONTROL.sub(" ", text))
    if not text.isascii():
        text = _MARKS.sub(lambda run: _long_marks().sub("\\g<0>\u034f", run[0]), text)
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    text = "\n".join(line.rstrip() for line in text.split("\n"))
    return _BLANK_LINES.sub("\n\n\n", text).strip("\n")


@cache
def _long_marks() -> re.Pattern[str]:
    """Thirty marks on one letter, after which more follow.

    Sorting them takes time quadratic in their number. UAX #15 (Stream-Safe Text Format) has them
    parted by U+034F, which is not seen.
    """
    marks = "".join(map(chr, (n for n in range(0x300, 0x1F000) if unicodedata.combining(chr(n)))))
    return re.compile(f"[{marks}]{{30}}(?=[{marks}])")


def one_line(text: str) -> str:
    """The text normalised, on one line, with single spaces, no longer than a title may be."""
    line = " ".join(normalise(text).split())
    if len(line) <= MAX_TITLE_CHARACTERS:
        return line
    return line[: MAX_TITLE_CHARACTERS - 1].rstrip() + "…"


def make_document(
    source: str,
    text: str,
    title: str,
    *,
    published: object = None,
    url: str | None = None,
) -> Document:
    """A document of this text, normalised, with the id that follows from source and content.

    Args:
        source: as in `Document.source`.
        text: the raw text.
        title: the raw title; a blank one becomes the name of the file.
        published: anything that `iso_date` reads; what it cannot read becomes None.
        url: address of the original; a blank one becomes None.

    Raises:
        UnreadableError: if nothing but white space is left of the text.
    """
    return _build(source, normalise(text), title, published, url, ())


def make_paged_document(
    source: str, pages: Sequence[str], title: str, *, running: bool = False
) -> Document:
    """A document of these pages, in order; its `pages` says where each of them starts.

    Args:
        source: as in `Document.source`.
        pages: the raw text of each page. One without text starts where the next one does.
        title: the raw title; a blank one becomes the name of the file.
        running: whether a paragraph may run over the end of a page: if so it is put together
            again where the next page goes on with a lower-case letter.

    Raises:
        UnreadableError: if nothing but white space is left of all pages.
    """
    pieces = [normalise(page) for page in pages]
    filled = [number for number, piece in enumerate(pieces) if piece]
    for number, following in itertools.pairwise(filled):
        goes_on = running and pieces[following][0].islower()
        if goes_on and _HYPHENATED.search(pieces[number]):
            pieces[number] = pieces[number][:-1]
        else:
            pieces[number] += " " if goes_on else "\n\n"
    starts = itertools.accumulate(map(len, pieces), initial=0)
    return _build(source, "".join(pieces), title, None, None, tuple(starts)[: len(pieces)])


def iso_date(value: object) -> str | None:
    """The first date in a text (or a date itself) as `YYYY-MM-DD`; None where there is none.

    Reads the order year, month, day; English names of months; and days and months in figures
    where only one order is possible: `24/10/2025`, but not `06/10/2025`.
    """
    if isinstance(value, datetime.date):
        return value.isoformat()[:10]
    if not isinstance(value, str):
        return None
    text = value[:_LONGEST_DATE]
    if found := _YEAR_FIRST.search(text):
        return _iso(found[1], found[3], found[4])
    if found := _COMPACT.match(text):
        return _iso(found[1], found[2], found[3])
    if found := _DAY_FIRST.search(text):
        return _iso(found[3], found[2], found[1])
    if found := _MONTH_FIRST.search(text):
        return _iso(found[3], found[1], found[2])
    return _from_numbers(text)


def _from_numbers(text: str) -> str | None:
    """A date in figures with the year last, where only one order of day and month is possible."""
    found = _NUMBERS.search(text)
    if not found:
        return None
    orders = {_iso(found[4], found[3], found[1]), _iso(found[4], found[1], found[3])} - {None}
    return orders.pop() if len(orders) == 1 else None


def _iso(year: str, month: str, day: str) -> str | None:
    """The date in ISO 8601; None if there is no such day."""
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1
    try:
        return datetime.date(int(year), number, int(day)).isoformat()
    except ValueError:
        return None


def _build(
    source: str, text: str, title: str, published: object, url: str | None, pages: tuple[int, ...]
) -> Document:
    if not text.strip():
        raise UnreadableError("It holds no text.")
    title = one_line(title) or PurePath(source).name
    date = iso_date(published)
    address = (one_line(url) if url else "") or None
    content = "\0".join((source, title, str(date), str(address), str(pages), text))
    id = hashlib.blake2b(content.encode()).hexdigest()[:16]
    return Document(id, text, source, title, date, address, pages)
