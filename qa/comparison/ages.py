"""Which of two versions of a document is the newer one.

By the day of publication; where that is not known, by a date in the title (`Harbour rules 2024`),
else by one that the beginning of the text gives as its own (`Last changed on 4 July 2023`). Where
this does not tell them apart, by the number of the version in the title (`v2`, `update 3`), else by
a title that says it was corrected or updated. The time at which a file was changed tells nothing:
it is that of the last copy or download. Nor does the name of a file, or the order of indexing.
"""

from index.text.dates import iso_date
from index.types import Document
from qa.english.dates import YEAR
from qa.english.versions import DATED, NUMBERED, REVISED

_BEGINNING = 600
"""Characters of a text in which it says of when it is."""


def newer(one: Document, other: Document) -> int:
    """1 if the first is newer, -1 if the other is, and 0 if nothing tells."""
    dates = day_of(one), day_of(other)
    if all(dates) and not dates[0].startswith(dates[1]) and not dates[1].startswith(dates[0]):
        return 1 if dates[0] > dates[1] else -1
    if dates[0][:4] and dates[1][:4] and dates[0][:4] != dates[1][:4]:
        return 1 if dates[0] > dates[1] else -1
    for marks in (_number(one.title), _number(other.title)), (_marked(one), _marked(other)):
        if marks[0] != marks[1]:
            return 1 if marks[0] > marks[1] else -1
    return 0


def day_of(document: Document) -> str:
    """The day that a document is of, or just its year, as ISO 8601 has it; empty if unknown."""
    return document.published or _in_title(document.title) or _in_text(document.text[:_BEGINNING])


def years_of(document: Document) -> set[str]:
    """The years by which a question may mean this version: those of its date and its title."""
    return {day_of(document)[:4], *YEAR.findall(document.title)} - {""}


def _in_title(title: str) -> str:
    return iso_date(title) or max(YEAR.findall(title), default="")


def _in_text(text: str) -> str:
    return next((day for line in DATED.findall(text) if (day := iso_date(line))), "")


def _number(title: str) -> float:
    return max(map(float, NUMBERED.findall(title)), default=0.0)


def _marked(document: Document) -> bool:
    return bool(REVISED.search(document.title))
