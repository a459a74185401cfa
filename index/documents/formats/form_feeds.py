"""A plain text with form feeds, as a printed one has them → its pages put together.

A line at the edge of a page is a running head or foot if it comes back at the edges of others, with
the same words, or with a number that goes up with the pages. A paragraph that a page breaks off
goes on in the next one. So it is with numbers of pages in a text without form feeds.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from index.documents.formats.unwrap import SENTENCE_END
from index.documents.normalise import normalise

_FEWEST_PAGES = 2
_MOST_PAGES = 20_000
_EDGE_LINES = 3
"""How many lines at the top and at the foot of a page may be running heads or feet."""
_LEAST_SHARE = 1 / 3
"""Of the pages that a running head stands on."""
_LONGEST_HEAD = 100
_DIGITS = re.compile(r"\d+")
_FULL = 0.8
_PAGED = re.compile(
    r"(?:^|(?<=\s\s)|(?<=[-–—|]\s))(?:[-–—\[|]\s?)?(?:page\s|p\.\s?)?\d{1,4}(?:\s?(?:of|/)\s?\d{1,4})?"
    r"(?:\s?[-–—\]|])?(?=\s\s|$)|\b(?:page|p\.)\s?\d{1,4}(?:\s?(?:of|/)\s?\d{1,4})?$",
    re.I,
)
"""The number of a page, which stands alone, apart from other words, or behind `Page`."""
_BREAK = re.compile(
    r"\n(?<=[a-zà-öø-ÿ,]\n)\n{0,2}[ \t]{0,60}(?:[-–—] ?(?P<dashed>\d{1,4}) ?[-–—]"
    r"|(?i:page) \d{1,4}(?: (?i:of) \d{1,4})?)\n{1,3}(?=[a-zà-öø-ÿ])"
)
"""The number of a page within a sentence, which stops before it and goes on below it.

So may words of a narrow text: a blank line parts the number from them, or others follow it.
"""


def in_one_text(text: str) -> str:
    """The pages of a text put together, normalised; a text without form feeds is one page."""
    if "\f" not in text:
        return _without_numbers(normalise(text))
    parts = text.split("\f")
    pages = [lines for part in parts if any(lines := normalise(part).split("\n"))]
    if not _FEWEST_PAGES <= len(pages) <= _MOST_PAGES:
        return normalise(text)
    head = _dropped(pages, 0)
    foot = _dropped(pages, -1)
    whole = [*head, ""] if head else []
    before: list[str] = []
    for page in filter(any, pages):
        if before and not _goes_on(before, page[0]):
            whole.append("")
        whole += page
        before = page
    return normalise("\n".join([*whole, *([""] if foot else []), *foot]))


def _without_numbers(text: str) -> str:
    """A text without the numbers of pages within its sentences."""
    if not _BREAK.search(text):
        return text
    numbers = [int(found["dashed"]) for found in _BREAK.finditer(text) if found["dashed"]]
    goes_up = len(numbers) >= _FEWEST_PAGES and all(a < b for a, b in pairwise(numbers))

    def kept(found: re.Match[str]) -> str:
        return " " if "\n\n" in found[0] or (goes_up and found["dashed"]) else found[0]

    return _BREAK.sub(kept, text)


def _dropped(pages: Sequence[list[str]], edge: int) -> list[str]:
    """Take running lines from the pages, at the top (0) or the foot (-1); the words of the first.

    What such a line says is kept once, without the number of the page.
    """
    kept: dict[str, str] = {}
    for _ in range(_EDGE_LINES):
        running = _running([page[edge] if page else "" for page in pages])
        for number in running:
            line = pages[number].pop(edge)
            if words := _PAGED.sub(" ", line).strip(" -–—|[]"):
                kept.setdefault(_key(words), words)
            while pages[number] and not pages[number][edge].strip():
                pages[number].pop(edge)
        if not running:
            break
    return list(kept.values())


def _running(lines: Sequence[str]) -> list[int]:
    """Which of the lines at an edge of the pages, one of each, are running heads or feet."""
    pages: dict[tuple[str, int], list[int]] = defaultdict(list)
    for number, line in enumerate(lines):
        if line.strip() and len(line) <= _LONGEST_HEAD and not SENTENCE_END.search(line):
            place = _PAGED.search(line)
            offset = int(_DIGITS.findall(place[0])[0]) - number if place else 0
            pages[_key(line), offset].append(number)
    fewest = max(_FEWEST_PAGES, len(lines) * _LEAST_SHARE)
    return [number for found in pages.values() if len(found) >= fewest for number in found]


def _key(line: str) -> str:
    """The words of a line, without the number of its page."""
    return " ".join(_PAGED.sub(" ", line).split()).lower()


def _goes_on(page: Sequence[str], following: str) -> bool:
    """Whether a paragraph that a page ends with goes on in a line at the top of the next one."""
    line = page[-1]
    is_full = len(line) >= _FULL * max(map(len, page))
    return not SENTENCE_END.search(line) and (following[:1].islower() or is_full)
