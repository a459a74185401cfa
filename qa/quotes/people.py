"""Who is meant: a surname or a pronoun → the full name that the document has for it, by rule.

A pronoun stands for the person of its kind who spoke or was told of last; a surname for the full
name that ends with it and came last. What cannot be told is left unresolved, and said to be so.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from qa.english.given_names import (
    BEFORE_WHO,
    OFFICE_BEHIND,
    TITLES,
)
from qa.english.saying import POSSESSIVES, PREPOSITIONS, PRONOUNS
from qa.quotes.mentions import Mention, mentions
from qa.sayings.units import Unit

How = Literal[
    "named",
    "surname",
    "office",
    "pronoun",
    "described",
    "label",
    "author",
    "unresolved",
]
"""How a speaker is known: by a full name; by a part of it; by an office that one alone has in the
document ("the mayor"); by a pronoun; by no name but in words ("a spokesman"); as the label of a
turn; as who wrote the document; or not at all."""

_BACK = 60
"""Names before a pronoun among which whom it stands for is looked for."""
_FAR = 2_500
"""Characters before a pronoun, further than which nobody is looked for."""


@dataclass(frozen=True, slots=True)
class Who:
    """Who is meant.

    Attributes:
        name: the fullest name, or the words that describe him; "" if it is not known.
        how: how that is known.
        named: `[start, end)` of the text where the name stands; None where no name does.
    """

    name: str
    how: How
    named: tuple[int, int] | None = None


@dataclass(slots=True)
class People:
    """Everybody named in a document."""

    text: str
    author: str | None
    mentions: list[Mention]
    _by_last: dict[str, list[Mention]] = field(default_factory=dict)
    _by_first: dict[str, list[Mention]] = field(default_factory=dict)
    _given: dict[str, set[tuple[str, ...]]] = field(default_factory=dict)
    _labels: dict[str, Who] = field(default_factory=dict)
    _offices: dict[str, dict[str, Mention]] = field(default_factory=dict)
    _kinds: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, text: str, author: str | None, units: Iterable[Unit]) -> "People":
        """The people of a document, whose sentences are given in order."""
        people = cls(text, author, [])
        for unit in units:
            people.mentions.extend(mentions(unit))
        for one in people.mentions:
            if len(one.parts) > 1:
                people._by_last.setdefault(one.parts[-1], []).append(one)
                people._by_first.setdefault(one.parts[0], []).append(one)
                people._given.setdefault(one.parts[0], set()).add(one.parts)
            if one.kind and one.parts:
                people._kinds.setdefault(one.parts[-1], one.kind)
            if (
                one.stands
                and one.person
                and (office := one.office or _office_behind(text, one.end))
            ):
                people._offices.setdefault(office.split()[-1], {}).setdefault(
                    f"{one.parts[-1]} {office}", one
                )
        return people

    def who(self, start: int, end: int, previous: Who | None = None) -> Who:
        """Who is meant by the words `[start, end)`.

        Args:
            start: offset in the text.
            end: behind it.
            previous: who spoke before, if anybody did.
        """
        said = self.text[start:end]
        parts = said.split()
        if len(parts) == 1 and (kind := PRONOUNS.get(said.lower())):
            return self._meant(start, kind, previous)
        inside = self.within(start, end)
        head = _head(self.text, start, end, inside)
        if head is None:
            head = self._apposed(end)
        if head is None:
            if holder := self._holder(parts):
                known = self.full(holder)
                return Who(known.name, "office", known.named)
            if (kind := POSSESSIVES.get(parts[0].lower())) and kind in ("man", "woman"):
                owner = self._meant(start, kind, previous)
                return Who(" ".join(parts), "described", owner.named)
            return Who(" ".join(parts), "described")
        if not head.person:
            return Who(" ".join(parts), "named", (start, end))
        return self.full(head)

    def _holder(self, parts: Sequence[str]) -> Mention | None:
        """Who alone has the office that some words name: `the mayor`; None if several or none."""
        if parts[0].lower() != "the" or not 1 < len(parts) <= 4:
            return None
        wanted = " ".join(parts[1:]).lower()
        held = self._offices.get(wanted.split()[-1], {})
        fits = [
            one
            for key, one in held.items()
            if (office := key.partition(" ")[2]) == wanted
            or office.endswith(f" {wanted}")
            or wanted.endswith(f" {office}")
        ]
        return fits[0] if fits and len({one.parts[-1] for one in fits}) == 1 else None

    def _apposed(self, end: int) -> Mention | None:
        """The name between commas behind a description: `the mayor, Ada Byrne`."""
        if self.text[end : end + 2] != ", ":
            return None
        for one in self.within(end + 2, end + 3):
            owner = self.text[one.end : one.end + 2] in ("'s", "’s")
            if one.person and len(one.parts) > 1 and not owner and one.start <= end + 8:
                return one
        return None

    def full(self, one: Mention) -> Who:
        """The full name of who is mentioned."""
        if len(one.parts) > 1:
            return Who(self._shown(one), "named", (one.start, one.end))
        part = one.parts[0]
        fuller = self._by_last.get(part) or (
            self._by_first[part] if len(self._given.get(part, ())) == 1 else None
        )
        if fuller:
            best = _last_before(fuller, one.start) or fuller[0]
            return Who(self._shown(best), "surname", (best.start, best.end))
        return Who(self._shown(one), "named", (one.start, one.end))

    def label(self, start: int, end: int) -> Who:
        """Who a label of a turn names."""
        said = " ".join(self.text[start:end].split())
        if said not in self._labels:
            self._labels[said] = self._labelled(said)
        return self._labels[said]

    def _labelled(self, said: str) -> Who:
        parts = tuple(
            part.strip(".").lower() for part in said.split() if part.lower() not in TITLES
        )
        for one in self._by_last.get(parts[-1], ()) if parts else ():
            if set(parts) <= set(one.parts):
                return Who(self._shown(one), "label", (one.start, one.end))
        return Who(said, "label")

    def within(self, start: int, end: int) -> list[Mention]:
        """The names that lie in `[start, end)`, or partly."""
        n = bisect_left(self.mentions, start, key=lambda one: one.start)
        if n and self.mentions[n - 1].end > start:
            n -= 1
        found = []
        while n < len(self.mentions) and self.mentions[n].start < end:
            found.append(self.mentions[n])
            n += 1
        return found

    def _meant(self, start: int, kind: str, previous: Who | None) -> Who:
        """Whom a pronoun at an offset stands for."""
        if kind == "author":
            return Who(self.author, "author") if self.author else Who("", "unresolved")
        n = bisect_left(self.mentions, start, key=lambda one: one.start)
        near = self.mentions[max(0, n - _BACK) : n]
        if kind == "before":
            last = near[-1] if near else None
            if last and BEFORE_WHO.fullmatch(self.text, last.end, start):
                return _pronoun(self.full(last))
            return Who("", "unresolved")
        if kind in ("thing", "several"):
            if previous and previous.name and self._kind_of(previous) == "":
                return _pronoun(previous)
            return Who("", "unresolved")
        if kind not in ("man", "woman"):
            return Who("", "unresolved")
        fits = [
            one
            for one in near
            if one.person and start - one.start <= _FAR and self._fits(one, kind)
        ]
        if not fits:
            return Who("", "unresolved")
        lead = next((one for one in reversed(fits) if one.leads), None)
        best = lead if lead and start - lead.start <= 700 else fits[-1]
        if previous and previous.named and previous.named[0] >= 0 and not lead:
            same = [one for one in fits if one.parts[-1:] == tuple(_parts(previous.name)[-1:])]
            best = same[-1] if same else best
        if not any(
            one.person and one.parts != best.parts and self._fits(one, kind)
            for one in near
            if one.start > best.start
        ):
            self._kinds.setdefault(best.parts[-1], kind)
        return _pronoun(self.full(best))

    def _fits(self, one: Mention, kind: str) -> bool:
        known = one.kind or self._kinds.get(one.parts[-1], "")
        return known in ("", kind)

    def _kind_of(self, who: Who) -> str:
        parts = _parts(who.name)
        return self._kinds.get(parts[-1], "") if parts else ""

    def _shown(self, one: Mention) -> str:
        return " ".join(self.text[one.start : one.end].split())


def _pronoun(who: Who) -> Who:
    return Who(who.name, "pronoun", who.named)


def _parts(name: str) -> list[str]:
    return [part.strip(".").lower() for part in name.split()]


def _last_before(mentions: Sequence[Mention], start: int) -> Mention | None:
    n = bisect_left(mentions, start, key=lambda one: one.start)
    return mentions[n - 1] if n else None


def _head(text: str, start: int, end: int, inside: Sequence[Mention]) -> Mention | None:
    """The name in some words that says who they are; none in "a spokesman for Byrne"."""
    toks = text[start:end].split()
    stop = end
    place = start
    for n, word in enumerate(toks):
        at = text.find(word, place)
        if n and (word.lower() in PREPOSITIONS or word[-1:] == ","):
            stop = at + (len(word) if word[-1:] == "," else 0)
            break
        place = at + len(word)
    named = [one for one in inside if one.start < stop]
    if not named:
        return None
    last = named[-1]
    behind = text[last.end : stop].strip(" ,.()")
    if behind.startswith(("'s", "’s", "’ ", "' ")) or behind[:1].islower():
        return None
    return last


def _office_behind(text: str, end: int) -> str:
    """What somebody is, where it stands behind his name: `Ada Byrne, the mayor of Tolm`."""
    match = OFFICE_BEHIND.match(text, end)
    return " ".join(match[1].split()[-2:]).lower() if match else ""
