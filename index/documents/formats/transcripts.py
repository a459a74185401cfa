"""Transcripts of meetings, which name who speaks and when in a line above → lines that say who.

So programs for meetings write them: `Karin Holm  0:03`, `[Karin Holm] 10:02:11` or `10:12:33 From
Karin Holm to Everyone:`, and below it what she said.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from index.documents.formats.lines import Heading, Row, Said

_NAME = r"(?P<name>[^\W\d_a-z][^\d:!?\[\]()]{0,40}?)"
_TIME = r"(?P<time>\d{1,2}(?::\d\d){1,2})"
_WHOLE_NAME = (
    r"(?P<name>(?:unknown\s)?(?i:speaker)(?:\s\d{1,2})?"
    r"|[^\W\d_a-z][\w.'’-]{0,20}(?:\s[^\W\d_a-z][\w.'’-]{0,20}){1,4})"
)
"""A name of several words, or `Speaker 1`: one word and a time may be an item of an agenda."""
_SPEAKERS = (
    re.compile(rf"{_WHOLE_NAME}\s{{1,9}}\(?{_TIME}\)?:?"),
    re.compile(rf"\[{_NAME}\]\s{{1,9}}{_TIME}"),
    re.compile(rf"{_TIME}\s{{1,9}}From\s{{1,9}}{_NAME}\s{{1,9}}to\s{{1,9}}[^:]{{1,40}}:"),
)
_BARE = _SPEAKERS[0]
_LATEST_START = 120  # second at which a bare name speaks first: else it is an hour of the day
_LONGEST = 90  # characters of such a line
_FEWEST = 2  # of them in a transcript
_MOST_NAMES = 0.6  # of these lines name somebody new, if there are more than two names
_MOST_FOLLOWED = 0.8  # of them stand above what is said
_WORDS = 4  # of what is said, if it has no full stop
_ENDS = (".", "!", "?", "…", "”", '"')


def with_speakers(lines: Sequence[str]) -> list[str]:
    """The lines; of a transcript, each speaker before what he says, which knows its time."""
    if not _is_transcript([line for line in lines if line.strip()]):
        return list(lines)
    done: list[str] = []
    name, second, said_by, at = "", -1, "", 0
    for line in lines:
        if found := _speaker(line):
            done[at:at] = [said_by] if name else []  # who says nothing stays a line
            name, second = found
            said_by, at = line, len(done)
        elif second < 0 or not line.strip() or type(line) is not str:
            done.append(line)
        else:
            done.append(Said(f"{name}: {line.strip()}" if name else line, second))
            name = ""
    done[at:at] = [said_by] if name else []
    return done


def _is_transcript(lines: Sequence[str]) -> bool:
    """Whether filled lines name a few speakers and their times, which are no hours of the day."""
    found = {n: head for n, line in enumerate(lines) if (head := _speaker(line))}
    if len(found) < _FEWEST or not _are_followed(lines, list(found)):
        return False
    if len({name for name, _ in found.values()}) > max(2, _MOST_NAMES * len(found)):
        return False
    times = [second for n, (_, second) in found.items() if _BARE.fullmatch(lines[n].strip())]
    starts = not times or times[0] <= _LATEST_START
    return starts and all(a <= b for a, b in pairwise(times))


def _are_followed(lines: Sequence[str], heads: Sequence[int]) -> bool:
    """Whether most lines of speakers stand above what is said; that may be short in a chat."""
    said = sum(
        _is_said(lines[n + 1]) or (lines[n].rstrip().endswith(":") and not _speaker(lines[n + 1]))
        for n in heads
        if n + 1 < len(lines)
    )
    return said >= _MOST_FOLLOWED * len(heads)


def _speaker(line: str) -> tuple[str, int] | None:
    """Who speaks, by a line that says only that, and the second at which he begins."""
    if len(line) > _LONGEST or isinstance(line, Heading | Row):
        return None
    line = line.strip()
    found = next((match for head in _SPEAKERS if (match := head.fullmatch(line))), None)
    if not found:
        return None
    second = 0
    for part in found["time"].split(":"):
        second = 60 * second + int(part)
    return found["name"].strip(), second


def _is_said(line: str) -> bool:
    if _speaker(line):
        return False
    return line.rstrip().endswith(_ENDS) or len(line.split()) >= _WORDS
