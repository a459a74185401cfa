"""Figures in a sentence, and what they may belong to: a year, a month, a weekday, a place."""

import re

from index.text import dates
from index.text.lists import word_set
from index.text.words import words
from qa.english.dates import WEEKDAYS, YEAR
from qa.english.numbers import WORDS

_NO_UNIT = r"(?:and|but|for|from|had|has|than|that|the|was|were|when|while|who|with)\b"
VALUE = re.compile(
    r"(?<![\w.,:])(?:(?P<before>[$€£¥])\s?)?"
    rf"(?P<figure>\d[\d,.:\u00a0\u202f]*(?<![.,:])|(?i:(?:{WORDS})\b))"
    r"(?:[\s-]?(?P<scale>thousand|million|billion|trillion)\b)?"
    rf"(?:\s?(?P<unit>%|per\s?cent|percent|°\s?[CF]|[ap]\.?m\b\.?|km|kg|(?!{_NO_UNIT})[a-z]{{3,}})"
    r"(?!\w))?"
)
"""A figure with its `scale` and its `unit`, where they stand."""

_MONTH = rf"\b(?:{dates.MONTH})\b\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
DATE = re.compile(
    rf"{_DAY} (?:of )?{_MONTH}(?:,? \d{{4}})?|{_MONTH}(?: {_DAY}(?![\d.,]*\d))?(?:,? \d{{4}})?"
    rf"|\d{{4}}-\d\d-\d\d|{YEAR.pattern}"
)
"""A day, a month or a year, as far as it is told."""

TIMES = (
    YEAR,
    re.compile(_MONTH),
    re.compile(rf"\b(?:{'|'.join(WEEKDAYS)})\b", re.IGNORECASE),
)
"""Times that a figure may belong to, the surest kind first."""

PLACED = re.compile(
    r"(?<!\w)(?:(?<=in )|(?<=at )|(?<=of )|(?<=by )|(?<=to )|(?<=for )|(?<=from ))(?:the )?"
    r"(?P<name>[A-ZÀ-Þ][\w’'-]{1,30}(?: [A-ZÀ-Þ][\w’'-]{1,30}){0,3})"
)
"""A name that a figure may belong to."""

BETWEEN = re.compile(r" (?:[\w’'-]+ ){0,3}|, (?:in|on|at|for) |: | \(", re.IGNORECASE)
"""What stands between a figure and the time that it belongs to, where nothing else does."""

APART = re.compile(r"[;:.]\s|, (?!in |on |at |for )")
"""What parts a figure from what stands behind it."""

LABEL_ASKED = re.compile(
    r"\s*(?:what(?:['’]s| is| was| are| were)|how (?:much|high|large|big|long) (?:is|was|are|were))"
    r" the (?:[a-z]{1,30} ){0,2}?(?P<label>[a-z]{3,30})(?: (?:of|for|at|on|with|from|in)\b|\W*\Z)",
    re.IGNORECASE,
)
"""A question for the figure that a thing is labelled with: "What is the excess of Bluestone?"."""

LABELS = r"s?(?: of| is| was| at)?:?\s{1,3}(?:about |only |just |now )?"
"""What parts the label from its figure."""

IN_BRACKETS = re.compile(
    r"\((?P<value>[^()\n]{0,20}\d[^()\n]{0,20}?) (?:(?:for|with|in|by) (?:an? |the )?)?"
    r"(?P<kind>[a-z]{3,20})\)"
)
"""A figure of another kind, beside the usual one: "180 °C (160 °C fan)", "12 euros (8 reduced)"."""

DURATIONS = word_set("second minute hour day week month year")
"""Units of which one may answer where another is usual: "three months", "two weeks"."""

CLOCK = re.compile(r"\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\.?)?|\d{1,2}\s?[ap]\.?m\.?", re.IGNORECASE)
"""A time of the day."""

GOES_FOR = frozenset(
    words(
        "pay pays paid cost costs charge charged fee price amount amounts come comes to go goes on"
        " going still apply applies hold holds last lasts take takes instead only just however even"
        " case cases get gets receive there already"
    )
)
"""Stems of words with which a figure is said to go for a case."""
