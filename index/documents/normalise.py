r"""Raw text → `Document`: the one place where a text is changed, before any offset exists.

After `normalise`, a text is NFC; its only control characters are `\n` and `\t`; no line ends in
white space; and no more than two blank lines follow each other. What looks like other characters
than it is would not be found by who types it, and is written as they type: hyphens and spaces that
do not break, ligatures (`ﬁ`), and characters of no width within words. Joiners stay in the scripts
and emoji that need them. Nothing else is touched: what is furniture and what is a sentence is for
others to say.
"""

import hashlib
import itertools
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import PurePath

from index.text.dates import iso_date
from index.types import Document, Place

MAX_TITLE_CHARACTERS = 300

_NEWLINE = re.compile("\r\n|[\r\f\v\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_INVISIBLE = re.compile("[\ufeff\u00ad\u2060]")  # byte order mark, soft hyphen, word joiner
_TYPED = str.maketrans(
    {
        **dict.fromkeys("\u2010\u2011", "-"),
        **dict.fromkeys("\u00a0\u2007\u202f\u205f", " "),
        **dict.fromkeys(map(chr, range(0x2000, 0x200B)), " "),
        **dict(zip("ﬀﬁﬂﬃﬄﬅﬆ", ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True)),
    }
)
_NOT_TYPED = re.compile(f"[{''.join(map(chr, _TYPED))}]")
_ALPHABETIC = "0-9A-Za-z\u00aa-\u058f\u1e00-\u1fff"  # Latin to Armenian, with their marks
_MAYBE_WIDTHLESS = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
"""Quicker to look for than what stands around it."""
_WIDTHLESS = re.compile(
    f"(?<=[{_ALPHABETIC}])[\u200b-\u200f\u202a-\u202e\u2066-\u2069]+(?=[{_ALPHABETIC}])"
    f"|(?<=[{_ALPHABETIC}\\s])[\u200b-\u200d]+|[\u200b-\u200d]+(?=[{_ALPHABETIC}])"
    "|^[\u200b-\u200d]+|[\u200b]+(?=\\s|\\Z)"
)
_SURROGATE = re.compile("[\ud800-\udfff]")  # half a character: cannot be written as UTF-8
_BLANK_LINES = re.compile("\n{4,}")
_MARKS = re.compile(
    "[\u0300-\u302f\u3099\u309a\ua66f-\uabed\ufb1e\ufe20-\ufe2f\U000101fd-\U0001e94a]{31,}"
)  # where there may be more than thirty marks on one letter; quicker than to look at each character


class UnreadableError(Exception):
    """A file that cannot become a document; the message is the sentence that the user reads."""


def normalise(text: str) -> str:
    """The text as it is kept: see the top of this file. Leading and final blank lines go too."""
    text = _INVISIBLE.sub("", _NEWLINE.sub("\n", text))
    text = _CONTROL.sub(" ", text)
    if _SURROGATE.search(text):  # two halves that belong together are one character
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    if not text.isascii():
        if _NOT_TYPED.search(text):
            text = text.translate(_TYPED)
        if _MAYBE_WIDTHLESS.search(text):
            text = _WIDTHLESS.sub("", text)
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
    places: Sequence[Place] = (),
    author: str | None = None,
    publisher: str | None = None,
) -> Document:
    """A document of this text, normalised, with the id that follows from source and content.

    Args:
        source: as in `Document.source`.
        text: the raw text.
        title: the raw title; a blank one becomes the name of the file.
        published: anything that `iso_date` reads; what it cannot read becomes None.
        url: address of the original; a blank one becomes None.
        places: of stretches of the text, which must be normalised already if there are any.
        author: as in `Document.author`; see `credits.py`.
        publisher: as in `Document.publisher`.

    Raises:
        UnreadableError: if nothing but white space is left of the text.
        ValueError: if places are of a text that is not normalised, or not of the text.
    """
    by = (author, publisher)
    return _build(source, _settled([text], places)[0], title, published, url, (), places, by)


_LABEL = re.compile(r"[\w .:()/–-]{1,20}")
"""The number of a page, as it may be printed; what else a file says of one is none."""


def make_paged_document(
    source: str,
    pages: Sequence[str],
    title: str,
    *,
    joints: Sequence[str] = (),
    places: Sequence[Sequence[Place]] = (),
    published: object = None,
    author: str | None = None,
    labels: Sequence[str] = (),
) -> Document:
    """A document of these pages, in order; its `pages` says where each of them starts.

    Args:
        source: as in `Document.source`.
        pages: the raw text of each page. One without text starts where the next one does.
        title: the raw title; a blank one becomes the name of the file.
        joints: what stands between each page and the next one with text; a blank line if it is
            not said. A space, or nothing, is for a paragraph that runs over the end of the page.
        places: of stretches of each page, by offsets in its text; the texts must be normalised
            already if there are any.
        published: anything that `iso_date` reads.
        author: as in `Document.author`.
        labels: of the pages, as in `Document.page_labels`.

    Raises:
        UnreadableError: if nothing but white space is left of all pages.
        ValueError: if places are of a text that is not normalised, or not of it.
    """
    pieces = _settled(pages, [place for of_page in places for place in of_page])
    filled = [number for number, piece in enumerate(pieces) if piece]
    for number in filled[:-1]:
        pieces[number] += joints[number] if joints else "\n\n"
    starts = tuple(itertools.accumulate(map(len, pieces), initial=0))[: len(pieces)]
    moved = [
        replace(place, start=start + place.start, end=start + place.end)
        for start, of_page in zip(starts, places or [()] * len(pieces), strict=True)
        for place in of_page
    ]
    shown = tuple(label if _LABEL.fullmatch(label) else "" for label in map(one_line, labels))
    if not any(label not in ("", str(page)) for page, label in enumerate(shown, start=1)):
        shown = ()
    by = (author, None)
    return _build(source, "".join(pieces), title, published, None, starts, moved, by, shown)


def _settled(texts: Sequence[str], places: Sequence[Place]) -> list[str]:
    """The texts normalised; unchanged, if places are known by their offsets."""
    done = [normalise(text) for text in texts]
    if places and done != list(texts):
        raise ValueError("places are of a text that is not normalised")
    return done


def _build(
    source: str,
    text: str,
    title: str,
    published: object,
    url: str | None,
    pages: tuple[int, ...],
    places: Sequence[Place],
    by: tuple[str | None, str | None],
    labels: tuple[str, ...] = (),
) -> Document:
    if any(a.end > b.start for a, b in itertools.pairwise(places)) or (
        places and places[-1].end > len(text)
    ):
        raise ValueError("places overlap, are out of order, or reach past the end of the text")
    if not text.strip():
        raise UnreadableError("It holds no text.")
    title = one_line(title) or PurePath(source).name
    date = iso_date(published)
    address = (one_line(url) if url else "") or None
    content = "\0".join((source, title, str(date), str(address), str(pages), text))
    content += "".join(f"\0{name}" for name in by) if any(by) else ""
    content += f"\0{labels}" if labels else ""
    id = hashlib.blake2b(content.encode()).hexdigest()[:16]
    return Document(id, text, source, title, date, address, pages, tuple(places), *by, labels)
