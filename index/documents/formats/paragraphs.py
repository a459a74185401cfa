"""Lines of pages → paragraphs, one a line of text, each piece of which knows its place.

A paragraph goes on where the next line is of the same font, stands at the usual distance, and the
line before had no room for its first word, or has not ended its sentence. It may go on in the next
column and on the next page; notes at the foot of a page then stand before it.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from index.documents.formats.layout import ITEM_MARK, Block, Line, Page
from index.documents.formats.page_text import Paragraph, Piece, Text, written
from index.documents.formats.unwrap import glue
from index.text.notices import is_notice
from index.text.statements import tells
from index.text.table_of_contents import has_leader

_ITEM = re.compile(r"(?:[-*•◦▪‣–—●○■□]|\(?\d{1,3}[.)]|\(?[a-zA-Z][.)]|\(?[ivx]{1,5}[.)])\s")
_SENTENCE_END = re.compile(r"[.!?:;…。！？]['\"”’»)\]⁰¹²³⁴-⁹]*$")
_FULL_STOP = re.compile(r"[.!?:…。！？]['\"”’»)\]⁰¹²³⁴-⁹]*$")
_BROKEN = re.compile(r"[^\W_][-–]$")  # what a word or a range of years ends a line with
_COUNTS = re.compile(r"\d[\d.,]*\s[a-zà-ÿ]")  # how a sentence goes on with a number
_NOTE = re.compile(r"(?:\d{1,3}|[*†‡§]{1,3}|\[\d{1,3}\])\s?\S")
_FAR = 1.35  # of the usual distance: a blank line
_SAME_SIZE = 0.12
_SAME_SIZE_SEEN = 0.28  # of lines of a picture, which are measured by their letters
_FARTHEST = 2.0  # of the usual distance: what is no part of the text above
_LARGE = 1.15  # of the usual size: a heading
_SMALL = 0.93  # of the usual size: a note
_INDENT = 0.8  # of the size
_SLACK = 0.85
"""Part of the width that counts as full, since lines may be ragged."""
_SHORTEST_LINE = 40
"""Characters of a line that alone is text enough to run over the end of a page."""
_WIDE_GAP = 2.0  # of the size: a row of cells and no line of text
_USUAL_LEADING = 1.2
_HEADING_LINES = 3
_FULL = 0.9  # of the width of a block
_LONGEST_OF_ADDRESS = 28
_FEWEST_LINES = 4  # of which one can say that most do not fill the block


def join(pages: Sequence[Page]) -> Text:
    """The paragraphs of these pages."""
    flow = _Flow(pages)
    for number, page in enumerate(pages):
        flow.add(number, page)
    flow.end()
    return written(flow.paragraphs, len(pages), heads=flow.heads, title=flow.title())


class _Flow:
    """Paragraphs, as they grow line by line."""

    def __init__(self, pages: Sequence[Page]) -> None:
        lines = [line for page in pages for block in page.blocks for line in block.lines]
        self.paragraphs: list[Paragraph] = []
        self._words = {word for line in lines for word in re.findall(r"[\w-]+", line.text.lower())}
        self._size = _usual_size(lines)
        self._is_bold = sum(line.bold for line in lines) * 2 > len(lines)
        self._leading = _leading(pages)
        self._widest: dict[int, float] = {}
        for line in lines:
            cell = self._cell(line)
            self._widest[cell] = max(self._widest.get(cell, 0.0), line.right)
        self._notes: list[Paragraph] = []
        self._body: Paragraph | None = None

    def add(self, number: int, page: Page) -> None:
        """Add the lines of a page."""
        notes: list[Line] = []
        before = self._body
        for block in page.blocks:
            lines = list(block.lines)
            if not block.table:
                lines, found = self._without_notes(lines, page)
                notes += found
            end = len(lines) if block.table else self._end_of_text(lines)
            self._add_block(number, block, lines[:end])
            if end < len(lines):
                self._set_aside(number, lines[end:])
        if before is not self._body or not any(block.lines for block in page.blocks):
            self._place_notes(None)
        for place, line in enumerate(notes):
            if place and not _starts_note(line):
                self._extend(self._notes[-1], Piece(line, number, line.text))
            else:
                self._notes.append(Paragraph([Piece(line, number, line.text)], True, True))
        for line in page.extra:
            self.paragraphs.append(Paragraph([Piece(line, number, line.text)], closed=True))
        if page.extra:
            self._place_notes(None)
            self._body = None

    def end(self) -> None:
        """Add the notes of the last page."""
        self._place_notes(None)

    def title(self) -> str | None:
        """The paragraph of the largest font at the top of the first page, if it is a heading."""
        top = self.paragraphs[:6]
        if not top:
            return None
        top = [each for each in top if each.pieces[0].page == top[0].pieces[0].page]
        top = [each for each in top if not is_notice(each.text)] or top
        largest = max(top, key=lambda paragraph: paragraph.pieces[0].line.size)
        if largest.pieces[0].line.size < _LARGE * self._size:
            largest = top[0]
        text = largest.text
        return text if len(text) <= _LONGEST_TITLE and text[-1] not in ".,;:!" else None

    def heads(self, paragraph: Paragraph) -> bool:
        """Whether a paragraph is a heading by its letters, which are larger, or stand out as bold.

        One that ends as a sentence does, or tells a sum or a day, may be as well what is said.
        """
        lines = [piece.line for piece in paragraph.pieces]
        text = paragraph.text
        if (
            len(lines) > _HEADING_LINES
            or _SENTENCE_END.search(text)
            or tells(text[:_LONGEST_TITLE])
        ):
            return False
        stands_out = not self._is_bold and all(line.bold for line in lines)
        large = all(map(self._is_heading, lines))
        is_printed = all(line.row is None and line.certainty is None for line in lines)
        return is_printed and (large or stands_out)

    def _add_block(self, number: int, block: Block, lines: Sequence[Line]) -> None:
        right = block.right
        full = [line for line in lines if line.right >= _full(block)]
        ragged = len(lines) >= _FEWEST_LINES and len(full) * 2 < len(lines)
        if self._is_address(lines):
            ragged, full = True, []
        for place, line in enumerate(lines):
            piece = Piece(line, number, line.text)
            body = self._body
            above = lines[place - 1] if place else None
            goes_on = False
            if body and not block.table and not body.closed:
                if above is None:
                    goes_on = self._goes_on_over(body, line, number)
                else:
                    goes_on = self._goes_on(body, above, line, right if len(lines) > 2 else None)
                    broken = _BROKEN.search(above.text) and line.text[0].isdigit()
                    if ragged and above not in full and not broken and not line.text[0].islower():
                        goes_on = False  # lines of a list, each for itself
            if goes_on and body:
                if body.last.page != number:
                    self._place_notes(body)
                self._extend(body, piece)
                continue
            blank = above is None or self._is_far(above, line)
            self._place_notes(None)
            self._body = Paragraph([piece], blank, block.table)
            self.paragraphs.append(self._body)

    def _end_of_text(self, lines: Sequence[Line]) -> int:
        """How many lines of a column are its text, which breaks off above captions and the like."""
        for number in range(1, len(lines)):
            above, line = lines[number - 1], lines[number]
            if line.baseline - above.baseline > _FARTHEST * self._leading * above.size:
                small = all(each.size < _SMALL * above.size for each in lines[number:])
                breaks_off = not _SENTENCE_END.search(above.text) and number > 1
                return number if small and breaks_off else len(lines)
        return len(lines)

    def _set_aside(self, number: int, lines: Sequence[Line]) -> None:
        """Keep lines that stand below a text which goes on elsewhere, as its notes are kept."""
        body, start = self._body, len(self.paragraphs)
        self._body = None
        self._add_block(number, Block(tuple(lines)), lines)
        self._notes += self.paragraphs[start:]
        del self.paragraphs[start:]
        self._body = body

    def _place_notes(self, before: Paragraph | None) -> None:
        """Put the notes of a page before the paragraph that runs over its end, or at its end."""
        if not self._notes:
            return
        place = len(self.paragraphs) - (before is not None)
        self.paragraphs[place:place] = self._notes
        self._notes = []

    def _extend(self, paragraph: Paragraph, piece: Piece) -> None:
        last = paragraph.last
        last.text, piece.glue = glue(last.text, piece.text, self._words)
        paragraph.pieces.append(piece)

    def _goes_on(self, body: Paragraph, above: Line, line: Line, right: float | None) -> bool:
        """Whether the paragraph of the line above goes on with this one."""
        if self._differ(above, line) or self._is_far(above, line):
            return False
        if _ITEM.match(line.text) or line.note or _has_wide_gap(above) or _has_wide_gap(line):
            return False
        if has_leader(above.text):
            return False
        if self._is_heading(above):
            return not _FULL_STOP.search(above.text)
        if self._is_indented(body, above, line):
            return line.text[0].islower() and not _FULL_STOP.search(above.text)
        if line.text[0].islower() or (_BROKEN.search(above.text) and line.text[0].isdigit()):
            return True
        right = right or self._widest[self._cell(above)]
        ends = _SENTENCE_END.search(above.text)
        short = line.right - line.left < _SLACK * (right - line.left) / 2
        if ends and short and not _SENTENCE_END.search(line.text):
            return False  # no paragraph ends like this: it is a heading
        return not self._has_room(above, line, right)

    def _goes_on_over(self, body: Paragraph, line: Line, page: int) -> bool:
        """Whether a paragraph goes on with the first line of the next column or page."""
        last = body.last.line
        text = body.last.text
        if self._differ(last, line) or _FULL_STOP.search(text):
            return False
        if self._notes and body.pieces[0].page != body.last.page:
            return False  # its notes would stand in the middle of it
        if _ITEM.match(line.text) or line.note or _has_wide_gap(last) or _has_wide_gap(line):
            return False
        if self._is_heading(last):
            return body.last.page == page and not self._is_far(last, line)
        if last.bold and len(body.pieces) < 2:
            return False
        if line.text[0].islower():
            return True
        if len(body.pieces) > 1 and _COUNTS.match(line.text) and last.text[-1].islower():
            return True
        if len(body.pieces) == 1 and len(last.text) < _SHORTEST_LINE:
            return False
        return last.right - last.left >= 0.6 * (self._widest[self._cell(last)] - last.left)

    def _is_heading(self, line: Line) -> bool:
        return line.size > _LARGE * self._size

    def _differ(self, a: Line, b: Line) -> bool:
        least = _SAME_SIZE if a.certainty is None else _SAME_SIZE_SEEN
        if abs(a.size - b.size) > least * max(a.size, b.size):
            return True
        return a.bold != b.bold

    def _is_far(self, above: Line, line: Line) -> bool:
        step = line.baseline - above.baseline
        usual = self._leading
        if self._is_heading(line):
            usual = min(usual, 1.35)
        return step > _FAR * usual * line.size or step < 0

    def _is_indented(self, body: Paragraph, above: Line, line: Line) -> bool:
        """Whether a line starts farther in, as a new paragraph does, or farther out."""
        by = line.left - above.left
        if abs(by) <= _INDENT * line.size:
            return False
        centres = abs((line.left + line.right) - (above.left + above.right)) / 2
        if centres < _INDENT * line.size:
            return False
        first = body.last is body.pieces[0]
        return not (first and (by < 0 or _ITEM.match(above.text)))

    def _has_room(self, above: Line, line: Line, right: float) -> bool:
        """Whether the first word of a line would have found room on the one above."""
        width = (line.right - line.left) / len(line.text)
        word = len(line.text.split(maxsplit=1)[0]) + 1
        return above.right + word * width <= above.left + _SLACK * (right - above.left)

    def _without_notes(self, lines: list[Line], page: Page) -> tuple[list[Line], list[Line]]:
        """The lines of a block, and the notes that it ends with."""
        first = len(lines)
        for number in range(len(lines) - 1, -1, -1):
            line = lines[number]
            small = line.size < _SMALL * self._size
            if not (small or line.note or first < len(lines)) or line.size > self._size * 1.05:
                break
            if _starts_note(line) and (small or line.note) and line.baseline > 0.4 * page.height:
                first = number
            elif not small:
                break
        return lines[:first], lines[first:]

    def _is_address(self, lines: Sequence[Line]) -> bool:
        """Whether lines are as short as those of an address, and none goes on with another."""
        if len(lines) < 3 or any(map(self._is_heading, lines)):
            return False
        if any(_FULL_STOP.search(line.text) for line in lines):
            return False
        short = max(len(line.text) for line in lines) <= _LONGEST_OF_ADDRESS
        return short and all(line.text[0].isupper() or line.text[0].isdigit() for line in lines)

    def _cell(self, line: Line) -> int:
        return round(line.left / (3 * self._size))


_LONGEST_TITLE = 160


def _full(block: Block) -> float:
    """How far a line of a block has to go to the right to fill it."""
    return block.left + _FULL * (block.right - block.left)


def _starts_note(line: Line) -> bool:
    return line.note or _NOTE.match(line.text) is not None


def _has_wide_gap(line: Line) -> bool:
    """Whether a line is a row of cells."""
    cells = line.cells
    if cells and ITEM_MARK.fullmatch(cells[0].text):
        cells = cells[1:]
    return any(b.left - a.right > _WIDE_GAP * line.size for a, b in pairwise(cells))


def _usual_size(lines: Sequence[Line]) -> float:
    """The size of the font that most characters have."""
    sizes = sorted((line.size, len(line.text)) for line in lines)
    half = sum(count for _, count in sizes) / 2
    for size, count in sizes:
        half -= count
        if half <= 0:
            return size
    return 10.0


def _leading(pages: Sequence[Page]) -> float:
    """The usual distance of two lines, as a multiple of their size."""
    steps = [
        (b.baseline - a.baseline) / b.size
        for page in pages
        for block in page.blocks
        for a, b in pairwise(block.lines)
        if abs(a.size - b.size) < _SAME_SIZE * a.size and 0.8 * b.size < b.baseline - a.baseline
    ]
    return min(max(median(steps), 1.0), 3.0) if steps else _USUAL_LEADING
