"""Reads the phrases of time in an English text against a day: "in 2022", "last week", "on Friday".

Every phrase is told by a rule of its own, in the order of `RULES`; what one has taken is closed to
those after it. Then words beside it narrow or open it: "early", "the first half of", "since",
"between … and …". A number, a verb or a name that only looks like a time ("room 2019", "march to",
"Theresa May") is none.

What is told of the day (`relative`) needs that day: without one it is left out, as is a date that
does not exist. A date without its year is the last one up to the day, or where the words beside it
speak of what is to come, the next one. Weeks begin on Monday, seasons are those of the north, a
third of a year or a month is its beginning, its middle or its end.
"""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from index.text import periods
from index.text.periods import Period
from index.text.time_atoms import Atom, Kind, Place
from index.text.time_rules import ANY, RULES


@dataclass(frozen=True, slots=True)
class Mention:
    """A phrase of time.

    Attributes:
        start: offset of its first character in the text.
        end: offset behind its last one.
        period: the days that it names; open where it says "since" or "until".
        kind: how they are told.
        yearless: whether the year is reckoned: the day or the month comes every year.
    """

    start: int
    end: int
    period: Period
    kind: Kind
    yearless: bool = False


def find_periods(text: str, today: datetime.date | None) -> list[Mention]:
    """The phrases of time in a text.

    Args:
        text: English, of any length.
        today: the day that it was written on, or that a question was asked on; None if that is not
            known: then only what is told by itself is read.

    Returns:
        In the order of the text, without overlapping.
    """
    if not ANY.search(text):
        return []
    atoms = _with_ranges(text, _atoms(text, today))
    found = (_read_beside(text, atom, today) for atom in atoms)
    return [
        Mention(atom.start, atom.end, atom.period, atom.kind, atom.yearless)
        for atom in found
        if atom and not atom.dateless
    ]


def _atoms(text: str, today: datetime.date | None) -> list[Atom]:
    """What the rules find, in the order of the text; a rule gives way to those before it."""
    taken = bytearray(len(text))
    found: list[Atom] = []
    for pattern, rule in RULES:
        for match in pattern.finditer(text):
            if 1 in taken[match.start() : match.end()]:
                continue
            try:
                atom = rule(Place(match, today))
            except (ValueError, OverflowError):  # a day that the calendar does not have
                atom = None
            start, end = (atom.start, atom.end) if atom else match.span()
            taken[start:end] = b"\1" * (end - start)
            if atom:
                found.append(atom)
    return sorted(found, key=lambda atom: atom.start)


_TO = re.compile(r"\s*(?:[-–—]|to|until|till|through)\s*\Z")
_AND = re.compile(r"\s*and\s*\Z")
_LISTED = re.compile(r"\s*(?:,|and|or)\s+(?:in\s+|on\s+)?\Z")
_BETWEEN = re.compile(r"\b[Bb]etween\s+\Z")
_FROM = re.compile(r"\b(?:[Ff]rom|[Ss]ince)\s+\Z")


def _with_ranges(text: str, atoms: list[Atom]) -> Iterator[Atom]:
    """The atoms, with two that are the ends of one stretch put together."""
    rest = iter(atoms)
    left = next(rest, None)
    while left:
        right = next(rest, None)
        if right and (joined := _joined(text, left, right)):
            left, right = joined, next(rest, None)
        elif right and _LISTED.match(text[left.end : right.start]):
            # of "in May and July 2022"
            left = _in_the_year_of(left, right) if left.yearless and not right.yearless else left
        yield left
        left = right


def _joined(text: str, left: Atom, right: Atom) -> Atom | None:
    between = text[left.end : right.start]
    before = text[max(0, left.start - 12) : left.start]
    two = _BETWEEN.search(before)
    if not (_AND.match(between) if two else _TO.match(between)):
        return None
    starts = left.period.first, right.period.first
    if starts[0] and starts[1] and starts[0] > starts[1]:
        left = _before(left, right)  # "between March and May" in April, "from Monday to Friday"
    elif left.yearless and not right.yearless and starts[1]:
        left = _in_the_year_of(left, right)
    first, last = left.period.first, right.period.last
    if not first or not last or last < first:
        return None
    opening = two or _FROM.search(before)
    start = left.start - (len(before) - opening.start() if opening else 0)
    kind: Kind = "relative" if "relative" in (left.kind, right.kind) else right.kind
    return Atom(start, right.end, Period(first, last), kind, dateless=left.dateless)


def _before(left: Atom, right: Atom) -> Atom:
    """An atom that comes every year or every week, the last time before the other one."""
    if left.yearless:
        return _in_the_year_of(left, right)
    period, week = left.period, datetime.timedelta(7)
    if left.kind == right.kind == "relative" and period.days == right.period.days == 1:
        first = period.first and period.first - week
        return replace(left, period=Period(first, first))
    return left


def _in_the_year_of(left: Atom, right: Atom) -> Atom:
    """An atom in the last of its years that begins before the other."""
    first, last, other = left.period.first, left.period.last, right.period.first
    if not first or not last or not other:
        return left
    for number in (other.year, other.year - 1):
        try:
            moved = Period(first.replace(year=number), last.replace(year=number))
        except ValueError:
            continue
        if moved.first and moved.first <= other:
            return replace(left, period=moved, kind="absolute", yearless=False, dateless=False)
    return left


