"""Pairs with the date of their document above the evidence, as when an answer is checked.

A claim may then name that date, or say that an article of that day reports it. Another date is not
supported.
"""

import random
import re
from datetime import date, timedelta

from index.text.dates import WEEKDAYS
from qa.support.facts import facts
from qa.training.pairs import Pair, Places

_ON_A_DAY = re.compile(rf"\bon ({'|'.join(WEEKDAYS)})\b(?! \d| of )")
_FIRST = date(1998, 1, 1)
_SPAN = 11_000  # days
_FORMS = ("{d:%B} {d.day}, {d.year}", "{d.day} {d:%B} {d.year}", "{d:%b} {d.day}, {d.year}")
_SHORT = ("{d:%B} {d.day}", "{d.day} {d:%B}", "{d:%b} {d.day}")
_WITH_DAY = ("{d:%A}, {d.day} {d:%B} {d.year}", "{d:%A}, {d:%B} {d.day}")
_TOLD = (
    "As of {on}, {claim}.",
    "According to {a} {source} of {on}, {claim}.",
    "In {a} {source} of {on} it is said that {claim}.",
    "{a} {source} of {on} says that {claim}.",
    "{claim}, the {source} of {on} says.",
    "{claim}, according to the {source} of {on}.",
    "The {source} says that {claim}.",
    "In its issue of {on} the {source} notes that {claim}.",
)
_SOURCES = ("article", "report", "story", "digest", "news report", "note", "paper", "briefing")
_LOWER = frozenset(
    ("the", "a", "an", "in", "on", "at", "it", "its", "there", "they", "this", "these")
)
_OFF = (2, 300)
"""Days between the date of a document and another one: under a year, which need not be named."""
_WRONG = 0.12
"""Share of the dates that are another one than the document's, and so make a claim false."""


def dated(pair: Pair, generator: random.Random) -> Pair:
    """The pair with a date above the evidence, and often with the date in the claim."""
    day = _FIRST + timedelta(generator.randrange(_SPAN))
    told = _told_day(pair)
    if told:
        day += timedelta((WEEKDAYS.index(told[1]) - day.weekday()) % 7)
    above = f"{day}\n{pair.evidence}"
    known = facts(pair.claim).dates or facts(pair.evidence).dates
    if generator.random() < 0.3 or (known and not told):
        return Pair(pair.claim, above, pair.supported, pair.altered)
    wrong = generator.random() < _WRONG
    if wrong:
        day += timedelta(generator.choice((-1, 1)) * generator.randint(*_OFF))
    forms = _FORMS + _SHORT + (_WITH_DAY if told else ())
    on = generator.choice(forms).format(d=day)
    claim, places = _with_date(pair, on, told, generator)
    if wrong and on in claim:
        return Pair(claim, above, False, _altered_at(claim, on, pair))
    return Pair(claim, above, pair.supported, places)


def _altered_at(claim: str, words: str, pair: Pair) -> Places | None:
    """Where the words stand in the claim; None if more than they are not supported."""
    at = claim.index(words)
    return ((at, at + len(words)),) if pair.supported else None


def _told_day(pair: Pair) -> re.Match[str] | None:
    """The weekday that the claim names and its evidence too, as a day of that week."""
    told = _ON_A_DAY.search(pair.claim)
    if told and re.search(rf"(?<!last )(?<!next )(?<!ous )(?<!ing )\b{told[1]}", pair.evidence):
        return told
    return None


def _with_date(
    pair: Pair, on: str, told: re.Match[str] | None, generator: random.Random
) -> tuple[str, Places | None]:
    """The claim with a date, for its weekday or in a frame, and what is altered in it."""
    if told:
        claim = pair.claim[: told.start(1)] + on + pair.claim[told.end(1) :]
        return claim, () if pair.supported else None
    claim, moved = _framed(pair.claim, on, generator)
    return claim, pair.altered and tuple((a + moved, b + moved) for a, b in pair.altered)


def _framed(claim: str, on: str, generator: random.Random) -> tuple[str, int]:
    """A claim in a frame that holds the date, and by how much it has moved to the right."""
    frame = generator.choice(_TOLD)
    source = generator.choice(_SOURCES)
    article = "an" if source[0] in "aeiou" else generator.choice(("a", "the"))
    before, after = (
        part.format(a=article, source=source, on=on) for part in frame.split("{claim}")
    )
    said = claim.removesuffix(".")
    if before and said.split(" ")[0].lower() in _LOWER:
        said = said[:1].lower() + said[1:]
    return before[:1].upper() + before[1:] + said + after, len(before)
