"""The documents of a time, and what a few say that are called by their kind: the minutes of May."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath

from index.corpus import Index
from index.text.dates import MONTH, plain_date
from index.text.periods import Period
from index.text.words import words
from index.types import Listed, Scope
from qa.english.vocabulary import FUNCTION_STEMS
from qa.kinds.whole import FEW, of_whole
from qa.types import Answer, AskedTime

READ_AS = "“{}” is read as {}."
UNDATED = "Without a date: {}."
_YEAR = re.compile(r"\d{4}")


def about_called(
    index: Index, question: str, called: str, scope: Scope, time: AskedTime
) -> Answer | None:
    """What a few documents say that are called so, by title or file; None if they are not so few.

    Args:
        index: which is asked.
        question: as it was asked.
        called: what it calls them, see `qa.english.asked_contents.called_asked`.
        scope: which documents to look in.
        time: in which they were published, if it has a period.
    """
    wanted = set(words(called)) - FUNCTION_STEMS
    listed = [
        one
        for one in index.listing(scope)
        if wanted <= set(words(f"{one.title} {PurePath(one.source).stem}"))
    ]
    notes: list[str] = []
    if time.period:
        listed, notes = published_in(listed, time.period, time)
    if not 0 < len(listed) <= FEW:
        return None
    answer = of_whole(index, question, listed, scope)
    return replace(answer, notes=(*notes, *answer.notes), time=time)


def published_in(
    listed: Sequence[Listed], period: Period, time: AskedTime
) -> tuple[list[Listed], list[str]]:
    """The documents published in a time; of one without its year, the last year that has any."""
    undated = sum(not one.published for one in listed)
    notes = [UNDATED.format(counted(undated, "document"))] if undated else []
    inside = [one for one in listed if _is_in(one, period)]
    yearless = re.search(MONTH, time.phrase) and not _YEAR.search(time.phrase)
    if inside or not yearless or not period.first or not period.last:
        return inside, notes
    for back in range(1, 100):
        try:
            first = period.first.replace(year=period.first.year - back)
            moved = Period(first, first + (period.last - period.first))
        except ValueError:  # 29 February
            continue
        if inside := [one for one in listed if _is_in(one, moved)]:
            read = plain_date(first.isoformat()) if moved.days == 1 else f"{first:%B %Y}"
            return inside, [READ_AS.format(time.phrase, read), *notes]
    return [], notes


def _is_in(listed: Listed, period: Period) -> bool:
    try:
        day = datetime.date.fromisoformat((listed.published or "")[:10])
    except ValueError:
        return False
    return period.overlaps(Period(day, day))


def counted(count: int, noun: str) -> str:
    """So many of something, in words."""
    if count == 1:
        return f"1 {noun}"
    many = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{count:,} {many}"
