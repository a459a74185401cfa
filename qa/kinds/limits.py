"""Limits that a sentence sets to what is asked: up to so many, by one way only, in some months."""

import re
from collections.abc import Callable, Iterator
from operator import ge, gt, le, lt

from index.text.dates import MONTH, WEEKDAYS, month_number
from index.text.words import words
from qa.english.numbers import UNITS, in_digits

_NUMBER = r"(?P<number>\d[\d,]*(?:\.\d+)?)"
_THINGS = r"[\s-]?(?P<thing>%|per cent|percent|[°\w]+)"
_MONEY = r"[$€£¥]?\s?"
_Holds = Callable[[float, float], bool]

_BOUNDS: tuple[tuple[_Holds, str], ...] = (
    (le, r"(?:up to|no more than|not more than|at most|a maximum of|maximum of|not exceeding)"),
    (lt, r"(?<!no )(?<!not )(?:less than|fewer than|under|below|smaller than|younger than)"),
    (ge, r"(?:at least|no fewer than|no less than|not less than|a minimum of|minimum of)"),
    (gt, r"(?<!no )(?<!not )(?:more than|over|above|longer than|older than|larger than)"),
)
_LIMITS = tuple(
    (holds, re.compile(rf"\b{said} {_MONEY}{_NUMBER}{_THINGS}", re.IGNORECASE))
    for holds, said in _BOUNDS
)
_BETWEEN = re.compile(
    rf"\b(?:between|from) {_MONEY}(?P<low>\d[\d,]*(?:\.\d+)?) (?:and|to) "
    rf"{_MONEY}{_NUMBER}{_THINGS}",
    re.IGNORECASE,
)
_ASKED = re.compile(rf"{_NUMBER}{_THINGS}")

_WAY = r"(?P<way>by|in|on|at|with|from|via|through)"
_ONLY = re.compile(
    rf"\b{_WAY} (?:the |an? )?(?P<what>[\w’'-]+(?: [\w’'-]+)?) only\b"
    rf"|\bonly {_WAY.replace('way', 'led')} (?:the |an? )?(?P<other>[\w’'-]+)",
    re.IGNORECASE,
)

_MONTHS = re.compile(
    rf"\b(?:between|from) (?:\d{{1,2}} )?(?P<first>{MONTH}) (?:and|to|until|till) "
    rf"(?:\d{{1,2}} )?(?P<last>{MONTH})\b"
)
_WEEKDAY = re.compile(rf"\b(?:{'|'.join(WEEKDAYS)})s?\b", re.IGNORECASE)
_DAY = re.compile(rf"\b\d{{1,2}} {MONTH}\b|\b{MONTH} \d{{1,2}}\b")
_BY_SO_MANY = re.compile(r"\b(?P<way>with|by|for|after|of|to) (?P<number>\d[\d,]*)(?= [a-z])")
_SUM = re.compile(r"([$€£¥]) ?(\d[\d,]*(?:\.\d+)?)")
_IN_MONTH = re.compile(rf"\bin (?P<month>{MONTH})\b", re.IGNORECASE)


def within(asked: str, sentence: str) -> bool | None:
    """Whether a number that is asked about lies within a limit that a sentence sets.

    "A room of 30 square metres" lies within "rooms of up to 40 square metres".

    Returns:
        It; None where the question sets a limit itself, or none is of the same things.
    """
    question, said = in_digits(asked), in_digits(sentence)
    if any(pattern.search(question) for _, pattern in _LIMITS) or _BETWEEN.search(question):
        return None
    numbers = {_thing(found): _value(found["number"]) for found in _ASKED.finditer(question)}
    held = [
        (numbers[thing], holds, limit) for thing, holds, limit in _limits(said) if thing in numbers
    ]
    return all(holds(number, limit) for number, holds, limit in held) if held else None


def _limits(said: str) -> Iterator[tuple[str, _Holds, float]]:
    """What is limited, how, and by how much."""
    for found in _BETWEEN.finditer(said):
        yield _thing(found), ge, _value(found["low"])
        yield _thing(found), le, _value(found["number"])
    for holds, pattern in _LIMITS:
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
    said = frozenset(words(sentence))
    gone: set[str] = set()
    for found in _ONLY.finditer(sentence):
        way = found["way"] or found["led"]
        others = re.finditer(rf"\b{way} (?:the |an? )?([\w’'-]+)", asked, re.IGNORECASE)
        gone |= {stem for other in others for stem in words(other[1])} - said
    return frozenset(gone)


def of_another_time(asked: str, sentence: str) -> bool:
    """Whether a sentence holds in some months or on some days only, and others are asked about.

    That it is closed on 25 December says nothing of Sundays.
    """
    if _WEEKDAY.search(asked) and not _WEEKDAY.search(sentence) and _DAY.search(sentence):
        return not _DAY.search(asked)
    month, months = _IN_MONTH.search(asked), _MONTHS.search(sentence)
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
    ways = {found["way"]: found["number"] for found in _BY_SO_MANY.finditer(said)}
    return any(
        found["way"] in ways and found["number"].replace(",", "") not in numbers
        for found in _BY_SO_MANY.finditer(question)
    )


def another_amount(asked: str, sentence: str) -> frozenset[str]:
    """Stems of the sum of money that is asked about, where a sentence names one other one."""
    question, said = ({(m[1], _value(m[2])) for m in _SUM.finditer(t)} for t in (asked, sentence))
    if len(question) != 1 or len(said) != 1 or question == said:
        return frozenset()
    (currency, _), (other, _) = *question, *said
    return frozenset(words(" ".join(_SUM.findall(asked)[0]))) if currency == other else frozenset()
