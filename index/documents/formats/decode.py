"""Bytes → text: which encoding a file is in, and whether it is text at all."""

import codecs
import re
from collections import Counter

from index.documents.normalise import UnreadableError

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
_FEW = 20  # bytes outside ASCII: too few to tell one encoding from another
_WESTERN = frozenset("äöüßéèêëáàâãåæçíìîïñóòôõøœúùûýÄÖÜÉÈÀÂÅÆÇÍÑÓÔØŒÚ“”„‘’‚–—…•€£©®°§·«»¡\xa0")
_MOST_WESTERN = 0.1  # of the bytes of a western language are outside ASCII
_WIDE_ENCODINGS = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
_SPACING = re.compile("[ \n\u3000-\u3002\uff0c]")
_WIDTHLESS = re.compile("[\xad\u200b-\u200f\u2060\ufeff]")
_NEWLINES = re.compile("[\r\t\f\v\x85\u2028\u2029]")
_LEAST_SPACING = 1 / 60  # of the characters of a text; of one read in the wrong order, none
_MOST_UNPRINTABLE = 0.01
_ESCAPED = re.compile("[\udc80-\udcff]")
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
_CYRILLIC = ("cp1251", "koi8-u", "cp866", "iso8859-5", "mac-cyrillic")
_OTHER_CYRILLIC = ("cyrillic", "cp1251", "cp855", "cp866", "cp1125", "koi8", "iso8859_5", "kz1048")
"""How the names of such begin or end in the general guess."""
_MOST_FREQUENT = frozenset("оеаин")
_SURELY_CYRILLIC = 0.7
_FREQUENT = frozenset("оеаинтсрвлкмдпуя")
_MOST_CYRILLIC = 0.6
_CENTRAL = ("cp1250", "iso8859-2")
"""Encodings of Polish, Czech, Hungarian and the like."""
_FEWEST_STRANGE = 3
_JOINING = frozenset("’‘–—·\xad…/&«»¬®™©°¦")
_OF_WORDS = frozenset("³±¶¼¾£")
"""What begins no word, and where others have `ł`, `ą` and `ś`."""
_WITHIN = re.compile(rb"(?<=[A-Za-z])[\x80-\xff](?=[a-z])")
_OPENING = re.compile(rb"(?:^|[\s(])(?:\x93(?=[A-Za-z])|[\x84\x91](?=[A-Z]))")
"""A quotation mark of Windows-1252 before a word, which begins with no such letter of DOS."""
_WESTERN_LEADS = frozenset("ÂÃÄÅÎÏÐÑ")
_DOS_LETTERS = frozenset((b"\x81", b"\x84", b"\x94"))
"""ü, ä and ö."""


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
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _mended(data.decode(encoding, "replace"))
    sample = data[:_SAMPLE]
    if b"\0" in sample and (wide := _wide_encoding(sample)):
        return data.decode(wide, "replace")
    strange = len(sample) - len(sample.translate(None, _BINARY))
    if strange > _MOST_BINARY * len(sample) or b"\0" in sample:
        raise UnreadableError("It is not text, whatever its name says.")
    try:
        return _mended(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        return _decode_other(data, error.start, declared)


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


def _decode_other(data: bytes, first_bad: int, declared: str | None) -> str:
    """The text of bytes that are not UTF-8, or not all of them."""
    text = data.decode("utf-8", "surrogateescape")
    bad = len(_ESCAPED.findall(text))
    good = len(data) - len(text)  # each character outside ASCII takes more bytes than one
    if good > bad:
        return text.translate(_WINDOWS)
    encoding = _known(declared) or _guess(data[max(0, first_bad - 1000) :][:_SAMPLE])
    return data.decode(encoding, "replace")


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


def _guess(sample: bytes) -> str:
    """The most likely encoding of a sample.

    Windows-1252 is tried first, since the general guess takes French for Czech.
    """
    if other := _by_letters(sample):
        return other
    beyond = [char for char in sample.decode("cp1252", "replace") if char > "\x7f"]
    western = sum(char in _WESTERN for char in beyond) >= 0.9 * len(beyond)
    if len(beyond) < _FEW or (western and len(beyond) < _MOST_WESTERN * len(sample)):
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    return best.encoding if best else "cp1252"


def _is_of_dos(sample: bytes) -> bool:
    """Whether a sample has the letters within its words that DOS wrote, and others rarely.

    Windows-1252 has no characters there, or quotation marks, which no word has inside.
    """
    within = _WITHIN.findall(sample)
    of_dos = [byte for byte in within if byte in _DOS_LETTERS]
    return len(set(of_dos)) > 1 and 2 * len(of_dos) > len(within) and not _OPENING.search(sample)


def _by_letters(sample: bytes) -> str | None:
    """The encoding in which the letters of a sample are those of its words, if one stands out."""
    if _is_of_dos(sample):
        return "cp850"
    high = sum(byte > 127 for byte in sample)
    if 2 * high > len(sample):
        shares = {name: _share_of_cyrillic(sample, name) for name in _CYRILLIC}
        best = max(shares, key=lambda name: shares[name])
        return best if _is_cyrillic(sample, best, shares[best]) else None
    strange = _strange_within(sample.decode("cp1252", "replace"))
    signs = {pair[1] for pair in strange}
    if len(strange) < _FEWEST_STRANGE or len(signs) < 2 or not any(x[0].isalpha() for x in strange):
        return None
    fitting = (n for n in _CENTRAL if not _strange_within(sample.decode(n, "replace")))
    return next(fitting, None)


def _is_cyrillic(sample: bytes, encoding: str, share: float) -> bool:
    """Whether a sample is Cyrillic: by its most frequent letters, or as the general guess says."""
    if share <= _MOST_CYRILLIC:
        return False
    beyond = Counter(char for char in sample.decode(encoding, "replace") if char > "\x7f")
    top = {char for char, _ in beyond.most_common(6)}
    if share >= _SURELY_CYRILLIC and len(top & _MOST_FREQUENT) > 1:
        return True
    from charset_normalizer import from_bytes

    guess = from_bytes(sample).best()
    return guess is not None and any(name in guess.encoding for name in _OTHER_CYRILLIC)


def _share_of_cyrillic(sample: bytes, encoding: str) -> float:
    """How many of the characters outside ASCII are the most frequent small letters of Russian."""
    beyond = [char for char in sample.decode(encoding, "replace") if char > "\x7f"]
    return sum(char in _FREQUENT for char in beyond) / max(1, len(beyond))


def _strange_within(text: str) -> list[str]:
    """The characters before a letter that are none, and not what joins words or opens a quote.

    Each with what stands before it.
    """
    return [
        before + char
        for before, char, after in zip(text, text[1:], text[2:], strict=False)
        if char > "\x7f" and not char.isalpha() and after.isalpha() and char not in _JOINING
        if before.isalpha() or (char in _OF_WORDS and after.islower() and not before.isdigit())
    ]
