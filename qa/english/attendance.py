"""Who was at a meeting and who was not: how it is asked, and the lines of minutes that tell it."""

import re

from index.text.words import words
from qa.english.vocabulary import FUNCTION_STEMS

_PEOPLE = r"(?:members|people|councillors|trustees)"
_OPENS = (
    rf"\A\W*(?:(?:who|which (?:of the )?(?:\w+ ){{0,2}}?{_PEOPLE})(?: all)?"
    rf"|(?:please )?(?:list|name|give me)(?: all)?(?: of)?(?: the)? {_PEOPLE} who)"
    r"(?: (?:was|were|had|has))? "
)
_PRESENT = re.compile(
    rf"{_OPENS}(?:attend(?:ed)?|(?:also )?(?:present|in attendance)|at(?= the )|took part"
    r"|participated)\b",
    re.IGNORECASE,
)
_ABSENT = re.compile(
    rf"{_OPENS}(?:absent\b|missing from\b|excused\b|not (?:present|in attendance)\b"
    r"|unable to attend\b"
    r"|(?:did not|didn[’']t|could not|couldn[’']t) (?:attend|take part|come)\b"
    r"|(?:sent|gave|offered|made)(?: (?:their|his|her))? apologies\b|apologi[sz]ed for absence\b)",
    re.IGNORECASE,
)
_WHAT = re.compile(r"\s+(?:(?:at|of|from|to|for|in) )?the (?P<of>[^,;:]+)", re.IGNORECASE)
_MEETING = re.compile(r"\b(?:meeting|committee|board|council|session|agm)\b", re.IGNORECASE)
_OF_A_PART = re.compile(
    r"\b(?:but|and|or|when|while|without|both|most|first|longest|last|next|previous|every|each"
    r"|early|late|before|after|until|during|since|not|who|which|only|one)\b",
    re.IGNORECASE,
)
"""What asks for some of those who were there, for other meetings, or for a part of one."""

_WHOSE = r"(?: (?:members|councillors|trustees|were|at the meeting))?"
_TOLD = r"(?::(?P<names>[^\n]*)|[ \t*_:]*$)"
_PRESENT_LINE = re.compile(
    r"^[^\w\n]{0,4}(?P<label>(?:also |members |councillors )?present|attendees|attendance"
    rf"|in attendance|participants|attended by|those present){_WHOSE}{_TOLD}",
    re.IGNORECASE | re.MULTILINE,
)
_ABSENT_LINE = re.compile(
    r"^[^\w\n]{0,4}(?P<label>(?:apologies(?: for absence| received)?(?: from)?|absent|excused"
    rf"|not present|regrets)){_WHOSE}{_TOLD}",
    re.IGNORECASE | re.MULTILINE,
)
_LIGHT = frozenset(words("meeting session people person persons attended members"))


def lines_asked(question: str) -> tuple[re.Pattern[str], frozenset[str]] | None:
    """The lines that say who was at a meeting, or was not; None if a question does not ask that.

    Args:
        question: without the day of the meeting.

    Returns:
        What such lines are like, with the names in `names`, None where they stand below; and stems
        of what meeting is meant.
    """
    for asks, lines in ((_ABSENT, _ABSENT_LINE), (_PRESENT, _PRESENT_LINE)):
        if found := asks.search(question):
            rest = _WHAT.fullmatch(question[found.end() :].rstrip("?!. "))
            of = rest["of"] if rest else ""
            if not _MEETING.search(of) or _OF_A_PART.search(of):
                return None
            return lines, frozenset(words(of)) - FUNCTION_STEMS - _LIGHT
    return None


_LONGEST = 600
_MOST_WORDS = 5
_BETWEEN_NAMES = re.compile(r"(?:,|&|\band\b)(?![^()]*\))")
_AND = re.compile(r"&|\band\b", re.IGNORECASE)
_NO_PLAIN_LIST = (
    re.compile(r":|\t|  |(?:[,;&(/-]|\band)\s*\Z", re.IGNORECASE),
    re.compile(
        r"(?<!\b[A-Z])(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bSt)(?<!\bMrs)(?<!\bRev)(?<!\bCllr)"
        r"(?<!\bProf)\.\s+\S"
    ),
)
"""A second label, columns, an end that goes on below, and the end of a sentence."""

_IN_BRACKETS = re.compile(r"\([^()]*\)")
_NAMES_NOBODY = re.compile(
    r"\A(?:none|nil|nobody|no|not|n/a|all|everyone|everybody|see|as)\b"
    r"|\A(?:vice[- ]?)?(?:chair\w*|president|secretary|treasurer|clerk|mayor|director|manager"
    r"|deputy|captain|minutes|jr|sr|esq|good|full|low|poor)\Z|\A\w\.?\Z|\A(?-i:[A-Z]{2,4})\Z",
    re.IGNORECASE,
)
"""What stands between commas and is no name, or is only a part of one: "Smith, J."."""

_WORDS_OF_A_NAME = re.compile(
    r"(?:the )?[^\W\d_a-z](?:[^\s\d]*)(?: +(?:[^\W\d_a-z][^\s\d]*|[’'–—-]|of|the|de|van|von|der|den"
    r"|di|da|del|la|le|du|bin|al|from|for))*"
)


def names_in(line: str) -> list[str]:
    """The names in a line, apart; none where it may list something else, or not say all of them.

    What stands in brackets behind a name stays with it, as does what a comma parts from it where
    semicolons stand between the names.
    """
    line = line.strip(" \t*_")
    plain = _IN_BRACKETS.sub("", line)
    if len(line) >= _LONGEST or any(one.search(line) for one in _NO_PLAIN_LIST):
        return []
    apart = ";" in line
    parts = line.split(";") if apart else _BETWEEN_NAMES.split(line)
    names = [name.strip(" .,*_").removeprefix("and ") for name in parts]
    names = [name for name in names if name]
    certain = all(_is_name(name, apart=apart) for name in names) and "(" not in plain
    return names if certain else []


def _is_name(item: str, *, apart: bool) -> bool:
    """Whether an item of a line is a name; behind a semicolon, one with an office or a forename."""
    plain = " ".join(_IN_BRACKETS.sub("", item).split())
    name = plain.partition(",")[0] if apart else plain
    if any(character.isdigit() for character in plain) or (apart and _AND.search(plain)):
        return False
    if len(name.split()) > _MOST_WORDS:
        return False
    return not _NAMES_NOBODY.search(name) and bool(_WORDS_OF_A_NAME.fullmatch(name))


_NEXT_STARTS = re.compile(r"[ \t]*(?:\n|\Z|[^\w\n]{0,4}(?:\d|[A-Z][\w ]{1,30}:))")


def goes_on(below: str) -> bool:
    """Whether what follows a line may belong to it: no line that is empty, numbered or labelled.

    Args:
        below: the text from the beginning of the next line.
    """
    return not _NEXT_STARTS.match(below)
