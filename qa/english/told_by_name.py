"""Things that are told apart by a name behind them: the train to Ulm, the Greens of Orme."""

import re
from dataclasses import dataclass

from index.text.dates import MONTHS, WEEKDAYS
from index.text.words import words
from qa.english.names import same_name, written_out
from qa.english.vocabulary import FUNCTION_STEMS

_CAPITAL = r"[A-ZÀ-Þ][\w.-]{0,30}"
_TOLD = re.compile(
    rf"\b(?P<thing>[\w-]{{3,30}}) (?P<link>to|of|from) (?:the )?"
    rf"(?P<name>{_CAPITAL}(?: {_CAPITAL}){{0,4}})"
)
_TIMES = frozenset(words(" ".join((*MONTHS, *WEEKDAYS))))


@dataclass(frozen=True, slots=True)
class ToldByName:
    """A thing with a name behind it.

    Attributes:
        thing: its stem.
        link: the word between them.
        name: the stems of the name.
    """

    thing: str
    link: str
    name: frozenset[str]


def told_by_name(text: str) -> list[ToldByName]:
    """The things of a text that have a name behind them, in its order."""
    found = []
    for match in _TOLD.finditer(text):
        thing, name = words(match["thing"])[:1], name_stems(match["name"])
        if thing and name and thing[0] not in FUNCTION_STEMS and not name & _TIMES:
            found.append(ToldByName(thing[0], match["link"], name))
    return found


def name_stems(text: str) -> frozenset[str]:
    """The stems of a name, and of one that is written in several ways the same."""
    return frozenset(words(written_out(text))) - FUNCTION_STEMS


def names_one(name: frozenset[str], text: str) -> bool:
    """Whether a text has some word of a name, or of its people."""
    return any(same_name(one, other) for one in name for other in name_stems(text))
