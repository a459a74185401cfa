"""What is told of a namesake, or of somebody else by "she" and "it", does not answer.

"It will pay a dividend" behind "The shares of Tarn Foods fell" tells nothing of Tarn Pet Care; and
where a document never names what is asked about, no pronoun in it stands for that.
"""

from collections.abc import Sequence

from index.text.words import words
from qa.english.names import same_name, written_out
from qa.english.namesakes import (
    POINTS_AT,
    begins_with_one_meant,
    full_names,
    is_namesake,
    stems_of,
)
from qa.english.questions import NAME
from qa.evidence.select import ANOTHERS, Evidence, doubted

LOOKED_BACK = 5_000
"""Characters before a sentence in which somebody is looked for who was named."""


def of_no_namesake(question: str, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The evidence, where what tells of a namesake, or stands for another name, is less probable.

    Args:
        question: any; one without a name of two words changes nothing.
        evidence: the most probable first.

    Returns:
        The most probable first.
    """
    persons = [name for name in NAME.findall(question) if name[0].isupper()]
    if not persons:
        return list(evidence)
    asked = full_names(question)
    return doubted(
        evidence,
        ANOTHERS,
        lambda one: (
            any(_is_of_another(name, asked, one) for name in asked) or _points_away(persons, one)
        ),
    )


def _is_of_another(name: str, asked: Sequence[str], one: Evidence) -> bool:
    """Whether a sentence is of a namesake, or points at what cannot be what a name is of.

    Args:
        name: that a question asks about.
        asked: all that it asks about; none of them is a namesake that is mixed up.
        one: the sentence.
    """
    document = one.passage.document
    if document.in_table(one.span.start):
        return False
    before = one.text_before
    known = _stems(f"{before}\n{one.text}")
    if all(_is_among(stem, known) for stem in stems_of(name)):
        return False
    subject = before or one.text
    others = [other for other in full_names(subject) if other not in asked]
    rivals = [other for other in others if is_namesake(name, other) and other not in one.words]
    if not before and any(_opens(other, one.text) for other in rivals):
        return True
    titled = _stems(document.title)
    if all(_is_among(stem, known | titled) for stem in stems_of(name)):
        return False
    if rivals and (before or name in one.passage.text):
        return True
    if _means_another(name, asked, one):
        return True
    return bool(POINTS_AT.match(one.text)) and _is_named_nowhere(name, one)


def _points_away(names: Sequence[str], one: Evidence) -> bool:
    """Whether "she" stands for somebody whom the sentence before begins with, who is not asked for.

    Args:
        names: words with a capital in a question.
        one: the sentence.
    """
    before = one.text_before
    if not begins_with_one_meant(one.text, before):
        return False
    known = _stems(f"{before}\n{one.text}")
    return not any(_is_among(stem, known) for stem in _stems(" ".join(names)))


def _means_another(name: str, asked: Sequence[str], one: Evidence) -> bool:
    """Whether the family name in a sentence stands for a namesake who alone was named before.

    "Victor Pell fell ill. Pell died in May. His son Rolf Pell …" does not say that Rolf died.
    """
    *given, family = name.split()
    own = stems_of(" ".join(given))
    document = one.passage.document
    said = words(one.text)
    if not set(words(family)) <= set(said) or own & set(said):
        return False
    start = max(0, one.span.start - LOOKED_BACK)
    before = f"{document.title}\n{document.text[start : one.span.start]}"
    if any(_is_among(stem, _stems(before)) for stem in own):
        return False
    return any(
        other.endswith(f" {family}") and is_namesake(name, other)
        for other in full_names(before)
        if other not in asked
    )


def _opens(name: str, sentence: str) -> bool:
    """Whether a sentence begins with a name."""
    return sentence.lstrip("“\"‘'").removeprefix("The ").startswith(name)


def _is_named_nowhere(name: str, one: Evidence) -> bool:
    """Whether no word of a name stands in the document of a sentence."""
    document = one.passage.document
    near = _stems(f"{document.title}\n{one.passage.text}")
    if any(_is_among(stem, near) for stem in stems_of(name)):
        return False
    text = document.text.lower()
    return not any(stem in text for stem in stems_of(name))


def _stems(text: str) -> frozenset[str]:
    return frozenset(words(written_out(text)))


def _is_among(stem: str, known: frozenset[str]) -> bool:
    return stem in known or any(same_name(stem, other) for other in known)
