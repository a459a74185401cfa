"""Evidence that agrees: the same answer in several documents is more probable than in one.

A near copy of a story adds nothing: it is the same report in another place.
"""

from collections.abc import Sequence
from dataclasses import replace

from index.text.sameness import says_the_same
from index.text.words import words
from qa.english.answers import normalise
from qa.evidence.duplicates import SAME
from qa.evidence.select import Evidence

CONSIDERED = 40
"""So many of the best sentences may support one another."""


def agree(evidence: Sequence[Evidence], weight: float) -> list[Evidence]:
    """Raise the probability of answers that independent documents share.

    With p of a sentence and q of the best sentence of each other document that gives the same
    words, it becomes 1 - (1 - p) Π (1 - weight x q).

    Args:
        evidence: the most probable first, as `select` gives it.
        weight: how much of another document's probability counts, in [0, 1], as the reader's
            calibration says; 0 to leave everything as it is.

    Returns:
        The same sentences, the most probable first, equal ones in the order that they had.
    """
    head, tail = evidence[:CONSIDERED], evidence[CONSIDERED:]
    answers = [normalise(e.words) for e in head]
    contents = [frozenset(words(e.text)) for e in head]
    raised = []
    for n, one in enumerate(head):
        doubt = 1.0 - one.probability
        reports = [(one.span.doc_id, contents[n])]
        for other, answer, content in zip(head, answers, contents, strict=True):
            if (
                answer == answers[n]
                and answer
                and _independent(other.span.doc_id, content, reports)
            ):
                reports.append((other.span.doc_id, content))
                doubt *= 1.0 - weight * other.probability
        raised.append(replace(one, probability=1.0 - doubt))
    return sorted([*raised, *tail], key=lambda e: -e.probability)


def _independent(
    document: str, content: frozenset[str], reports: Sequence[tuple[str, frozenset[str]]]
) -> bool:
    """Whether a sentence is of another document than these, and in other words."""
    return all(
        document != other and not says_the_same(content, said, SAME) for other, said in reports
    )
