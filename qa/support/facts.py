"""What in a sentence can be checked by rule: its numbers, dates, names and speakers.

Words of English. A rule that does not see something (a number in a word it does not know) leaves it
to the scorer of meaning; none of them ever adds a fact that is not there.
"""

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from math import isfinite
from pathlib import Path

from index.text.words import words

Number = tuple[str, float]
"""What is counted (`percent`, a currency, a unit, `ordinal`, `am`, or nothing) and how many."""

Date = tuple[str, int | str]
"""`month` 1 to 12, `day` of a month, `weekday` 1 to 7, `year`, or `time` of the day."""

VOCABULARY = Path(__file__).parents[1] / "english" / "common.txt.gz"
"""Stems of words in common use that are no names, made from WordNet (licence beside it)."""

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
_NUMBER = re.compile(
    r"(?P<before>[$€£¥]\s?)?"
    r"(?<![\w.,-])(?P<sign>[-−](?=\d))?(?P<digits>\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?P<ordinal>st|nd|rd|th)?\b"
    r"(?:[\s-]?(?P<after>%|per\s?cent\b|percent\b|[ap]\.?m\b|[A-Za-z]+))?"
)
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
_UNIT = {word: unit for unit, words in _UNITS.items() for word in words.split()}
EXACT = ("percent", "dollar", "euro", "pound", "yen", "ordinal", "am", "pm")
"""Kinds of numbers that must be said in the evidence too; other units may be left out there."""

_SCALED = re.compile(
    r"(?<![\w.,])(\d[\d,]*(?:\.\d+)?)[\s-]?(hundred|thousand|million|billion|trillion|dozen|[kK]|[mM]n?|[bt]n)\b"
)
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_ONES = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    "|sixteen|seventeen|eighteen|nineteen|third|fourth|fifth|sixth|seventh|eighth|ninth"
)
_HYPHENED = re.compile(
    rf"\b((?:(?:{_TENS})-)?(?:{_ONES})|{_TENS})-(?=[a-z])(?!(?:{_ONES})\b)", re.IGNORECASE
)
"""A number before a hyphen, as in `five-week` and `twenty-five-year-old`."""
_CURRENCY = {"$": "dollar", "€": "euro", "£": "pound", "¥": "yen"}
_MONTHS = "january february march april may june july august september october november december"
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday"
_MONTH = {name[:3]: n for n, name in enumerate(_MONTHS.split(), start=1)}
_WEEKDAY = {name: n for n, name in enumerate(_WEEKDAYS.split(), start=1)}
_MONTH_NAME = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
_MONTH_DAY = re.compile(rf"\b({_MONTH_NAME})\b\.?(?:\s+(\d{{1,2}})(?:st|nd|rd|th)?\b(?!\s*[:%]))?")
_DAY_MONTH = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+({_MONTH_NAME})\b")
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_YEAR = re.compile(r"(?<![\w.,$€£-])(1[5-9]\d\d|20\d\d)(?!\w|[.,]\d|\s?(?:%|percent|per cent))\b")
_DAY_OF_WEEK = re.compile(rf"\b({'|'.join(_WEEKDAYS.split())})s?\b", re.IGNORECASE)

_TIME_OF_DAY = re.compile(
    r"\b(morning|noon|afternoon|evening|midnight|(?:over|to)?night(?!mare)|daily|weekly|monthly)",
    re.IGNORECASE,
)
_DIRECTION = re.compile(
    r"\b((?:north|south)(?:-?(?:east|west))?|east|west)(?:ern|ward|wards|erly)?\b", re.IGNORECASE
)

_TOKEN = re.compile(r"[^\W_]+(?:[’'.&-][^\W_]+)*\.?(?=\W|$)|[^\W_]+")
_FUNCTION_WORDS = """
    a an the this that these those some any all each every both either neither no none another
    other others such same one ones i you he she it we they him her them his its their our my
    your who whom whose which what when where why how there here then now today yesterday
    tomorrow in on at by for from to of with without within into onto over under about above
    after before during since until till through throughout between among across against along
    around near despite because although though while whereas if unless whether as and or but
    nor so yet also however moreover meanwhile still even only just not never more most less
    least many much few several later earlier once again according is are was were be been being
    has have had do does did will would can could may might must shall should said says say told
    tells nearly almost roughly approximately more than up overall instead both per officials
    people authorities additionally furthermore finally first second third next last previously
    currently recently eventually initially
"""
FUNCTION_WORDS = frozenset(_FUNCTION_WORDS.split())
"""Words that say nothing of their own; with a capital letter they are no names."""

FUNCTION_STEMS = frozenset(words(_FUNCTION_WORDS))

