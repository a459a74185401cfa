"""What a question or a sentence speaks of, in order: names, and nouns with what belongs to them.

Read by rule, without a network.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from index.text.words import words
from qa.conversation.entity import Entity, Kind
from qa.conversation.names import names_in
from qa.conversation.nouns import nouns_in

_READ = 2_000
"""Characters of a text that are read."""


def entities(text: str, known: Iterable[Entity] = ()) -> list[Entity]:
    """The names and the other things of a text, in order, each as often as it stands there.

    Args:
        text: a question or a sentence.
        known: named elsewhere: one of the same name lends its kind and its whole name.
    """
    text = text[:_READ]
    names = [_like_known(name, known) for name in _with_owner(text, list(names_in(text)))]
    things = [thing for thing in nouns_in(text) if not any(_covers(name, thing) for name in names)]
    whole = [*names, *things]
    names = [replace(n, aside=n.aside or any(_inside(n, w) for w in whole)) for n in names]
    return sorted([*names, *things], key=lambda found: found.start)


def _like_known(name: Entity, known: Iterable[Entity]) -> Entity:
    """A name with what a fuller one, that is known, tells of it."""
    mine = set(words(name.text))
    for other in known:
        theirs = set(words(other.text))
        if not mine or not mine <= theirs or other.kind == Kind.OPEN:
            continue
        if name.kind in (Kind.OPEN, other.kind) or (other.sure and not name.sure):
            text = other.text if other.kind == Kind.PERSON else name.text
            return replace(name, text=text, kind=other.kind, sure=other.sure, gender=other.gender)
    return name


def _with_owner(text: str, names: list[Entity]) -> Iterator[Entity]:
    """The names, those of groups with whose they are: Russia’s Defence Ministry."""
    for n, name in enumerate(names):
        owner = names[n - 1] if n else None
        owned = owner and re.fullmatch(r"[’']s ", text[owner.end : name.start])
        if owner and owned and name.kind == Kind.GROUP:
            whole = text[owner.start : name.end]
            yield replace(name, text=whole, start=owner.start, aside=owner.aside)
        else:
            yield name


def _inside(one: Entity, other: Entity) -> bool:
    return one is not other and _covers(other, one) and not _covers(one, other)


def _covers(one: Entity, other: Entity) -> bool:
    return one.start <= other.start and other.end <= one.end
