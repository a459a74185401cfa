"""Whether a sentence can hold the kind of thing that is asked for: a time, a count, a wife."""

import re

from qa.english.dates import ANY_TIME
from qa.english.numbers import in_digits

_WHEN = re.compile(
    r"(?:when|(?:since|until) when|(?:(?:in|on|at|since|until) )?(?:what|which) (?:year|day|date"
    r"|month|time|century|decade))\b",
    re.IGNORECASE,
)
_TIMES = re.compile(
    rf"{ANY_TIME}|\b(?:when|while|after|before|until|till|once|as soon as|during|ago|later|earlier"
    r"|now|already|soon|daily|hours?|minutes?|seconds?|days?|noon|spring|summer|autumn|winter"
    r"|christmas|easter)\b|\d",
    re.IGNORECASE,
)
_COUNT = re.compile(r"how many\b", re.IGNORECASE)
_QUANTITIES = re.compile(
    r"\d|\b(?:no|none|nobody|no one|nothing|several|many|few|fewer|all|both|half|most|dozens?"
    r"|hundreds|thousands|millions|billions|scores|an?|single|couple|pair|every|each|some|only)\b",
    re.IGNORECASE,
)
_YEAR_ALONE = re.compile(
    r"\W*(?:(?:in|since|from|until|by) )?(?:1[5-9]|20)\d\d\W*\Z", re.IGNORECASE
)
_CHILD = r"child(?:ren)?|bab(?:y|ies)|infant|toddler|kids?"
_MARRIED = r"spouse|marri\w+|married|wed\w*|couple|widow\w*"
_RELATIONS = tuple(
    (
        re.compile(rf"\b(?:{asked})\b", re.IGNORECASE),
        re.compile(rf"\b(?:{told})\b", re.IGNORECASE),
    )
    for asked, told in (
        ("daughters?", rf"daughters?|girls?|{_CHILD}"),
        ("sons?", rf"sons?|boys?|{_CHILD}"),
        ("wife", rf"wife|{_MARRIED}"),
        ("husband", rf"husband|{_MARRIED}"),
        ("fianc[eé]e?", "fianc[eé]e?|engaged|engagement"),
        ("mother|mum|mom", "mother|mum|mom|parents?|born to"),
        ("father|dad", "father|dad|parents?|son of|daughter of"),
        ("brothers?", "brothers?|siblings?|twins?"),
        ("sisters?", "sisters?|siblings?|twins?"),
        (
            "successor",
            r"success\w+|succeed\w*|follow\w*|replac\w+|tak(?:es?|ing) over|took over|new|next",
        ),
        (
            "predecessor",
            r"predecess\w+|succeed\w*|replac\w+|taken over|took over|former\w*|before|until",
        ),
    )
)
_WHO = re.compile(r"who\b|\bnames?\b|\b(?:called|named)\b", re.IGNORECASE)


def may_hold(part: str, answered: str, sentence: str) -> bool:
    """Whether a sentence can hold what a part of a question asks for.

    Args:
        part: a question.
        answered: the words of the sentence that answer, or nothing if they are not known.
        sentence: that answers it, with those that it leans on.

    Returns:
        False for a time where the sentence tells none, a number where the words are none or a year,
        and somebody's wife or child where nobody of that kind is spoken of.
    """
    if _WHEN.match(part) and not _TIMES.search(sentence):
        return False
    if _COUNT.match(part) and answered:
        counted = in_digits(answered)
        if _YEAR_ALONE.match(counted) or not _QUANTITIES.search(counted):
            return False
    if not _WHO.search(part):
        return True
    return all(told.search(sentence) for asked, told in _RELATIONS if asked.search(part))


_OF_ALL = re.compile(
    r"\b(?:both|each|all|every|respectively|total|altogether|no|none)\b", re.IGNORECASE
)
_COUNTED = re.compile(r"how (?:many|much)\b", re.IGNORECASE)
_NUMBER = re.compile(r"\d[\d.,]*")


def may_count(part: str, things: int, sentence: str) -> bool:
    """Whether a sentence can say how many or how much of each of several things there is.

    Args:
        part: a question of one of them.
        things: how many there are.
        sentence: that names them all.
    """
    if not _COUNTED.match(part) or _OF_ALL.search(sentence):
        return True
    return len(_NUMBER.findall(in_digits(sentence))) >= things
