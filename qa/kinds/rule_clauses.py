"""The clauses of a rule: what each says is allowed, due or covered, and of what."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from qa.english.permissions import (
    AFTER_MODAL,
    ALLOWED,
    BREAK,
    CONTRAST,
    COVERED,
    DENIED_ALL,
    DUE,
    ENDS_NOT,
    FORBIDDEN,
    NOT_COVERED,
    NOT_DUE,
    PREPOSITION,
    SKIPPED,
    WITHOUT_BE,
)

_WORD = re.compile(r"[\w’'-]+")
_STATUS = (
    ("not covered", NOT_COVERED),
    ("not due", NOT_DUE),
    ("forbidden", FORBIDDEN),
    ("covered", COVERED),
    ("due", DUE),
    ("allowed", ALLOWED),
)
_IS = re.compile(r"(.{1,80}?) (?:is|are) ", re.IGNORECASE)
_PASSIVE = re.compile(r"\bbe(?:en)?\b", re.IGNORECASE)
STATUS_WORDS = tuple(one for _, one in _STATUS)
_OTHERWISE = {
    "allowed": "forbidden",
    "due": "not due",
    "covered": "not covered",
}


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of a rule.

    Attributes:
        status: what it says: allowed, forbidden, due, not due, covered or not covered.
        subject: of what.
        verb: what is allowed or due to be done, if that is said.
        rest: the verb and all that follows it.
        text: all of it, with what it leaves to the clause before.
        piece: what it stands in, with what is set against it.
        passive: whether the verb is done to its subject.
        alone: whether it is a subject and "is not", so that nothing else of its sentence is of it.
    """

    status: str
    subject: str
    verb: str
    rest: str
    text: str
    passive: bool = False
    alone: bool = False
    piece: str = ""


def clauses(sentence: str) -> Iterator[Clause]:
    """The clauses of a sentence that say what is allowed or due; what one leaves to another."""
    before: Clause | None = None
    for piece in BREAK.split(sentence):
        for text in CONTRAST.split(piece):
            clause = _clause(text) or (_elliptic(text, before) if before else None)
            if clause:
                yield replace(clause, piece=piece)
            subject = _IS.match(text)
            before = clause or (Clause("", subject[1], "", "", text) if subject else before)


def _clause(text: str) -> Clause | None:
    """What a clause says by the first of its words of leave or duty."""
    hits = [(found.start(), name, found) for name, one in _STATUS if (found := one.search(text))]
    if not hits:
        return None
    first = min(place for place, _, _ in hits)
    _, status, found = next(hit for hit in hits if hit[0] <= first + 1)
    subject, rest = text[: found.start()].strip(" ,"), text[found.end() :]
    if DENIED_ALL.match(subject):
        status = _OTHERWISE.get(status, status)
        subject = subject.partition(" ")[2]
    skipped = SKIPPED.match(rest)
    after = rest[skipped.end() :] if skipped else rest
    word = _WORD.match(after)
    to = re.match(r"\s*to (?P<verb>[\w’'-]+)", rest)
    verb = word[0] if word and AFTER_MODAL.search(found[0]) else to["verb"] if to else ""
    passive = bool(skipped and _PASSIVE.search(skipped[0]))
    return Clause(status, subject, verb, after, text, passive)


def _elliptic(text: str, before: Clause) -> Clause | None:
    """The clause before, the other way: "but not on the ward"."""
    ends = ENDS_NOT.search(text)
    if ends and before.status in _OTHERWISE:
        subject = text[: ends.start()].strip(" ,")
        said = f"{text} {before.rest}"
        return Clause(
            _OTHERWISE[before.status], subject, before.verb, "", said, before.passive, alone=True
        )
    if WITHOUT_BE.match(text):
        return _clause(f"{before.subject} is {text}")
    other = _OTHERWISE.get(before.status)
    told = re.match(r"(?:not|never) (?P<rest>.+)", text, re.IGNORECASE | re.DOTALL)
    if not told or not other:
        return None
    first = _WORD.match(told["rest"])
    again = first and not PREPOSITION.match(told["rest"])
    verb = first[0] if first and again else before.verb
    moved = PREPOSITION.split(before.rest, maxsplit=1)[0]
    said = f"{before.subject} {'' if again else moved} {told['rest']}"
    return Clause(other, before.subject, verb, told["rest"], said, before.passive)
