"""Whether words of a question and of a rule are of the same: "pay" and "payment", dog and pets."""

from index.text.words import words
from qa.english.names import same_name
from qa.english.permissions import ALIKE, KIND_OF, PLACES_ALIKE


def asked_of(word: str, matter: frozenset[str]) -> bool:
    """Whether a word is one of those that are asked about, given by their stems."""
    return any(alike(stem, other) for stem in words(word) for other in matter)


def known(stem: str, said: frozenset[str]) -> bool:
    """Whether one of some stems says what is asked, or a kind that it is of."""
    return stem in said or any(
        alike(other, stem) or other in _KINDS.get(stem, ()) for other in said
    )


def known_place(stem: str, said: frozenset[str]) -> bool:
    """Whether one of some stems says what is asked, where that may be a place."""
    return known(stem, said) or bool(_PLACES.get(stem, frozenset()) & said)


def alike(one: str, other: str) -> bool:
    """Whether a stem that is said speaks of one that is asked."""
    return (
        one == other
        or (len(one) > 3 < len(other) and not _figures(one + other) and same_name(one, other))
        or other in _ALIKE.get(one, ())
        or one in _KINDS.get(other, ())
    )


def _figures(text: str) -> bool:
    return any(character.isdigit() for character in text)


def _groups(lines: str) -> dict[str, frozenset[str]]:
    return {stem: frozenset(words(group)) for group in lines.split("/") for stem in words(group)}


_ALIKE = _groups(ALIKE)
_PLACES = _groups(PLACES_ALIKE)
_KINDS: dict[str, frozenset[str]] = {
    stem: frozenset(words(kinds))
    for of, _, kinds in (group.partition(":") for group in KIND_OF.split("/"))
    for stem in words(of)
}
