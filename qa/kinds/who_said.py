"""Who said something: of the sentences that were read, those that say what is asked about.

A reader finds who speaks of the matter, and may take him for who said just that: that a motor was
faulty is not that the conveyor was unsafe. But most of what is said is asked for in other words, so
that a sentence goes behind another only where it is not sure, and the other has a speaker.
"""

from collections.abc import Sequence

from index.text.words import words
from qa.english.asked_lines import is_said
from qa.english.asked_quotes import DENIED, DENIES, IF, asks_who_states, what_was_said
from qa.english.vocabulary import FUNCTION_STEMS
from qa.evidence.select import Evidence
from qa.kinds.attributed import said_by
from qa.quotes.types import Quote
from qa.support.negation import negations

MOST = 2 / 3
"""Share of what was said from which a sentence that says so much of it says it."""

NEARLY = 2 / 3
"""Share of the best sentence's probability from which one that says it goes before it."""

SURE = 2 / 3
"""Probability from which the best sentence stays the first."""

BETWEEN = 4
"""Words that may stand between those of something said, where all of them are said."""


def who_says(question: str, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The evidence, first the sentence that says what a question asks who said it.

    As it is, where the question asks anything else, the best sentence is sure, or none says it
    that is nearly as probable.

    Args:
        question: any.
        evidence: the most probable first.
    """
    asked, matter = what_was_said(question), matter_said(question)
    if not matter or not asks_who_states(question) or not evidence:
        return tuple(evidence)
    if evidence[0].probability >= SURE:
        return tuple(evidence)
    likely = (n for n, one in enumerate(evidence) if _is_nearly(one, evidence[0]))
    first = next((n for n in likely if _says(matter, asked, evidence[n])), 0)
    return (evidence[first], *evidence[:first], *evidence[first + 1 :])


def _is_nearly(one: Evidence, best: Evidence) -> bool:
    return one.claimable and one.probability >= NEARLY * best.probability


def saying_all(question: str, quotes: Sequence[Quote]) -> tuple[Quote, ...]:
    """The quotes that say all of what a question asks who said it; none of any other question.

    Its words stand near one another. Not one that negates, denies or supposes what the question
    does not, or the other way round.
    """
    asked, matter = what_was_said(question), matter_said(question)
    told = ((one, " ".join(part.quote for part in one.citations)) for one in quotes)
    return tuple(
        one
        for one, text in told
        if matter and _is_said_at_once(matter, asked, text) and _states_alike(asked, text)
    )


def _is_said_at_once(matter: frozenset[str], asked: str, text: str) -> bool:
    """Whether a few words of a text, hardly more than are asked about, say all of it."""
    said, most = words(text), len(words(asked)) + BETWEEN
    return any(_share(matter, said[n : n + most]) == 1 for n in range(max(1, len(said) - most + 1)))


def _states_alike(asked: str, text: str) -> bool:
    """Whether two texts negate as often, and both or neither deny or suppose something."""
    alike = all(bool(found.search(asked)) == bool(found.search(text)) for found in (DENIES, IF))
    return alike and negations(asked) == negations(text)


def matter_said(question: str) -> frozenset[str]:
    """Stems of what a question asks who said it; none where it asks for anything else."""
    return frozenset(words(what_was_said(question))) - FUNCTION_STEMS


def _says(matter: frozenset[str], asked: str, evidence: Evidence) -> bool:
    """Whether somebody is told to say it in a sentence, with what stands before it."""
    if not _states_alike(asked, evidence.text):
        return False
    told = DENIED.sub("said", evidence.text) if DENIED.search(asked) else evidence.text
    share = _share(matter, words(f"{evidence.text_before}\n{evidence.text}"))
    return share >= MOST and bool(said_by(told))


def _share(matter: frozenset[str], given: Sequence[str]) -> float:
    said = frozenset(given)
    return sum(is_said(stem, said) for stem in matter) / len(matter)
