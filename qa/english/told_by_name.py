"""Things that are told apart by a name behind them: the train to Ulm, the Greens of Orme."""

import re
from dataclasses import dataclass

from index.text.dates import MONTHS, WEEKDAYS
from index.text.words import words
from qa.english.countries import COUNTRIES
from qa.english.names import same_name, written_out
from qa.english.offices import is_short_for
from qa.english.vocabulary import FUNCTION_STEMS

_CAPITAL = r"[A-ZÀ-Þ][\w.-]{0,30}"
_TOLD = re.compile(
    rf"\b(?P<thing>[\w-]{{3,30}}) (?P<link>to|of|from) (?:the )?"
    rf"(?P<name>{_CAPITAL}(?: (?:of (?:the )?)?{_CAPITAL}){{0,4}})"
)
_TIMES = frozenset(words(" ".join((*MONTHS, *WEEKDAYS))))
_MOVES = re.compile(
    r"\w+(?:ed|ing)|go(?:es)?|went|gone|trip|travels?|fl(?:y|ies)|came?|comes?|belongs?|happens?"
    r"|leaves?|moves?|live[sd]?|wrote|writes?|speaks?|spoke|talks?|returns?|exports?|imports?"
)
"""Words behind which two names of places may tell the same: "went to Berlin", "to Germany"."""
_COUNTRY = frozenset(stems[0] for name in COUNTRIES if len(stems := words(name)) == 1)


@dataclass(frozen=True, slots=True)
class ToldByName:
    """A thing with a name behind it.

    Attributes:
        thing: its stem.
        link: the word between them.
        said: the name.
    """

    thing: str
    link: str
    said: str


def told_by_name(text: str) -> list[ToldByName]:
    """The things of a text that have a name behind them, in its order."""
    found = []
    for match in _TOLD.finditer(text):
        thing, name = words(match["thing"])[:1], name_stems(match["name"])
        is_thing = thing and thing[0] not in FUNCTION_STEMS and not _MOVES.fullmatch(match["thing"])
        if is_thing and name and not name & _TIMES:
            found.append(ToldByName(thing[0], match["link"], match["name"]))
    return found


def is_another(one: ToldByName, other: ToldByName) -> bool:
    """Whether two things are the same but for their names, which are of things of one kind.

    A town and a country are not: the one may lie in the other.
    """
    if (one.thing, one.link) != (other.thing, other.link):
        return False
    if is_short_for(one.said, other.said) or is_short_for(other.said, one.said):
        return False
    countries = COUNTRIES.get(one.said), COUNTRIES.get(other.said)
    if countries[0] and countries[0] == countries[1]:
        return False
    return _is_country(one.said) == _is_country(other.said)


def _is_country(name: str) -> bool:
    return any(same_name(stem, country) for stem in name_stems(name) for country in _COUNTRY)


def name_stems(text: str) -> frozenset[str]:
    """The stems of a name, and of one that is written in several ways the same."""
    return frozenset(words(written_out(text))) - FUNCTION_STEMS


def names_one(name: str, said: frozenset[str]) -> bool:
    """Whether some stems of a text are of a name, or of its people."""
    return any(same_name(one, other) for one in name_stems(name) for other in said)
