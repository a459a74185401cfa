"""In whose name a sentence says what it says: so a verdict that rests on it names who says so."""

import re

from qa.english.speakers import NO_NAME, NO_SPEAKER, SPEAKER

_MARK = re.compile(r"\s*(?:\d{1,2}[.)]|[-*•–])\s+")
"""The mark of a line of a list."""

_ARTICLES = ("The", "A", "An")
_DID = re.compile(r"\s+[a-z]+ed(?: against| for| in favou?r| down)?\Z")
"""What somebody did who then said something: "Councillor Menzies voted against, saying"."""

_ADDRESS = re.compile(r"\s*(?:of [A-ZÀ-Þ][^,]*,\s*)?(?:[A-ZÀ-Þ][^,]*,\s*)*")
_WARNING = re.compile(r"[^,] +\w+ing\Z")
_OF_AN_AGE = re.compile(r"(?P<name>[A-ZÀ-Þ][\w.’'-]*(?: [A-ZÀ-Þ][\w.’'-]*)+), (?:aged )?\d{1,3},")
"""Who is told with age and address: "Colin Radley, 47, of Station Road, Harrowby, admitted"."""
_MOST_WORDS = 8
"""Words that name somebody."""


def said_by(sentence: str) -> str:
    """Who says what a sentence says, by name or office as it stands there; "" if nobody does.

    Not "he said": who that is stands elsewhere.
    """
    mark = _MARK.match(sentence)
    for match in SPEAKER.finditer(sentence[mark.end() :] if mark else sentence):
        name = _DID.sub("", next(filter(None, match.groups()), "").strip(" ."))
        first, _, rest = name.partition(" ")
        if _is_noun(match) or NO_SPEAKER.search(name) or NO_NAME.search(name):
            continue
        if len(name.split()) > _MOST_WORDS or not name[0].isalpha():
            continue
        if name in _ARTICLES:
            continue
        aged = _OF_AN_AGE.match(sentence)
        if (
            aged
            and match["before"]
            and _ADDRESS.fullmatch(sentence[aged.end() : match.start("before")])
        ):
            return aged["name"]
        return f"{first.lower()} {rest}" if first in _ARTICLES else name
    return ""


def _is_noun(match: re.Match[str]) -> bool:
    """Whether the word of saying is a noun: "A yellow warning has been issued"."""
    return bool(match["before"]) and bool(_WARNING.search(match[0]))
