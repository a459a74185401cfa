"""In whose name a sentence says what it says: so a verdict that rests on it names who says so."""

import re

from qa.english.speakers import NO_SPEAKER, SPEAKER

_MARK = re.compile(r"\s*(?:\d{1,2}[.)]|[-*•–])\s+")
"""The mark of a line of a list."""

_ARTICLES = ("The", "A", "An")
_MOST_WORDS = 8
"""Words that name somebody."""


def said_by(sentence: str) -> str:
    """Who says what a sentence says, by name or office as it stands there; "" if nobody does.

    Not "he said": who that is stands elsewhere.
    """
    mark = _MARK.match(sentence)
    for match in SPEAKER.finditer(sentence[mark.end() :] if mark else sentence):
        name = next(filter(None, match.groups()), "").strip(" .")
        first, _, rest = name.partition(" ")
        if NO_SPEAKER.search(name) or len(name.split()) > _MOST_WORDS or not name[0].isalpha():
            continue
        if name in _ARTICLES:
            continue
        return f"{first.lower()} {rest}" if first in _ARTICLES else name
    return ""