def _read_beside(text: str, atom: Atom, today: datetime.date | None) -> Atom | None:
    """The atom with what the words beside it make of it; None where the calendar ends before."""
    try:
        return _bounded(text, _narrowed(text, atom, today), today)
    except (ValueError, OverflowError):
        return None


_PART = re.compile(
    r"\b(?:(?P<early>[Ee]arly(?:\s+in)?|(?:[Tt]he\s+)?(?:start|beginning)\s+of)"
    r"|(?P<mid>[Mm]id|(?:[Tt]he\s+)?middle\s+of)|(?P<late>[Ll]ate(?:\s+in)?|(?:[Tt]he\s+)?end\s+of)"
    r"|(?:[Tt]he\s+)?(?P<nth>first|second|third|fourth|last|final)\s+(?P<size>quarter|half)\s+of"
    r"|(?:[Tt]he\s+)?(?P<week>week)\s+(?:of|beginning|starting)"
    r"|(?P<whole>[Tt]he\s+year|[Yy]ear|(?:[Ff]iscal|[Ff]inancial)(?:\s+year)?))[\s-](?:the\s+)?\Z"
)
_MIDDLE = re.compile(r"\A(?:the\s+)?(?P<word>early|mid|late)[\s-]", re.IGNORECASE)


def _narrowed(text: str, atom: Atom, today: datetime.date | None) -> Atom:
    """The atom with what stands before it: early, the first half of, the week of."""
    inside = _MIDDLE.match(text[atom.start : atom.end])
    if inside:
        return replace(atom, period=_third(atom.period, inside["word"].lower()))
    opening = max(0, atom.start - 40)
    found = _PART.search(text[opening : atom.start])
    if not found:
        return atom
    start = opening + found.start()
    if found["whole"]:
        return replace(atom, start=start) if atom.kind == "absolute" else atom
    if found["week"]:
        day = atom.period.first if atom.period.days == 1 else None
        return replace(atom, start=start, period=periods.week(day)) if day else atom
    if found["nth"]:
        return replace(atom, start=start, period=_share(atom.period, found["nth"], found["size"]))
    word = next(name for name in ("early", "mid", "late") if found[name])
    return replace(atom, start=start, period=_third(atom.period, word))


_SHORTEST = 28
"""Days from which a stretch has a beginning and an end of its own."""


def _third(period: Period, word: str) -> Period:
    """The beginning, middle or end of decades, years, months: whole years, months or days."""
    first, last, days = period.first, period.last, period.days
    if not first or not last or not days or days < _SHORTEST:
        return period
    n = ("early", "mid", "late").index(word)
    if days > 3000:
        bounds = ((0, 3), (4, 6), (7, last.year - first.year))[n]
        if last.year - first.year > 9:
            bounds = ((0, 33), (34, 66), (67, last.year - first.year))[n]
        return periods.years(first.year + bounds[0], first.year + bounds[1])
    if days > 300:
        return periods.months(first.year, 4 * n + 1, 4)
    if days < 32:
        ends = (first + datetime.timedelta(9), first + datetime.timedelta(19), last)
        return Period(first + datetime.timedelta(10 * n), ends[n])
    month = first.month + n * 1
    return periods.months(first.year, month)


def _share(period: Period, nth: str, size: str) -> Period:
    """A half or a quarter of a year, or a half of a month."""
    first, last, days = period.first, period.last, period.days
    if not first or not last or not days or days < _SHORTEST:
        return period
    count = 2 if size == "half" else 4
    names = ("first", "second", "third", "fourth")
    n = count - 1 if nth in ("last", "final") else names.index(nth)
    if n >= count:
        return period
    if days > 300:
        return periods.months(first.year, 12 // count * n + 1, 12 // count)
    if size == "half" and days < 32:
        middle = first + datetime.timedelta(14)
        return Period(first, middle) if n == 0 else Period(middle + datetime.timedelta(1), last)
    return period


_BOUND = re.compile(
    r"\b(?:(?P<since>[Ss]ince|[Ss]tarting(?: in| on)?|[Aa]s (?:of|from))"
    r"|(?P<until>[Uu]ntil|[Tt]ill|[Uu]p to|[Bb]y|[Nn]o later than|[Tt]hrough)"
    r"|(?P<before>[Bb]efore|[Pp]rior to|[Aa]head of)|(?P<after>[Aa]fter)|(?P<from>[Ff]rom))"
    r"(?:\s+the)?[\s]+\Z"
)
_ONWARD = re.compile(r"\s*(?:on\b|onwards?\b|forward\b)")


def _bounded(text: str, atom: Atom, today: datetime.date | None) -> Atom | None:
    """The atom, opened by a word before it: since, until, before, after, from … on."""
    opening = max(0, atom.start - 24)
    found = _BOUND.search(text[opening : atom.start])
    first, last = atom.period.first, atom.period.last
    if not found or not first or not last:
        return atom
    start, end = opening + found.start(), atom.end
    step = datetime.timedelta(1)
    if found["since"]:
        period = Period(first, None)
    elif found["until"]:
        period = Period(None, last)
    elif found["before"]:
        period = Period(None, first - step)
    elif found["after"]:
        period = Period(last + step, None)
    else:
        onward = _ONWARD.match(text[end:])
        if not onward and atom.period.days != 1:
            return atom
        end += onward.end() if onward else 0
        period = Period(first, None)
    return replace(atom, start=start, end=end, period=period)
