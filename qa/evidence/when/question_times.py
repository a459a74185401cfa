"""The time that a question asks for, and the question without it."""

import datetime
import re
from dataclasses import replace

from index.text.dates import plain_date
from index.text.periods import Period, months, written
from index.text.time_phrases import Mention, find_periods
from qa.english import tense
from qa.evidence.phrases import together
from qa.types import AskedTime

_FEWEST_WORDS = 2
_AS_OF = re.compile(r"as (?:of|at) ", re.IGNORECASE)

_ENDED = datetime.timedelta(days=183)
"""Documents of which the newest is so old are of a time that is over."""


def asked_time(
    question: str, as_of: datetime.date | None = None, newest: str | None = None
) -> AskedTime:
    """The time that a question asks for.

    Args:
        question: as it is asked.
        as_of: the day to take for today; by default the day it is.
        newest: the date of the newest document, as ISO has it. Asked long after it, a day or a
            month without a year is the last that the documents reach; see `asked_of`, too.

    Returns:
        Without a period where it names no time, several that stand apart, or a month of every year:
        "When does the pool close in winter?" asks for no documents of a winter.
    """
    today = as_of or datetime.date.today()
    mentions = _reached(question, find_periods(question, today), today, newest)
    mentions = [_as_of(question, one, newest or today.isoformat()) for one in mentions]
    present = bool(tense.PRESENT.search(question))
    told = [mention for mention in mentions if mention.kind != "now"]
    if present:
        told = [one for one in told if not tense.TODAY.fullmatch(question, one.start, one.end)]
    if tense.habitual(question):
        told = [one for one in told if not tense.EVERY_YEAR.fullmatch(question, one.start, one.end)]
    running = bool(tense.RUNNING_TOTAL.search(question))
    current = not told and (present or running or bool(mentions))
    asked = AskedTime(
        question,
        question,
        today,
        newest,
        given=as_of is not None,
        current=current,
        past=bool(tense.PAST.search(question)),
        event=bool(tense.EVENT.search(question)),
        plans=bool(tense.ASKS_FOR_PLANS.search(question)),
    )
    try:
        one, parts = together(question, told)
    except (IndexError, ValueError):
        return asked
    bare = without(question, one.start, one.end)
    return replace(
        asked,
        question=bare,
        phrase=question[one.start : one.end],
        period=one.period,
        relative=one.kind == "relative",
        event=tense.happened(bare),
        parts=parts,
    )


def _reached(
    question: str, mentions: list[Mention], today: datetime.date, newest: str | None
) -> list[Mention]:
    """The mentions, those without a year in the last one that the documents reach."""
    try:
        last = datetime.date.fromisoformat((newest or "")[:10])
    except ValueError:
        return mentions
    if today - last < _ENDED:
        return mentions
    then = {(one.start, one.end): one for one in find_periods(question, last)}
    return [
        then.get((one.start, one.end), one)
        if one.yearless and one.period.first and one.period.first > last
        else one
        for one in mentions
    ]


def _as_of(question: str, one: Mention, newest: str) -> Mention:
    """A mention such as "as of 16 March", which asks how things stood then, and not from then on.

    Args:
        question: it stands in.
        one: as it is read.
        newest: the last day that it may be of, where it has no year; ISO 8601.
    """
    first, said = one.period.first, _AS_OF.match(question, one.start, one.end)
    if not said or first is None or one.period.last is not None:
        return one
    if one.yearless and first.isoformat() > newest:
        first = first.replace(year=first.year - 1, day=min(first.day, 28 + 3 * (first.month != 2)))
    is_day = re.search(r"\b\d{1,2}(?:st|nd|rd|th)?\b", question[said.end() : one.end])
    period = Period(first, first) if is_day else months(first.year, first.month)
    return replace(one, period=period)


def with_days(asked: AskedTime) -> str:
    """The question as it was asked, with the days that it means, for who has no calendar.

    "What happened last week? (“last week” is 17 Nov 2025 – 23 Nov 2025)"; where it asks for what is
    so now, with the day that it is.
    """
    told = ""
    if asked.relative and asked.period and not asked.loose:
        days = ", ".join(map(written, asked.parts or (asked.period,)))
        told = f" (“{asked.phrase}” is {days})"
    elif asked.current:
        told = f" (today is {plain_date(asked.today.isoformat())})"
    return asked.asked + told


def without(question: str, start: int, end: int) -> str:
    """The question without a phrase of time; as it is where too little would be left."""
    before, after = question[:start], question[end:]
    if after[:1].isspace() and after.strip()[:1].isalnum() and before.rstrip().endswith("the"):
        rest = before.rstrip() + " " + after.lstrip()  # the 2019 election
    elif after[:2] in ("’s", "'s"):
        rest = before + after[2:].lstrip()  # the host of Friday’s talks
    else:
        rest = tense.BEFORE_A_TIME.sub("", before).rstrip() + " " + after.lstrip(" ,")
    rest = rest.strip().replace(" ?", "?").replace(" ,", ",")
    if len(rest.split()) <= _FEWEST_WORDS:  # "What happened?"
        return question
    return rest[:1].upper() + rest[1:]


def bare_of(words: str, phrase: str) -> str:
    """Some words without a phrase of time that stands in them: "the flood", of "… of 2021"."""
    before, _, after = words.partition(phrase)
    return " ".join(f"{tense.BEFORE_A_TIME.sub('', before)} {after}".split())
