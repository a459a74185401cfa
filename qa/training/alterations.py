"""Claims made of claims: names or numbers that have changed places, and dates above the evidence.

A claim with the words of the evidence in other roles is what a network that matches topics takes
for true: "Kyiv attacked Moscow" by a sentence in which Moscow attacks Kyiv.
"""

import datetime
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from index.text.dates import MONTH, MONTHS, WEEKDAYS
from qa.english.dates import ANY_TIME
from qa.training.pairs import Pair

SWAPPED = 0.7
"""Share of the supported claims with two names or numbers that are also shown with them swapped."""

REPLACED = 0.3
"""Share of the supported claims also shown with a name or number of the evidence put in."""

DATED = 0.3
"""Share of the claims that are shown below dates of documents."""

TOLD = 0.5
"""Share of the supported claims below a date, of those that say no time, that are told it."""

WRONG = 0.5
"""Share of the claims told a date that are told another one, which nothing says."""

_WORD = r"[A-Z](?:[\w&-]|[’'](?!s\b))*"
_NAME = re.compile(rf"(?<![\w’'.-]){_WORD}(?: (?:of |the |de |al-)?{_WORD})*(?!\.\w|\w)")
_DAY_OR_MONTH = re.compile(rf"(?:{'|'.join(WEEKDAYS)}|{MONTH})\b")
_NUMBER = re.compile(r"(?<![\w.,-])\d+(?:[.,]\d+)*(?![\w-]|[.,]\d)")
_TIME = re.compile(ANY_TIME, re.IGNORECASE)
_SAME_EITHER_WAY = re.compile(r"^[\s,]*(?:and|or|with|vs?\.?|versus|[-–/])?(?: the)?\s*$")
_MUTUAL = re.compile(r"\b(?:between|both|each other|together|met|meeting|talks|married)\b")
_AT = re.compile(r"\b(?:in|at|from|near|since|until)\s+(?:the\s+)?$", re.IGNORECASE)
_FIRST, _LAST = datetime.date(2005, 1, 1), datetime.date(2026, 12, 31)
_FAR = 18
"""Months by which another date is off, at most."""

Place = tuple[int, int]


def swapped(pair: Pair, chance: random.Random) -> Iterator[Pair]:
    """A supported claim with two of its names, or two of its numbers, in each other's place.

    Nothing where it might still be true: the two are joined, as in "Kyiv and Moscow", or something
    is mutual; or where only one of them is where something was.
    """
    claim = pair.claim
    if not pair.supported or _MUTUAL.search(claim):
        return
    found = [
        (one, other)
        for places in (_names(claim, pair.evidence), _numbers(claim))
        for n, one in enumerate(places)
        for other in places[n + 1 :]
        if not _SAME_EITHER_WAY.match(claim[one[1] : other[0]]) and _alike(claim, one, claim, other)
    ]
    if found:
        (a, b), (c, d) = chance.choice(found)
        changed = claim[:a] + claim[c:d] + claim[b:c] + claim[a:b] + claim[d:]
        moved = (d - c) - (b - a)
        places = ((a, a + d - c), (c + moved, c + moved + b - a))
        yield replace(pair, claim=changed, supported=False, altered=places)


def replaced(pair: Pair, chance: random.Random) -> Iterator[Pair]:
    """A supported claim with a name or number of the evidence in the place of one of its own."""
    claim, evidence = pair.claim, pair.evidence
    if not pair.supported:
        return
    known = {word.lower() for word in re.findall(r"\w+", claim)}
    found = [
        (place, evidence[slice(*other)])
        for own, theirs in (
            (_names(claim, evidence), _names(evidence, evidence)),
            (_numbers(claim), _numbers(evidence)),
        )
        for place in own
        for other in theirs
        if not known & {word.lower() for word in re.findall(r"\w+", evidence[slice(*other)])}
        and _alike(claim, place, evidence, other)
    ]
    if found:
        (a, b), words = chance.choice(found)
        changed = claim[:a] + words + claim[b:]
        yield replace(pair, claim=changed, supported=False, altered=((a, a + len(words)),))


def dated(pair: Pair, chance: random.Random) -> Pair:
    """A pair with dates of documents above its evidence, as `qa/models/judge.py` puts them.

    A supported claim that says no time, by evidence that says none, is told the date, or the month
    of it; or another one, and is then not supported.
    """
    days = [_day(chance) for _ in range(chance.choice((1, 1, 1, 2)))]
    above = "\n".join(day.isoformat() for day in days)
    shown = replace(pair, evidence=f"{above}\n{pair.evidence}")
    timeless = not _TIME.search(pair.claim) and not _TIME.search(pair.evidence)
    if not (pair.supported and timeless and len(days) == 1 and chance.random() < TOLD):
        return shown
    wrong = chance.random() < WRONG
    told = _told(_other_day(days[0], chance) if wrong else days[0], wrong, days[0], chance)
    return replace(
        shown,
        claim=f"{told}, {pair.claim}",
        supported=not wrong,
        altered=((0, len(told)),) if wrong else pair.altered,
    )


def also(pair: Pair, chance: random.Random) -> Iterator[Pair]:
    """The claims made of a claim, and itself, each below dates or not."""
    found = [pair]
    if chance.random() < SWAPPED:
        found += swapped(pair, chance)
    if chance.random() < REPLACED:
        found += replaced(pair, chance)
    for one in found:
        yield dated(one, chance) if chance.random() < DATED else one


def _names(text: str, evidence: str) -> list[Place]:
    """Names in a text; a word that begins a sentence if it is one of several, or elsewhere inside.

    "Carl" is one in "said Carl", and "The" is none.
    """
    found = []
    for match in _NAME.finditer(text):
        begins = match.start() == 0 or text[: match.start()].rstrip()[-1:] in '.!?"“:\n'
        first, *others = match.group().split()
        inside = others or re.search(rf"[a-z,] {re.escape(first)}\b", evidence)
        day = _DAY_OR_MONTH.match(match.group())
        if first != "I" and not day and (inside or not begins):
            found.append(match.span())
    return found


def _numbers(text: str) -> list[Place]:
    return [match.span() for match in _NUMBER.finditer(text)]


def _alike(text: str, one: Place, other_text: str, other: Place) -> bool:
    """Whether both or neither say where or when: a name of a place is not put for a person."""
    same = text[slice(*one)].lower() == other_text[slice(*other)].lower()
    at = [_AT.search(said[: place[0]]) for said, place in ((text, one), (other_text, other))]
    return not same and (at[0] is None) == (at[1] is None)


def _day(chance: random.Random) -> datetime.date:
    return _FIRST + datetime.timedelta(days=chance.randrange((_LAST - _FIRST).days))


def _other_day(day: datetime.date, chance: random.Random) -> datetime.date:
    """A date in another month, at most `_FAR` months off."""
    ahead = day.month - 1 + chance.choice([n for n in range(-_FAR, _FAR + 1) if n])
    return datetime.date(day.year + ahead // 12, ahead % 12 + 1, min(day.day, 28))


def _told(day: datetime.date, wrong: bool, right: datetime.date, chance: random.Random) -> str:
    """A date in words: the day, or the month; "In May" only if it is the month that is wrong."""
    month = MONTHS[day.month - 1]
    forms: Sequence[str] = [
        f"On {day.day} {month} {day.year}",
        f"On {month} {day.day}, {day.year}",
        f"In {month} {day.year}",
    ]
    if not wrong or day.month != right.month:
        forms = [*forms, f"On {month} {day.day}", f"In {month}"]
    return chance.choice(forms)
