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

_EXAMPLE = re.compile(r" {2}(?P<command>\S(?:(?! {2}).)*)(?: {2,}(?P<about>\S.*))?")
"""A command that is set in, perhaps with what it does behind it."""

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


def refit(text: str, width: int) -> str:
    """A text of help that was broken for another width, broken for this one.

    Args:
        text: paragraphs, and between them examples, which are set in.
        width: columns of the terminal.

    Returns:
        Lines of at most `width` columns, but for commands, which are not broken: what one does then
        stands below it.
    """
    lines: list[str] = []
    prose = False
    for line in text.split("\n"):
        continues = prose and line[:1].strip() != ""
        prose = line[:1].strip() != ""
        if continues:
            lines[-1] += f" {line}"
        elif columns(line) > width and (example := _EXAMPLE.fullmatch(line)):
            about = example["about"]
            lines += [f"  {example['command']}", *([f"      {about}"] if about else [])]
        else:
            lines.append(line)
    return "\n".join(
        line if _is_command(line) else _wrap_line(line, max(width, LEAST)) for line in lines
    )


def _is_command(line: str) -> bool:
    return line.startswith("  ") and not line.startswith("   ")


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
