"""Which lines are those of a table of contents: titles, each with the number of its page.

A list of things with figures looks alike. So the numbers have to go up, and dots lead to them, or a
heading says what they are; and some title has to be one of a section, or to come back below. Where
nothing says so, all titles have to be numbered, and most to come back below.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

_HEADING = re.compile(
    r"(?:table of )?contents(?: page)?|(?:what[’']?s |what is )?in(?:side)? this (?:guide|issue"
    r"|report|document|handbook|manual|leaflet|booklet|brochure)|(?:list of )(?:figures|tables"
    r"|illustrations|plates|maps)"
    r"|inhalt(?:sverzeichnis|sübersicht)?|sommaire|table des matières|índice|contenido|indice"
    r"|inhoud(?:sopgave)?",
    re.IGNORECASE,
)
_SECTION = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2}){0,4}\.?|[IVX]{1,5}\.?|[A-Z]\.)\s+[^\W\d_a-z]"
    r"|(?i:chapter|part|annex|appendix|section|kapitel|teil|anhang|chapitre|partie|annexe|capítulo"
    r"|capitolo|parte|anexo|hoofdstuk|introduction|preface|foreword|bibliography|index)\b"
)
_ROMAN = re.compile(r"[ivxl]{1,7}")
_LEADERS = " .…·_\t"
_FEWEST_DOTS = 4
_LONGEST_LINE = 400
_MOST_FIGURES = 4
_FEWEST = 3
"""Lines that may be a table of contents; two may where a heading says so."""
_NUMBER = re.compile(r"(?:\d{1,2}(?:\.\d{1,2}){0,4}\.?|[IVX]{1,5}\.?|[A-Z]\.)\s+")
_MOST = 0.75
"""Of the titles, which come back below where nothing says what they are."""
_LAST_PAGE = 1_000
"""A number as high is rather a year, or an amount, where only two are given."""
_BETWEEN = 2
"""Lines after which an entry follows a heading or another entry, of which a part may stand above
it."""


def lines_of_contents(lines: Sequence[str]) -> set[int]:
    """The places of the lines that are entries of a table of contents."""
    runs = list(_runs(lines))
    last = {_bare(line): place for place, line in enumerate(lines)} if runs else {}
    known = {line.casefold() for line in lines} if runs else set()
    return {place for run in runs if _is_one(lines, run, known, last) for place in run}


def _is_one(
    lines: Sequence[str], run: Sequence[int], known: set[str], last: Mapping[str, int]
) -> bool:
    """Whether entries that follow each other are a table of contents.

    Args:
        lines: of the text.
        run: the places of the entries.
        known: the lines in small letters.
        last: where each of the lines, without a number, stands for the last time.
    """
    above = lines[max(0, run[0] - _BETWEEN) : run[0]]
    titled = any(_HEADING.fullmatch(line.rstrip(" :")) for line in above)
    entries = [entry for place in run if (entry := _entry(lines[place]))]
    titles = [title for title, _ in entries]
    back = sum(last.get(_bare(title), -1) > run[-1] for title in titles)
    if len(run) < _FEWEST:
        sure = titled and back == len(titles) and all(map(_SECTION.match, titles))
        return sure and _are_pages([page for _, page in entries])
    dotted = all(has_leader(lines[place]) for place in run)
    if titled or dotted:
        return (titled and dotted) or _are_titles(titles, known)
    return all(map(_NUMBER.match, titles)) and back >= _MOST * len(titles)


def _are_pages(numbers: Sequence[str]) -> bool:
    """Whether numbers are those of pages, each behind the one before."""
    pages = [int(number) for number in numbers if number.isdecimal()]
    if len(pages) < len(numbers):
        return False
    return pages[-1] < _LAST_PAGE and all(a < b for a, b in pairwise(pages))


def _bare(title: str) -> str:
    """A title without the number of its section."""
    return _NUMBER.sub("", title).casefold()


def has_leader(line: str) -> bool:
    """Whether dots lead from a title to the number of a page."""
    if len(line) > _LONGEST_LINE or not (entry := _entry(line)):
        return False
    between = line[len(entry[0]) : len(line) - len(entry[1])]
    return sum(char in ".·_" or 3 * (char == "…") for char in between) >= _FEWEST_DOTS


def _entry(line: str) -> tuple[str, str] | None:
    """The title and the page of a line; None if it does not end in a number of a page."""
    if len(line) > _LONGEST_LINE:
        return None
    head, _, page = line.replace(".", " ").replace("…", " ").rpartition(" ")
    if not ((page.isdecimal() and len(page) <= _MOST_FIGURES) or _ROMAN.fullmatch(page)):
        return None
    title = line[: len(head)].rstrip(_LEADERS)
    return (title, page) if any(map(str.isalpha, title)) else None


def _runs(lines: Sequence[str]) -> Iterator[list[int]]:
    """The places of entries that follow each other, the pages of which go up."""
    run: list[int] = []
    last = ""
    for place, line in enumerate(lines):
        entry = _entry(line)
        if run and (place - run[-1] > _BETWEEN or (entry and not _goes_up(last, entry[1]))):
            if len(run) >= _FEWEST - 1:
                yield run
            run = []
        if entry:
            run.append(place)
            last = entry[1]
    if len(run) >= _FEWEST - 1:
        yield run


def _goes_up(page: str, following: str) -> bool:
    """Whether a page may follow another; those in Roman numbers come first."""
    if page.isdecimal() and following.isdecimal():
        return int(page) <= int(following)
    return not page.isdecimal()


def _are_titles(titles: Sequence[str], known: set[str]) -> bool:
    """Whether half of some titles are those of sections, or come back as lines of the text."""
    if sum(_SECTION.match(title) is not None for title in titles) * 2 >= len(titles):
        return True
    return sum(title.casefold() in known for title in titles) * 2 >= len(titles)
