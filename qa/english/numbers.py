"""Numbers: how they are written, what they count, and how one is said to be about another."""

import re

NUMBER = re.compile(
    r"(?P<before>[$€£¥]\s?)?"
    r"(?<![\w.,-])(?P<sign>[-−](?=\d))?(?P<digits>\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?P<ordinal>st|nd|rd|th)?\b"
    r"(?:[\s-]?(?P<after>%|per\s?cent\b|percent\b|[ap]\.?m\b|[A-Za-z]+))?"
)
"""A number in digits, with the currency before it and the unit after it."""

CURRENCIES = {"$": "dollar", "€": "euro", "£": "pound", "¥": "yen"}

_UNITS = {
    "dollar": "dollar dollars usd",
    "euro": "euro euros eur",
    "pound": "pound pounds",
    "yen": "yen",
    "am": "am a.m",
    "pm": "pm p.m",
    "kilometre": "km kilometre kilometres kilometer kilometers",
    "metre": "m metre metres meter meters",
    "centimetre": "cm centimetre centimetres centimeter centimeters",
    "millimetre": "mm millimetre millimetres millimeter millimeters",
    "mile": "mile miles",
    "foot": "foot feet ft",
    "kilogram": "kg kilogram kilograms kilo kilos",
    "tonne": "tonne tonnes ton tons",
    "degree": "degree degrees",
    "second": "second seconds",
    "minute": "minute minutes",
    "hour": "hour hours",
    "day": "day days",
    "week": "week weeks",
    "month": "month months",
    "year": "year years",
}
UNITS = {word: unit for unit, words in _UNITS.items() for word in words.split()}
"""Each spelling of a unit → the unit."""

EXACT = ("percent", "dollar", "euro", "pound", "yen", "ordinal", "am", "pm")
"""Kinds of numbers that must be said in the evidence too; other units may be left out there."""

PARTS_OF_UNITS = {
    "week": ("day", 7.0),
    "fortnight": ("day", 14.0),
    "hour": ("minute", 60.0),
    "year": ("month", 12.0),
    "decade": ("year", 10.0),
    "century": ("year", 100.0),
    "kilometre": ("metre", 1000.0),
    "metre": ("centimetre", 100.0),
}
"""Unit → a smaller one, and how many of it make one."""

ONE_SPAN = re.compile(r"\b(fortnight|decade|century)\b", re.IGNORECASE)
"""A unit of time that stands for one of it: `within a decade`."""

_OF_A_YEAR = r"(?:the|a|this|last|next) (?:financial |fiscal )?year\b|\d{4}\b"
NAMED_SPANS = (
    (
        re.compile(
            r"\b(?:first|second|third|fourth|last|latest|this|next|each|every|per) quarter\b"
            rf"|\bquarter of (?:{_OF_A_YEAR})|\bquarterly\b|\bQ[1-4]\b",
            re.IGNORECASE,
        ),
        ("month", 3.0),
    ),
    (
        re.compile(
            rf"\b(?:first|second|last) half of (?:{_OF_A_YEAR})|\bhalf[ -](?:a[ -])?year(?:ly)?\b"
            r"|\bH[12] \d{4}\b",
            re.IGNORECASE,
        ),
        ("month", 6.0),
    ),
    (re.compile(r"\bhalf (?:an )?hour\b|\bhalf-hour\b", re.IGNORECASE), ("minute", 30.0)),
    (re.compile(r"\bquarter of an hour\b", re.IGNORECASE), ("minute", 15.0)),
    (re.compile(r"\b(?:a|one) dozen\b", re.IGNORECASE), ("", 12.0)),
)
"""Words for a span of time that others count → its unit, and how many of it."""

_SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "dozen": 12.0,
    "k": 1e3,
    "m": 1e6,
    "mn": 1e6,
    "bn": 1e9,
    "tn": 1e12,
}
_SCALED = re.compile(
    r"(?<![\w.,])(\d[\d,]*(?:\.\d+)?)[\s-]?(hundred|thousand|million|billion|trillion|dozen|[kK]|[mM]n?|[bt]n)\b"
)
_DOZEN = re.compile(r"\b(?:a|one) dozen\b")
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_TO_TEN = "one|two|three|four|five|six|seven|eight|nine|ten"
_TEENS = "eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_ONES = rf"{_TO_TEN}|{_TEENS}|third|fourth|fifth|sixth|seventh|eighth|ninth"
_HYPHENED = re.compile(
    rf"\b((?:(?:{_TENS})-)?(?:{_ONES})|{_TENS})-(?=[a-z])(?!(?:{_ONES})\b)", re.IGNORECASE
)
"""A number before a hyphen, as in `five-week` and `twenty-five-year-old`."""

WORDS = f"{_TO_TEN}|{_TEENS}|{_TENS}"
"""Numbers in one word, up to ninety; a pattern to be compiled."""

ANY_NUMBER = (
    rf"\d|\b(?:{WORDS}|hundred|thousand|million|billion|dozen|half|once|twice)"
    r"s?\b"
)
"""Where a number begins, in digits or words; a pattern to be compiled."""

QUALIFIED = re.compile(
    r"\b(?:(?P<about>about|around|roughly|approximately|some|close to|just)"
    r"|(?P<less>over|more than|above|at least|just over|well over|no (?:fewer|less) than)"
    r"|(?P<more>nearly|almost|under|below|less than|fewer than|at most|up to|just under"
    r"|no more than|within))\s+(?:the |a |an )?[$€£¥]?\s?(?P<number>\d[\d,]*(?:\.\d+)?)",
    re.IGNORECASE,
)
"""A number that is said to be `about` another, or `less` or `more` than it."""

COUNT = re.compile(r"(?<![\w.,])(\d[\d,]*(?:\.\d+)?)(?=[\s-]+([A-Za-z]+(?:[\s-]+[A-Za-z]+)?))")
"""A number and the two words behind it, which tell what it counts."""

SHARES = {"half": 50.0, "third": 100 / 3, "quarter": 25.0, "fifth": 20.0, "tenth": 10.0}
"""Shares that have a name, in percent."""

TIMES = {"two": 2, "three": 3, "four": 4}
"""How many of such a share: `two thirds`."""

SHARE = re.compile(
    r"(?<!first )(?<!second )\b(half|halves|halved)\b"
    r"|\b(a|one|two|three|four)[\s-](third|quarter|fifth|tenth)s?\b",
    re.IGNORECASE,
)
_PARTS = rf"(?:\d{{1,2}}|{_TO_TEN})"
PART = re.compile(
    rf"\b{_PARTS}\s(?:in|out of)\s(?:every\s)?{_PARTS}\b"
    rf"|\b(?:a|every|{_PARTS})[\s-]"
    r"(?:second|third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth)s?\b",
    re.IGNORECASE,
)
"""A part of a whole, as in `one in ten` and `two thirds`."""


def in_digits(text: str) -> str:
    """The text with spelled-out numbers as digits: `ten` is 10, `2.5 million` is 2500000.

    `one` and `first` stay, which often count nothing.
    """
    from text_to_num import alpha2digit

    text = _HYPHENED.sub(r"\1 ", text)
    scaled = _SCALED.sub(
        lambda m: f"{float(m[1].replace(',', '')) * _SCALES[m[2].lower()]:.0f}", text
    )
    return str(alpha2digit(_DOZEN.sub("12", scaled), "en", 1.5))
