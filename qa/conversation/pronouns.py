"""The pronouns of a question that point out of it, and a name put in the place of one."""

import re
from collections.abc import Sequence

from qa.conversation.entities import entities
from qa.conversation.entity import Entity, Kind
from qa.english import follow_ups as english
from qa.english import kinds

_MOST_POINTERS = 3


def pointers(question: str) -> list[re.Match[str]]:
    """The pronouns that point out of a question: no one before them there may be meant."""
    found: list[re.Match[str]] = []
    hollow = [match.span() for match in english.EXPLETIVE.finditer(question)]
    spoken: list[Entity] | None = None
    for match in english.POINTING.finditer(question):
        if any(start <= match.start() < end for start, end in hollow):
            continue
        if spoken is None:
            spoken = entities(question)
        if not _is_bound(match, question, spoken):
            found.append(match)
        if len(found) == _MOST_POINTERS:
            break
    return found


def _is_bound(match: re.Match[str], question: str, spoken: Sequence[Entity]) -> bool:
    """Whether a pronoun may stand for something that the question itself names before it.

    What a verb is done to is not who does it: one that stands behind its verb (`met him`) needs two
    before it, of which it is the other.
    """
    before = [e for e in spoken if e.end <= match.start() and _may_be(e, match)]
    needed = 2 if _is_object(match, question) else 1
    if match["person"] and kinds.PERSON_NOUN.search(question[: match.start()]) and not before:
        return needed == 1
    if match["thing"] and needed == 1 and not before:
        which = english.ASKS_WHICH.match(question)
        noun = which["noun"].lower() if which else ""
        return (
            bool(noun)
            and noun not in english.BE | english.DO
            and not (kinds.PERSON_NOUN.fullmatch(noun))
        )
    if match["several"] and len(before) < needed:
        names = [e for e in spoken if e.end <= match.start() and e.kind != Kind.THING]
        return len(names) > needed
    return len(before) >= needed


def _may_be(entity: Entity, match: re.Match[str]) -> bool:
    """Whether an entity is of the kind that a pronoun may stand for."""
    if match["person"]:
        return entity.kind in (Kind.PERSON, Kind.OPEN) and not entity.plural
    if match["several"]:
        return entity.plural or entity.kind == Kind.GROUP
    if match["place"]:
        return entity.kind in (Kind.PLACE, Kind.OPEN)
    if match["thing"]:
        is_mentioned = entity.kind == Kind.PLACE and entity.aside
        return entity.kind != Kind.PERSON and not entity.plural and not is_mentioned
    return entity.kind != Kind.THING


def _is_object(match: re.Match[str], question: str) -> bool:
    """Whether a pronoun stands behind its verb, and not before one or before what is owned."""
    word = match.group().lower()
    behind = question[match.end() :]
    if word in english.OBJECTS:
        return True
    if word == "her":
        return not english.OWNED.match(behind)
    return word == "it" and not english.VERB_BEHIND.match(behind)


def put(question: str, pointer: re.Match[str], name: str) -> str:
    """A question with a name for a pronoun, in the form that this has."""
    word = pointer.group().lower()
    behind = question[pointer.end() :]
    possessive = word in english.POSSESSIVE and not (
        word == "her" and not english.OWNED.match(behind)
    )
    mark = (
        ("’" if re.search(r"s$", name) and re.match(r"the ", name) else "’s") if possessive else ""
    )
    start = question[: pointer.start()]
    named = name if start.strip() else name[:1].upper() + name[1:]
    if re.search(r"\bthe $", start, re.I) and named.lower().startswith("the "):
        named = named[4:]
    return start + named + mark + behind
