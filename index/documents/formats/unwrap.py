"""Lines that a page's width broke → whole paragraphs, one a line.

A line break is taken out only where the next line goes on with the same paragraph. Where that is
in doubt the break stays: a sentence cut in two is found and read all the same, two headings run
together are not.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from index.text.compounds import is_compound, is_suspended

NARROWEST, WIDEST = 45, 100
"""How many characters the full lines of a hard-wrapped plain text have."""
_NARROWEST_FULL = 22
"""As `NARROWEST`, where nearly every line is full and every paragraph ends as a sentence does."""
_FULL_SHARE = 0.9

_ITEM = re.compile(r"\s*(?:[-*•◦▪‣–—]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s")
_SENTENCE_END = re.compile(r"[.!?:;…。！？][\"'”’»)\]]*$")
_HYPHENATED = re.compile(r"(\w*[^\W_])-$")
_LONGEST_WORD = 100
_FIRST_WORD = re.compile(r"[^\W\d_]+")


def is_hard_wrapped(text: str) -> bool:
    """Whether a plain text was broken into lines of a fixed width, in mid-sentence.

    False for one paragraph a line, for verse, lists and tables, and for scripts without upper
    and lower case, where this cannot be told. Lines of a column or a small screen are shorter than
    those of a page, as verse is; but verse seldom ends a line for want of room.
    """
    width = longest = pairs = going_on = 0
    previous = ""
    for line in text[:200_000].split("\n"):
        if " " in line.strip():  # an address has no place to break at
            longest = max(longest, len(line))
        if previous and line.strip():
            pairs += 1
            width += len(previous)
            going_on += line[0].islower() and not _SENTENCE_END.search(previous)
        previous = line.rstrip()
    if pairs < 2 or longest > WIDEST:
        return False
    if going_on < pairs / 2:
        return False
    return width / pairs >= NARROWEST or (
        width / pairs >= _NARROWEST_FULL and _is_filled(text[:200_000])
    )


def _is_filled(text: str) -> bool:
    """Whether lines break only where the next word does not fit, and paragraphs end sentences."""
    paragraphs = [part.split("\n") for part in re.split(r"\n\s*\n", text.strip())]
    prose = [part for part in paragraphs if len(part) > 1]
    width = max((len(line.rstrip()) for part in prose for line in part), default=0)
    breaks = [pair for part in prose for pair in pairwise(part)]
    full = sum(_lacks_room(line.rstrip(), following, width) for line, following in breaks)
    ended = sum(_SENTENCE_END.search(part[-1].rstrip()) is not None for part in prose)
    return ended >= _FULL_SHARE * len(prose) and full >= _FULL_SHARE * len(breaks)


def _lacks_room(line: str, following: str, width: int) -> bool:
    """Whether the next word does not fit the line, or a word was cut at its end."""
    word = (following.split(maxsplit=1) or [""])[0]
    return line.endswith("-") or len(line) + 1 + len(word) > width


def unwrap(lines: Sequence[str], width: int, slack: float = 1.0) -> list[str]:
    """Joins each line to the one before where that one's paragraph goes on.

    Args:
        lines: lines without newlines; a blank one ends a paragraph, and is kept.
        width: characters of a full line.
        slack: part of the width that counts as full; below 1 for proportional fonts.

    Returns:
        The paragraphs, and the blank lines between them. Empty for no lines.
    """
    words = {word.lower() for line in lines for word in re.findall(r"[\w-]+", line)}
    done: list[list[str]] = []
    last = ""
    for line in lines:
        if done and last.strip() and line.strip() and not _ends(last, line, width * slack):
            done[-1][-1], between = glue(done[-1][-1].rstrip(), line.strip(), words)
            done[-1] += [between, line.strip()]
        else:
            done.append([line])
        last = line
    return ["".join(parts) for parts in done]


def _ends(line: str, following: str, full: float) -> bool:
    """Whether a paragraph, heading or item ends with `line`.

    In running text a line breaks where the next word does not fit any more; so a line that has
    room for it was ended on purpose.
    """
    item = _ITEM.match(line)
    hangs = item is not None and _indent(following) == item.end()
    if _ITEM.match(following) or (_indent(following) > _indent(line) and not hangs):
        return True
    start = following.strip()
    if start[0].islower():
        return False
    if len(start) < full / 2 and not _SENTENCE_END.search(start):
        return True  # no paragraph ends like this: it is a heading
    return len(line) + 1 + len(start.split(maxsplit=1)[0]) <= full


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def glue(line: str, following: str, words: set[str]) -> tuple[str, str]:
    """The line as it stays, and what goes between it and the next one.

    A hyphen at the end stays where the text has the same word with the hyphen elsewhere, or it is a
    compound; it goes where the text has the word without it, and where a syllable follows.
    """
    broken = _HYPHENATED.search(line[-_LONGEST_WORD:])  # quadratic in a word
    rest = _FIRST_WORD.match(following[:_LONGEST_WORD])
    if broken and following[0].isdigit():
        return line, ""
    if not broken or not rest or is_suspended(rest[0]):
        return line, " "
    first, second = broken[1].lower(), rest[0].lower()
    if f"{first}-{second}" in words:
        return line, ""
    upper_case = broken[1].isupper() and rest[0].isupper() and len(first) > 1
    if not (following[0].islower() or upper_case) or first[-1].isdigit():
        return line, "" if first[-1].isdigit() or following[0].isupper() else " "
    if first + second in words:
        return line[:-1], ""
    return (line, "") if is_compound(first, second) else (line[:-1], "")
