"""Amounts, and between which they lie: who is 7 is "6 to 11 years", and 3 kg are "up to 5 kg"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import inf

_NUMBER = r"\d{1,6}(?:\.\d{1,3})?"
_AGE = r"(?:years?|yrs?|y/o|yo)"
_UNITS = (
    _AGE,
    r"months?",
    r"weeks?",
    r"days?",
    r"nights?",
    r"hours?|hrs?|h",
    r"minutes?|mins?",
    r"kg|kgs|kilos?|kilograms?",
    r"g|grams?",
    r"tonnes?|tons?|t",
    r"lbs?|pounds?",
    r"km|kilomet(?:re|er)s?",
    r"miles?|mi",
    r"m|met(?:re|er)s?",
    r"cm|centimet(?:re|er)s?",
    r"mm|millimet(?:re|er)s?",
    r"l|lit(?:re|er)s?",
    r"people|persons?|guests?|visitors?|pupils?|pax",
    r"pages?",
    r"pieces?|items?|copies",
    r"°?c|degrees?",
)
_UNIT_WORDS = tuple(re.compile(rf"(?:{unit})\b", re.IGNORECASE) for unit in _UNITS)
_COUNTED = re.compile(r"(?:[^su]s|children|men|women)\Z", re.IGNORECASE)
_ANOTHER = -1
_ASKED = re.compile(rf"(?<![\w.,:-])(?P<number>{_NUMBER})(?:[\s-]?)(?P<unit>[^\W\d]{{1,12}})?")
_AGED = re.compile(r"\b(?:aged?|turn(?:s|ed)?|who is)\s*\Z", re.IGNORECASE)
_BEFORE = 16
"""Characters in front of a number that tell that it is an age."""

_OF_PEOPLE = re.compile(
    r"\b(?:years?|yrs?|aged?|ages|child(?:ren)?|kids?|teen\w*|youths?|young|infants?|bab(?:y|ies)"
    r"|adults?|seniors?|juniors?)\b",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    rf"(?<![\w.,:/-])(?P<least>{_NUMBER})\s?(?:[^\W\d]{{1,9}}\s?)?(?:to|-|–|—|and|until|bis)\s?"
    rf"(?P<most>{_NUMBER})(?![\w:/.-]*\d)\s?(?P<unit>[^\W\d]{{1,12}})?",
    re.IGNORECASE,
)
_UNDER = re.compile(
    rf"\b(?P<word>under|below|less than|younger than|up to|until|at most|max(?:imum|\.)?)\s"
    rf"(?:the age of\s)?(?P<most>{_NUMBER})\s?(?P<unit>[^\W\d]{{1,12}})?",
    re.IGNORECASE,
)
_OVER = re.compile(
    rf"\b(?P<word>over|above|more than|older than|from|at least)\s(?:the age of\s)?"
    rf"(?P<least>{_NUMBER})\s?(?P<unit>[^\W\d]{{1,12}})?"
    rf"|(?<![\w.,:/-])(?P<plus>{_NUMBER})\s?(?P<its>[^\W\d]{{1,12}})?"
    r"(?:\+|\s(?:and|or)\s(?:over|older|above|more|up)\b)",
    re.IGNORECASE,
)
_EXCLUDED = frozenset(("under", "below", "less than", "younger than"))
_BEYOND = frozenset(("over", "above", "more than", "older than"))


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount that a question says.

    Attributes:
        start: where its number stands.
        value: the number.
        unit: which of the units it has.
    """

    start: int
    value: float
    unit: int


@dataclass(frozen=True, slots=True)
class Range:
    """What lies between two amounts.

    Attributes:
        least: of them.
        most: of them.
        unit: which of the units they have; None for none.
    """

    least: float
    most: float
    unit: int | None


def amounts_in(question: str) -> Iterator[Amount]:
    """The amounts with a unit that a question says; "aged 7" is of years."""
    for found in _ASKED.finditer(question):
        unit = _unit(found["unit"])
        if unit in (None, _ANOTHER) and _AGED.search(
            question[max(0, found.start() - _BEFORE) : found.start()]
        ):
            unit = 0
        if unit not in (None, _ANOTHER):
            yield Amount(found.start(), float(found["number"]), unit)


@lru_cache(4096)
def ranges_in(text: str) -> tuple[Range, ...]:
    """The ranges that a cell says: "Child, 4 to 15 years", "under 4", "65+"."""
    found = [
        Range(float(one["least"]), float(one["most"]), _unit(one["unit"]))
        for one in _BETWEEN.finditer(text)
    ]
    for one in _UNDER.finditer(text):
        most = float(one["most"])
        is_out = one["word"].lower() in _EXCLUDED
        found.append(Range(-inf, most - is_out * 1e-9, _unit(one["unit"])))
    for one in _OVER.finditer(text):
        least = float(one["least"] or one["plus"])
        is_out = (one["word"] or "").lower() in _BEYOND
        found.append(Range(least + is_out * 1e-9, inf, _unit(one["unit"] or one["its"])))
    return tuple(found)


def lies_in(amount: Amount, cell: str, column: str) -> bool:
    """Whether an amount lies in a range of a cell, whose unit it or the name of its column says."""
    return any(
        one.least <= amount.value <= one.most
        and (one.unit == amount.unit or (one.unit is None and _is_of(amount, cell, column)))
        for one in ranges_in(cell)
    )


def _is_of(amount: Amount, cell: str, column: str) -> bool:
    """Whether a range without a unit is of what an amount is of, by what stands beside it."""
    if amount.unit == 0:
        return bool(_OF_PEOPLE.search(f"{column} {cell}"))
    return any(_unit(word) == amount.unit for word in re.findall(r"[^\W\d]+", column))


def _unit(word: str | None) -> int | None:
    """The place of a unit; `_ANOTHER` for what is counted else, as "children"; None for none."""
    if not word:
        return None
    another = _ANOTHER if _COUNTED.search(word) else None
    return next((n for n, unit in enumerate(_UNIT_WORDS) if unit.fullmatch(word)), another)
