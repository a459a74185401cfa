"""Who did it is not told by the words for whom, from whom or by whom it was done.

"It had bought the mill from the Keller family" does not say that the family bought it; "the family
sold it to Hals" says who did.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from index.text.words import words
from qa.english.names import same_name
from qa.english.namesakes import full_names
from qa.english.offices import is_short_for
from qa.english.questions import NAME
from qa.english.roles import gives_it, has_another_part, has_that_part, passive_subjects
from qa.english.vocabulary import FUNCTION_STEMS
from qa.evidence.select import ANOTHERS, Evidence, doubted

NEARLY = 0.1
"""Share of the best sentence's probability that one must have which tells the part by a verb that
turns it round."""


def of_that_part(question: str, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The evidence, where words that have another part in what was done are less probable.

    A sentence that has the part which is asked for takes the place of the best that has another.

    Args:
        question: any; one that does not ask who did something changes nothing.
        evidence: the most probable first.

    Returns:
        The most probable first.
    """
    names = [name for name in NAME.findall(question) if name[0].isupper()]
    if names:
        evidence = doubted(evidence, ANOTHERS, lambda one: _done_to_another(question, names, one))
    if not evidence or not has_another_part(question, _in_front(evidence[0])):
        return doubted(evidence, ANOTHERS, lambda one: has_another_part(question, _in_front(one)))
    best = evidence[0].probability
    raised = [
        replace(one, probability=best)
        if one.probability >= NEARLY * best and _tells_it(question, names, one)
        else one
        for one in evidence
    ]
    return doubted(raised, ANOTHERS, lambda one: has_another_part(question, _in_front(one)))


def _done_to_another(question: str, names: Sequence[str], one: Evidence) -> bool:
    """Whether what is asked about was done to another: Orme was founded, not Delta Ferries.

    Args:
        question: any.
        names: in it.
        one: a sentence; one that has any of the names, or leans on another, may tell it.
    """
    if gives_it(question, one.text):
        return True
    asked = frozenset(words(" ".join(names)))
    if one.before or any(same_name(stem, said) for said in words(one.text) for stem in asked):
        return False
    done = set(words(question)) - asked - FUNCTION_STEMS
    return any(
        done & set(words(what)) and _is_a_name(subject, one) and not _is_short(subject, question)
        for subject, what in passive_subjects(one.text)
    )


def _is_a_name(subject: str, one: Evidence) -> bool:
    """Whether words with a capital are a name, and not just the first of a sentence."""
    inside = re.search(rf"[a-zß-ÿ,] {re.escape(subject)}\b", one.passage.text)
    return inside is not None or (" " in subject and not one.text.startswith(subject))


def _is_short(subject: str, question: str) -> bool:
    """Whether a name is short for one of the question, or the other way round."""
    return any(
        is_short_for(subject, name) or is_short_for(name, subject)
        for name in (*full_names(question), *NAME.findall(question))
    )


def _tells_it(question: str, names: Sequence[str], one: Evidence) -> bool:
    """Whether a sentence says who has that part, and names all that the question names."""
    named = all(name.rstrip("’'s") in one.text for name in names)
    return one.claimable and named and has_that_part(question, _in_front(one))


def _in_front(one: Evidence) -> str:
    """What stands in a sentence in front of the words that answer."""
    return one.passage.document.text[one.span.start : one.answer.start]
