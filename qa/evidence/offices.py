"""An office is somebody's: of the mayor of Kherson nothing is told by who is mayor of Kharkiv.

Whose the office is that a sentence speaks of is said beside it ("the mayor of Kharkiv", "Rovers'
captain"), by what stands before it ("the city's mayor", "their manager"), or by what its document
is about. Where that is another one than the question names, the sentence answers nothing.
"""

from collections.abc import Sequence

from index.text.words import words
from qa.english.asked_several import asks_who
from qa.english.names import same_name, written_out
from qa.english.offices import (
    CAPITAL,
    IN_PASSING,
    Office,
    Owner,
    also_called,
    is_place,
    is_short_for,
    kinds_of,
    mentions,
    named_in,
    of_some_kind,
    office_asked,
    own_words,
    owners,
)
from qa.evidence.select import ANOTHERS, Evidence, doubted, sentence_before

BEGINNING = 300
"""Characters of a document that tell what all of it is about, as its title does."""

OFTEN = 2
"""So often a passage names what it is about, at least."""


def of_that_office(question: str, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The evidence, where what tells of another's office is less probable.

    Args:
        question: any; one that names no office together with whose it is changes nothing.
        evidence: the most probable first.

    Returns:
        The most probable first.
    """
    office = office_asked(question)
    if office is None:
        return list(evidence)
    who = asks_who(question)
    return doubted(evidence, ANOTHERS, lambda one: _of_another(office, one, who=who))


def _of_another(office: Office, one: Evidence, *, who: bool) -> bool:
    """Whether a sentence speaks of an office of something else, as far as can be seen.

    Args:
        office: that is asked about.
        one: the sentence.
        who: whether it is asked who holds it; else what speaks of none is not looked at.
    """
    document = one.passage.document
    text = one.text
    if not mentions(office, text) and one.before:
        text = _before(one)
    if document.in_table(one.span.start) or not (who or mentions(office, text)):
        return False
    said = [owner for owner in owners(office, text) if owner.said not in one.words]
    beside = [owner for owner in said if not owner.points_back]
    near = f"{one.text}\n{_before(one)}\n{document.title}"
    if beside:
        others = all(_differ(office, owner.said, near) for owner in beside)
        return others and not _also_of(office, one)
    # what "its" or "the city's" may stand for
    back = next((owner for owner in said if owner.points_back), None)
    if back is not None and (names := _meant(back, text, one)):
        others = all(_differ(office, name, near) for name in names)
        return others and _stands_apart(office, names, one)
    return _not_about(office, one)


def _meant(back: Owner, text: str, one: Evidence) -> list[str]:
    """The names that "its" or "the city's" may stand for; "the capital's" may for one unnamed."""
    here = named_in(text[: back.start])
    return here if here or CAPITAL.search(back.said) else named_in(_before(one))


def _also_of(office: Office, one: Evidence) -> bool:
    """Whether a sentence that names another tells of what is asked for as well.

    By what that was called or belongs to ("X, formerly Twitter"); or the other is named in passing,
    and "it" stands for what was named before ("who also directed Duel, directed it").
    """
    if any(_holds(office, name) for name in also_called(one.text)):
        return True
    before = f"{_before(one)}\n{one.passage.document.title}"
    return bool(IN_PASSING.search(one.text)) and _holds(office, before)


def _before(one: Evidence) -> str:
    """The sentence that one leans on, or else the one before it."""
    span = one.before or sentence_before(one.passage, one.span)
    return one.passage.document.slice(span) if span else ""


def _stands_apart(office: Office, names: Sequence[str], one: Evidence) -> bool:
    """Whether some names are of something else than the document is about, if that is asked for."""
    title = one.passage.document.title
    about = _holds(office, title)
    return not about or any(own_words(name) & frozenset(words(title)) for name in names)


def _not_about(office: Office, one: Evidence) -> bool:
    """Whether neither sentence nor document is on whose office is asked for."""
    document = one.passage.document
    if _holds(office, one.text):
        return False
    kinds = kinds_of(office.of)
    rivals = [said for said in of_some_kind(document.title) if kinds & kinds_of(said)]
    if rivals and all(_differ(office, said, document.title) for said in rivals):
        return True
    if not any(map(str.isupper, office.of)):
        return False
    near = f"{_before(one)}\n{document.title}\n{document.text[:BEGINNING]}"
    return not _named(office, near) and _named(office, one.passage.text) < OFTEN


def _holds(office: Office, text: str) -> bool:
    """Whether a text has all words by which whose office is asked for is told from others."""
    return _all_known(own_words(office.of), own_words(text))


def _named(office: Office, text: str) -> int:
    """How often a text has one of these words."""
    own = own_words(office.of)
    return sum(any(same_name(one, stem) for one in own) for stem in words(written_out(text)))


def _all_known(wanted: frozenset[str], known: frozenset[str]) -> bool:
    return all(any(same_name(one, other) for other in known) for one in wanted)


def _differ(office: Office, said: str, near: str) -> bool:
    """Whether what is named is of the same kind as what is asked for, and is another one.

    "Rovers" may be Ashcombe Rovers. The Lenfield Sailing Club is not the Lenfield Rowing Club, if
    nothing near it speaks of sailing.
    """
    asked, other = own_words(office.of), own_words(said)
    if _all_known(other, asked) or _all_known(asked, other):
        return False
    if is_short_for(said, office.of) or is_short_for(office.of, said):
        return False
    described = any(word.islower() for word in office.of.split() if own_words(word))
    shared = any(same_name(one, known) for one in asked for known in other)
    if described and not shared and not kinds_of(office.of) & kinds_of(said):
        return False
    if not office.of_a_place and is_place(office.of) != is_place(said):
        return False
    return not (shared and _all_known(asked - other, frozenset(words(near))))
