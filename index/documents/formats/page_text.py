"""Paragraphs that run over pages → the text of each page, and the place of each line in it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from index.documents.formats.layout import Line
from index.documents.normalise import normalise
from index.types import Place


@dataclass(slots=True)
class Piece:
    """Words of a line in a paragraph, and on which page, from 0."""

    line: Line
    page: int
    text: str
    glue: str = ""
    """What stands between the piece before and this one."""


@dataclass(slots=True)
class Paragraph:
    """Pieces that are one line of the text."""

    pieces: list[Piece] = field(default_factory=list)
    blank_before: bool = False
    closed: bool = False
    """Whether nothing may be added to it."""

    @property
    def last(self) -> Piece:
        """Its last piece."""
        return self.pieces[-1]

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(piece.glue + piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Text:
    """The text of a document that has pages.

    Attributes:
        pages: the text of each, normalised.
        places: of the lines in each of these texts.
        joints: what stands between each page and the next one that has text.
        title: the heading at its top, if there is one.
    """

    pages: tuple[str, ...]
    places: tuple[tuple[Place, ...], ...]
    joints: tuple[str, ...]
    title: str | None


def written(
    paragraphs: Sequence[Paragraph],
    count: int,
    *,
    heads: Callable[[Paragraph], bool],
    title: str | None,
) -> Text:
    """The text of so many pages.

    Args:
        paragraphs: in their order.
        count: of the pages.
        heads: whether a paragraph is a heading.
        title: as in `Text.title`.
    """
    texts: list[list[str]] = [[] for _ in range(count)]
    lengths = [0] * count
    places: list[list[Place]] = [[] for _ in range(count)]
    joints = ["\n\n"] * count
    at = -1
    for paragraph in paragraphs:
        heading = heads(paragraph)
        for number, piece in enumerate(paragraph.pieces):
            between = piece.glue if number else "\n\n" if paragraph.blank_before else "\n"
            if piece.page != at:
                if number:
                    joints[at] = between
                at, between = piece.page, ""
            start = lengths[at] + len(between)
            if piece.text:
                end = start + len(piece.text)
                line = piece.line
                places[at].append(Place(start, end, line.row, line.box, line.certainty, heading))
            texts[at] += [between, piece.text]
            lengths[at] = start + len(piece.text)
    pages = tuple(map("".join, texts))
    for number, page in enumerate(pages):
        if normalise(page) != page:  # a mark at the start of a line joins the letter before it
            places[number] = []
    pages = tuple(map(normalise, pages))
    return Text(pages, tuple(map(tuple, places)), tuple(joints), title)
