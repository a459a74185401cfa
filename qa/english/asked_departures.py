"""Questions for the first, the last or the next departure in a direction.

"When does the last bus to Denbury leave?", "What is the first train from Hollin after 9 am?"
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.text.dates import MONTH
from index.text.lists import word_set
from index.text.words import words
from qa.english.asked_rows import NARROWED, days_asked
from qa.english.cells import clock_of

_SAME = "bus coach / train rail railway / tram / ferry boat ship / plane flight / shuttle / metro"
_VEHICLES = {word: frozenset(group.split()) for group in _SAME.split("/") for word in group.split()}
_ANY_VEHICLE = ("departure", "connection", "service", "crossing")
_VEHICLE = "|".join((*_VEHICLES, *_ANY_VEHICLE))
_WHICH = {"first": 1, "earliest": 1, "next": 1, "last": -1, "latest": -1, "final": -1}
_ASKS = re.compile(
    r"(?:(?:at |by )?what time|when|(?:what|which) (?=is|was))\s*(?:does|do|is|will|are)?"
    r" ?(?:the )?"
    rf"(?P<which>{'|'.join(_WHICH)}) (?P<kind>(?:[\w-]+ ){{0,3}}?)(?P<vehicle>{_VEHICLE})\b"
    r"(?P<rest>.*)",
    re.IGNORECASE,
)
_KEY = re.compile(
    r"\b(?:(?P<from>from|out of)|(?P<to>to|towards?|for|bound for)|(?P<after>after|past|later than)"
    r"|(?P<before>before|earlier than)|(?P<leaves>leaves?|leaving|departs?|departing|go(?:es)?"
    r"|going|runs?|running|starts?|sets? off|there)|(?P<arrives>arrives?|arriving|reach(?:es)?"
    r"|gets?)|(?P<at>at|in|on|via))(?:\s+|\Z)",
    re.IGNORECASE,
)
_FROM_NOW = "next"
_NUMBERED = re.compile(r"\b(?:number|no|nr|route|line)\b\.?", re.IGNORECASE)
_DAY = re.compile(r"|(?:a |the )?(?:every )?\w+days?(?:(?: and | or |, )\w+days?)*", re.IGNORECASE)

ORIGINS = word_set("from origin start")
TARGETS = word_set("to destination towards toward direction terminus for")
"""What a column of the places is called that something leaves from, or goes to."""

DEPARTURES = frozenset(("depart", "departur", "leav", "dep", "time"))
ARRIVALS = frozenset(("arriv", "arr"))
"""Stems of what a column of times is called."""

_NAME = r"[^\W\d_][\w’'. ]{1,40}"
DIRECTION = re.compile(
    rf"(?:from )?(?P<from>{_NAME}?) ?(?: to |→|->|–|—| - |>) ?(?P<to>{_NAME})"
    rf"|(?:to|towards?|direction(?: of)?:?) (?P<only>{_NAME})",
    re.IGNORECASE,
)
"""A line that says from where to where something goes."""

PIECES = re.compile(r"[,:;()]")
"""What parts a heading: "Hollin to Westmere, Sundays"."""

SOME_DAYS = re.compile(r"\b(?:\w*days?|weekends?|daily|term|terms)\b", re.IGNORECASE)
"""What a heading says of the days that its table is for."""

SOME_TIMES = re.compile(
    rf"{SOME_DAYS.pattern}|\b(?:Mon|Tues?|Wed|Thu|Thurs?|Fri|Sat|Sun)s?\b|\b(?:{MONTH})\b"
    r"|\b(?:not|only|except\w*|until|school|request|seasonal|summer|winter)\b",
    re.IGNORECASE,
)
"""What a cell says of when something goes."""

STOPS = frozenset(words("stop stops station stations halt"))
"""Stems of what a column is called whose rows are the stops of one journey."""


@dataclass(frozen=True, slots=True)
class DepartureAsked:
    """A question for a departure.

    Attributes:
        sign: 1 for the first, -1 for the last.
        vehicle: words for what departs, in small letters; none for any.
        origin: where from; empty if it is not said.
        target: where to; likewise.
        after: minutes since midnight behind which; None if it is not said.
        before: likewise in front of which.
        days: of the week, 0 for Monday; none if it is not said.
        arrives: whether the time of arrival is asked for.
        rest: what is said besides.
    """

    sign: int
    vehicle: frozenset[str]
    origin: str = ""
    target: str = ""
    after: int | None = None
    before: int | None = None
    days: frozenset[int] = frozenset()
    arrives: bool = False
    rest: str = ""


def departure_asked(question: str) -> DepartureAsked | None:
    """The departure that a question asks for, if it does; else None."""
    asked = question.rstrip("?.! ")
    match = _ASKS.fullmatch(asked)
    if not match or NARROWED.search(asked):
        return None
    keys = list(_KEY.finditer(match["rest"]))
    ends = [*(key.start() for key in keys), len(match["rest"])]
    said = [
        (str(key.lastgroup), match["rest"][key.end() : end].strip(" ,"))
        for key, end in zip(keys, ends[1:], strict=True)
    ]
    return _read(match, match["rest"][: ends[0]], said)


def _read(
    match: re.Match[str], rest: str, said: Sequence[tuple[str, str]]
) -> DepartureAsked | None:
    """What the words behind each key word say; None where one is not understood."""
    places, bounds = dict[str, str](), dict[str, int]()
    besides = [match["kind"], rest]
    before = ""
    for key, text in said:
        key, before = _meant(key, before, text), key
        if key in ("after", "before"):
            minutes = clock_of(f"{text}:00" if text.isdigit() else text)
            if minutes is None:
                return None
            bounds[key] = minutes
        elif key in ("from", "to") and key not in places:
            places[key] = text
        elif not _DAY.fullmatch(text):
            besides.append(text)
    if match["which"].lower() == _FROM_NOW and not bounds:
        return None
    return DepartureAsked(
        _WHICH[match["which"].lower()],
        _VEHICLES.get(match["vehicle"].lower(), frozenset()),
        *(places.get("from", ""), places.get("to", "")),
        *(bounds.get("after"), bounds.get("before")),
        frozenset(day for day, _, _ in days_asked(match["rest"])),
        any(key == "arrives" for key, _ in said),
        " ".join(_NUMBERED.sub(" ", " ".join(besides)).split()),
    )


def _meant(key: str, before: str, text: str) -> str:
    """What a key word means where it stands: "leave Carrow" and "arrive in Carrow" say places."""
    if not text or _DAY.fullmatch(text):
        return key
    if key == "leaves":
        return "from"
    return "to" if "arrives" in (key, before if key == "at" else "") else key


VEHICLES = {word: frozenset(words(f"{word} {word}s {word}es")) for word in _VEHICLES}
"""Words for what departs → their stems, and those of several."""
