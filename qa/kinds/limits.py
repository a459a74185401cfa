"""Limits that a sentence sets to what is asked: up to so many, by one way only, in some months."""

import datetime
import re
from collections.abc import Iterator
from operator import ge, le

from index.text.dates import month_number
from index.text.periods import Period
from index.text.words import words
from qa.english.dates import WEEKDAY, YEAR
from qa.english.limits import (
    ASKED,
    BETWEEN,
    BY_SO_MANY,
    DAY,
    IN_MONTH,
    LIMITS,
    MONTHS,
    MORE_THAN_A_SUM,
    OF_A_PRICE,
    ONLY,
    STANDS_THEN,
    SUM,
    WAYS,
    Holds,
)
from qa.english.negation import CLAUSE
from qa.english.numbers import UNITS, in_digits
from qa.english.vocabulary import FUNCTION_STEMS
from qa.evidence.when import mentions_in


def within(asked: str, sentence: str) -> bool | None:
    """Whether a number that is asked about lies within a limit that a sentence sets.

    "A room of 30 square metres" lies within "rooms of up to 40 square metres".

    Returns:
        It; None where the question sets a limit itself, or none is of the same things.
    """
    question, said = in_digits(asked), in_digits(sentence)
    if any(pattern.search(question) for _, pattern in LIMITS) or BETWEEN.search(question):
        return None
    several = sum(len(pattern.findall(said)) for _, pattern in LIMITS) > 1
    if several or OF_A_PRICE.search(said):
        return None
    numbers = {_thing(found): _value(found["number"]) for found in ASKED.finditer(question)}
    held = [
        (numbers[thing], holds, limit) for thing, holds, limit in _limits(said) if thing in numbers
    ]
    return all(holds(number, limit) for number, holds, limit in held) if held else None


def _limits(said: str) -> Iterator[tuple[str, Holds, float]]:
    """What is limited, how, and by how much."""
    for found in BETWEEN.finditer(said):
        yield _thing(found), ge, _value(found["low"])
        yield _thing(found), le, _value(found["number"])
    for holds, pattern in LIMITS:
        for found in pattern.finditer(said):
            yield _thing(found), holds, _value(found["number"])


def _thing(found: re.Match[str]) -> str:
    """What a number counts or measures, however it is written."""
    said = found["thing"].lower()
    if said in ("%", "per cent", "percent"):
        return "%"
    return UNITS.get(said) or next(iter(words(said)), said)


def _value(number: str) -> float:
    return float(number.replace(",", "").rstrip("."))


def only_otherwise(asked: str, sentence: str) -> frozenset[str]:
    """Stems of the way that is asked about, where a sentence leaves another one only.

    "By post?" of "Please apply by e-mail only."
    """
    gone: set[str] = set()
    for found in ONLY.finditer(sentence):
        way = found["way"] or found["led"]
        left = _way_of(found["what"] or found["other"])
        others = re.finditer(rf"\b{way} (?:the |an? )?([\w’'-]+)", asked, re.IGNORECASE)
        kinds = {other[1]: _way_of(other[1]) for other in others}
        gone |= {
            stem
            for other, kind in kinds.items()
            if left and kind and kind != left
            for stem in words(other)
        }
    return frozenset(gone)


def _way_of(said: str) -> str:
    """Which way of sending, paying or coming some words name; nothing where they name none."""
    stems = set(words(said))
    return next((way for way, named in WAYS.items() if stems & named), "")


def lasting_years(asked: str, sentence: str, day: str) -> frozenset[str]:
    """Stems of the years that are asked about, where a stretch of a sentence holds them all.

    2022 lies in "since 2015", which lasts until the day of the document, if that is known. The one
    clause with years has to name all that is asked about, and nothing that happened is asked about.
    """
    stated = [clause for clause in CLAUSE.split(sentence) if YEAR.search(clause)]
    if len(stated) != 1 or not STANDS_THEN.match(asked.strip()) or not _names(stated[0], asked):
        return frozenset()
    sentence = stated[0]
    years = sorted(set(YEAR.findall(asked)) - set(YEAR.findall(sentence)))
    wanted = [one.period for one in mentions_in(asked, None)]
    told = [one.period for one in mentions_in(sentence, None) if one.period.first]
    if len(told) != 1 or len(YEAR.findall(sentence)) != (2 if told[0].last else 1):
        return frozenset()
    past = [one for one in told if one.last]
    lasting = [one for one in told if not one.last]
    held = all(
        any(one.covers(time) for one in past)
        or any(one.covers(time) and _is_over(time, day) for one in lasting)
        for time in wanted
    )
    return frozenset(words(" ".join(years))) if years and wanted and held else frozenset()


def _names(clause: str, asked: str) -> bool:
    """Whether a clause says all that is asked about, but for the years."""
    about = {stem for stem in words(asked) if not stem.isdigit()} - FUNCTION_STEMS
    return about <= set(words(clause))


def _is_over(time: Period, day: str) -> bool:
    """Whether a time ends in the year of a day, ISO 8601, or before it; of no day, in the past."""
    return bool(time.last) and str(time.last)[:4] <= (day or str(datetime.date.today()))[:4]


def of_another_time(asked: str, sentence: str) -> bool:
    """Whether a sentence holds in some months or on some days only, and others are asked about.

    That it is closed on 25 December says nothing of Sundays.
    """
    if WEEKDAY.search(asked) and not WEEKDAY.search(sentence) and DAY.search(sentence):
        return not DAY.search(asked)
    month, months = IN_MONTH.search(asked), MONTHS.search(sentence)
    if not month or not months:
        return False
    first, last, here = (
        month_number(name) for name in (months["first"], months["last"], month["month"])
    )
    inside = first <= here <= last if first <= last else here >= first or here <= last
    return not inside


def with_another_number(asked: str, sentence: str) -> bool:
    """Whether a sentence has another number where one is asked about: with ten, with eleven."""
    question, said = in_digits(asked), in_digits(sentence)
    numbers = {number.replace(",", "") for number in re.findall(r"\d[\d,]*", said)}
    ways = {found["way"]: found["number"] for found in BY_SO_MANY.finditer(said)}
    return any(
        found["way"] in ways and found["number"].replace(",", "") not in numbers
        for found in BY_SO_MANY.finditer(question)
    )


def another_amount(asked: str, sentence: str) -> frozenset[str]:
    """Stems of the sum of money that is asked about, where a sentence names one other one."""
    if MORE_THAN_A_SUM.search(asked):
        return frozenset()
    texts = in_digits(asked), in_digits(sentence)
    question, said = ({(m[1], _value(m[2])) for m in SUM.finditer(text)} for text in texts)
    if len(question) != 1 or len(said) != 1 or question == said:
        return frozenset()
    (currency, _), (other, _) = *question, *said
    return frozenset(words(" ".join(SUM.findall(asked)[0]))) if currency == other else frozenset()
