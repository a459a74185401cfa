"""Parts of a place: when the museum's shop opens is not when its café does."""

import re
from functools import lru_cache

_KINDS = (
    *(r"caf[eé]s?|cafeterias?|canteens?", r"restaurants?", r"shops?|stores?", r"librar(?:y|ies)"),
    *(r"museums?", r"gardens?", r"parks?(?!ing)", r"car parks?|parking", r"pools?", r"gyms?"),
    *(r"schools?", r"hospitals?", r"church(?:es)?|cathedrals?|chapels?", r"hotels?|inns?"),
    *(r"theatres?|theaters?", r"cinemas?", r"archives?", r"planetariums?", r"zoos?", r"kitchens?"),
    *(r"markets?", r"stations?", r"airports?", r"harbours?|ports?", r"playgrounds?", r"saunas?"),
    *(
        r"towers?",
        r"bridges?",
        r"tunnels?",
        r"kiosks?",
        r"toilets?",
        r"ticket offices?|box offices?",
    ),
)
"""Kinds of places, each with its names; what is of one is not of another."""

_PLACES = tuple(re.compile(rf"\b(?:{kind})\b", re.IGNORECASE) for kind in _KINDS)
_OWNED = (
    r"(?:(?:the |our )?\b[\w-]{2,30}(?:[’']s|s[’']) (?:[a-z-]{1,20} )?"
    r"|\b(?:the|its|our) (?:[a-z-]{1,20} )?)"
)
_SUBJECT = tuple(
    re.compile(
        rf"(?:\A|; |: |, and ){_OWNED}(?:{kind})"
        r" (?:is|was|are|were|has|had|opens?|opened|closes?|closed|costs?|holds?|serves?|sells?"
        r"|stands?|lies|will|can|may|must)\b",
        re.IGNORECASE,
    )
    for kind in _KINDS
)
_ASKS_TIME_OR_PRICE = re.compile(
    r"\W*(?:at )?(?:when|what time|how much)\b[^?]{0,200}\b(?:open(?:s|ed|ing)?|clos(?:es?|ed|ing)"
    r"|costs?)\b",
    re.IGNORECASE,
)
_ITS = r"(?<!\bof )(?<!\bin )(?<!\bat )(?<!\bnear )(?<!\bto )\b(?:the|its|our)"
_OF_A_PLACE = tuple(
    re.compile(
        rf"(?:[’']s|s[’']|{_ITS}) (?:[a-z-]{{1,20}} )?(?:{kind})\b(?![’'])",
        re.IGNORECASE,
    )
    for kind in _KINDS
)

_ASKS_IF_OPEN = re.compile(
    r"\W*(?:is|are|does|do|will)\b[^?]{0,200}\b(?:open|closed?|shut)\b", re.IGNORECASE
)
_PARTS = tuple(
    re.compile(
        rf"\b(?:{'|'.join(_KINDS)})[’']s? (?:[a-z-]{{1,20}} )?(?:{kind})\b",
        re.IGNORECASE,
    )
    for kind in _KINDS
)
"""A kind of place as part of another: "the museum's café", not "St Mary's Church"."""


def asks_if_part_is_open(question: str, near: str) -> bool:
    """Whether it asks if a part of a place is open, as the museum's café, which a text leaves out.

    Args:
        question: any.
        near: what stands near a line of hours, and the title that it stands under.
    """
    return bool(_ASKS_IF_OPEN.match(question)) and any(
        part.search(question) and not place.search(near)
        for part, place in zip(_PARTS, _PLACES, strict=True)
    )


def of_another_place(question: str, sentence: str, before: str = "") -> bool:
    """Whether a sentence tells of another place, or part of one, than a question asks about.

    Args:
        question: as "When does the museum's café open?"; of a part, the part is asked about. One
            that asks for no opening time and no price is of no place.
        sentence: whose subject is a place: "The museum's shop opens at nine."
        before: the sentence that it leans on.
    """
    asked = _place_asked(question)
    if asked is None or _PLACES[asked].search(f"{before}\n{sentence}"):
        return False
    return any(n != asked and pattern.search(sentence) for n, pattern in enumerate(_SUBJECT))


@lru_cache(64)
def _place_asked(question: str) -> int | None:
    """Which of `_KINDS` a question asks the opening times or prices of; None for none."""
    if not _ASKS_TIME_OR_PRICE.match(question):
        return None
    asked = [n for n, pattern in enumerate(_OF_A_PLACE) if pattern.search(question)]
    return asked[0] if len(asked) == 1 else None
