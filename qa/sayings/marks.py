"""Where the quotation marks of a line open and close; pure, and in time linear in the line.

A mark that never closes reaches to the end of its line, and no further: the next line begins anew.
What is quoted within a quote is a part of it. A single word in marks is a stretch, too; whether it
is anybody's words is for others to say.
"""

import re
from dataclasses import dataclass

from qa.english.saying import CLIPPED

_PAIRS = {"“": '”"', "”": '”"', "„": "“”", "«": "»", "»": "«", "‹": "›"}
_STRAIGHT = {'"': '"”', "''": "''", "``": "''"}
_MARK = re.compile(r"''|``|[\"“”„«»‹›]")
_LONGEST_SINGLE = 1_000
"""Characters of a stretch in single marks: an apostrophe opens none that is longer."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """What stands in quotation marks, `[start, end)` of a text with the marks.

    Attributes:
        start: offset of the opening mark.
        end: offset behind the closing one, or where the line ends.
        closed: whether there is a closing mark.
    """

    start: int
    end: int
    closed: bool = True


def stretches(text: str, start: int, end: int) -> list[Stretch]:
    """The quoted stretches of the line `text[start:end]`, in order, without overlapping."""
    found = _doubles(text, start, end)
    if not found:
        return _singles(text, start, end)
    gaps = zip(
        [start, *(one.end for one in found)], [*(one.start for one in found), end], strict=True
    )
    spoken = [one for first, last in gaps for one in _singles(text, first, last, spoken=True)]
    return sorted([*found, *spoken], key=lambda one: one.start)


def _doubles(text: str, start: int, end: int) -> list[Stretch]:
    """Stretches in double marks; one within another is a part of it, where all of them close."""
    found: list[Stretch] = []
    opened, closes, depth = -1, "", 0
    nests = text.count("“", start, end) <= text.count("”", start, end)
    for match in _MARK.finditer(text, start, end):
        mark = match.group()
        if opened < 0:
            if closing := _closing(text, match, start, end):
                opened, closes = match.start(), closing
        elif mark == "“" and "”" in closes and nests:
            depth += 1
        elif mark in closes and _may_close(text, match, closes, start, end):
            if depth:
                depth -= 1
                continue
            found.append(Stretch(opened, match.end()))
            opened = -1
    if opened >= 0:
        found.append(Stretch(opened, end, closed=False))
    return found


def _closing(text: str, mark: re.Match[str], start: int, end: int) -> str:
    """What closes a stretch that a mark opens; "" if it opens none."""
    opening = mark.group()
    straight = opening in _STRAIGHT or opening == "”"  # which some set before a quote, too
    if straight and not _may_open(text, mark, start, end):
        return ""
    return _STRAIGHT.get(opening) or _PAIRS.get(opening, "")


def _may_open(text: str, mark: re.Match[str], start: int, end: int) -> bool:
    """Whether a straight mark may open: not behind a figure (inches), nor at the end of a word."""
    before = text[mark.start() - 1] if mark.start() > start else " "
    after = text[mark.end()] if mark.end() < end else " "
    return not (before.isalnum() and not after.isalnum()) and not (before.isdigit())


def _may_close(text: str, mark: re.Match[str], closes: str, start: int, end: int) -> bool:
    """Whether a mark that fits the opening one closes it, and does not open one within."""
    if mark.group() not in _STRAIGHT:
        return True
    before = text[mark.start() - 1] if mark.start() > start else " "
    after = text[mark.end()] if mark.end() < end else " "
    return not (before.isspace() and after.isalnum())


def _singles(text: str, start: int, end: int, *, spoken: bool = False) -> "list[Stretch]":
    """Stretches in single marks, which are told from apostrophes by what stands beside them.

    Args:
        text: of the document.
        start: offset.
        end: offset.
        spoken: whether only those count that end with a mark of their own, as speech does.
    """
    found: list[Stretch] = []
    opens = _OPENS.search(text, start, end)
    while opens:
        if CLIPPED.match(text, opens.end()):
            opens = _OPENS.search(text, opens.end(), end)
            continue
        limit = min(end, opens.end() + _LONGEST_SINGLE)
        following = _OPENS.search(text, opens.end(), limit)
        until = following.start() if following else limit
        close = _CLOSES_PUNCTUATED.search(text, opens.end(), until)
        if close is None and not spoken:
            close = _CLOSES.search(text, opens.end(), until)
        if close:
            found.append(Stretch(opens.start(), close.end()))
        opens = _OPENS.search(text, close.end() if close else opens.end(), end)
    return found


_OPENS = re.compile(r"(?:(?<=[\s(\[—–:])|(?<![\s\S]))[‘'](?=[^\W\d_]|\.\.\.|…)")
_CLOSES_PUNCTUATED = re.compile(r"(?<=[.,!?…])[’'](?!\w)")
_CLOSES = re.compile(r"(?<=\w)[’'](?!\w)")
