"""Lines of a text → lines that fit a terminal; pure.

Characters of East Asia take two columns, marks that stand on another character and the sequences
that set colours none.
"""

import re
import unicodedata

_STYLE = re.compile(r"\x1b\[\d*m")
_LEAD = re.compile(r" *(?:(?:[-•✓✗~?]|\[\d+\]|\d+\.) )?")
"""What a line begins with and the lines that follow from it are set in by."""

_MARKER = re.compile(r"(?:\[\d+\])+[.,;:]?")
"""The number of a source, which stands on the line of the word before it."""

LEAST = 12
"""Columns that a text gets, however narrow the terminal is."""


def columns(text: str) -> int:
    """How many columns of a terminal a line takes."""
    text = _STYLE.sub("", text)
    if text.isascii():
        return len(text)
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def wrap(text: str, width: int) -> str:
    """The text with its long lines broken between words.

    Args:
        text: lines; what follows from a line is set in as far as the line's own words are.
        width: columns of the terminal.

    Returns:
        Lines of at most `width` columns, but for words that are longer: paths and addresses stay
        whole, so that they can be copied. Lines that fit are left as they are.
    """
    return "\n".join(_wrap_line(line, max(width, LEAST)) for line in text.split("\n"))


def _wrap_line(line: str, width: int) -> str:
    if columns(line) <= width:
        return line
    lead = _LEAD.match(line)
    begin = lead[0] if lead else ""
    lines, at = [begin], columns(begin)
    indent = " " * min(at, width // 2)
    for word in _words(line[len(begin) :]):
        if at + columns(word) > width and lines[-1].strip():
            lines.append(indent)
            at = len(indent)
        lines[-1] += word + " "
        at += columns(word) + 1
    return "\n".join(each.rstrip() for each in lines)


def _words(text: str) -> list[str]:
    """Words, each with the numbers of sources that follow it."""
    words: list[str] = []
    for word in text.split(" "):
        if words and _MARKER.fullmatch(_STYLE.sub("", word)):
            words[-1] += f" {word}"
        elif word:
            words.append(word)
    return words
