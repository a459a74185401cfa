"""Whether a line without a full stop states something, as a heading seldom does."""

import re

from index.text.dates import MONTHS, WEEKDAYS
from index.text.other_dates import OTHER_MONTHS, OTHER_WEEKDAYS

STATES = re.compile(
    r"(?!(?:how|what|who|when|where|why|which|whether|if|wie|was|wer|wann|wo|warum|comment|qui|quand"
    r"|où|pourquoi|cómo|qué|quién|cuándo|dónde)\b)"
    r"(?:[\w'’,-]+\s+){1,12}?"
    r"(?:(?:must|shall|should|may|can|cannot|can't|will|won't|would|could|is|are|was|were|has|have"
    r"|had|does|did|do|isn't|aren't|muss|müssen|darf|dürfen|soll|sollen|ist|sind|wird|werden|doit"
    r"|doivent|est|sont|peut|peuvent|debe|deben|es|son|está|están|puede|pueden)\s+)"
    r"(?:[\w'’,-]+\s+){1}",
    re.IGNORECASE,
)
"""Three words or more with a finite verb among them that is an auxiliary; to `match` at the start
of a line. Headings have none, and headlines leave it out."""

GIVES_A_NAME = re.compile(
    r"\((?:[^()\n]{1,60}\s)?[“\"][^()\n“”\"]{1,60}[”\"][^()\n]{0,60}\)"
    r"|\((?:hereinafter\s)?the\s\w{2,30}\)",
    re.IGNORECASE,
)
"""A bracket that says what something is called from there on: `Ida Moor (the landlord)`."""

_WEEKDAYS = "|".join(sorted({*map(str.lower, WEEKDAYS), *OTHER_WEEKDAYS}))
_MONTHS = "|".join(sorted({*map(str.lower, MONTHS), *OTHER_MONTHS}, key=len)[::-1])
_NUMBERING = re.compile(r"(?:(?:\d{1,3}\.)*\d{1,3}[.)]?|\d{4}|[IVX]{1,5}[.)])(?=[\s:])")
_TELLS = re.compile(
    rf"""\b\d{{1,2}}(?::|[.h](?=\d\d\b))\d\d\b  # a time of day
    | [€$£¥%°]\s?\d | \d\s?[€$£¥%°]
    # a code or a sum, but no year
    | (?<![\w.,/-])(?!(?:1[5-9]|20)\d\d(?:[-/]\d\d(?:\d\d)?)?(?![\d.,-]*\d))\d[\d.,-]*\d\d(?!\w)
    | \b[^\W\d_][^\W_]{{0,30}}[-/]?\d{{3,12}}\b
    # how many, or a day of a month
    | (?<=\s)\d{{1,2}}(?:[.,]\d{{1,2}})?\s?(?:[^\WA-Z\d_]|(?i:{_MONTHS})\b)
    | (?<=\s)(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s[^\WA-Z\d_]
    # the number of a telephone, or an address of a mail
    | (?<!\w)\+\d(?:[\s()/.-]{{0,2}}\d){{6,14}} | \w@\w
    | \b(?:born|died|built|opened|founded|made|since|until)\s(?:in\s)?\d{{4}}\b
    | \b(?i:{_MONTHS})\s\d{{1,2}}\b
    | \b(?i:(?:{_WEEKDAYS})s?|daily|weekdays|weekends|noon|midnight|täglich|werktags)\b""",
    re.VERBOSE,
)
_NOTICE = re.compile(
    r"(?i:no|not|only|please|do not|don't|never|always|keine?|nur|bitte|nicht|pas de|ne pas"
    r"|interdit|solo|prohibido)\s(?=[^\WA-Z\d_])"
)


def tells(line: str) -> bool:
    """Whether a short line without a full stop says what a heading seldom does.

    That is a sum, a code, a time, a day, what one may do, or what something is called: `Gate code
    4417`, `Closed Mondays`, `No dogs`, `Ida Moor (the landlord)`. The number of a
    chapter says nothing, nor does a year.

    Args:
        line: not long.
    """
    numbered = _NUMBERING.match(line)
    rest = line[numbered.end() :] if numbered else line
    return bool(
        (not line.isupper() and _TELLS.search(rest))
        or _NOTICE.match(line)
        or GIVES_A_NAME.search(line)
    )
