"""Dates: months, days, weekdays, years, holidays and times of day, as they stand in a text."""

import re

from index.text import dates

MONTHS = {name[:3].lower(): number for number, name in enumerate(dates.MONTHS, start=1)}
"""The first three letters of a month, in lower case → its number."""

WEEKDAYS = {name.lower(): number for number, name in enumerate(dates.WEEKDAYS, start=1)}
"""Weekday, in lower case → its number, from Monday as 1."""

_DAY = r"([12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?\b"
MONTH_DAY = re.compile(
    rf"(?<![Ii]n )\b({dates.MONTH})\b\.?(?:\s+{_DAY}(?!\s*[:%]|,\d{{3}}(?!\d)|\.\d))?"
)
"""A month, and its day where one stands behind it; no day is in "June 3,406"."""
IN_MONTH = re.compile(rf"(?<=[Ii]n )({dates.MONTH})\b\.?")
"""A month behind "in", where a number that follows counts something: "in June 12 people"."""
DAY_MONTH = re.compile(rf"\b{_DAY}(?:\s+of)?\s+({dates.MONTH})\b")
ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
YEAR = re.compile(r"(?<![\w.,$€£-])(1[5-9]\d\d|20\d\d)(?!\w|[.,]\d|\s?(?:%|percent|per cent))\b")
WEEKDAY = re.compile(rf"\b({'|'.join(WEEKDAYS)})s?\b", re.IGNORECASE)
PART_OF_A_DATE = re.compile(rf"\b(?:{dates.MONTH}|{'|'.join(dates.WEEKDAYS)})s?\b|\b\d{{1,4}}\b")
"""A month, a weekday or a number."""
UP_TO_A_TIME = re.compile(
    r"\b(?:until|till|before|after|from|since|by|between|through|to|every) (?:the )?"
    r"(?:\d{1,2}(?:st|nd|rd|th)? (?:of )?)?"
    rf"(?:{dates.MONTH}|{'|'.join(dates.WEEKDAYS)}|\d{{4}})\b",
    re.IGNORECASE,
)
"""A time up to or from which a stretch goes, that others may lie in."""
TIME_OF_DAY = re.compile(
    r"\b(morning|noon|afternoon|evening|midnight|(?:over|to)?night(?!mare)|daily|weekly|monthly)",
    re.IGNORECASE,
)
ANY_TIME = (
    rf"\b(?:\d{{4}}|\d{{1,2}}[:.]\d\d|[ap]\.?m\b|{'|'.join(dates.MONTHS).lower()}"
    rf"|{'|'.join(WEEKDAYS)}|today|yesterday|tomorrow|night|morning|evening|weekend|week|month"
    r"|year|century|decade)s?\b"
)
"""Any word that says when; a pattern to be compiled."""

HOLIDAYS = (
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
"""Holidays that have the same month and day every year."""

A_DAY_ON = re.compile(
    r"\b(?:(?:next|following|previous|same) (?:day|morning|evening|night)|day (?:after|before)"
    r"|tomorrow|yesterday|overnight|eve)\b",
    re.IGNORECASE,
)
"""What leads from one day to the day beside it."""

YEARS_ON = re.compile(
    r"\b(?:(?:last|next|this|that|same|following|previous) (?:year|season|winter|summer|spring"
    r"|autumn)|years? (?:ago|later|earlier|before|after|old))\b",
    re.IGNORECASE,
)
"""What leads from one year to another."""
