"""Numbers and dates of a claim that are not in its evidence, but follow from what is there.

Nobody has read them there, so a rule must not let them pass; nor may it decide against them. They
are in doubt, and the scorer of meaning has its say. What it does not do: it does not compute what
the right number would be, and knows neither percentages of amounts nor products.
"""

import re

from index.text.words import words
from qa.support.facts import Date, Facts, Number, in_digits

_SMALL = 12
"""Whole numbers up to this may count things that are named one by one."""

_CLOSE = 0.1
"""A number given as `about` or `more than` may differ by this share, or have one digit only."""

_QUALIFIED = re.compile(
    r"\b(?:(?P<about>about|around|roughly|approximately|some|close to|just)"
    r"|(?P<less>over|more than|above|at least|just over|well over|no (?:fewer|less) than)"
    r"|(?P<more>nearly|almost|under|below|less than|fewer than|at most|up to|just under"
    r"|no more than|within))\s+(?:the |a |an )?[$€£¥]?\s?(?P<number>\d[\d,]*(?:\.\d+)?)",
    re.IGNORECASE,
)
_COUNT = re.compile(r"(?<![\w.,])(\d[\d,]*(?:\.\d+)?)(?=[\s-]+([A-Za-z]+(?:[\s-]+[A-Za-z]+)?))")
_SHARES = {"half": 50.0, "third": 100 / 3, "quarter": 25.0, "fifth": 20.0, "tenth": 10.0}
_TIMES = {"two": 2, "three": 3, "four": 4}
_SHARE = re.compile(
    r"(?<!first )(?<!second )\b(half|halves|halved)\b"
    r"|\b(a|one|two|three|four)[\s-](third|quarter|fifth|tenth)s?\b",
    re.IGNORECASE,
)
_TO_TEN = r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)"
_PART = re.compile(
    rf"\b{_TO_TEN}\s(?:in|out of)\s(?:every\s)?{_TO_TEN}\b"
    rf"|\b(?:a|every|{_TO_TEN})[\s-]"
    r"(?:second|third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth)s?\b",
    re.IGNORECASE,
)
_LENGTHS = {
    "week": ("day", 7.0),
    "fortnight": ("day", 14.0),
    "hour": ("minute", 60.0),
    "year": ("month", 12.0),
    "decade": ("year", 10.0),
    "century": ("year", 100.0),
    "kilometre": ("metre", 1000.0),
    "metre": ("centimetre", 100.0),
}
_SPAN = re.compile(r"\b(fortnight|decade|century)\b", re.IGNORECASE)
_HOLIDAYS = (
    (re.compile(r"\bChristmas Eve\b"), (12, 24)),
    (
        re.compile(
            r"\bChristmas Day\b|\b(?:at|by|on|before|until|since|for) Christmas\b(?! [A-Z])"
        ),
        (12, 25),
    ),
    (re.compile(r"\bNew Year[’']s Eve\b"), (12, 31)),
    (re.compile(r"\bNew Year[’']s Day\b"), (1, 1)),
    (re.compile(r"\bMay Day\b"), (5, 1)),
)
_A_DAY_ON = re.compile(
    r"\b(?:(?:next|following|previous|same) (?:day|morning|evening|night)|day (?:after|before)"
    r"|tomorrow|yesterday|overnight|eve)\b",
    re.IGNORECASE,
)
_YEARS_ON = re.compile(
    r"\b(?:(?:last|next|this|that|same|following|previous) (?:year|season|winter|summer|spring"
    r"|autumn)|years? (?:ago|later|earlier|before|after|old))\b",
    re.IGNORECASE,
)


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
        return bool(_PART.search(claim))
    if not kind and value.is_integer() and 2 <= value <= _SMALL:
        counted = _things(claim, value)
        return bool(_PART.search(claim)) or (bool(counted) and not counted & _things(text))
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
    days = {day for pattern, day in _HOLIDAYS if pattern.search(text)}
    if kind in ("month", "day") and value in {d[kind == "day"] for d in days}:
        return True
    if kind == "day":
        return ("ordinal", float(value)) in evidence.numbers
    if kind == "weekday" and _A_DAY_ON.search(text):
        near = {(value - 1 + step) % 7 + 1 for step in (-1, 1)}
        return any(("weekday", day) in evidence.dates for day in near)
    if kind == "year":
        years = [its for name, its in evidence.dates if name == "year" and isinstance(its, int)]
        steps = {abs(value - its) for its in years}
        spans = _values("year", evidence, text, bare=False)
        return bool(spans & steps) or (1 in steps and bool(_YEARS_ON.search(text)))
    return False


def _things(text: str, value: float | None = None) -> set[str]:
    """Stems of the two words behind each number of a text, or behind one that is `value`."""
    return {
        stem
        for match in _COUNT.finditer(in_digits(text))
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
        for match in _QUALIFIED.finditer(in_digits(claim))
    )


def _named(kind: str, known: frozenset[Number]) -> bool:
    """Whether some number of the evidence is counted in the same."""
    return any(its == kind for its, _ in known)


def _values(kind: str, evidence: Facts, text: str, *, bare: bool = True) -> set[float]:
    """The evidence's numbers of a kind, in its unit; those that are bare, too."""
    known = set(evidence.numbers)
    for match in _SPAN.finditer(text):
        known.add((match[1].lower(), 1.0))
    for its_kind, its in list(known):
        if its_kind in _LENGTHS:
            smaller, times = _LENGTHS[its_kind]
            known.add((smaller, its * times))
    if kind in _LENGTHS:
        smaller, times = _LENGTHS[kind]
        known |= {(kind, its / times) for its_kind, its in known if its_kind == smaller}
    return {
        its for its_kind, its in known if its_kind == kind or (bare and not its_kind) or not kind
    }


def _shares(known: frozenset[Number], text: str) -> set[float]:
    """Percentages that are said in words, and what is left of those that are."""
    said = {value for kind, value in known if kind == "percent"}
    for half, times, share in _SHARE.findall(text):
        one = _SHARES["half" if half else share.lower()]
        said.add(one * _TIMES.get(times.lower(), 1))
    return said | {100.0 - share for share in said}
