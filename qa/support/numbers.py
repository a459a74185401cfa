"""Numbers and dates of a claim that are not in its evidence, but follow from what is there.

Nobody has read them there, so a rule must not let them pass; nor may it decide against them. They
are in doubt, and the scorer of meaning has its say. What it does not do: it does not compute what
the right number would be, and knows neither percentages of amounts nor products.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping

from index.text.words import words
from qa.english.dates import A_DAY_ON, HOLIDAYS, YEARS_ON
from qa.english.numbers import (
    COUNT,
    NAMED_SPANS,
    ONE_SPAN,
    PART,
    PARTS_OF_UNITS,
    QUALIFIED,
    SHARE,
    SHARES,
    TIMES,
    in_digits,
)
from qa.support.facts import Date, Facts, Number

_SMALL = 12
"""Whole numbers up to this may count things that are named one by one."""

_CLOSE = 0.1
"""A number given as `about` or `more than` may differ by this share, or have one digit only."""


Way = Callable[[Number, str, Facts, str], bool]
"""One way for a number to follow; arguments as for `follows`."""

DateWay = Callable[[int, Facts, str], bool]
"""One way for the value of a date to follow from the facts of the evidence and its text."""


def follows(number: Number, claim: str, evidence: Facts, text: str) -> bool:
    """Whether a number may follow from those of the evidence.

    Args:
        number: of the claim, not in the evidence.
        claim: the sentence.
        evidence: what is known of its evidence.
        text: the evidence itself.
    """
    kind, value = number
    if kind == "ordinal":
        return bool(PART.search(claim))
    if not kind and value.is_integer() and 2 <= value <= _SMALL:
        return _counts_things(value, claim, text)
    return any(way(number, claim, evidence, text) for way in WAYS)


def date_follows(date: Date, evidence: Facts, text: str) -> bool:
    """Whether a date may follow from those of the evidence; arguments as for `follows`."""
    kind, value = date
    if not isinstance(value, int):
        return True
    return any(way(value, evidence, text) for way in DATE_WAYS[kind])


def _counts_things(value: float, claim: str, text: str) -> bool:
    """Whether a small number is part of a share, or counts what the evidence does not count."""
    counted = _things(claim, value)
    return bool(PART.search(claim)) or (bool(counted) and not counted & _things(text))


def _unit_left_out(number: Number, claim: str, evidence: Facts, text: str) -> bool:
    """The evidence gives the value without its unit, and has another number of that unit."""
    kind, value = number
    kinds = {other for other, _ in evidence.numbers}
    return kind in kinds and ("", value) in evidence.numbers


def _share_in_words(number: Number, claim: str, evidence: Facts, text: str) -> bool:
    """A percentage that the evidence gives in words, or what is left of one."""
    kind, value = number
    if kind != "percent":
        return False
    return any(abs(value - share) < 1.0 for share in _shares(evidence.numbers, text))


def _rounded(number: Number, claim: str, evidence: Facts, text: str) -> bool:
    """The claim gives it as about, more or less than one of the evidence's."""
    kind, value = number
    return any(_close(value, other, claim) for other in _values(kind, evidence, text))


def _other_unit(number: Number, claim: str, evidence: Facts, text: str) -> bool:
    """The evidence has it in another unit."""
    kind, value = number
    return round(value, 6) in {round(other, 6) for other in _values(kind, evidence, text)}


def _sum_or_difference(number: Number, claim: str, evidence: Facts, text: str) -> bool:
    """Two numbers of the evidence, not the same one twice, add up to it or are so far apart."""
    kind, value = number
    values = _values(kind, evidence, text)
    rounded = {round(one, 6) for one in values}
    return any(
        round(other, 6) in rounded and other != one
        for one in values
        for other in (value - one, value + one)
    )


WAYS: tuple[Way, ...] = (
    *(_unit_left_out, _share_in_words, _rounded),
    *(_other_unit, _sum_or_difference),
)


def _holidays(text: str) -> list[tuple[int, int]]:
    return [day for pattern, day in HOLIDAYS if pattern.search(text)]


def _month_of_holiday(value: int, evidence: Facts, text: str) -> bool:
    return value in {month for month, _ in _holidays(text)}


def _day_of_holiday(value: int, evidence: Facts, text: str) -> bool:
    return value in {day for _, day in _holidays(text)}


def _ordinal(value: int, evidence: Facts, text: str) -> bool:
    """A day of the month that the evidence gives without one, as `on the 4th`."""
    return ("ordinal", float(value)) in evidence.numbers


def _day_beside(value: int, evidence: Facts, text: str) -> bool:
    """The weekday before or after one of the evidence, which speaks of the day beside."""
    beside = [(value - 1 + step) % 7 + 1 for step in (-1, 1)]
    return any(("weekday", day) in evidence.dates for day in beside) and bool(A_DAY_ON.search(text))


def _years_apart(value: int, evidence: Facts, text: str) -> bool:
    """A year as far from one of the evidence as the evidence says, or the year beside."""
    years = [year for kind, year in evidence.dates if kind == "year" and isinstance(year, int)]
    steps = {abs(value - year) for year in years}
    spans = _values("year", evidence, text, bare=False)
    return bool(spans & steps) or (1 in steps and bool(YEARS_ON.search(text)))


DATE_WAYS: Mapping[str, tuple[DateWay, ...]] = {
    "month": (_month_of_holiday,),
    "day": (_day_of_holiday, _ordinal),
    "weekday": (_day_beside,),
    "year": (_years_apart,),
}
"""Kind of date → the ways for it to follow."""


def _things(text: str, value: float | None = None) -> set[str]:
    """Stems of the two words behind each number of a text, or behind one that is `value`."""
    return {
        stem
        for match in COUNT.finditer(in_digits(text))
        if value in {None, float(match[1].replace(",", ""))}
        for stem in words(match[2])
    }


def _close(value: float, other: float, claim: str) -> bool:
    """Whether the claim gives a number as about, more or less than one of the evidence's."""
    if abs(value - other) > _CLOSE * abs(other) and value != float(f"{other:.1g}"):
        return False
    return any(
        float(match["number"].replace(",", "")) == value
        and bool(
            match["about"]
            or (match["less"] and value <= other)
            or (match["more"] and value >= other)
        )
        for match in QUALIFIED.finditer(in_digits(claim))
    )


def _values(kind: str, evidence: Facts, text: str, *, bare: bool = True) -> set[float]:
    """The evidence's numbers of a kind, in its unit; those that are bare, too."""
    known = evidence.numbers | {(match[1].lower(), 1.0) for match in ONE_SPAN.finditer(text)}
    known |= {span for words, span in NAMED_SPANS if words.search(text)}
    known |= set(_in_smaller_units(known))
    if kind in PARTS_OF_UNITS:
        smaller, times = PARTS_OF_UNITS[kind]
        known |= {(kind, value / times) for unit, value in known if unit == smaller}
    return {value for unit, value in known if not kind or unit == kind or (bare and not unit)}


def _in_smaller_units(known: Iterable[Number]) -> Iterator[Number]:
    """What stands in a unit that has parts, counted in these."""
    for unit, value in known:
        if unit in PARTS_OF_UNITS:
            smaller, times = PARTS_OF_UNITS[unit]
            yield smaller, value * times


def _shares(known: frozenset[Number], text: str) -> set[float]:
    """Percentages that are said in words, and what is left of those that are."""
    said = {value for kind, value in known if kind == "percent"}
    for half, times, share in SHARE.findall(text):
        one = SHARES["half" if half else share.lower()]
        said.add(one * TIMES.get(times.lower(), 1))
    return said | {100.0 - share for share in said}
