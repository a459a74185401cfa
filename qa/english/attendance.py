"""Who was at a meeting and who was not: how it is asked, and the lines of minutes that tell it."""

import re

from index.text.words import words
from qa.english.vocabulary import FUNCTION_STEMS

_OPENS = (
    r"\A\W*(?:(?:who|which (?:\w+ ){0,2}?\w+)(?: all| else)?"
    r"|(?:please )?(?:list|name|give me)(?: all)?(?: the| of the)? \w+ who)"
    r"(?: (?:was|were|had|has))? "
)
_PRESENT = re.compile(
    rf"{_OPENS}(?:attend(?:ed)?|(?:also )?(?:present|in attendance)|took part|participated)\b",
    re.IGNORECASE,
)
_ABSENT = re.compile(
    rf"{_OPENS}(?:absent\b|missing from\b|excused\b|not (?:present|in attendance)\b"
    r"|unable to attend\b"
    r"|(?:did not|didn[’']t|could not|couldn[’']t) (?:attend|take part|come)\b"
    r"|(?:sent|gave|offered|made)(?: (?:their|his|her))? apologies\b|apologi[sz]ed for absence\b)",
    re.IGNORECASE,
)
_PRESENT_LINE = re.compile(
    r"^[^\w\n]{0,4}(?:(?:also |members |councillors )?present|attendees|attendance|in attendance"
    r"|participants|attended by|those present)(?: [\w ]{1,20})?:[ \t]*(?P<names>[^\n]{2,600})",
    re.IGNORECASE | re.MULTILINE,
)
_ABSENT_LINE = re.compile(
    r"^[^\w\n]{0,4}(?:apologies(?: for absence| received)?(?: from)?|absent|excused|not present"
    r"|regrets)(?: [\w ]{1,20})?:[ \t]*(?P<names>[^\n]{2,600})",
    re.IGNORECASE | re.MULTILINE,
)
_BETWEEN_NAMES = re.compile(r"(?:[,;]|\band\b)(?![^()]*\))")
_LIGHT = frozenset(
    words("meeting meetings session sessions people person persons attended members")
)


def lines_asked(question: str) -> tuple[re.Pattern[str], frozenset[str]] | None:
    """The lines that say who was at what a question asks about, or was not; None if it does not.

    Returns:
        What such lines are like, with the names in `names`; and stems of what meeting is meant.
    """
    for asks, lines in ((_ABSENT, _ABSENT_LINE), (_PRESENT, _PRESENT_LINE)):
        if found := asks.search(question):
            rest = question[found.end() :]
            return lines, frozenset(words(rest)) - FUNCTION_STEMS - _LIGHT
    return None


def names_in(line: str) -> list[str]:
    """The names in a line, apart; what stands in brackets behind one stays with it."""
    found = (name.strip(" .;,*_") for name in _BETWEEN_NAMES.split(line))
    return [name for name in found if name]
