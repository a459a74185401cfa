"""The patterns that tell a phrase of time by its own words, each with the function that reads it.

`index/text/time_phrases.py` puts together what they find.
"""

import re
from collections.abc import Callable

from index.text import calendar_times as calendar
from index.text import reckoned_times as reckoned
from index.text.calendar_times import DECADES, HOLIDAY
from index.text.dates import MONTH, WEEKDAYS
from index.text.reckoned_times import NUMBERS
from index.text.time_atoms import Atom, Place

_N = (
    r"(?P<n>\d{1,3}|(?:a )?couple(?: of)?|an?|"
    + "|".join(word for word in NUMBERS if word not in ("a", "an", "couple", "few"))
    + r")"
)
_YEAR = r"(?P<year>1[0-9]\d\d|2[01]\d\d)"
_DAY = r"\d\d?(?:st|nd|rd|th)?"
_WEEKDAY = rf"(?:{'|'.join(WEEKDAYS)})"
_SHORT_DAY = rf"(?:(?:{_WEEKDAY}|Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\b\.?,?\s+)?(?:the\s+)?"
_PART_OF_DAY = r"(?:\s+(?:morning|afternoon|evening|night|noon))?"
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
            calendar.iso,
        ),
        (rf"(?<![\w.,-]){_YEAR}/(?P<month>\d\d)/(?P<day>\d\d)(?![\w/])", calendar.iso),
        (r"(?<![\w.,/-])\d\d?([./-])\d\d?\1\d{4}(?![\w/-])", calendar.figures),
        (
            rf"\b(?P<holiday>{HOLIDAY})(?P<which>\b),?\s+{_YEAR}\b",
            calendar.holiday,
        ),
        (
            rf"(?<![\w.,:$€£/-]){_SHORT_DAY}(?P<day>{_DAY})"
            rf"(?:{_DASH}|\s+to\s+|(?<=[Bb]etween \d)\s+and\s+|(?<=[Bb]etween \d\d)\s+and\s+)?"
            rf"(?P<last>(?<=\D){_DAY})?(?:\s+of)?\s+(?P<month>{MONTH})\b\.?(?:,?\s+{_YEAR}\b)?",
            calendar.date,
        ),
        (
            rf"{_SHORT_DAY}\b(?P<month>{MONTH})\b\.?\s+(?P<day>{_DAY})\b(?![:%]|[.,]\d)"
            rf"(?:(?:{_DASH}|\s+to\s+|\s+through\s+)(?P<last>{_DAY})\b)?"
            rf"(?:,?\s+{_YEAR}\b)?(?!\s+{_COUNTED}\b)",
            calendar.date,
        ),
        (rf"\b(?P<month>{MONTH})\b\.?,?\s+(?:of\s+)?{_YEAR}\b(?![,.]\d)", calendar.month_of_year),
        (rf"\b(?P<part>[Qq][1-4]|H[12])[\s-]*(?:of\s+)?{_YEAR}\b", calendar.quarter),
        (rf"\b{_YEAR}[\s-]*(?P<part>[Qq][1-4]|H[12])\b", calendar.quarter),
        (rf"\b{_SEASON}(?:\s+of)?,?\s+{_YEAR}(?:[/–-]\d\d(?:\d\d)?)?\b", calendar.season_of_year),
        (
            r"(?<![\w.,])(?P<decade>1[0-9]\d0|20\d0)[’']?s\b"
            r"|\bthe\s+(?:early|mid|late)?[ -]?[’']?(?P<tens>[2-9]0)s\b",
            calendar.decade_in_figures,
        ),
        (
            rf"\bthe\s+(?:(?:early|mid|late)[ -])?(?P<decade>{'|'.join(DECADES)})\b",
            calendar.decade,
        ),
        (r"\b(?P<century>\d\d?)(?:st|nd|rd|th)[ -][Cc]entury\b", calendar.century),
        (
            rf"(?<![\w.,$€£/-]){_YEAR}(?:[-/–—])(?P<second>\d{{4}}|\d\d)(?![\w/-])",
            calendar.two_years,
        ),
        (rf"\b{_NUMBERED}\s*#?{_YEAR}\b", calendar.nothing),
        (r"#\s?\d{4}\b|\b\d{4}\s+hours\b", calendar.nothing),
        (
            rf"\b(?:[Ee]ach|[Ee]very|[Mm]ost|[Mm]any|[Aa]ll)\s+(?:{MONTH}|{_WEEKDAY}|day|week|month"
            r"|year|spring|summer|autumn|winter|weekend)s?\b",
            calendar.nothing,
        ),
        (rf"\b{_WEEKDAY}s\b|\b[Aa]\s+{_WEEKDAY}\b", calendar.nothing),
        (
            rf"\b(?P<which>[Ll]ast|[Nn]ext|[Tt]his)?\s*\b(?P<holiday>{HOLIDAY})\b(?P<year>)"
            r"(?!\s+(?:[A-Z]|tree|market|card|dinner|pudding|present|party|egg))",
            calendar.holiday,
        ),
        (
            rf"\b(?:Black|Bloody|Super|Cyber|Sheffield|Ruby|Giving|Shrove|Holy|Spy)\s+{_WEEKDAY}\b",
            calendar.nothing,
        ),
        (
            rf"(?<![Oo]n )(?<!ast )(?<!ext )(?<!his )(?<!nce )(?<!til ){_WEEKDAY}\s+"
            rf"(?!{MONTH}\b|{_WEEKDAY})[A-Z][a-z]+",
            calendar.nothing,
        ),
        (r"\b[A-Z]\w+ Today\b|\b[Nn]ow (?:that|and then)\b|\bthe day-to-day\b", calendar.nothing),
        (
            rf"\b(?:[Tt]he\s+)?(?P<way>[Pp]ast|[Ll]ast|[Nn]ext|[Cc]oming)\s+{_N}\s+{_UNIT}\b",
            reckoned.past_or_next,
        ),
        (
            r"\b[Tt]he\s+(?P<way>[Pp]ast|[Cc]oming)(?P<n>)\s+"
            r"(?P<unit>week|month|year|fortnight|decade)\b",
            reckoned.past_or_next,
        ),
        (rf"\b(?i:{_N})\s+{_UNIT}\s+ago\b", reckoned.ago),
        (
            rf"\b[Ii]n\s+(?!a )(?!an ){_N}\s+{_UNIT}(?:[’']?\s+time)?\b(?!\s+(?:of|since))",
            reckoned.in_so_long,
        ),
        (
            r"\b(?P<part>[Ee]arlier|[Ll]ater|[Ss]o far)\s+(?P<way>this)\s+"
            r"(?P<unit>week|month|year|quarter|decade|century)\b",
            reckoned.part_of_now,
        ),
        (
            r"\b(?P<way>[Ll]ast|[Pp]revious|[Tt]his|[Nn]ext|[Tt]he current)\s+"
            r"(?P<unit>week|weekend|month|year|quarter|decade|century)\b(?!\s+of\b|-)",
            reckoned.last_this_next,
        ),
        (r"\b(?:[Oo]ver|[Aa]t|[Oo]n|[Dd]uring)\s+the\s+weekend\b", reckoned.weekend),
        (
            r"\b(?:[Tt]he day before yesterday|[Tt]he day after tomorrow)\b"
            r"|\b(?:[Yy]esterday|[Tt]omorrow)(?:\s+(?:morning|afternoon|evening|night))?\b"
            r"|\b(?:[Tt]oday|[Tt]onight|[Ll]ast night|[Tt]his (?:morning|afternoon|evening))\b",
            reckoned.near_day,
        ),
        (
            rf"\b(?:(?P<which>[Ll]ast|[Nn]ext|[Tt]his|[Pp]ast|[Cc]oming)\s+)?"
            rf"(?P<weekday>{_WEEKDAY}){_PART_OF_DAY}\b",
            reckoned.weekday,
        ),
        (
            rf"\b(?P<which>[Ll]ast|[Nn]ext|[Tt]his|[Pp]ast|[Cc]oming)\s+(?P<month>{MONTH})\b",
            reckoned.month,
        ),
        (
            rf"\b{_MAY_AFTER}[ -](?P<month>May)(?P<which>)\b(?![’']s|\s+[A-Z])",
            reckoned.month_after,
        ),
        (  # an end of a stretch whose other end is a month, too
            rf"\b(?:[Bb]etween|[Ff]rom)\s+(?P<month>May)(?P<which>)"
            rf"(?=\s+{_ON_TO}\s+{MONTH}\b)",
            reckoned.month_of_pair,
        ),
        (
            rf"\b(?:[Bb]etween|[Ff]rom|[Ii]n)\s+{MONTH}\s+(?:{_ON_TO}|or)\s+(?P<month>May)"
            r"(?P<which>)\b(?![’']s|\s+[A-Z])",
            reckoned.month_of_pair,
        ),
        (
            rf"\b{_IN}[ -](?P<month>(?!May\b|Jan\b|Mar\b){MONTH})(?P<which>)\b"
            r"(?!\s+[A-Z][a-z])",
            reckoned.month_after,
        ),
        (
            rf"\b(?P<which>[Ll]ast|[Nn]ext|[Tt]his|[Pp]ast|[Cc]oming)\s+{_SEASON}\b",
            reckoned.season_near,
        ),
        (rf"\b[Ii]n\s+(?:the\s+)?(?!fall){_SEASON}(?P<which>)\b(?!\s+of\b)", reckoned.season_near),
        (
            rf"(?:(?<=\bin )|(?<=\bIn )|(?<=\bsince )|(?<=\buntil )|(?<=\bby )|(?<=\bfrom )"
            r"|(?<=\b[Mm]id-)|(?<=arly-)|(?<=\b[Ll]ate-)|(?<=\b[Pp]re-)|(?<=\b[Pp]ost-)"
            rf"|(?<=\bearly )|(?<=\blate )|(?<=\bLate ))(?<!\d-){_YEAR}\b"
            r"(?![-–/]\w|[.,]\d|%|\s?(?:km|miles|percent|per cent)\b)",
            calendar.year,
        ),
        (
            r"(?<![\w.,$€£/+-])(?P<year>1[5-9]\d\d|20\d\d)(?![-–/\w]|[.,:]\d|\s?%"
            rf"|\s+{_COUNTED}\b|\s(?:percent|per cent)\b)",
            calendar.year,
        ),
        (
            r"\b(?:[Rr]ight now|[Nn]ow|[Cc]urrent(?:ly)?|[Aa]t (?:present|the moment)|[Nn]owadays"
            r"|[Tt]hese days|[Tt]he (?:latest|newest|most recent)|[Ll]atest)\b",
            reckoned.now,
        ),
    )
)

ANY = re.compile(
    rf"\d{{2}}|\b(?:{MONTH}|{_WEEKDAY}|{HOLIDAY}"
    r"|(?i:ago|yesterday|today|tonight|tomorrow|weekend|week|month|year|quarter|decade|decades"
    r"|century|now|nowadays|current|currently|present|moment|these days|latest|newest|recent"
    r"|spring|summer|autumn|fall|winter|night|morning|afternoon|evening|days|weeks|months|years"
    r"|twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties))\b"
)
"""What every phrase of time holds one of; most sentences hold none."""
