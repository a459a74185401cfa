"""A model's draft → its sentences with the evidence they cite; total on any string.

Models are asked for `A fact. [1]` and write `[1, 2]`, `[1][2]`, `[1-3]`, `[Source 1]`, `(1)`,
`【1】` or `[^1]`, before or after the full stop, in lists, with bold type and with headings. All of
that is met half way: marks of layout go, numbers in brackets become markers of the sentence they
stand in or behind.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from index.documents.normalise import normalise
from index.documents.sentences import cut_line
from qa.english.labels import LABEL, SOURCE

_NUMBERS = rf"\d{{1,3}}(?:\s*(?:[,;&]|-|–|and)\s*{SOURCE}\d{{1,3}})*"
_MARKER = re.compile(
    rf"[ \t]?(?:[\[【](?:\^|#|{LABEL})?({_NUMBERS})[\]】]"
    rf"|\({LABEL}({_NUMBERS})\)|\(({_NUMBERS})\)(?=[.!?\s]*$))",
    re.IGNORECASE | re.MULTILINE,
)
_RANGE = re.compile(r"(\d{1,3})\s*[-–]\s*(\d{1,3})")
_LAYOUT = re.compile(r"^[ \t]*(?:#{1,6}\s+|[-*•–]\s+|>\s+|\d{1,2}[.)]\s+)+", re.MULTILINE)
_EMPHASIS = re.compile(r"\*\*|__|(?<!\w)[*_](?=\w)|(?<=[\w.!?])[*_](?!\w)|`")
_ENDS = re.compile(r"[.!?…。！？][\"'”’»)\]]*$")
_MAY_END = re.compile(r"[.!?…。！？\n]")
_LONGEST_RANGE = 20

_SHOWN = 300

_GROWN = 1 / 32
"""By this share a draft grows before it is read anew: a line in 2,000 characters."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of a draft.

    Attributes:
        text: without markers and layout.
        markers: the numbers that it cites, in their order, each once; any from 0 to 999.
        whole: whether it ends as a sentence does.
    """

    text: str
    markers: tuple[int, ...]
    whole: bool


@dataclass(frozen=True, slots=True)
class Unfinished:
    """The end of a draft, of which no sentence is whole yet; on one line, perhaps empty."""

    text: str


def statements(draft: str) -> list[Statement]:
    """The sentences of a draft, in order; lines without a letter are left out.

    Args:
        draft: any string.
    """
    plain = _EMPHASIS.sub("", _LAYOUT.sub("", normalise(draft)))
    text, places = _without_markers(plain)
    spans = [
        span
        for line in re.finditer(r"\S(?:[^\n]*\S)?", text)
        for span in cut_line(text, line.start(), line.end())
    ]
    starts = [start for start, _ in spans]
    lines = [match.start() for match in re.finditer("\n", text)]
    cited: dict[int, list[int]] = {}
    for place, numbers in places:
        owner = _owner(place, lines, starts)
        if owner is not None:
            cited.setdefault(owner, []).extend(numbers)
    found = []
    for n, (start, end) in enumerate(spans):
        said = text[start:end]
        if any(character.isalnum() for character in said):
            markers = tuple(dict.fromkeys(cited.get(n, ())))
            found.append(Statement(said, markers, bool(_ENDS.search(said))))
    return found


def stream(pieces: Iterable[str]) -> Iterator[Statement | Unfinished]:
    """The statements of a draft that arrives in pieces, each soon after the next one has begun.

    After each piece comes what is unfinished, since who waits wants to see that something is done.

    The draft is read anew when a sentence may have ended, but not before it has grown by a share:
    so a draft of many ends costs so many times its length, and not the square of it.
    """
    draft = ""
    given = read = 0
    ended = False
    for piece in pieces:
        draft += piece
        ended = ended or bool(_MAY_END.search(piece))
        yield Unfinished(_end(draft))
        if not ended or len(draft) - read < read * _GROWN:
            continue
        ended, read = False, len(draft)
        found = statements(draft)
        yield from found[given:-1]
        given = max(given, len(found) - 1)
    yield from statements(draft)[given:]


def _end(draft: str) -> str:
    """The last sentence of a draft, roughly; at most `_SHOWN` characters of it."""
    end = draft[-_SHOWN:]
    starts = [match.end() for match in _MAY_END.finditer(end) if end[match.end() :].strip()]
    return " ".join(end[starts[-1] if starts else 0 :].split())


def _without_markers(text: str) -> tuple[str, list[tuple[int, list[int]]]]:
    """The text without its markers, and where in it they stood with their numbers."""
    kept: list[str] = []
    places = []
    length = end = 0
    for match in _MARKER.finditer(text):
        kept.append(text[end : match.start()])
        length += match.start() - end
        places.append((length, _numbers(next(filter(None, match.groups())))))
        end = match.end()
    kept.append(text[end:])
    return "".join(kept), places


def _numbers(text: str) -> list[int]:
    found: list[int] = []
    for part in re.split(r"[,;&]|and", text):
        between = _RANGE.search(part)
        if between:
            first, last = map(int, between.groups())
            found += range(first, min(last, first + _LONGEST_RANGE) + 1)
        else:
            found += [int(number) for number in re.findall(r"\d+", part)]
    return found


def _owner(place: int, lines: Sequence[int], starts: Sequence[int]) -> int | None:
    """The sentence that a marker belongs to: on its line the one before it, or else the next.

    A marker alone on its line belongs to the sentence before that; None if there is none.

    Args:
        place: of the marker.
        lines: where the line breaks are, ascending.
        starts: of the sentences, ascending.
    """
    line = bisect_left(lines, place)
    line_start = lines[line - 1] + 1 if line else 0
    following = bisect_left(starts, place)
    before = following - 1 if following else None
    if before is not None and starts[before] >= line_start:
        return before
    on_line = following < len(starts) and (line == len(lines) or starts[following] < lines[line])
    return following if on_line else before
