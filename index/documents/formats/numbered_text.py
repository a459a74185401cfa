"""Plain text with a number before each line, as transcripts of courts have it → whole paragraphs.

The numbers begin anew on each page, or go on; they are no part of what the lines say.
"""

import re
from collections.abc import Sequence

from index.documents.formats.line_numbers import runs_on
from index.documents.formats.unwrap import unwrap, usual_width

_NUMBER = re.compile(r"[ \t]{0,8}(\d{1,3})(?=\s|$)")
_FEWEST = 5
_SHARE = 0.8
"""Part of the lines that have the number that follows; heads and numbers of pages have none."""
_FULL = 0.85  # part of the width that counts as full


def without_numbers_of_lines(text: str) -> str:
    """A text without the numbers before its lines, and its paragraphs whole; else as it was."""
    lines = text.split("\n")
    filled = [place for place, line in enumerate(lines) if line.strip()]
    numbered = _numbered([(place, lines[place]) for place in filled])
    if len(numbered) < max(_FEWEST, _SHARE * len(filled)):
        return text
    texts = {place: lines[place][end:].expandtabs() for place, end in numbered.items()}
    if not runs_on([line.strip() for line in texts.values()]):
        return text
    margin = min(len(line) - len(line.lstrip()) for line in texts.values() if line.strip())
    kept = [texts[n][margin:] if n in texts else lines[n].strip() for n in filled]
    return "\n".join(unwrap(kept, usual_width(kept), _FULL)).strip("\n")


def _numbered(lines: Sequence[tuple[int, str]]) -> dict[int, int]:
    """The places of lines that have the next number, or the first one, and where it ends."""
    found: dict[int, int] = {}
    last = 0
    for place, line in lines:
        number = _NUMBER.match(line)
        if number and int(number[1]) in (last + 1, 1):
            found[place] = number.end()
            last = int(number[1])
    return found
