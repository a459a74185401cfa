"""The rules that tell a phrase of time by its own words, each a pattern and what it means.

`index/text/time_phrases.py` puts together what they find.
"""

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from index.text import periods
from index.text.dates import MONTH, WEEKDAYS, iso_date, month_number
from index.text.periods import Period

Kind = Literal["absolute", "relative", "now"]
"""Whether a time is told by itself, from a day, or as that day itself ("now", "the latest")."""


@dataclass(frozen=True, slots=True)
class Atom:
    """A phrase before the words beside it are read.

    Attributes:
        start: offset in the text.
        end: offset in the text.
        period: as far as it is known.
        kind: how it is told.
        yearless: whether the year is reckoned, so that a year beside it may take its place.
        dateless: whether there was no day to reckon it from: the year is any.
    """

    start: int
    end: int
    period: Period
    kind: Kind = "absolute"
    yearless: bool = False
    dateless: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A match, and what it is read against."""

    match: re.Match[str]
    today: datetime.date | None

    def ahead(self) -> bool:
        """Whether the words beside it speak of what is to come."""
        text, match = self.match.string, self.match
        before = _SENTENCE_END.split(text[max(0, match.start() - _BESIDE) : match.start()])[-1]
        cues = list(_TENSE.finditer(before))
        if cues:
            return not cues[-1]["past"]
        after = _SENTENCE_END.split(text[match.end() : match.end() + _BESIDE])[0]
        cue = _TENSE.search(after)
        return bool(cue and not cue["past"])

    def atom(self, period: Period | None, kind: Kind = "absolute") -> Atom | None:
        """The whole match as an atom; None for no period."""
        return Atom(self.match.start(), self.match.end(), period, kind) if period else None

    def from_today(
        self, period: Callable[[datetime.date], Period | None], kind: Kind = "relative"
    ) -> Atom | None:
        """The whole match, reckoned from the day; None where that is not known."""
        return self.atom(period(self.today), kind) if self.today else None

    def every_year(self, period: Callable[[int], Period], ahead: bool | None = None) -> Atom:
        """What comes every year: the last one up to the day, or the next one from it on."""
        today = self.today or datetime.date(2000, 12, 31)
        if ahead is None:
            ahead = self.ahead()
        around = [found for n in (2, 1, 0, -1, -2) if (found := _try(period, today.year - n))]
        if ahead:
            chosen = next((p for p in around if p.last and p.last >= today), None)
        else:
            chosen = next((p for p in reversed(around) if p.first and p.first <= today), None)
        if chosen is None:
            raise ValueError(f"the calendar ends near {today}")
        return Atom(
            self.match.start(), self.match.end(), chosen, "relative", True, self.today is None
        )


def _try(period: Callable[[int], Period], number: int) -> Period | None:
    try:
        return period(number)
    except ValueError:
        return None


_BESIDE = 200
"""Characters on either side of a phrase that are looked at for what it speaks of."""

_SENTENCE_END = re.compile(r"[.!?]\s+(?=[A-Z“\"])|\n")

_PAST = (
    r"(?:was|were|had|did|has|have|said|told|met|won|lost|fell|rose|went|came|took|gave"
    r"|made|left|began|broke|hit|shut|shot|struck|died|sold|bought|held|sent|saw|ran|flew|drew"
    r"|wrote|spoke|swore|sank|drove|found|fought|paid|led|\w{2,}ed)"
)
_TENSE = re.compile(
    # of "will be shut" the last word is no past of its own
    r"\b(?:(?P<coming>(?:will|won[’']t|shall|must|can|should|(?-i:may)|going to|to)"
    rf"(?:(?: (?:not|be|have|stay|remain|keep|get))+ {_PAST}\b)|will|won[’']t|shall|must|can|should"
    r"|(?-i:may)|ha(?:s|ve) until|(?:is|are|was|were) (?:to|due|set|scheduled|expected"
    r"|planned)|(?:plan|hope|expect|intend|aim)(?:s|ing)? to|due|scheduled|expected|planned"
    r"|upcoming|going to|to be|is|are|closes?|opens?|begins?|starts?|ends?|meets?|runs|sits"
    r"|takes effect|takes place|arrives?|leaves?|expires?|returns?)"
    rf"|(?P<past>{_PAST}))\b",
    re.IGNORECASE,
)
_COUNTING = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
)  # fmt: skip
_NUMBERS = {word: number for number, word in enumerate(_COUNTING, start=1)} | {
    "a": 1,
    "an": 1,
    "couple": 2,
    "few": 3,
    "twenty": 20,
    "thirty": 30,
    "fifty": 50,
}
_N = (
    r"(?P<n>\d{1,3}|(?:a )?couple(?: of)?|an?|"
    + "|".join(word for word in _NUMBERS if word not in ("a", "an", "couple", "few"))
    + r")"
)
_YEAR = r"(?P<year>1[0-9]\d\d|2[01]\d\d)"
_DAY = r"\d\d?(?:st|nd|rd|th)?"
_WEEKDAY = rf"(?:{'|'.join(WEEKDAYS)})"
_SHORT_DAY = rf"(?:(?:{_WEEKDAY}|Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\b\.?,?\s+)?(?:the\s+)?"
_PART_OF_DAY = r"(?:\s+(?:morning|afternoon|evening|night|noon))?"
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_SEASON = r"(?P<season>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)"
_DASH = r"\s*[-–—]\s*"
_COUNTED = (
    r"(?:people|persons?|men|women|children|jobs|homes|houses|votes|seats|words|pages|miles|km"
    r"|kilomet(?:re|er)s|met(?:re|er)s|feet|tonnes|tons|kg|lit(?:re|er)s|hectares|acres|points"
    r"|dollars|euros|pounds|crowns|copies|units|cars|ships|soldiers|troops|prisoners|cases|deaths"
    r"|patients|students|pupils|employees|workers|members|hours|days|weeks|months|years|MW|GW|kWh"
    r"|degrees|entries|rows|visitors|passengers|guests|books|items|bottles|times|victims"
    r"|civilians|tickets|trees|sheep|residents|families|rooms|beds|shares|signatures)"
)
_NUMBERED = (
    r"(?:[Rr]oom|[Pp]ages?|pp?\.|[Ff]light|[Rr]outes?|[Aa]rticle|[Ss]ection|[Nn]os?\.|[Nn]umber"
    r"|[Vv]ersion|[Ll]ine|[Pp]latform|[Gg]ate|[Bb]us|[Tt]rain|Windows|[Cc]hannel|[Uu]nit"
    r"|[Aa]partment|[Ss]uite|[Bb]ox|[Pp]aragraph|[Cc]hapter|[Ff]igure|[Tt]able|[Ll]ot|[Ii]tem"
    r"|[Hh]ighway|ISO|RFC|[Cc]lause|[Mm]odel)"
)


_DECADES = (
    "twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"
)  # fmt: skip


def _nothing(place: Place) -> Atom | None:
    return None


def _iso(place: Place) -> Atom | None:
    found = place.match
    return place.atom(_day(int(found["year"]), int(found["month"]), int(found["day"])))


def _figures(place: Place) -> Atom | None:
    found = iso_date(place.match[0])
    day = datetime.date.fromisoformat(found) if found else None
    return place.atom(Period(day, day) if day else None)


def _day(year: int, month: int, day: int) -> Period | None:
    try:
        date = datetime.date(year, month, day)
    except ValueError:
        return None
    return Period(date, date)


def _date(place: Place) -> Atom | None:
    """A day of a month, or several one after the other, with or without the year."""
    found = place.match
    month = month_number(found["month"])
    first = int(re.sub(r"\D", "", found["day"]))
    last = int(re.sub(r"\D", "", found["last"])) if found["last"] else first

    def days(year: int) -> Period:
        return Period(datetime.date(year, month, first), datetime.date(year, month, last))

    if found["year"]:
        return place.atom(_try(days, int(found["year"])))
    if not _try(days, 2000):
        return None
    return place.every_year(days)


def _month_of_year(place: Place) -> Atom | None:
    month = place.match["month"]
    number = int(month) if month.isdigit() else month_number(month)
    return place.atom(periods.months(int(place.match["year"]), number))


def _quarter(place: Place) -> Atom | None:
    part, year = place.match["part"].upper(), int(place.match["year"])
    size = 3 if part[0] == "Q" else 6
    return place.atom(periods.months(year, size * int(part[1]) - size + 1, size))


def _decade(place: Place) -> Atom | None:
    first = 1920 + 10 * _DECADES.index(place.match["decade"])
    return place.atom(periods.years(first, first + 9))


def _century(place: Place) -> Atom | None:
    last = 100 * int(place.match["century"])
    return place.atom(periods.years(last - 99, last)) if 100 <= last <= 2200 else None


def _two_years(place: Place) -> Atom | None:
    """`2019/20`, `2019-20`, `2015–2018`; `2022-10` is a month."""
    first, second = int(place.match["year"]), place.match["second"]
    last = int(second) if len(second) == 4 else first // 100 * 100 + int(second)
    if last > first:
        return place.atom(periods.years(first, last))
    if len(second) == 2 and "-" in place.match[0] and 1 <= int(second) <= 12:
        return place.atom(periods.months(first, int(second)))
    return None


def _season(year: int, season: str) -> Period:
    return periods.months(year, _SEASONS[season.lower()], 3)


def _season_of_year(place: Place) -> Atom | None:
    return place.atom(_season(int(place.match["year"]), place.match["season"]))


def _named_holiday(name: str) -> Callable[[int], Period]:
    for pattern, month, day in _FIXED_HOLIDAYS:
        if re.fullmatch(pattern, name):
            return lambda year: Period(
                datetime.date(year, month, day), datetime.date(year, month, day)
            )
    after = next(days for pattern, days in _EASTER if re.fullmatch(pattern, name))

    def moving(year: int) -> Period:
        day = periods.easter(year) + datetime.timedelta(after)
        return Period(day, day)

    return moving


_FIXED_HOLIDAYS = (
    (r"Christmas Eve", 12, 24),
    (r"Christmas(?: Day)?", 12, 25),
    (r"Boxing Day", 12, 26),
    (r"New Year[’']s Eve", 12, 31),
    (r"New Year[’']s Day", 1, 1),
    (r"Valentine[’']s Day", 2, 14),
    (r"May Day", 5, 1),
    (r"Hall?owe[’']?en", 10, 31),
    (r"Bastille Day", 7, 14),
)
_EASTER = (
    (r"Ash Wednesday", -46),
    (r"Palm Sunday", -7),
    (r"Maundy Thursday", -3),
    (r"Good Friday", -2),
    (r"Easter(?: Sunday)?", 0),
    (r"Easter Monday", 1),
    (r"Whit Sunday|Pentecost", 49),
)
_HOLIDAY = "|".join(
    pattern
    for pattern in sorted([row[0] for row in (*_FIXED_HOLIDAYS, *_EASTER)], key=len, reverse=True)
)


def _holiday(place: Place) -> Atom | None:
    holiday = _named_holiday(place.match["holiday"])
    if place.match["year"]:
        return place.atom(_try(holiday, int(place.match["year"])))
    which = (place.match["which"] or "").lower()
    return place.every_year(holiday, {"last": False, "next": True}.get(which))


def _past_or_next(place: Place) -> Atom | None:
    """`the past three months`, `the next two days`, `the coming week`."""
    found = place.match
    count = _number(found["n"] or "one")
    ahead = found["way"].lower() in ("next", "coming", "following")

    def stretch(today: datetime.date) -> Period:
        other = _moved(today, count if ahead else -count, found["unit"])
        return Period(today, other) if ahead else Period(other, today)

    return place.from_today(stretch)


def _ago(place: Place) -> Atom | None:
    return place.from_today(lambda day: _at(day, -_number(place.match["n"]), place.match["unit"]))


def _in_so_long(place: Place) -> Atom | None:
    if not place.ahead():
        return None
    return place.from_today(lambda day: _at(day, _number(place.match["n"]), place.match["unit"]))


def _number(word: str) -> int:
    word = word.lower().removeprefix("a ").removesuffix(" of")
    return int(word) if word.isdigit() else _NUMBERS[word or "a"]


def _moved(day: datetime.date, count: int, unit: str) -> datetime.date:
    """A day so many days, weeks, months, years or decades later; a month's last day at most.

    Raises:
        OverflowError, ValueError: if there is no such day.
    """
    if unit.startswith(("day", "week", "fortnight")):
        size = 1 if unit.startswith("day") else 7 if unit.startswith("week") else 14
        return day + datetime.timedelta(count * size)
    size = next(n for word, n in (("month", 1), ("year", 12), ("decade", 120)) if word in unit)
    month = periods.months(day.year, day.month + count * size)
    if not month.first or not month.last:
        raise ValueError(f"a month has two ends: {month}")
    return month.first.replace(day=min(day.day, month.last.day))


def _at(day: datetime.date, count: int, unit: str) -> Period:
    """The day, or as coarse as the unit is the week around it, the month or the year."""
    there = _moved(day, count, unit)
    if unit.startswith("day"):
        return Period(there, there)
    if unit.startswith(("week", "fortnight")):
        return Period(there - datetime.timedelta(3), there + datetime.timedelta(3))
    if unit.startswith("month"):
        return periods.months(there.year, there.month)
    return periods.year(there.year)


def _last_this_next(place: Place) -> Atom | None:
    """`last week`, `this month`, `next year`, `last weekend`, `this quarter`."""
    way, unit = place.match["way"].lower(), place.match["unit"].lower()
    step = {"last": -1, "previous": -1, "this": 0, "the current": 0, "next": 1}[way]

    def stretch(today: datetime.date) -> Period:
        if unit == "week":
            return periods.week(today, step)
        if unit == "weekend":
            saturday = today + datetime.timedelta(5 - today.weekday() + 7 * step)
            if step < 0 and today.weekday() >= 5:
                saturday = today - datetime.timedelta(today.weekday() + 2)
            return Period(saturday, saturday + datetime.timedelta(1))
        if unit == "month":
            return periods.months(today.year, today.month + step)
        if unit == "quarter":
            return periods.months(today.year, (today.month - 1) // 3 * 3 + 1 + 3 * step, 3)
        if unit == "decade":
            first = today.year // 10 * 10 + 10 * step
            return periods.years(first, first + 9)
        if unit == "century":
            first = (today.year - 1) // 100 * 100 + 1 + 100 * step
            return periods.years(first, first + 99)
        return periods.year(today.year + step)

    return place.from_today(stretch)


def _weekend(place: Place) -> Atom | None:
    """`over the weekend`: the last one that has begun, or the next."""
    ahead = place.ahead()

    def stretch(today: datetime.date) -> Period:
        saturday = today - datetime.timedelta((today.weekday() - 5) % 7)
        if ahead and today.weekday() < 5:
            saturday += datetime.timedelta(7)
        return Period(saturday, saturday + datetime.timedelta(1))

    return place.from_today(stretch)


def _part_of_now(place: Place) -> Atom | None:
    """`earlier this month`, `so far this year`, `later this week`."""
    whole = _last_this_next(place)
    if not whole or not place.today:
        return None
    if place.match["part"].lower().startswith("later"):
        return place.atom(Period(place.today, whole.period.last), "relative")
    return place.atom(Period(whole.period.first, place.today), "relative")


def _near_day(place: Place) -> Atom | None:
    word = re.sub(r"\s+", " ", place.match[0].lower())
    steps = (("the day before yesterday", -2), ("the day after tomorrow", 2), ("yesterday", -1))
    step = next((n for start, n in steps if word.startswith(start)), None)
    if step is None:
        step = 1 if word.startswith("tomorrow") else -1 if word == "last night" else 0
    return place.from_today(lambda day: _on(day + datetime.timedelta(step)))


def _on(day: datetime.date) -> Period:
    return Period(day, day)


def _weekday(place: Place) -> Atom | None:
    which = (place.match["which"] or "").lower()
    number = WEEKDAYS.index(place.match["weekday"])
    ahead = which in ("next", "coming") or (not which and place.ahead())

    def stretch(today: datetime.date) -> Period:
        if which == "this":
            return _on(today + datetime.timedelta(number - today.weekday()))
        if ahead:
            days = (number - today.weekday()) % 7
            return _on(today + datetime.timedelta(days or (7 if which == "next" else 0)))
        days = (today.weekday() - number) % 7
        if which == "last" and days == 1:  # the day before is "yesterday"
            days += 7
        return _on(today - datetime.timedelta(days or (7 if which else 0)))

    return place.from_today(stretch)


def _month(place: Place) -> Atom | None:
    """A month without its year, where a word before it says that it is one."""
    number = month_number(place.match["month"])
    which = (place.match["which"] or "").lower()
    if which == "this":
        return place.from_today(lambda today: periods.months(today.year, number))
    ahead = {"last": False, "past": False, "next": True, "coming": True}.get(which)
    found = place.every_year(lambda year: periods.months(year, number), ahead)
    today = place.today
    if which in ("last", "next") and today and found.period.overlaps(_on(today)):
        return place.atom(periods.months(today.year + (-1 if which == "last" else 1), number))
    return found


def _season_near(place: Place) -> Atom | None:
    which = (place.match["which"] or "").lower()
    season = place.match["season"]
    ahead = {"last": False, "past": False, "next": True, "coming": True}.get(which)
    today = place.today
    if which == "this" and today:
        winter = season.lower() == "winter" and today.month < 7
        return place.atom(_season(today.year - winter, season), "relative")
    found = place.every_year(lambda year: _season(year, season), ahead)
    if which == "last" and today and found.period.overlaps(_on(today)):
        number = found.period.first.year - 1 if found.period.first else today.year
        return place.atom(_season(number, season), "relative")
    return found


def _year(place: Place) -> Atom | None:
    return place.atom(periods.year(int(place.match["year"])))


def _now(place: Place) -> Atom | None:
    return place.from_today(_on, "now")


def _decade_in_figures(place: Place) -> Atom | None:
    first = int(place.match["decade"] or f"19{place.match['tens']}")
    return place.atom(
        periods.years(first, first + (99 if first % 100 == 0 and first < 2000 else 9))
    )


def _month_after(place: Place) -> Atom | None:
    """A month behind a word that is none of the phrase itself."""
    found = _month(place)
    return replace(found, start=place.match.start("month")) if found else None


def _month_of_pair(place: Place) -> Atom | None:
    """A month among words that are none of the phrase itself."""
    found = _month_after(place)
    return replace(found, end=place.match.end("month")) if found else None


_ON_TO = r"(?:and|to|until|till|through)"
_UNIT = r"(?P<unit>days?|weeks?|fortnights?|months?|years?|decades?)"
_IN = (
    r"(?:[Ii]n|[Ss]ince|[Uu]ntil|[Tt]ill|[Dd]uring|[Ee]arly|[Ll]ate|[Mm]id|[Bb]y|[Ff]rom"
    r"|[Bb]efore|[Aa]fter|[Tt]hrough|[Ee]nd of|[Ss]tart of|[Bb]eginning of|[Mm]iddle of"
    r"|[Hh]alf of|[Pp]rior to|[Bb]etween|[Tt]o|[Aa]nd|[Oo]f)"
)
_MAY_AFTER = (
    r"(?:[Ii]n|[Ss]ince|[Uu]ntil|[Tt]ill|[Dd]uring|[Ee]arly|[Ll]ate|[Mm]id|nd of|rt of|ng of)"
)

RULES: tuple[tuple[re.Pattern[str], Callable[[Place], Atom | None]], ...] = tuple(
    (re.compile(pattern), rule)
    for pattern, rule in (
        (
            rf"(?<![\w.,-]){_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)"
            r"(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?(?![\w-])",
            _iso,
        ),
        (rf"(?<![\w.,-]){_YEAR}/(?P<month>\d\d)/(?P<day>\d\d)(?![\w/])", _iso),
        (r"(?<![\w.,/-])\d\d?([./-])\d\d?\1\d{4}(?![\w/-])", _figures),
        (
            rf"\b(?P<holiday>{_HOLIDAY})(?P<which>\b),?\s+{_YEAR}\b",
            _holiday,
        ),
        (
            rf"(?<![\w.,:$€£/-]){_SHORT_DAY}(?P<day>{_DAY})"
            rf"(?:{_DASH}|\s+to\s+|(?<=[Bb]etween \d)\s+and\s+|(?<=[Bb]etween \d\d)\s+and\s+)?"
            rf"(?P<last>(?<=\D){_DAY})?(?:\s+of)?\s+(?P<month>{MONTH})\b\.?(?:,?\s+{_YEAR}\b)?",
            _date,
        ),
        (
            rf"{_SHORT_DAY}\b(?P<month>{MONTH})\b\.?\s+(?P<day>{_DAY})\b(?![:%]|[.,]\d)"
            rf"(?:(?:{_DASH}|\s+to\s+|\s+through\s+)(?P<last>{_DAY})\b)?"
            rf"(?:,?\s+{_YEAR}\b)?(?!\s+{_COUNTED}\b)",
            _date,
        ),
        (rf"\b(?P<month>{MONTH})\b\.?,?\s+(?:of\s+)?{_YEAR}\b(?![,.]\d)", _month_of_year),
        (rf"\b(?P<part>[Qq][1-4]|H[12])[\s-]*(?:of\s+)?{_YEAR}\b", _quarter),
        (rf"\b{_YEAR}[\s-]*(?P<part>[Qq][1-4]|H[12])\b", _quarter),
        (rf"\b{_SEASON}(?:\s+of)?,?\s+{_YEAR}(?:[/–-]\d\d(?:\d\d)?)?\b", _season_of_year),
        (
            r"(?<![\w.,])(?P<decade>1[0-9]\d0|20\d0)[’']?s\b"
            r"|\bthe\s+(?:early|mid|late)?[ -]?[’']?(?P<tens>[2-9]0)s\b",
            _decade_in_figures,
        ),
        (
            rf"\bthe\s+(?:(?:early|mid|late)[ -])?(?P<decade>{'|'.join(_DECADES)})\b",
            _decade,
        ),
        (r"\b(?P<century>\d\d?)(?:st|nd|rd|th)[ -][Cc]entury\b", _century),
        (rf"(?<![\w.,$€£/-]){_YEAR}(?:[-/–—])(?P<second>\d{{4}}|\d\d)(?![\w/-])", _two_years),
        (rf"\b{_NUMBERED}\s*#?{_YEAR}\b", _nothing),
        (r"#\s?\d{4}\b|\b\d{4}\s+hours\b", _nothing),
        (
            rf"\b(?:[Ee]ach|[Ee]very|[Mm]ost|[Mm]any|[Aa]ll)\s+(?:{MONTH}|{_WEEKDAY}|day|week|month"
            r"|year|spring|summer|autumn|winter|weekend)s?\b",
            _nothing,
        ),
        (rf"\b{_WEEKDAY}s\b|\b[Aa]\s+{_WEEKDAY}\b", _nothing),
        (
            rf"\b(?P<which>[Ll]ast|[Nn]ext|[Tt]his)?\s*\b(?P<holiday>{_HOLIDAY})\b(?P<year>)"
            r"(?!\s+(?:[A-Z]|tree|market|card|dinner|pudding|present|party|egg))",
            _holiday,
        ),
        (
            rf"\b(?:Black|Bloody|Super|Cyber|Sheffield|Ruby|Giving|Shrove|Holy|Spy)\s+{_WEEKDAY}\b",
            _nothing,
        ),
        (
            rf"(?<![Oo]n )(?<!ast )(?<!ext )(?<!his )(?<!nce )(?<!til ){_WEEKDAY}\s+"
            rf"(?!{MONTH}\b|{_WEEKDAY})[A-Z][a-z]+",
            _nothing,
        ),
        (r"\b[A-Z]\w+ Today\b|\b[Nn]ow (?:that|and then)\b|\bthe day-to-day\b", _nothing),
        (
            rf"\b(?:[Tt]he\s+)?(?P<way>[Pp]ast|[Ll]ast|[Nn]ext|[Cc]oming)\s+{_N}\s+{_UNIT}\b",
            _past_or_next,
        ),
        (
            r"\b[Tt]he\s+(?P<way>[Pp]ast|[Cc]oming)(?P<n>)\s+"
            r"(?P<unit>week|month|year|fortnight|decade)\b",
            _past_or_next,
        ),
        (rf"\b(?i:{_N})\s+{_UNIT}\s+ago\b", _ago),
        (
            rf"\b[Ii]n\s+(?!a )(?!an ){_N}\s+{_UNIT}(?:[’']?\s+time)?\b(?!\s+(?:of|since))",
            _in_so_long,
        ),
        (
            r"\b(?P<part>[Ee]arlier|[Ll]ater|[Ss]o far)\s+(?P<way>this)\s+"
            r"(?P<unit>week|month|year|quarter|decade|century)\b",
            _part_of_now,
        ),
        (
            r"\b(?P<way>[Ll]ast|[Pp]revious|[Tt]his|[Nn]ext|[Tt]he current)\s+"
            r"(?P<unit>week|weekend|month|year|quarter|decade|century)\b(?!\s+of\b|-)",
            _last_this_next,
        ),
        (r"\b(?:[Oo]ver|[Aa]t|[Oo]n|[Dd]uring)\s+the\s+weekend\b", _weekend),
        (
            r"\b(?:[Tt]he day before yesterday|[Tt]he day after tomorrow)\b"
            r"|\b(?:[Yy]esterday|[Tt]omorrow)(?:\s+(?:morning|afternoon|evening|night))?\b"
            r"|\b(?:[Tt]oday|[Tt]onight|[Ll]ast night|[Tt]his (?:morning|afternoon|evening))\b",
            _near_day,
        ),
        (
            rf"\b(?:(?P<which>[Ll]ast|[Nn]ext|[Tt]his|[Pp]ast|[Cc]oming)\s+)?"
            rf"(?P<weekday>{_WEEKDAY}){_PART_OF_DAY}\b",
            _weekday,
        ),
        (rf"\b(?P<which>[Ll]ast|[Nn]ext|[Tt]his|[Pp]ast|[Cc]oming)\s+(?P<month>{MONTH})\b", _month),
        (
            rf"\b{_MAY_AFTER}[ -](?P<month>May)(?P<which>)\b(?![’']s|\s+[A-Z])",
            _month_after,
        ),
        (  # an end of a stretch whose other end is a month, too
            rf"\b(?:[Bb]etween|[Ff]rom)\s+(?P<month>May)(?P<which>)"
            rf"(?=\s+{_ON_TO}\s+{MONTH}\b)",
            _month_of_pair,
        ),
        (
            rf"\b(?:[Bb]etween|[Ff]rom|[Ii]n)\s+{MONTH}\s+(?:{_ON_TO}|or)\s+(?P<month>May)"
            r"(?P<which>)\b(?![’']s|\s+[A-Z])",
            _month_of_pair,
        ),
        (
            rf"\b{_IN}[ -](?P<month>(?!May\b|Jan\b|Mar\b){MONTH})(?P<which>)\b"
            r"(?!\s+[A-Z][a-z])",
            _month_after,
        ),
        (rf"\b(?P<which>[Ll]ast|[Nn]ext|[Tt]his|[Pp]ast|[Cc]oming)\s+{_SEASON}\b", _season_near),
        (rf"\b[Ii]n\s+(?:the\s+)?(?!fall){_SEASON}(?P<which>)\b(?!\s+of\b)", _season_near),
        (
            rf"(?:(?<=\bin )|(?<=\bIn )|(?<=\bsince )|(?<=\buntil )|(?<=\bby )|(?<=\bfrom )"
            r"|(?<=\b[Mm]id-)|(?<=arly-)|(?<=\b[Ll]ate-)|(?<=\b[Pp]re-)|(?<=\b[Pp]ost-)"
            rf"|(?<=\bearly )|(?<=\blate )|(?<=\bLate ))(?<!\d-){_YEAR}\b"
            r"(?![-–/]\w|[.,]\d|%|\s?(?:km|miles|percent|per cent)\b)",
            _year,
        ),
        (
            r"(?<![\w.,$€£/+-])(?P<year>1[5-9]\d\d|20\d\d)(?![-–/\w]|[.,:]\d|\s?%"
            rf"|\s+{_COUNTED}\b|\s(?:percent|per cent)\b)",
            _year,
        ),
        (
            r"\b(?:[Rr]ight now|[Nn]ow|[Cc]urrent(?:ly)?|[Aa]t (?:present|the moment)|[Nn]owadays"
            r"|[Tt]hese days|[Tt]he (?:latest|newest|most recent)|[Ll]atest)\b",
            _now,
        ),
    )
)

ANY = re.compile(
    rf"\d{{2}}|\b(?:{MONTH}|{_WEEKDAY}|{_HOLIDAY}"
    r"|(?i:ago|yesterday|today|tonight|tomorrow|weekend|week|month|year|quarter|decade|decades"
    r"|century|now|nowadays|current|currently|present|moment|these days|latest|newest|recent"
    r"|spring|summer|autumn|fall|winter|night|morning|afternoon|evening|days|weeks|months|years"
    r"|twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties))\b"
)
"""What every phrase of time holds one of; most sentences hold none."""
