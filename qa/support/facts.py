"""What in a sentence can be checked by rule: its numbers, dates, names and speakers.

Its words and patterns are in `qa/english`. A rule that misses something (a number in a word that it
does not know) leaves it to the scorer of meaning; none ever adds a fact that is not there.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import isfinite

from index.text.dates import MONTH
from index.text.words import words
from qa.english import dates as calendar
from qa.english.names import DIRECTION, TITLES, TOKEN, written_out
from qa.english.numbers import CURRENCIES, NUMBER, UNITS, in_digits
from qa.english.speakers import APPOSITION_BEFORE, APPOSITION_BEHIND, PRONOUN, SPEAKER
from qa.english.vocabulary import FUNCTION_STEMS, FUNCTION_WORDS, in_common_use

Number = tuple[str, float]
"""What is counted (`percent`, a currency, a unit, `ordinal`, `am`, or nothing) and how many."""

Date = tuple[str, int | str]
"""`month` 1 to 12, `day` of a month, `weekday` 1 to 7, `year`, or `time` of the day."""

_APPOSED = 400
"""Characters before a speaker in which what stands in apposition to him begins; it takes 162."""

_GAP = re.compile(r"(\s{16})\s+")
"""White space that no sentence has; the patterns of English would try every cut of it."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What can be checked in a text.

    Attributes:
        numbers: as they are counted, spelled-out ones too; years and days of a month are dates.
        dates: months, days, weekdays and years.
        names: stems of words with a capital letter; of the first word of a sentence only where it
            is not in common use.
        directions: `north`, `southeast` and the like.
        words: stems of all words.
        speakers: for each thing that somebody says, the stems of who says it.
        sayers: the stems of all of them, with what stands in apposition.
    """

    numbers: frozenset[Number]
    dates: frozenset[Date]
    names: frozenset[str]
    directions: frozenset[str]
    words: frozenset[str]
    speakers: tuple[frozenset[str], ...]
    sayers: frozenset[str]


@lru_cache(maxsize=1024)
def facts(text: str) -> Facts:
    """The facts of a text, in time linear in its length."""
    text = written_out(_GAP.sub(r"\1", text))
    digits = in_digits(text)
    dates = frozenset(_dates(digits))
    return Facts(
        frozenset(_numbers(_undated(digits))),
        dates,
        frozenset(_names(text)),
        frozenset(d.lower().replace("-", "") for d in DIRECTION.findall(text)),
        frozenset(words(text)),
        tuple(_speakers(text)),
        frozenset(_sayers(text)),
    )


def _numbers(text: str) -> Iterator[Number]:
    for match in NUMBER.finditer(text):
        value = float(re.sub(r"[,\u00a0\u202f]", "", match["digits"]))
        if not isfinite(value):
            continue
        yield _kind_of_number(match), -value if match["sign"] else value


def _kind_of_number(match: re.Match[str]) -> str:
    if match["before"]:
        return CURRENCIES[match["before"].strip()]
    after = (match["after"] or "").lower()
    if after == "%" or re.match(r"per\s?cent", after):
        return "percent"
    return UNITS.get(after, "ordinal" if match["ordinal"] else "")


def _dates(text: str) -> Iterator[Date]:
    for match in calendar.ISO.finditer(text):
        yield from zip(("year", "month", "day"), map(int, match.groups()), strict=True)
    for month, day in calendar.MONTH_DAY.findall(text):
        yield "month", calendar.MONTHS[month[:3].lower()]
        if day:
            yield "day", int(day)
    for month in calendar.IN_MONTH.findall(text):
        yield "month", calendar.MONTHS[month[:3].lower()]
    for day, month in calendar.DAY_MONTH.findall(text):
        yield "day", int(day)
        yield "month", calendar.MONTHS[month[:3].lower()]
    for day in calendar.WEEKDAY.findall(text):
        yield "weekday", calendar.WEEKDAYS[day.lower()]
    for year in calendar.YEAR.findall(text):
        yield "year", int(year)
    for time in calendar.TIME_OF_DAY.findall(text):
        yield "time", time.lower().removeprefix("over").removeprefix("to")


_DATED = (
    *(calendar.ISO, calendar.DAY_MONTH, calendar.IN_MONTH, calendar.MONTH_DAY, calendar.YEAR),
)


def _undated(text: str) -> str:
    for pattern in _DATED:
        text = pattern.sub(" ", text)
    return text


def _names(text: str) -> Iterator[str]:
    """Stems of the words with a capital letter."""
    for n, match in enumerate(TOKEN.finditer(text)):
        token = match.group().rstrip(".")
        if not token[0].isupper():
            continue
        if _is_name(token, n == 0 or _starts_sentence(text, match.start())):
            yield from words(re.sub(r"[’']s$", "", token))


def _is_name(token: str, starts: bool) -> bool:
    """Whether a word with a capital letter is of a name, where it starts a sentence or does not."""
    lower = token.lower()
    if lower in TITLES or lower in calendar.WEEKDAYS or re.fullmatch(MONTH, token):
        return False
    if lower in FUNCTION_WORDS and (starts or len(token) > 1):
        return False
    return not (starts and in_common_use().issuperset(words(token)))


def _starts_sentence(text: str, place: int) -> bool:
    """Whether what stands before a place, but for opening marks, ends a sentence."""
    while place and text[place - 1] in " “\"'(":
        place -= 1
    return text[max(0, place - 1) : place] in (".", "!", "?", ":")


def _speakers(text: str) -> Iterator[frozenset[str]]:
    for match in SPEAKER.finditer(text):
        said_by = next(filter(None, match.groups()), "")
        stems = frozenset(words(said_by)) - FUNCTION_STEMS
        if any(stem.isalpha() for stem in stems) or PRONOUN.search(said_by):
            yield stems


def _sayers(text: str) -> Iterator[str]:
    for match in SPEAKER.finditer(text):
        start, end = match.span(match.lastgroup or 0)
        near = max(0, start - _APPOSED)
        before = APPOSITION_BEFORE.search(text[near:start]) if match["before"] else None
        behind = APPOSITION_BEHIND.match(text, end) if not match["before"] else None
        yield from words(
            text[near + before.start() if before else start : behind.end() if behind else end]
        )
