"""What is read of a file ↔ bytes, between the process that reads and the one that indexes.

A frame is a letter, four lengths, and four parts: a head in JSON, a text in UTF-8, and two lists of
whole numbers. Nothing in it is ever executed, whatever the reading process has come to.
"""

import json
import struct
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from index.documents.pages import DrawnPage
from index.documents.read import Digest, Ended, Item, Split, Unread
from index.types import KINDS, Document, Passage, Place, Sentence, Skipped, Span

HEAD = struct.Struct("<cIIII")
MAX_BYTES = 1 << 30
"""The longest frame that is taken."""

READY, DONE, WORKING, DRAWN = b"R", b".", b"W", b"P"
_DIGEST, _SPLIT, _SKIPPED, _UNREAD, _ENDED = b"#", b"D", b"S", b"U", b"E"


class FrameError(Exception):
    """Bytes that are no frame."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One message."""

    letter: bytes
    head: bytes = b""
    text: bytes = b""
    sentences: bytes = b""
    passages: bytes = b""

    def encode(self) -> Iterator[bytes]:
        """The bytes, in parts."""
        parts = (self.head, self.text, self.sentences, self.passages)
        yield HEAD.pack(self.letter, *map(len, parts))
        yield from (part for part in parts if part)


def done(*, last: bool) -> Frame:
    """The file is read; `last` says that the process reads no other."""
    return Frame(DONE, json.dumps(last).encode())


def to_frame(item: Item) -> Frame:
    """A frame of what was read."""
    match item:
        case Split(document, sentences, passages):
            d = document
            where = [place.values for place in d.places]
            by = (d.author, d.publisher)
            head = (d.id, d.source, d.title, d.published, d.url, d.pages, where, *by, d.page_labels)
            cuts = array("i")
            for sentence in sentences:
                span = sentence.span
                cuts.extend((span.start, span.end, KINDS.index(sentence.kind)))
            runs = array("i", _runs(sentences, passages))
            return Frame(_SPLIT, _json(head), d.text.encode(), cuts.tobytes(), runs.tobytes())
        case Skipped(source, reason):
            return Frame(_SKIPPED, _json((source, reason)))
        case Digest(value):
            return Frame(_DIGEST, _json(value))
        case Unread(reason):
            return Frame(_UNREAD, _json(reason))
        case Ended(reason):
            return Frame(_ENDED, _json(reason))


def page_to_frame(page: DrawnPage) -> Frame:
    """A frame of a page that was drawn; its picture stands where a text would."""
    return Frame(DRAWN, _json(page.head), page.png)


def page_from_frame(frame: Frame) -> DrawnPage:
    """What was drawn, of a frame.

    Raises:
        FrameError: if it is of no page.
    """
    try:
        if frame.letter != DRAWN:
            raise FrameError(f"a letter that stands for no page: {frame.letter!r}")
        return DrawnPage.from_parts(json.loads(frame.head), frame.text)
    except (ValueError, TypeError) as error:
        raise FrameError(str(error)) from error


def from_frame(frame: Frame) -> Item:
    """What was read, of a frame.

    Raises:
        FrameError: if it is of no such thing.
    """
    try:
        return _item(frame)
    except (ValueError, TypeError, IndexError) as error:
        raise FrameError(str(error)) from error


def _item(frame: Frame) -> Item:
    head: Any = json.loads(frame.head)
    match frame.letter:
        case b"D":
            return _split(head, frame)
        case b"S":
            return Skipped(str(head[0]), str(head[1]))
        case b"#":
            return Digest(str(head))
        case b"U":
            return Unread(str(head))
        case b"E":
            return Ended(str(head))
    raise FrameError(f"a letter that stands for nothing: {frame.letter!r}")


def _split(head: Any, frame: Frame) -> Split:
    id, source, title, published, url, pages, where, *by, labels = head
    text = frame.text.decode()
    places = tuple(map(Place.from_values, where))
    known = (tuple(pages), places, *by, tuple(labels))
    document = Document(id, text, source, title, published, url, *known)
    cuts = iter(_numbers(frame.sentences))
    pieces = tuple(
        Sentence(Span(id, start, end), KINDS[kind])
        for start, end, kind in zip(cuts, cuts, cuts, strict=True)
    )
    if any(piece.span.end > len(text) for piece in pieces) or any(
        p.end > len(text) for p in places
    ):
        raise FrameError("a sentence or a place behind the end of the text")
    runs = iter(_numbers(frame.passages))
    parts = tuple(
        Passage(document, Span(id, pieces[a].span.start, pieces[b - 1].span.end), pieces[a:b])
        for a, b in zip(runs, runs, strict=True)
    )
    return Split(document, pieces, parts)


def _runs(sentences: Sequence[Sentence], passages: Sequence[Passage]) -> Iterator[int]:
    """The first sentence of each passage, and the one after its last, by their numbers."""
    number = 0
    for passage in passages:
        while sentences[number].span.start < passage.span.start:
            number += 1
        yield number
        number += len(passage.sentences)
        yield number


def _numbers(part: bytes) -> "array[int]":
    numbers = array("i")
    numbers.frombytes(part)
    return numbers


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "backslashreplace")
