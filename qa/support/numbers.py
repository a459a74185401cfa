"""Numbers and dates of a claim that are not in its evidence, but follow from what is there.

Nobody has read them there, so a rule must not let them pass; nor may it decide against them. They
are in doubt, and the scorer of meaning has its say. What it does not do: it does not compute what
the right number would be, and knows neither percentages of amounts nor products.
"""

from index.text.words import words
from qa.english.dates import A_DAY_ON, HOLIDAYS, YEARS_ON
from qa.english.numbers import (
    COUNT,
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


def follows(number: Number, claim: str, evidence: Facts, text: str) -> bool:
    """Whether a number may follow from those of the evidence.

    Args:
        number: of the claim, not in the evidence.
        claim: the sentence.
        evidence: what is known of its evidence.
        text: the evidence itself.
    """
    kind, value = number
    known = evidence.numbers
    if kind == "ordinal":
        return bool(PART.search(claim))
    if not kind and value.is_integer() and 2 <= value <= _SMALL:
        counted = _things(claim, value)
        return bool(PART.search(claim)) or (bool(counted) and not counted & _things(text))
    if any(value == its and not its_kind and _named(kind, known) for its_kind, its in known):
        return True
    if kind == "percent" and any(abs(value - share) < 1.0 for share in _shares(known, text)):
        return True
    values = _values(kind, evidence, text)
    if any(_close(value, its, claim) for its in values):
        return True
    rounded = {round(its, 6) for its in values}
    return round(value, 6) in rounded or any(
        round(other, 6) in rounded and other != its
        for its in values
        for other in (value - its, value + its)
    )


def date_follows(date: Date, evidence: Facts, text: str) -> bool:
    """Whether a date may follow from those of the evidence; arguments as for `follows`."""
    kind, value = date
    if not isinstance(value, int):
        return True
    days = {day for pattern, day in HOLIDAYS if pattern.search(text)}
    if kind in ("month", "day") and value in {d[kind == "day"] for d in days}:
        return True
    if kind == "day":
        return ("ordinal", float(value)) in evidence.numbers
    if kind == "weekday" and A_DAY_ON.search(text):
        near = {(value - 1 + step) % 7 + 1 for step in (-1, 1)}
        return any(("weekday", day) in evidence.dates for day in near)
    if kind == "year":
        years = [its for name, its in evidence.dates if name == "year" and isinstance(its, int)]
        steps = {abs(value - its) for its in years}
        spans = _values("year", evidence, text, bare=False)
        return bool(spans & steps) or (1 in steps and bool(YEARS_ON.search(text)))
    return False


def _things(text: str, value: float | None = None) -> set[str]:
    """Stems of the two words behind each number of a text, or behind one that is `value`."""
    return {
        stem
        for match in COUNT.finditer(in_digits(text))
        if value in {None, float(match[1].replace(",", ""))}
        for stem in words(match[2])
    }


def _close(value: float, its: float, claim: str) -> bool:
    """Whether the claim gives a number as about, more or less than one of the evidence's."""
    if abs(value - its) > _CLOSE * abs(its) and value != float(f"{its:.1g}"):
        return False
    return any(
        float(match["number"].replace(",", "")) == value
        and bool(
            match["about"] or (match["less"] and value <= its) or (match["more"] and value >= its)
        )
        for match in QUALIFIED.finditer(in_digits(claim))
    )


def _named(kind: str, known: frozenset[Number]) -> bool:
    """Whether some number of the evidence is counted in the same."""
    return any(its == kind for its, _ in known)


def _values(kind: str, evidence: Facts, text: str, *, bare: bool = True) -> set[float]:
    """The evidence's numbers of a kind, in its unit; those that are bare, too."""
    known = set(evidence.numbers)
    for match in ONE_SPAN.finditer(text):
        known.add((match[1].lower(), 1.0))
    for its_kind, its in list(known):
        if its_kind in PARTS_OF_UNITS:
            smaller, times = PARTS_OF_UNITS[its_kind]
            known.add((smaller, its * times))
    if kind in PARTS_OF_UNITS:
        smaller, times = PARTS_OF_UNITS[kind]
        known |= {(kind, its / times) for its_kind, its in known if its_kind == smaller}
    return {
        its for its_kind, its in known if its_kind == kind or (bare and not its_kind) or not kind
    }


def _shares(known: frozenset[Number], text: str) -> set[float]:
    """Percentages that are said in words, and what is left of those that are."""
    said = {value for kind, value in known if kind == "percent"}
    for half, times, share in SHARE.findall(text):
        one = SHARES["half" if half else share.lower()]
        said.add(one * TIMES.get(times.lower(), 1))
    return said | {100.0 - share for share in said}
