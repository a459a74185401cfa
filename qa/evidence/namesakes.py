"""What is told of a namesake, or of somebody else by "she" and "it", does not answer.

"It will pay a dividend" behind "The shares of Tarn Foods fell" tells nothing of Tarn Pet Care; and
where a document never names what is asked about, no pronoun in it stands for that.
"""

import re
from collections.abc import Sequence

from index.text.words import words
from qa.english.names import same_name, written_out
from qa.english.namesakes import (
    KIN,
    POINTS_AT,
    begins_with_one_meant,
    full_names,
    is_namesake,
    person_asked,
    stems_of,
)
from qa.english.questions import NAME
from qa.evidence.select import ANOTHERS, Evidence, doubted

_OF_IT = re.compile(r"[“\"‘']?(?:(?:the )?[\w-]{2,30} of )?", re.IGNORECASE)
"""What may stand in front of a name with which a sentence begins."""

LOOKED_BACK = 5_000
"""Characters before a sentence in which somebody is looked for who was named."""


def of_no_namesake(question: str, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The evidence, where what tells of a namesake, or stands for another name, is less probable.

    Args:
        question: any; one without a name of two words or a given name, or on somebody's kin,
            changes nothing.
        evidence: the most probable first.

    Returns:
        The most probable first.
    """
    asked, person = full_names(question), person_asked(question)
    if (not asked and not person) or KIN.search(question):
        return list(evidence)
    own = [name for name in asked if not re.search(rf"{re.escape(name)}[’']", question)]
    names = _stems(" ".join(name for name in NAME.findall(question) if name[0].isupper()))
    return doubted(
        evidence,
        ANOTHERS,
        lambda one: (
            any(_is_of_another(name, asked, one) for name in own)
            or (bool(own) and _is_named_nowhere(names, one))
            or (bool(person) and _points_away(person, one))
        ),
    )


def only_of_namesakes(question: str, sentence: str, near: str) -> bool:
    """Whether a sentence begins with a namesake of who or what is asked about, not named near it.

    Not where the name that they share stands alone, too, which may be that of either; and a
    namesake further on may be a product or a successor of what is meant.

    Args:
        question: any; one on somebody's kin is of no namesake.
        sentence: as "Tarn Foods has bought the dairy".
        near: it, with the one before it and the title.
    """
    asked, known = full_names(question), _stems(near)
    named = [own for name in full_names(sentence)[:1] for own in (name, name.partition(" of ")[2])]
    others = [name for name in named if name and name not in asked and _begins(name, sentence)]
    return not KIN.search(question) and any(
        is_namesake(name, other)
        and not _are_among(stems_of(name), known)
        and not stems_of(name) & _stems(sentence.replace(other, " "))
        for name in asked
        for other in others
    )


def _begins(name: str, sentence: str) -> bool:
    """Whether a sentence begins with a name, or with what is "of" it: "Shares of Tarn Foods"."""
    opening, _, _ = sentence.partition(name)
    return bool(_OF_IT.fullmatch(opening)) and not KIN.search(opening)


def _is_of_another(name: str, asked: Sequence[str], one: Evidence) -> bool:
    """Whether a sentence is of a namesake.

    Args:
        name: that a question asks about, and nothing that is its own.
        asked: all that it asks about; none of them is a namesake that is mixed up.
        one: the sentence.
    """
    document = one.passage.document
    before = one.text_before
    known = _stems(f"{before}\n{one.text}")
    if document.in_table(one.span.start) or _are_among(stems_of(name), known):
        return False
    if document.title.strip(" .").lower() == name.lower():
        return False
    rivals = [
        other
        for other in full_names(before or one.text)
        if other not in asked and is_namesake(name, other)
    ]
    if not before and any(_opens(other, one) for other in rivals):
        return True
    if _are_among(stems_of(name), known | _stems(document.title)):
        return False
    if rivals and before and POINTS_AT.match(one.text):
        return True
    return _means_another(name, asked, one)


def _points_away(person: str, one: Evidence) -> bool:
    """Whether "she" stands for somebody whom the sentence before begins with, who is not asked for.

    Args:
        person: whom a question asks about.
        one: the sentence.
    """
    before = one.text_before
    if not begins_with_one_meant(one.text, before):
        return False
    known = _stems(f"{one.passage.document.title}\n{before}\n{one.text}")
    return not any(_is_among(stem, known) for stem in _stems(person))


def _means_another(name: str, asked: Sequence[str], one: Evidence) -> bool:
    """Whether the family name in a sentence stands for a namesake who alone was named before.

    "Victor Pell fell ill. Pell died in May. His son Rolf Pell …" does not say that Rolf died. Not
    where the family name answers, or the title has it.
    """
    *given, family = name.split()
    own, of_family = stems_of(" ".join(given)), frozenset(words(family))
    document = one.passage.document
    said = frozenset(words(one.text))
    elsewhere = frozenset(words(f"{document.title}\n{one.words}"))
    if not of_family <= said or own & said or of_family & elsewhere:
        return False
    start = max(0, one.span.start - LOOKED_BACK)
    before = document.text[start : one.span.start]
    known = _stems(f"{document.title}\n{before}")
    if any(_is_among(stem, known) for stem in own):
        return False
    return any(
        other.endswith(f" {family}") and is_namesake(name, other)
        for other in full_names(before)
        if other not in asked
    )


def _opens(name: str, one: Evidence) -> bool:
    """Whether a sentence begins with a name that is not, in whole or part, what answers."""
    if one.answer.start < one.span.start + one.text.find(name) + len(name):
        return False
    return one.text.lstrip("“\"‘'").removeprefix("The ").startswith(name)


def _is_named_nowhere(names: frozenset[str], one: Evidence) -> bool:
    """Whether a sentence points at what was named, and no name of a question stands there.

    Args:
        names: the stems of its words with a capital.
        one: the sentence.
    """
    document = one.passage.document
    if not POINTS_AT.match(one.text) or document.in_table(one.span.start):
        return False
    near = _stems(f"{document.title}\n{one.passage.text}")
    if any(_is_among(stem, near) for stem in names):
        return False
    text = document.text.lower()
    return not any(stem in text for stem in names)


def _are_among(stems: frozenset[str], known: frozenset[str]) -> bool:
    return all(_is_among(stem, known) for stem in stems)


def _stems(text: str) -> frozenset[str]:
    return frozenset(words(written_out(text)))


def _is_among(stem: str, known: frozenset[str]) -> bool:
    return stem in known or any(same_name(stem, other) for other in known)
