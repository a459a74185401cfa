"""Subtitles (.srt, .vtt) → a document: what is said, in whole sentences, without the times.

The words of one cue go on in the next until a sentence ends. Where a speaker is named, or begins
with a dash, a new line begins. The places of the text know the times.
"""

import html
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from index.documents.formats.decode import read_decoded
from index.documents.normalise import UnreadableError, make_document, normalise
from index.types import Document, Place, Skipped

Cue = tuple[str, str, int | None]
"""Who speaks, if that is named, the words, and the second in which they begin."""

_TIMES = re.compile(
    r"(?:(\d{1,9}):)?(\d{1,9}):(\d\d)[.,]\d{1,3}[ \t]+-->[ \t]+(?:\d+:)?\d+:\d\d[.,]\d{1,3}"
)
_NO_CUES = re.compile(r"(?:NOTE|STYLE|REGION)\b")
_TITLE = re.compile(r"WEBVTT[ \t]+(?:-[ \t]*)?(\S.{0,200})")
_VOICE = re.compile(r"<v(?:\.[\w.-]{1,40})?\s+([^<>\n]{1,60})>")
_NAME = re.compile(r"([A-ZÀ-Þ][^:.!?\n]{0,40}):\s+(?=\S)")
"""A name that the words of a cue begin with, as programs for meetings write it down."""
_SPEAKER = re.compile(r"[-–—]\s?(?=\S)")
_TAG = re.compile(r"</?[a-zA-Z\d][^<>\n]{0,60}>|\{\\[^{}\n]{1,60}\}")
_ENDS = (".", "!", "?", "…", "。", '"', "”", "»", ")", "]", "♪")
_STOP = re.compile(r"[.!?…。]")
_SPARSE = 400
"""Characters for each stop: with so many, what is said has no stops, as programs write it down."""
_LINE, _WITHOUT_STOPS = 600, 160
"""Characters after which a line ends where a cue does; the latter of what has no stops."""


def read_subtitles(path: Path, source: str) -> Iterator[Document | Skipped]:
    """The document in a file of subtitles, and whether its encoding is a guess.

    Raises:
        UnreadableError: if nobody says anything in it.
        OSError: if it cannot be read.
    """
    text, guess = read_decoded(path, source)
    text = normalise(text)
    said, places = spoken(text)
    if not said:
        raise UnreadableError("It holds no subtitles.")
    named = _TITLE.match(text)
    title = named[1] if named else path.stem
    yield make_document(source, said, title, places=places if normalise(said) == said else ())
    yield from guess


def spoken(text: str) -> tuple[str, list[Place]]:
    """What is said, a line for each run of whole sentences, and when."""
    said = speaker = ""
    places: list[Place] = []
    cues = _with_names(list(_cues(text)))
    longest = _WITHOUT_STOPS if _has_no_stops([words for _, words, _ in cues]) else _LINE
    begun = 0
    for voice, words, second in cues:
        starts = voice not in ("", speaker) or _SPEAKER.match(words) or len(said) - begun > longest
        goes_on = said and not starts and not said.endswith(_ENDS)
        said += " " if goes_on else "\n" if said else ""
        at = len(said)
        begun = begun if goes_on else at
        said += f"{voice}: " if voice and not goes_on else ""
        said += _SPEAKER.sub("", words, count=1) if _SPEAKER.match(words) else words
        speaker = voice or speaker
        if second is not None:
            places.append(Place(at, len(said), second=second))
    return said, places


def _with_names(cues: list[Cue]) -> list[Cue]:
    """The cues with who speaks, where most begin with a name and one of the names comes again."""
    found = [None if voice else _NAME.match(words) for voice, words, _ in cues]
    names = Counter(name[1] for name in found if name)
    if 2 * names.total() <= len(cues) or names.total() == len(names):
        return cues
    return [
        (name[1], words[name.end() :], second) if name else (voice, words, second)
        for name, (voice, words, second) in zip(found, cues, strict=True)
    ]


def _has_no_stops(said: Sequence[str]) -> bool:
    stops = sum(len(_STOP.findall(words)) for words in said)
    return sum(map(len, said)) > _SPARSE * (stops + 1)


def _cues(text: str) -> Iterator[Cue]:
    """Each line of the cues: who says it, if that is named, the words without marks, and when.

    Lines of one cue are one, unless somebody else speaks; a cue that says the words of the one
    before again, as those that roll do, is left out. What is no cue is not lost: it is of the cue
    before it, since a blank line may stand in one.
    """
    before = ""
    second: int | None = None
    for block in re.split(r"\n{2,}", text):
        lines = [line.strip() for line in block.split("\n")]
        times = next((found for line in lines if (found := _TIMES.match(line))), None)
        if times is not None:
            hours, minutes, seconds = (int(part or 0) for part in times.groups())
            second = (hours * 60 + minutes) * 60 + seconds
            lines = lines[lines.index(times.string) + 1 :]
        elif _NO_CUES.match(block) or block.startswith("WEBVTT"):
            continue
        voice, words = "", ""
        for line in lines:
            found = _VOICE.match(line)
            plain = _plain(line)
            if words and plain != before and (found or _SPEAKER.match(plain)):
                yield voice, words, second
                words = ""
            voice = found[1].strip() if found else voice
            if not plain or plain == before:
                continue
            before = plain
            words = f"{words} {plain}" if words else plain
        if words:
            yield voice, words, second


def _plain(line: str) -> str:
    return " ".join(html.unescape(_TAG.sub("", line)).split())
