"""Bytes → text: which encoding a file is in, and whether it is text at all."""

import codecs
import re
from pathlib import Path

from index.documents.formats.contents import read_bytes
from index.documents.formats.encodings import EAST_ASIAN, most_likely, readable_name
from index.documents.normalise import UnreadableError
from index.types import Skipped

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 64_000
_BINARY = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a\x1b")) + b"\x7f"
_MOST_BINARY = 0.02  # of the characters of a text; a file of another kind has ten times as many
_WIDE_ENCODINGS = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
_SPACING = re.compile("[ \n\u3000-\u3002\uff0c]")
_WIDTHLESS = re.compile("[\xad\u200b-\u200f\u2060\ufeff]")
_NEWLINES = re.compile("[\r\t\f\v\x85\u2028\u2029]")
_LEAST_SPACING = 1 / 60  # of the characters of a text; of one read in the wrong order, none
_MOST_UNPRINTABLE = 0.01
_WINDOWS = {0xDC00 + byte: bytes([byte]).decode("cp1252", "replace") for byte in range(128, 256)}

_BYTES = {bytes([byte]).decode("cp1252", "ignore") or chr(byte): byte for byte in range(128, 256)}
"""The byte of each character of Windows-1252; five bytes stand for themselves."""
_HIGH = re.escape("".join(char for char, byte in _BYTES.items() if byte < 0xC0))
_TWICE = re.compile(f"[\u00c2-\u00df][{_HIGH}]|[\u00e0-\u00ef][{_HIGH}]{{2}}|\u00f0[{_HIGH}]{{3}}")
"""Characters of UTF-8 as Windows-1252 shows their bytes."""
_SURELY_TWICE = re.compile(
    "\u00c3[\u00a1-\u00bf\u0192\u201e\u2026\u2013\u0153\u0178]|\u00e2\u20ac|\u00e2\u201a\u00ac"
)
"""What no text has that is whole: `Ã©`, `â€™`, `â‚¬`."""
_SAYS_SO = re.compile(
    r"mojibake|(?<!charset=)(?<!charset=[\"'])(?<!encoding=[\"'])\b(?:utf-?8|latin-?1|windows-?1252|cp-?1252)\b",
    re.I,
)
"""What a text says that is about such characters, and has them on purpose."""
_WESTERN_LEADS = frozenset("ÂÃÄÅÎÏÐÑ")
_FEW = 20
_SEVERAL = 3
_DOUBT = (
    "The file does not say which encoding it is in; it was read as {}, which is a guess. Save it as"
    " UTF-8."
)


def read_decoded(path: Path, source: str) -> tuple[str, list[Skipped]]:
    """The text of a file that names no encoding, and what is said where it is only a guess.

    Raises:
        UnreadableError: if the bytes are not text.
        OSError: if it cannot be read.
    """
    text, guessed = _decoded(read_bytes(path), None)
    if not guessed:
        return text, []
    return text, [Skipped(f"{source}#encoding", _DOUBT.format(readable_name(guessed)))]


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of `data`: by its byte order mark, as UTF-8, as declared, or by the best guess.

    UTF-16 and UTF-32 are known without a mark too, by the zeros that they have and others have not.
    A few bytes that are no UTF-8 in a text that otherwise is are read as Windows-1252, which is
    where they come from. Empty for no bytes.

    Args:
        data: the whole file.
        declared: the encoding that the file itself names; ignored if there is no such encoding.

    Raises:
        UnreadableError: if the bytes are not text.
    """
    return _decoded(data, declared)[0]


def _decoded(data: bytes, declared: str | None) -> tuple[str, str]:
    """The text of `data`, and its encoding if that is only a guess."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _mended(data.decode(encoding, "replace")), ""
    sample = data[:_SAMPLE]
    if b"\0" in sample and (wide := _wide_encoding(sample)):
        return data.decode(wide, "replace"), ""
    strange = len(sample) - len(sample.translate(None, _BINARY))
    if strange > _MOST_BINARY * len(sample) or b"\0" in sample:
        raise UnreadableError("It is not text, whatever its name says.")
    try:
        return _mended(data.decode("utf-8")), ""
    except UnicodeDecodeError:
        return _decode_other(data, declared)


def _mended(text: str) -> str:
    """A text without what is left where UTF-8 was once read as Windows-1252: `CafÃ©` is `Café`."""
    if not any(map(_is_twice, _SURELY_TWICE.finditer(text))) or _SAYS_SO.search(text):
        return text
    return _TWICE.sub(_once, text)


def _is_twice(found: re.Match[str]) -> bool:
    """Whether what may be bytes of UTF-8 is no letter at the end of a word, and a mark or note."""
    text, start, end = found.string, found.start(), found.end()
    lead, second = text[start], text[start + 1]
    if lead > "\u00df" or not start or not text[start - 1].isalpha():
        return True
    if lead not in _WESTERN_LEADS:
        return False
    if text[end : end + 1].isalpha() or not text[start - 1].isupper():
        return True
    is_note = second in "¹²³" and start > 1 and text[start - 2].isupper()
    return second not in "…–„" and not is_note


def _once(found: re.Match[str]) -> str:
    """What bytes were that were read as Windows-1252, if they are UTF-8."""
    if not _is_twice(found):
        return found[0]
    data = bytes(_BYTES[char] for char in found[0])
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return found[0]


def _wide_encoding(sample: bytes) -> str | None:
    """The encoding of two or four bytes a character in which a sample reads as text, if any."""
    for encoding in _WIDE_ENCODINGS:
        try:
            text = codecs.getincrementaldecoder(encoding)().decode(sample)
        except UnicodeDecodeError:
            continue
        text = _NEWLINES.sub("\n", _WIDTHLESS.sub("", text))
        strange = sum(not char.isprintable() for char in text) - text.count("\n")
        spacing = len(_SPACING.findall(text))
        if spacing >= _LEAST_SPACING * len(text) and strange <= _MOST_UNPRINTABLE * len(text):
            return encoding
    return None


def _decode_other(data: bytes, declared: str | None) -> tuple[str, str]:
    """The text of bytes that are not UTF-8, or not all of them; see `_decoded`."""
    if _is_mostly_utf8(data):
        return data.decode("utf-8", "surrogateescape").translate(_WINDOWS), ""
    if known := _known(declared):
        return data.decode(known, "replace"), ""
    found = most_likely(data)
    return data.decode(found.encoding, "replace"), found.encoding if found.is_guess else ""


def _is_mostly_utf8(data: bytes) -> bool:
    """Whether more characters of a text are UTF-8 than are not; each takes several bytes.

    A few characters of Chinese in another encoding may happen to be UTF-8.
    """
    text = data.decode("utf-8", "ignore")
    read = len(text.encode())
    good, bad = read - len(text), len(data) - read
    if good <= bad:
        return False
    if good >= _FEW or bad < _SEVERAL:
        return True
    found = most_likely(data)
    return found.is_guess or found.encoding not in EAST_ASIAN


def _known(encoding: str | None) -> str | None:
    """The name of a text encoding that Python has; None for any other.

    As browsers have it, the encodings that are a part of Windows-1252 mean Windows-1252.
    """
    try:
        name = codecs.lookup(encoding or "").name
    except (LookupError, ValueError):
        return None
    if name in ("iso8859-1", "ascii", "utf-8"):
        return "cp1252"
    # a name like "hex" or "zlib" is a codec too, but not of text
    return name if getattr(codecs.lookup(name), "_is_text_encoding", True) else None