_SAME_PEOPLE = """
    uk british britain / dutch netherland holland / french franc / danish denmark
    swiss switzerland / polish poland / spanish spain / greek greec / turkish turkey
    welsh wale / irish ireland
    american america us / german germani / chines china / norwegian norway / finnish finland
    swedish sweden / portugues portug / icelandic iceland / philippin filipino / argentin argentina
"""
_ROOT = {
    name: group.split()[0] for group in re.split(r"[/\n]", _SAME_PEOPLE) for name in group.split()
}
_WRITTEN_OUT = (
    (re.compile(r"\bU\.K\.?|\bUnited Kingdom\b|\bGreat Britain\b"), "UK"),
    (re.compile(r"\bU\.S\.(?:A\.)?|\bUnited States(?: of America)?\b|\bUSA\b"), "America"),
    (re.compile(r"\bEuropean Union\b"), "EU"),
)
_LOOKALIKES = ({"niger", "nigeria"}, {"niger", "nigerian"}, {"austria", "australia"})
_TITLES = frozenset(["mr", "mrs", "ms", "dr", "sir"])

_SAYING = (
    r"(?:sa(?:id|ys?|ying)|t(?:old|ells?)|claim(?:s|ed|ing)?|report(?:s|ed|ing)?"
    r"|announc(?:e[sd]?|ing)|stat(?:e[sd]|ing)|argu(?:e[sd]|ing)|insist(?:s|ed)"
    r"|alleg(?:e[sd]|ing)|assert(?:s|ed)|declar(?:e[sd]|ing)|warn(?:s|ed|ing)"
    r"|believ(?:e[sd]?|ing)|predict(?:s|ed|ing)|confirm(?:s|ed|ing)|blam(?:e[sd]|ing)"
    r"|acknowledg(?:e[sd]|ing)|admit(?:s|ted)|accus(?:e[sd]|ing)|wr(?:ote|ites)|spoke of|speaks of"
    r"|maintain(?:s|ed)|puts? (?:it|the|its)\b)"
)
_AUXILIARIES = r"(?:(?:had|has|have|also|later|still|then|once|again|only|now)\s+)*"
_SPEAKER = re.compile(
    rf"(?:^|[,;:“\"]\s*|\b(?:but|and|while|as)\s+)(?P<before>[^,;:“”\"]{{1,80}}?),?\s+{_AUXILIARIES}"
    rf"{_SAYING}\b"
    rf"|[,”\"]\s*{_SAYING}\s+(?P<behind>[^,;:.“”\"]{{2,80}})"
    r"|\b(?:according to|in the words of|quoted by|in the view of|by the (?:count|account) of)\s+"
    r"(?P<source>[^;:“”\"]{2,80}?)(?=[.;:]?\s*$|[,;:.]\s)"
    r"|(?:^|,\s)(?:in|by) (?P<view>[^,;:“”\"]{2,60}?)[’']s? (?:view|words|account|count|opinion)\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"\b(?:he|she|they|it)\b", re.IGNORECASE)
_APPOSITIONS = re.compile(r"(?:[^,;:“”\"]{1,80},\s+){1,2}$")
_BEHIND = re.compile(r"(?:,[^,;:“”\"]{1,60}){1,2}")


_APPOSED = 400
"""Characters before a speaker in which what stands in apposition to him begins; it takes 162."""

_GAP = re.compile(r"(\s{16})\s+")
"""White space that no sentence has; the patterns above would try every cut of it."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What can be checked in a text.

    Attributes:
        numbers: as they are counted, spelled-out ones too; years and days of a month are dates.
        dates: months, days, weekdays and years.
        names: stems of words with a capital letter; of the first word of a sentence only where it
            is not in common use.
        directions: `north`, `southeast` and the like.
        words: stems of all words.
        speakers: for each thing that somebody says, the stems of who says it.
        sayers: the stems of all of them, with what stands in apposition.
    """

    numbers: frozenset[Number]
    dates: frozenset[Date]
    names: frozenset[str]
    directions: frozenset[str]
    words: frozenset[str]
    speakers: tuple[frozenset[str], ...]
    sayers: frozenset[str]


@lru_cache(maxsize=1024)
def facts(text: str) -> Facts:
    """The facts of a text, in time linear in its length."""
    text = _GAP.sub(r"\1", text)
    for pattern, name in _WRITTEN_OUT:
        text = pattern.sub(name, text)
    digits = in_digits(text)
    dates = frozenset(_dates(digits))
    return Facts(
        frozenset(_numbers(_undated(digits))),
        dates,
        frozenset(_names(text)),
        frozenset(d.lower().replace("-", "") for d in _DIRECTION.findall(text)),
        frozenset(words(text)),
        tuple(_speakers(text)),
        frozenset(_sayers(text)),
    )


def in_digits(text: str) -> str:
    """The text with spelled-out numbers as digits: `ten` is 10, `2.5 million` is 2500000.

    `one` and `first` stay, which often count nothing.
    """
    from text_to_num import alpha2digit

    text = _HYPHENED.sub(r"\1 ", text)
    scaled = _SCALED.sub(
        lambda m: f"{float(m[1].replace(',', '')) * _SCALES[m[2].lower()]:.0f}", text
    )
    return str(alpha2digit(re.sub(r"\b(?:a|one) dozen\b", "12", scaled), "en", 1.5))


def same_name(one: str, other: str) -> bool:
    """Whether two stems name the same, or the people and the country: Russia, Russian."""
    if one == other or _ROOT.get(one, one) == _ROOT.get(other, other):
        return True
    least = max(4, min(len(one), len(other)) - 1)
    return one[:least] == other[:least] and {one, other} not in _LOOKALIKES


@cache
def in_common_use() -> frozenset[str]:
    """The stems of `VOCABULARY`."""
    return frozenset(gzip.decompress(VOCABULARY.read_bytes()).decode().split())


def _numbers(text: str) -> Iterator[Number]:
    for match in _NUMBER.finditer(text):
        value = float(re.sub(r"[,\u00a0\u202f]", "", match["digits"]))
        if not isfinite(value):
            continue
        yield _kind_of_number(match), -value if match["sign"] else value


def _kind_of_number(match: re.Match[str]) -> str:
    if match["before"]:
        return _CURRENCY[match["before"].strip()]
    after = (match["after"] or "").lower()
    if after == "%" or re.match(r"per\s?cent", after):
        return "percent"
    return _UNIT.get(after, "ordinal" if match["ordinal"] else "")


def _dates(text: str) -> Iterator[Date]:
    for match in _ISO.finditer(text):
        yield from zip(("year", "month", "day"), map(int, match.groups()), strict=True)
    for month, day in _MONTH_DAY.findall(text):
        yield "month", _MONTH[month[:3].lower()]
        if day:
            yield "day", int(day)
    for day, month in _DAY_MONTH.findall(text):
        yield "day", int(day)
        yield "month", _MONTH[month[:3].lower()]
    for day in _DAY_OF_WEEK.findall(text):
        yield "weekday", _WEEKDAY[day.lower()]
    for year in _YEAR.findall(text):
        yield "year", int(year)
    for time in _TIME_OF_DAY.findall(text):
        yield "time", time.lower().removeprefix("over").removeprefix("to")


def _undated(text: str) -> str:
    for pattern in (_ISO, _DAY_MONTH, _MONTH_DAY, _YEAR):
        text = pattern.sub(" ", text)
    return text


def _names(text: str) -> Iterator[str]:
    """Stems of the words with a capital letter."""
    for n, match in enumerate(_TOKEN.finditer(text)):
        token = match.group().rstrip(".")
        lower = token.lower()
        if not token[0].isupper() or lower in _TITLES:
            continue
        starts = n == 0 or _starts_sentence(text, match.start())
        if lower in FUNCTION_WORDS and (starts or len(token) > 1):
            continue
        if starts and in_common_use().issuperset(words(token)):
            continue
        if lower in _WEEKDAY or re.fullmatch(_MONTH_NAME, token):
            continue
        yield from words(re.sub(r"[’']s$", "", token))


def _starts_sentence(text: str, place: int) -> bool:
    """Whether what stands before a place, but for opening marks, ends a sentence."""
    while place and text[place - 1] in " “\"'(":
        place -= 1
    return text[max(0, place - 1) : place] in (".", "!", "?", ":")


def _speakers(text: str) -> Iterator[frozenset[str]]:
    for match in _SPEAKER.finditer(text):
        said_by = next(filter(None, match.groups()), "")
        stems = frozenset(words(said_by)) - FUNCTION_STEMS
        if any(stem.isalpha() for stem in stems) or _PRONOUN.search(said_by):
            yield stems


def _sayers(text: str) -> Iterator[str]:
    for match in _SPEAKER.finditer(text):
        start, end = match.span(match.lastgroup or 0)
        near = max(0, start - _APPOSED)
        before = _APPOSITIONS.search(text[near:start]) if match["before"] else None
        behind = _BEHIND.match(text, end) if not match["before"] else None
        yield from words(
            text[near + before.start() if before else start : behind.end() if behind else end]
        )
