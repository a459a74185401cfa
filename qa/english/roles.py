"""Which part somebody has in what was done: who bought is not told behind "bought from"."""

import re

from index.text.words import words
from qa.english.vocabulary import FUNCTION_STEMS, FUNCTION_WORDS

_TAKES = (
    r"(?:b(?:ought|uys?)|acquire[sd]?|purchase[sd]?|receive[sd]?|got|gets?|t(?:ook|akes?)(?: over)?"
    r"|st(?:ole|eals?)|borrow(?:s|ed)?|inherit(?:s|ed)?|won|rent(?:s|ed)?|hire[sd]?|lease[sd]?)"
)
_GIVES = (
    r"(?:s(?:old|ells?)|g(?:ave|ives?)|award(?:s|ed)?|len(?:t|ds?)|donate[sd]?|hand(?:s|ed)?"
    r"(?: over)?|paid|pays?|sen[td]s?|offer(?:s|ed)?|le(?:ft|aves)|present(?:s|ed)?"
    r"|pass(?:ed|es)?)"
)
_WHO = r"\W*(?:who|which (?:company|firm|team|club|man|woman|person|country|party))\b"
_ASKED_TAKER = re.compile(rf"{_WHO} (?:has |have |had )?{_TAKES}\b(?! (?:part|place)\b)", re.I)
_ASKED_GIVER = re.compile(rf"{_WHO} (?:has |have |had )?{_GIVES}\b", re.IGNORECASE)
_ASKED_SUFFERER = re.compile(
    rf"{_WHO} (?:was|were|is|are|has been|have been|had been|got) (?P<done>\w{{2,20}}[dnt])\b"
    r"(?![^?]* by\b)",
    re.IGNORECASE,
)
_LINK = r"(?:the |an? |his |her |its |their |our )?[\"“‘']?\Z"
_WITHIN = (
    r"(?:(?!\b(?:and|by|teams?|sides?|players?|comes?|came|according|thanks|owing|due|addition)\b)"
    r"[^.,;:\n]){0,200}?"
)
"""What may stand between a verb and its "from" or "to"."""

_FROM = re.compile(rf"\b{_TAKES}\b{_WITHIN} from {_LINK}", re.IGNORECASE)
_TO = re.compile(rf"\b{_GIVES}\b{_WITHIN} to {_LINK}", re.IGNORECASE)
_BY = rf"\b{{}}(?: \w{{{{1,20}}}}){{{{0,4}}}} by {_LINK}"

_BOUGHT = re.compile(
    rf"{_WHO} (?:has |have |had )?(?:b(?:ought|uys)|acquire[sd]|purchase[sd])\b", re.I
)
_SOLD = re.compile(rf"{_WHO} (?:has |have |had )?s(?:old|ells)\b", re.IGNORECASE)
_SOLD_TO = re.compile(rf"\bs(?:old|ells?)\b{_WITHIN} to {_LINK}", re.IGNORECASE)
_BOUGHT_FROM = re.compile(
    rf"\b(?:b(?:ought|uys?)|acquire[sd]?|purchase[sd]?)\b{_WITHIN} from {_LINK}", re.I
)
_NOT_DONE = re.compile(
    r"\b(?:not|never|nobody|refuse[sd]?|would|will|could|(?-i:may)|might|wants?|wanted|hope[sd]?"
    r"|plan(?:s|ned)?|tr(?:y|ies|ied)|fail(?:s|ed)?|offer(?:s|ed)?|if|before)\b|n[’']t\b",
    re.IGNORECASE,
)


def has_another_part(question: str, before: str) -> bool:
    """Whether words that answer have another part in what was done than who is asked for.

    Args:
        question: as "Who bought the mill?".
        before: what stands in front of the words in their sentence: "She bought it from".
    """
    if _ASKED_TAKER.match(question) and _FROM.search(before):
        return True
    if _ASKED_GIVER.match(question) and _TO.search(before):
        return True
    suffers = _ASKED_SUFFERER.match(question)
    if suffers is None or suffers["done"].lower() in FUNCTION_WORDS:
        return False
    return bool(re.search(_BY.format(suffers["done"]), before, re.IGNORECASE))


def gives_it(question: str, sentence: str) -> bool:
    """Whether who is asked about as bought stands in a sentence as who it was bought from.

    "Wuyang bought it from Fordham" does not tell who bought Fordham.
    """
    return any(
        (match := asked.match(question)) is not None
        and _named_once_behind(link, question[match.end() :].strip(" ?.!"), sentence)
        for asked, link in ((_ASKED_TAKER, "from"), (_SOLD, "to"))
    )


def _named_once_behind(link: str, what: str, sentence: str) -> bool:
    """Whether a name stands in a sentence behind a word, and nowhere else."""
    if not what[:1].isupper():
        return False
    return sentence.count(what) == 1 and bool(
        re.search(rf"\b{link} (?:the )?{re.escape(what)}\b", sentence)
    )


def has_that_part(question: str, before: str) -> bool:
    """Whether they have just the part that is asked for, by a verb that turns it round.

    "Who bought the mill?" is told behind "sold the mill to", and not behind "sold her car to".
    """
    for asked, told in ((_BOUGHT, _SOLD_TO), (_SOLD, _BOUGHT_FROM)):
        match = asked.match(question)
        if match and told.search(before):
            what = frozenset(words(question[match.end() :])) - FUNCTION_STEMS
            return bool(what) and what <= set(words(before)) and not _NOT_DONE.search(before)
    return False
