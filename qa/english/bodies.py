"""Bodies of people: "the United Nations summit" does not tell where it was held."""

import re

_ASKS_WHERE_HELD = re.compile(
    r"\W*where\b[^?]{1,200}\b(?:held|hosted|tak(?:e|es|en|ing) place|took place|gather(?:s|ed)?"
    r"|staged)\b",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"(?:the )?(?:U\.?N\.?|EU|NATO|(?:European|African) Union"
    r"|(?!Russian )(?:[A-ZÀ-Þ][\w’'-]{1,30} ){1,4}"
    r"(?:Nations|Organi[sz]ation|Federation|Committee|Commission))\W*"
)
"""Unions, leagues and ministries are left out: they may be a house, and a union a country."""

_WORD = r"(?!(?:of|to|with|for|from)\b)[\w’'-]{1,30}\s+"
_STANDS_AT = re.compile(
    r"\b(?:at|in|inside|outside|near|by|within|across|throughout|around|over|moved\s+to)\s+"
    rf"(?:{_WORD}){{0,3}}\Z"
    r"|\b(?:hall|steps|seat|building|headquarters|offices?|rooms?|grounds)\s+of\s+(?:the\s+)?\Z"
    r"|\b(?:venue|host|place|location|site)\b[\w ]{0,20}(?::| was| is)\s+(?:the\s+)?\Z",
    re.IGNORECASE,
)
"""What makes a place of a body: "at the", "on the steps of the", "Venue:"."""

_IN_FRONT = 150
"""Characters in which that stands."""


def names_a_body(question: str, before: str, words: str) -> bool:
    """Whether words name a body of people, where a question asks where something was held.

    Args:
        question: any.
        before: what stands in front of the words: "at the" makes a place of a body.
        words: a reader's.
    """
    asked = _ASKS_WHERE_HELD.match(question)
    stands_at = _STANDS_AT.search(before[-_IN_FRONT:])
    return bool(asked and _BODY.fullmatch(words) and not stands_at)
