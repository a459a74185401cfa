"""Something that a text speaks of: a person, a place, a group or a thing."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from index.text.words import words
from qa.english import follow_ups as english

LONGEST = 80
"""Characters of what is called so; a longer run of words is none."""


class Kind(StrEnum):
    """What a name is of; `OPEN` where nothing tells."""

    PERSON = "person"
    PLACE = "place"
    GROUP = "group"
    THING = "thing"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Entity:
    """Something that a text speaks of.

    Attributes:
        text: as it is put into a question: without a title, and with "the" where it stood.
        start: of it in the text, in characters.
        end: likewise.
        kind: what it is.
        sure: whether the kind is told by more than how it is written.
        gender: `m` or `f` of a person; empty where it is not known.
        plural: whether it is several.
        aside: whether it stands behind a preposition, and the text is less about it.
    """

    text: str
    start: int
    end: int
    kind: Kind
    sure: bool = True
    gender: str = ""
    plural: bool = False
    aside: bool = False

    @property
    def is_name(self) -> bool:
        """Whether it is a name, and not a noun with an article."""
        return self.kind != Kind.THING and not (
            self.kind == Kind.PERSON and english.ARTICLE.match(self.text)
        )

    def same(self, other: "Entity") -> bool:
        """Whether both name the same: all words of one are words of the other."""
        one, two = set(words(self.text)), set(words(other.text))
        if not one or not two:
            return self.text.lower() == other.text.lower()
        if Kind.PERSON in (self.kind, other.kind) or self.kind == other.kind:
            return one <= two or two <= one
        return one == two


def distinct(found: Iterable[Entity]) -> list[Entity]:
    """Each once, by its fullest name, in the order of the first time that it was named."""
    once: list[Entity] = []
    for entity in found:
        n = next((n for n, seen in enumerate(once) if seen.same(entity)), None)
        if n is None:
            once.append(entity)
            continue
        fuller, other = sorted((once[n], entity), key=lambda e: len(e.text.split()), reverse=True)
        once[n] = replace(
            fuller,
            kind=other.kind if fuller.kind == Kind.OPEN else fuller.kind,
            sure=fuller.sure or (other.sure and other.kind == fuller.kind),
            gender=fuller.gender or other.gender,
            aside=once[n].aside and entity.aside,
            start=once[n].start,
        )
    return once
