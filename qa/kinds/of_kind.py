"""The names in a sentence that may be of the kind that a list asks for: people, places, bodies."""

import re
from collections.abc import Iterator
from functools import cache

from index.text.dates import MONTH
from index.text.words import words
from qa.english.asked_lists import (
    CALLED_BY_PLACE,
    CITY_WORDS,
    COUNTRY_WORDS,
    PLACES,
    STATE_WORDS,
    ListAsked,
)
from qa.english.countries import COUNTRIES, STATES
from qa.english.enumerations import (
    APPOSED,
    BODIES,
    BODIES_ONLY,
    DAY_THE,
    JOINS,
    LOCATED,
    NAME,
    NO_NAME,
    OF_PLACE,
    OFFICE_OF,
    OPENERS,
    TITLED,
)
from qa.english.name_kinds import PLACES as KNOWN_PLACES
from qa.english.names import same_name
from qa.english.vocabulary import in_common_use

Piece = tuple[int, int]
"""Where a name begins and ends in a text."""

_NEAR = 30
"""Characters in front of a name in which a word that tells where it lies stands."""


def names_of_kind(sentence: str, asked: ListAsked) -> Iterator[Piece]:
    """The names in a sentence that may be of the kind asked for."""
    if asked.head in COUNTRY_WORDS | STATE_WORDS:
        known = COUNTRIES if asked.head in COUNTRY_WORDS else STATES
        yield from _known_names(sentence, known)
        return
    located, apposed, last = False, False, 0
    for match in NAME.finditer(sentence):
        start, end = match.span()
        first = match[0].split()[0]
        if first.lower() in OPENERS and len(first) < len(match[0]):
            start += len(first) + 1
        if day := DAY_THE.match(sentence, start, end):
            start = day.end()
        text = sentence[start:end]
        before, between = sentence[max(0, start - _NEAR) : start], sentence[last : match.start()]
        goes_on = located and JOINS.fullmatch(between) and not (apposed and "," in between)
        located = bool(goes_on or LOCATED.search(before))
        apposed = bool(APPOSED.search(before) or (goes_on and apposed))
        last = end
        titled = TITLED.match(text)
        if titled and titled.end() < len(text):
            start, text = start + titled.end(), text[titled.end() :]
        end -= len(text) - len(text.rstrip("."))
        text = text.rstrip(".")
        if text[-2:] in ("’s", "'s"):
            text, end = text[:-2], end - 2
        place = OF_PLACE.search(text) if asked.people else None
        if place:
            text, end = text[: place.start()], start + place.start()
        opens = match.start() == 0 and " " not in text and in_common_use().issuperset(words(text))
        elsewhere = located and not titled and asked.head not in PLACES
        elsewhere = elsewhere or (asked.people and bool(OFFICE_OF.search(before)))
        if text and not opens and not elsewhere and _is_of_kind(text, asked, titled=bool(titled)):
            yield start, end


def names_places(text: str) -> bool:
    """Whether the names in a text are all of known places; not where it has none."""
    names = [match[0].rstrip(".").removesuffix("’s") for match in NAME.finditer(text)]
    return bool(names) and all(name.lower() in KNOWN_PLACES for name in names)


def _is_of_kind(text: str, asked: ListAsked, *, titled: bool) -> bool:
    tokens = text.split()
    if all(token.lower().rstrip(".") in NO_NAME for token in tokens):
        return False
    if tokens[0].lower() in NO_NAME and len(tokens) < 3:
        return False
    if re.fullmatch(MONTH, tokens[0]) and (len(tokens) == 1 or not asked.people):
        return False
    if len(tokens) == 1 and _is_people(text):
        return False
    if asked.people:
        place = text in COUNTRIES or text in STATES
        return not place and not BODIES.search(text) and (titled or not text.isupper())
    if asked.head in PLACES:
        inside = asked.head in CITY_WORDS and text in COUNTRIES
        return not titled and not inside and not BODIES_ONLY.search(text)
    return not titled and (asked.head in CALLED_BY_PLACE or text.lower() not in KNOWN_PLACES)


@cache
def _is_people(name: str) -> bool:
    """Whether a word names a people or their language, and no country: Russian."""
    if name in COUNTRIES or name in STATES:
        return False
    stems = words(name)
    return bool(stems) and any(
        same_name(stems[0], stem)
        for country in COUNTRIES
        if " " not in country and "." not in country
        for stem in words(country)
    )


def _known_names(sentence: str, known: dict[str, str]) -> Iterator[Piece]:
    """The names of a list that stand in a sentence, the longest where several begin."""
    found: dict[int, int] = {}
    for match in re.finditer(r"(?<![\w’'-])[A-ZÀ-Þ]", sentence):
        start = match.start()
        ends = [
            start + len(name)
            for name in known
            if sentence.startswith(name, start)
            and not sentence[start + len(name) : start + len(name) + 1].isalnum()
        ]
        if ends and not any(a < start < b for a, b in found.items()):
            found[start] = max(ends)
    yield from sorted(found.items())
