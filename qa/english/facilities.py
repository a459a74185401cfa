"""Parts of a place, and places: when the museum's shop opens is not when its café does."""

import re

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
_OF_A_PLACE = tuple(
    re.compile(
        rf"(?:[’']s|s[’']|(?<!\bof )\bthe|\bits|\bour) (?:[a-z-]{{1,20}} )?(?:{kind})\b(?![’'])",
        re.IGNORECASE,
    )
    for kind in _KINDS
)


def of_another_place(question: str, sentence: str, before: str = "") -> bool:
    """Whether a sentence tells of another place, or part of one, than a question asks about.

    Args:
        question: as "When does the museum's café open?"; of a part, the part is asked about.
        sentence: whose subject is a place: "The museum's shop opens at nine."
        before: the sentence that it leans on.
    """
    asked = [n for n, pattern in enumerate(_OF_A_PLACE) if pattern.search(question)]
    if len(asked) != 1 or _PLACES[asked[0]].search(f"{before}\n{sentence}"):
        return False
    return any(n != asked[0] and pattern.search(sentence) for n, pattern in enumerate(_SUBJECT))
