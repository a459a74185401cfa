"""The words, numbers, codes and days of a question or of a cell, as they are compared.

"8 December 2025" and "2025-12-08" are the same terms, "1,240" and "1240" are, "6.40 am" and
"06:40", "HR-102" and "hr102".
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from index.text.dates import MONTH, month_number
from index.text.words import words

_TOKEN = re.compile(
    r"(?<![\w-])(?P<iso>\d{4}-\d\d(?:-\d\d)?)(?![\d-])(?:T(?=\d))?"
    r"|(?:(?<![\w:])|(?<=\dT))(?P<clock>\d\d?:\d\d(?::\d\d)?(?![\d:])(?:\s?[ap]\.?m\b)?)"
    r"|(?<![\w.])(?P<hour>\d\d?(?:\.\d\d)?\s?[ap]\.?m\b)"
    rf"|(?<![\w.])(?P<day>\d\d?)(?:st|nd|rd|th|\.)?\s(?:of\s)?(?P<month>{MONTH})\b\.?"
    r"(?:,?\s(?P<year>\d{4})\b)?"
    rf"|\b(?P<month_first>{MONTH})\b\.?(?:\s(?P<its_day>\d\d?)(?:st|nd|rd|th)?\b(?![:.,]\d))?"
    r"(?:,?\s(?P<its_year>\d{4})\b)?"
    r"|(?<!\w)(?P<code>[^\W\d_]{1,4}[-/.]?\d\w*(?:[-/]\w+)*)"
    r"|(?P<number>\d{1,3}(?:[,\u00a0\u202f’']\d{3})+(?![\w,])(?:\.\d+)?|\d+(?:[.,]\d+)*)"
    r"(?P<unit>[^\W\d_]{0,3}\b)"
    r"|(?P<word>[^\W\d_]+)(?:['’]s\b)?"
)
_GROUPS = re.compile(r"[,\u00a0\u202f’'](?=\d{3}(?!\d))")
_ORDINALS = frozenset(("st", "nd", "rd", "th"))
_MARK = re.compile(r"[\W_]+")
_HALF_DAY = 12
_MONTHS = range(1, 13)


@dataclass(frozen=True, slots=True)
class Term:
    """A word, a number, a code or a part of a day.

    Attributes:
        form: as it is compared: a stem, digits, `hr102`, `12-08`.
        start: where it stands, in characters.
        end: behind its last one.
        named: whether it has a capital letter or a digit.
        also: what else it may be compared as: "at 9" is 9:00 too.
        before: the word in front of it, in small letters.
    """

    form: str
    start: int
    end: int
    named: bool
    also: tuple[str, ...] = ()
    before: str = ""


def terms(text: str) -> list[Term]:
    """The terms of a text, in order; words such as "the" are none.

    A year is a term of its own; so is a month, unless its day is there.
    """
    return [
        Term(form, match.start(), match.end(), named)
        for match in _TOKEN.finditer(text)
        for form, named in _forms(match, text)
    ]


def _forms(match: re.Match[str], text: str) -> list[tuple[str, bool]]:
    """What is compared of a token, and whether it names something."""
    if word := match["word"]:
        if stem := _stem(word):
            return [(stem, word[0].isupper())]
        whole = len(word) == len(text)
        letter = len(word) == 1 and word.isupper() and word != "I" and (match.start() > 0 or whole)
        is_article = text[match.end() : match.end() + 2].strip().isupper()
        return [(word.lower(), True)] if letter and not is_article else []  # pitch A, not A Map
    if iso := match["iso"]:
        year, month, *day = iso.split("-")
        if int(month) not in _MONTHS:
            return [(part, True) for part in (year, month, *day)]
        return _day(year, int(month), *day)
    if clock := match["clock"] or match["hour"]:
        return [(_clock(clock), True)]
    if match["month"]:
        return _day(match["year"], month_number(match["month"]), match["day"])
    if match["month_first"]:
        return _day(match["its_year"], month_number(match["month_first"]), match["its_day"])
    if code := match["code"]:
        return [(_MARK.sub("", code).lower(), True)]
    number, unit = _number(match["number"]), match["unit"].lower()
    return [(number if unit in _ORDINALS else number + unit, True)]


@lru_cache(20_000)
def _stem(word: str) -> str:
    return "".join(words(word)[:1])


def _day(year: str | None, month: int, day: str | None = None) -> list[tuple[str, bool]]:
    of_year = f"{month:02}-{int(day):02}" if day else f"month {month}"
    return [(of_year, True), *([(year, True)] if year else [])]


def _clock(clock: str) -> str:
    hour, *rest = (int(part) for part in re.findall(r"\d+", clock))
    half = clock.lower().replace(".", "")[-2:]
    if half in ("am", "pm"):
        hour = hour % _HALF_DAY + _HALF_DAY * (half == "pm")
    minute, *seconds = rest or [0]
    return ":".join([str(hour), f"{minute:02}", *(f"{second:02}" for second in seconds if second)])


def _number(number: str) -> str:
    plain = _GROUPS.sub("", number)
    if plain.count(",") + plain.count(".") > 1:  # an address or a version
        return plain
    whole, _, places = plain.replace(",", ".").partition(".")
    places = places.rstrip("0")
    return f"{whole}.{places}" if places else whole
