r"""Rich text (RTF) → a document, read in one pass.

Left out: hidden, deleted and struck words, pictures, codes of fields, contents, and what heads and
foots the pages. The text of a note follows the paragraph that refers to it.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from index.documents.formats.contents import read_bytes
from index.documents.formats.inline import Level, Run, words, wrapped
from index.documents.formats.lines import located
from index.documents.formats.rows import table_lines
from index.documents.formats.stated_dates import date_of
from index.documents.normalise import UnreadableError, make_document
from index.types import Document

SIGNATURE = b"{\\rtf"

_DEPTH = 2_000  # groups in groups
_TOKEN = re.compile(
    rb"\\([A-Za-z]{1,32})(-?\d{1,10})? ?|\\'([0-9A-Fa-f]{2})|\\([^A-Za-z])|([{}])|[\r\n]+"
    rb"|([^\\{}\r\n]+)|\\\Z",
    re.S,
)
_BINARY = b"bin"
_SKIPPED = frozenset({
    "fonttbl", "colortbl", "stylesheet", "listtable", "listoverridetable", "rsidtbl", "revtbl",
    "generator", "xmlnstbl", "filetbl", "pict", "objdata", "object", "header", "headerl",
    "headerr", "headerf", "footer", "footerl", "footerr", "footerf", "fldinst", "annotation",
    "atnid", "atnauthor", "atndate", "atnref", "atnicn", "atnparent", "bkmkstart", "bkmkend",
    "listtext", "pntext", "pn", "themedata", "colorschememapping", "datastore", "latentstyles",
    "mmathPr", "wgrffmtfilter", "tc", "tcn", "xe", "rxe", "ftnsep", "ftnsepc", "ftncn", "aftnsep",
    "aftnsepc", "aftncn", "panose", "falt", "nonshppict", "background", "sp", "shprslt",
    "template", "operator", "author", "company", "manager", "category", "keywords", "doccomm",
    "hlinkbase",
})  # fmt: skip
_TEXTS = frozenset(("shptxt", "shpinst", "shp", "fldrslt", "footnote", "nestcell"))
"""Groups that other programs may pass over, and that hold text."""
_SIGNS = {
    "emdash": "—", "endash": "–", "emspace": " ", "enspace": " ", "qmspace": " ", "bullet": "•",
    "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "tab": "\t", "line": "\n",
    "lbr": "\n",
}  # fmt: skip
_CHARSETS = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "cp950", 161: "cp1253",
    162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251",
    222: "cp874", 238: "cp1250", 0: "cp1252",
}  # fmt: skip
_MAC = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850", "ansi": "cp1252"}


@dataclass(frozen=True, slots=True)
class _Group:
    """What holds within a group, and is forgotten at its end.

    Attributes:
        skipped: whether what is in it is no text.
        place: what its text is: "" for the document, "note", "box", "title", "fonts".
    """

    skipped: bool = False
    hidden: bool = False
    struck: bool = False
    level: Level = ""
    place: str = ""
    encoding: str = ""
    fallback: int = 1
    in_table: bool = False
    item: bool = False


@dataclass(slots=True)
class _Part:
    """The text of the document, or of one note, as it comes in.

    Attributes:
        lines: that are written.
        runs: of the paragraph or cell that is not ended.
        after: lines of notes and boxes that follow it.
        cells: of the row that is not ended.
        rows: of the table that is not ended.
        below: lines of notes and boxes that follow the table.
    """

    lines: list[str] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    below: list[str] = field(default_factory=list)


def read_rtf(path: Path, source: str) -> Iterator[Document]:
    """The document in a rich text file; a paragraph or row of a table is a line.

    Raises:
        UnreadableError: if it is no such file, or holds no text.
        OSError: if it cannot be read.
    """
    data = read_bytes(path)
    if SIGNATURE not in data[:1024]:
        raise UnreadableError("It is not rich text, whatever its name says.")
    reader = _Reader(data)
    text, places = located(reader.lines())
    title = reader.title or path.stem
    yield make_document(source, text, title, published=date_of(text), places=places)


def rtf_lines(data: bytes) -> list[str]:
    """The lines of rich text that is not in a file of its own.

    Raises:
        UnreadableError: if groups are nested too deeply.
    """
    return _Reader(data).lines()


class _Reader:
    """Reads rich text.

    Attributes:
        title: the title among its properties; empty if it has none.
    """

    def __init__(self, data: bytes) -> None:
        self.title = ""
        self._data = data
        self._group = _Group()
        self._groups: list[_Group] = []
        self._parts = [_Part()]
        self._encoding = "cp1252"
        self._fonts: dict[int, str] = {}
        self._font = 0
        self._bytes = bytearray()
        self._left = 0  # characters that stand for the one before, for old programs
        self._may_skip = False
        self._half = ""  # of a letter that is written as two

    def lines(self) -> list[str]:
        """The lines of the text; an empty one stands between paragraphs.

        Raises:
            UnreadableError: if groups are nested too deeply.
        """
        at = 0
        while at < len(self._data) and (token := _TOKEN.match(self._data, at)):
            at = token.end()
            word, amount, code, sign, brace, plain = token.groups()
            if code is None and (word or sign or brace or plain):
                self._flush_bytes()
            if word:
                value = int(amount) if amount else None
                if word == _BINARY:
                    at += min(max(value or 0, 0), len(self._data))
                else:
                    self._word(word.decode("ascii"), value)
            elif code:
                self._byte(int(code, 16))
            elif sign:
                self._sign(sign)
            elif brace:
                self._brace(brace)
            elif plain:
                self._plain(plain)
        self._flush_bytes()
        while len(self._parts) > 1:
            self._close_part()
        self._paragraph()
        self._end_table()
        return self._parts[0].lines

    def _brace(self, brace: bytes) -> None:
        self._left = 0
        self._may_skip = False
        if brace == b"{":
            if len(self._groups) >= _DEPTH:
                raise UnreadableError("Its parts are nested too deeply; save it again.")
            self._groups.append(self._group)
        elif self._groups:
            before, self._group = self._group, self._groups.pop()
            if before.place in ("note", "box") and self._group.place != before.place:
                self._close_part()

    def _close_part(self) -> None:
        self._paragraph()
        self._end_table()
        part = self._parts.pop()
        self._parts[-1].after += filter(None, part.lines)

    def _word(self, word: str, value: int | None) -> None:
        self._left = 0
        may_skip, self._may_skip = self._may_skip, False
        if word in _SKIPPED or (may_skip and word not in _TEXTS):
            place = "fonts" if word == "fonttbl" else ""
            self._group = replace(self._group, skipped=True, place=place or self._group.place)
        elif word in ("footnote", "shptxt"):
            if not self._group.skipped:
                self._open_part("note" if word == "footnote" else "box")
        elif word == "info" or (word == "title" and self._group.place == "info"):
            self._group = replace(self._group, skipped=word == "info", place=word)
        elif word == "u" and value is not None:
            self._unicode(value)
        elif word in ("f", "fcharset", "ansicpg", "uc") or word in _MAC:
            self._encode(word, value)
        elif self._group.skipped:
            return
        elif word in _SIGNS:
            self._say(_SIGNS[word])
        elif word in ("par", "sect", "page", "cell", "nestcell", "row", "nestrow", "trowd"):
            self._layout(word)
        else:
            self._look(word, value != 0)

    def _look(self, word: str, on: bool) -> None:
        """Note how the words that follow look."""
        group = self._group
        if word == "plain":
            group = replace(group, hidden=False, struck=False, level="")
        elif word == "pard":
            group = replace(group, in_table=False, item=False)
        elif word == "intbl":
            group = replace(group, in_table=True)
        elif word == "ls":
            group = replace(group, item=True)
        elif word == "v":
            group = replace(group, hidden=on)
        elif word in ("strike", "striked", "deleted"):
            group = replace(group, struck=on)
        elif word in ("super", "sub", "nosupersub", "up", "dn"):
            levels: dict[str, Level] = {"super": "raised", "up": "raised"}
            lower: dict[str, Level] = {"sub": "lowered", "dn": "lowered"}
            group = replace(group, level=(levels | lower).get(word, "") if on else "")
        self._group = group

    def _encode(self, word: str, value: int | None) -> None:
        """Note what bytes stand for."""
        if word == "f":
            self._font = value or 0
            self._group = replace(self._group, encoding=self._fonts.get(self._font, ""))
        elif word == "fcharset" and self._group.place == "fonts":
            if value in _CHARSETS and len(self._fonts) < 10_000:
                self._fonts[self._font] = _CHARSETS[value]
        elif word == "ansicpg":
            self._encoding = _known(f"cp{value}") or self._encoding
        elif word == "uc":
            self._group = replace(self._group, fallback=max(0, min(value or 0, 10)))
        elif word in _MAC:
            self._encoding = _MAC[word]

    def _open_part(self, place: str) -> None:
        self._group = replace(
            self._group, place=place, level="", hidden=False, in_table=False, item=False
        )
        self._parts.append(_Part())

    def _layout(self, word: str) -> None:
        """End a paragraph, a cell or a row."""
        part = self._parts[-1]
        if self._group.place == "title":
            return
        if word in ("cell", "nestcell"):
            part.cells.append(" ".join(wrapped(words(part.runs)).split()))
            part.runs.clear()
        elif word in ("row", "nestrow"):
            part.rows.append(part.cells)
            part.below += part.after
            part.cells, part.after = [], []
        elif word == "trowd":
            return
        elif self._group.in_table:
            self._say(" ")
        else:
            self._paragraph()

    def _paragraph(self) -> None:
        part = self._parts[-1]
        text = wrapped(words(part.runs))
        part.runs.clear()
        if text or part.after:
            self._end_table()
        if text:
            part.lines.append(f"- {text}" if self._group.item else text)
        for line in part.after:
            part.lines += ["", line]
        part.after = []
        if part.lines and part.lines[-1] and not self._group.item:
            part.lines.append("")

    def _end_table(self) -> None:
        """Write the rows that came in."""
        part = self._parts[-1]
        if part.cells:
            part.rows.append(part.cells)
            part.cells = []
        if part.rows:
            part.lines += [*table_lines(part.rows, strictly=True), *part.below, ""]
            part.rows, part.below = [], []

    def _unicode(self, value: int) -> None:
        value += 0x10000 if value < 0 else 0
        self._left = self._group.fallback
        if 0xD800 <= value < 0xDC00:
            self._half = chr(value)
            return
        if not 0 < value < 0x110000:
            return
        letter = chr(value)
        if self._half and 0xDC00 <= value < 0xE000:
            pair = (self._half + letter).encode("utf-16", "surrogatepass")
            letter = pair.decode("utf-16", "replace")
        self._half = ""
        self._say("" if 0xF000 <= value < 0xF100 else letter)

    def _byte(self, value: int) -> None:
        if self._left:
            self._left -= 1
        else:
            self._bytes.append(value)

    def _flush_bytes(self) -> None:
        """Say the bytes that came in; a letter may take two of them."""
        if self._bytes:
            data = bytes(self._bytes)
            self._bytes.clear()
            self._say(data.decode(self._group.encoding or self._encoding, "replace"))

    def _sign(self, sign: bytes) -> None:
        self._left = 0
        if sign == b"*":
            self._may_skip = True
        elif sign in b"\\{}":
            self._say(sign.decode("ascii"))
        elif sign == b"~":
            self._say(" ")
        elif sign == b"_":
            self._say("-")
        elif sign in b"\r\n" and not self._group.skipped:
            self._layout("par")

    def _plain(self, data: bytes) -> None:
        skip = min(self._left, len(data))
        self._left -= skip
        if data := data[skip:]:
            self._say(data.decode(self._group.encoding or self._encoding, "replace"))

    def _say(self, text: str) -> None:
        group = self._group
        if group.place == "title" and not group.skipped:
            self.title += text
        elif not (group.skipped or group.hidden or group.struck):
            self._parts[-1].runs.append(Run(text, group.level))


def _known(encoding: str) -> str:
    """The name of an encoding that Python has; empty for any other."""
    try:
        return codecs.lookup(encoding).name
    except LookupError:
        return ""
