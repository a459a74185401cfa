"""Subtitles (.srt, .vtt) → a document: what is said, in whole sentences, without the times.

The words of one cue go on in the next until a sentence ends. Where a speaker is named, or begins
with a dash, a new line begins.
"""

import html
import re
from collections.abc import Iterator
from pathlib import Path

from index.documents.formats.contents import read_bytes
from index.documents.formats.decode import decode
from index.documents.normalise import UnreadableError, make_document, normalise
from index.types import Document

_TIMES = re.compile(r"(?:\d+:)?\d+:\d\d[.,]\d{1,3}[ \t]+-->[ \t]+(?:\d+:)?\d+:\d\d[.,]\d{1,3}")
_NO_CUES = re.compile(r"(?:NOTE|STYLE|REGION)\b")
_TITLE = re.compile(r"WEBVTT[ \t]+(?:-[ \t]*)?(\S.{0,200})")
_VOICE = re.compile(r"<v(?:\.[\w.-]{1,40})?\s+([^<>\n]{1,60})>")
_SPEAKER = re.compile(r"[-–—]\s?(?=\S)")
_TAG = re.compile(r"</?[a-zA-Z\d][^<>\n]{0,60}>|\{\\[^{}\n]{1,60}\}")
_ENDS = (".", "!", "?", "…", "。", '"', "”", "»", ")", "]", "♪")


def read_subtitles(path: Path, source: str) -> Iterator[Document]:
    """The document in a file of subtitles.

    Raises:
        UnreadableError: if nobody says anything in it.
        OSError: if it cannot be read.
    """
    text = normalise(decode(read_bytes(path)))
    words = "\n".join(spoken_lines(text))
    if not words:
        raise UnreadableError("It holds no subtitles.")
    named = _TITLE.match(text)
    yield make_document(source, words, named[1] if named else path.stem)


def spoken_lines(text: str) -> Iterator[str]:
    """What is said, a line for each run of whole sentences."""
    line: list[str] = []
    speaker = ""
    for voice, words in _cues(text):
        starts = voice != speaker or _SPEAKER.match(words)
        if line and (starts or line[-1].endswith(_ENDS)):
            yield " ".join(line)
            line = []
        if voice and not line:
            line = [f"{voice}:"]
        speaker = voice
        line.append(_SPEAKER.sub("", words, count=1) if _SPEAKER.match(words) else words)
    if line:
        yield " ".join(line)


def _cues(text: str) -> Iterator[tuple[str, str]]:
    """Each line of the cues: who says it, if that is named, and the words without marks.

    Lines of one cue are one, unless somebody else speaks; a cue that says the words of the one
    before again, as those that roll do, is left out.
    """
    before = ""
    for block in re.split(r"\n{2,}", text):
        lines = [line.strip() for line in block.split("\n")]
        at = next((n for n, line in enumerate(lines) if _TIMES.match(line)), None)
        if at is None:
            if not _NO_CUES.match(block) and not block.startswith("WEBVTT"):
                yield "", _plain(" ".join(lines))  # what is no cue is not lost
            continue
        voice, words = "", ""
        for line in lines[at + 1 :]:
            found = _VOICE.match(line)
            plain = _plain(line)
            if words and plain != before and (found or _SPEAKER.match(plain)):
                yield voice, words
                words = ""
            voice = found[1].strip() if found else voice
            if not plain or plain == before:
                continue
            before = plain
            words = f"{words} {plain}" if words else plain
        if words:
            yield voice, words


def _plain(line: str) -> str:
    return " ".join(html.unescape(_TAG.sub("", line)).split())
