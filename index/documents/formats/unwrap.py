"""Lines that a page's width broke → whole paragraphs, one a line.

A line break is taken out only where the next line goes on with the same paragraph. Where that is
in doubt the break stays: a sentence cut in two is found and read all the same, two headings run
together are not.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise

from index.text.abbreviations import NEVER_LAST
from index.text.compounds import is_compound, is_suspended

NARROWEST, WIDEST = 45, 100
"""How many characters the full lines of a hard-wrapped plain text have."""
_NARROWEST_FULL = 22
"""As `NARROWEST`, where nearly every line is full and every paragraph ends as a sentence does."""
_FULL_SHARE = 0.9

_ITEM = re.compile(
    r"\s*(?:[-*+•◦▪‣–—]|o(?=\s\s)|\(?\d{1,3}[.)]|\(?[a-z][.)]|\(?[ivxl]{2,6}\)|\([A-Z]{1,2}\))\s+"
)
SENTENCE_END = re.compile(r"[.!?:;…。！？][\"'”’»)\]]*$")
_ENDED = re.compile(r"[.!?…。！？][\"'”’»)\]]*$")
_GAP = re.compile(r"\S(?: {3,}|[ ]*\t\s*)\S")
_SHORTEST_BROKEN = 30
"""Characters of a line that is joined to the next one where few lines of a text are broken."""
_RANGE_BEGUN = re.compile(r"\d[–-]$")
_GRADE = re.compile(r"(?<!\w)[A-Z]-$")
_ADDRESS = re.compile(r"(?:@|://|\bwww\.)\S*$")
_HYPHENATED = re.compile(r"(\w*[^\W_])-$")
_LONGEST_WORD = 100
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_MOST_CHARACTERS = 200_000
"""Of a text that are looked at to tell whether its lines are wrapped."""
_OPEN_WORDS = """
    a an the of to in on at by for with from than that which who whose and or nor but as if is
    are was were be been has have had will would may must shall should its their his her our your
    my this these those into between about after before because every
    under within during upon among against until while when whether although
    der die das dem den des ein eine einer einem einen und oder mit von vom für auf im zu zur zum
    bei nach aus dass ist sind wird le la les du de et ou un une au aux avec pour dans sur par que
    est sont el los las y del al en por para con una
