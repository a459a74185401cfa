"""Whether words can be the name that a question asks for."""

import re

_BY_NAME = re.compile(r"\bnames?\b(?: of\b|$|\?)|\b(?:called|named)\b", re.I)
_WORD = re.compile(r"[\w’'-]+")
_OF_SEVERAL = re.compile(r"(?:which|who|whom)\b", re.I)
_NUMBER_FIRST = re.compile(
    r"(?:the |a |an |about |some |at least )?(?:\d[\d,.]*|two|three|four|five|six|seven|eight"
    r"|nine|ten|eleven|twelve|dozens|hundreds)\b",
    re.I,
)


def may_name(part: str, answered: str) -> bool:
    """Whether the words that answer a part can be the name that it asks for.

    Args:
        part: a question.
        answered: the words that answer it, or nothing if they are not known: "three regions" does
            not say which regions, nor "a 16-year-old" what somebody is called.
    """
    by_name = _BY_NAME.search(part)
    if not answered or not (by_name or _OF_SEVERAL.match(part)):
        return True
    asked = {word.lower() for word in _WORD.findall(part)}
    new = [w for w in _WORD.findall(answered) if w[0].isupper() and w.lower() not in asked]
    number = _NUMBER_FIRST.match(answered)
    if not number:
        return bool(new) or not by_name
    counted = _WORD.match(answered, number.end() + 1)
    return bool(new) and not (counted and counted[0].lower() in asked)