"""
_OPEN = frozenset(_OPEN_WORDS.split())
"""Words that no sentence, heading or item ends with."""
_LEAST_FULL = 0.75
_LEAST_BROKEN = 1 / 3


def unwrapped(text: str) -> str:
    """The text with each paragraph on one line, if it was broken into lines of a fixed width."""
    lines = text.split("\n")
    if is_hard_wrapped(text):
        return "\n".join(unwrap(lines, usual_width(filter(None, lines))))
    width = _width_of_prose(text[:_MOST_CHARACTERS])
    if width:
        lines = unwrap(lines, width, shortest=width / 2)
    done: list[str] = []
    for paragraph in _by_paragraph(lines):
        above = next((line for line in reversed(done[-2:]) if line.strip()), "")
        done += _mended(paragraph, greeted=above.rstrip().endswith(","))
    return "\n".join(done)


def _by_paragraph(lines: Iterable[str]) -> Iterator[list[str]]:
    """The lines of each paragraph, and blank lines, each by itself."""
    for blank, group in groupby(lines, key=lambda line: not line.strip()):
        found = list(group)
        yield from ([line] for line in found) if blank else [found]


def _mended(lines: Sequence[str], *, greeted: bool) -> Sequence[str]:
    """The lines of a paragraph, of which those that surely break a sentence are joined.

    So it is in texts of which few lines are broken, as a letter with a list in it is.

    Args:
        lines: of the paragraph.
        greeted: whether it stands below a line such as `Dear all,`, and may begin as it goes on.
    """
    if len(lines) == 1:
        return lines
    if (
        not greeted
        and not _ITEM.match(lines[0])
        and next(filter(str.isalpha, lines[0]), "").islower()
    ):
        return lines  # nothing tells where a sentence begins
    ends = [_ENDED.search(line.rstrip()[-_LONGEST_WORD:]) is not None for line in lines]
    goes_on = [_breaks_a_sentence(*pair) for pair in pairwise(lines)]
    is_whole = False
    for n in reversed(range(len(goes_on))):  # joined is what ends as a sentence does
        goes_on[n] &= ends[n + 1] or is_whole
        is_whole = goes_on[n]
    done = [[lines[0]]]
    for following, joins in zip(lines[1:], goes_on, strict=True):
        if joins:
            done[-1][-1], between = glue(done[-1][-1].rstrip(), following.strip(), set())
            done[-1] += [between, following.strip()]
        else:
            done.append([following])
    return ["".join(parts) for parts in done]


def _breaks_a_sentence(line: str, following: str) -> bool:
    """Whether a line surely ends in mid-sentence, and the next one goes on with it."""
    line = line.rstrip()
    is_short = len(line) < _SHORTEST_BROKEN
    if is_short or SENTENCE_END.search(line[-_LONGEST_WORD:]) or _ITEM.match(following):
        return False
    if _GAP.search(line.strip()) or _GAP.search(following.strip()):
        return False
    first = following.split(maxsplit=1)[0]
    if "@" in first or "://" in first:
        return False  # an address stands on a line of its own
    return first[0].islower() or _last_word(line) in _OPEN


def is_hard_wrapped(text: str) -> bool:
    """Whether a plain text was broken into lines of a fixed width, in mid-sentence.

    False for one paragraph a line, for verse, lists and tables, and for scripts without upper
    and lower case, where this cannot be told. Lines of a column or a small screen are shorter than
    those of a page, as verse is; but verse seldom ends a line for want of room.
    """
    width = longest = pairs = going_on = 0
    previous = ""
    for line in text[:_MOST_CHARACTERS].split("\n"):
        if " " in line.strip():  # an address has no place to break at
            longest = max(longest, len(line))
        if previous and line.strip():
            pairs += 1
            width += len(previous)
            going_on += line[0].islower() and not SENTENCE_END.search(previous)
        previous = line.rstrip()
    if pairs < 2 or longest > WIDEST:
        return False
    if going_on < pairs / 2:
        return False
    return width / pairs >= NARROWEST or (
        width / pairs >= _NARROWEST_FULL and _is_filled(text[:_MOST_CHARACTERS])
    )


def usual_width(lines: Iterable[str]) -> int:
    """The characters that all but the longest few lines stay within."""
    lengths = sorted(map(len, lines))
    return lengths[len(lengths) * 95 // 100]


def _width_of_prose(text: str) -> int:
    """The width that the long lines of a text are filled to, which go on in mid-sentence.

    So are mails of a few lines, and texts full of numbers and names. Short lines say nothing: they
    are of an address, a list or a greeting.

    Returns:
        The characters of a full line; 0 if no line is surely broken, or long lines have room.
    """
    breaks = [(*pair, part[-1]) for part in _paragraphs(text) for pair in pairwise(part)]
    width = max((len(line.rstrip()) for lines in breaks for line in lines[:2]), default=0)
    longest = max((len(line) for line in text.split("\n") if " " in line.strip()), default=0)
    if width < NARROWEST or longest > WIDEST:
        return 0
    long = [lines for lines in breaks if len(lines[0].rstrip()) >= NARROWEST]
    full = [lines for lines in long if _lacks_room(lines[0].rstrip(), lines[1], width)]
    broken = sum(_is_broken(line.rstrip(), following, last) for line, following, last in full)
    enough = broken > len(long) * _LEAST_BROKEN and len(full) >= len(long) * _LEAST_FULL
    return width if enough else 0


def _is_broken(line: str, following: str, last: str) -> bool:
    """Whether a line surely ends in mid-sentence, in a paragraph with such a last line."""
    word = _last_word(line)
    if word in _OPEN or _ends_in_short(line):
        return True
    if not SENTENCE_END.search(last.rstrip()) or SENTENCE_END.search(line):
        return False
    return following.lstrip()[:1].islower() or word.isdigit()


def _last_word(line: str) -> str:
    return line.rpartition(" ")[2].lstrip("(\"'“„«")


def _paragraphs(text: str) -> list[list[str]]:
    """The paragraphs of two lines or more."""
    parts = (part.split("\n") for part in re.split(r"\n\s*\n", text.strip()))
    return [part for part in parts if len(part) > 1]


def _is_filled(text: str) -> bool:
    """Whether lines break only where the next word does not fit, and paragraphs end sentences."""
    prose = _paragraphs(text)
    width = max((len(line.rstrip()) for part in prose for line in part), default=0)
    breaks = [pair for part in prose for pair in pairwise(part)]
    full = sum(_lacks_room(line.rstrip(), following, width) for line, following in breaks)
    ended = sum(SENTENCE_END.search(part[-1].rstrip()) is not None for part in prose)
    return ended >= _FULL_SHARE * len(prose) and full >= _FULL_SHARE * len(breaks)


def _lacks_room(line: str, following: str, width: int) -> bool:
    """Whether the next word does not fit the line, or a word was cut at its end."""
    word = (following.split(maxsplit=1) or [""])[0]
    return line.endswith("-") or len(line) + 1 + len(word) > width


def unwrap(lines: Sequence[str], width: int, slack: float = 1.0, shortest: float = 0) -> list[str]:
    """Joins each line to the one before where that one's paragraph goes on.

    Args:
        lines: lines without newlines; a blank one ends a paragraph, and is kept.
        width: characters of a full line.
        slack: part of the width that counts as full; below 1 for proportional fonts.
        shortest: characters of a line that goes on in mid-sentence; what is shorter is an item.

    Returns:
        The paragraphs, and the blank lines between them. Empty for no lines.
    """
    words = {word.lower() for line in lines for word in re.findall(r"[\w-]+", line)}
    done: list[list[str]] = []
    last = ""
    for line in lines:
        goes_on = bool(done and last.strip() and line.strip())
        if goes_on and len(last) >= shortest and not _ends(last, line, width * slack):
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
    if start[0].islower() or _ends_in_short(line):
        return False
    if len(start) < full / 2 and not SENTENCE_END.search(start):
        return True  # no paragraph ends like this: it is a heading
    return len(line) + 1 + len(start.split(maxsplit=1)[0]) <= full


def _ends_in_short(line: str) -> bool:
    """Whether a line ends with an abbreviation that no sentence ends with."""
    word = _last_word(line.rstrip())
    return word.endswith(".") and word[:-1] in NEVER_LAST


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def glue(line: str, following: str, words: set[str]) -> tuple[str, str]:
    """The line as it stays, and what goes between it and the next one.

    A hyphen at the end stays where the text has the same word with the hyphen elsewhere, or it is a
    compound; it goes where the text has the word without it, and where a syllable follows.
    """
    broken = _HYPHENATED.search(line[-_LONGEST_WORD:])  # quadratic in a word
    rest = _FIRST_WORD.match(following[:_LONGEST_WORD])
    if (broken or _RANGE_BEGUN.search(line[-3:])) and following[0].isdigit():
        return line, ""
    if rest and _is_apart(line[-_LONGEST_WORD:], rest[0]) and following[rest.end() :][:1] != "-":
        return line, " "
    if broken and (len(broken[1]) == 1 or _ADDRESS.search(line[-_LONGEST_WORD:])):
        return (
            line,
            "",
        )  # `T-shirt`; no word is parted behind one letter, and no address by a hyphen
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


def _is_apart(end: str, word: str) -> bool:
    """Whether a word stands apart from a hyphen before it: `A- and B-roads`, `a B- in history`."""
    return is_suspended(word) or (word in _OPEN and _GRADE.search(end) is not None)
